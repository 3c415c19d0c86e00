"""Citations of parliamentary papers (kamerstukken): dossier, suffix of a budget chapter, number.

Ministries and clerks write ``Kamerstuk 22112, nr. 4103``, ``Kamerstukken I 2024-2025, 36741, A,
blz. 8``, ``TK 2023/24, 31 839, nr. 1024``, ``36 600-XV, B en C``. The dossier number is the only
part that all of them have: the search starts there, then reads what precedes and follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.parsing.references.citation import Mention
from pipeline.parsing.references.numbers import MONTH_NEXT, PAGES, expanded, pages
from pipeline.parsing.references.paper_forms import (
    AMOUNT,
    BARE,
    BRACKETED,
    BUDGETS,
    CARRIED,
    DOSSIER,
    FUND,
    IDENTIFIER,
    JOINED,
    JOINTLY,
    LAW_BEFORE,
    LEAD_OUT,
    LETTERED,
    MORE,
    MOST_PIECES,
    MOTION_BEFORE,
    NAME_LENGTH,
    NEWEST,
    NOT_BEFORE,
    NOT_LETTERS,
    NUMBERED,
    PIECE,
    PREFIX,
    SENATE_DOSSIER,
    SUFFIX,
    WEAK,
    WORDS,
    YEAR,
)
from pipeline.parsing.references.scanning import Scan, matches, places


@dataclass(frozen=True, slots=True)
class _Prefix:
    """The words before a dossier number, with the chamber and session year that they state."""

    start: int
    end: int
    session: str
    strong: bool
    chamber: str | None = None


@dataclass(frozen=True, slots=True)
class _Numbers:
    """A group of paper numbers after a dossier number, with its page.

    A single empty number means the dossier itself.
    """

    numbers: tuple[str, ...]
    end: int
    page: str | None


def papers(scan: Scan) -> Iterator[Mention]:
    """Yield each kamerstuk that the text cites, one mention for each number of a list."""
    text = scan.text
    prefixes: dict[int, _Prefix] = {}
    reached = 0
    for word in matches(
        PREFIX, text, sorted({*places(scan.lower, WORDS), *places(text, ("TK", "EK"))})
    ):
        if (
            word.start() >= reached
        ):  # "Tweede Kamer" in "Kamerstukken Tweede Kamer 31 700" announces nothing more
            prefix = _prefix(text, word)
            prefixes[prefix.end] = prefix
            reached = prefix.end
    for prefix in prefixes.values():
        if senate := SENATE_DOSSIER.match(text, prefix.end):
            yield Mention(
                "kamerstuk",
                prefix.start,
                senate.end(),
                series=senate["dossier"],
                number=senate["sub"],
                year=prefix.session,
            )
    carried = -1
    for dossier in DOSSIER.finditer(text):
        previous = text[dossier.start() - 1 : dossier.start()]
        before = prefixes.get(dossier.start())
        # Kamerstuk33 529, II 2021/22,36 021: an extraction lost the space
        if before is None and (previous.isalnum() or previous in NOT_BEFORE):
            continue
        if before is None and carried >= 0 and CARRIED.fullmatch(text, carried, dossier.start()):
            before = _Prefix(dossier.start(), dossier.start(), "", strong=True)
        if (
            before is None
            and previous == "("
            and MOTION_BEFORE.search(text, max(0, dossier.start() - NAME_LENGTH), dossier.start())
        ):
            before = _Prefix(dossier.start(), dossier.start(), "", strong=False)
        found = list(_cited(text, dossier, before))
        yield from found
        carried = found[-1].end if found and before else -1
    for match in matches(IDENTIFIER, text, places(text, ("kst-",))):
        suffix = f"-{match['suffix'].strip('()')}" if match["suffix"] else ""
        yield Mention(
            "kamerstuk",
            match.start(),
            match.end(),
            series=match["dossier"] + suffix,
            number=match["sub"],
        )


def chamber_named(words: str) -> str | None:
    """Return the Chamber that a word of a prefix names: I and Eerste Kamer the EK, II the TK."""
    if words in {"I", "1"} or words.upper()[:1] == "E":
        return "EK"
    return "TK" if words in {"II", "11", "2"} or words.upper()[:2] in {"TK", "TW"} else None


def _prefix(text: str, word: re.Match[str]) -> _Prefix:
    """Read the words between the announcing word and the dossier number.

    They may be the chamber, the session year and similar parts, in any order.
    """
    end, session, chamber = word.end(), "", chamber_named(word.group())
    for _ in range(MOST_PIECES):
        if not (piece := PIECE.match(text, end)):
            break
        end, session = piece.end(), piece["session"] or session
        chamber = chamber or chamber_named(piece["chamber"] or "")
    out = LEAD_OUT.match(text, end)
    strong = not WEAK.fullmatch(word.group())
    return _Prefix(word.start(), out.end() if out else end, session, strong, chamber)


def _cited(text: str, dossier: re.Match[str], prefix: _Prefix | None) -> Iterator[Mention]:
    """Yield the mentions of one dossier number: one per paper, or one for the dossier itself.

    Yields nothing if the context does not show that the digits are a dossier number.
    """
    number, at = dossier["high"] + dossier["low"], dossier.end()
    announced = prefix is not None
    series, after, certain = number, at, False
    if suffix := SUFFIX.match(text, at):
        series, after, certain = f"{number}-{_suffix(suffix)}", suffix.end(), True
        if (
            suffix["chapter"]
            and _is_letter(suffix, number)
            and not _numbers(text, after, announced=announced, suffixed=True)
        ):
            series, after, certain = number, at, False
    elif number in BUDGETS and (fund := FUND.match(text, at)):
        series, after, certain = f"{number}-{fund['fund']}", fund.end("fund"), True
    if jointly := JOINTLY.match(text, after):
        after = jointly.end()
    parts = _numbers(text, after, announced=announced, suffixed=certain)
    if not parts and not _stands_alone(text, dossier, after, prefix):
        return
    start = prefix.start if prefix else dossier.start()
    session = prefix.session if prefix else ""
    for part in parts or [_Numbers(("",), after, None)]:
        for sheet in part.numbers:
            yield Mention(
                "kamerstuk",
                start,
                part.end,
                series=series,
                number=sheet,
                year=session,
                chamber=prefix.chamber if prefix else None,
                page=part.page,
            )


def _suffix(match: re.Match[str]) -> str:
    """Return the suffix of a dossier in the spelling of identifiers: R1141, XV, 02, A."""
    if match["kingdom"]:
        return "R" + match["kingdom_number"]
    return str(match["chapter"] or match["part"] or match["fund"])


def _is_letter(suffix: re.Match[str], dossier: str) -> bool:
    """True if a Roman numeral may be the letter of a paper instead of a budget chapter.

    Example: the V of 36741-V may be a letter; in 36 410 V it is a budget chapter.
    """
    return len(suffix["chapter"]) <= 2 and dossier not in BUDGETS  # noqa: PLR2004


def _numbers(text: str, at: int, *, announced: bool, suffixed: bool) -> list[_Numbers]:
    """Return the paper numbers at position ``at``, grouped by the pages that belong to them."""
    match = NUMBERED.match(text, at) or LETTERED.match(text, at)
    if (
        not match
        and (joined := JOINED.match(text, at))
        and (announced or suffixed or joined["sub"].isalpha() or _in_brackets(text, joined))
    ):
        match = joined
    if not match and announced and (bare := BARE.match(text, at)) and _is_bare_list(text, bare):
        match = bare
    if not match and (listed := BRACKETED.match(text, at)) and (announced or listed["lettered"]):
        match = listed
    found: list[_Numbers] = []
    while match:
        sheets = tuple(expanded(match.group()))
        page = PAGES.match(text, match.end())
        found.append(
            _Numbers(
                sheets, page.end() if page else match.end(), pages(page["pages"]) if page else None
            )
        )
        match = MORE.match(text, found[-1].end)
    return found


def _in_brackets(text: str, joined: re.Match[str]) -> bool:
    """True if dossier and number fill a pair of brackets: brief van 10 september (23 432-537)."""
    before = text[max(0, joined.start() - 7) : joined.start()]
    return text[joined.end() : joined.end() + 1] == ")" and before.lstrip().startswith("(")


def _is_bare_list(text: str, match: re.Match[str]) -> bool:
    """True if numbers without "nr." are paper numbers, not a date, a year or a capitalised word."""
    first = expanded(match.group())[:1]
    return (
        bool(first)
        and not MONTH_NEXT.match(text, match.end())
        and not YEAR.fullmatch(first[0])
        and first[0] not in NOT_LETTERS
    )


def _stands_alone(text: str, dossier: re.Match[str], end: int, prefix: _Prefix | None) -> bool:
    """True if the dossier is cited without a paper number.

    That is after a strong prefix, or in brackets after the title of a bill.
    """
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
