"""The words of a place in the canonical text, as a row holds them."""

from __future__ import annotations


def clean(text: str) -> str:
    """The words of a place in the canonical text on one line: every run of white space becomes one
    space.

    This is all the cleaning there is: marks, page numbers and hyphens at line ends left the text
    when it was read, so ``clean(text[char_start:char_end])`` is the text of every row.
    """
    return " ".join(text.split())
