"""Running heads, footers, imprints and page numbers, recognised by their words.

The forms are those of the official series (read off papers of both chambers) and of the letters of
ministries.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.lexicon import concept
from pipeline.reading.layout.missing_pages import PageNumber, page_number
from pipeline.reading.lines import Line, Row

EDGE = 0.15
"""Share of the page's height in which running heads and footers are."""
_NUMERAL = 2.5  # times the text's size: the figure that denotes the chamber on a first page
_DIGITS = 3  # of a page number
_LONGEST = 140  # characters: no running head is longer
_GAP = re.compile(r" {2,}")
"""The space that a layout leaves between the parts of a footer."""
_FURNITURE = concept("furniture")
_FOOTER_WORDS = concept("footer-words")
_GLUED_FOOTER = concept("glued-footer")
_PAGED_FOOTER = concept("paged-footer")
_PAGE_IN_WORDS = concept("page-in-words")


@dataclass(slots=True)
class SetAside:
    """One pass that separates the ``rows`` of text from the ``words`` of page furniture.

    ``numbers`` are the page numbers in it. ``page`` counts footers; ``numbered`` is the page whose
    footer had no number, so that a bare number below it is its page number.
    """

    foreign: frozenset[str]
    heights: Mapping[int, float]
    size: float
    paged: bool
    rows: list[Row] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    numbers: list[PageNumber] = field(default_factory=list)
    page: int = 1
    below_foot: bool = False
    numbered: int = 0

    def take(self, row: Row, text: str) -> None:
        """Keep a row, or remove it."""
        edge = self._at_edge(row)
        known = is_furniture(text) and text not in self.foreign
        if known or (edge and is_page_number(text)):
            self._set_aside(row, text, known=known)
        elif self._is_number_of_page(row, text):
            self._number(row, text, foot=True)
        else:
            self.below_foot, self.numbered = False, 0
            if self.heights and (len(row.lines) > 1 or (edge and self._may_be_aside(text))):
                self._filter(row, edge=edge)
            if row.lines:
                self._keep(row)

    def _may_be_aside(self, text: str) -> bool:
        """Return True for a footer of another paper and for a number, which may be a numeral."""
        return text in self.foreign or is_bare_number(text)

    def _at_edge(self, row: Row) -> bool:
        height = self.heights.get(row.page)
        return height is None or not EDGE * height < row.y < (1 - EDGE) * height

    def _set_aside(self, row: Row, text: str, *, known: bool) -> None:
        """Remove a row; a footer ends the page."""
        if known:
            self.words.append(text)
        foot = not known or _FOOTER_WORDS.search(text) is not None
        self.page += foot and not self.below_foot
        self.below_foot = self.below_foot or foot
        paged = not known or _PAGED_FOOTER.search(text) is not None
        self.numbered = 0 if paged else row.page
        if foot:
            self._number(row, text if paged else "", foot=known)

    def _number(self, row: Row, text: str, *, foot: bool) -> None:
        """Keep the page number of a footer; a bare one below a footer is that of this footer.

        Of two without text in between both are kept if the second is that of the next page, which
        has only a picture.
        """
        page = row.page if self.paged else 0
        number = page_number(text, len(self.rows), foot=foot, page=page)
        last = self.numbers[-1] if self.numbers else None
        if last and last.above == number.above and not number.follows(last):
            self.numbers.pop()
            number = number if last.number is None else last
        self.numbers.append(number)

    def _is_number_of_page(self, row: Row, text: str) -> bool:
        """Return True for a bare number below a footer that is a page number.

        It is one if it follows the footer; it is a question's number if it begins a page, and a
        note's if a blank line separates it from the imprint.
        """
        if self.numbered != row.page or self.heights:
            return False
        return (self.below_foot or not row.lines[0].blanks) and is_bare_number(text)

    def _filter(self, row: Row, *, edge: bool) -> None:
        """Remove the furniture on the same baseline as other words, and keep its page number."""
        kept = []
        for line in row.lines:
            if is_furniture(line.text):
                self.words.append(line.text)
                if edge and self._is_own_footer(line.text):
                    paged = _PAGED_FOOTER.search(line.text) is not None
                    self._number(row, line.text if paged else "", foot=True)
            elif edge and is_page_number(line.text):
                self._number(row, line.text, foot=False)
            elif not self._is_numeral(line):
                kept.append(line)
        row.lines = kept

    def _is_own_footer(self, text: str) -> bool:
        return text not in self.foreign and _FOOTER_WORDS.search(text) is not None

    def _is_numeral(self, line: Line) -> bool:
        size = line.place.size if line.place else 0.0
        return size > _NUMERAL * self.size and is_bare_number(line.text)

    def _keep(self, row: Row) -> None:
        if not self.paged:
            row.page = row.lines[0].page = self.page
        self.rows.append(row)


def set_aside(rows: Sequence[Row], heights: Mapping[int, float], size: float) -> SetAside:
    """Return the rows without page furniture, and that furniture.

    Furniture is running heads, footers, imprints and page numbers in words. ``heights`` are those
    of the pages, empty if places are unknown: then a footer ends a page if the file has lost its
    form feeds.
    """
    rows = list(_unstuck(rows))
    texts = [row.text for row in rows]
    paged = bool(heights) or any(row.page > 1 for row in rows)
    aside = SetAside(foreign_feet(texts), heights, size, paged=paged)
    for row, text in zip(rows, texts, strict=True):
        aside.take(row, text)
    return aside


def _unstuck(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows, split if the next page is attached to the footer of the page before.

    Example: "Eerste Kamer, vergaderjaar 2024–2025, 36 727, F 1De leden".

    Seen in: kst-36727-F
    """
    for row in rows:
        line, begin = row.lines[0], 0
        glued = "vergaderjaar" in line.text and len(row.lines) == 1
        for footer in _GLUED_FOOTER.finditer(line.text) if glued else ():
            words = line.text[begin : footer.start()].strip()
            parts = [words, line.text[footer.start("foot") : footer.end()]]
            yield from (Row(row.page, [Line(part, line.page)]) for part in parts if part)
            begin = footer.end()
        if begin:
            line.cut((0, len(line.text) - len(line.text[begin:].lstrip())))
            line.blanks = 0
        if line.text:
            yield row


def is_furniture(line: str) -> bool:
    """Return True if a line is a running head, footer or imprint of the official series."""
    if "  " in line and (len(line) >= _LONGEST or "vergaderjaar" in line):
        line = _GAP.sub(" ", line)
    return len(line) < _LONGEST and _FURNITURE.fullmatch(line) is not None


def foreign_feet(lines: Iterable[str]) -> frozenset[str]:
    """Return the lines in the form of a footer that name another paper: they are notes.

    The paper's own footer is the most frequent one, or the last of the file if all are different.
    Example: "2 Tweede Kamer, vergaderjaar 2023–2024, 31 066, nr. 1372" in an Aanhangsel.

    Seen in: ah-tk-20242025-561
    """
    named = [(line, _paper(line)) for line in lines if "vergaderjaar" in line]
    count = Counter(paper for _, paper in named if paper)
    order = {paper: index for index, (_, paper) in enumerate(named)}
    own = max(count, key=lambda paper: (count[paper], order[paper]), default="")
    return frozenset(line for line, paper in named if paper not in {"", own})


def _paper(footer: str) -> str:
    """Return the paper that a footer names, without its page: "Tweede Kamer, …, 31 066, nr. 3"."""
    match = _FOOTER_WORDS.search(footer)
    words, _, last = (footer[match.start() :] if match else "").rstrip().rpartition(" ")
    page = last.isdecimal() and not words.endswith("nr.")
    return words.rstrip() if page else f"{words} {last}".strip()


def is_page_number(line: str) -> bool:
    """Return True if a line is a page number in words or dashes: "Pagina 2 van 5", "- 2 -"."""
    if "agina" in line and "  " in line:
        line = _GAP.sub(" ", line)
    return len(line) < _LONGEST and _PAGE_IN_WORDS.fullmatch(line) is not None


def is_bare_number(line: str) -> bool:
    """Return True if a line is a number alone: a page number if it is at the end of a page."""
    return len(line) <= _DIGITS and line.isdecimal()


def is_page_furniture(text: str) -> bool:
    """Return True if a line is a running head, footer or page number by its words alone."""
    return is_furniture(text) or is_page_number(text) or is_bare_number(text)
