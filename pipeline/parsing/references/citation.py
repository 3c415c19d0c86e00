"""Type of a citation, which is found in the text first and gets its target second."""

from datetime import date
from typing import Literal, NamedTuple

Kind = Literal[
    "kamerstuk", "eu_document", "staatsblad", "staatscourant", "tractatenblad", "handelingen",
    "aanhangsel",
    "ecli", "url", "answer", "law", "letter",
]  # fmt: skip
Status = Literal["resolved", "unresolved", "ambiguous"]


class Citation(NamedTuple):
    """One cited item: a row of the table ``reference``, without its ids.

    It is printed at ``Document.text[start:end]``; a list of numbers gives one citation per number.

    The fields up to ``ordinal_word`` hold the parts as the text states them, in normal spelling.
    ``series`` is what is numbered (a dossier "36410-VIII", an EU series "COM", an ECLI, an address,
    a title of a law), ``number`` the number within it, ``year`` the year or session year.

    The other fields are known only when the citation is resolved. ``text`` is its printed form, in
    clean white space. ``target`` is the normal name of the cited item and ``url`` its official
    address; ``status`` is "ambiguous" if the text fits more than one item. ``footnote`` is the
    number of the note that contains it and ``mark_position`` the position of the first mark of that
    note, both None in running text.

    A pointer to another answer (kind "answer") has no target here: its question is known only to
    the whole letter. ``label`` is the printed number ("2", "3a", or a letter alone for a
    sub-question of the same question), ``party`` the party group it names (None: the current one).
    If a word is used instead of a number, ``label`` is None and ``ordinal_word`` is that word in
    its plain form: "eerste" to "twintigste", "laatste", "vorige" (also for voorgaande,
    bovenstaande, eerdere) or "volgende". With neither, the only question of ``party`` is meant.
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
    party: str | None = None
    label: str | None = None
    ordinal_word: str | None = None
    text: str = ""
    target: str | None = None
    url: str | None = None
    status: Status = "unresolved"
    footnote: str | None = None
    mark_position: int | None = None
    session_year: str | None = None
    cited_on: date | None = None


def chamber_named(printed: str | None) -> str | None:
    """Return the Chamber that a citation names: "I" and "Eerste Kamer" the EK, "II" the TK."""
    word = (printed or "").upper()
    if word in {"I", "1"} or word.startswith("E"):
        return "EK"
    return "TK" if word in {"II", "11", "2"} or word.startswith(("TK", "TW")) else None
