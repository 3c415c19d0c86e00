"""Answers of the catalogue: real ones are read, odd ones are refused with the answer as evidence."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml import etree

from pipeline.errors import SourceChanged
from pipeline.source.gzd import record
from pipeline.source.records import Record
from pipeline.source.sru import Diagnostic, page

RESPONSE = (
    '<s:searchRetrieveResponse xmlns:s="http://docs.oasis-open.org/ns/search-ws/sruResponse"'
    ' xmlns:g="http://standaarden.overheid.nl/sru" xmlns:d="http://purl.org/dc/terms/"'
    ' xmlns:w="http://standaarden.overheid.nl/wetgeving/"><s:numberOfRecords>1</s:numberOfRecords><s:records><s:record>'
    "<s:recordData><g:gzd><g:originalData><w:meta>{meta}</w:meta></g:originalData><g:enrichedData>{data}</g:enrichedData>"
    "</g:gzd></s:recordData></s:record></s:records></s:searchRetrieveResponse>"
)
IDENTIFIER = "<d:identifier>kst-1299999</d:identifier>"


def one(meta: str, data: str = "") -> Record:
    """Return the record of a response that holds one."""
    (record,) = page(RESPONSE.format(meta=meta, data=data).encode()).records
    return record


def test_the_real_dossier_has_four_papers_with_their_manifestations(corpus: Path) -> None:
    """A fresh paper has only a PDF; finished ones have XML, HTML and PDF too. All are keyed by
    letter.
    """
    answer = page((corpus / "sru" / "eerste-kamer-dossier-36867.xml").read_bytes())
    assert (4, None) == (answer.number_of_records, answer.next_position)
    forms = {
        record.identifier: (record.key.publication_id, list(record.manifestations))
        for record in answer.records
    }
    assert {
        "kst-1259252": ("kst-36867-D", ["pdf"]),
        "kst-36867-A": ("kst-36867-A", ["xml", "html", "pdf"]),
        "kst-36867-B": ("kst-36867-B", ["xml", "html", "pdf"]),
        "kst-36867-C": ("kst-36867-C", ["xml", "html", "pdf"]),
    } == forms


def test_a_real_record_is_read_whole(corpus: Path) -> None:
    """Titles, status, days, the moment of change in UTC, attachments and addresses of 36867-B."""
    answer = page((corpus / "sru" / "eerste-kamer-dossier-36867.xml").read_bytes())
    record = next(record for record in answer.records if record.identifier == "kst-36867-B")
    key = record.key
    assert ("EK", "36867", "B", "2025-2026") == (
        key.chamber,
        key.dossier_number,
        key.sub_number,
        key.session_year,
    )
    assert date(2026, 8, 19) == record.modified_on
    assert datetime(2026, 8, 19, 9, 48, 13, 129397, UTC) == record.metadata.modified_at
    assert ("blg-1253259",) == record.attachments
    assert ("metadata", "metadataowms", "odt") == record.other_forms
    assert "https://zoek.officielebekendmakingen.nl/kst-36867-B.html" == record.preferred_url


def test_a_real_page_names_the_next_position(corpus: Path) -> None:
    """Ten of 76 records, of four series, and the position of the next."""
    answer = page((corpus / "sru" / "page-10-of-76.xml").read_bytes())
    assert (10, 76, 11) == (len(answer.records), answer.number_of_records, answer.next_position)
    assert {"blg", "h", "kst"} == {record.key.series for record in answer.records}


def test_a_real_diagnostic_raises_an_error(corpus: Path) -> None:
    """An error inside an answer of status 200, under prefixes of its own, is an error."""
    content = (corpus / "sru" / "diagnostic-unknown-prefix.xml").read_bytes()
    with pytest.raises(Diagnostic, match="unknown prefix dcterms") as caught:
        page(content)
    assert content == caught.value.evidence


def test_namespace_prefixes_do_not_matter() -> None:
    """The prefixes of these tests are not those of the catalogue."""
    assert "kst-1299999" == one(IDENTIFIER).identifier


def test_the_misprinted_day_of_modification_is_understood() -> None:
    """Real files write dcterms.modified for dcterms:modified."""
    assert (
        date(2026, 2, 3)
        == one(IDENTIFIER + "<dcterms.modified>2026-02-03</dcterms.modified>").modified_on
    )


def test_metadata_that_is_no_date_is_left_out() -> None:
    """Lenient on metadata: a broken date is no date."""
    assert one(IDENTIFIER + "<d:modified>vandaag</d:modified>").modified_on is None


@pytest.mark.parametrize(
    "meta",
    [
        "<w:documentstatus>Opgemaakt</w:documentstatus>",
        "<w:identifier>kst-1</w:identifier>",
        "<d:identifier/>",
    ],
)
def test_a_record_without_an_identifier_stops_the_reading(meta: str) -> None:
    """Strict on identity: also where another element bears the name."""
    with pytest.raises(SourceChanged, match="no identifier") as caught:
        one(meta)
    assert caught.value.evidence


def test_a_fresh_paper_is_kept_under_its_dossier_and_letter() -> None:
    """Never under its numeric name, when dossier and sub-number are told."""
    record = one(
        IDENTIFIER + "<w:ondernummer>D</w:ondernummer><w:dossiernummer>36999</w:dossiernummer>"
    )
    assert ("kst-36999-D", 3) == (record.key.publication_id, record.key.strength)


def test_a_fresh_paper_without_a_dossier_keeps_its_numeric_name() -> None:
    """There is no stronger key to be had."""
    key = one(IDENTIFIER).key
    assert ("kst-1299999", 2) == (key.publication_id, key.strength)


def test_an_attachment_never_takes_the_key_of_its_parent() -> None:
    """Its dossier and sub-number are the parent's."""
    record = one(
        "<d:identifier>blg-1299001</d:identifier><w:hoofddocument>kst-36999-B</w:hoofddocument>"
        "<w:ondernummer>B</w:ondernummer><w:dossiernummer>36999</w:dossiernummer>"
    )
    assert ("blg-1299001", "kst-36999-B") == (record.key.publication_id, record.hoofddocument)


def test_a_reprint_is_the_same_paper() -> None:
    """kst-36999-B-h1 is kst-36999-B again."""
    meta = "<w:ondernummer>B</w:ondernummer><w:dossiernummer>36999</w:dossiernummer>"
    assert (
        "kst-36999-B"
        == one("<d:identifier>kst-36999-B-h1</d:identifier>" + meta).key.publication_id
    )


def test_a_paper_in_two_dossiers_belongs_to_the_one_that_names_it() -> None:
    """Not to the one that happens to stand first."""
    meta = "<w:ondernummer>B</w:ondernummer><w:dossiernummer>36800</w:dossiernummer><w:dossiernummer>36800-XV</w:dossiernummer>"
    assert (
        "kst-36800-XV-B"
        == one("<d:identifier>kst-36800-XV-B</d:identifier>" + meta).key.publication_id
    )


def test_the_raw_record_does_not_depend_on_its_place_in_the_list() -> None:
    """The same record has the same bytes on any page, so that it is one blob."""
    text = RESPONSE.format(meta=IDENTIFIER, data="")
    moved = text.replace("</s:record>", "<s:recordPosition>7</s:recordPosition></s:record>")
    assert page(text.encode()).records[0].raw == page(moved.encode()).records[0].raw


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html>busy</html>", "expected a searchRetrieveResponse"),
        (b"{}", "no well-formed XML"),
        (b"", "no well-formed XML"),
        (
            b'<!DOCTYPE s [<!ENTITY a "b">]>' + RESPONSE.format(meta=IDENTIFIER, data="").encode(),
            "document type",
        ),
        (RESPONSE.format(meta=IDENTIFIER + "<w:a>" * 60 + "</w:a>" * 60, data="").encode(), "deep"),
        (b"<a>" * 100_000, "depth"),
        (b"<a>" + b"<b/>" * 500_000 + b"</a>", "more than 500000 elements"),
        (
            b'<!DOCTYPE s [<!ENTITY a "b"><!ENTITY c "' + b"&a;" * 100_000 + b'">]><s>&c;</s>',
            "well-formed|document type",
        ),
        (
            RESPONSE.replace("numberOfRecords", "count").format(meta=IDENTIFIER, data="").encode(),
            "no numberOfRecords",
        ),
        (
            RESPONSE.replace(">1<", ">many<").format(meta=IDENTIFIER, data="").encode(),
            "not a number",
        ),
        (
            RESPONSE.replace("g:gzd", "g:other").format(meta=IDENTIFIER, data="").encode(),
            "recordData/gzd",
        ),
        (
            RESPONSE.replace("s:record>", "s:item>").format(meta=IDENTIFIER, data="").encode(),
            "item> in the list is no record",
        ),
        (
            RESPONSE.replace("s:records>", "s:items>").format(meta=IDENTIFIER, data="").encode(),
            "1 records are announced",
        ),
    ],
)
def test_an_answer_that_is_not_the_catalogues_is_refused(content: bytes, message: str) -> None:
    """With a sentence that says what is wrong, and the answer as evidence."""
    with pytest.raises(SourceChanged, match=message) as caught:
        page(content)
    assert content == caught.value.evidence


def test_an_oversized_answer_is_refused_before_parsing() -> None:
    """Nor kept."""
    with pytest.raises(SourceChanged, match="33554433 bytes is no page"):
        page(b" " * (32 * 1024 * 1024 + 1))


def test_an_answer_that_has_nothing_to_list_is_an_answer() -> None:
    """Also where the announced number, which is an estimate, says otherwise."""
    for number in (0, 3):
        text = (
            RESPONSE.partition("<s:record>")[0].replace(">1<", f">{number}<")
            + "</s:records></s:searchRetrieveResponse>"
        )
        assert (0, number) == (
            len(page(text.encode()).records),
            page(text.encode()).number_of_records,
        )


@pytest.mark.parametrize(
    ("name", "publication_id", "strength"),
    [("record-kst", "kst-", 3), ("record-bijlage", "blg-", 2), ("record-kv_onopgemaakt", "kv", 2)],
)
def test_real_records_of_each_series_are_keyed(
    corpus: Path, name: str, publication_id: str, strength: int
) -> None:
    """A paper, an attachment and written questions, as the catalogue gave them."""
    (data,) = etree.fromstring((corpus / "sru" / f"{name}.xml").read_bytes()).iter("{*}gzd")
    found = record(data)
    assert (publication_id, strength) == (
        found.key.publication_id[: len(publication_id)],
        found.key.strength,
    )
    assert found.manifestations
    assert found.modified_on
