"""Distinction of footnotes and page numbers from question numbers at the start of a line."""

import re
from collections.abc import Sequence

from pipeline.reading.layout.page_furniture import is_bare_number
from pipeline.reading.lines import Line
from pipeline.reading.markers import is_numbered_question

_QUESTION = 4  # lines below a number in which a question mark shows that it numbers a question
_LONGEST_QUESTION = 12  # lines of a question after its number
_FOOT = 10  # lines of notes at the foot of a page, at most, if nothing else marks them
_ASKS = re.compile(r"\?(?![\w&=]*[&=])")
"""A question mark outside an address: not "TXT/?uri=CELEX"."""


def asks(lines: Sequence[Line], index: int) -> bool:
    """Return True if a question follows a number: "1 Hoeveel veerponten" / "varen er?"."""
    if not is_numbered_question(lines[index].text):
        return False
    for place in range(index, min(len(lines), index + _LONGEST_QUESTION)):
        if place > index and lines[place].blanks:
            return False
        if lines[place].text.endswith("?") or "? " in lines[place].text:
            return True
    return False


def numbers_a_question(lines: Sequence[Line], index: int) -> bool:
    """Return True if one of the next four lines has a question mark.

    Then the number on line ``index`` is a question's, not a page's. Why: losing a question is worse
    than keeping a page number.
    """
    return any(_ASKS.search(line.text) for line in lines[index + 1 : index + 1 + _QUESTION])


def ends_page(lines: Sequence[Line], index: int) -> bool:
    """Return True if the page ends within ten lines and none of them has a question mark."""
    foot = lines[index : index + _FOOT + 1]
    below = [line for line in foot if line.page == lines[index].page]
    return len(below) <= _FOOT and not any(_ASKS.search(line.text) for line in below)


def numbers_stand_alone(lines: Sequence[Line]) -> bool:
    """Return True if a question mark follows more than a third of the numbers alone on a line."""
    alone = [index for index, line in enumerate(lines) if is_bare_number(line.text)]
    asking = 0
    for index in alone:
        for line in lines[index + 1 : index + 1 + _QUESTION]:
            if is_bare_number(line.text) or line.page != lines[index].page:
                break
            if _ASKS.search(line.text):
                asking += 1
                break
    return 3 * asking > len(alone)
