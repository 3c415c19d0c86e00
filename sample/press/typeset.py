"""The typesetter: it breaks paragraphs into lines and divides lines and footnotes over pages.

Nothing here draws: printedpdf.py draws the pages, plaintext.py writes them as an extractor would.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pyphen

from press.markup import Emphasis, Node, Note, Text

HYPHENS = pyphen.Pyphen(lang="nl_NL", left=3, right=3)
# The letters of a word between its punctuation: what may be hyphenated.
LETTERS = re.compile(r"(\W*)([^\W\d_]{7,})(\W*)")
# The positions at which an address or a compound may break without an added hyphen.
BREAKABLE = re.compile(r"(?<=[-/])(?=[^\W\d_])")

SHORT = 2
"""The number of lines up to which a note is never divided over two pages."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters in one font; ``note`` is the footnote to which they refer, if any."""

    text: str
    bold: bool = False
    italic: bool = False
    note: Note | None = None


Word = tuple[Piece, ...]
Measure = Callable[[Piece, float], float]


@dataclass(frozen=True, slots=True)
class Style:
    """The style of a paragraph, in points.

    ``hang`` is the indent of the words after a marker; ``keep`` keeps a heading with what follows.
    """

    size: float
    leading: float
    left: float
    width: float
    before: float = 0.0
    hang: float = 0.0
    bold: bool = False
    italic: bool = False
    keep: bool = False
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of type: ``x`` and, once placed, ``y`` of its baseline.

    Both are in points from the top left of the page. ``cells`` are the words of one row of a table,
    each at its own ``x``.
    """

    words: tuple[Word, ...]
    style: Style
    x: float
    label: str = ""
    before: float = 0.0
    keep: bool = False
    new_page: bool = False
    y: float = 0.0
    cells: tuple[tuple[float, str], ...] = ()

    @property
    def notes(self) -> list[Note]:
        """Return the footnotes whose references are in this line."""
        return [piece.note for word in self.words for piece in word if piece.note]

    @property
    def text(self) -> str:
        """Return the characters of the line, with its marker."""
        if self.cells:
            return "   ".join(cell for _, cell in self.cells)
        words = " ".join("".join(piece.text for piece in word) for word in self.words)
        return f"{self.label} {words}" if self.label else words


@dataclass(slots=True)
class Page:
    """A page: its lines, and the lines of its footnotes."""

    number: int
    lines: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Frame:
    """The text area of a page.

    It begins at ``first`` on the first page and at ``top`` on others.
    """

    first: float
    top: float
    bottom: float
    note: Style
    gap: float = 16.0


def pieces(nodes: tuple[Node, ...], *, bold: bool = False, italic: bool = False) -> Iterator[Piece]:
    """Yield the characters of a paragraph with their fonts, including footnote references."""
    for node in nodes:
        if isinstance(node, Text):
            yield Piece(node.value, bold, italic)
        elif isinstance(node, Note):
            yield Piece(str(node.label), bold=False, italic=False, note=node)
        elif isinstance(node, Emphasis):
            yield from pieces(
                node.nodes, bold=bold or node.kind == "vet", italic=italic or node.kind == "cur"
            )
        else:
            yield from pieces(node.nodes, bold=bold, italic=italic)


def words(source: Iterator[Piece]) -> list[Word]:
    """Return the pieces split at spaces; a footnote reference belongs to the word before it."""
    found: list[list[Piece]] = [[]]
    for piece in source:
        parts = [piece.text] if piece.note else piece.text.split(" ")
        for index, part in enumerate(parts):
            if index:
                found.append([])
            if part:
                found[-1].append(replace(piece, text=part))
    return [tuple(word) for word in found if word]


def broken(
    paragraph: list[Word], style: Style, label: str, measure: Measure, *, hyphenate: bool
) -> list[Line]:
    """Return the paragraph as lines, with its marker in the margin."""
    lines: list[Line] = []
    current: list[Word] = []
    used, space = 0.0, measure(Piece(" ", style.bold, style.italic), style.size)
    room = style.width - style.hang
    rest = list(reversed(paragraph))
    while rest:
        word = rest.pop()
        wide = sum(measure(piece, style.size) for piece in word)
        if used + wide <= room:
            current.append(word)
            used += wide + space
            continue
        split = _split(word, room - used, style.size, measure, hyphenate=hyphenate)
        if split:
            current.append(split[0])
            rest.append(split[1])
        elif current:
            rest.append(word)
        else:
            current.append(word)  # wider than a whole line: it sticks out
        lines.append(_line(current, style, "" if lines else label, first=not lines))
        current, used = [], 0.0
    if current or not lines:
        lines.append(_line(current, style, "" if lines else label, first=not lines))
    return lines


def _line(current: list[Word], style: Style, label: str, *, first: bool) -> Line:
    return Line(
        tuple(current),
        style,
        style.left + style.hang,
        label,
        style.before if first else 0.0,
        style.keep,
        style.new_page and first,
    )


def _split(
    word: Word, room: float, size: float, measure: Measure, *, hyphenate: bool
) -> tuple[Word, Word] | None:
    """Return a word in two parts, the first as long as fits, or None.

    It is split after a slash or hyphen in it, or else hyphenated.
    """
    first, *others = word
    for at in reversed([match.start() for match in BREAKABLE.finditer(first.text)]):
        if measure(replace(first, text=first.text[:at]), size) <= room:
            return (replace(first, text=first.text[:at]),), (
                replace(first, text=first.text[at:]),
                *others,
            )
    match = LETTERS.fullmatch(first.text)
    if not hyphenate or not match:
        return None
    before, core, after = match.groups()
    for at in reversed(HYPHENS.positions(core)):
        head = replace(first, text=f"{before}{core[:at]}-")
        if measure(head, size) <= room:
            return (head,), (replace(first, text=core[at:] + after), *others)
    return None


def paged(lines: list[Line], frame: Frame, measure: Measure) -> list[Page]:
    """Return the lines divided over pages, each with the footnotes of its lines.

    A long footnote continues on the next page.
    """
    pages = [Page(1)]
    y, carried = frame.first, list[Line]()
    for index, line in enumerate(lines):
        page = pages[-1]
        new = [part for note in line.notes for part in _note(note, frame.note, measure)]
        step = (line.before if page.lines else 0.0) + line.style.leading
        following = lines[index + 1 : index + 3] if line.keep else []
        ahead = sum(later.style.leading + later.before for later in following)
        least = new[:1] if len(new) > SHORT else new
        room = frame.bottom - (y + step + ahead + _height(page.notes + least, frame))
        if (room < 0 or line.new_page) and page.lines:
            pages.append(page := Page(page.number + 1))
            page.notes, carried = carried, []
            y, step = frame.top - line.style.leading, line.style.leading
        y += step
        page.lines.append(replace(line, y=y))
        for position, part in enumerate(new):
            fits = y + _height([*page.notes, part], frame) <= frame.bottom
            (page.notes if position < len(least) or (fits and not carried) else carried).append(
                part
            )
    if carried:
        pages.append(Page(len(pages) + 1, notes=carried))
    return [_placed(page, frame) for page in pages]


def _note(note: Note, style: Style, measure: Measure) -> list[Line]:
    return broken(words(pieces(note.nodes)), style, str(note.label), measure, hyphenate=False)


def _height(notes: list[Line], frame: Frame) -> float:
    return frame.gap + sum(line.style.leading for line in notes) if notes else 0.0


def _placed(page: Page, frame: Frame) -> Page:
    y = frame.bottom - _height(page.notes, frame) + frame.gap
    placed = []
    for line in page.notes:
        y += line.style.leading
        placed.append(replace(line, y=y))
    page.notes = placed
    return page
