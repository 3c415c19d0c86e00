"""One block of a paper and what it announces: the parser's unit of reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LineKind = Literal[
    "party",
    "question",
    "answer",
    "notice",
    "aside",
    "number",
    "item",
    "signature",
    "heading",
    "text",
]

NUMBERED = 1
"""The depth of items that have a number."""

LETTERED = 2
"""The depth of items that have a letter."""

ROMAN = 3
"""The depth of items that have a roman numeral."""

BULLETED = 4
"""The depth of items that have a bullet instead of a number."""


@dataclass(frozen=True, slots=True)
class Line:
    """One block and what it announces.

    ``body`` is where the words after the heading or marker begin; it equals ``end`` where there are
    none. ``labels`` are the numbers of a question, answer or item; ``depth`` is 1 for numbers, 2
    for letters, 3 for roman numerals, 4 for bullets. ``party`` is the party group that the block
    names as a heading does. ``role`` is what the format itself calls the block.
    ``rule`` is the id of the entry of the lexicon that gave the kind, or of the format or pass that
    did.
    """

    kind: LineKind
    start: int
    body: int
    end: int
    labels: tuple[str, ...] = ()
    party: str | None = None
    depth: int = 0
    role: str = ""
    rule: str = ""
