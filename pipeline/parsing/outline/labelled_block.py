"""Labelled block of a paper, the unit that the parser works on."""

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal[
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
"""Depth of items that have a number."""
LETTERED = 2
"""Depth of items that have a letter."""
ROMAN = 3
"""Depth of items that have a roman numeral."""
BULLETED = 4
"""Depth of items that have a bullet instead of a number."""


@dataclass(frozen=True, slots=True)
class LabelledBlock:
    """Block of text with its kind, numbers and party group.

    ``body`` is the offset of the words after the heading or marker; it equals ``end`` if there are
    none. ``labels`` are the numbers of a question, answer or item; ``depth`` is 1 for numbers, 2
    for letters, 3 for roman numerals, 4 for bullets. ``party`` is the party group that a heading
    names. ``role`` is the name of the block in the format itself. ``rule`` is the id of the entry
    of the lexicon, or the name of the format or pass, that determined the kind.
    """

    kind: BlockKind
    start: int
    body: int
    end: int
    labels: tuple[str, ...] = ()
    party: str | None = None
    depth: int = 0
    role: str = ""
    rule: str = ""
