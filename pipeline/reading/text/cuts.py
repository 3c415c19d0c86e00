"""Where an extraction cut what is one line on the page: behind a raised number, and a hyphen that
it took for a broken word's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.reading.lines import Line
from pipeline.reading.text.spacing import ENDS_SENTENCE

ONE_LINE = 1.1
"""Of the width: two lines that were one are together no longer than this."""

# of the width: a line that is shorter, and whose sentence goes on below it, was no whole line
_SHORT = 0.9
_STUCK = re.compile(r"fractie(?<=\w[A-Z\d]fractie)(?=(?:s|leden|lid)?\b)")


def behind_mark(lines: Sequence[Line], index: int, width: int) -> bool:
    """Whether a line is the rest of the one above it, cut behind the mark of a note.

    It is set in by the space that stood there, or it stops short though its sentence goes on below
    it.
    """
    above, line = lines[index - 1], lines[index]
    if (
        line.blanks
        or line.page != above.page
        or not above.marks
        or above.marks[-1][0] < len(above.text)
    ):
        return False
    if len(above.text) + 1 + len(line.text) > ONE_LINE * width:
        return False
    if line.indent == above.indent + 1:
        return True
    below = lines[index + 1] if index + 1 < len(lines) else None
    if (
        below is None
        or below.blanks
        or line.text[-1] in ENDS_SENTENCE
        or not below.text[0].islower()
    ):
        return False
    return len(line.text) + 1 + len(below.text.split(" ", 1)[0]) < _SHORT * width


def with_hyphens(text: str) -> str:
    """The text with the hyphen of "BBB-fractie" where it was lost at a line end: a word in capitals
    is never stuck to another.
    """
    return _STUCK.sub("-fractie", text) if "fractie" in text else text
