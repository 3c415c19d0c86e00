"""Text files: the extraction of a PDF by some other tool, with or without its page breaks, or what
a word processor saves as text.
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
    """Return the document in a text file.

    Raises ``UnreadableDocument`` if the bytes hold no text.
    """
    lines = split(decode(content))
    if not lines:
        raise UnreadableDocument(
            "the text file has no words; fetch the paper again or give another format of it"
        )
    return compose_pages(Pages([Row(line.page, [line]) for line in lines]), MEDIA_TYPE)
