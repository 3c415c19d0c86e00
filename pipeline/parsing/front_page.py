"""Metadata on the front page of a paper: Chamber, session year, dossier, sub-number and titles.

The front page is a few lines above the text of the paper::

    Eerste Kamer der Staten-Generaal        masthead
    Vergaderjaar 2024-2025
    21 501-02 Raad Algemene Zaken           dossier, with its title beside or below it
    CD BRIEF VAN DE MINISTER                sub-number, with the title of the paper

A paper saved from the official website has a table of its numbers above them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.identity import (
    EDITION,
    HOUSE_NUMBER,
    PRINTED_DOSSIER,
    PRINTED_SUB,
    ROMAN,
    Chamber,
    bare_number,
    chamber_of_paper,
    identifier_key,
    normal_dossier,
    paper_key,
)
from pipeline.lexicon import concept
from pipeline.metadata import NOTHING, SourceMetadata, trusted
from pipeline.parsing.language.sentences import clean
from pipeline.parsing.letters import Letter
from pipeline.parsing.origin import Origin
from pipeline.reading.document import Document

CHAMBER = re.compile(r"\b(?P<which>Eerste|Tweede) Kamer der Staten[ -–]Generaal", re.IGNORECASE)
SESSION = re.compile(
    r"[Vv]ergaderjaar(?: ?[:|])? (?P<from>\d{4}) ?[-–—/] ?(?:\d{2,4}"
    rf"(?: (?P<sub>{PRINTED_SUB})$)?|$)"
)
"""Pattern of a session year: "Vergaderjaar 2024–2025", "Vergaderjaar 1987-1988 Nr. 229a".

The second year can be on the next line: "Vergaderjaar 2022-".

Seen in: kst-32805-156.
"""
WEBSITE = re.compile(
    r"(?P<which>Eerste|Tweede) Kamer der Staten-Generaal[ |]*(?P<from>\d{4})-\d{4}[ |]*"
    rf"(?:(?P<dossier>{PRINTED_DOSSIER}|{ROMAN}) (?P<sub>{PRINTED_SUB})|{HOUSE_NUMBER})(?!\w)"
)
"""Pattern of the official website's table of numbers.

Examples: "Tweede Kamer der Staten-Generaal2014-201534000-VI nr. 84"; "… 2021-20222021Z17400", of
written questions.

Seen in: kst-34000-VI-84, kst-CII-E, kst-35961-C, kv-tk-2021Z17400.
"""
TITLE = r"(?: (?P<title>[A-ZÀ-Þ(«“„].{3,600}))?"
DOSSIER = re.compile(
    rf"(?:(?:[Kk]amerstuk)?[Dd]ossier(?:nummer)? ?[:|]? )?(?P<dossier>{PRINTED_DOSSIER}){TITLE}"
)
"""Pattern of a dossier line: "36 741 Gezamenlijk Witboek ...", "36 410 VIII Vaststelling van ...".

"Dossier: 36 741" matches too.
"""
ROMAN_DOSSIER = re.compile(rf"(?P<dossier>(?=[CLXVI]{{2}}){ROMAN}){TITLE}")
"""Pattern of a dossier in the Eerste Kamer's own series: "CII Nota over bestuur"."""
LATE_DOSSIER = re.compile(rf".{{10,200}} (?P<dossier>{PRINTED_DOSSIER}){TITLE}")
"""Pattern of a dossier behind other text, where the extraction lost a line end.

Example: "Brief regering : Voorbereiding verkiezingen 35 165 Verkiezingen".

Seen in: kst-35165-46.
"""
SUB_NUMBER = re.compile(
    r"(?!DE (?:MINISTER|STAATSSECRETARIS|VOORZITTER|GRIFFIER))"  # a signature
    rf"(?P<sub>{PRINTED_SUB})(?P<note>(?<=[A-Z])\d)?(?P<both> [Nn]r\. ?\d{{1,5}})?"
    rf"(?: {EDITION})?"
    r"(?: (?P<title>[A-Z][^a-z]{6,600}.{0,200}))?"
)
"""Pattern of a sub-number, with the title of the paper beside it.

Examples: "B VERSLAG VAN EEN SCHRIFTELIJK OVERLEG"; "Nr. 269"; "T1 BRIEF", with a footnote mark; "B
HERDRUK1 VOORLOPIG VERSLAG", a reprint; "C nr. 3", a paper of both Chambers.

Seen in: kst-30880-T, kst-34086-B-n1, kst-30953-3.
"""
LATE_SUB_NUMBER = re.compile(r".{10,300} (?P<sub>[Nn]r\. ?\d{1,5}[a-h]?)")
"""Pattern of a sub-number behind other text, where the extraction lost a line end.

Example: "Goedkeuring van het Verdrag van Lissabon (Trb. 2008, 11) nr. 26".

Seen in: kst-31384-26.
"""
NUMBERED_BY_HOUSE = re.compile(rf"{HOUSE_NUMBER} [A-ZÀ-Þ]{{4}}")
SENATE_REPORT = concept("senate-report")
CAPITALS = re.compile(r"[A-ZÀ-Þ][^a-zà-ÿ]{6,}")
LONGEST_DOSSIER_TITLE = 300
"""Characters of a dossier title below its number, at most."""
LINES = 25
"""Number of lines that are searched for the numbers of the paper."""


@dataclass(frozen=True, slots=True)
class _Dossier:
    """Dossier on a front page: the index of its line, its number and the title beside it."""

    line: int
    number: str
    title: str | None


@dataclass(frozen=True, slots=True)
class _Paper:
    """Sub-number on a front page, with the title beside or below it."""

    number: str
    title: str | None


def describe(document: Document, letters: Sequence[Letter], origin: Origin) -> SourceMetadata:
    """Return the metadata that the listing, the file, the front page and the identifier give.

    Why: written questions belong to no dossier, so a dossier number on their front page is a
    citation.
    """
    lines = [clean(document.text[block.start : block.end]) for block in document.blocks[:LINES]]
    page = front_page(lines)
    if page.chamber is None:
        page = replace(page, chamber=_addressed(document, lines, letters))
    if origin.series in {"ah", "kv"}:
        page = replace(page, dossier_number=None)
    names = (document.metadata.get("identifier", ""), origin.publication_id)
    key = next((key for key in map(identifier_key, names) if key), None)
    file = SourceMetadata.of_file(document.metadata)
    return trusted(origin.listing, file, page, SourceMetadata.of_key(key))


def own_identifiers(document: Document, stated: SourceMetadata, origin: Origin) -> frozenset[str]:
    """Return every identifier of the paper itself, which must not count as a citation.

    Example: the website's table above kst-CII-E, "CII nr. E", gives no reference.
    """
    names = [origin.publication_id, document.metadata.get("identifier", "")]
    keys = [key for key in map(identifier_key, names) if key]
    if stated.dossier_number and stated.sub_number:
        keys.append(paper_key(None, stated.dossier_number, stated.sub_number))
    return frozenset([*filter(None, names), *(key.publication_id for key in keys)])


def front_page(lines: Sequence[str]) -> SourceMetadata:
    """Return the metadata of a front page; the website's table counts before the lines below."""
    dossier = _dossier(lines)
    paper = _paper(lines, dossier)
    session = next((match for line in lines if (match := SESSION.search(line))), None)
    number = _number(paper, session)
    printed = SourceMetadata(
        chamber=_masthead(lines) or _chamber_of(lines, number),
        sub_number=number or None,
        session_year=_years(session) if session else None,
        title=(paper.title if paper else None) or _title_of_questions(lines),
    )
    if dossier:
        printed = replace(
            printed,
            dossier_number=normal_dossier(dossier.number),
            dossier_title=_dossier_title(dossier, lines),
        )
    return trusted(_website(lines), printed, NOTHING, NOTHING)


def _number(paper: _Paper | None, session: re.Match[str] | None) -> str:
    """Return the sub-number without "Nr.", beside the title or behind the session year, or ""."""
    if paper:
        return bare_number(paper.number)
    return bare_number(session["sub"] or "") if session else ""


def _website(lines: Sequence[str]) -> SourceMetadata:
    """Return the metadata in the official website's table, ``NOTHING`` without a table."""
    table = next((match for line in lines if (match := WEBSITE.search(line))), None)
    if table is None:
        return NOTHING
    return SourceMetadata(
        chamber=_chamber(table),
        dossier_number=normal_dossier(table["dossier"]) if table["dossier"] else None,
        sub_number=bare_number(table["sub"]) if table["sub"] else None,
        session_year=_years(table),
    )


def _dossier(lines: Sequence[str]) -> _Dossier | None:
    """Return the first dossier of the front page.

    Why: chapters have Roman numbers too, so a Roman number counts only below a session year or
    above a sub-number with a title.
    """
    for index, line in enumerate(lines):
        match = DOSSIER.fullmatch(line)
        if not match and (roman := ROMAN_DOSSIER.fullmatch(line)):
            official = any(SESSION.search(above) for above in lines[:index])
            below = SUB_NUMBER.fullmatch(_at(lines, index + 1))
            match = roman if official or (below and below["title"]) else None
        if not match and SUB_NUMBER.fullmatch(_at(lines, index + 1)):
            match = LATE_DOSSIER.fullmatch(line)
        if match:
            return _Dossier(index, match["dossier"], match["title"])
    return None


def _paper(lines: Sequence[str], dossier: _Dossier | None) -> _Paper | None:
    """Return the first sub-number below the dossier.

    At least two of these three must hold: it has "Nr.", a title follows it, there is a dossier.

    Why: the line "VVD" is the name of a party group, so letters need a title in capitals.
    """
    first = dossier.line + 1 if dossier else 0
    for index, line in enumerate(lines[first:], start=first):
        below = _at(lines, index + 1)
        title = below if CAPITALS.match(below) else None
        if match := SUB_NUMBER.fullmatch(line):
            title = match["title"] or title
            numbered = match["sub"].lower().startswith("nr")
            shown = [numbered, title is not None, dossier is not None]
            if sum(shown) >= 2:  # noqa: PLR2004 -- two of three signs
                return _Paper(match["sub"], title)
        elif dossier and title and (late := LATE_SUB_NUMBER.fullmatch(line)):
            return _Paper(late["sub"], title)
    return None


def _dossier_title(dossier: _Dossier, lines: Sequence[str]) -> str | None:
    """Return the title of the dossier: beside its number, or on the line below."""
    if dossier.title:
        return dossier.title
    below = _at(lines, dossier.line + 1)
    if late := LATE_SUB_NUMBER.fullmatch(below):
        below = below[: late.start("sub")].strip()
    is_title = below[:1].isupper() and " " in below and below[-1] not in ".?!"
    fits = len(below) < LONGEST_DOSSIER_TITLE and not SUB_NUMBER.fullmatch(below)
    return below if is_title and fits else None


def _chamber_of(lines: Sequence[str], number: str) -> Chamber | None:
    """Return the Chamber that the title of a paper or its number shows.

    Only the Eerste Kamer names the committee in the title of its reports on bills.

    Seen in: kst-23982-173, which has a number without a letter.
    """
    if any(SENATE_REPORT.match(line) for line in lines):
        return "EK"
    return chamber_of_paper(number) if number else None


def _masthead(lines: Sequence[str]) -> Chamber | None:
    """Return the Chamber of the first line that begins with its name, or with its number.

    Example: "2020D26902 LIJST VAN VRAGEN" begins with a number of the Tweede Kamer.
    """
    named = next((_chamber(match) for line in lines if (match := CHAMBER.match(line))), None)
    return named or ("TK" if any(NUMBERED_BY_HOUSE.match(line) for line in lines) else None)


def _addressed(
    document: Document, lines: Sequence[str], letters: Sequence[Letter]
) -> Chamber | None:
    """Return the Chamber that the file's creator, the front page or a recipient names."""
    texts = [
        document.metadata.get("creator", ""),
        *lines,
        *(letter.recipient or "" for letter in letters),
    ]
    return next((_chamber(match) for text in texts if (match := CHAMBER.search(text))), None)


def _chamber(match: re.Match[str]) -> Chamber:
    return "EK" if match["which"].lower() == "eerste" else "TK"


def _years(match: re.Match[str]) -> str:
    """Return a session year as two full years: "2024–25" gives "2024-2025"."""
    return f"{match['from']}-{int(match['from']) + 1}"


def _title_of_questions(lines: Sequence[str]) -> str | None:
    """Return the title of written questions: "Vragen van het lid Eerdmans (JA21) aan ..."."""
    sentences = (line for line in lines if line.startswith("Vragen van "))
    return next((line for line in sentences if len(line) > len("Vragen van het lid")), None)


def _at(lines: Sequence[str], index: int) -> str:
    return lines[index] if index < len(lines) else ""
