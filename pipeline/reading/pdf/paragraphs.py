"""Lines of a PDF to paragraphs, list items and headings, by where they stand and how they are
set.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.reading.markers import (
    counts_on,
    is_abbreviated,
    is_asking_head,
    is_bullet,
    is_capitals,
    is_cited_on,
    is_date_line,
    is_heading,
    is_name,
    is_number_due,
    is_office,
    is_party,
    is_reply_head,
    list_marker,
)
from pipeline.reading.pdf.layout import Column
from pipeline.reading.pdf.lines import Cell

_ENDS_SENTENCE = frozenset('.?!:;”»"…')
_DASHES = ("-", "–", "—")
_WIDER = 1.28  # line distances: more than this between two lines is white space
_OTHER_SIZE = 0.08  # of the size
_INDENTED = 2  # sizes: what is set in more is no first line of a paragraph
_INDENT = 0.8  # sizes: less is no indent
_CITING = 3  # lines: what stands in brackets is no longer
# of the column: a line without a full stop that leaves more than this free ended there on purpose
_SHORT = 0.2


@dataclass(slots=True)
class Paragraph:
    """The lines of one paragraph, in order."""

    cells: list[Cell]

    @property
    def hanging(self) -> float:
        """Where the lines after the first of a list item begin, in points, when they stand under
        its words.
        """
        return self.cells[0].x0 + self.cells[0].line.indent


@dataclass(slots=True)
class _Pair:
    """A line and the paragraph above it, with what is known of the place."""

    paragraph: Paragraph
    above: Cell
    cell: Cell
    column: Column
    ended: bool  # the line above ends as a sentence ends
    fits: bool  # the line above had room for the first word of this one
    same_page: bool


def group(cells: Sequence[Cell], column: Column) -> list[Paragraph]:
    """The paragraphs that the lines of a document make."""
    result: list[Paragraph] = []
    for cell in cells:
        if result:
            pair = _pair(result[-1], cell, column)
            if not _verdict(pair):
                result[-1].cells.append(cell)
                continue
        result.append(Paragraph([cell]))
    return result


def _verdict(pair: _Pair) -> bool:
    """What the first rule that has something to say says."""
    for rule in _RULES:
        verdict = rule(pair)
        if verdict is not None:
            return verdict
    return False


def _pair(paragraph: Paragraph, cell: Cell, column: Column) -> _Pair:
    """What the rules ask about the place between a paragraph and the next line."""
    above = paragraph.cells[-1]
    word = cell.text.split(" ", 1)[0]
    width = (cell.x1 - cell.x0) / max(1, len(cell.text)) * (len(word) + 1)
    return _Pair(
        paragraph,
        above,
        cell,
        column,
        ended=above.text[-1] in _ENDS_SENTENCE and not is_abbreviated(above.text),
        fits=above.x1 + width < column.right - 0.3 * cell.size,
        same_page=above.line.page == cell.line.page and above.y > cell.y,
    )


# Each rule says whether a paragraph begins at ``pair.cell``, or None where it has nothing to say;
# the first word counts.


def _sentence(pair: _Pair) -> bool | None:
    """A word in small letters below an open line that is set alike goes on with its sentence."""
    above, cell = pair.above, pair.cell
    if (
        pair.ended
        or not cell.text[:2].islower()
        or not cell.text[:2].isalpha()
        or above.bold != cell.bold
        or not pair.same_page
    ):
        return None
    near = above.y - cell.y < _WIDER * pair.column.pitch
    return False if near and above.size == cell.size and above.text[-1] != "," else None


def _size(pair: _Pair) -> bool | None:
    """A line in another size is something else."""
    return True if abs(pair.above.size - pair.cell.size) > _OTHER_SIZE * pair.above.size else None


def _weight(pair: _Pair) -> bool | None:
    """Bold behind plain and plain behind bold are something else, unless bold words only begin or
    end in a line.
    """
    if pair.above.bold == pair.cell.bold:
        return None
    if pair.cell.bold:
        return True if pair.ended else None
    begins_bold = any(kind == "bold" and first == 0 for kind, first, _ in pair.cell.line.emphases)
    return True if all(cell.bold for cell in pair.paragraph.cells) and not begins_bold else None


def _slant(pair: _Pair) -> bool | None:
    """Plain behind a sentence in italics is something else: an answer below its question."""
    emphasised = any(first == 0 for _, first, _ in pair.cell.line.emphases)
    return (
        True
        if pair.above.italic and pair.ended and not pair.cell.italic and not emphasised
        else None
    )


def _white_space(pair: _Pair) -> bool | None:
    """More than the usual distance parts paragraphs."""
    pitch = pair.column.pitch * max(1.0, pair.cell.size / pair.column.size)
    return True if pair.same_page and pair.above.y - pair.cell.y > _WIDER * pitch else None


def _title(pair: _Pair) -> bool | None:
    """A title in capitals can take several lines."""
    return (
        False
        if pair.same_page and is_capitals(pair.above.text) and pair.cell.text.isupper()
        else None
    )


def _heading(pair: _Pair) -> bool | None:
    """A heading begins something, and so does what stands below a heading that is no full line."""
    if is_heading(pair.cell.text) or (
        pair.ended and (is_office(pair.cell.text) or is_party(pair.cell.text))
    ):
        return True
    return (
        True
        if pair.fits and not pair.cell.text[0].islower() and is_heading(pair.above.text)
        else None
    )


def _head(pair: _Pair) -> bool | None:
    """Place and day of a letter are a line of their own; who asks and who answers written questions
    begins a paragraph.
    """
    if (
        is_date_line(pair.cell.text)
        or is_date_line(pair.above.text)
        or is_asking_head(pair.cell.text)
    ):
        return True
    return True if pair.ended and is_reply_head(pair.cell.text) else None


def _item(pair: _Pair) -> bool | None:
    """A list marker begins an item where a sentence may begin, or where it stands under one of its
    kind.
    """
    marker = list_marker(pair.cell.text)
    if not marker or is_number_due(pair.above.text, pair.cell.text):
        return None
    first = pair.paragraph.cells[0]
    sibling = list_marker(first.text)[:1] == marker[0] and abs(first.x0 - pair.cell.x0) < 1
    counted = counts_on(list_marker(first.text), marker)
    if not (pair.ended or counted or is_bullet(pair.cell.text)) and _runs_on(pair, sibling=sibling):
        return None
    apart = (
        pair.fits
        or bool(pair.cell.line.indent)
        or abs(pair.above.x0 - pair.cell.x0) > _INDENT * pair.cell.size
    )
    if sibling or is_bullet(pair.cell.text) or (pair.ended and apart):
        return True
    free = pair.fits or pair.above.text.endswith(",")
    return True if free and (marker not in _DASHES or pair.cell.line.indent) else None


def _runs_on(pair: _Pair, *, sibling: bool) -> bool:
    """Whether a line that begins as an item does is in the middle of a citation or of what stands
    in brackets.

    A bracket can have been forgotten above a ``sibling``, a line that begins as the item above it.
    """
    words = " ".join(cell.text for cell in pair.paragraph.cells[-_CITING:])
    open_bracket = words.rfind("(") > words.rfind(")")
    closes = 0 <= pair.cell.text.find(")") < (pair.cell.text + "(").find("(")
    if open_bracket and (closes or not sibling):
        return True
    return not sibling and not pair.fits and is_cited_on(pair.above.text, pair.cell.text)


def _page(pair: _Pair) -> bool | None:
    """Over the end of a page or column a sentence goes on, unless it ended; what comes behind a
    full stop is taken for new.
    """
    if pair.same_page:
        return None
    return (
        pair.ended
        or is_office(pair.cell.text)
        or (is_office(pair.above.text) and is_name(pair.cell.text))
    )


def _indent(pair: _Pair) -> bool | None:
    """A line that is set in, or out again behind a list item, begins something behind a full
    stop.
    """
    step = pair.cell.x0 - pair.above.x0
    limit = _INDENT * pair.cell.size
    if not pair.ended:
        return None
    if abs(step) < limit:  # below a paragraph of one line, which is set in as this one is
        set_in = limit < pair.cell.x0 - pair.column.left < _INDENTED * pair.cell.size
        return (
            True
            if set_in and len(pair.paragraph.cells) == 1 and not list_marker(pair.above.text)
            else None
        )
    if step > 0:
        return True if abs(pair.cell.x0 - pair.paragraph.hanging) > limit else None
    return True if len(pair.paragraph.cells) > 1 else None


def _room(pair: _Pair) -> bool:
    """Else the room that was left on the line above decides."""
    upper, lower = pair.above.text, pair.cell.text
    if (is_name(upper) and is_office(lower)) or (is_office(upper) and is_name(lower)):
        return True
    first = next((character for character in lower if character.isalnum()), lower[0])
    if pair.ended:
        return pair.fits
    stub = pair.above.x1 < pair.column.right - _SHORT * (pair.column.right - pair.column.left)
    return pair.fits and stub and first.isupper()


_RULES: tuple[Callable[[_Pair], bool | None], ...] = (
    _sentence,
    _size,
    _weight,
    _slant,
    _white_space,
    _title,
    _heading,
    _head,
    _item,
    _page,
    _indent,
    _room,
)
