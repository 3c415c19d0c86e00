"""Running heads and footers found by their position: date, reference, department or title.

Losing a line of the letter is worse than keeping a running head. So a line only counts as one at
the very edge of its page, if other pages have the same line. A line in the type of the text needs
more evidence, because it can also be a question that the reply repeats.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from pipeline.reading.layout.columns import LEADING
from pipeline.reading.layout.page_furniture import EDGE, is_bare_number, is_page_furniture
from pipeline.reading.lines import Row
from pipeline.reading.markers import is_address, is_heading, is_name, is_office, list_marker

_EDGE_ROWS = 6  # rows at each end of a page of a text file that can be running heads
_LETTER_HEAD = 12  # rows of a text file's first page: what is repeated is printed first there
_APART = 1.6  # line distances between a running head or footer and the text
_FAR = 2.1  # line distances: paragraphs are no further apart
_SEVERAL = 3  # pages: no reply repeats a line in the same place of so many
_SMALL = 0.93  # of the text's size
_LONG = 60  # characters: a running head that no other page repeats is shorter
_SENTENCE = (".", ",", ";", "?", "!", "-")
"""Characters at the end of a line of a sentence."""
_DATED = re.compile(r"[A-Z’'][\w’' -]{2,30}, \d{1,2} [a-z]+ \d{4}$")
"""Place and day of a letter, each on a page of its own."""
_BESIDE = re.compile(r"\d{2} ?\d{3}(?: [IVXLC]{1,7})?(?:, [A-Z]{1,3})? {2,}(?=\S)")
"""The number of a dossier, which a layout sets next to the title that later pages repeat."""
_DIGITS = re.compile(r"\d+")
_NUMBERED = re.compile(r"(\d{1,3})[.)]? [^\W\d]")
"""A line that begins with a number, as notes and list items do."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows next to each other at an edge of a page.

    ``gap`` is their distance to the next row inwards, None if places are unknown. ``top``: at the
    top of a page after the first.
    """

    rows: list[Row]
    gap: float | None
    top: bool = False


def running_heads(rows: Sequence[Row], heights: Mapping[int, float], size: float) -> set[int]:
    """Return the identities of the rows that are running heads or footers.

    ``heights`` are those of the pages, by number, empty if places are unknown; ``size`` is that of
    the text.
    """
    pages: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        pages[row.page].append(row)
    if len(pages) == 1 and not heights:
        return set()
    edges = [
        list(groups)
        for number, page in pages.items()
        for groups in _edges(page, heights.get(number))
    ]
    alike, titles = _alike(row for groups in edges for group in groups for row in group.rows)
    count = max(len(heights), len(pages))
    heads: list[Row] = []
    for groups in edges:
        for group in groups:
            repeats = [len(alike[_key(row)]) for row in group.rows]
            if not all(map(partial(_is_head, group, count, size), group.rows, repeats)):
                break  # it is text, and so are the rows further from the edge
            heads += group.rows
    if heights:
        return set(map(id, heads))
    first = [row for row in rows[:_LETTER_HEAD] if row.page == rows[0].page]
    return _on_several_pages(heads, titles) - set(map(id, first))


def _alike(rows: Iterable[Row]) -> tuple[dict[str, set[int]], set[str]]:
    """Return the pages on which each row key occurs, and the keys of titles beside a number.

    A key (``_key``) is the position and the words of a row. A title is the text to the right of a
    dossier number.

    Example: the row "36 410 VIII  Vaststelling van de begroting" gives the title "Vaststelling van
    de begroting".
    """
    alike: dict[str, set[int]] = defaultdict(set)
    titles: set[str] = set()
    for row in rows:
        alike[_key(row)].add(row.page)
        if beside := _BESIDE.match(row.text):
            titles.add(_key(row, beside.end()))
            alike[_key(row, beside.end())].add(row.page)
    return alike, titles


def _on_several_pages(heads: Sequence[Row], titles: AbstractSet[str]) -> set[int]:
    """Return the rows that other pages have at their edge too, or the first one next to its number.

    Why: a line at the edge of one page but inside another one is a repeated sentence.
    """
    pages: dict[str, set[int]] = defaultdict(set)
    for row in heads:
        pages[_key(row)].add(row.page)
    return {id(row) for row in heads if len(pages[_key(row)]) > 1 or _key(row) in titles}


def _edges(page: Sequence[Row], height: float | None) -> Iterator[Iterator[_Group]]:
    """Yield the groups at both edges of a page, from the edge inwards, without known furniture."""
    if height is None:
        yield (_Group([row], None) for row in page[:_EDGE_ROWS] if not is_bare_number(row.text))
        last = page[: -_EDGE_ROWS - 1 : -1]
        yield (_Group([row], None) for row in last if not is_bare_number(row.text))
        return
    upwards = sorted(page, key=attrgetter("y"))
    yield _groups(upwards[::-1], height)
    yield _groups(upwards, height)


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


def _key(row: Row, start: int = 0) -> str:
    """Return the place and words of a row from ``start`` on, without the number of its page."""
    number, text = str(row.page), row.text[start:]
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


def _is_repeated(row: Row, count: int, gap: float | None, size: float) -> bool:
    """Return True if a row at the same position on ``count`` pages is a running head.

    ``gap`` is its distance to the next row inwards, None if positions are unknown; ``size`` is the
    type size of the text.
    """
    if _is_content(row):
        return False
    if 0 < row.size < _SMALL * size:
        return True
    sentence = "?" in row.text or row.text.endswith(_SENTENCE)
    if sentence or list_marker(row.text) or is_office(row.text):
        return False
    if gap is None:
        return not is_name(row.text)
    return count >= _SEVERAL or (gap > _FAR * LEADING * size and not row.text[0].islower())


def _is_content(row: Row) -> bool:
    """Return True if a row is a heading, begins a letter or a footnote."""
    number = _NUMBERED.match(row.text)
    footnote = bool(row.lines[0].number) or (number is not None and number[1] != str(row.page))
    return footnote or is_heading(row.text) or is_address(row.text) or bool(_DATED.match(row.text))
