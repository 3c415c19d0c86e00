"""Page numbers in a text file: numbers alone on a line, where a page ends.

A letter can also number its questions so, and a lost question is worse than a page number left in
the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.furniture import is_bare_number, is_masthead
from pipeline.reading.lines import Line
from pipeline.reading.markers import is_capitals
from pipeline.reading.text.feet import asks_below


def without_page_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines without numbers that stand alone where a page ends.

    Some certainly do: at a form feed, below footnotes, inside a sentence, above the title of a
    letter. Another number alone is taken for a page number only where it is set like those and
    counts on from them.
    """
    alone = [
        index for index, line in enumerate(lines) if is_bare_number(line.text) and not line.heading
    ]
    certain = {index for index in alone if _ends_page(lines, index)}
    settings = {_setting(lines, index) for index in certain if index < len(lines) - 1}
    taken: set[int] = set()
    last = 0
    for index in alone:
        number = int(lines[index].text)
        likely = (
            number == last + 1
            and last > 0
            and _setting(lines, index) in settings
            and not asks_below(lines, index)
        )
        if index in certain or likely:
            taken.add(index)
            last = number
    for index in taken:
        if index + 1 < len(lines):
            lines[index + 1].resumes = True
    return [
        line
        for index, line in enumerate(lines)
        if index not in taken and not _is_numeral(lines, index)
    ]


def _ends_page(lines: Sequence[Line], index: int) -> bool:
    """Whether a number alone certainly stands where a page ends."""
    line = lines[index]
    if line.resumes or index == len(lines) - 1:
        return True
    if index == 0:
        return not asks_below(lines, index)
    above, below = lines[index - 1], lines[index + 1]
    if line.page != above.page and line.text != str(line.page) and asks_below(lines, index):
        return False
    if line.page != above.page or below.page != line.page or below.text[0].islower():
        return True
    if not line.blanks:
        return False
    next_page = not below.blanks and (below.indent > line.indent or is_capitals(below.text))
    return below.blanks > line.blanks or next_page


def _setting(lines: Sequence[Line], index: int) -> tuple[bool, bool]:
    """Whether a line has blank lines above and below it."""
    return lines[index].blanks > 0, index + 1 < len(lines) and lines[index + 1].blanks > 0


def _is_numeral(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is the figure 1 or 2 that stands for the chamber above the masthead."""
    beside = [other for other in (index - 1, index + 1) if 0 <= other < len(lines)]
    return (
        index < len(beside)
        and is_bare_number(lines[index].text)
        and any(is_masthead(lines[other].text) for other in beside)
    )
