"""The catalogue's answers: SRU 2.0 search responses with records in the ``gzd`` form.

Metadata is read leniently, identity strictly. Names are matched by namespace URI, never by prefix: errors arrive under
other prefixes than records do (seen).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from lxml import etree

from pipeline.errors import SourceChanged
from pipeline.source.records import READABLE, Record, record_key

SRU = "{http://docs.oasis-open.org/ns/search-ws/sruResponse}"
DIAGNOSTIC = "{http://docs.oasis-open.org/ns/search-ws/diagnostic}"
GZD = "{http://standaarden.overheid.nl/sru}"
DCTERMS = "{http://purl.org/dc/terms/}"
CHANGED = ("datumTijdstipWijzigingExpression", "datumTijdstipWijzigingWork")
"""Where a record tells the moment of its last change, best first; attachments do not (seen)."""
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MAX_BYTES = 64 * 1024 * 1024
"""A page of 500 records is about 2 MB (4.2 kB a record, seen): thirty times that is no page."""
MAX_DEPTH = 40
"""A record is nine elements deep (seen)."""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of the catalogue: its records, the bytes as they came, and where the list goes on.

    ``number_of_records`` is what the catalogue calls an estimate; ``next_position`` is None on the last page, and there
    ``short_by`` is how many records of that estimate never came.
    """

    records: tuple[Record, ...]
    raw: bytes
    number_of_records: int
    next_position: int | None
    short_by: int = 0


class Diagnostic(SourceChanged):
    """The catalogue refused the query inside an answer that claims success (HTTP 200)."""


def page(content: bytes, where: str = "the catalogue") -> Page:
    """Read one search response.

    Raises ``Diagnostic`` when the catalogue reports an error, and ``SourceChanged`` when the answer has not the shape
    we know: no XML, too deep, an entity, no count, fewer records than it claims, or a record without an identifier.
    """
    root = _root(content, where)
    if root.tag != f"{SRU}searchRetrieveResponse":
        raise SourceChanged(f"{where}: expected a searchRetrieveResponse, got <{root.tag}>", evidence=content)
    for problem in root.iter(f"{DIAGNOSTIC}diagnostic"):
        parts = [" ".join((child.text or "").split()) for child in problem]
        raise Diagnostic(f"{where} refused the query: {'; '.join(part for part in parts if part)}", evidence=content)
    number = _count(root, f"{SRU}numberOfRecords", content, where)
    if number is None:
        raise SourceChanged(f"{where}: the answer has no numberOfRecords", evidence=content)
    records = tuple(_records(root, content, where))
    following = _count(root, f"{SRU}nextRecordPosition", content, where)
    if not records and following is not None:
        raise SourceChanged(f"{where}: the list goes on at {following}, yet this page is empty", evidence=content)
    return Page(records, content, number, following)


def _root(content: bytes, where: str) -> etree._Element:
    if len(content) > MAX_BYTES:
        raise SourceChanged(f"{where}: an answer of {len(content)} bytes is no page of the catalogue")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise SourceChanged(f"{where}: the answer is no well-formed XML: {error}", evidence=content) from error
    if root.getroottree().docinfo.doctype:
        raise SourceChanged(f"{where}: the answer declares a document type, as none ever did", evidence=content)
    if _too_deep(root):
        raise SourceChanged(f"{where}: the answer is nested more than {MAX_DEPTH} elements deep", evidence=content)
    return root


def _too_deep(root: etree._Element) -> bool:
    level = [root]
    for _ in range(MAX_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def _count(root: etree._Element, tag: str, content: bytes, where: str) -> int | None:
    text = root.findtext(tag)
    if text is None:
        return None
    if not text.strip().isdecimal():
        raise SourceChanged(f"{where}: {tag.rpartition('}')[2]} is {text!r}, not a number", evidence=content)
    return int(text)


def _records(root: etree._Element, content: bytes, where: str) -> Iterator[Record]:
    for element in root.iter(f"{SRU}record"):
        data = element.find(f"{SRU}recordData/{GZD}gzd")
        if data is None:
            raise SourceChanged(f"{where}: a record has no recordData/gzd", evidence=content)
        try:
            yield record(data)
        except SourceChanged as error:
            raise SourceChanged(f"{where}: {error}", evidence=content) from error


def record(data: etree._Element) -> Record:
    """One ``gzd`` element as a record. Raises ``SourceChanged`` when it does not say which paper it is."""
    fields = _fields(data)
    one = {name: values[0] for name, values in fields.items()}
    identifier = (data.findtext(f".//{DCTERMS}identifier") or "").strip()
    if not identifier:
        raise SourceChanged(f"a record has no identifier (its title is {one.get('title')!r})")
    forms = {item.get("manifestation", ""): (item.text or "").strip() for item in data.iter(f"{GZD}itemUrl")}
    changed = _moment(
        one.get("datumTijdstipWijzigingExpression") or one.get("datumTijdstipWijzigingWork") or one.get("timestamp")
    )
    return Record(
        source="catalogue",
        identifier=identifier,
        key=record_key(
            identifier,
            creator=one.get("creator"),
            dossiers=fields.get("dossiernummer", []),
            sub_number=one.get("ondernummer"),
            session_year=one.get("vergaderjaar"),
        ),
        title=one.get("title"),
        dossier_title=one.get("dossiertitel"),
        document_title=one.get("documenttitel"),
        document_type=one.get("subrubriek"),
        status=one.get("documentstatus"),
        published_on=_day(one.get("available")) or _day(one.get("issued")),
        modified_on=_day(one.get("modified")) or (changed.astimezone(AMSTERDAM).date() if changed else None),
        modified_at=changed,
        manifestations={form: forms[form] for form in READABLE if forms.get(form)},
        other_forms=tuple(sorted(form for form in forms if form not in READABLE)),
        preferred_url=one.get("preferredUrl"),
        hoofddocument=one.get("hoofddocument"),
        attachments=tuple(fields.get("bijlage", ())),
        raw=etree.tostring(data, method="c14n", exclusive=True),
    )


def _fields(data: etree._Element) -> Mapping[str, list[str]]:
    """The texts of a record by the last part of their element's name.

    The last part only: real files hold the misprint ``dcterms.modified`` for ``dcterms:modified`` (seen), and metadata
    is to be read leniently.
    """
    fields: dict[str, list[str]] = {}
    for element in data.iter(etree.Element):
        text = " ".join((element.text or "").split())
        if text and not len(element):
            fields.setdefault(etree.QName(element).localname.rpartition(".")[2], []).append(text)
    return fields


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)).astimezone(UTC) if moment else None
