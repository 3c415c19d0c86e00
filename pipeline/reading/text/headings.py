"""Headings in a text file that only what stands below them shows: neither a blank line nor their
words tell of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.lines import Line
from pipeline.reading.markers import is_abbreviated, is_name, is_office, list_marker
from pipeline.reading.text.spacing import ENDS_SENTENCE

_WORDS = range(1, 9)  # of a heading
_SHORT = 0.8  # of the width: a heading is no full line
_REPEATED = 3  # words: fewer also repeat by chance


def heading_at(lines: Sequence[Line], index: int, width: int) -> bool:
    """Whether the line at ``index`` is a heading, or the first below one: a paragraph begins
    there.
    """
    above, line = lines[index - 1], lines[index]
    if _repeats(above, line) or (index > 1 and _is_theme(lines, index - 1, width)):
        return True
    if index + 1 == len(lines) or above.text[-1] not in ENDS_SENTENCE or not line.text[0].isupper():
        return False
    return _repeats(line, lines[index + 1]) or _is_theme(lines, index, width)


def _is_theme(lines: Sequence[Line], index: int, width: int) -> bool:
    """Whether a few words between two sentences, none themselves and nobody's name, are the theme
    of what comes below them.

    They had room for the first word below, so that no sentence goes on there, also where a page
    ends behind them.
    """
    line = lines[index]
    if not (len(line.text) < _SHORT * width and line.text[-1].isalpha() and line.text[0].isupper()):
        return False
    above, below = lines[index - 1], lines[index + 1]
    if (
        above.text[-1] not in ENDS_SENTENCE
        or is_abbreviated(above.text)
        or len(line.text.split()) not in _WORDS
    ):
        return False
    begins = list_marker(below.text) if below.text[0].isdigit() else below.text[0].isupper()
    if not begins or list_marker(line.text) or line.is_row or below.is_row:
        return False
    return not any(is_office(text) or is_name(text) for text in (line.text, below.text))


def _repeats(above: Line, line: Line) -> bool:
    """Whether a line begins with all words of the one above it: "De leden van de VVD-fractie", and
    what they say.
    """
    return (
        line.text.startswith(above.text)
        and line.text[len(above.text) :][:1] == " "
        and above.text.count(" ") >= _REPEATED
    )
