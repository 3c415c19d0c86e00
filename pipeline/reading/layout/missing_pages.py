"""Missing pages, recognised by the page numbers that footers print.

A footer ends every page of the official series, and letters of ministries print "Pagina 2 van 5".
Where a number is skipped, or no footer follows the last words, a page is missing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.reading.lines import Row

_NUMBER = re.compile(r"(\d{1,3})(?:\s?(?:van|/)\s?(\d{1,3}))?\D*$")
_ABOVE_FOOTER = 5
"""Rows above the first footer of a text file, at least; above a running head there are fewer."""
_FEW = 5
"""First page number of a paper, at most: a volume that counts on from others has higher ones."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Printed number of a page, below ``above`` rows of text, and of how many pages.

    ``number`` is None for a footer without one. ``foot`` is true for the footer of a page, which is
    printed below its text. ``page`` is that of the file, 0 if the file does not show its pages.
    ``symbols`` is true for a number without a word: "2/5", "- 2 -".
    """

    above: int
    number: int | None
    total: int | None = None
    foot: bool = False
    page: int = 0
    symbols: bool = False

    def follows(self, other: "PageNumber") -> bool:
        """Return True if this is the number of the next page."""
        return other.number is not None and self.number == other.number + 1


@dataclass(frozen=True, slots=True)
class Gaps:
    """Pages of the file above which others are missing; ``cut``: the file lacks its end."""

    pages: tuple[int, ...] = ()
    cut: bool = False


def page_number(text: str, above: int, *, foot: bool, page: int = 0) -> PageNumber:
    """Return the number in a footer or page number: 2 of 5 for "Pagina 2 van 5"."""
    match = _NUMBER.search(text)
    symbols = not foot and not any(map(str.isalpha, text))
    number, total = (
        (int(group) if group else None for group in match.groups()) if match else (None, None)
    )
    return PageNumber(above, number, total, foot, page, symbols)


def gaps(numbers: Sequence[PageNumber], rows: Sequence[Row], *, places: bool) -> Gaps:
    """Return the pages of these rows of text above which pages are missing.

    ``places`` is true for a format that knows its pages: such a file cannot be cut off inside one.
    """
    if not _counts(numbers):
        numbers = [number for number in numbers if not number.symbols]
    if not numbers:
        return Gaps()
    cut = _lacks_pages(numbers) or (not places and _lacks_footer(numbers, len(rows)))
    return Gaps(tuple(_skipped(numbers, rows)), cut)


def _skipped(numbers: Sequence[PageNumber], rows: Sequence[Row]) -> Iterator[int]:
    """Yield the pages of the file above which the printed numbers skip some."""
    start = [PageNumber(0, 0)] if _counts_from_one(numbers[0]) else []
    heads = numbers[0].above < _ABOVE_FOOTER
    for first, second in pairwise([*start, *numbers]):
        below = second.above if heads else first.above
        if below < len(rows) and _skips(first, second):
            yield second.page or rows[below].page


def _counts(numbers: Sequence[PageNumber]) -> bool:
    """Return True if two or more numbers without a word count up to the same total.

    Why: a single line "2/5" may be a share, and so may several.
    """
    symbols = [number for number in numbers if number.symbols]
    return len(symbols) > 1 and all(
        (first.number or 0) < (second.number or 0) and first.total == second.total
        for first, second in pairwise(symbols)
    )


def _counts_from_one(first: PageNumber) -> bool:
    """Return True if the first number is in a footer of a paper that has its own count.

    A letter need not number its first page; a volume of papers, or a paper that is cited in the
    form of a footer, may begin at any page: "Aanhangsel 259".
    """
    return first.foot and first.number is not None and first.number <= _FEW


def _skips(first: PageNumber, second: PageNumber) -> bool:
    """Return True if the second page does not follow the first, and begins no other count."""
    if first.number is None or second.number is None:
        return False
    return second.number not in {1, first.number} and not second.follows(first)


def _lacks_pages(numbers: Sequence[PageNumber]) -> bool:
    """Return True if the last printed number is not that of the last page: "Pagina 3 van 5"."""
    last = numbers[-1]
    return bool(last.number and last.total and last.number < last.total)


def _lacks_footer(numbers: Sequence[PageNumber], rows: int) -> bool:
    """Return True if numbered footers end all pages but the last one, which was cut off.

    Why: a line without a page number may cite another paper.
    """
    feet = [number for number in numbers if number.foot and number.number is not None]
    below = bool(feet) and feet[0].above >= _ABOVE_FOOTER
    return below and _counts_from_one(feet[0]) and feet[-1].above < rows
