"""Answers with which a source can harm a client: a few of each kind; `make chaos` tries a hundred."""

import time
from datetime import date

import pytest
from answering import fetched, server
from hostile_answers import ANSWERS, answer, raw

from pipeline.errors import SourceChanged
from pipeline.settings import Settings
from pipeline.source.catalogue import Catalogue
from pipeline.source.fetch_results import Failed, Fetched
from pipeline.source.repository import validator
from pipeline.source.sru import page

RECORD = (
    "<s:record><s:recordData><g:gzd><g:originalData><w:meta>"
    "<d:identifier>{identifier}</d:identifier>{meta}</w:meta></g:originalData></g:gzd>"
    "</s:recordData></s:record>"
)
RESPONSE = (
    '<s:searchRetrieveResponse xmlns:s="http://docs.oasis-open.org/ns/search-ws/sruResponse"'
    ' xmlns:g="http://standaarden.overheid.nl/sru" xmlns:d="http://purl.org/dc/terms/"'
    ' xmlns:w="http://standaarden.overheid.nl/wetgeving/">'
    "<s:numberOfRecords>{number}</s:numberOfRecords><s:records>{records}</s:records>{following}"
    "</s:searchRetrieveResponse>"
)


def response(
    identifier: str = "kst-36999-A", *, meta: str = "", number: str = "1", following: str = ""
) -> bytes:
    """Return a search response with one record."""
    records = RECORD.format(identifier=identifier, meta=meta)
    position = f"<s:nextRecordPosition>{following}</s:nextRecordPosition>" if following else ""
    return RESPONSE.format(number=number, records=records, following=position).encode()


@pytest.mark.parametrize(
    "name",
    [
        "100 Continue without end",
        "a head of one byte at a time",
        "a body of one byte at a time",
        "gzip in gzip",
        "gzip of four hundred megabytes",
    ],
)
def test_an_answer_without_end_or_measure_is_given_up(name: str) -> None:
    """One deadline holds for all of it, and what it unpacks to is bounded."""
    begun = time.monotonic()
    assert isinstance(fetched(ANSWERS[name]), Failed)
    assert time.monotonic() - begun < 15


@pytest.mark.parametrize(
    "name",
    [name for name in ANSWERS if name.startswith(("location", "content-length"))],
)
def test_numbers_and_addresses_of_any_form_end_in_a_fetch_result(name: str) -> None:
    """5,000 digits, hosts that are none, schemes of other protocols."""
    assert isinstance(fetched(ANSWERS[name]), Failed | Fetched)


def test_a_validator_beyond_ascii_is_not_kept() -> None:
    """One such ETag was stored, and made every later recheck crash."""
    outcome = fetched(answer(b'ETag: "\xe9t\xe9"', b"Last-Modified: \xff"))
    assert isinstance(outcome, Fetched)
    assert (None, None) == (outcome.etag, outcome.last_modified)
    assert validator("\u20ac") is None  # kept by an earlier version
    assert '"abc"' == validator('"abc"')


@pytest.mark.parametrize(
    "content",
    [
        response(number="9" * 5000),
        response(following="9" * 5000),
        response("a" * 500),
        response("kst-36999-A\u202e"),
        response("../../etc/passwd"),
        response("&lt;script&gt;"),
    ],
    ids=["count", "position", "long", "bidi", "path", "tag"],
)
def test_counts_and_identifiers_of_no_paper_are_refused(content: bytes) -> None:
    """They would become names of streams and runs, and stand on pages."""
    with pytest.raises(SourceChanged):
        page(content)


@pytest.mark.parametrize("name", ["dossiernummer", "ondernummer", "vergaderjaar"])
@pytest.mark.parametrize(
    "value",
    ["9" * 5000, "../../etc/passwd", "&lt;script&gt;", "A\u202e", "\U0001f4a9" * 50, "-1;"],
    ids=["long", "path", "tag", "bidi", "emoji", "signs"],
)
def test_a_number_of_no_paper_makes_no_name(name: str, value: str) -> None:
    """The key is made of dossier, number and session: else it is that of the identifier."""
    parts = {"dossiernummer": "36999", "ondernummer": "A", name: value}
    meta = "".join(f"<w:{part}>{text}</w:{part}>" for part, text in parts.items())
    (named,) = page(response("kst-36999-A", meta=meta)).records
    assert "kst-36999-A" == named.key.publication_id
    (fresh,) = page(response("kst-1299999", meta=meta)).records
    assert fresh.key.publication_id in {"kst-1299999", "kst-36999-A"}
    assert all(record.metadata.session_year is None for record in (named, fresh))


@pytest.mark.parametrize("session", ["{}-{}", "{}/{}", "{}{}", "{} en {}", "../../etc/passwd", ""])
def test_old_numbers_of_two_sessions_are_two_papers(session: str) -> None:
    """They begin again every session: one stream would hold two papers."""
    parts = "<w:dossiernummer>23700</w:dossiernummer><w:ondernummer>188b</w:ondernummer>"
    for years in ((1995, 1996), (1996, 1997)):
        meta = f"{parts}<w:vergaderjaar>{session.format(*years)}</w:vergaderjaar>"
        identifier = "kst-{}{}-23700-188b".format(*years)
        (record,) = page(response(identifier, meta=meta)).records
        assert identifier == record.key.publication_id
        assert "{}-{}".format(*years) == record.metadata.session_year


def test_an_old_number_without_a_session_makes_no_name() -> None:
    """Nothing tells which of several papers it is, so the identifier alone names it."""
    parts = "<w:dossiernummer>23700</w:dossiernummer><w:ondernummer>Nr. 188b</w:ondernummer>"
    meta = f"{parts}<w:vergaderjaar>onbekend</w:vergaderjaar>"
    (record,) = page(response("kst-1299999", meta=meta)).records
    assert ("kst-1299999", 2) == (record.key.publication_id, record.key.strength)


@pytest.mark.parametrize("day", ["0001-01-01", "1813-12-31", "2101-01-01", "9999-12-31"])
def test_a_day_in_which_no_paper_can_appear_is_left_out(day: str) -> None:
    """A month of year 9999 took down the page of coverage."""
    (record,) = page(response(meta=f"<d:available>{day}</d:available>")).records
    assert record.metadata.published_on is None
    (record,) = page(response(meta="<d:available>2026-01-05</d:available>")).records
    assert date(2026, 1, 5) == record.metadata.published_on
    days = f"<d:available>{day}</d:available><d:issued>2024-04-30</d:issued>"
    (record,) = page(response(meta=days)).records
    assert date(2024, 4, 30) == record.metadata.published_on


def test_values_without_end_are_cut() -> None:
    """They would be repeated in messages and on pages; the evidence has them whole."""
    long = "a" * 50_000
    item = f'<g:itemUrl manifestation="{long}">http://127.0.0.1/{long}</g:itemUrl>'
    (record,) = page(response(meta=f"<d:title>{long}</d:title>{item}")).records
    assert record.metadata.title == "a" * 4_000
    assert record.other_forms == ("a" * 40,)
    assert len(record.raw) > 150_000


@pytest.mark.parametrize(
    "moment",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59Z"],
)
def test_a_moment_that_no_other_zone_has_is_left_out(moment: str) -> None:
    """Metadata is read leniently; the record stays."""
    (record,) = page(response(meta=f"<d:modified>{moment}</d:modified>")).records
    assert "kst-36999-A" == record.identifier


def test_a_list_of_one_record_a_page_is_no_list() -> None:
    """It would take hours, and a new one each day."""
    content = response(number="9000", following="2")
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n"
    with server(raw(head % len(content) + content)) as port:
        settings = Settings(
            allow_loopback=True,
            requests_per_second=0,
            catalogue_url=f"http://127.0.0.1:{port}/sru",
        )
        catalogue = Catalogue(settings)
        with pytest.raises(SourceChanged, match="hours"):
            list(catalogue.pages(date(2026, 1, 1), date(2026, 1, 2), "kst"))
        catalogue.close()
