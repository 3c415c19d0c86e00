"""Running heads and feet of a PDF that only their place tells: day and reference of a letter, a
department, a title.

A line of the letter that is lost is worse than a running head that is left in it. So a line is
taken for one only at the very edge of its page, apart from the text, where other pages say the same
in the same place. In letters as large as those of the text it can as well be a question that the
reply repeats, and more must speak for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, tee, zip_longest

from pipeline.reading.furniture import is_bare_number, is_furniture, is_page_number
from pipeline.reading.markers import is_heading, is_office, list_marker
from pipeline.reading.pdf.lines import Row
from pipeline.reading.pdf.runs import Page

EDGE = 0.15
"""Of the page's height: where running heads and feet stand."""
LEADING = 1.2
"""The distance of two lines, in sizes, where the document does not show it."""

_APART = 1.6  # line distances between a running head or foot and the text
_FAR = 2.1  # line distances: paragraphs stand no further apart
_SEVERAL = 3  # pages: no reply repeats a line in the same place of so many
_SMALL = 0.93  # of the text's size: small letters
_LONG = 60  # characters: a running head that no other page repeats is shorter
_SENTENCE = (".", ",", ";", "?", "!", "-")  # how lines of sentences end
_ADDRESS = re.compile(
    r"Aan (?:de|het) |[A-Z’'][\w’' -]{2,30}, \d{1,2} [a-z]+ \d{4}$"
)  # of letters, each on a page of its own
_DIGITS = re.compile(r"\d+")
_NUMBERED = re.compile(r"(\d{1,3})[.)]? [^\W\d]")


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows that stand together at an edge of a page, and how far the next one is from them, further
    from the edge.
    """

    rows: list[Row]
    gap: float


def running_heads(pages: Sequence[Page], placed: Sequence[Sequence[Row]], size: float) -> set[int]:
    """The rows, by identity, that are running heads or feet; ``size`` is that of the text."""
    edges = [
        (page, list(groups))
        for page, rows in zip(pages, placed, strict=True)
        for groups in _at_edges(page, rows)
    ]
    alike: dict[str, set[int]] = defaultdict(set)
    for row in (row for _, groups in edges for group in groups for row in group.rows):
        alike[_key(row)].add(row.page)
    heads: set[int] = set()
    for page, groups in edges:
        for group in groups:
            small = page.number > 1 and group.rows[0].y > page.height / 2
            if not all(
                _repeats(row, len(alike[_key(row)]), len(pages), group.gap, size)
                or (small and _is_small(row, size))
                for row in group.rows
            ):
                break  # it is text, and so is what stands further from the edge
            heads.update(map(id, group.rows))
    return heads


def _at_edges(page: Page, page_rows: Iterable[Row]) -> Iterator[Iterator[_Group]]:
    """What stands at the top and at the foot of a page, without what its words tell: from the edge
    inwards.
    """
    upwards = sorted(page_rows, key=lambda row: row.y)
    for inwards in (upwards[::-1], upwards):
        yield _groups(page, (row for row in inwards if not _is_known(row.text)))


def _groups(page: Page, inwards: Iterator[Row]) -> Iterator[_Group]:
    """The groups at one edge, from the outermost on; what reaches into the page is none, and is not
    looked at.
    """
    rows: list[Row] = []
    outer, inner_rows = tee(inwards)
    for row, inner in zip_longest(outer, islice(inner_rows, 1, None)):
        if EDGE * page.height < row.y < (1 - EDGE) * page.height:
            return
        rows.append(row)
        gap = abs(row.y - inner.y) if inner else page.height
        if gap > _APART * LEADING * row.size:
            yield _Group(rows, gap)
            rows = []


def _is_known(words: str) -> bool:
    """Whether a line is put aside, or kept, for its words alone."""
    return is_furniture(words) or is_page_number(words) or is_bare_number(words)


def _key(row: Row) -> str:
    """Where a row stands and what it says but for the number of its page."""
    number = str(row.page)
    words = _DIGITS.sub(lambda digits: "#" if digits[0] == number else digits[0], row.text)
    return f"{round(row.y)} {words}"


def _repeats(row: Row, count: int, pages: int, gap: float, size: float) -> bool:
    """Whether a row is a running head because ``count`` of the ``pages`` say the same in its
    place.
    """
    if count == 1 or 2 * count < pages - 1 or _says_something(row):
        return False
    if row.size < _SMALL * size:
        return True
    if (
        "?" in row.text
        or row.text.endswith(_SENTENCE)
        or list_marker(row.text)
        or is_office(row.text)
    ):
        return False
    return min(pages - 1, count) >= _SEVERAL or (
        gap > _FAR * LEADING * size and not row.text[0].islower()
    )


def _is_small(row: Row, size: float) -> bool:
    """Whether a row in small letters at the top of a page is a running head, and no quotation."""
    small = row.size < _SMALL * size and len(row.text) < _LONG and not row.text[0].isdigit()
    return small and not row.text.endswith(_SENTENCE) and not _says_something(row)


def _says_something(row: Row) -> bool:
    """Whether a row is a heading, begins a letter or a footnote."""
    number = _NUMBERED.match(row.text)
    footnote = bool(row.cells[0].number) or (number is not None and number[1] != str(row.page))
    return footnote or is_heading(row.text) or _ADDRESS.match(row.text) is not None
