"""Lines to paragraphs, where the file only has lines.

Extractions differ: some leave a blank line between paragraphs, some behind every line, some none at all, and one file
can hold all three. A line that had room for the first word of the next one ended its paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.reading.lines import Line
from pipeline.reading.markers import (
    is_asking_head,
    is_bullet,
    is_capitals,
    is_date_line,
    is_heading,
    is_lone_bullet,
    is_name,
    is_office,
    is_reply_head,
    list_marker,
)

_ENDS_SENTENCE = frozenset('.?!:;”»"…')
_DASHES = ("-", "–", "—")
_SHORT = 0.75  # of the width: a line without a full stop that is shorter than this ended there on purpose
_NARROW = 0.6  # of the file's lines: a stretch that is narrower is a list of short lines, each on its own
_STRETCH = 5  # lines: fewer do not show how wide their column is
_AROUND = 10  # lines that say how wide the column is here
_LONG = 60  # characters: shorter lines are headings, signatures and lists, which have a blank line between them anyway
_DOUBLE = 3  # gaps on either side that are all blank: the file has a blank line behind every line


@dataclass(slots=True)
class _Pair:
    """A line and the one above it, with what is known of the place."""

    above: Line
    line: Line
    ended: bool  # the line above ends as a sentence ends
    blank: bool  # a blank line between them that means something
    fits: bool  # the line above had room for the first word of this one
    stub: bool  # the line above is so short that it ended there on purpose
    runs_on: bool  # this line begins as no sentence does


def group(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each paragraph, in order."""
    kept = [line for line in lines if not is_lone_bullet(line.text)]
    if not kept:
        return []
    double = _double_spaced(kept)
    widths = _widths(kept, double)
    groups = [[kept[0]]]
    for index in range(1, len(kept)):
        pair = _pair(kept[index - 1], kept[index], widths[index - 1], double=double[index])
        if _verdict(pair):
            groups.append([kept[index]])
        else:
            groups[-1].append(kept[index])
    return groups


def _verdict(pair: _Pair) -> bool:
    """What the first rule that has something to say says."""
    for rule in _RULES:
        verdict = rule(pair)
        if verdict is not None:
            return verdict
    return False


def _pair(above: Line, line: Line, width: int, *, double: bool) -> _Pair:
    first = next((character for character in line.text if character.isalnum()), "")
    return _Pair(
        above,
        line,
        ended=above.text[-1] in _ENDS_SENTENCE,
        blank=line.blanks > (1 if double else 0),
        fits=len(above.text) + 1 + len(line.text.split(" ", 1)[0]) <= width,
        stub=len(above.text) < _SHORT * width,
        runs_on=first.islower() or line.text.startswith(_DASHES),
    )


# Each rule says whether a paragraph begins at ``pair.line``, or None where it has nothing to say; the first word counts.


def _table(pair: _Pair) -> bool | None:
    """A row of a table is a line of its own."""
    return True if pair.line.is_row or pair.above.is_row else None


def _mark_up(pair: _Pair) -> bool | None:
    """The headings of a mark-up are lines of their own."""
    if pair.line.heading or pair.above.heading:
        return pair.line.heading != pair.above.heading or pair.line.blanks > 0
    return None


def _title(pair: _Pair) -> bool | None:
    """A title in capitals can take several lines."""
    if is_capitals(pair.above.text) and pair.line.text.isupper():
        return pair.blank and not pair.above.text.endswith((",", "-"))
    return None


def _heading(pair: _Pair) -> bool | None:
    """A heading or a bullet begins something, and so does what stands below a heading that is no full line."""
    if is_heading(pair.line.text) or is_bullet(pair.line.text):
        return True
    return True if pair.fits and not pair.runs_on and is_heading(pair.above.text) else None


def _head(pair: _Pair) -> bool | None:
    """Place and day of a letter are a line of their own; who asks and who answers written questions begins a paragraph."""
    if is_date_line(pair.line.text) or is_date_line(pair.above.text) or is_asking_head(pair.line.text):
        return True
    return True if pair.ended and is_reply_head(pair.line.text) else None


def _item(pair: _Pair) -> bool | None:
    """A list marker begins an item where a sentence may begin; a dash at a line's start can also be one in a sentence."""
    if (pair.ended or pair.blank or pair.fits) and list_marker(pair.line.text):
        return pair.ended or pair.blank or pair.stub or not pair.line.text.startswith(_DASHES)
    return None


def _page(pair: _Pair) -> bool | None:
    """Over the end of a page a sentence goes on, unless it ended; what comes behind a full stop is taken for new."""
    if pair.line.resumes or pair.line.page != pair.above.page:
        return pair.ended or is_office(pair.line.text) or is_name(pair.line.text)
    return None


def _signature(pair: _Pair) -> bool | None:
    """Behind a full stop an office signs, or a name that a blank line sets apart."""
    signs = is_office(pair.line.text) or (pair.line.blanks > 0 and is_name(pair.line.text))
    return True if pair.ended and signs else None


def _sentence(pair: _Pair) -> bool | None:
    """A small letter behind an open sentence goes on with it, also over the blank line behind every line."""
    if pair.runs_on and not pair.ended:
        return pair.blank and (pair.fits or pair.stub or pair.above.text.endswith(","))
    return None


def _white_space(pair: _Pair) -> bool | None:
    """A blank line parts paragraphs, and so does the end of a title in capitals."""
    return True if pair.blank or (is_capitals(pair.above.text) and not pair.line.text.isupper()) else None


def _room(pair: _Pair) -> bool:
    """Without a blank line the room that was left on the line above decides."""
    if pair.runs_on:
        return False
    if pair.ended:
        return pair.fits
    upper, lower = pair.above.text, pair.line.text
    return pair.stub or (is_name(upper) and is_office(lower)) or (is_office(upper) and is_name(lower))


_RULES: tuple[Callable[[_Pair], bool | None], ...] = (
    _table,
    _mark_up,
    _title,
    _heading,
    _head,
    _item,
    _page,
    _signature,
    _sentence,
    _white_space,
    _room,
)


def _double_spaced(lines: Sequence[Line]) -> list[bool]:
    """For each line: whether around it every line has a blank one above it, so that a blank line says nothing."""
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
        running_on = sum(line.text[-1] not in _ENDS_SENTENCE for line in around[:-1])
        result.append(last - first > _DOUBLE and 2 * long > last - first and 3 * running_on >= last - first)
    return result


def _run(flags: Sequence[bool]) -> int:
    """How many flags are set before the first that is not."""
    return next((index for index, flag in enumerate(flags) if not flag), len(flags))


def _widths(lines: Sequence[Line], double: Sequence[bool]) -> list[int]:
    """For each line the width of the column it stands in: of the lines of its own stretch, or of those around it."""
    lengths = [len(line.text) for line in lines]
    count = len(lines)
    result = [0] * count
    usual = _NARROW * _most(lengths)
    start = 0
    for end in range(1, count + 1):
        if end < count and (double[end] or not lines[end].blanks):
            continue
        for index in range(start, end):
            first, last = (start, end) if end - start >= _STRETCH else (0, count)
            around = lengths[max(first, index - _AROUND) : min(last, index + _AROUND)]
            result[index] = round(max(usual, _most(around)))
        start = end
    return result


def _most(lengths: Sequence[int]) -> int:
    """A length that most full lines reach and few pass."""
    return sorted(lengths)[len(lengths) * 7 // 10]
