"""The foot of a page in a text file: what can be notes there, where numbers alone may as well
number the questions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.reading.furniture import is_bare_number
from pipeline.reading.lines import Line
from pipeline.reading.markers import is_numbered_question

_QUESTION = 4  # lines below a number in which a question mark says that the number is a question's
# lines of notes at the foot of a page, at most, where nothing else shows that they are notes
_FOOT = 10
_ASKS = re.compile(r"\?(?![\w&=]*[&=])")  # and no part of an address: "TXT/?uri=CELEX"
_LONGEST_QUESTION = 12  # lines of a question behind its number


def asks(lines: Sequence[Line], index: int) -> bool:
    """Whether a question begins behind the number of the line at ``index``: a note states
    something.
    """
    if not is_numbered_question(lines[index].text):
        return False
    for place in range(index, min(len(lines), index + _LONGEST_QUESTION)):
        if place > index and lines[place].blanks:
            return False
        if lines[place].text.endswith("?") or "? " in lines[place].text:
            return True
    return False


def asks_below(lines: Sequence[Line], index: int) -> bool:
    """Whether one of the few lines below a number alone asks, so that it is the number of a
    question and of no page.
    """
    return any(_ASKS.search(line.text) for line in lines[index + 1 : index + 1 + _QUESTION])


def at_foot(lines: Sequence[Line], index: int) -> bool:
    """Whether the page ends a few lines below: notes stand there, items of a list anywhere."""
    return any(
        line.page != lines[index].page for line in lines[index + 1 : index + _FOOT]
    ) or index + _FOOT >= len(lines)


def ends_page(lines: Sequence[Line], index: int) -> bool:
    """Whether a page ends a few lines below the number at ``index``, and nothing down there asks:
    it numbers no question.
    """
    foot = lines[index : index + _FOOT + 1]
    below = [line for line in foot if line.page == lines[index].page]
    return len(below) <= _FOOT and not any(_ASKS.search(line.text) for line in below)


def asked_by_number(lines: Sequence[Line]) -> bool:
    """Whether numbers alone on their lines number the questions of a file: what stands below them
    on the page mostly asks.
    """
    alone = [index for index, line in enumerate(lines) if is_bare_number(line.text)]
    asking = 0
    for index in alone:
        below = lines[index + 1 : index + 1 + _QUESTION]
        until = next(
            (
                place
                for place, line in enumerate(below)
                if is_bare_number(line.text) or line.page != lines[index].page
            ),
            len(below),
        )
        asking += any(_ASKS.search(line.text) is not None for line in below[:until])
    return 3 * asking > len(alone)
