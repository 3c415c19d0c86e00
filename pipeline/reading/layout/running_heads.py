"""Running heads and footers found by their position: date, reference, department or title.

Losing a line of the letter is worse than keeping a running head. So a line only counts as one at
the very edge of its page, if other pages have the same line. A line in the type of the text needs
more evidence, because it can also be a question that the reply repeats.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby, takewhile
from operator import attrgetter

from pipeline.reading.layout.columns import LEADING
from pipeline.reading.layout.page_furniture import EDGE, is_page_furniture
from pipeline.reading.lines import Row
from pipeline.reading.markers import is_address, is_heading, is_name, is_office, list_marker

_EDGE_ROWS = 6  # rows at each end of a page of a text file that can be running heads
_APART = 1.6  # line distances between a running head or footer and the text
_FAR = 2.1  # line distances: paragraphs are no further apart
_SEVERAL = 3  # pages: no reply repeats a line in the same place of so many
_SMALL = 0.93  # of the text's size
_LONG = 60  # characters: a running head that no other page repeats is shorter
_SENTENCE = (".", ",", ";", "?", "!", "-")
"""Characters at the end of a line of a sentence."""
_DATED = re.compile(r"[A-Z’'][\w’' -]{2,30}, \d{1,2} [a-z]+ \d{4}$")
"""Place and day of a letter, each on a page of its own."""
_DIGITS = re.compile(r"\d+")
_NUMBERED = re.compile(r"(\d{1,3})[.)]? [^\W\d]")
"""A line that begins with a number, as notes and list items do."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows next to each other at an edge of a page.

    ``gap`` is their distance to the next row inwards. ``top``: at the top of a page after the
    first.
    """

    rows: list[Row]
    gap: float
    top: bool


def running_heads(rows: Sequence[Row], heights: Mapping[int, float], size: float) -> set[int]:
    """Return the identities of the rows that are running heads or footers.

    ``heights`` are those of the pages, by number; ``size`` is that of the text.
    """
    pages: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        pages[row.page].append(row)
    edges: list[list[_Group]] = []
    for number, page in pages.items():
        upwards = sorted(page, key=attrgetter("y"))
        edges += [list(_groups(edge, heights[number])) for edge in (upwards[::-1], upwards)]
    alike: dict[str, set[int]] = defaultdict(set)
    for row in (row for groups in edges for group in groups for row in group.rows):
        alike[_key(row)].add(row.page)
    heads: set[int] = set()
    for groups in edges:
        for group in groups:
            repeats = [len(alike[_key(row)]) for row in group.rows]
            if not all(map(partial(_is_head, group, len(heights), size), group.rows, repeats)):
                break  # it is text, and so are the rows further from the edge
            heads.update(map(id, group.rows))
    return heads


def repeated_heads(rows: Sequence[Row]) -> set[int]:
    """Return the identities of rows at the edge of a text file's pages, the same on all but one.

    The first page does not count: what later pages repeat is printed there in full.

    Example: "Onze referentie 5401166", which letters of ministries print on each page.
    """
    pages = [list(page) for _, page in groupby(rows, key=attrgetter("page"))][1:]
    edges = [edge for page in pages for edge in (page[:_EDGE_ROWS], page[: -_EDGE_ROWS - 1 : -1])]
    alike: dict[str, set[int]] = defaultdict(set)
    for row in chain.from_iterable(edges):
        alike[_key(row)].add(row.page)
    least = max(2, len(pages) - 1)
    shared = {key for key, on in alike.items() if len(on) >= least}
    heads: dict[str, list[Row]] = defaultdict(list)
    for row in chain.from_iterable(takewhile(partial(_is_shared, shared), edge) for edge in edges):
        heads[_key(row)].append(row)
    several = (found for found in heads.values() if len({row.page for row in found}) >= least)
    return set(map(id, chain.from_iterable(several)))


def _is_shared(keys: AbstractSet[str], row: Row) -> bool:
    """Return True if other pages have a row too, and it is no part of a letter."""
    return _key(row) in keys and not (_is_content(row) or _is_words(row) or is_name(row.text))


def _groups(inwards: Sequence[Row], height: float) -> Iterator[_Group]:
    """Yield the groups at one edge; stop at the first that extends into the text area."""
    rows: list[Row] = []
    words = (row for row in inwards if not is_page_furniture(row.text))
    inner = next(words, None)
    while inner is not None:
        row, y = inner, inner.y
        if EDGE * height < y < (1 - EDGE) * height:
            return
        inner = next(words, None)
        rows.append(row)
        gap = height if inner is None else abs(y - inner.y)
        if gap > _APART * LEADING * row.size:
            yield _Group(rows, gap, row.page > 1 and rows[0].y > height / 2)
            rows = []


def _key(row: Row) -> str:
    """Return the place and words of a row without the number of its page."""
    number, text = str(row.page), row.text
    if number not in text:
        return f"{round(row.y)} {text}"
    words = _DIGITS.sub(lambda digits: "#" if digits[0] == number else digits[0], text)
    return f"{round(row.y)} {words}"


def _is_head(group: _Group, pages: int, size: float, row: Row, count: int) -> bool:
    """Return True for a running head: ``count`` pages repeat it, or it is small at the top."""
    if (
        count > 1
        and 2 * count >= pages - 1
        and _is_repeated(row, min(pages - 1, count), group.gap, size)
    ):
        return True
    small = row.size < _SMALL * size and len(row.text) < _LONG and not row.text[0].isdigit()
    return group.top and small and not row.text.endswith(_SENTENCE) and not _is_content(row)


def _is_repeated(row: Row, count: int, gap: float, size: float) -> bool:
    """Return True if a row at the same position on ``count`` pages is a running head.

    ``gap`` is its distance to the next row inwards; ``size`` is the type size of the text.
    """
    if _is_content(row):
        return False
    if row.size < _SMALL * size:
        return True
    if _is_words(row):
        return False
    return count >= _SEVERAL or (gap > _FAR * LEADING * size and not row.text[0].islower())


def _is_words(row: Row) -> bool:
    """Return True if a row is part of a sentence or of a list, or names who signs."""
    sentence = "?" in row.text or row.text.endswith(_SENTENCE)
    return sentence or bool(list_marker(row.text)) or is_office(row.text)


def _is_content(row: Row) -> bool:
    """Return True if a row is a heading, begins a letter or a footnote."""
    number = _NUMBERED.match(row.text)
    footnote = bool(row.lines[0].number) or (number is not None and number[1] != str(row.page))
    return footnote or is_heading(row.text) or is_address(row.text) or bool(_DATED.match(row.text))
