"""The concepts of the lexicon by which blocks are labelled, and the limits that go with them."""

from __future__ import annotations

from pipeline.lexicon import concept
from pipeline.parsing.outline.line import LineKind
from pipeline.vocabulary import entries

HEADINGS: tuple[tuple[LineKind, str], ...] = (
    ("question", "question-heading"),
    ("answer", "answer-heading"),
    ("notice", "notice-heading"),
    ("aside", "remark-heading"),
)
"""What a block with a heading of this label is."""

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
"""The words of headings such as "Vragen en opmerkingen van de leden van de fracties van SP en PvdD
gezamenlijk", names aside."""

LONGEST_HEADING = 220
"""Characters of a heading. A longer block is text."""

LONGEST_NAME = 60
"""Characters of a line with a name."""

LONGEST_TITLE = 90
"""Characters of a numbered heading."""

NAME_WORDS = 6
"""Words that the name of a member adds to the heading of a party group: "het lid Van Rooijen
(50PLUS)"."""

SHORTEST_ITEM = 4
"""Words behind a numeral in capitals. Fewer are a name ("V. de Vries") or a heading ("II.
Kosten")."""

NUMERALS = {"i": "h", "v": "u", "x": "w"}
"""Letters that are roman numerals, unless the letter before them came before."""
