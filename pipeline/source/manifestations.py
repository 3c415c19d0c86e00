"""File formats of papers: their order of preference, media types, and signs of complete files."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileFormat:
    """One file format: its media type, other types that servers use for it, and its signatures.

    A complete file has one of ``begins`` near the start and one of ``ends`` near the end, in lower
    case.

    Why: a PDF may have a few bytes before its header (ISO 32000, implementation note), so the
    signature need not be at the first byte.
    """

    media_type: str
    aliases: frozenset[str]
    begins: tuple[bytes, ...]
    ends: tuple[bytes, ...]


FILE_FORMATS = {
    "xml": FileFormat("application/xml", frozenset({"text/xml"}), (b"<",), (b">",)),
    "html": FileFormat(
        "text/html",
        frozenset({"application/xhtml+xml"}),
        (b"<!doctype html", b"<html"),
        (b"</html>",),
    ),
    "pdf": FileFormat(
        "application/pdf", frozenset({"application/x-pdf"}), (b"%pdf-",), (b"%%eof",)
    ),
    "txt": FileFormat("text/plain", frozenset(), (), ()),
    "docx": FileFormat(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        frozenset(),
        (b"pk\x03\x04",),
        (b"pk\x05\x06",),
    ),
}
"""Readable formats by the extension of their address, the one with the most structure first.

Only folders have txt and docx. The other formats of the official source (metadata, metadataowms,
odt) repeat or describe a letter.
"""

UNSPECIFIC = frozenset({"", "application/octet-stream", "binary/octet-stream", "text/plain"})
"""Media types that servers use if they do not know the format; then the bytes decide."""
HEAD, TAIL = 4096, 4096
"""Bytes at the start and the end in which signatures are searched."""


def candidates(manifestations: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the readable manifestations, best first, as (format, address)."""
    return [(form, manifestations[form]) for form in FILE_FORMATS if form in manifestations]


def format_of(url: str) -> str:
    """Return the format that an address has by its extension, empty if it is not a readable one.

    Example: ``format_of("https://host/kst-36867-C.htm?x=1") == "html"``.
    """
    extension = url.rpartition("?")[0] or url
    extension = extension.rpartition("/")[2].rpartition(".")[2].lower()
    return extension if extension in FILE_FORMATS else "html" if extension == "htm" else ""


def damage(content: bytes, form: str, declared: str | None) -> str | None:
    """Return the reason why these bytes are not a complete file of that format, or None.

    ``declared`` is the Content-Type header; a type that names another format counts as damage.
    """
    if not content.strip():
        return "the body is empty"
    media_type = (declared or "").partition(";")[0].strip().lower()
    wanted = FILE_FORMATS[form]
    if media_type not in UNSPECIFIC | wanted.aliases | {wanted.media_type}:
        return f"it is declared as {media_type}, not as {wanted.media_type}"
    return _wrong_signature(content, form)


def _wrong_signature(content: bytes, form: str) -> str | None:
    """Return the reason why these bytes do not begin or end as the format does, or None."""
    wanted = FILE_FORMATS[form]
    head, tail = content[:HEAD].lower(), content[-TAIL:].lower()
    if form == "xml" and _contains(head, FILE_FORMATS["html"].begins):
        return "it is a web page, not the XML of a paper"
    if wanted.begins and not _contains(head, wanted.begins):
        return f"it does not begin as {wanted.media_type} does: {content[:40]!r}"
    if wanted.ends and not _contains(tail, wanted.ends):
        return f"it does not end as {wanted.media_type} does, so it was cut off: {content[-40:]!r}"
    return None


def _contains(content: bytes, signatures: tuple[bytes, ...]) -> bool:
    return any(signature in content for signature in signatures)
