"""How citations of kamerstukken are written: the patterns of ``papers``, each with the reason for
its alternatives.
"""

from __future__ import annotations

import re

from pipeline.parsing.references.numbers import AND, LIST, NR, SESSION, SHEETS
from pipeline.vocabulary import entries

DOSSIER = re.compile(r"(?P<high>[1-9]\d)[\s.-]?(?P<low>\d{3})(?!\d|,\d)")
"""Five digits, often in two groups. Dossiers now run to 37000; the oldest that letters cite are of
the 1970s."""

NOT_BEFORE = frozenset("_.,/€$@=-")
"""Signs before a dossier number that make it part of an amount, an address or a longer number."""

PREFIX = re.compile(
    r"""(?<![\w-])(?:
      # Kamerstuk, Kamerstukken, Kamerst., Kamerstuknummer
      kamerst(?:uk{1,2}(?:en)?|\.)(?:-?(?:dossiers?|nummers?|nrs?\b))?
    | kst\b\.? | (?:kamer)?dossiers?(?:nummers?|nr\b)? | parl(?:ementaire|\.)\sstuk(?:ken)?
    # wetsvoorstel 36 741
    | moties?\b | amendement(?:en)?\b                                      # Motie 36410-111
    | (?:(?:initiatief|rijks)?wets|initiatief)?voorstel(?:len)?(?:\s(?:met\s)?(?:van\s(?:rijks)?wet
    |nummer))? | initiatiefwet
    | (?-i:TK|EK)\b | (?:tweede|eerste)\skamer\b  # TK 2023/24, 31 839, nr. 1024
    | vergaderja(?:ar|ren)\b(?=\s\d)  # vergaderjaar 2023–2024, 36 410, nr. 31
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""The words that announce a dossier number."""
WORDS = (
    "kamerst", "kst", "kamerdossier", "dossier", "parl", "voorstel", "wetsvoorstel", "initiatief",
    "rijkswetsvoorstel",
    "tweede kamer", "eerste kamer", "vergaderja", "motie", "amendement",
)  # fmt: skip

PIECE = re.compile(
    rf"""[\s,;:.¸()]{{0,3}}(?:
      # 11 is a misread II
      (?P<chamber>(?:I/II|II/I|II|I|11|2|1)(?=[\s,.¸]{{1,2}}\S)|(?:TK|EK)\b(?:/(?:TK|EK)\b)?|(?:[Tt]weede|[Ee]erste)\s[Kk]amer\b)
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
      # 16 040 (R 1141): a law for the whole Kingdom
      [\s-]?\(\s?(?P<kingdom>R)\s?(?P<kingdom_number>\d{3,4})\s?\)
    # 36 410 VIII, 31 700-IIB, 31.700XII: a budget chapter
    | (?P<mark>[-\s.]?)(?P<chapter>(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})[A-E]?)(?!\w)
    # 21 501-02, nr. 2733; 21 501-07, AK: a part of the dossier
    | -(?P<part>\d{2})(?![\d.])(?=(?:,?\s?n(?:r|o|umm)|,\s\d|-\d|\s\d{2,4}\b
    |,?\s[A-Z]{1,2}(?![\w-])))
    | [\s-](?P<fund>[A-Z])(?=,?\s?n(?:r|umm)|-\d)  # 36 410 A, nr. 12: the budget of a fund
    """,
    re.VERBOSE,
)

NUMBERED = re.compile(rf"\s?[,;]?\s?(?={NR}){LIST}")
"""36741, nr. 4; 36741 nrs. 3 en 4"""
FUND = re.compile(r"[\s-](?P<fund>[A-Z])(?=,\s(?:letters?\s)?[A-Z]{1,2}(?![\w’'-]|\.\w))")
"""36 600 B, C: behind a budget dossier a letter that no comma parts from it is a fund, as a Roman
number is a chapter"""
JOINTLY = re.compile(r"\s?[ec]\.\s?a\.(?=[,;.)\s])")
"""29 762 e.a., D: the dossier and others that are read together with it; the paper has the number
of the first"""
LETTERED = re.compile(rf"\s?,\s?(?=[A-Z]{{1,2}}(?![\w-]|\.\w)){LIST}")
"""36741, A; 36741, B en C: papers of the Eerste Kamer bear letters"""
JOINED = re.compile(r"[-/](?P<sub>[A-Z]{1,2}|\d{1,4})(?![\w/-]|[.,]\d|\s\d{3}\b)")
"""36741-A, 31409-423, 29754/725"""
BARE = re.compile(
    # no other dossier: 36 741, 36 742
    r"(?:,\s?(?=\d)(?!\d\d[\s.]\d{3}\b)|\s(?=\d{1,3}\b|[A-Z]{1,2}(?![\w’'-])))"
    rf"{LIST}(?!\s?(?:%|euro|miljoen))"
)
"""31473, 25; 31 459 22; 31145 AA: without nr., so only behind a word that announces it"""
BRACKETED = re.compile(
    rf"\s?\((?={NR}?\d{{1,3}}[a-h]?[,\s)])(?=(?P<lettered>[^)]{{0,60}}\d[a-h]\b)?){SHEETS}(?:,\s?{SHEETS}){{0,20}}(?:{AND}{SHEETS})?\)"
)
"""26 855 (250, 250a): how the Eerste Kamer cited its papers while they had numbers"""
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

LAW_BEFORE = re.compile(
    r"(?:wet|voorstel|begroting|verdrag|dossier|initiatief|Wet)[^.;()]{0,160}\($", re.IGNORECASE
)
"""(36 741) in brackets behind the name of a bill, as the Eerste Kamer cites bills"""
NAME_LENGTH = 180

NOT_LETTERS = {
    "EU",
    "VN",
    "EN",
    "IN",
    "OP",
    "TE",
    "US",
    "UK",
    "NL",
    "DE",
    "OF",
    "AI",
    "IT",
    "ZO",
    "ER",
    "IS",
}
"""Abbreviations and words in capitals that would else be read as the number of a paper behind a
dossier."""

BUDGETS = frozenset(entries("papers")["budget_dossiers"])
MOTION_BEFORE = re.compile(
    r"\b(?:motie|amendement)[^.;()]{0,100}(?:\b[cC]\.s\.[^.;()]{0,40})?\($", re.IGNORECASE
)
"""de motie-Jansen c.s. (36410-111)"""
WEAK = re.compile(
    r"moties?|amendement(?:en)?|(?:tweede|eerste)\skamer|TK|EK|vergaderja(?:ar|ren)|voorstel(?:len)?(?:\snummer)?",
    re.IGNORECASE,
)
"""Words too common to announce a dossier by themselves: a number of a paper has to follow."""
NEWEST = 39_999
"""A higher number is a dossier only where a word or "nr." shows it: dossiers have not come so far
yet."""
