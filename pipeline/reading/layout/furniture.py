"""Running heads, footers, imprints and page numbers that their words show, wherever they stand.

The forms are those of the official series (read off papers of both chambers) and of the letters of
ministries.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.reading.lines import Line, Row

EDGE = 0.15
"""Of the page's height: where running heads and footers stand."""
_BEGINS = (
    *("ISSN", "Eerste", "Tweede", "Handelingen", "Sdu", "K", "k", "a", "h", "b"),
    *"’'‘`0123456789",
)
"""How running heads, footers and imprints begin."""
_NUMERAL = 2.5  # times the text's size: the figure that stands for the chamber on a first page

_RUNNING = re.compile(
    # the foot of every page, on the first one beside the imprint
    r"(?:ISSN ?\d{4} ?[-–] ?\d{3}[\dXx]\s*)?(?:[’'‘`]s[-–]Gravenhage \d{4}\s*)?(?:\d{1,3} ?)?"
    r"(?:Eerste|Tweede) Kamer,? (?:der Staten-Generaal,? )?"
    r"vergaderjaar \d{4}\s?[-–/]\s?\d{2,4},.{0,80}"
    r"|Handelingen (?:Eerste|Tweede) Kamer .{0,60}"
    # kst-36741-B, kst1234567: in the margin
    r"|(?:kst|ah|kv|h|blg)-?(?:[et]k)?-?[0-9A-Z]+(?:-[0-9A-Za-z]+)*(?: +\d{1,3})?"
    # kst 36741 B: its hyphens lost; with a page number
    r"|kst \d{2} ?\d{3}(?:[- ][0-9A-Z]{1,7}){0,3}(?: +\d{1,3})?"
    r"|(?:ah|kv|blg) (?:[et]k )?(?:\d{8} \d{1,5}|\d{4}Z\d{4,6}|\d{4,8})(?: +\d{1,3})?"
    r"|[hk]{1,2} [et]k \d{8} \d+(?:[- ]\d+)?"  # h tk 20232024 302: the margin of older volumes
    r"|KST\d+"
    r"|ISSN ?\d{4} ?[-–] ?\d{3}[\dXx](?: +\d{1,3})?"  # a layout sets the page number beside it
    r"|[’'‘`]s[-–]Gravenhage \d{4}(?: +\d{1,3})?|[’'‘`]s-Gravenhage, Sdu Uitgevers.*"
    r"|Sdu Uitgevers.{0,60}",
)
_NAMES_PAPER = re.compile(
    r"(?:Eerste|Tweede) Kamer,? (?:der Staten-Generaal,? )?"
    r"vergaderjaar \d{4}\s?[-–/]\s?\d{2,4},.*"
)
"""What a footer names: chamber, session year, paper, page."""
_PAGED = re.compile(r"(?:\b[A-Z]{1,3}|\bnr\. ?\d{1,5}|Aanhangsel) +\d{1,3}$")
_FOOT = re.compile(r"(?:Eerste|Tweede) Kamer,? (?:der Staten-Generaal,? )?vergaderjaar \d{4}")
_IMPRINT = (  # what can stand before the foot of the first page, in the same line
    r"(?:(?:kst|ah|kv|h|blg)-(?:[et]k-)?[0-9A-Z]+(?:-[0-9A-Za-z]+){0,3}\s?)?"
    r"(?:ISSN ?\d{4} ?[-–] ?\d{3}[\dXx]\s?)?"
    r"(?:[’'‘`]s[-–]Gravenhage \d{4}\s?)?"
)
_OF_PAPER = r"(?:Aanhangsel|\d{2} ?\d{3}(?:[ -]\(?[IVXLC]{1,7}\)?)?, (?:nr\. ?\d{1,5}|[A-Z]{1,3}))"
# "Eerste Kamer, vergaderjaar 2024–2025, 36 727, F 1De leden": pages put together without a line end
_STUCK_FOOT = re.compile(
    rf"{_IMPRINT}(?P<foot>(?:Eerste|Tweede) Kamer,? "
    r"(?:der Staten-Generaal,? )?vergaderjaar \d{4}\s?[-–/]\s?\d{2,4},"
    rf"(?:\s{_OF_PAPER}\s\d{{1,3}}(?=\s?[A-ZÀ-Ý«“‘(•]|[^\W\d_])"
    r"|[^.?!]{1,40}? \d{1,3}(?=[^\W\d_])))"
)
_ENDS_WITH_IDENTIFIER = re.compile(
    r"\s?(?:kst|ah|kv)-(?:[et]k-)?[0-9A-Z]{5,}(?:-[0-9A-Za-z]{1,6}){0,3}$"
)
_NUMBERED_PAGE = re.compile(
    r"(?:(?:Ons|Onze|Uw) (?:kenmerk|referentie)\b.{1,60}? )?"  # the ministries' letter-head
    r"[Pp]agina:? ?\d{1,3}(?: ?(?:van|/) ?\d{1,3})?"
    r"|[Bb]lad ?\d{1,3}(?: ?(?:van|/) ?\d{1,3})?"
    r"|[-–] ?\d{1,3} ?[-–]"
    r"|\d{1,3} ?/ ?\d{1,3}",
)
_REFERENCE = re.compile(r"(?:Ons|Onze) (?:kenmerk|referentie):? .{1,60}")
_LONGEST_IDENTIFIER = 40
_LONGEST = 140  # characters: no running head is longer
_GAP = re.compile(r" {2,}")
_BARE_NUMBER = re.compile(r"\d{1,3}")


def set_aside(
    rows: Sequence[Row], heights: Mapping[int, float], size: float
) -> tuple[list[Row], list[str]]:
    """Return the rows without running heads, footers, imprints and page numbers in words, and the
    words of those.

    ``heights`` are those of the pages, empty if places are unknown: then a footer ends a page where
    the file has lost its form feeds.
    """
    rows = list(_unstuck(rows))
    sorter = _Sorter(
        foreign_feet(row.text for row in rows),
        heights,
        size,
        paged=bool(heights) or any(row.page > 1 for row in rows),
    )
    for row in rows:
        sorter.take(row)
    return sorter.kept, sorter.words


@dataclass(slots=True)
class _Sorter:
    """One pass over the rows. ``page`` counts footers; ``numbered`` is the page whose footer had no
    number, so that a bare number below it is that.
    """

    foreign: frozenset[str]
    heights: Mapping[int, float]
    size: float
    paged: bool
    kept: list[Row] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    page: int = 1
    below_foot: bool = False
    numbered: int = 0

    def take(self, row: Row) -> None:
        """Keep a row, or set it aside."""
        text, edge = row.text, self._at_edge(row)
        if self.heights and not edge and len(row.lines) == 1 and not text.startswith(_BEGINS):
            self.kept.append(row)  # most rows of a PDF
            return
        known = is_furniture(text) and text not in self.foreign
        if known or (edge and is_page_number(text)):
            self._set_aside(row, known=known)
        elif self._is_number_of_page(row):
            return
        else:
            self.below_foot, self.numbered = False, 0
            if self.heights and (edge or len(row.lines) > 1):
                self._filter(row, edge=edge)
            if row.lines:
                self._keep(row)

    def _at_edge(self, row: Row) -> bool:
        height = self.heights.get(row.page)
        return height is None or not EDGE * height < row.y < (1 - EDGE) * height

    def _set_aside(self, row: Row, *, known: bool) -> None:
        """Set a row aside, with the identifier or reference that stands above it."""
        text = row.text
        if known:
            self.words.append(text)
        foot = is_foot(text) or not known
        self.page += foot and not self.below_foot
        self.below_foot = self.below_foot or foot
        self.numbered = 0 if is_numbered_foot(text) else row.page
        if self.heights or not self.kept:
            return
        above = self.kept[-1].lines[0]
        if 0 < (end := identifier_at_end(above.text)) < len(above.text):
            above.cut(end, len(above.text))
        elif is_reference(above.text) and not known:
            self.kept.pop()

    def _is_number_of_page(self, row: Row) -> bool:
        """Return True for a bare number below a footer.

        It is the page's number if it follows the footer; a question's if it begins a page; a
        note's if a blank line separates it from the imprint.
        """
        follows = self.below_foot or not row.lines[0].blanks
        same_page = self.numbered == row.page and not self.heights
        return same_page and follows and is_bare_number(row.text)

    def _filter(self, row: Row, *, edge: bool) -> None:
        """Remove the furniture that stands on one baseline with other words."""
        self.words += [line.text for line in row.lines if is_furniture(line.text)]
        row.lines = [line for line in row.lines if not self._is_aside(line, edge=edge)]

    def _is_aside(self, line: Line, *, edge: bool) -> bool:
        size = line.place.size if line.place else 0.0
        numeral = size > _NUMERAL * self.size and is_bare_number(line.text)
        return numeral or is_furniture(line.text) or (edge and is_page_number(line.text))

    def _keep(self, row: Row) -> None:
        if not self.paged:
            row.page = row.lines[0].page = self.page
        self.kept.append(row)


def _unstuck(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows, cut where a page was put behind the footer of the one before it without a
    line end.
    """
    for row in rows:
        text = row.lines[0].text
        feet = stuck_feet(text) if "vergaderjaar" in text and len(row.lines) == 1 else []
        if not feet:
            yield row
            continue
        line, begin = row.lines[0], 0
        for start, foot, end in feet:
            if words := line.text[begin:start].strip():
                first = begin == 0
                blanks, indent = (line.blanks, line.indent) if first else (0, 0)
                yield Row(row.page, [Line(words, line.page, blanks, indent)])
            yield Row(row.page, [Line(line.text[foot:end], line.page)])
            begin = end
        line.cut(0, len(line.text) - len(line.text[begin:].lstrip()))
        line.blanks = 0
        if line.text:
            yield row


def is_furniture(line: str) -> bool:
    """Return True if a line is a running head, footer or imprint of the official series."""
    if not line.startswith(_BEGINS):
        return False
    if "  " in line and (len(line) >= _LONGEST or "vergaderjaar" in line):
        line = _GAP.sub(" ", line)  # a layout sets the parts of a foot at both edges of the page
    return len(line) < _LONGEST and _RUNNING.fullmatch(line) is not None


def foreign_feet(lines: Iterable[str]) -> frozenset[str]:
    """Return the lines that have the form of a running foot but name another paper: they are notes.

    The paper's own foot is the one that most pages bear, the last of the file where all are alone.

    Example: "2 Tweede Kamer, vergaderjaar 2023–2024, 31 066, nr. 1372" in an Aanhangsel.
    Seen in: ah-tk-20242025-561
    """
    named = [(line, _paper(line)) for line in lines if "vergaderjaar" in line]
    count = Counter(paper for _, paper in named if paper)
    order = {paper: place for place, (_, paper) in enumerate(named)}
    own = max(count, key=lambda paper: (count[paper], order[paper]), default="")
    return frozenset(line for line, paper in named if paper not in {"", own})


def _paper(footer: str) -> str:
    """Return the paper that a footer names, without its page: "Tweede Kamer, …, 31 066, nr. 3"."""
    match = _NAMES_PAPER.search(footer)
    words, _, last = (match[0] if match else "").rstrip().rpartition(" ")
    page = last.isdecimal() and not words.endswith("nr.")
    return words.rstrip() if page else f"{words} {last}".strip()


def is_foot(line: str) -> bool:
    """Return True for the foot of every page of an official paper, which names the
    session year.
    """
    return _FOOT.search(line) is not None


def is_numbered_foot(line: str) -> bool:
    """Return True if a piece of furniture has the number of its page, so that no number below it
    does.
    """
    return is_page_number(line) or _PAGED.search(line) is not None


def stuck_feet(line: str) -> list[tuple[int, int, int]]:
    """Return the footers in a line to which the next page is glued: where their imprint begins, the
    foot begins, and it ends.
    """
    return [
        (match.start(), match.start("foot"), match.end()) for match in _STUCK_FOOT.finditer(line)
    ]


def identifier_at_end(line: str) -> int:
    """Return where the identifier of the margin begins that an extraction put behind the last
    words of a page; the end if there is none.
    """
    match = _ENDS_WITH_IDENTIFIER.search(line, max(0, len(line) - _LONGEST_IDENTIFIER))
    return match.start() if match else len(line)


def is_page_number(line: str) -> bool:
    """Return True if a line numbers a page in words or dashes: "Pagina 2 van 5", "- 2 -"."""
    if "agina" in line and "  " in line:
        line = _GAP.sub(" ", line)
    return len(line) < _LONGEST and _NUMBERED_PAGE.fullmatch(line) is not None


def is_reference(line: str) -> bool:
    """Return True if a line is a ministry's own reference: "Ons kenmerk 6841190"."""
    return line.startswith("On") and _REFERENCE.fullmatch(line) is not None


def is_bare_number(line: str) -> bool:
    """Return True if a line is a number alone: a page number when it stands where a page ends."""
    return _BARE_NUMBER.fullmatch(line) is not None


def is_page_furniture(text: str) -> bool:
    """Return True if a line is a running head, footer or page number for its words alone."""
    return is_furniture(text) or is_page_number(text) or is_bare_number(text)
