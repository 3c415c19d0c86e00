"""Concepts of the lexicon that label blocks, and the limits of their length."""

from pipeline.lexicon import Concept, concept
from pipeline.parsing.outline.labelled_block import BlockKind
from pipeline.vocabulary import entries

HEADINGS: tuple[tuple[BlockKind, Concept], ...] = (
    ("question", concept("question-heading")),
    ("answer", concept("answer-heading")),
    ("notice", concept("notice-heading")),
    ("aside", concept("remark-heading")),
)
"""Kinds of blocks, with the concept of their headings."""
ANSWER_PARTY_HEADING = concept("answer-party-heading")
BARE_NUMBER = concept("bare-number")
BULLET = concept("bullet")
CLERK = concept("clerk")
HEADING_IN_CAPITALS = concept("heading-in-capitals")
INLINE_HEADING = concept("inline-heading")
JOINT_MARKER = concept("joint-marker")
LIST_MARKER = concept("list-marker")
MEMBER_WORD = concept("member-word")
NAME_LINE = concept("name-line")
NUMBERED_PARTY_HEADING = concept("numbered-party-heading")
OFFICE_LINE = concept("office-line")
WORD = concept("word")
HEADING_WORDS = frozenset(entries("headings")["words"])
"""Words of party headings, without names.

Example: "Vragen en opmerkingen van de leden van de fracties van SP en PvdD gezamenlijk".
"""

LONGEST_HEADING = 220
"""Characters of a heading, at most; a longer block is text."""
LONGEST_NAME = 60
"""Characters of a line with a name, at most."""
LONGEST_TITLE = 90
"""Characters of a numbered heading, at most."""
NAME_WORDS = 6
"""Words that a member's name adds to a party heading, at most: "het lid Van Rooijen (50PLUS)"."""
SHORTEST_ITEM = 4
"""Words of a block with a numeral in capitals, above which it is an item.

A shorter block is a name ("V. de Vries") or a heading ("II. Kosten").
"""

NUMERALS = {"i": "h", "v": "u", "x": "w"}
"""Letters that are roman numerals, unless the given letter was counted right before them."""
