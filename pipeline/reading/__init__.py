"""Bytes in any format to one ``Document``: the words of a letter, in order, without what only the
page needed.

Each format has a package (``pdf``, ``text``, ``html``, ``xml``, ``docx``) that gives lines with the
features it knows; ``layout`` is the one engine that makes a document of them. ``document`` is the
form that they all end in.
"""

from __future__ import annotations

from pipeline.errors import UnreadableDocument
from pipeline.reading.detection import detect
from pipeline.reading.document import Document
from pipeline.reading.docx import read_docx
from pipeline.reading.html import read_html
from pipeline.reading.pdf import read_pdf
from pipeline.reading.text import read_text
from pipeline.reading.xml import read_xml

READER_VERSION = "3"
"""Raised whenever the same bytes may give another text or other blocks than before."""

_LARGEST = {"text": 10_000_000, "html": 50_000_000, "xml": 50_000_000}
"""Bytes beyond which a file of that format is no letter."""
_LONGEST = 10_000_000
"""Characters beyond which a text is no letter, whatever it was packed in."""

_READERS = {
    "pdf": read_pdf,
    "docx": read_docx,
    "xml": read_xml,
    "html": read_html,
    "text": read_text,
}


def read(content: bytes, *, name: str = "", media_type: str | None = None) -> Document:
    """Return the document that ``content`` holds; ``name`` and ``media_type`` are hints to its
    format.

    Raises ``UnreadableDocument`` with the reason if there are no words to be had.
    """
    form = detect(content, name, media_type)
    if len(content) > _LARGEST.get(form, len(content)):
        raise UnreadableDocument(
            f"{len(content)} bytes of {form} are more than any letter: the file is not read"
        )
    document = _READERS[form](content)
    if len(document.text) > _LONGEST:
        raise UnreadableDocument(
            f"{len(document.text)} characters are more than any letter: the file is not read"
        )
    return document
