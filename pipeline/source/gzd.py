"""One record of the catalogue, in its ``gzd`` form: the metadata of one paper.

Metadata is read leniently, identity strictly. Names are matched by namespace URI, never by prefix.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from lxml import etree

from pipeline.domain.aggregate import CATALOGUE
from pipeline.errors import SourceChanged
from pipeline.identity import OLD_NUMBER, Key, bare_number, identifier_key
from pipeline.metadata import SourceMetadata
from pipeline.source.manifestations import FILE_FORMATS
from pipeline.source.records import Record, record_key

GZD = "{http://standaarden.overheid.nl/sru}"
DCTERMS = "{http://purl.org/dc/terms/}"
CHANGED = ("datumTijdstipWijzigingExpression", "datumTijdstipWijzigingWork", "timestamp")
"""Elements with the moment of a record's last change, best first.

Seen: attachments only have the last of them.
"""
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9.()_-]{0,119}")
"""Identifiers such as kst-36867-C and kst-21501-(R2114)-3: letters, digits and a few signs.

Why: they become names of streams and of runs, and appear on pages.
"""
LONGEST, LONGEST_NAME = 4_000, 40
"""Maximum number of characters of a value and of a format's name; the record as received has all.

Why: they are repeated in messages and on pages.
"""
YEARS = range(1814, 2101)
"""Years in which a paper can be published: since the first session of the States General."""
SESSION = re.compile(r"([0-9]{4})[-/]?([0-9]{4})")
"""Session year: ``2025-2026`` in the catalogue; ``1995/1996`` and ``19951996`` mean the same."""
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def record(data: etree._Element) -> Record:
    """Convert one ``gzd`` element to a record.

    Raises:
        SourceChanged: the element has no identifier, or an invalid one.
    """
    fields = _fields(data)
    first_values = {name: values[0] for name, values in fields.items()}
    identifier = (data.findtext(f".//{DCTERMS}identifier") or "").strip()
    if not identifier:
        raise SourceChanged(
            f"a record has no identifier (its title is {first_values.get('title')!r})"
        )
    if not IDENTIFIER.fullmatch(identifier):
        raise SourceChanged(f"a record has the identifier {identifier[:80]!r}: no paper has such")
    forms = {
        item.get("manifestation", "")[:LONGEST_NAME]: (item.text or "").strip()[:LONGEST]
        for item in data.iter(f"{GZD}itemUrl")
    }
    changed = _moment(next((first_values[name] for name in CHANGED if name in first_values), None))
    key = _key(identifier, first_values, fields.get("dossiernummer", []))
    return Record(
        source=CATALOGUE,
        identifier=identifier,
        key=key,
        metadata=replace(
            SourceMetadata.of_key(key),
            title=first_values.get("title"),
            dossier_title=first_values.get("dossiertitel"),
            document_title=first_values.get("documenttitel"),
            document_type=first_values.get("subrubriek"),
            status=first_values.get("documentstatus"),
            published_on=_publication_day(first_values),
            modified_at=changed,
        ),
        modified_on=_day(first_values.get("modified"))
        or (changed.astimezone(AMSTERDAM).date() if changed else None),
        manifestations={form: forms[form] for form in FILE_FORMATS if forms.get(form)},
        other_forms=tuple(sorted(form for form in forms if form not in FILE_FORMATS)),
        preferred_url=first_values.get("preferredUrl"),
        hoofddocument=first_values.get("hoofddocument"),
        attachments=tuple(fields.get("bijlage", ())),
        raw=etree.tostring(data, method="c14n", exclusive=True),
    )


def _key(identifier: str, first_values: Mapping[str, str], dossiers: Sequence[str]) -> Key:
    """Return the key of a record; a dossier, number or session of impossible form is left out.

    Example: of ``kst-36999-A`` with the dossier ``../36999`` it is that of the identifier alone.
    So it is for an old number such as 188b without a session.

    Why: old numbers begin again every session, so dossier and number name several papers.
    """
    creator, number = first_values.get("creator"), first_values.get("ondernummer", "")
    year = _session_year(identifier, first_values.get("vergaderjaar", ""))
    of_identifier = record_key(
        identifier, creator=creator, dossiers=(), sub_number=None, session_year=year
    )
    if year is None and re.fullmatch(OLD_NUMBER, bare_number(number)):
        return of_identifier
    key = record_key(
        identifier, creator=creator, dossiers=dossiers, sub_number=number, session_year=year
    )
    return key if IDENTIFIER.fullmatch(key.publication_id) else of_identifier


def _session_year(identifier: str, printed: str) -> str | None:
    """Return the session year as two full years; that of the identifier if its form is impossible.

    Example: ``1995/1996`` and ``19951996`` give ``1995-1996``.
    """
    if years := SESSION.fullmatch(printed):
        return f"{years[1]}-{years[2]}"
    stated = identifier_key(identifier)
    return stated.session_year if stated else None


def _fields(data: etree._Element) -> Mapping[str, list[str]]:
    """Return the texts of a record by the last part of their element's name.

    Seen: real files have the misprint ``dcterms.modified`` for ``dcterms:modified``.

    Why: metadata is read leniently.
    """
    fields: dict[str, list[str]] = {}
    for element in data.iter(etree.Element):
        text = " ".join((element.text or "").split())[:LONGEST]
        if text and not len(element):
            fields.setdefault(etree.QName(element).localname.rpartition(".")[2], []).append(text)
    return fields


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _publication_day(first_values: Mapping[str, str]) -> date | None:
    """Return the first stated day of publication within ``YEARS``, None if there is none."""
    days = (_day(first_values.get(name)) for name in ("available", "issued"))
    return next((day for day in days if day and day.year in YEARS), None)


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if text else None
        if moment is None:
            return None
        local = moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
        moment = local.astimezone(UTC)
        moment.astimezone(AMSTERDAM)  # its day there must be one too
    except (ValueError, OverflowError):  # a moment in year 1 or 9999 has no other zone
        return None
    return moment
