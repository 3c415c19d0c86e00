"""Keys of publications, and the only grammar of dossier and paper numbers.

The catalogue names a fresh paper of the Eerste Kamer ``kst-1259252`` and, once it is typeset,
``kst-36867-D`` (both seen for dossier 36867 in the catalogue's own response). Dossier and
sub-number stay the same from the first day on, so they make the strongest key. A key is never
random: the same paper has the same ``publication_id`` in every history.

The form of a dossier or a sub-number is defined only by the patterns of this module; identifiers,
the front page, citations, addresses and gaps use them.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from pipeline.vocabulary import entries

Chamber = Literal["EK", "TK"]

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
"""Hosts that are this machine, as the replay server is."""
NAMESPACE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
"""RFC 4122's namespace for URLs, in which ``griffier:<publication_id>`` is hashed."""

ROMAN = r"(?=[CLXVI])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
"""A Roman number: a dossier of the Eerste Kamer's own series (CII, CXXIV), or a budget chapter.

Seen in: kst-CII-E, kst-CXXIV-G.
"""
SUFFIX = rf"(?:{ROMAN}[A-E]?|R ?\d{{3,4}}|\d{{2}}|[A-Z])"
"""Suffix that distinguishes dossiers of the same number.

It is a budget chapter (36600-XV), the number of a law for the whole Kingdom (31384-R1850), a
council of ministers (21501-02), or the budget of a fund (36410-A).

Seen in: kst-21501-02-3121, kst-34000-VI-84, kst-31384-26.
"""
LETTERS = r"[A-Z]{1,3}"
"""The sub-number of a paper of the Eerste Kamer."""
OLD_NUMBER = r"\d{1,4}[a-h]"
"""The sub-number of an old paper of the Eerste Kamer: Nr. 229a.

Seen in: the paper of 28 June 1988 in dossier 19599.
"""
DIGITS = r"\d{1,5}"
"""The sub-number of a paper of the Tweede Kamer."""

PRINTED_SUFFIX = rf"(?:-\d{{2}}|,? \(?R ?\d{{3,4}}\)?|(?:,? |-)(?:{ROMAN}[A-E]?|[A-Z]))(?!\w)"
"""A suffix as papers print it after the number: 36 600 XV, 36 600-VII, 31 384 (R1850)."""
PRINTED_DOSSIER = rf"\d{{2}}[ .]?\d{{3}}(?!\d)(?:{PRINTED_SUFFIX})?"
"""A dossier as papers print it, except Roman ones, which are only recognised by their context."""
PRINTED_SUB = rf"(?:[Nn]r\.? ?(?:[:|] )?(?:{OLD_NUMBER}|{DIGITS}|{LETTERS})|{LETTERS})"
"""A sub-number as papers print it: B, Nr. 269, Nr. 229a, Nr. F."""

HOUSE_NUMBER = r"\d{4}[DZ]\d{5}"
"""The number that the Tweede Kamer gives a document (D) or a case (Z).

Seen in: 2022D06714, kv-tk-2021Z17400.
"""

EDITION = r"(?:(?:TWEEDE |DERDE )?HERDRUK|NIEUWE VERSIE)\d?"
"""Words between sub-number and title of a reprint, with a footnote marker.

Example: B HERDRUK1 VOORLOPIG VERSLAG.

Seen in: kst-34086-B-n1.
"""

# kst-36867-C, kst-36600-XV-B, kst-28844-269, kst-35842-4-h1, kst-CII-E, kst-20062007-30312-B.
PAPER = re.compile(
    r"^kst-(?:(?P<session>(?:18|19|20)\d{6})-)?"
    rf"(?P<dossier>\d{{4,5}}(?:-\(?(?:{SUFFIX}|hoofdstuk-{ROMAN})\)?)?|{ROMAN})"
    rf"-(?P<sub>{LETTERS}|{OLD_NUMBER}|{DIGITS})"
    r"(?:-(?P<reprint>[hnv]\d+))?$"  # herdruk, nieuwe versie: the same paper again
)
# ah-ek-20232024-5 (written questions with answers), h-ek-20232024-12-3 (proceedings).
QUESTIONS = re.compile(r"^ah-(?P<chamber>[et]k)-(?P<session>\d{8})-(?P<number>\d+)(?:-[hnv]\d+)?$")
# kv-ek-176423 and kv-2989900822: written questions that wait for an answer. blg-936562: an
# attachment.
NUMBERED = re.compile(r"^(?P<series>kv(?:-[et]k)?|blg|kst)-(?P<number>[0-9A-Za-z]+)$")

# kst-1259252: how a paper is called until it is typeset.
FRESH = re.compile(r"^kst-\d+$")
REPRINT = re.compile(r"-[hnv](?P<number>\d+)$")
# 36 741, 21 501-02, 31 384 (R 1850), 36 410 VIII, 36600-hoofdstuk-XV
_PRINTED = re.compile(r"(\d{1,2})[ .]?(\d{3})(?:[ -]+(.+))?")

OFFICIAL_PAGE = "https://zoek.officielebekendmakingen.nl/{}.html"

CHAMBERS: dict[str, Chamber] = {
    "eerste kamer der staten-generaal": "EK",
    "tweede kamer der staten-generaal": "TK",
}

LAST_WITH_YEAR = "2009-2010"
"""The last session year that official identifiers of papers of the Eerste Kamer contain.

Seen in: kst-20062007-30312-B, kst-20092010-LXXXIII-A; kst-CII-E (2012-2013) has none.
"""


LAST_OLD_NUMBER = "2005-2006"
"""The last session year in which the Eerste Kamer numbered papers.

A number after "Kamerstukken I" of a later year is a mistake for one of the Tweede Kamer.
"""


@dataclass(frozen=True, slots=True)
class Key:
    """The key of one publication.

    ``publication_id`` has the form of an official identifier; ``strength`` orders keys (3 a dossier
    and sub-number, 2 a series and number, 1 the source's own name), so that a weaker key can be
    joined to a stronger one.
    """

    publication_id: str
    chamber: str | None
    series: str
    dossier_number: str | None
    sub_number: str | None
    session_year: str | None
    strength: int

    @property
    def stream_id(self) -> UUID:
        """Return the id of the publication's event stream."""
        return stream_id(self.publication_id)


def stream_id(publication_id: str) -> UUID:
    """Derive the id of a publication's event stream, the same one on every machine."""
    return uuid5(NAMESPACE, f"griffier:{publication_id}")


def normal_dossier(number: str) -> str:
    """Return a dossier number as identifiers write it.

    Examples: ``"35 300 X"`` -> ``"35300-X"``, ``"31 384 (R 1850)"`` -> ``"31384-R1850"``; ``"CII"``
    stays unchanged.
    """
    compact = " ".join(re.sub(r"[(),]", " ", number).split())
    match = _PRINTED.fullmatch(compact)
    if not match:
        return compact.replace(" ", "-")
    high, low, suffix = match.groups()
    if not suffix:
        return f"{high}{low}"
    suffix = re.sub(r"^R[ -](?=\d)", "R", suffix)
    return f"{high}{low}-{suffix.replace(' ', '-')}"


def printed_dossier(number: str) -> str:
    """Return a dossier number as papers print it.

    Examples: ``"36600-XV"`` -> ``"36 600 XV"``, ``"21501-02"`` -> ``"21 501-02"``,
    ``"31384-R1850"`` -> ``"31 384 (R1850)"``; a Roman dossier stays unchanged.
    """
    digits, _, suffix = number.partition("-")
    if not digits.isdigit():
        return number
    printed = f"{digits[:-3]} {digits[-3:]}".strip()
    if not suffix:
        return printed
    if suffix.isdigit():
        return f"{printed}-{suffix}"
    return f"{printed} ({suffix})" if suffix.startswith("R") else f"{printed} {suffix}"


def bare_number(printed: str) -> str:
    """Return a sub-number without the word before it: ``"Nr. 229a"`` -> ``"229a"``."""
    return re.sub(r"^[Nn]r\.?[ :|]*", "", printed.strip())


def chamber_of_paper(sub_number: str) -> Chamber:
    """Return the Chamber that uses such a sub-number.

    Examples: ``"B"`` and ``"229a"`` -> EK (Eerste Kamer), ``"5"`` -> TK (Tweede Kamer).
    """
    return "TK" if sub_number.isdigit() else "EK"


def full_session(printed: str | None) -> str | None:
    """Return a session year as two full years: ``"20062007"`` -> ``"2006-2007"``."""
    return f"{printed[:4]}-{printed[4:]}" if printed else None


def paper_key(
    chamber: str | None, dossier: str, sub_number: str, session_year: str | None = None
) -> Key:
    """Build the key of a kamerstuk from its dossier and sub-number.

    Why: it has both from the first day on. The old numbers of the Eerste Kamer (188b) begin again
    every session, so their key contains the session year, as their official identifier does:
    ``kst-19951996-23700-188b``.
    """
    number = normal_dossier(dossier)
    sub = bare_number(sub_number)
    numbered = sub[:1].isdigit() and "EK" in {chamber, chamber_of_paper(sub)}
    old = numbered and session_year and session_year <= LAST_OLD_NUMBER
    of_session = f"{session_year.replace('-', '')}-" if session_year and old else ""
    return Key(
        f"kst-{of_session}{number}-{sub}",
        chamber or chamber_of_paper(sub),
        "kst",
        number,
        sub,
        session_year,
        3,
    )


def identifier_key(identifier: str) -> Key | None:
    """Return the key of an official identifier, None for any other name.

    A numeric ``kst-1259252`` gives a key of its own (strength 2): only the catalogue knows which
    paper it is.
    """
    if match := PAPER.match(identifier):
        session = full_session(match["session"])
        chamber = "EK" if session else None  # only its papers bear the session year
        return paper_key(chamber, match["dossier"], match["sub"], session)
    if match := QUESTIONS.match(identifier):
        base = f"ah-{match['chamber']}-{match['session']}-{match['number']}"
        session = full_session(match["session"])
        return Key(base, match["chamber"].upper(), "ah", None, match["number"], session, 2)
    if match := NUMBERED.match(identifier):
        series = match["series"].partition("-")
        chamber = series[2].upper() or None
        return Key(identifier, chamber, series[0], None, None, None, 2)
    return None


def official_identifier(publication_id: str, session_year: str | None = None) -> str | None:
    """Return the official name of a publication, None for a file without one.

    Papers of the Eerste Kamer had their session year in it until 2009-2010: ``kst-30312-B`` of
    2006-2007 is officially ``kst-20062007-30312-B``.
    """
    key = identifier_key(publication_id)
    if key is None or not key.dossier_number:
        return publication_id if key else None
    dated = session_year and not key.session_year and session_year <= LAST_WITH_YEAR
    if key.chamber == "EK" and session_year and dated:
        years = session_year.replace("-", "")
        return f"kst-{years}-{key.dossier_number}-{key.sub_number}"
    return publication_id


def is_fiction(publication_id: str) -> bool:
    """Return True if the identifier belongs to a paper of the fictional sample.

    Example: ``kst-99012-B``.
    """
    return re.fullmatch(fiction_numbers(), publication_id) is not None


@cache
def fiction_numbers() -> str:
    """Return the regular expression that the identifiers of fictional papers match in full."""
    return "|".join(f"(?:{number})" for number in entries("sample")["numbers"])


def public_address(url: str) -> str | None:
    """Return the address, None if only the machine that fetched the paper can open it.

    Example: ``file:///letters/kst-99012-B.xml`` and ``http://127.0.0.1:8767/kst-99012-B.html``.

    Why: the replay server has ended by the time that somebody reads the address in a table.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return None if parts.scheme == "file" or parts.hostname in LOOPBACK else url


def official_page(publication_id: str, session_year: str | None = None) -> str | None:
    """Return the address of a publication's web page.

    The result is None for a file without an official name, and for a paper of the sample.

    Why: the official site has no page for an invented paper.
    """
    if is_fiction(publication_id):
        return None
    name = official_identifier(publication_id, session_year)
    return OFFICIAL_PAGE.format(name) if name else None


def edition(identifier: str) -> int:
    """Return the edition that an official identifier names.

    0 is the fresh paper, 1 the typeset one, 2 and higher its reprints. Why: a later edition takes
    precedence over any change of an earlier one: the catalogue may list both, and may change its
    record of the original after the reprint came.
    """
    if reprint := REPRINT.search(identifier):
        return 1 + int(reprint["number"])
    return 0 if FRESH.match(identifier) else 1


def file_key(name: str) -> Key:
    """Return the key of a file in a folder, from its official identifier or from its name.

    ``name`` is relative to the folder, without its extension, so that three formats of one paper
    are one publication.
    """
    stem = name.rsplit("/", 1)[-1]
    return identifier_key(stem) or Key(f"file-{name}", None, "file", None, None, None, 1)
