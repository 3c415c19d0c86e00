"""One record of the catalogue, in its ``gzd`` form: the metadata of one paper.

Metadata is read leniently, identity strictly. Names are matched by namespace URI, never by prefix.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from lxml import etree

from pipeline.domain.aggregate import CATALOGUE
from pipeline.errors import SourceChanged
from pipeline.metadata import SourceMetadata
from pipeline.source.records import READABLE, Record, record_key

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
        item.get("manifestation", ""): (item.text or "").strip()
        for item in data.iter(f"{GZD}itemUrl")
    }
    changed = _moment(next((first_values[name] for name in CHANGED if name in first_values), None))
    key = record_key(
        identifier,
        creator=first_values.get("creator"),
        dossiers=fields.get("dossiernummer", []),
        sub_number=first_values.get("ondernummer"),
        session_year=first_values.get("vergaderjaar"),
    )
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
            published_on=_day(first_values.get("available")) or _day(first_values.get("issued")),
            modified_at=changed,
        ),
        modified_on=_day(first_values.get("modified"))
        or (changed.astimezone(AMSTERDAM).date() if changed else None),
        manifestations={form: forms[form] for form in READABLE if forms.get(form)},
        other_forms=tuple(sorted(form for form in forms if form not in READABLE)),
        preferred_url=first_values.get("preferredUrl"),
        hoofddocument=first_values.get("hoofddocument"),
        attachments=tuple(fields.get("bijlage", ())),
        raw=etree.tostring(data, method="c14n", exclusive=True),
    )


def _fields(data: etree._Element) -> Mapping[str, list[str]]:
    """Return the texts of a record by the last part of their element's name.

    Seen: real files have the misprint ``dcterms.modified`` for ``dcterms:modified``.

    Why: metadata is read leniently.
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
        if moment is None:
            return None
        local = moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
        moment = local.astimezone(UTC)
        moment.astimezone(AMSTERDAM)  # its day there must be one too
    except (ValueError, OverflowError):  # a moment in year 1 or 9999 has no other zone
        return None
    return moment
