"""Structural damage planted in the text of a paper, to test whether its effect stays local.

Each kind of damage changes one place of a plain text, chosen by a number: the same number gives the
same damage. ``around`` is the range of lines that it touched.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from textwrap import wrap

HEADING = re.compile(
    r"^(?P<word>Vra(?:ag|gen)|Antwoord(?:en)?(?:\s(?:op\s)?(?:vra(?:ag|gen)))?)\s(?P<number>\d{1,3})\s?:?$"
)
"""A line that is the heading of one question or answer: Vraag 3, Antwoord op vraag 3:"""
HEAD = 12
"""Number of lines at the head of a paper that are never damaged."""
PAGE = 45
COLUMN = 60
"""Width in characters of the left of two columns; ``PAGE`` is the lines of a removed page."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged text; ``around`` holds the lines of the original that were touched."""

    kind: str
    text: str
    around: str


Planter = Callable[[list[str], int], "tuple[list[str], int, int] | None"]


def plant(kind: str, text: str, number: int) -> Damaged | None:
    """Return the text with one piece of damage, None if the paper has no place for it."""
    lines = text.splitlines()
    planted = PLANTERS[kind](lines, number)
    if planted is None:
        return None
    damaged, first, last = planted
    return Damaged(kind, "\n".join(damaged) + "\n", "\n".join(lines[first:last]))


def _stray(lines: list[str], number: int) -> tuple[list[str], int, int] | None:
    """Plant a line that looks like the heading of a question, with a sentence below it."""
    place = _place(lines, number)
    added = [f"Vraag {number % 5 + 1}: samenloop met andere regels", "Dit deel stelt niets vast."]
    return [*lines[:place], *added, *lines[place:]], place - 1, place + 1


def _lost(lines: list[str], number: int) -> tuple[list[str], int, int] | None:
    """Remove one heading of a question or an answer."""
    headings = _headings(lines)
    if not headings:
        return None
    place = headings[number % len(headings)]
    return [*lines[:place], *lines[place + 1 :]], place - 1, place + 2


def _restyled(lines: list[str], number: int) -> tuple[list[str], int, int] | None:
    """Print one heading in another style."""
    headings = _headings(lines)
    if not headings:
        return None
    place = headings[number % len(headings)]
    match = HEADING.match(lines[place])
    label = match["number"] if match else ""
    is_question = lines[place].startswith("Vra")
    style = (
        (f"{label}.", f"VRAAG {label}")
        if is_question
        else (f"Reactie op vraag {label}", "Antwoord:")
    )
    return [*lines[:place], style[number % 2], *lines[place + 1 :]], place, place + 2


def _columns(lines: list[str], number: int) -> tuple[list[str], int, int] | None:
    """Set a page in two columns: each line has a left and a right half."""
    first = _place(lines, number)
    page = [part for line in lines[first : first + PAGE] for part in wrap(line, COLUMN) or [""]]
    if len(page) < 2:
        return None
    half = (len(page) + 1) // 2
    beside = [
        f"{left:<{COLUMN}}      {right}".rstrip()
        for left, right in zip_longest(page[:half], page[half:], fillvalue="")
    ]
    return [*lines[:first], *beside, *lines[first + PAGE :]], first, first + PAGE


def _page_missing(lines: list[str], number: int) -> tuple[list[str], int, int] | None:
    """Remove a page."""
    first = _place(lines, number)
    if first + PAGE >= len(lines):
        return None
    return [*lines[:first], *lines[first + PAGE :]], first - 1, first + PAGE + 1


PLANTERS: Mapping[str, Planter] = {
    "stray heading": _stray,
    "heading lost": _lost,
    "heading restyled": _restyled,
    "two columns": _columns,
    "page missing": _page_missing,
}
"""The kinds of damage by name."""


def _place(lines: list[str], number: int) -> int:
    """Return the index of a line below the head, at the start of a paragraph if possible."""
    below = range(min(HEAD, len(lines)), len(lines))
    ends = [place for place in below if lines[place - 1].rstrip()[-1:] in {"", ".", "?"}]
    places = ends or list(below) or [len(lines)]
    return places[number * 7919 % len(places)]


def _headings(lines: list[str]) -> list[int]:
    return [place for place, line in enumerate(lines) if HEADING.match(line.strip())]
