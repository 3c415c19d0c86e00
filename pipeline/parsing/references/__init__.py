"""References: everything that a letter cites, found first and resolved second.

Each family of citations has a module that finds its mentions (papers, proceedings, urls, pointers,
laws, other citations); ``resolution`` gives a mention its target;
``find`` combines them for a document.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from datetime import date
from itertools import groupby

from pipeline.lexicon import concept
from pipeline.parsing.calendar.days import read_date
from pipeline.parsing.references.citation import Citation, Kind, Mention, Status
from pipeline.parsing.references.laws import laws
from pipeline.parsing.references.letter_dates import LetterDates, dates_of_letters
from pipeline.parsing.references.numbers import session_year
from pipeline.parsing.references.other_citations import european, journals, judgments, letters
from pipeline.parsing.references.parliamentary_papers import papers
from pipeline.parsing.references.pointers import pointers
from pipeline.parsing.references.proceedings import IDENTIFIER, proceedings
from pipeline.parsing.references.resolution import resolved
from pipeline.parsing.references.scanning import LINE_END, matches, places, scan
from pipeline.parsing.references.urls import urls
from pipeline.reading.document import Document

__all__ = ["Citation", "Kind", "Mention", "Status", "find"]
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
        place + len(LINE_END) for place in places(scanned.text[: document.body_end], (LINE_END,))
    )
    heads = [match.span() for match in matches(RUNNING_HEAD, scanned.text, (0, *lines))]
    written = dates_of_letters(scanned.text, session_year, dated_on)
    citations = []
    for mention in _of_this_paper(
        scanned.text, _apart(mention for finder in FINDERS for mention in finder(scanned))
    ):
        where = (None if mention.chamber else _linked(document, mention)) or chamber
        target, url, status = resolved(mention, chamber=where, latest=written.latest)
        if (
            target in own
            or any(start <= mention.start < end for start, end in heads)
            or _of_sender(scanned.text, mention)
        ):
            continue
        citations.append(_citation(document, mention, written, target, url, status))
    return citations


def _linked(document: Document, mention: Mention) -> str | None:
    """Return the Chamber of the Aanhangsel that a link on these words names, else None."""
    if mention.kind != "aanhangsel":
        return None
    for start, end, target in document.links:
        named = (
            IDENTIFIER.fullmatch(target) if start < mention.end and mention.start < end else None
        )
        if named and named["number"] == mention.number:
            return named["chamber"].upper()
    return None


def _of_sender(text: str, mention: Mention) -> bool:
    """Return True if a web address is the sender's own, in the letterhead."""
    before = text[max(0, mention.start - ADDRESS_BEFORE) : mention.start]
    return mention.kind == "url" and LETTER_HEAD.search(before) is not None


def _of_this_paper(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """Yield the mentions, except pointers to questions of another paper cited next to them."""
    lists = [
        list(items) for _, items in groupby(mentions, key=lambda one: one.start)
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


def _apart(mentions: Iterator[Mention]) -> list[Mention]:
    """Return mentions in text order without overlaps: "Handelingen" in "Aanhangsel Handelingen"."""
    kept: list[Mention] = []
    for mention in sorted(
        mentions, key=lambda found: (found.start, found.kind in {"law", "letter"})
    ):
        last = kept[-1] if kept else None
        if (
            last is None
            or mention.start >= last.end
            or (mention.start == last.start and mention.kind == last.kind)
        ):
            kept.append(mention)
    return kept


def _citation(
    document: Document,
    mention: Mention,
    written: LetterDates,
    target: str | None,
    url: str | None,
    status: Status,
) -> Citation:
    """Build the citation of a resolved mention, with its footnote and the day of a dated letter."""
    footnote, mark = _note(document, mention.start)
    cited_on = mention.cited_on
    if mention.kind == "letter" and mention.number:
        cited_on = read_date(
            mention.number, written.at(mark if mark is not None else mention.start)
        )
    return Citation(
        kind=mention.kind,
        text=" ".join(document.text[mention.start : mention.end].split()),
        target=target,
        start=mention.start,
        end=mention.end,
        footnote=footnote,
        mark_position=mark,
        session_year=session_year(mention.year, written.latest)
        if mention.kind in {"kamerstuk", "handelingen", "aanhangsel"}
        else None,
        page=mention.page,
        item=mention.item,
        cited_on=cited_on,
        url=url,
        status=status,
        party=mention.party,
        label=mention.label,
        ordinal_word=mention.ordinal_word,
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
