"""Readers: bytes in any format to one ``Document`` with the words of a letter, in order.

Each format has a package (``pdf``, ``text``, ``html``, ``xml``, ``docx``) that gives lines with the
features it knows; ``layout`` builds a document from them. ``document`` defines that document.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.errors import UnreadableDocument
from pipeline.reading.detection import detect
from pipeline.reading.document import Document
from pipeline.reading.docx import read_docx
from pipeline.reading.html import read_html
from pipeline.reading.pdf import read_pdf
from pipeline.reading.text import read_text
from pipeline.reading.xml import read_xml

READER_VERSION = "4"
"""Version of the readers, raised if the same bytes may give another text or other blocks."""
_LARGEST = {"text": 10_000_000, "html": 50_000_000, "xml": 50_000_000}
"""Maximum size in bytes of a letter, by format."""
_LONGEST = 10_000_000
"""Maximum length in characters of the text of a letter, in any format."""

_READERS = {
    "pdf": read_pdf,
    "docx": read_docx,
    "xml": read_xml,
    "html": read_html,
    "text": read_text,
}


def read_document(content: bytes, *, name: str = "", media_type: str | None = None) -> Document:
    """Return the document in ``content``; raise UnreadableDocument if it has no readable words."""
    form = detect(content, name, media_type)
    if len(content) > _LARGEST.get(form, len(content)):
        raise UnreadableDocument(
            f"{len(content)} bytes of {form} are more than any letter: the file is not read"
        )
    with _without_collector():
        document = _READERS[form](content)
    if len(document.text) > _LONGEST:
        raise UnreadableDocument(
            f"{len(document.text)} characters are more than any letter: the file is not read"
        )
    return document


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause Python's collector of reference cycles for the ``with`` block.

    Why: reading makes thousands of objects and hardly a cycle; looking for cycles took 8 % of its
    time. Of threads that read at once the first to end switches it on again, which does no harm.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
