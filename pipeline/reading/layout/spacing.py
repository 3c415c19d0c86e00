"""Spacing in a text file: column width, and whether blank lines separate paragraphs."""

from collections.abc import Sequence

from pipeline.reading.lines import Line

ENDS_SENTENCE = frozenset('.?!:;”»"…')
"""Characters at the end of a line that can end a paragraph."""
_NARROW = 0.6  # of the file's lines: a narrower stretch is a list of short lines, each on its own
_STRETCH = 5  # lines: fewer do not show how wide their column is
_AROUND = 10  # lines that show how wide the column is here
_LONG = 60  # characters: shorter lines are headings, signatures and lists
_FULL = 0.6  # of the longest line around: a line without a sentence end is this full
_WIDEST = 160  # characters: no page has room for longer lines
_FEW = 20  # such lines per line whose sentence continues below: a page may end there
_DOUBLE = 3  # gaps on either side that are all blank: the file has a blank line after every line


def is_unwrapped(lines: Sequence[Line]) -> bool:
    """Return True if each line is a paragraph, as a word processor saves text.

    A page has no room for such a line, and no sentence continues after its end. (An extraction that
    joins lines also has long lines, but its sentences continue on the next line.)
    """
    if not any(len(line.text) > _WIDEST for line in lines):
        return False
    long = [index for index, line in enumerate(lines) if len(line.text) > _LONG]
    ended = sum(lines[index].text[-1] in ENDS_SENTENCE for index in long)
    below = [
        lines[index + 1].text
        for index in long
        if index + 1 < len(lines) and lines[index].text[-1].isalpha()
    ]
    return 2 * ended > len(long) and _FEW * sum(text[:2].islower() for text in below) < len(long)


class Widths:
    """The width of the column at each line: that of its stretch, or of the lines around it."""

    def __init__(self, lines: Sequence[Line], double: Sequence[bool]) -> None:
        """Measure the lines; ``double`` marks those above which a blank line separates nothing."""
        self._lengths = [len(line.text) for line in lines]
        self._usual = _NARROW * _most(self._lengths)
        self._stretches: list[tuple[int, int]] = []
        start = 0
        for end in range(1, len(lines) + 1):
            if end == len(lines) or double[end] or lines[end].blanks:
                self._stretches += [(start, end)] * (end - start)
                start = end

    def at(self, index: int) -> int:
        """Return the width at one line, in characters."""
        first, last = self._stretches[index]
        if last - first < _STRETCH:
            first, last = 0, len(self._lengths)
        around = self._lengths[max(first, index - _AROUND) : min(last, index + _AROUND)]
        return round(max(self._usual, _most(around)))


def double_spaced(lines: Sequence[Line]) -> list[bool]:
    """Return one flag per line: True if around it every line has a blank one above it."""
    blank = [line.blanks > 0 for line in lines]
    return [here and _double_at(lines, blank, index) for index, here in enumerate(blank)]


def _double_at(lines: Sequence[Line], blank: Sequence[bool], index: int) -> bool:
    first = index - _run(blank[max(1, index - _DOUBLE) : index][::-1])
    last = index + 1 + _run(blank[index + 1 : index + 1 + _DOUBLE])
    around = lines[max(0, first - 1) : last]
    long = sum(len(line.text) > _LONG for line in around)
    full = _FULL * max(len(line.text) for line in around)
    running_on = sum(
        line.text[-1] not in ENDS_SENTENCE and len(line.text) > full for line in around[:-1]
    )
    return last - first > _DOUBLE and 2 * long > last - first and 3 * running_on >= last - first


def _run(flags: Sequence[bool]) -> int:
    """Return the number of leading flags that are set."""
    return next((index for index, flag in enumerate(flags) if not flag), len(flags))


def _most(lengths: Sequence[int]) -> int:
    """Return a length that most full lines reach and few exceed."""
    return sorted(lengths)[len(lengths) * 7 // 10] if lengths else 0
