"""What the pages of a text file carry besides the letter: running heads, feet and imprints, a
ministry's references.

They are known by their own words (``furniture``), or by standing at the edges of several pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.reading.furniture import (
    foreign_feet,
    identifier_at_end,
    is_bare_number,
    is_foot,
    is_furniture,
    is_numbered_foot,
    is_page_number,
    is_reference,
    stuck_feet,
)
from pipeline.reading.lines import Line
from pipeline.reading.markers import is_heading, is_name, is_office, list_marker

_EDGE = 6  # lines at the top and at the bottom of a page among which running heads stand
# lines of the first page of a ministry's letter among which its department and references stand
_REFERENCES = 45
_SHORT = 70  # characters: those lines are shorter
_LETTER_HEAD = 12  # lines of the first page
_BESIDE = re.compile(r"\d{2} ?\d{3}(?: [IVXLC]{1,7})?(?:, [A-Z]{1,3})? {2,}(?=\S)")


def without_furniture(printed: Sequence[Line]) -> list[Line]:
    """The lines without running heads, feet and imprints. A foot ends a page where the file has
    lost its form feeds.

    A number alone below the foot, or below the name of the paper, is the number of that page; on
    the next one it is a question's, and where a blank line parts it from the imprint a note's.
    """
    parted = any(line.page > 1 for line in printed)
    kept: list[Line] = []
    page, below_foot, numbered = 1, False, 0
    foreign = foreign_feet(line.text for line in printed)
    for line in _unstuck(printed):
        if line.text not in foreign and (is_furniture(line.text) or is_page_number(line.text)):
            foot = is_foot(line.text) or is_page_number(line.text)
            page += foot and not below_foot
            below_foot = below_foot or foot
            numbered = 0 if is_numbered_foot(line.text) else line.page
            if kept and 0 < (end := identifier_at_end(kept[-1].text)) < len(kept[-1].text):
                kept[-1].cut(end, len(kept[-1].text))
            elif kept and is_reference(kept[-1].text) and is_page_number(line.text):
                kept.pop()
            continue
        if numbered == line.page and is_bare_number(line.text) and (below_foot or not line.blanks):
            continue
        below_foot, numbered = False, 0
        line.page = line.page if parted else page
        kept.append(line)
    return _without_running_heads(_without_references(kept)) if parted and kept else kept


def _unstuck(printed: Sequence[Line]) -> Iterator[Line]:
    """The lines, cut where a page was put behind the foot of the one before it without a line
    end.
    """
    for line in printed:
        text, begin = line.text, 0
        for start, foot, end in stuck_feet(text):
            if words := text[begin:start].strip():
                yield Line(
                    words, line.page, 0 if begin else line.blanks, 0 if begin else line.indent
                )
            yield Line(text[foot:end], line.page)
            begin = end
        if begin:
            line.cut(0, len(text) - len(text[begin:].lstrip()))
            line.blanks = 0
        if line.text:
            yield line


def _without_references(lines: Sequence[Line]) -> list[Line]:
    """The lines without the column of references that each page of a ministry's letter repeats,
    wherever it came out.
    """
    head = [line.text for line in lines[:_REFERENCES] if line.page == lines[0].page]
    if not any("Retouradres" in text for text in head):
        return list(lines)
    repeated = {
        text
        for text in head
        if len(text) < _SHORT and not is_heading(text) and not list_marker(text)
    }
    return [line for line in lines if line.page == lines[0].page or line.text not in repeated]


def _without_running_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines without those that several pages repeat at their edges: day and reference of a
    letter, its department.
    """
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        pages[line.page].append(index)
    first = min(pages)
    letter_head = set(pages[first][:_LETTER_HEAD])  # there it is said for the first time
    alike = _alike(lines, pages.values(), letter_head)
    repeated: set[int] = set()
    for found in alike.values():
        on = {lines[index].page for index in found}
        if len(on) > 1 and 2 * len(on) >= len(pages) - 1:
            repeated.update(found)
    edges = {index for page in pages.values() for index in _at_edges(lines, page, repeated)} | (
        letter_head & repeated
    )
    for found in alike.values():
        if len({lines[index].page for index in found if index in edges}) == 1:
            edges.difference_update(
                found
            )  # at the edge of one page, within another: the end of a sentence that is repeated
    gone = edges - letter_head
    for index in gone:
        if index + 1 < len(lines):
            lines[index + 1].resumes = True
    return [line for index, line in enumerate(lines) if index not in gone]


def _alike(
    lines: Sequence[Line], pages: Iterable[Sequence[int]], letter_head: Iterable[int]
) -> dict[str, list[int]]:
    """The lines that can be running heads, by their words; a layout sets the number of the paper
    beside its title.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for page in pages:
        for index in dict.fromkeys([*page[:_EDGE], *page[-_EDGE:]]):
            of_a_note = index > 0 and is_bare_number(lines[index - 1].text)
            if not of_a_note and _can_run(lines[index].text):
                found[lines[index].text].append(index)
    for index in letter_head:
        if beside := _BESIDE.match(lines[index].text):
            found[lines[index].text[beside.end() :]].append(index)
    return found


def _at_edges(lines: Sequence[Line], page: Sequence[int], repeated: set[int]) -> Iterator[int]:
    """The repeated lines of a page between which and its edge stand only others and numbers: a
    repeated question is none.
    """
    for inwards in (page[:_EDGE], page[: -_EDGE - 1 : -1]):
        for index in inwards:
            if index in repeated:
                yield index
            elif not is_bare_number(lines[index].text):
                break


def _can_run(text: str) -> bool:
    """Whether a line can be a running head: no heading, item or question, and nobody's office or
    address.
    """
    says_something = (
        is_bare_number(text[:3].strip())
        or is_heading(text)
        or is_office(text)
        or is_name(text)
        or bool(list_marker(text))
    )
    return (
        not says_something and not text.endswith("?") and not text.startswith(("Aan ", "Den Haag"))
    )
