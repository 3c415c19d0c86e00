"""The forms that papers come in: how each is named, and how its bytes show that they are what they
claim.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """One form: its media type, the other types that servers use for it, and the signs of whole
    bytes.

    ``begins`` is looked for at the start, ``ends`` near the end, in lower case; one of each is
    enough. A PDF may carry a few bytes before its header (ISO 32000, implementation note), so the
    start is a stretch, not a position.
    """

    media_type: str
    aliases: frozenset[str]
    begins: tuple[bytes, ...]
    ends: tuple[bytes, ...]


FORMS = {
    "xml": Form("application/xml", frozenset({"text/xml"}), (b"<",), (b">",)),
    "html": Form(
        "text/html",
        frozenset({"application/xhtml+xml"}),
        (b"<!doctype html", b"<html"),
        (b"</html>",),
    ),
    "pdf": Form("application/pdf", frozenset({"application/x-pdf"}), (b"%pdf-",), (b"%%eof",)),
    "txt": Form("text/plain", frozenset(), (), ()),
    "docx": Form(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        frozenset(),
        (b"pk\x03\x04",),
        (b"pk\x05\x06",),
    ),
}
"""Readable forms by the extension of their address."""

UNTOLD = frozenset({"", "application/octet-stream", "binary/octet-stream", "text/plain"})
"""Types that a server gives when it does not know: the bytes decide."""
HEAD, TAIL = 4096, 4096
"""Bytes in which the signs are looked for."""


def form_of(url: str) -> str:
    """The form that an address promises by its extension, empty where it is none that we read."""
    extension = url.rpartition("?")[0] or url
    extension = extension.rpartition("/")[2].rpartition(".")[2].lower()
    return extension if extension in FORMS else "html" if extension == "htm" else ""


def damage(content: bytes, form: str, declared: str | None) -> str | None:
    """Why these bytes are not the whole paper in that form, or None where nothing speaks against
    it.

    ``declared`` is the Content-Type header; a type that names another form than was asked for is
    taken at its word.
    """
    if not content.strip():
        return "the body is empty"
    told = (declared or "").partition(";")[0].strip().lower()
    wanted = FORMS[form]
    if told not in UNTOLD and told != wanted.media_type and told not in wanted.aliases:
        return f"it is declared as {told}, not as {wanted.media_type}"
    head, tail = content[:HEAD].lower(), content[-TAIL:].lower()
    if form == "xml" and any(sign in head for sign in FORMS["html"].begins):
        return "it is a web page, not the XML of a paper"
    if wanted.begins and not any(sign in head for sign in wanted.begins):
        return f"it does not begin as {wanted.media_type} does: {content[:40]!r}"
    if wanted.ends and not any(sign in tail for sign in wanted.ends):
        return f"it does not end as {wanted.media_type} does, so it was cut off: {content[-40:]!r}"
    return None
