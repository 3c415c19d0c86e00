"""Features of two adjacent lines, from which the paragraph rules decide.

A PDF gives points and type; a text file gives characters and blank lines. Both become the same
features here, in the only module that handles the difference.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reading.layout.columns import Column
from pipeline.reading.layout.spacing import ENDS_SENTENCE, Widths, double_spaced
from pipeline.reading.lines import Line, Place
from pipeline.reading.markers import is_abbreviated

DASHES = ("-", "–", "—")
INDENT = 0.8
"""Minimum indent, as a multiple of the size."""
_WIDER = 1.28  # line spacings: more than this between two lines is white space
_SHORT = 0.75  # of the width: a line without a full stop that is shorter ended there on purpose
_FREE = 0.2  # of the column: a line that leaves more free than this ended there on purpose
_ONE_LINE = 1.1  # of the width: two lines that were one are no longer
_BROKEN = 0.9  # of the width: a shorter line whose sentence continues below it was split
_MARGIN = 0.3  # sizes: justified lines end this near to the right edge


@dataclass(slots=True)
class Pair:
    """A line, the line above it, and the features of the pair.

    ``ended``: the line above ends as a sentence ends. ``space``: white space that separates.
    ``fits``: the line above had room for the first word of this one. ``stub``: the line above is so
    short that it ended there on purpose. ``runs_on``: this line begins as no sentence does.
    ``same_page``: no end of a page or column, no footnotes between them. ``measured``: places are
    known.
    """

    paragraph: list[Line]
    above: Line
    line: Line
    ended: bool
    space: bool
    fits: bool
    stub: bool
    runs_on: bool
    same_page: bool
    measured: bool
    column: Column | None = None

    @property
    def places(self) -> tuple[Place, Place] | None:
        """Return the places of both lines, None if they are unknown."""
        above, below = self.above.place, self.line.place
        return (above, below) if above and below else None


class Pairs:
    """The features of all pairs of a document's lines."""

    def __init__(self, lines: Sequence[Line], column: Column | None) -> None:
        self.lines = lines
        self._column = column
        self._double = [] if column else double_spaced(lines)
        self._widths = None if column else Widths(lines, self._double)

    def width(self, index: int) -> int:
        """Return the width of the column at a line, in characters; 0 if places are known."""
        return self._widths.at(index) if self._widths else 0

    def blank(self, index: int) -> bool:
        """Return True if the blank lines above a line separate it from the line above."""
        return self.lines[index].blanks > (1 if self._double and self._double[index] else 0)

    def near(self, above: Line, line: Line) -> bool:
        """Return True if a line is the next one of the same page and paragraph, by its place."""
        column, upper, lower = self._column, above.place, line.place
        if not (column and upper and lower) or above.page != line.page or line.resumes:
            return False
        spacing = column.spacing * max(1.0, lower.size / column.size)
        return 0 < upper.y - lower.y <= _WIDER * spacing

    def at(self, index: int, paragraph: list[Line]) -> Pair:
        """Return the features between the line at ``index`` and the one above it."""
        above, line = self.lines[index - 1], self.lines[index]
        upper, lower, column = above.place, line.place, self._column
        ended = above.text[-1] in ENDS_SENTENCE and not is_abbreviated(above.text)
        same_page = not line.resumes and line.page == above.page
        space, fits, stub = self.blank(index), False, False
        runs_on, measured = _runs_on(line.text), bool(upper and lower)
        # Why by position: naming the arguments doubles the time that this takes.
        pair = Pair(paragraph, above, line, ended, space, fits, stub, runs_on, same_page, measured)
        if column and upper and lower:
            _measure(pair, upper, lower, column)
        else:
            width = self.width(index - 1)
            pair.fits = len(above.text) + 1 + _first_word(line.text) <= width
            pair.stub = len(above.text) < _SHORT * width
        return pair


def _measure(pair: Pair, above: Place, below: Place, column: Column) -> None:
    """Set the features that are measured in points."""
    text = pair.line.text
    word = (below.x1 - below.x0) / max(1, len(text)) * (_first_word(text) + 1)
    spacing = column.spacing * max(1.0, below.size / column.size)
    pair.column = column
    pair.same_page = pair.same_page and above.y > below.y
    pair.fits = above.x1 + word < column.right - _MARGIN * below.size
    pair.stub = above.x1 < column.right - _FREE * (column.right - column.left)
    pair.space = pair.same_page and above.y - below.y > _WIDER * spacing


def _runs_on(text: str) -> bool:
    """Return True if a line begins with a small letter, behind signs or not, or with a dash."""
    if text[:1].isalpha():
        return text[:1].islower()
    return next(filter(str.isalnum, text), "").islower() or text.startswith(DASHES)


def _first_word(text: str) -> int:
    """Return the length of the first word of a line."""
    end = text.find(" ")
    return end if end >= 0 else len(text)


def behind_mark(lines: Sequence[Line], index: int, width: int) -> bool:
    """Return True if a line is the rest of the one above, split after a mark: set in, or short."""
    above, line = lines[index - 1], lines[index]
    marked = any(span[:2] == ("mark", len(above.text)) for span in above.spans)
    if line.blanks or line.page != above.page or not marked:
        return False
    if len(above.text) + 1 + len(line.text) > _ONE_LINE * width:
        return False
    return line.indent == above.indent + 1 or _is_short(line, lines[index + 1 : index + 2], width)


def _is_short(line: Line, following: Sequence[Line], width: int) -> bool:
    """Return True if a line had room for the next word though its sentence continues."""
    if not following or following[0].blanks or line.text[-1] in ENDS_SENTENCE:
        return False
    below = following[0].text
    room = len(line.text) + 1 + len(below.split(" ", 1)[0]) < _BROKEN * width
    return room and below[0].islower()
