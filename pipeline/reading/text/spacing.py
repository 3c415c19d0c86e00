"""How the lines of a text file stand: how wide their column is, and whether blank lines between
them say anything.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.lines import Line

ENDS_SENTENCE = frozenset('.?!:;”»"…')
"""How a line ends that a paragraph can end with."""

_NARROW = (
    0.6  # of the file's lines: a stretch that is narrower is a list of short lines, each on its own
)
_STRETCH = 5  # lines: fewer do not show how wide their column is
_AROUND = 10  # lines that say how wide the column is here
# characters: shorter lines are headings, signatures and lists, which have a blank line between them
# anyway
_LONG = 60
# of the longest line around: a line that runs on is a full one, where a heading above long
# paragraphs is short
_FULL = 0.6
_WIDEST = 160  # characters: no page has room for longer lines
_FEW = 20  # such lines, for one below which a sentence goes on: a page may end there
_DOUBLE = 3  # gaps on either side that are all blank: the file has a blank line behind every line


def is_unwrapped(lines: Sequence[Line]) -> bool:
    """Whether each line is a paragraph, as a word processor saves text: no page has room for it,
    and no sentence passes its end.

    An extraction that puts broken words together has long lines too, but its sentences go on below
    them.
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
    """How wide the column is in which each line stands: as the lines of its own stretch, or as
    those around it.
    """

    def __init__(self, lines: Sequence[Line], double: Sequence[bool]) -> None:
        """``double`` are the lines above which a blank line says nothing, so that no stretch ends
        there.
        """
        self._lengths = [len(line.text) for line in lines]
        self._usual = _NARROW * _most(self._lengths)
        self._ends: list[int] = []
        count = len(lines)
        start = 0
        for end in range(1, count + 1):
            if end == count or double[end] or lines[end].blanks:
                self._ends += [end] * (end - start)
                start = end
        self._starts = [0] * count
        for index in range(1, count):
            self._starts[index] = (
                self._starts[index - 1] if self._ends[index] == self._ends[index - 1] else index
            )

    def at(self, index: int) -> int:
        """In characters, at one line."""
        first, last = self._starts[index], self._ends[index]
        if last - first < _STRETCH:
            first, last = 0, len(self._lengths)
        around = self._lengths[max(first, index - _AROUND) : min(last, index + _AROUND)]
        return round(max(self._usual, _most(around)))


def double_spaced(lines: Sequence[Line]) -> list[bool]:
    """For each line: whether around it every line has a blank one above it, so that a blank line
    says nothing.
    """
    blank = [line.blanks > 0 for line in lines]
    result = []
    for index, here in enumerate(blank):
        if not here:
            result.append(False)
            continue
        first = index - _run(blank[max(1, index - _DOUBLE) : index][::-1])
        last = index + 1 + _run(blank[index + 1 : index + 1 + _DOUBLE])
        around = lines[max(0, first - 1) : last]
        long = sum(len(line.text) > _LONG for line in around)
        full = _FULL * max(len(line.text) for line in around)
        running_on = sum(
            line.text[-1] not in ENDS_SENTENCE and len(line.text) > full for line in around[:-1]
        )
        result.append(
            last - first > _DOUBLE and 2 * long > last - first and 3 * running_on >= last - first
        )
    return result


def _run(flags: Sequence[bool]) -> int:
    """How many flags are set before the first that is not."""
    return next((index for index, flag in enumerate(flags) if not flag), len(flags))


def _most(lengths: Sequence[int]) -> int:
    """A length that most full lines reach and few pass."""
    return sorted(lengths)[len(lengths) * 7 // 10]
