"""The division of a text at the borders of its rows, so that a page can link and highlight them.

Rows may overlap: a reference is inside an answer, and a commitment can contain two references. The
text is cut at every border, and each piece lists the rows to which it belongs. This module produces
no HTML; the templates escape and draw.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """The characters ``[start, end)`` of a text; ``name`` is their row (``question-12``)."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote reference: ``label`` between two characters at ``position``, for note ``name``."""

    name: str
    label: str
    position: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of the same rows, ``names``, or the reference of a footnote, ``note``."""

    text: str
    names: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, a paragraph on the page: its start, and its pieces."""

    start: int
    pieces: tuple[Piece, ...]


class SpanIndex:
    """Spans in the order of the text, with a fast search for those that touch a part of it."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans, key=lambda span: (span.start, span.end, span.name))
        self._starts = [span.start for span in self._spans]
        self._longest = max((span.end - span.start for span in self._spans), default=0)

    def touching(self, start: int, end: int) -> list[Span]:
        """Return the spans that share a character with ``[start, end)``."""
        near = self._spans[
            bisect_left(self._starts, start - self._longest) : bisect_left(self._starts, end)
        ]
        return [span for span in near if span.end > start]


def lines(
    text: str, start: int, end: int, spans: Iterable[Span], marks: Iterable[Mark] = ()
) -> list[Line]:
    """Return the lines of ``text[start:end]`` in pieces, without empty lines.

    Spans may extend beyond ``start`` and ``end``, over lines and over each other. A footnote
    reference belongs to the text before it: one at ``end`` is included, one at ``start`` is not.
    """
    noted = defaultdict(list)
    for mark in marks:
        if start < mark.position <= end:
            noted[mark.position].append(mark)
    pieces = _cut(
        text, start, end, [span for span in spans if span.start < end and span.end > start], noted
    )
    all_lines: list[Line] = []
    line: list[Piece] = []
    begun = position = start
    for piece in pieces:
        if piece.note is not None:
            line.append(piece)
            continue
        for number, part in enumerate(piece.text.split("\n")):
            if number:
                position += 1
                all_lines.append(Line(begun, tuple(line)))
                line, begun = [], position
            if part:
                line.append(Piece(part, piece.names))
                position += len(part)
    all_lines.append(Line(begun, tuple(line)))
    return [line for line in all_lines if line.pieces]


def _cut(
    text: str, start: int, end: int, spans: Sequence[Span], noted: dict[int, list[Mark]]
) -> Iterator[Piece]:
    """Yield ``text[start:end]`` in pieces, cut at borders of spans and at footnote references."""
    opening, closing = defaultdict(list), defaultdict(list)
    for span in spans:
        opening[max(span.start, start)].append(span.name)
        closing[min(span.end, end)].append(span.name)
    borders = sorted({start, end, *opening, *closing, *noted})
    active: dict[str, None] = {}
    for here, there in zip(borders, [*borders[1:], end], strict=True):
        for mark in noted.get(here, ()):
            yield Piece(mark.label, note=mark.name)
        for name in closing.get(here, ()):
            active.pop(name, None)
        active.update(dict.fromkeys(opening.get(here, ())))
        if here < there:
            yield Piece(text[here:there], tuple(active))
