"""Parliamentary papers (kamerstukken): a dossier number, the suffix of a budget chapter, and the number of the paper.

Ministries and clerks write ``Kamerstuk 22112, nr. 4103``, ``Kamerstukken I 2024-2025, 36741, A, blz. 8``,
``TK 2023/24, 31 839, nr. 1024``, ``36 600-XV, B en C``. Each is found from its dossier number, the one part that
none of them lacks: then what stands before it and after it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.parsing.references.citation import Mention
from pipeline.parsing.references.numbers import AND, LIST, MONTH_NEXT, NR, PAGES, SESSION, expanded, pages
from pipeline.parsing.references.scanning import Scan, matches, places
from pipeline.vocabulary import settings

DOSSIER = re.compile(r"(?P<high>[1-9]\d)[\s.-]?(?P<low>\d{3})(?!\d|,\d)")
"""Five digits, often in two groups. Dossiers now run to 37000; the oldest that letters cite are of the 1970s."""

NOT_BEFORE = frozenset("_.,/€$@=-")
"""Signs before a dossier number that make it part of an amount, an address or a longer number."""

PREFIX = re.compile(
    r"""(?<![\w-])(?:
      kamerst(?:uk{1,2}(?:en)?|\.)(?:-?(?:dossiers?|nummers?|nrs?\b))?    # Kamerstuk, Kamerstukken, Kamerst., Kamerstuknummer
    | kst\b\.? | (?:kamer)?dossiers?(?:nummers?|nr\b)? | parl(?:ementaire|\.)\sstuk(?:ken)?
    # wetsvoorstel 36 741
    | (?:(?:initiatief|rijks)?wets|initiatief)?voorstel(?:len)?(?:\s(?:met\s)?(?:van\s(?:rijks)?wet|nummer))? | initiatiefwet
    | (?-i:TK|EK)\b | (?:tweede|eerste)\skamer\b                           # TK 2023/24, 31 839, nr. 1024
    | vergaderja(?:ar|ren)\b(?=\s\d)                                       # vergaderjaar 2023–2024, 36 410, nr. 31
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""The words that announce a dossier number."""
WORDS = (
    "kamerst", "kst", "kamerdossier", "dossier", "parl", "voorstel", "wetsvoorstel", "initiatief", "rijkswetsvoorstel",
    "tweede kamer", "eerste kamer", "vergaderja",
)  # fmt: skip

PIECE = re.compile(
    rf"""[\s,;:.¸()]{{0,3}}(?:
      # 11 is a misread II
      (?P<chamber>(?:II|I|11|2|1)(?=[\s,.¸]{{1,2}}\S)|(?:TK|EK)\b(?:/(?:TK|EK)\b)?|(?:[Tt]weede|[Ee]erste)\s[Kk]amer\b)
    | der\sStaten-Generaal | met\snummer | met\sdossiernummer | dossier(?:nummer|nr\b)?
    | [Nn](?:umme)?rs?\b\.?(?=\s?\d\d[\s.]?\d{{3}}(?!\d))
    | (?:[Vv]ergader|[Zz]ittings)ja(?:ar|ren)\b
    | (?P<session>{SESSION})
    )""",
    re.VERBOSE,
)
"""What may stand between those words and the dossier number, in any order."""

MOST_PIECES = 6

LEAD_OUT = re.compile(r"[\s,;:.¸(]{0,3}")

SUFFIX = re.compile(
    r"""
      [\s-]?\(\s?(?P<kingdom>R)\s?(?P<kingdom_number>\d{3,4})\s?\)          # 16 040 (R 1141): a law for the whole Kingdom
    # 36 410 VIII, 31 700-IIB, 31.700XII: a budget chapter
    | (?P<mark>[-\s.]?)(?P<chapter>(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})[A-E]?)(?!\w)
    | -(?P<part>\d{2})(?![\d.])(?=(?:,?\s?n(?:r|o|umm)|,\s\d|-\d|\s\d{2,4}\b))       # 21 501-02, nr. 2733: a part of the dossier
    | [\s-](?P<fund>[A-Z])(?=,?\s?n(?:r|umm)|-\d)                             # 36 410 A, nr. 12: the budget of a fund
    """,
    re.VERBOSE,
)

NUMBERED = re.compile(rf"\s?[,;]?\s?(?={NR}){LIST}")
"""36741, nr. 4; 36741 nrs. 3 en 4"""
LETTERED = re.compile(rf"\s?,\s?(?=[A-Z]{{1,2}}(?![\w-]|\.\w)){LIST}")
"""36741, A; 36741, B en C: papers of the Eerste Kamer bear letters"""
JOINED = re.compile(r"[-/](?P<sub>[A-Z]{1,2}|\d{1,4})(?![\w/-]|[.,]\d|\s\d{3}\b)")
"""36741-A, 31409-423, 29754/725"""
BARE = re.compile(rf"(?:,\s?(?=\d)|\s(?=\d{{1,3}}\b|[A-Z]{{1,2}}(?![\w’'-]))){LIST}(?!\s?(?:%|euro|miljoen))")
"""31473, 25; 31 459 22; 31145 AA: without nr., so only behind a word that announces it"""
YEAR = re.compile(r"(?:19|20)\d\d")
AMOUNT = re.compile(r"\s?(?:euro\b|%|procent|mln|mld|miljoen|miljard)")

MORE = re.compile(rf"(?:[,;]\s|{AND})(?={NR}){LIST}")
"""nr. 3, p. 4 en nr. 5"""
CARRIED = re.compile(rf"(?:,\s|;\s|{AND})")
"""Kamerstukken 36 410 en 36 411: the word counts for both dossiers."""

SENATE_DOSSIER = re.compile(
    r"(?P<dossier>(?=[CLXVI]{2,8}[,\s])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?:,\s?|\s)(?:nr\.\s|letter\s)?(?P<sub>[A-Z]{1,2})(?![\w-])"
)
"""CXLVI, A: dossiers of the Eerste Kamer that belong to no bill have Roman numbers"""

IDENTIFIER = re.compile(
    r"(?<![\w/-])kst-(?P<dossier>\d{5})(?:-(?P<suffix>[IVX]+[A-E]?|\d{2}(?=-)|\(?R\d{3,4}\)?))?-(?P<sub>\d{1,4}|[A-Z]{1,2})(?:-[hnv]\d)?(?![\w-])"
)
"""kst-36410-VIII-82: the name that the official source gives a paper"""

LAW_BEFORE = re.compile(r"(?:wet|voorstel|begroting|verdrag|dossier|initiatief|Wet)[^.;()]{0,160}\($", re.IGNORECASE)
"""(36 741) in brackets behind the name of a bill, as the Eerste Kamer cites bills"""
NAME_LENGTH = 180

NOT_LETTERS = {"EU", "VN", "EN", "IN", "OP", "TE", "US", "UK", "NL", "DE", "OF", "AI", "IT", "ZO", "ER", "IS"}
"""Abbreviations and words in capitals that would else be read as the number of a paper behind a dossier."""

BUDGETS = frozenset(settings("papers")["budget_dossiers"])
WEAK = re.compile(r"(?:tweede|eerste)\skamer|TK|EK|vergaderja(?:ar|ren)|voorstel(?:len)?(?:\snummer)?", re.IGNORECASE)
"""Words too common to announce a dossier by themselves: a number of a paper has to follow."""
NEWEST = 39_999
"""A higher number is a dossier only where a word or "nr." shows it: dossiers have not come so far yet."""


@dataclass(frozen=True, slots=True)
class _Prefix:
    """The words before a dossier number: where they begin, and the chamber and session year that they state."""

    start: int
    end: int
    session: str
    strong: bool


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The paper numbers behind a dossier number, with the page that goes with them; none for the dossier itself."""

    numbers: tuple[str, ...]
    end: int
    page: str | None


def papers(scan: Scan) -> Iterator[Mention]:
    """Every kamerstuk that the text cites, one mention for each number of a list."""
    text = scan.text
    prefixes: dict[int, _Prefix] = {}
    for word in matches(PREFIX, text, sorted({*places(scan.lower, WORDS), *places(text, ("TK", "EK"))})):
        prefix = _prefix(text, word)
        prefixes.setdefault(prefix.end, prefix)  # the first: "Kamerstukken" of "Kamerstukken Tweede Kamer 31 700"
    for prefix in prefixes.values():
        if senate := SENATE_DOSSIER.match(text, prefix.end):
            yield Mention(
                "kamerstuk", prefix.start, senate.end(), series=senate["dossier"], number=senate["sub"], year=prefix.session
            )
    carried = -1
    for dossier in DOSSIER.finditer(text):
        previous = text[dossier.start() - 1 : dossier.start()]
        if previous.isalnum() or previous in NOT_BEFORE:
            continue
        before = prefixes.get(dossier.start())
        if before is None and carried >= 0 and CARRIED.fullmatch(text, carried, dossier.start()):
            before = _Prefix(dossier.start(), dossier.start(), "", strong=True)
        found = list(_cited(text, dossier, before))
        yield from found
        carried = found[-1].end if found and before else -1
    for match in matches(IDENTIFIER, text, places(text, ("kst-",))):
        suffix = f"-{match['suffix'].strip('()')}" if match["suffix"] else ""
        yield Mention("kamerstuk", match.start(), match.end(), series=match["dossier"] + suffix, number=match["sub"])


def _prefix(text: str, word: re.Match[str]) -> _Prefix:
    end, session = word.end(), ""
    for _ in range(MOST_PIECES):
        if not (piece := PIECE.match(text, end)):
            break
        end, session = piece.end(), piece["session"] or session
    out = LEAD_OUT.match(text, end)
    return _Prefix(word.start(), out.end() if out else end, session, strong=not WEAK.fullmatch(word.group()))


def _cited(text: str, dossier: re.Match[str], prefix: _Prefix | None) -> Iterator[Mention]:
    number, at = dossier["high"] + dossier["low"], dossier.end()
    announced = prefix is not None
    series, after, certain = number, at, False
    if suffix := SUFFIX.match(text, at):
        series, after, certain = f"{number}-{_suffix(suffix)}", suffix.end(), True
        if suffix["chapter"] and _is_letter(suffix, number) and not _numbers(text, after, announced=announced, suffixed=True):
            series, after, certain = number, at, False
    parts = _numbers(text, after, announced=announced, suffixed=certain)
    if not parts and not _stands_alone(text, dossier, after, prefix):
        return
    start = prefix.start if prefix else dossier.start()
    session = prefix.session if prefix else ""
    for part in parts or [_Numbers(("",), after, None)]:
        for sheet in part.numbers:
            yield Mention("kamerstuk", start, part.end, series=series, number=sheet, year=session, page=part.page)


def _suffix(match: re.Match[str]) -> str:
    if match["kingdom"]:
        return "R" + match["kingdom_number"]
    return str(match["chapter"] or match["part"] or match["fund"])


def _is_letter(suffix: re.Match[str], dossier: str) -> bool:
    """Whether a Roman number may as well be the letter of a paper: 36741-V is one, 36 410 V is a budget chapter."""
    return len(suffix["chapter"]) <= 2 and dossier not in BUDGETS  # noqa: PLR2004 (papers bear one or two letters)


def _numbers(text: str, at: int, *, announced: bool, suffixed: bool) -> list[_Numbers]:
    """The numbers that stand at ``at``, in the groups that have pages of their own."""
    match = NUMBERED.match(text, at) or LETTERED.match(text, at)
    if not match and (joined := JOINED.match(text, at)) and (announced or suffixed or joined["sub"].isalpha()):
        match = joined
    if not match and announced and (bare := BARE.match(text, at)) and _is_bare_list(text, bare):
        match = bare
    found: list[_Numbers] = []
    while match:
        sheets = tuple(expanded(match.group()))
        page = PAGES.match(text, match.end())
        found.append(_Numbers(sheets, page.end() if page else match.end(), pages(page["pages"]) if page else None))
        match = MORE.match(text, found[-1].end)
    return found


def _is_bare_list(text: str, match: re.Match[str]) -> bool:
    """Whether numbers without "nr." are numbers of papers, not the start of a date, a year or a word in capitals."""
    first = expanded(match.group())[:1]
    return (
        bool(first) and not MONTH_NEXT.match(text, match.end()) and not YEAR.fullmatch(first[0]) and first[0] not in NOT_LETTERS
    )


def _stands_alone(text: str, dossier: re.Match[str], end: int, prefix: _Prefix | None) -> bool:
    """Whether the dossier number is cited by itself: behind a word that says so, or in brackets behind a bill."""
    if AMOUNT.match(text, end):
        return False
    if prefix:
        return prefix.strong
    if int(dossier["high"] + dossier["low"]) > NEWEST:
        return False
    bracketed = text[dossier.start() - 1 : dossier.start()] == "(" and text[end : end + 1] == ")"
    return bracketed and LAW_BEFORE.search(text, max(0, dossier.start() - NAME_LENGTH), dossier.start()) is not None
