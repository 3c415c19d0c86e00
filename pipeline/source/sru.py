"""The catalogue's responses: SRU 2.0 search responses, with records that ``gzd`` reads.

Names are matched by namespace URI, never by prefix.

Seen: errors have other prefixes than records.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.errors import SourceChanged
from pipeline.source.gzd import GZD, record
from pipeline.source.records import Record

SRU = "{http://docs.oasis-open.org/ns/search-ws/sruResponse}"
DIAGNOSTIC = "{http://docs.oasis-open.org/ns/search-ws/diagnostic}"
MAX_BYTES = 32 * 1024 * 1024
"""Most bytes of a response.

Seen: a page of 500 records is about 2 MB (4.2 kB a record); this is fifteen times that.
"""
MAX_ELEMENTS = 500_000
"""Most elements of a response. Seen: a page of 500 records has about 25,000 (48 a record)."""
MAX_DEPTH = 40
"""Deepest nesting of a response. Seen: a record is nine elements deep."""
COUNT = re.compile(r"[0-9]{1,9}")
"""Pattern of a count or a position.

Why: longer numbers are invalid, and Python refuses to convert 5,000 digits.
"""
BIT = 64 * 1024
"""Bytes parsed between two checks of the limits."""


@dataclass(frozen=True, slots=True)
class Page:
    """One response of the catalogue: its records, its bytes, and the position of the next page.

    ``number_of_records`` is an estimate of the catalogue; ``next_position`` is None on the last
    page, and there ``short_by`` is the number of records of that estimate that were not returned.
    """

    records: tuple[Record, ...]
    raw: bytes
    number_of_records: int
    next_position: int | None
    short_by: int = 0


class Diagnostic(SourceChanged):
    """An error of the catalogue about the query, in a response with status 200."""


def page(content: bytes, where: str = "the catalogue") -> Page:
    """Parse one search response.

    Raises:
        Diagnostic: the catalogue reports an error.
        SourceChanged: the response has another shape than expected: no XML, too deep, an entity, no
            count, no list of records, or a record without an identifier.
    """
    root = _root(content, where)
    if root.tag != f"{SRU}searchRetrieveResponse":
        raise SourceChanged(
            f"{where}: expected a searchRetrieveResponse, got <{root.tag}>", evidence=content
        )
    for problem in root.iter(f"{DIAGNOSTIC}diagnostic"):
        parts = [" ".join((child.text or "").split()) for child in problem]
        raise Diagnostic(
            f"{where} refused the query: {'; '.join(part for part in parts if part)}",
            evidence=content,
        )
    number = _count(root, f"{SRU}numberOfRecords", content, where)
    if number is None:
        raise SourceChanged(f"{where}: the answer has no numberOfRecords", evidence=content)
    records = tuple(_records(root, number, content, where))
    following = _count(root, f"{SRU}nextRecordPosition", content, where)
    if not records and following is not None:
        raise SourceChanged(
            f"{where}: the list goes on at {following}, yet this page is empty", evidence=content
        )
    return Page(records, content, number, following)


def _root(content: bytes, where: str) -> etree._Element:
    """Parse the response incrementally and return its root element.

    Raises:
        SourceChanged: it is no XML, too long, too deep, has too many elements, or declares a
            document type.

    Why: a response beyond the limits is refused before it fills the memory.
    """
    if len(content) > MAX_BYTES:
        raise SourceChanged(
            f"{where}: an answer of {len(content)} bytes is no page of the catalogue"
        )
    safe = {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "huge_tree": False,
        "remove_pis": True,
    }
    parser = etree.XMLPullParser(("start", "end"), **safe)
    depth = number = 0
    try:
        for start in range(0, len(content), BIT):
            parser.feed(content[start : start + BIT])
            for event, _ in parser.read_events():
                depth, number = (depth + 1, number + 1) if event == "start" else (depth - 1, number)
                if depth > MAX_DEPTH:
                    raise SourceChanged(
                        f"{where}: the answer is nested more than {MAX_DEPTH} elements deep",
                        evidence=content,
                    )
                if number > MAX_ELEMENTS:
                    raise SourceChanged(
                        f"{where}: the answer has more than {MAX_ELEMENTS} elements",
                        evidence=content,
                    )
        root = parser.close()
    except etree.XMLSyntaxError as error:
        raise SourceChanged(
            f"{where}: the answer is no well-formed XML: {error}", evidence=content
        ) from error
    if root.getroottree().docinfo.doctype:
        raise SourceChanged(
            f"{where}: the answer declares a document type, as none ever did", evidence=content
        )
    return root


def _count(root: etree._Element, tag: str, content: bytes, where: str) -> int | None:
    text = root.findtext(tag)
    if text is None:
        return None
    if not COUNT.fullmatch(text.strip()):
        raise SourceChanged(
            f"{where}: {tag.rpartition('}')[2]} is {text[:40]!r}, not a number", evidence=content
        )
    return int(text)


def _records(root: etree._Element, number: int, content: bytes, where: str) -> Iterator[Record]:
    """Yield the records of a response that announces this number of them.

    Raises:
        SourceChanged: the list of records is missing, or has an element that is not a valid record.
    """
    listed = root.find(f"{SRU}records")
    if listed is None and number:
        raise SourceChanged(
            f"{where}: {number} records are announced, yet there is no list of records",
            evidence=content,
        )
    for element in listed.iterchildren(etree.Element) if listed is not None else ():
        data = element.find(f"{SRU}recordData/{GZD}gzd")
        if element.tag != f"{SRU}record" or data is None:
            raise SourceChanged(
                f"{where}: <{element.tag}> in the list is no record with recordData/gzd",
                evidence=content,
            )
        try:
            yield record(data)
        except SourceChanged as error:
            raise SourceChanged(f"{where}: {error}", evidence=content) from error
