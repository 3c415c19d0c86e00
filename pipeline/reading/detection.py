"""Detection of the format of some bytes: by their beginning, else by name and declared type."""

import io
import re
import zipfile
from typing import Literal

from pipeline.errors import UnreadableDocument

Format = Literal["pdf", "docx", "xml", "html", "text"]
_HEAD = 4096
_PDF = re.compile(
    rb"%PDF-\d"
)  # by the standard's implementation notes within the first 1,024 bytes
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|p|h1|table)[\s>/]", re.IGNORECASE)
_XML = re.compile(
    rb"<\?xml\s|<!doctype\s+(?!html)|<(?:[\w.-]+:)?(?:officiele-publicatie|kamerwrk|kamerstuk|kamervragen)[\s>]",
    re.IGNORECASE,
)
_LEGACY = {
    b"\xd0\xcf\x11\xe0": "an old Word file (.doc)",
    b"{\\rtf": "a rich text file (.rtf)",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"II*\x00": "an image",
    b"MM\x00*": "an image",
    b"\x1f\x8b": "a compressed file (gzip)",
    b"Rar!": "a compressed file (rar)",
    b"7z\xbc\xaf": "a compressed file (7z)",
}
_BY_TYPE: dict[str, Format] = {
    "application/pdf": "pdf",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_BY_SUFFIX: dict[str, Format] = {
    "pdf": "pdf",
    "xml": "xml",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "txt": "text",
    "md": "text",
    "docx": "docx",
}


def detect(content: bytes, name: str = "", media_type: str | None = None) -> Format:
    """Return the format of ``content``; raise UnreadableDocument if no reader here can read it."""
    head = content[:_HEAD]
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")
    if not start:
        message = (
            "the file is empty"
            if not content.strip(b"\x00 \t\r\n")
            else "the file begins with 4,096 empty bytes"
        )
        raise UnreadableDocument(f"{message}; fetch the paper again")
    if _PDF.search(head[:1024]):
        return "pdf"
    if start.startswith(b"PK"):
        return _packed(content)
    for magic, words in _LEGACY.items():
        if start.startswith(magic):
            raise UnreadableDocument(
                f"this is {words}, which is not read here; give the paper as xml, html, pdf, docx "
                "or txt"
            )
    return _marked_up(head, start, _hinted(name, media_type))


def _marked_up(head: bytes, start: bytes, hint: Format | None) -> Format:
    """Return xml, html or text, which differ in their first words."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.replace(b"\x00", b"")
    if not start.startswith(b"<"):
        if hint in {"pdf", "docx"}:
            raise UnreadableDocument(
                f"the file is named {hint} but does not begin like one; fetch the paper again"
            )
        return "text"
    is_html = _HTML.search(start) is not None
    if _XML.match(start):
        return (
            "html"
            if is_html and re.search(rb"<!doctype\s+html|<html[\s>]", start, re.IGNORECASE)
            else "xml"
        )
    if is_html:
        return "html"
    return hint if hint in {"xml", "html"} else "text"


def _hinted(name: str, media_type: str | None) -> Format | None:
    """Return the format by name, else by declared type.

    Why: the types that servers declare are often wrong.
    """
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return _BY_SUFFIX.get(suffix) or _BY_TYPE.get(
        (media_type or "").partition(";")[0].strip().lower()
    )


def _packed(content: bytes) -> Format:
    """Return docx for a zip archive that holds a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableDocument(
            f"a broken zip archive ({error}): a Word file cut short, perhaps; fetch it again"
        ) from error
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names:
        raise UnreadableDocument(
            "this is an OpenDocument file, which is not read here; give the paper as xml, html, "
            "pdf or docx"
        )
    raise UnreadableDocument(
        "this is a zip archive, which is not read here; unpack it and give the papers in it one by "
        "one"
    )
