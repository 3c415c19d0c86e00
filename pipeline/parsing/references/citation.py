"""Types for references: a mention is found in the text, a citation is a mention with its target."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Kind = Literal[
    "kamerstuk", "eu_document", "staatsblad", "staatscourant", "tractatenblad", "handelingen",
    "aanhangsel",
    "ecli", "url", "answer", "law", "letter",
]  # fmt: skip
Status = Literal["resolved", "unresolved", "ambiguous"]


class Mention(NamedTuple):
    """One cited item where the text names it: ``text[start:end]``.

    A list of numbers gives one mention for each number.

    The fields hold the parts as the text states them, in normal spelling. ``series`` is what is
    numbered (a dossier "36410-VIII", an EU series "COM", an ECLI, an address, a title of a law),
    ``number`` the number within it, ``year`` the year or session year. ``party``, ``label`` and
    ``ordinal_word`` belong to pointers to another answer.
    """

    kind: Kind
    start: int
    end: int
    series: str = ""
    number: str = ""
    year: str = ""
    chamber: str | None = None
    page: str | None = None
    item: str | None = None
    cited_on: date | None = None
    party: str | None = None
    label: str | None = None
    ordinal_word: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited item: a row of the table ``reference``, without its ids.

    ``text`` is the citation as printed, in clean white space; ``start`` and ``end`` are offsets in
    ``Document.text``. ``footnote`` is the number of the note that contains it and ``mark_position``
    the position of the first mark of that note, both None in running text. ``target`` is the normal
    name of the cited item and ``url`` its official address; ``status`` is "ambiguous" if the text
    fits more than one item. ``session_year``, ``page``, ``item`` and ``cited_on`` are stated by the
    text, or None.

    A pointer to another answer (kind "answer") has no target here: its question is known only to
    the whole letter. ``label`` is the printed number ("2", "3a", or a letter alone for a
    sub-question of the same question), ``party`` the party group it names (None: the current one).
    If a word is used instead of a number, ``label`` is None and ``ordinal_word`` is that word in
    its plain form: "eerste" to "twintigste", "laatste", "vorige" (also for voorgaande,
    bovenstaande, eerdere) or "volgende". With neither, the only question of ``party`` is meant.
    """

    kind: Kind
    text: str
    target: str | None
    start: int
    end: int
    footnote: str | None = None
    mark_position: int | None = None
    session_year: str | None = None
    page: str | None = None
    item: str | None = None
    cited_on: date | None = None
    url: str | None = None
    status: Status = "unresolved"
    party: str | None = None
    label: str | None = None
    ordinal_word: str | None = None


def chamber_named(printed: str | None) -> str | None:
    """Return the Chamber that a citation names: "I" and "Eerste Kamer" the EK, "II" the TK."""
    word = (printed or "").upper()
    if word in {"I", "1"} or word.startswith("E"):
        return "EK"
    return "TK" if word in {"II", "11", "2"} or word.startswith(("TK", "TW")) else None
