"""Decoding of text files and web pages, by the encoding that the bytes show."""

from __future__ import annotations

import codecs

from pipeline.errors import UnreadableDocument

_CONTROLS = bytes((*range(0x09), *range(0x0E, 0x20), 0x7F))
_UNPRINTABLE = 0.05  # more of a file than this in control characters: no text


def decode(content: bytes) -> str:
    """Return the text of UTF-8, UTF-16 or Windows-1252; raise UnreadableDocument for others."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if controls > _UNPRINTABLE * len(content):
        message = (
            f"no text: {controls} of {len(content)} bytes are control characters; give the paper "
            "as xml, html, pdf or docx"
        )
        raise UnreadableDocument(message)
    return content.decode("utf-8-sig", errors=_WINDOWS)


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Decode bytes that are not UTF-8 as Windows-1252, which older files of ministries use."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="ignore"), error.end


_WINDOWS = "griffier-windows-1252"
codecs.register_error(_WINDOWS, _windows_1252)
