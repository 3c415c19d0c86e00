"""Classification of papers by their title, the catalogue and their text."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from pipeline.identity import EDITION, HOUSE_NUMBER, PRINTED_DOSSIER, PRINTED_SUB
from pipeline.lexicon import Concept, concept
from pipeline.parsing.origin import Origin
from pipeline.parsing.outline.labelled_block import LabelledBlock
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

ORDER = "(?:(?:nadere?|tweede|derde|vierde|vijfde|gewijzigde?|aanvullende?|herziene?) ){0,3}"
"""Pattern of the words that count the papers of one kind: "TWEEDE NADERE MEMORIE VAN ANTWOORD"."""

NUMBER = (
    rf"(?:{PRINTED_DOSSIER} )?(?:(?:{HOUSE_NUMBER}|{PRINTED_SUB}(?: ?\d)?|nr\.) )?"
    rf"(?:\d{{1,2}}e? )?(?:{EDITION} )?{ORDER}"
)
"""Pattern of the dossier, sub-number or document number that may precede a title.

Examples: "C MEMORIE VAN ANTWOORD", "B HERDRUK1 VOORLOPIG VERSLAG" (a reprint, with a footnote
mark), "2022D06714 INBRENG VERSLAG" (a document number of the Tweede Kamer), "nr. Lijst van vragen"
(before the paper gets its number), "35000 VIII C VERSLAG VAN EEN SCHRIFTELIJK OVERLEG".

Seen in: kst-34086-B-n1, 2022D06714, 2025D46350, kst-35000-VIII-C.
"""

TITLES: tuple[tuple[PaperKind, re.Pattern[str]], ...] = tuple(
    (kind["name"], re.compile(rf"{NUMBER}(?:{'|'.join(kind['titles'])})", re.IGNORECASE))
    for kind in entries("kinds")["kind"]
)
"""Kinds of papers with the pattern of their titles, the most specific ones first."""
LONGEST_TITLE = 200
SHORTEST_TITLE = 3
"""Words of a line in small letters that is nothing but a title, at least."""
OPENINGS: tuple[tuple[PaperKind, Concept], ...] = (
    ("voorlopig_verslag", concept("report-on-bill")),
    ("verslag_schriftelijk_overleg", concept("consultation-opening")),
)
"""Kinds of papers of committees with the sentence that opens them."""
ADDRESS = concept("address")
SALUTATION = concept("salutation")
BELOW_OPENING = 3
"""Blocks from the opening of a consultation on that can say that it was answered."""
HEAD = 40
"""Number of blocks at the start of a paper that are searched for its title."""
TITLE_ROLES = frozenset(
    {
        "stuktitel",
        "titel",
        "documenttype",
        "kamervraagomschrijving-vraag",
        "kamervraagomschrijving-antwoord",
    }
)


def classify(
    document: Document, lines: Sequence[LabelledBlock], origin: Origin
) -> PaperKind | None:
    """Return the kind of a paper by series and titles, None if only its letters determine it."""
    if origin.series in {"ah", "kv"}:
        return "schriftelijke_vragen"
    if origin.series == "blg":
        return "other"
    for words in _titles(document, lines, origin):
        if kind := kind_of_title(words):
            return kind
    return _kind_by_opening(document, lines)


def _kind_by_opening(document: Document, lines: Sequence[LabelledBlock]) -> PaperKind | None:
    """Return the kind that the sentence at the start of a committee's paper shows, else None.

    Example: "Het voorbereidend onderzoek heeft de commissie aanleiding gegeven tot ...".

    A letter may begin so too, and a list of questions without answers.

    Why: some prints of the official website lack the title.
    Seen in: kst-36071-B, kst-31957-5 (reports on bills), kst-29362-338 (a consultation).
    """
    for index, line in enumerate(lines[:HEAD]):
        text = document.text[line.start : line.end]
        if ADDRESS.match(text) or SALUTATION.match(text):
            return None
        for kind, opening in OPENINGS:
            if opening.search(text):
                answered = kind == "voorlopig_verslag" or _is_answered(document, lines, index)
                return kind if answered else None
    return None


def _is_answered(document: Document, lines: Sequence[LabelledBlock], opening: int) -> bool:
    """Return True if headings, or words near the opening, show that a consultation has answers."""
    near = document.text[lines[0].start : lines[: opening + BELOW_OPENING][-1].end]
    return "ntwoord" in near or any(line.kind == "answer" for line in lines)


def kind_of_title(words: str) -> PaperKind | None:
    """Return the kind in a title, or None: "C MEMORIE VAN ANTWOORD" is memorie_van_antwoord."""
    bare = " ".join(words.split())
    return next((kind for kind, pattern in TITLES if pattern.match(bare)), None)


def _is_whole_title(text: str) -> bool:
    """Return True for a line that is only a title: "Verslag van een schriftelijk overleg".

    Seen in: 2026D04747.
    """
    words = text.split()
    bare = " ".join(words)
    return len(words) >= SHORTEST_TITLE and any(pattern.fullmatch(bare) for _, pattern in TITLES)


def title_line(document: Document, lines: Sequence[LabelledBlock], kind: PaperKind) -> int | None:
    """Return the index of the line with the title of a paper of this kind, None if missing."""
    for index, line in enumerate(lines[:HEAD]):
        if (
            _can_be_title(document, line)
            and kind_of_title(document.text[line.start : line.end]) == kind
        ):
            return index
    return None


def _titles(document: Document, lines: Sequence[LabelledBlock], origin: Origin) -> Iterator[str]:
    """Yield every text that may be the title of the paper, the most reliable one first."""
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


def _can_be_title(document: Document, line: LabelledBlock) -> bool:
    """Return True if a block can be a title: a heading, a title role, or mostly in capitals.

    A title behind "nr.", or alone on its line, need not be in capitals.

    Why: a block longer than ``LONGEST_TITLE`` is a sentence.
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
        or text.startswith(("Vragen van", "nr. ", "Nr. ", "Brief regering"))
        or _is_whole_title(text)
    )
