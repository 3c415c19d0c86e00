"""Citations of parliamentary papers (kamerstukken): dossier, suffix of a budget chapter, number.

Ministries and clerks write ``Kamerstuk 22112, nr. 4103``, ``Kamerstukken I 2024-2025, 36741, A,
blz. 8``, ``TK 2023/24, 31 839, nr. 1024``, ``36 600-XV, B en C``. The dossier number is the only
part that all of them have: the search starts there, then reads what precedes and follows it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.lexicon import concept
from pipeline.parsing.references.citation import Citation, chamber_named
from pipeline.parsing.references.numbers import PAGES, expanded, pages
from pipeline.parsing.references.scanning import Scan, matches, positions
from pipeline.vocabulary import entries

DOSSIER = concept("dossier-number")
NOT_BEFORE = frozenset("_.,/€$@=-")
"""Signs before a number that make it part of an amount, an address or a longer number."""
PREFIX = concept("dossier-word")
WORDS = (
    "kamerst", "kst", "kamerdossier", "dossier", "parl", "voorstel", "wetsvoorstel", "initiatief",
    "rijkswetsvoorstel",
    "tweede kamer", "eerste kamer", "vergaderja", "motie", "amendement",
)  # fmt: skip

PIECE = concept("dossier-piece")
MOST_PIECES = 6
LEAD_OUT = concept("dossier-lead-out")
SUFFIX = concept("dossier-suffix")
NUMBERED = concept("paper-number")
FUND = concept("budget-fund")
JOINTLY = concept("dossier-and-others")
LETTERED = concept("paper-letter")
JOINED = concept("paper-joined")
BARE = concept("paper-bare-number")
BRACKETED = concept("paper-bracketed-numbers")
YEAR = concept("year")
AMOUNT = concept("amount")
CARRIED = concept("further-dossier")
SENATE_DOSSIER = concept("senate-dossier")
IDENTIFIER = concept("paper-identifier")
LAW_BEFORE = concept("bill-before-bracket")
NAME_LENGTH = 180

NOT_LETTERS = frozenset(
    {"EU", "VN", "EN", "IN", "OP", "TE", "US", "UK", "NL", "DE", "OF", "AI", "IT", "ZO", "ER", "IS"}
)
"""Abbreviations and capitalised words that are not the letter of a paper after a dossier."""
BUDGETS = frozenset(entries("papers")["budget_dossiers"])
MOTION_BEFORE = concept("motion-before-bracket")
WEAK = concept("weak-dossier-word")
NEWEST = 39_999
"""Highest dossier number that is accepted without an announcing word or "nr.".

Why: dossiers have not reached higher numbers yet.
"""


class _Prefix(NamedTuple):
    """The words before a dossier number, with the chamber and session year that they state."""

    start: int
    end: int
    session: str = ""
    strong: bool = False
    chamber: str | None = None


class _Context(NamedTuple):
    """Context of a paper number: whether words announce it, whether the dossier has a suffix."""

    announced: bool
    suffixed: bool


class _Numbers(NamedTuple):
    """Paper numbers after a dossier number, with the page; an empty one is the dossier."""

    numbers: tuple[str, ...]
    end: int
    page: str | None


def papers(scan: Scan) -> Iterator[Citation]:
    """Yield each kamerstuk that the text cites, one citation for each number of a list."""
    text = scan.text
    prefixes = _prefixes(scan)
    for prefix in prefixes.values():
        if senate := SENATE_DOSSIER.match(text, prefix.end):
            yield _citation(prefix, senate.end(), senate["dossier"], senate["sub"])
    yield from _of_dossiers(text, prefixes)
    for match in matches(IDENTIFIER, text, positions(text, ("kst-",))):
        suffix = f"-{match['suffix'].strip('()')}" if match["suffix"] else ""
        here = _Prefix(match.start(), match.start())
        yield _citation(here, match.end(), match["dossier"] + suffix, match["sub"])


def _of_dossiers(text: str, prefixes: dict[int, _Prefix]) -> Iterator[Citation]:
    """Yield the citations that a dossier number of five digits begins or continues."""
    carried = reached = -1
    for dossier in DOSSIER.finditer(text):
        if dossier.start() < reached:
            continue
        before = prefixes.get(dossier.start())
        if before is None and _is_part_of_word(text, dossier.start()):
            continue
        before = before or _implied(text, dossier.start(), carried)
        citations = list(_cited(text, dossier, before))
        yield from citations
        reached = citations[-1].end if citations else -1
        carried = reached if before else -1


def _prefixes(scan: Scan) -> dict[int, _Prefix]:
    """Return the words before dossier numbers by their end, which is where the number begins.

    Words within them announce nothing more: "Tweede Kamer" in "Kamerstukken Tweede Kamer 31 700".
    """
    prefixes: dict[int, _Prefix] = {}
    reached = 0
    starts = sorted({*positions(scan.lower, WORDS), *positions(scan.text, ("TK", "EK"))})
    for word in matches(PREFIX, scan.text, starts):
        if word.start() >= reached:
            prefix = _prefix(scan.text, word)
            prefixes[prefix.end] = prefix
            reached = prefix.end
    return prefixes


def _is_part_of_word(text: str, start: int) -> bool:
    """Return True if a letter or sign makes the digits part of a word, an amount or an address."""
    previous = text[start - 1 : start]
    return previous.isalnum() or previous in NOT_BEFORE


def _implied(text: str, start: int, carried: int) -> _Prefix | None:
    """Return an empty prefix of a number that continues a citation, or follows a motion's name."""
    if carried >= 0 and CARRIED.fullmatch(text, carried, start):
        return _Prefix(start, start, strong=True)
    bracket = text[start - 1 : start] == "("
    if bracket and MOTION_BEFORE.search(text, max(0, start - NAME_LENGTH), start):
        return _Prefix(start, start)
    return None


def _citation(
    prefix: _Prefix, end: int, series: str, number: str, page: str | None = None
) -> Citation:
    return Citation(
        "kamerstuk",
        prefix.start,
        end,
        series=series,
        number=number,
        year=prefix.session,
        chamber=prefix.chamber,
        page=page,
    )


def _prefix(text: str, word: re.Match[str]) -> _Prefix:
    """Read chamber, session year and the like, in any order, between announcement and number."""
    end, session, chamber = word.end(), "", chamber_named(word.group())
    for _ in range(MOST_PIECES):
        if not (piece := PIECE.match(text, end)):
            break
        end, session = piece.end(), piece["session"] or session
        chamber = chamber or chamber_named(piece["chamber"])
    out = LEAD_OUT.match(text, end)
    strong = not WEAK.fullmatch(word.group())
    return _Prefix(word.start(), out.end() if out else end, session, strong, chamber)


def _cited(text: str, dossier: re.Match[str], prefix: _Prefix | None) -> Iterator[Citation]:
    """Yield a citation per paper of a dossier number, or of the dossier; none for other digits.

    Of dossiers read together the first has the numbers: "32 793 en 31 839, nr. 287".
    """
    announced = prefix is not None
    series, after = _series(text, dossier, announced=announced)
    suffixed = "-" in series
    if jointly := JOINTLY.match(text, after):
        after = jointly.end()
    parts = _numbers(text, after, announced=announced, suffixed=suffixed)
    if not parts and not _stands_alone(text, dossier, after, prefix):
        return
    here = prefix or _Prefix(dossier.start(), dossier.start())
    for part in parts or [_Numbers(("",), after, None)]:
        for number in part.numbers:
            yield _citation(here, part.end, series, number, part.page)


def _series(text: str, dossier: re.Match[str], *, announced: bool) -> tuple[str, int]:
    """Return a dossier number with its suffix, if it has one, and the end of both.

    A Roman numeral is the suffix only if a paper number follows it, or if it cannot be the letter
    of a paper.
    """
    number = dossier["high"] + dossier["low"]
    if suffix := SUFFIX.match(text, dossier.end()):
        after = suffix.end()
        certain = not (suffix["chapter"] and _is_letter(suffix, number))
        if certain or _numbers(text, after, announced=announced, suffixed=True):
            return f"{number}-{_suffix(suffix)}", after
    elif number in BUDGETS and (fund := FUND.match(text, dossier.end())):
        return f"{number}-{fund['fund']}", fund.end("fund")
    return number, dossier.end()


def _suffix(match: re.Match[str]) -> str:
    """Return the suffix of a dossier in the spelling of identifiers: R1141, XV, 02, A."""
    if match["kingdom"]:
        return "R" + match["kingdom_number"]
    return str(match["chapter"] or match["part"] or match["fund"])


def _is_letter(suffix: re.Match[str], dossier: str) -> bool:
    """Return True if a Roman numeral may be the letter of a paper instead of a budget chapter.

    Example: the V of 36741-V may be a letter; in 36 410 V it is a budget chapter.
    """
    return len(suffix["chapter"]) <= 2 and dossier not in BUDGETS  # noqa: PLR2004


def _numbers(text: str, at: int, *, announced: bool, suffixed: bool) -> list[_Numbers]:
    """Return the paper numbers at position ``at``, grouped by the pages that belong to them."""
    match = _first_number(text, at, announced=announced, suffixed=suffixed)
    if match is None:
        return []
    numbers = tuple(expanded(match.group()))
    if page := PAGES.match(text, match.end()):
        return [_Numbers(numbers, page.end(), pages(page["pages"]))]
    return [_Numbers(numbers, match.end(), None)]


def _first_number(text: str, at: int, *, announced: bool, suffixed: bool) -> re.Match[str] | None:
    """Return the first paper number at position ``at``, in the first form that counts there."""
    if match := NUMBERED.match(text, at) or LETTERED.match(text, at):
        return match
    context = _Context(announced, suffixed)
    for form, counts in WEAKER_FORMS:
        if (match := form.match(text, at)) and counts(text, match, context):
            return match
    return None


def _is_joined(text: str, joined: re.Match[str], context: _Context) -> bool:
    """Return True if a number right behind the dossier is that of a paper."""
    shown = context.announced or context.suffixed or joined["sub"].isalpha()
    return shown or _in_brackets(text, joined)


def _in_brackets(text: str, joined: re.Match[str]) -> bool:
    """Return True if dossier and number fill a pair of brackets: brief (23 432-537)."""
    before = text[max(0, joined.start() - 7) : joined.start()]
    return text[joined.end() : joined.end() + 1] == ")" and before.lstrip().startswith("(")


def _is_bare_list(_text: str, match: re.Match[str], context: _Context) -> bool:
    """Return True if numbers without "nr." are of papers, no year or capitalised word."""
    first = expanded(match.group())[:1]
    if not context.announced or not first:
        return False
    return first[0] not in NOT_LETTERS and not YEAR.fullmatch(first[0])


def _is_bracketed(_text: str, listed: re.Match[str], context: _Context) -> bool:
    return context.announced or bool(listed["lettered"])


WEAKER_FORMS = ((JOINED, _is_joined), (BARE, _is_bare_list), (BRACKETED, _is_bracketed))
"""Forms of paper numbers without "nr." in order of precedence, with the test of a match."""


def _stands_alone(text: str, dossier: re.Match[str], end: int, prefix: _Prefix | None) -> bool:
    """Return True for a dossier without a number: strong prefix, or in brackets after a bill."""
    if AMOUNT.match(text, end):
        return False
    if prefix:
        return prefix.strong
    if int(dossier["high"] + dossier["low"]) > NEWEST:
        return False
    bracketed = text[dossier.start() - 1 : dossier.start()] == "(" and text[end : end + 1] == ")"
    return (
        bracketed
        and LAW_BEFORE.search(text, max(0, dossier.start() - NAME_LENGTH), dossier.start())
        is not None
    )
