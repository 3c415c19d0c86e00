"""Records: one paper as a source lists it, with its manifestations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.identity import CHAMBERS, PAPER, Key, identifier_key, normal_dossier, paper_key
from pipeline.metadata import NOTHING, SourceMetadata


@dataclass(frozen=True, slots=True)
class Record:
    """One paper as a source lists it.

    In a folder, all files of one name are one paper. ``identifier`` is the name that the source
    uses today, ``key`` the permanent one in the log. ``modified_on`` is a day in Amsterdam.
    ``manifestations`` maps a format to its address, readable formats only; ``other_forms`` are the
    names of the formats left out. ``attachments`` are the identifiers of the paper's own
    attachments, ``hoofddocument`` that of the paper it is attached to. ``raw`` is the record as
    received (canonical XML, without its position in the list), empty for a file.
    """

    source: str
    identifier: str
    key: Key
    metadata: SourceMetadata = NOTHING
    modified_on: date | None = None
    manifestations: Mapping[str, str] = field(default_factory=dict)
    other_forms: tuple[str, ...] = ()
    preferred_url: str | None = None
    hoofddocument: str | None = None
    attachments: tuple[str, ...] = ()
    raw: bytes = b""


def record_key(
    identifier: str,
    *,
    creator: str | None,
    dossiers: Sequence[str],
    sub_number: str | None,
    session_year: str | None,
) -> Key:
    """Return the strongest key that a catalogue record states.

    A kamerstuk is identified by its chamber, dossier and sub-number, also while its identifier is
    still numeric (kst-1259252, seen as 36867-D). An attachment (blg-) carries its parent's dossier
    and sub-number, so those are not used. A paper in several dossiers belongs to the one in its
    identifier, or else to the first.
    """
    chamber = CHAMBERS.get((creator or "").strip().lower())
    stated = identifier_key(identifier)
    if identifier.startswith("kst-") and dossiers and sub_number:
        normal = [normal_dossier(dossier) for dossier in dossiers]
        own = stated.dossier_number if stated and PAPER.match(identifier) else None
        return paper_key(chamber, own if own in normal else normal[0], sub_number, session_year)
    if stated is None:
        series = identifier.partition("-")[0]
        return Key(identifier, chamber, series, None, None, session_year, 2)
    return replace(
        stated, chamber=chamber or stated.chamber, session_year=stated.session_year or session_year
    )
