"""Lines to paragraphs, where the file only has lines.

Extractions differ: some leave a blank line between paragraphs, some behind every line, some none at all, and one file
can hold all three. A line that had room for the first word of the next one ended its paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.lines import Line
from pipeline.reading.markers import is_bullet, is_capitals, is_heading, is_lone_bullet, is_name, is_office, list_marker

_ENDS_SENTENCE = frozenset('.?!:;”»"…')
_SHORT = 0.75  # of the width: a line without a full stop that is shorter than this ended there on purpose
_DASHES = ("-", "–", "—")
_NARROW = 0.6  # of the file's lines: a stretch that is narrower is a list of short lines, each on its own
_STRETCH = 5  # lines: fewer do not show how wide their column is
_AROUND = 10  # lines that say how wide the column is here
_LONG = 60  # characters: shorter lines are headings, signatures and lists, which have a blank line between them anyway
_LONGEST = 150  # characters: no page has longer lines, so a longer one is a whole paragraph
_DOUBLE = 3  # gaps on either side that are all blank: the file has a blank line behind every line


def group(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each paragraph, in order."""
    kept = [line for line in lines if not is_lone_bullet(line.text)]
    if not kept:
        return []
    double = _double_spaced(kept)
    widths = _widths(kept, double)
    groups = [[kept[0]]]
    for index in range(1, len(kept)):
        if _begins(kept, index, double[index], widths[index - 1]):
            groups.append([kept[index]])
        else:
            groups[-1].append(kept[index])
    return groups


def _begins(lines: Sequence[Line], index: int, double: bool, width: int) -> bool:  # noqa: FBT001 - one caller
    """Whether a paragraph begins at ``lines[index]``."""
    above, line = lines[index - 1], lines[index]
    ended = above.text[-1] in _ENDS_SENTENCE
    short = _short(above, line, width, ended)
    blank = line.blanks > (1 if double else 0)
    if line.heading or above.heading:
        return line.heading != above.heading or line.blanks > 0
    if is_capitals(above.text) and line.text.isupper():
        return blank and not above.text.endswith((",", "-"))
    fits = _fits(above, line, width)
    if is_heading(line.text) or is_bullet(line.text) or (is_heading(above.text) and fits and not _goes_on(line)):
        return True
    if list_marker(line.text) and (ended or blank or fits):
        return ended or blank or short or not line.text.startswith(_DASHES)
    if line.resumes or line.page != above.page:
        return ended or is_office(line.text) or is_name(line.text)
    if _goes_on(line) and not ended:
        return blank and (short or above.text.endswith(",") or len(above.text) < _SHORT * width)
    if blank or (is_capitals(above.text) and not line.text.isupper()):
        return True
    return short and not _goes_on(line)


def _short(above: Line, line: Line, width: int, ended: bool) -> bool:  # noqa: FBT001 - one caller
    """Whether the line above had room for the next word: by a little after a full stop, else by much."""
    if ended:
        return _fits(above, line, width)
    return (
        len(above.text) < _SHORT * width
        or (is_name(above.text) and is_office(line.text))
        or (is_office(above.text) and is_name(line.text))
    )


def _fits(above: Line, line: Line, width: int) -> bool:
    """Whether the line above had room for the first word of this one."""
    return len(above.text) + 1 + len(line.text.split(" ", 1)[0]) <= width


def _goes_on(line: Line) -> bool:
    """Whether a line begins in the middle of a sentence, with a small letter or a dash."""
    first = next((character for character in line.text if character.isalnum()), "")
    return first.islower() or line.text.startswith(_DASHES)


def _double_spaced(lines: Sequence[Line]) -> list[bool]:
    """For each line: whether around it every line has a blank one above it, so that a blank line says nothing."""
    count = len(lines)
    blank = [line.blanks > 0 for line in lines]
    result = []
    for index in range(count):
        first = index - _run(blank[max(1, index - _DOUBLE) : index][::-1])
        last = index + 1 + _run(blank[index + 1 : index + 1 + _DOUBLE])
        long = sum(len(line.text) > _LONG for line in lines[first - 1 : last])
        printed = all(len(line.text) <= _LONGEST for line in lines[first - 1 : last])
        result.append(printed and blank[index] and last - first > _DOUBLE and 2 * long > last - first)
    return result


def _most(lengths: Sequence[int]) -> int:
    """A length that most full lines reach and few pass."""
    return sorted(lengths)[len(lengths) * 7 // 10]


def _run(flags: Sequence[bool]) -> int:
    """How many flags are set before the first that is not."""
    return next((index for index, flag in enumerate(flags) if not flag), len(flags))


def _widths(lines: Sequence[Line], double: Sequence[bool]) -> list[int]:
    """For each line the width of the column it stands in: the longest line of its own stretch, or around it."""
    count = len(lines)
    result = [0] * count
    usual = _NARROW * _most([len(line.text) for line in lines])
    start = 0
    for end in range(1, count + 1):
        if end < count and (double[end] or not lines[end].blanks):
            continue
        for index in range(start, end):
            first, last = (start, end) if end - start >= _STRETCH else (0, count)
            around = lines[max(first, index - _AROUND) : min(last, index + _AROUND)]
            result[index] = round(max(usual, _most([len(line.text) for line in around])))
        start = end
    return result
