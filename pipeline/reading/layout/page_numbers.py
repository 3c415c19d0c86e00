"""Numbers alone on a line, or at its start: of a page, of a question or of a footnote.

Why together: all three are printed in the same way, and losing a question is worse than keeping a
page number.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.reading.layout.page_furniture import EDGE, is_bare_number
from pipeline.reading.lines import Line, Row
from pipeline.reading.markers import is_capitals, is_masthead

_QUESTION = 4  # lines below a number in which a question mark shows that it numbers a question
_FOOT = 10  # lines of notes at the foot of a page, at most, if nothing else marks them
_ASKS = re.compile(r"\?(?![\w&=]*[&=])")
"""A question mark outside an address: not "TXT/?uri=CELEX"."""


def counted_with_pages(rows: Sequence[Row], heights: Mapping[int, float]) -> set[int]:
    """Return the ids of page numbers: a bare first or last row that counts with the pages."""
    pages: dict[int, list[Row]] = {row.page: [] for row in rows if is_bare_number(row.text)}
    for row in rows if pages else ():
        if row.page in pages:
            pages[row.page].append(row)
    counted: dict[int, tuple[Row, int]] = {}
    for number, page in pages.items():
        height = heights[number]
        for row in (max(page, key=lambda row: row.y), min(page, key=lambda row: row.y)):
            edge = not EDGE * height < row.y < (1 - EDGE) * height
            if edge and is_bare_number(row.text):
                counted[id(row)] = (row, int(row.text) - number)
    steps = Counter(step for _, step in counted.values())
    return {key for key, (_, step) in counted.items() if step == 0 or steps[step] > 1}


def without_page_numbers(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a text file without its page numbers.

    A number alone on a line is certainly one at a form feed, below footnotes, inside a sentence or
    above the title of a letter. Another number is one only if it is set like those and is the next
    in order.
    """
    taken = _taken(lines)
    for index in taken:
        if index + 1 < len(lines):
            lines[index + 1].resumes = True
    return [
        line
        for index, line in enumerate(lines)
        if index not in taken and not _is_numeral(lines, index)
    ]


def _taken(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of the lines that are page numbers."""
    alone = [index for index, line in enumerate(lines) if is_bare_number(line.text)]
    certain = {index for index in alone if _ends_page(lines, index)}
    settings = {_setting(lines, index) for index in certain if index < len(lines) - 1}
    taken: set[int] = set()
    last = 0
    for index in alone:
        number = int(lines[index].text)
        next_one = 0 < last == number - 1 and _setting(lines, index) in settings
        if index in certain or (next_one and not numbers_a_question(lines, index)):
            taken.add(index)
            last = number
    return taken


def _ends_page(lines: Sequence[Line], index: int) -> bool:
    """Return True if a number alone is certainly at the end of a page."""
    line = lines[index]
    if line.resumes or index == len(lines) - 1:
        return True
    if index == 0:
        return not numbers_a_question(lines, index)
    turned = line.page != lines[index - 1].page
    if turned and line.text != str(line.page) and numbers_a_question(lines, index):
        return False
    return turned or _is_followed_by_page(line, lines[index + 1])


def _is_followed_by_page(line: Line, below: Line) -> bool:
    """Return True if a page begins below a number.

    It does after a form feed or more blank lines, inside a sentence, or if the line below is
    indented or in capitals like the first line of a page.
    """
    if below.page != line.page or below.text[0].islower():
        return True
    if not line.blanks or below.blanks > line.blanks:
        return line.blanks > 0
    return not below.blanks and (below.indent > line.indent or is_capitals(below.text))


def _setting(lines: Sequence[Line], index: int) -> tuple[bool, bool]:
    """Return two flags: blank lines above the line, and blank lines below it."""
    return lines[index].blanks > 0, index + 1 < len(lines) and lines[index + 1].blanks > 0


def _is_numeral(lines: Sequence[Line], index: int) -> bool:
    """Return True for the figure 1 or 2 that denotes the chamber above the masthead."""
    beside = [neighbour for neighbour in (index - 1, index + 1) if 0 <= neighbour < len(lines)]
    return (
        index < len(beside)
        and is_bare_number(lines[index].text)
        and any(is_masthead(lines[neighbour].text) for neighbour in beside)
    )


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
