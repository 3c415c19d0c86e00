"""References: everything that a letter cites, found first and resolved second.

Each family of citations has a module that finds them (papers, proceedings, urls, pointers,
laws, other citations); ``resolution`` gives each its target;
``find_references`` combines them for a document.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from datetime import date
from itertools import groupby

from pipeline.lexicon import concept
from pipeline.parsing.calendar.days import read_date
from pipeline.parsing.references.citation import Citation, Kind, Status
from pipeline.parsing.references.laws import laws
from pipeline.parsing.references.letter_dates import LetterDates, dates_of_letters
from pipeline.parsing.references.numbers import session_year
from pipeline.parsing.references.other_citations import european, journals, judgments, letters
from pipeline.parsing.references.parliamentary_papers import papers
from pipeline.parsing.references.pointers import pointers
from pipeline.parsing.references.proceedings import proceedings
from pipeline.parsing.references.resolution import resolved
from pipeline.parsing.references.scanning import LINE_END, matches, positions, scan
from pipeline.parsing.references.urls import urls
from pipeline.reading.document import Document

__all__ = ["Citation", "Kind", "Status", "find_references"]
FINDERS = (papers, proceedings, journals, european, judgments, urls, pointers, letters, laws)
RUNNING_HEAD = concept("running-head-citation")
ABROAD_BEFORE = concept("behind-other-paper")
ABROAD_BEHIND = concept("before-other-paper")
LETTER_HEAD = concept("postcode-line")
ADDRESS_BEFORE = 48
"""Longest distance in characters from the postcode line to the sender's own site.

Example: "2500 EX Den Haag", and on the next line "www.rijksoverheid.nl".
"""


def find_references(
    document: Document,
    *,
    chamber: str | None = None,
    own: Collection[str] = (),
    session_year: str | None = None,
    dated_on: date | None = None,
) -> list[Citation]:
    """Return everything that ``document`` cites, in text order, one citation per item of a list.

    Args:
        document: The paper as it was read.
        chamber: The publishing chamber ("EK" or "TK"), the default for Handelingen and Aanhangsel.
        own: The paper's own identifiers (kst-36741-B), which are not counted as citations.
        session_year: The session year of the paper; its years are used if the text has no date.
        dated_on: The day it was written, if the caller knows it better than the date lines.
    """
    scanned = scan(document.text)
    lines = (
        position + len(LINE_END)
        for position in positions(scanned.text[: document.body_end], (LINE_END,))
    )
    heads = [match.span() for match in matches(RUNNING_HEAD, scanned.text, (0, *lines))]
    written = dates_of_letters(scanned.text, session_year, dated_on)
    citations = []
    distinct = _without_overlaps(citation for finder in FINDERS for citation in finder(scanned))
    for printed in _of_this_paper(scanned.text, distinct):
        citation = resolved(printed, chamber=chamber, latest=written.latest)
        if (
            citation.target in own
            or any(start <= citation.start < end for start, end in heads)
            or _of_sender(scanned.text, citation)
        ):
            continue
        citations.append(_placed(document, citation, written))
    return citations


def _of_sender(text: str, citation: Citation) -> bool:
    """Return True if a web address is the sender's own, in the letterhead."""
    before = text[max(0, citation.start - ADDRESS_BEFORE) : citation.start]
    return citation.kind == "url" and LETTER_HEAD.search(before) is not None


def _of_this_paper(text: str, citations: list[Citation]) -> Iterator[Citation]:
    """Yield the citations, except pointers to questions of another paper cited next to them."""
    lists = [
        list(items) for _, items in groupby(citations, key=lambda citation: citation.start)
    ]  # the items of a list begin together
    for index, items in enumerate(lists):
        first, last = items[0], items[-1]
        if first.kind == "answer":
            above = lists[index - 1][-1] if index else None
            below = lists[index + 1][0] if index + 1 < len(lists) else None
            if (
                above
                and above.kind in {"aanhangsel", "kamerstuk"}
                and ABROAD_BEFORE.fullmatch(text, above.end, first.start)
            ):
                continue
            if (
                below
                and below.kind == "aanhangsel"
                and ABROAD_BEHIND.fullmatch(text, last.end, below.start)
            ):
                continue
        yield from items


def _without_overlaps(citations: Iterator[Citation]) -> list[Citation]:
    """Return citations in order without overlaps: "Handelingen" in "Aanhangsel Handelingen"."""
    disjoint: list[Citation] = []
    for citation in sorted(
        citations, key=lambda cited: (cited.start, cited.kind in {"law", "letter"})
    ):
        last = disjoint[-1] if disjoint else None
        if (
            last is None
            or citation.start >= last.end
            or (citation.start == last.start and citation.kind == last.kind)
        ):
            disjoint.append(citation)
    return disjoint


def _placed(document: Document, citation: Citation, written: LetterDates) -> Citation:
    """Return a resolved citation with its words, its footnote, and the day of a dated letter."""
    footnote, mark = _note(document, citation.start)
    cited_on = None
    if citation.kind == "letter" and citation.number:
        letter = written.at(mark if mark is not None else citation.start)
        cited_on = read_date(citation.number, letter)
    in_session = citation.kind in {"kamerstuk", "handelingen", "aanhangsel"}
    return citation._replace(
        text=" ".join(document.text[citation.start : citation.end].split()),
        footnote=footnote,
        mark_position=mark,
        session_year=session_year(citation.year, written.latest) if in_session else None,
        cited_on=cited_on,
    )


def _note(document: Document, position: int) -> tuple[str | None, int | None]:
    """Return the number of the footnote at ``position``, and the position of its first mark."""
    if position < document.body_end or not document.footnotes:
        return None, None
    index = bisect_right([note.start for note in document.footnotes], position) - 1
    if index < 0 or position >= document.footnotes[index].end:
        return None, None
    marks = [mark.position for mark in document.marks if mark.note == index]
    return document.footnotes[index].label, min(marks, default=None)
