"""One paper of the replayed source: the fields of its catalogue record, and its files."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

MEDIA_TYPES = {
    "xml": "application/xml",
    "html": "text/html",
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
}
"""Manifestations in the official repository (seen), with the media type of each."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as the catalogue lists it.

    The fields have the names of the elements of the official record (seen in real responses).
    ``modified_at`` is the moment of the last change, with its time zone; ``files`` maps a
    manifestation to the file that is served for it. Fields that are None are left out of the
    record.
    """

    identifier: str
    type: str
    creator: str
    title: str
    publicatienaam: str
    modified: dt.date
    modified_at: dt.datetime
    documentstatus: str
    available: dt.date | None = None
    date: dt.date | None = None
    issued: dt.date | None = None
    documenttitel: str | None = None
    dossiertitel: str | None = None
    dossiernummer: str | None = None
    ondernummer: str | None = None
    vergaderjaar: str | None = None
    subrubriek: str | None = None
    hoofddocument: str | None = None
    bijlage: tuple[str, ...] = ()
    vraagnummer: str | None = None
    files: Mapping[str, Path] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Return the folder of the repository with the paper.

        Example: ``kst/36867``; for a fresh paper ``kst/onopgemaakt``.

        Seen: kst/<dossier>, kst/onopgemaakt, blg/onopgemaakt, kv/onopgemaakt, h-ek/<session>.
        """
        head, _, rest = self.identifier.partition("-")
        if head in {"blg", "kv"} or (head == "kst" and "-" not in rest):
            return f"{head}/onopgemaakt"
        if head == "kst":
            return f"kst/{self.dossiernummer}"
        chamber, session = rest.split("-")[:2]
        return f"{head}-{chamber}/{session}"

    def path(self, manifestation: str) -> str:
        """Return the repository's path of one manifestation, as in real ``itemUrl`` elements."""
        name = {"metadata": "metadata.xml", "metadataowms": "metadata_owms.xml"}.get(
            manifestation, f"{self.identifier}.{manifestation}"
        )
        return f"/frbr/officielepublicaties/{self.place}/{self.identifier}/1/{manifestation}/{name}"

    @property
    def manifestations(self) -> list[str]:
        """Return the manifestations in the order of real records (by name).

        Every paper has its two metadata files.
        """
        return sorted({*self.files, "metadata", "metadataowms"})
