"""Metadata that an xml paper states: in ``meta`` elements, the lines above it, and its head."""

from collections.abc import Sequence

from lxml import etree

from pipeline.reading.masthead import kept_metadata

TITLES = {"stuk": "stuktitel", "dossier": "dossiertitel", "nds-stuk": "stuktitel"}
"""The role of a ``titel``, by its parent element."""

_NUMBERS = {
    "dossiernr": "dossiernummer",
    "ondernummer": "ondernummer",
    "kamervraagnummer": "ondernummer",
}
_LINES = {
    "documenttype": "type",
    "kameraanduiding": "creator",
    "vergaderjaar": "vergaderjaar",
}  # by what a tekstregel holds


def keep_stated(metadata: dict[str, str], names: Sequence[str], node: etree._Element) -> None:
    """Add to ``metadata`` what an element states of its paper; the first of equal names counts.

    ``names`` are the names of its ancestors, from the root on, and its own last.
    """
    name, parent = names[-1], names[-2] if len(names) > 1 else ""
    if name == "meta":
        kept_metadata(metadata, node.get("name", ""), node.get("content", ""))
    elif name == "tekstregel":
        _keep(metadata, _LINES.get(node.get("inhoud", ""), ""), node)
    elif name == "titel" and parent in TITLES:
        _keep(metadata, {"stuktitel": "title"}.get(TITLES[parent], TITLES[parent]), node)
    elif name in _NUMBERS:
        _keep(metadata, _NUMBERS[name], node)
    elif name == "begrotingshoofdstuk" and "dossiernummer" in metadata:
        metadata["dossiernummer"] += f" {words_of(node)}"


def _keep(metadata: dict[str, str], name: str, node: etree._Element) -> None:
    value = words_of(node)
    if name == "vergaderjaar":
        value = value.removeprefix("Vergaderjaar ")
    if name and value:
        metadata.setdefault(name, value)


def words_of(node: etree._Element) -> str:
    """Return the words of an element without those of the notes in it."""
    within = sum(1 for _ in node.iterancestors("{*}noot")) + (etree.QName(node).localname == "noot")
    return " ".join("".join(_TEXTS(node, within=within)).split())


_TEXTS = etree.XPath(".//text()[count(ancestor::*[local-name() = 'noot']) = $within]")
