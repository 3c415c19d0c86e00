"""Text files: extracted from a PDF by some tool, or saved as text by a word processor.

Page breaks may be missing.
"""

from __future__ import annotations

from pipeline.errors import UnreadableDocument
from pipeline.reading.decoding import decode
from pipeline.reading.document import Document
from pipeline.reading.layout import Pages, compose_pages
from pipeline.reading.lines import Row
from pipeline.reading.text.lines import split

MEDIA_TYPE = "text/plain"


def read_text(content: bytes) -> Document:
    """Return the document in a text file; raise UnreadableDocument if its bytes hold no text."""
    lines = split(decode(content))
    if not lines:
        raise UnreadableDocument(
            "the text file has no words; fetch the paper again or give another format of it"
        )
    return compose_pages(Pages([Row(line.page, [line]) for line in lines]), MEDIA_TYPE)
