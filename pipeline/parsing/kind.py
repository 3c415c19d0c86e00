"""What kind of paper it is, from its title, the catalogue's words and its text together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from pipeline.identity import EDITION, PRINTED_SUB
from pipeline.parsing.origin import Origin
from pipeline.parsing.outline.line import Line
from pipeline.reading.document import REFERENCE, Document
from pipeline.vocabulary import entries

PaperKind = Literal[
    "verslag_schriftelijk_overleg",
    "schriftelijke_vragen",
    "memorie_van_antwoord",
    "nota_naar_aanleiding_van_het_verslag",
    "voorlopig_verslag",
    "brief",
    "uitstelbericht",
    "other",
]

NUMBER = rf"(?:(?:\d{{4}}[DZ]\d{{5}}|{PRINTED_SUB}(?: ?\d)?) )?(?:\d{{1,2}}e? )?(?:{EDITION} )?"
"""The sub-number may stand before the title, with the mark of a note and the words of a reprint, or
the number of a document of the Tweede Kamer: "C MEMORIE VAN ANTWOORD", "B HERDRUK1 VOORLOPIG
VERSLAG", "2022D06714 INBRENG VERSLAG". Seen in: kst-34086-B-n1, 2022D06714."""

TITLES: tuple[tuple[PaperKind, re.Pattern[str]], ...] = tuple(
    (kind["name"], re.compile(rf"{NUMBER}(?:{'|'.join(kind['titles'])})", re.IGNORECASE))
    for kind in entries("kinds")["kind"]
)
"""Kinds by how the title begins, the more telling ones first."""

LONGEST_TITLE = 200
HEAD = 40
"""Blocks among which the title of a paper stands."""
TITLE_ROLES = frozenset(
    {
        "stuktitel",
        "titel",
        "documenttype",
        "kamervraagomschrijving-vraag",
        "kamervraagomschrijving-antwoord",
    }
)


def classify(document: Document, lines: Sequence[Line], origin: Origin) -> PaperKind | None:
    """The kind of paper that title and catalogue name, None where only the letters inside can
    tell.
    """
    if origin.series in {"ah", "kv"}:
        return "schriftelijke_vragen"
    if origin.series == "blg":
        return "other"
    for words in _titles(document, lines, origin):
        if kind := kind_of_title(words):
            return kind
    return None


def kind_of_title(words: str) -> PaperKind | None:
    """The kind that a title names, None where it names none."""
    bare = " ".join(words.split())
    return next((kind for kind, pattern in TITLES if pattern.match(bare)), None)


def title_line(document: Document, lines: Sequence[Line], kind: PaperKind) -> int | None:
    """The line that bears the title of a paper of this kind."""
    for index, line in enumerate(lines[:HEAD]):
        if (
            _can_be_title(document, line)
            and kind_of_title(document.text[line.start : line.end]) == kind
        ):
            return index
    return None


def _titles(document: Document, lines: Sequence[Line], origin: Origin) -> Iterator[str]:
    """Everything that may be the paper's title, the surest first."""
    listing, own = origin.listing, document.metadata.get("title")
    for words in (listing.document_title, listing.document_type, own):
        if words:
            yield words
            yield words.rpartition("; ")[2]
    front = lines[:HEAD]
    for line in (
        *(line for line in front if line.role == "stuktitel"),
        *(line for line in front if _can_be_title(document, line)),
    ):
        yield document.text[line.start : line.end]
    if document.metadata.get("publicationName", "").startswith("Kamervragen"):
        yield "Vragen van"


def _can_be_title(document: Document, line: Line) -> bool:
    """Whether a block looks like a title: a heading, or a short line in capitals; a long one is a
    sentence.
    """
    if (
        line.kind in {"item", "signature"}
        or line.role == REFERENCE
        or line.end - line.start > LONGEST_TITLE
    ):
        return False
    text = document.text[line.start : line.end]
    letters = [character for character in text if character.isalpha()]
    return (
        line.kind == "heading"
        or line.role in TITLE_ROLES
        or sum(map(str.isupper, letters)) * 2 > len(letters)
        or text.startswith("Vragen van")
    )
