"""Rows of lines made of the runs of a PDF page; raised numbers become footnote marks."""

import re
from collections.abc import Iterable, Sequence

from pipeline.reading.characters import one_line
from pipeline.reading.document_assembly import Span
from pipeline.reading.lines import Line, Place, Row
from pipeline.reading.markers import list_marker
from pipeline.reading.pdf.runs import Page, Run

_SAME_BASELINE = 0.55  # of the size: a raised mark is less above its line, the next line more below
_BACKWARDS = 0.8  # sizes: a run that begins this far left of the last one's end is on another line
_WORD_GAP = 0.14  # of the size: wider than this between two runs is a space
_CELL_GAP = 2.0  # of the size: wider than this no line of text is spaced
_TAB = 6  # sizes between a list marker and its words, at most
_RAISED = 0.82  # of the line's size: raised marks are set smaller
_LIFT = 0.12  # of the line's size: and are set higher
_MARK = re.compile(r"\[?(\d{1,3}(?:\s?[,;]\s?\d{1,3})*|\*{1,3})\]?[,;]?")
"""A raised number or several, or stars: "3", "[3]", "3, 4", "*"."""
_LABEL = re.compile(r"\d+|\*+")
_UNIT = re.compile(r"(?:^|\W|\d)(?:[kcdm]?m|k?W|CO|NO|SO|PM|H)$")
"""Units and formulas with a raised or lowered figure: m², CO₂."""


def rows(page: Page) -> list[Row]:
    """Return the rows of a page in the order of the file."""
    result = []
    number = page.number
    for runs in _baselines(page.runs):
        if len(runs) == 1:
            line = _line_of(runs[0], number)
            lines = [line] if line.text else []
        else:
            joined = (_line(part, number) for part in _split(runs))
            lines = _with_markers([line for line in joined if line.text])
        if lines:
            result.append(Row(number, lines))
    return result


def _baselines(runs: Sequence[Run]) -> Iterable[list[Run]]:
    """Yield consecutive runs on one baseline; a raised mark belongs to the line that it is on."""
    current: list[Run] = []
    base_size = base_y = end = 0.0
    base_length = 0
    for run in runs:
        text, x0, x1, y, size, _, _, _ = run
        if current:
            larger = max(base_size, size)
            if abs(y - base_y) > _SAME_BASELINE * larger or x0 < end - _BACKWARDS * larger:
                yield current
                current = []
        end = x1
        if not current or (size, len(text)) > (base_size + 0.05, base_length):
            base_size, base_y, base_length = size, y, len(text)
        current.append(run)
    if current:
        yield current


def _split(runs: Sequence[Run]) -> Iterable[list[Run]]:
    """Yield the runs of one baseline, split at each gap that is wider than a word space."""
    part = [runs[0]]
    for run in runs[1:]:
        if run.x0 - part[-1].x1 > _CELL_GAP * max(run.size, part[-1].size):
            yield part
            part = []
        part.append(run)
    yield part


def _line_of(run: Run, page: int) -> Line:
    """Return one run as a line."""
    text, x0, x1, y, size, bold, italic, _ = run
    line = Line(one_line(text), page)
    line.place = Place(x0, x1, y, size, bold, italic)
    if bold or italic:
        line.spans = _emphases(run, 0, len(line.text))
    return line


def _line(runs: Sequence[Run], page: int) -> Line:
    """Return runs as a line: its text, with the marks and emphasis in it."""
    if len(runs) == 1:
        return _line_of(runs[0], page)
    base = max(runs, key=lambda run: (len(run.text) * (run.size**2), run.size))
    line = Line("", page)
    end = runs[0].x0
    for run in runs:
        text = one_line(run.text)
        if text:
            space = run.gap or run.x0 - end > _WORD_GAP * base.size
            end = run.x1
            match = _raised_mark(run, base, text)
            if not (match and _take_mark(line, match, text)):
                _take_words(line, run, text, space=space)
    words = [run for run in runs if run.size >= _RAISED * base.size]
    bold, italic = all(run.bold for run in words), all(run.italic for run in words)
    line.place = Place(runs[0].x0, end, base.y, base.size, bold, italic)
    return line


def _take_mark(line: Line, match: re.Match[str], text: str) -> bool:
    """Keep a raised number as a mark or as the line's number; return False for that of a unit."""
    if not line.text and not line.number:
        line.number = match[1]
        return True
    if len(text) == 1 and _UNIT.search(line.text):
        return False
    end = len(line.text)
    line.spans += tuple(Span("mark", end, end, label) for label in _LABEL.findall(match[1]))
    return True


def _take_words(line: Line, run: Run, text: str, *, space: bool) -> None:
    """Append the words of a run to a line."""
    if space and line.text and not line.text.endswith(" "):
        line.text += " "
    line.spans += _emphases(run, len(line.text), len(line.text) + len(text))
    line.text += text


def _raised_mark(run: Run, base: Run, text: str) -> re.Match[str] | None:
    """Return the number in a run that is smaller and higher than its line, None if it has none."""
    raised = run.size < _RAISED * base.size and run.y > base.y + _LIFT * base.size
    return _MARK.fullmatch(text) if raised else None


def _emphases(run: Run, start: int, end: int) -> tuple[Span, ...]:
    """Return the bold and italic type of a run that is at ``line.text[start:end]``."""
    bold = (Span("bold", start, end),) if run.bold else ()
    return (*bold, Span("italic", start, end)) if run.italic else bold


def _with_markers(lines: list[Line]) -> list[Line]:
    """Return the lines, with a list marker joined to the words after its tab."""
    if len(lines) < 2:  # noqa: PLR2004
        return lines
    first, second = lines[0], lines[1]
    marker_place, text_place = first.place, second.place
    marker = list_marker(f"{first.text} x")
    if (
        not marker_place
        or not text_place
        or marker != first.text
        or text_place.x0 - marker_place.x1 >= _TAB * marker_place.size
    ):
        return lines
    second.prepend(f"{first.text} ")
    second.indent = round(text_place.x0 - marker_place.x0)
    text_place.x0 = marker_place.x0
    return [second, *lines[2:]]
