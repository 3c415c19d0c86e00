"""What an official paper states about itself, under the names of the official metadata without their prefix.

The prefixes seen: ``DC.``, ``DCTERMS.``, ``OVERHEID.``, ``OVERHEIDop.``; the names of the paper's own parts
(``dossiernummer``, ``ondernummer``, ``vergaderjaar``, ``creator``, ``title``, ``dossiertitel``) are joined to them.
"""

from __future__ import annotations

import re

_PREFIX = re.compile(r"(?:dc|dcterms|overheid|overheidop)\.", re.IGNORECASE)
_RECORD = re.compile(r"/([a-z][\w.-]*)/metadata\.xml$")
_KEPT = frozenset(
    {
        "identifier", "title", "type", "creator", "issued", "available", "date", "language", "vergaderjaar", "dossiernummer",
        "ondernummer", "dossiertitel", "documenttitel", "documentstatus", "vraagnummer", "indiener", "ontvanger",
        "publicationName", "datumOntvangst", "datumIndiening", "aanhangselNummer", "subrubriek", "behandelendeCommissie",
    }
)  # fmt: skip
_SYNONYMS = {"aanhangselNummer": "ondernummer"}


def kept_metadata(metadata: dict[str, str], name: str, content: str) -> None:
    """Add one ``<meta>`` of a paper to ``metadata``; of a name that is given several times, the first counts."""
    content = " ".join(content.split())
    if name == "OVERHEIDop.externMetadataRecord" and (record := _RECORD.search(content)):
        metadata.setdefault("identifier", record[1])
        return
    plain = _PREFIX.sub("", name, count=1)
    if content and plain in _KEPT and plain != name:
        metadata.setdefault(_SYNONYMS.get(plain, plain), content)
