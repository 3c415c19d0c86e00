"""Metadata that an official paper states about itself, by official names without prefix.

The prefixes seen are ``DC.``, ``DCTERMS.``, ``OVERHEID.`` and ``OVERHEIDop.``; the names of the
paper's own parts (``dossiernummer``, ``ondernummer``, ``vergaderjaar``, ``creator``, ``title``,
``dossiertitel``) are added to them.
"""

import re
from collections.abc import Iterable, Sequence

from pipeline.identity import PRINTED_DOSSIER, PRINTED_SUB, ROMAN, bare_number

_PREFIX = re.compile(r"(?:dc|dcterms|overheid|overheidop)\.", re.IGNORECASE)
_RECORD = re.compile(r"/([a-z][\w.-]*)/metadata\.xml$")
_KEPT = frozenset(
    {
        "identifier", "title", "type", "creator", "issued", "available", "date", "language",
        "vergaderjaar", "dossiernummer",
        "ondernummer", "dossiertitel", "documenttitel", "documentstatus", "vraagnummer", "indiener",
        "ontvanger",
        "publicationName", "datumOntvangst", "datumIndiening", "aanhangselNummer", "subrubriek",
        "behandelendeCommissie",
    }
)  # fmt: skip
_SYNONYMS = {"aanhangselNummer": "ondernummer"}


def kept_metadata(metadata: dict[str, str], name: str, content: str) -> None:
    """Add one ``<meta>`` of a paper to ``metadata``; the first of several equal names counts."""
    content = " ".join(content.split())
    if name == "OVERHEIDop.externMetadataRecord" and (record := _RECORD.search(content)):
        metadata.setdefault("identifier", record[1])
        return
    plain = _PREFIX.sub("", name, count=1)
    if content and plain in _KEPT and plain != name:
        metadata.setdefault(_SYNONYMS.get(plain, plain), content)


_DOSSIER = rf"(?:{PRINTED_DOSSIER}|(?=[CLXVI]{{2}}){ROMAN})"
_SUB = re.compile(rf"(?P<sub>{PRINTED_SUB})(?:\s+(?P<title>[A-Z]{{3}}.*))?")
_FOOT = re.compile(
    r"(?P<chamber>Eerste|Tweede) Kamer,? (?:der Staten-Generaal,? )?vergaderjaar "
    r"(?P<from>\d{4})\s?[-–/]\s?(?P<to>\d{2,4}),"
    rf"(?: (?P<dossier>{_DOSSIER}), (?P<sub>{PRINTED_SUB})(?!\w))?.*"
)
_IDENTIFIER = re.compile(r"(?:kst|kv|blg)-[\w-]+|ah-[et]k-\d{8}-\d+")
_MARGIN = re.compile(
    r"h (?P<chamber>[et])k (?P<session>\d{8}) (?P<number>\d+)"
)  # of an Aanhangsel, despite its h
MASTHEAD = 14
"""Maximum number of blocks in the head of a paper."""

_NUMBERED = re.compile(
    rf"{PRINTED_DOSSIER}\n[^\W\d_].{{5,}}|{PRINTED_SUB}\n[A-Z]{{3}}.*", re.DOTALL
)


def numbers_paper(cells: Sequence[str]) -> bool:
    """Return True if two cells are the number of a dossier or paper and its title: no table row."""
    return len(cells) == 2 and _NUMBERED.fullmatch("\n".join(cells)) is not None  # noqa: PLR2004


def without_number(title: str) -> str:
    """Return the title of a paper without its number: "B BRIEF VAN DE MINISTER" → "BRIEF …"."""
    numbered = _SUB.fullmatch(title)
    return (numbered and numbered["title"]) or title


def stated_on_page(furniture: Iterable[str]) -> dict[str, str]:
    """Return what the running footers and the imprint of an official paper state about it."""
    metadata: dict[str, str] = {}
    for line in furniture:
        if foot := _FOOT.fullmatch(line):
            _keep(
                metadata,
                foot["chamber"],
                f"{foot['from']}-{foot['to']}",
                foot["dossier"],
                foot["sub"] and bare_number(foot["sub"]),
            )
        elif margin := _MARGIN.fullmatch(line):
            metadata.setdefault(
                "identifier", f"ah-{margin['chamber']}k-{margin['session']}-{margin['number']}"
            )
        elif _IDENTIFIER.fullmatch(line):
            metadata.setdefault("identifier", line)
    return metadata


def _keep(
    metadata: dict[str, str], chamber: str, year: str, dossier: str | None, sub: str | None
) -> None:
    metadata.setdefault("creator", f"{chamber.capitalize()} Kamer der Staten-Generaal")
    if len(year) == len("2024-2025"):
        metadata.setdefault("vergaderjaar", year)
    if dossier and sub:
        metadata.setdefault("dossiernummer", dossier)
        metadata.setdefault("ondernummer", sub)
