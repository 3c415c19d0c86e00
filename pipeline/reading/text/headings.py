"""Headings in a text file that only what stands below them shows: neither a blank line nor their words tell of them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.lines import Line
from pipeline.reading.markers import is_abbreviated, is_name, is_office, list_marker
from pipeline.reading.text.spacing import ENDS_SENTENCE

_WORDS = range(1, 9)  # of a heading
_SHORT = 0.7  # of the width: a heading is no full line
_REPEATED = 3  # words: fewer also repeat by chance


def heading_at(lines: Sequence[Line], index: int, width: int) -> bool:
    """Whether the line at ``index`` is a heading, or the first below one: a paragraph begins there."""
    above, line = lines[index - 1], lines[index]
    if _repeats(above, line):
        return True
    if index + 1 == len(lines) or above.text[-1] not in ENDS_SENTENCE or not line.text[0].isupper():
        return False
    below = lines[index + 1]
    return _repeats(line, below) or (_above_item(line, below, width) and not is_abbreviated(above.text))


def _above_item(line: Line, below: Line, width: int) -> bool:
    """Whether a few words, no sentence and nobody's name, stand right above a numbered item: the theme of what is asked."""
    return (
        below.text[0].isdigit()
        and line.text[-1].isalpha()
        and len(line.text) < _SHORT * width
        and len(line.text.split()) in _WORDS
        and bool(list_marker(below.text))
        and not list_marker(line.text)
        and not (line.is_row or below.is_row or is_office(line.text) or is_name(line.text))
    )


def _repeats(above: Line, line: Line) -> bool:
    """Whether a line begins with all words of the one above it: "De leden van de VVD-fractie", and what they say."""
    return line.text.startswith(above.text) and line.text[len(above.text) :][:1] == " " and above.text.count(" ") >= _REPEATED
