"""Notes whose numbers an extraction put on lines of their own, above their words.

This happens to small raised numbers; several can be below each other before the words of their
notes.
"""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.reading.layout.page_furniture import is_bare_number
from pipeline.reading.lines import Line

_STACKED = 12  # numbers one below the other: no page has more notes
_ON_A_PAGE = 60  # lines: notes and their numbers are on one page


def numbers_from(lines: Sequence[Line], index: int) -> list[Line]:
    """Return the numbers alone on their lines from ``index`` on, none if there are too many."""
    numbers: list[Line] = []
    for line in lines[index : index + _STACKED]:
        if not is_bare_number(line.text) or line.page != lines[index].page:
            return numbers
        numbers.append(line)
    return []


def notes_below(lines: Sequence[Line], first: int, count: int, width: int) -> list[list[Line]]:
    """Return the lines of ``count`` notes from ``first`` on; lines after them are left out."""
    words = _rest_of_page(lines, first)
    if not words:
        return []
    notes = _split(words, count, width, full=False)
    if notes[-1]:
        return notes
    looser = _split(words, count, width, full=True)  # notes of one full line each
    return looser if looser[-1] else notes


def _rest_of_page(lines: Sequence[Line], first: int) -> list[Line]:
    """Return the lines from ``first`` on up to another page or a number alone on a line."""
    words: list[Line] = []
    for line in lines[first : first + _ON_A_PAGE]:
        if line.page != lines[first].page or is_bare_number(line.text):
            break
        words.append(line)
    return words


def _split(words: Sequence[Line], count: int, width: int, *, full: bool) -> list[list[Line]]:
    """Return the lines of each note; with ``full`` one may end with a full line and a full stop."""
    notes: list[list[Line]] = [[words[0]]]
    for above, line in pairwise(words):
        ended = full and above.text.endswith(".") and not line.text[0].islower()
        if not ended and not _ends(above, line, width):
            notes[-1].append(line)
        elif len(notes) < count:
            notes.append([line])
        else:
            break
    return notes + [[] for _ in range(count - len(notes))]


def _ends(above: Line, line: Line, width: int) -> bool:
    """Return True if a note ends above ``line``: at a blank line, or if the line above had room."""
    if line.blanks or abs(line.indent - above.indent) > 1:
        return True
    return len(above.text) + 1 + len(line.text.split(" ", 1)[0]) < width
