"""A letter made of lines, with its signatures: what the search for ministers is tried on."""

from datetime import date

from pipeline.parsing.ministers import Minister, find_ministers
from pipeline.reading.document import Block, Document


def letter(*lines: str, marked: bool = True) -> Document:
    """Return a document with one block per line; lines that begin with ``>`` are signatures, marked
    as such or not.
    """
    text, blocks = "", []
    for line in lines:
        words = line.removeprefix(">")
        kind = "signature" if marked and line.startswith(">") else "paragraph"
        blocks.append(Block(kind, len(text), len(text) + len(words), len(text)))
        text += words + "\n"
    return Document(text, tuple(blocks), len(text), "text/plain")


def signed(*lines: str, on: date, marked: bool = True) -> list[Minister]:
    """Return the ministers of a letter of these lines."""
    document = letter(*lines, marked=marked)
    return find_ministers(document, 0, len(document.text), on)


def as_printed(ministers: list[Minister]) -> list[tuple[str, str | None, str | None]]:
    """Return the printed parts: role, portfolio, name."""
    return [(one.role, one.portfolio, one.name) for one in ministers]
