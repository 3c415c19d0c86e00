"""Atom by RFC 4287: entries and their feed as XML."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
NAMESPACE = "http://www.w3.org/2005/Atom"
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML cannot hold, even escaped."""
AUTHORITY = "griffier,2026"
"""The tagging entity of every id (RFC 4151); ids do not depend on the address of the server."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event. ``id`` is a tag URI that never changes, ``updated`` its moment."""

    id: str
    title: str
    address: str
    updated: datetime
    text: str = ""
    author: str = ""
    language: str = "nl"


@dataclass(frozen=True, slots=True)
class Feed:
    """Entries with the address of the feed itself and of the page that shows the same."""

    id: str
    title: str
    address: str
    page: str
    updated: datetime
    entries: Sequence[Entry]
    language: str = "nl"


def tag(name: str) -> str:
    """Return the permanent id of an object: ``tag:griffier,2026:kst-36867-C/version-1``."""
    return f"tag:{AUTHORITY}:{name}"


def to_xml(feed: Feed) -> bytes:
    """Return the feed as a document in UTF-8."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(_name("feed"), {"xml:lang": feed.language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(feed.updated))
    _link(root, "self", feed.address, "application/atom+xml")
    _link(root, "alternate", feed.page, "text/html")
    ET.SubElement(ET.SubElement(root, _name("author")), _name("name")).text = "Griffier"
    ET.SubElement(root, _name("generator")).text = "Griffier"
    for entry in feed.entries:
        _entry(root, entry)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _entry(root: ET.Element, entry: Entry) -> None:
    element = ET.SubElement(root, _name("entry"), {"xml:lang": entry.language})
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.updated))
    _link(element, "alternate", entry.address, "text/html")
    if entry.author:
        author = ET.SubElement(element, _name("author"))
        ET.SubElement(author, _name("name")).text = _clean(entry.author)
    if entry.text:
        content = ET.SubElement(element, _name("content"), {"type": "text"})
        content.text = _clean(entry.text)


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, _name(name)).text = _clean(text)


def _link(parent: ET.Element, relation: str, address: str, media_type: str) -> None:
    attributes = {"rel": relation, "type": media_type, "href": address}
    ET.SubElement(parent, _name("link"), attributes)


def _clean(text: str) -> str:
    return FORBIDDEN.sub("�", text)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
