"""What the head of a paper says of itself: chamber, session year, dossier, sub-number, titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.identity import identifier_key, normal_dossier
from pipeline.parsing.facts import Facts
from pipeline.parsing.language.wording import clean
from pipeline.parsing.letters import Letter
from pipeline.parsing.outline.line import Line
from pipeline.reading.document import Document

CHAMBER = re.compile(r"\b(?P<which>Eerste|Tweede)\sKamer\sder\sStaten-Generaal", re.IGNORECASE)
SESSION = re.compile(r"[Vv]ergaderjaar(?:\s?[:|])?\s(?P<from>\d{4})\s?[-–—/]\s?(?P<to>\d{2,4})")
DOSSIER = re.compile(
    r"(?:(?:[Kk]amerstuk)?[Dd]ossier(?:nummer)?\s?[:|]?\s)?(?P<number>\d{2}\s?\d{3})(?:,?[\s-](?P<suffix>[IVXLC]{1,7}|\(?R\s?\d{3,4}\)?|[A-Z])(?![^\W_]))?"
    r"(?:\s(?P<title>[A-ZÀ-Þ(].{3,600}+))?$",
    re.DOTALL,
)
"""36 741 Gezamenlijk Witboek ... / 36 410 VIII Vaststelling van de begrotingsstaten ... / 36
600-VII / Dossier: 36 741"""

SUB_NUMBER = re.compile(
    r"(?:[Nn]r\.?\s?(?:[:|]\s)?(?P<number>\d{1,4})|(?P<letters>[A-Z]{1,3}))(?:\s(?P<title>[A-Z][^a-z]{6,600}.{0,200}+))?$",
    re.DOTALL,
)
"""B VERSLAG VAN EEN SCHRIFTELIJK OVERLEG / Nr. 269 / C"""

LONGEST_DOSSIER_TITLE = 300
"""Characters of a title below the number of a dossier."""

HEAD = 25
"""Blocks among which these stand, unless the letters begin earlier."""


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of ``publication`` that the text itself tells; None where it does not."""

    chamber: str | None = None
    session_year: str | None = None
    dossier_number: str | None = None
    dossier_title: str | None = None
    sub_number: str | None = None
    title: str | None = None


def read(
    document: Document, lines: Sequence[Line], letters: Sequence[Letter], facts: Facts
) -> Head:
    """What catalogue, file name and text together say of a paper; the catalogue counts for most,
    then the file's own metadata.
    """
    metadata = document.metadata
    front = [clean(document.text[line.start : line.end]) for line in lines[:HEAD]]
    dossier = sub = None
    titled = ""  # the title of the dossier may stand below its number
    for text, following in pairwise([*front, ""]):
        if (
            dossier is None
            and (dossier := DOSSIER.match(text))
            and following[:1].isupper()
            and not SUB_NUMBER.match(following)
        ):
            titled = following
        if dossier and text != dossier.string:
            sub = sub or SUB_NUMBER.match(text)
    number = (
        facts.dossier_number
        or metadata.get("dossiernummer")
        or (dossier and f"{dossier['number']} {dossier['suffix'] or ''}".strip())
    )
    own_sub = (
        facts.sub_number
        or metadata.get("ondernummer")
        or (sub and (sub["number"] or sub["letters"]))
    )
    questions = facts.series in {"ah", "kv"}
    return Head(
        chamber=facts.chamber or _chamber(document, front, letters) or _named(document, facts),
        session_year=facts.session_year or _session(metadata.get("vergaderjaar"), front),
        dossier_number=normal_dossier(number) if number and not questions else facts.dossier_number,
        dossier_title=facts.dossier_title
        or metadata.get("dossiertitel")
        or (clean(dossier["title"]) if dossier and dossier["title"] else None)
        or (
            titled
            if LONGEST_DOSSIER_TITLE > len(titled) > 0 and " " in titled and titled[-1] not in ".?!"
            else None
        ),
        sub_number=own_sub,
        title=facts.title
        or metadata.get("title")
        or (clean(sub["title"]) if sub and sub["title"] else _written(front)),
    )


def _chamber(document: Document, front: Sequence[str], letters: Sequence[Letter]) -> str | None:
    """EK or TK: from the metadata or the head, else from whom the letters address."""
    places = [
        document.metadata.get("creator", ""),
        *front,
        *(letter.recipient or "" for letter in letters),
    ]
    match = next((found for text in places if (found := CHAMBER.search(text))), None)
    return None if match is None else "EK" if match["which"].lower() == "eerste" else "TK"


def _named(document: Document, facts: Facts) -> str | None:
    """EK or TK as the paper's own identifier says, where its text does not: ah-tk-20232024-594."""
    keys = map(identifier_key, (document.metadata.get("identifier", ""), facts.publication_id))
    return next((key.chamber for key in keys if key and key.chamber), None)


def _session(stated: str | None, front: Sequence[str]) -> str | None:
    """The session year as two full years."""
    texts = [f"Vergaderjaar {stated}"] if stated else []
    match = next((found for text in [*texts, *front] if (found := SESSION.search(text))), None)
    if match is None:
        return None
    end = match["to"] if len(match["to"]) == 4 else match["from"][:2] + match["to"]  # noqa: PLR2004
    return f"{match['from']}-{end}"


def _written(front: Sequence[str]) -> str | None:
    """The title of written questions is the sentence that says who asks whom about what."""
    return next(
        (
            text
            for text in front
            if text.startswith("Vragen van ") and len(text) > len("Vragen van het lid")
        ),
        None,
    )
