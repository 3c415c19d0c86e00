"""Bytes in any format to one ``Document``: the words of a letter, in order, with nothing that only
the page needed.

Each format has a package of its own (``pdf``, ``text``, ``html``, ``xml``, ``docx``); what they
share lies beside them: first of all ``document``, the form that they all end in, and ``builder``,
which puts one together.
"""

from __future__ import annotations

from pipeline.errors import UnreadableDocument
from pipeline.reading import docx, html, pdf, text, xml
from pipeline.reading.detection import detect
from pipeline.reading.document import Document

READER_VERSION = "2"
"""Raised whenever the same bytes may give another text or other blocks than before."""

_LARGEST = {"text": 10_000_000, "html": 50_000_000, "xml": 50_000_000}
"""Bytes beyond which a file of that format is no letter."""

_READERS = {
    "pdf": pdf.read,
    "docx": docx.read,
    "xml": xml.read,
    "html": html.read,
    "text": text.read,
}


def read(content: bytes, *, name: str = "", media_type: str | None = None) -> Document:
    """The document that ``content`` holds, whatever its format; ``name`` and ``media_type`` are
    hints.

    Raises ``UnreadableDocument`` where there are no words to be had, saying why.
    """
    form = detect(content, name, media_type)
    if len(content) > _LARGEST.get(form, len(content)):
        raise UnreadableDocument(
            f"{len(content)} bytes of {form} are more than any letter: the file is not read"
        )
    return _READERS[form](content)
