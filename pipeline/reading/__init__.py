"""Bytes in any format to one ``Document``: the words of a letter, in order, with nothing that only the page needed."""

from __future__ import annotations

from pipeline.reading import docx, html, pdf, text, xml
from pipeline.reading.detection import detect
from pipeline.reading.document import Document

READER_VERSION = "1"
"""Raised whenever the same bytes may give another text or other blocks than before."""

_READERS = {"pdf": pdf.read, "docx": docx.read, "xml": xml.read, "html": html.read, "text": text.read}


def read(content: bytes, *, name: str = "", media_type: str | None = None) -> Document:
    """The document that ``content`` holds, whatever its format; ``name`` and ``media_type`` are hints.

    Raises ``UnreadableDocument`` where there are no words to be had, saying why.
    """
    return _READERS[detect(content, name, media_type)](content)
