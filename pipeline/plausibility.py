"""Checks of a fetched text against its listing and against the accepted version.

The official source can answer a request for a paper with something else: a maintenance page, or
another paper. Such an answer is a valid document, so only its contents show it. Every function here
is pure; ``pipeline.flows.batch_plausibility`` collects what they compare.

Why: one maintenance page, served with status 200, replaced 11 of 16 papers in one recheck.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.domain.events import Failure, PublicationListed, paper_failure
from pipeline.identity import FRESH, identifier_key

Naming = Literal["itself", "another", "none"]
"""Result of looking for a paper's name in the masthead and imprint of a text.

The text names the listed paper itself, another one, or none.
"""

NAMES_ANOTHER = "source.names-another"
NAMES_NONE = "source.names-none"
LOST_SHAPE = "source.lost-shape"

HEAD, TAIL, HEAD_LINES = 4_000, 1_500, 25
"""Characters, and lines, in which masthead and imprint are searched."""
IMPRINT = re.compile(
    r"^(?P<id>(?:kst|kv|blg|ah-[et]k|kv-[et]k)-[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*)(?:$|\s.{0,30}$)",
    re.MULTILINE,
)
"""Pattern of a line of the imprint or footer: kst-36741-B / ah-tk-20202021-3235 ISSN 1572-8064"""
DOSSIER_LINE = re.compile(
    r"^(?:[Dd]ossier(?:nummer)?\s?[:|]?\s)?(?P<number>\d{2}[\s\u00a0]?\d{3})(?:$|[,\s(-]+[A-ZÀ-Þ(])"
)
"""Pattern of a dossier: 36 999 / 36 999 Wijziging van de Wet op de vuurtorens / 36 600 XV"""
SUB_LINE = re.compile(r"^(?:[Nn]r\.?\s?)?(?P<sub>\d{1,5}|[A-Z]{1,3})(?:$|\s+(?:[A-ZÀ-Þ]{3,}\b.*)$)")
"""Pattern of a sub-number: A / C VERSLAG VAN EEN SCHRIFTELIJK OVERLEG / Nr. 269 BRIEF"""
BELOW_DOSSIER = 4
"""Number of lines below the dossier that can have its sub-number."""
WORD = re.compile(r"[^\W\d_]{4,}")
ENOUGH_WORDS, SHARE_OF_TITLE = 3, 0.75
"""Least number of long words of a title, and the share of them that the head must have."""

LEAST_LENGTH = 500
KEPT_SHARE = 0.5
"""Smallest share of the previous version that a new one must have.

It is a share of the questions, the letters or the characters. Texts of fewer than ``LEAST_LENGTH``
characters are too short to compare.
"""


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of one version: its questions, its letters and the characters of its text."""

    questions: int
    letters: int
    length: int


def names(text: str, listing: PublicationListed, identifiers: Sequence[str] = ()) -> Naming:
    """Return which paper a text names: the listed one, another one, or none.

    ``identifiers`` are further official identifiers of the listed paper. A fresh paper names itself
    if it prints any number of a paper.

    Example: a text with the imprint "kst-36999-A" names itself if kst-36999-A is listed.

    Why: a fresh paper does not print its own number, and the catalogue sometimes corrects its
    dossier and letter.
    """
    head = text[:HEAD]
    own = {_base(name) for name in (listing.publication_id, listing.identifier, *identifiers)}
    fresh = bool(FRESH.match(listing.identifier))
    printed = {_base(match["id"]) for match in IMPRINT.finditer(f"{head}\n{text[-TAIL:]}")}
    if own & printed:
        return "itself"
    lines = [line.strip() for line in head.splitlines()[:HEAD_LINES]]
    if printed or _prints_other_number(lines, head, listing):
        return "itself" if fresh else "another"
    if fresh and any(DOSSIER_LINE.match(line) for line in lines):
        return "itself"
    named = _prints_number(head, listing) or any(
        _prints_title(head, title)
        for title in (listing.title, listing.dossier_title, listing.document_title)
    )
    return "itself" if named else "none"


def _base(identifier: str) -> str:
    """Return the publication that an identifier names: kst-36999-A for kst-36999-A-h1."""
    key = identifier_key(identifier)
    return key.publication_id if key else identifier


def _prints_number(head: str, listing: PublicationListed) -> bool:
    """Return True if the head prints the dossier and sub-number, or the number of the questions."""
    number = listing.sub_number or listing.identifier.rpartition("-")[2]
    if listing.dossier_number is None:
        session = (listing.session_year or "")[:4]
        return bool(_token(number).search(head)) and session in head and len(number) > 1
    dossier = _dossier(listing.dossier_number).search(head)
    return bool(dossier and _token(number).search(head, dossier.end()))


def _prints_other_number(lines: Sequence[str], head: str, listing: PublicationListed) -> bool:
    """Return True if the masthead prints another dossier, or another number in this dossier."""
    if listing.dossier_number is None or listing.series != "kst":
        return False
    own = _dossier(listing.dossier_number)
    if not own.search(head):
        return any(DOSSIER_LINE.match(line) for line in lines)
    at = next((index for index, line in enumerate(lines) if own.match(line)), len(lines))
    subs = [
        match["sub"]
        for line in lines[at + 1 : at + 1 + BELOW_DOSSIER]
        if (match := SUB_LINE.match(line))
    ]
    return bool(subs) and listing.sub_number is not None and listing.sub_number not in subs


def _prints_title(head: str, title: str | None) -> bool:
    """Return True if the head holds most words of a title."""
    words = {word.lower() for word in WORD.findall(title or "")}
    if len(words) < ENOUGH_WORDS:
        return False
    title_words = words & {word.lower() for word in WORD.findall(head)}
    return len(title_words) >= SHARE_OF_TITLE * len(words)


def _dossier(number: str) -> re.Pattern[str]:
    """Return a pattern of a dossier as it is printed: "36 999" for 36999-XV."""
    digits = number.partition("-")[0]
    return re.compile(rf"(?<!\d){re.escape(digits[:-3])}[\s\u00a0]?{re.escape(digits[-3:])}(?!\d)")


def _token(number: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(number)}(?!\w)")


def lost(new: Shape, old: Shape) -> str | None:
    """Return the reason why a version lost the shape of the one before it, or None.

    Example: 0 questions where 7 were held.
    """
    losses = []
    if old.questions > 1 and new.questions < KEPT_SHARE * old.questions:
        losses.append(f"{new.questions} questions where {old.questions} were held")
    if old.letters > 1 and new.letters < KEPT_SHARE * old.letters:
        losses.append(f"{new.letters} letters where {old.letters} were held")
    if old.length > LEAST_LENGTH and new.length < KEPT_SHARE * old.length:
        losses.append(f"{new.length} characters where {old.length} were held")
    return "; ".join(losses) or None


def objections(
    naming: Naming, named_before: Naming | None, same_bytes: Sequence[str], loss: str | None
) -> Iterator[Failure]:
    """Yield failures that quarantine a text that cannot be the listed paper.

    ``named_before`` is the paper that the accepted version names, ``same_bytes`` are other
    papers with the same bytes. A text that names no paper is only held back if the version before
    it named this paper, or other papers have the same bytes.

    Why: attachments name no paper.
    """
    if naming == "another":
        yield paper_failure(
            NAMES_ANOTHER, "the text names another paper than the one that is listed"
        )
    if naming == "none" and named_before == "itself":
        yield paper_failure(
            NAMES_NONE, "the text names no paper, and the version before it named this"
        )
    if naming == "none" and same_bytes:
        yield paper_failure(
            NAMES_NONE,
            f"the text names no paper, and its bytes are those of {', '.join(same_bytes[:3])} too",
        )
    if loss:
        yield paper_failure(LOST_SHAPE, f"the new version lost what the one in force has: {loss}")
