"""List of contents of a paper: what is between its title and the first part that it lists.

A reader of the printed paper sees a table. Extracted text has a block for each numeral, title and
page number, which would pass for the numbers and headings of questions.
"""

import re
from collections.abc import Sequence

from pipeline.lexicon import concept
from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.reading.document import Document

CONTENTS_TITLE = concept("contents-title")

FRONT = 40
"""Blocks at the start of a paper that are searched for the title of its contents."""

LONGEST = 200
LONGEST_ENTRY = 250
"""Limits: blocks of the contents, and characters of a block in them."""

FEWEST = 3
"""Headings in a list of contents without a title, at least."""

FIRST = re.compile(r"1\.?\s[^?]{4,200}$")
"""First heading of a list of contents without a title."""

PAGED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s[^?.]{4,200}\s(?P<page>\d{1,3})$")
"""Entry of a list of contents in one block with its number and its page: "1. Inleiding 2"."""

NO_ENTRIES = {"question", "answer", "signature"}
"""Kinds of blocks that no list of contents has."""

SHORTEST_ENTRY = 6
"""Letters that tell the first entry from others; a numeral alone is joined to the words below."""

PAGE = "0123456789"
"""Digits of the number before an entry, which may be a block of its own, and of its page."""

SIGNS = re.compile(r"[\W_]+|\bblz\b", re.IGNORECASE)


def without_contents(document: Document, lines: Sequence[LabelledBlock]) -> list[LabelledBlock]:
    """Return the blocks without the list of contents.

    Example: "Inhoud", "I", "Algemeen", "1" are left out up to the block "I Algemeen".

    Without a title it is a list of headings, of which the first is repeated below them, or each
    ends with the number of its page.

    Seen in: kst-33558-7 (its page numbers were read as questions), kst-21501-32-774, kst-26697-4,
        kst-35036-5, kst-31957-5 (pages behind the headings).
    """
    front = [_text(document, line) for line in lines[:FRONT]]
    title = next((n for n, text in enumerate(front) if CONTENTS_TITLE.fullmatch(text)), None)
    begin, end = (
        _with_pages(front) or _untitled(document, lines, front)
        if title is None
        else (title, _first_part(document, lines, title + 1))
    )
    return list(lines) if end is None else [*lines[:begin], *lines[end:]]


def _untitled(
    document: Document, lines: Sequence[LabelledBlock], front: Sequence[str]
) -> tuple[int, int | None]:
    """Return the indices of the first heading in a list of them, and of its repetition below."""
    for first, text in enumerate(front):
        if not FIRST.match(text):
            continue
        for index in range(first + 1, min(len(lines), first + LONGEST)):
            entry = _text(document, lines[index])
            if entry == text and index - first >= FEWEST:
                return first, index
            if lines[index].kind in NO_ENTRIES or _is_sentence(entry):
                break
    return 0, None


def _with_pages(front: Sequence[str]) -> tuple[int, int] | None:
    """Return the indices of the first entry that ends with its page, and of the line below all."""
    entries = [PAGED.match(text) for text in front]
    first = next((index for index, entry in enumerate(entries) if entry), len(front))
    end = next((index for index in range(first, len(front)) if not entries[index]), len(front))
    pages = [int(entry["page"]) for entry in entries[first:end] if entry]
    return (first, end) if len(pages) >= FEWEST and pages == sorted(pages) else None


def _is_sentence(text: str) -> bool:
    """Return True for a block that asks, ends with a full stop, or is too long for an entry."""
    asks_or_ends = "?" in text or (text.endswith(".") and len(text) > SHORTEST_ENTRY)
    return asks_or_ends or len(text) > LONGEST_ENTRY


def _first_part(document: Document, lines: Sequence[LabelledBlock], first: int) -> int | None:
    """Return the index of the block that repeats the first entry, None if no block does."""
    entry = ""
    for index in range(first, min(len(lines), first + LONGEST)):
        words = _solid(_text(document, lines[index]))
        if len(entry) >= SHORTEST_ENTRY and words.lstrip(PAGE).startswith(entry):
            return index
        if lines[index].end - lines[index].start > LONGEST_ENTRY:
            return None
        if len(entry) < SHORTEST_ENTRY:
            entry += words.strip(PAGE)
    return None


def _text(document: Document, line: LabelledBlock) -> str:
    return document.text[line.start : line.end]


def _solid(text: str) -> str:
    """Return the letters and digits of a text in small letters, without "blz."."""
    return SIGNS.sub("", text).lower()
