"""How one paper is known by many names: the keys of publications.

The catalogue names a fresh paper of the Eerste Kamer ``kst-1259252`` and, once it is typeset,
``kst-36867-D`` (both seen for dossier 36867 in the catalogue's own response). What stays the same
from the first day on is the chamber, the dossier and the sub-number, so that is the strongest key.
A key is never random: the same paper has the same ``publication_id`` in every history.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID, uuid5

NAMESPACE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
"""RFC 4122's namespace for URLs: publication ids are hashed as ``griffier:<publication_id>`` within
it."""

# kst-36867-C, kst-36600-XV-B, kst-28844-269, kst-35842-4-h1: dossier, optional suffix of a budget
# chapter, sub-number.
PAPER = re.compile(
    r"^kst-(?P<dossier>\d{4,5})"
    # 36600-XV; R2114, of the Kingdom; 21501-02
    r"(?:-\(?(?P<suffix>[IVXLC]+|R\d{3,4}|\d{2}|hoofdstuk-[IVXLC]+)\)?)?"
    # the Eerste Kamer counts in letters, the Tweede Kamer in numbers
    r"-(?P<sub>[A-Z]{1,3}|\d{1,5})"
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

OFFICIAL_PAGE = "https://zoek.officielebekendmakingen.nl/{}.html"

CHAMBERS = {"eerste kamer der staten-generaal": "EK", "tweede kamer der staten-generaal": "TK"}


@dataclass(frozen=True, slots=True)
class Key:
    """The name under which one publication is kept.

    ``publication_id`` reads like the official identifier; ``strength`` orders keys (3 a dossier and
    sub-number, 2 a series and number, 1 the source's own name), so that a weaker key can be joined
    to a stronger one.
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
        """The id of the publication's event stream."""
        return stream_id(self.publication_id)


def stream_id(publication_id: str) -> UUID:
    """The id of an event stream, derived from what it is about, so that every machine finds the
    same one.
    """
    return uuid5(NAMESPACE, f"griffier:{publication_id}")


def normal_dossier(number: str) -> str:
    """``"35 300 X"`` and ``"35300-X"`` are one dossier: ``"35300-X"``."""
    compact = re.sub(r"[\s ]+", " ", number.strip().replace("(", "").replace(")", ""))
    match = re.fullmatch(r"(\d{1,2}) ?(\d{3})(?:[ -]+(.+))?", compact)
    if not match:
        return compact.replace(" ", "-")
    head, tail, suffix = match.groups()
    return f"{head}{tail}" + (f"-{suffix.replace(' ', '-')}" if suffix else "")


def paper_key(
    chamber: str | None, dossier: str, sub_number: str, session_year: str | None = None
) -> Key:
    """The key of a kamerstuk: its dossier and sub-number, which it has from the first day on."""
    number = normal_dossier(dossier)
    sub = sub_number.strip().removeprefix("Nr. ").removeprefix("nr. ")
    return Key(
        f"kst-{number}-{sub}",
        chamber or ("EK" if sub.isalpha() else "TK"),
        "kst",
        number,
        sub,
        session_year,
        3,
    )


def identifier_key(identifier: str) -> Key | None:
    """The key that an official identifier states by itself, or None where it is no official
    identifier.

    A numeric ``kst-1259252`` gives a key of its own (strength 2): only the catalogue knows which
    paper it is.
    """
    if match := PAPER.match(identifier):
        suffix = match["suffix"]
        return paper_key(None, match["dossier"] + (f"-{suffix}" if suffix else ""), match["sub"])
    if match := QUESTIONS.match(identifier):
        session = f"{match['session'][:4]}-{match['session'][4:]}"
        base = f"ah-{match['chamber']}-{match['session']}-{match['number']}"
        return Key(base, match["chamber"].upper(), "ah", None, match["number"], session, 2)
    if match := NUMBERED.match(identifier):
        series = match["series"].partition("-")
        chamber = series[2].upper() or None
        return Key(identifier, chamber, series[0], None, None, None, 2)
    return None


def official_page(publication_id: str) -> str | None:
    """The page of a publication for people that its official identifier gives, None where it has
    none.
    """
    return OFFICIAL_PAGE.format(publication_id) if identifier_key(publication_id) else None


def edition(identifier: str) -> int:
    """Which edition of its paper an official identifier names: 0 the fresh one, 1 the typeset one,
    from 2 on its reprints.

    A later edition stands for the paper whatever happens to an earlier one: the catalogue may list
    both, and may change its record of the original after the reprint came.
    """
    if reprint := REPRINT.search(identifier):
        return 1 + int(reprint["number"])
    return 0 if FRESH.match(identifier) else 1


def file_key(name: str) -> Key:
    """The key of a file in a folder: what its name states when it is an official identifier, else
    the name itself.

    ``name`` is relative to the folder, without its extension, so that three formats of one paper
    are one publication.
    """
    stem = name.rsplit("/", 1)[-1]
    return identifier_key(stem) or Key(f"file-{name}", None, "file", None, None, None, 1)
