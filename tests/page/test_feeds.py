"""Feeds and calendar: the rules of RFC 4287 and 5545, stable ids, and 304 for who is up to date."""

import re
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import duckdb
import feedparser
import httpx
import icalendar
import pytest
from starlette.requests import Request

from pipeline.language import language
from pipeline.page.feeds.atom import Entry, Feed, to_xml
from pipeline.page.feeds.entries import FILTERS, NEWS, of_question
from pipeline.page.feeds.ical import Day, to_ics
from pipeline.page.request_context import RequestContext
from pipeline.settings import Settings

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = [
    "/feed.atom",
    "/feed.atom?party=PvdD",
    "/feed.atom?dossier=99012",
    "/feed.atom?committee=nobody",
    "/ask/unanswered.atom?party=PvdD",
    "/ask/asked_about.atom?words=woning",
    "/ask/dossier.atom?dossier=99012",
    "/ask/commitments_due.atom",
    "/follow/kst-99012-D/question-2.atom",
    "/follow/kst-99012-D/commitment-1.atom",
]
MOMENT = datetime.fromisoformat("2026-08-31T12:00:00+00:00")


def one(parent: ET.Element, name: str) -> ET.Element:
    """Return the child of this name; RFC 4287 wants exactly one."""
    found = parent.findall(f"{ATOM}{name}")
    assert 1 == len(found), (name, len(found))
    return found[0]


def holds_the_rules(feed: ET.Element) -> None:
    """Check sections 3 and 4 of RFC 4287, as far as they say "MUST"."""
    assert f"{ATOM}feed" == feed.tag
    for node in (feed, *feed.findall(f"{ATOM}entry")):
        assert urlsplit(one(node, "id").text or "").scheme
        assert (one(node, "title").text or "").strip()
        assert re.fullmatch(
            r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)",
            one(node, "updated").text or "",
        )
        links = node.findall(f"{ATOM}link")
        assert all(urlsplit(link.attrib["href"]).scheme == "http" for link in links)
        alternates = [
            (link.get("type"), link.get("hreflang"))
            for link in links
            if link.get("rel", "alternate") == "alternate"
        ]
        assert len(alternates) == len(set(alternates)) > 0
    # an entry has an author of its own, or the feed has one
    assert one(feed, "author").find(f"{ATOM}name") is not None
    ids = [one(entry, "id").text for entry in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    assert [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_holds_the_rules_and_can_be_read(site: httpx.Client, path: str) -> None:
    """Every feed holds what RFC 4287 demands, and feedparser reads all of its entries."""
    told = site.get(path)
    assert 200 == told.status_code
    assert told.headers["content-type"].startswith("application/atom+xml")
    root = ET.fromstring(told.content)  # noqa: S314 -- our own
    holds_the_rules(root)
    read = feedparser.parse(told.content)
    assert not read.bozo
    assert "atom10" == read.version
    assert len(root.findall(f"{ATOM}entry")) == len(read.entries)


def test_ids_are_the_same_wherever_the_page_is_served(site: httpx.Client) -> None:
    """The host, the language and the moment are no part of an id."""
    first = ET.fromstring(site.get("/feed.atom").content)  # noqa: S314
    headers = {"Accept-Language": "en", "Host": "localhost"}
    other = ET.fromstring(site.get("/feed.atom", headers=headers).content)  # noqa: S314
    ids = [[node.text for node in root.iter(f"{ATOM}id")] for root in (first, other)]
    assert ids[0] == ids[1]
    assert not [name for name in ids[0] if "127.0.0.1" in (name or "")]
    assert "tag:griffier,2026:kst-99012-D/version-1" in ids[0]


@pytest.mark.parametrize("path", ["/feed.atom", "/ask/unanswered?party=PvdD", "/letters", "/"])
def test_a_reader_that_is_up_to_date_gets_304(site: httpx.Client, path: str) -> None:
    """The ETag belongs to snapshot, address and language; with it there is nothing to send."""
    told = site.get(path, headers={"Accept-Language": "nl"})
    tag = told.headers["etag"]
    again = site.get(path, headers={"Accept-Language": "nl", "If-None-Match": tag})
    assert (304, b"") == (again.status_code, again.content)
    assert tag == again.headers["etag"]
    english = site.get(path, headers={"Accept-Language": "en", "If-None-Match": tag})
    assert 200 == english.status_code
    assert told.headers["etag"] != english.headers["etag"]


def test_a_feed_follows_its_choices(site: httpx.Client) -> None:
    """A feed of a party has its questions only; a question has an entry once it is answered."""
    read = feedparser.parse(site.get("/ask/unanswered.atom?party=PvdD").content)
    assert 4 == len(read.entries)
    assert all(entry.title.startswith("[VOORBEELD] PvdD: ") for entry in read.entries)
    followed = feedparser.parse(site.get("/follow/kst-99012-D/question-2.atom").content)
    asked, answered = [entry.id.removeprefix("tag:griffier,2026:") for entry in followed.entries]
    assert "kst-99012-D/question-2" == asked
    assert answered.startswith("kst-99012-D/question-2/answered/kst-99012-D/answer-")
    assert 404 == site.get("/follow/kst-99012-D/question-99.atom").status_code


def test_a_page_points_at_its_feed(site: httpx.Client) -> None:
    """Feed readers find the feed of an answer with its choices in the page's head."""
    page = site.get("/ask/unanswered?party=PvdD").text
    assert 'href="/ask/unanswered.atom?party=PvdD"' in page


def test_control_characters_do_not_break_a_feed() -> None:
    """A letter may hold what XML cannot."""
    entry = Entry("tag:a,2026:b", "a\x00b<&>", "http://x/", MOMENT, "c\x0bd\ufffe")
    feed = Feed("tag:a,2026:f", "t", "http://x/f", "http://x/", MOMENT, [entry])
    read = feedparser.parse(to_xml(feed))
    assert not read.bozo
    assert "a�b" in read.entries[0].title


def test_the_calendar_is_valid_icalendar(site: httpx.Client) -> None:
    """Every deadline is a whole day with a permanent uid and a link; lines have 75 octets."""
    told = site.get("/deadlines.ics")
    assert told.headers["content-type"].startswith("text/calendar")
    days = icalendar.Calendar.from_ical(told.content).walk("VEVENT")
    assert len(days) > 5
    assert len({str(day["UID"]) for day in days}) == len(days)
    assert all(str(day["URL"]).startswith("http://127.0.0.1") for day in days)
    assert all(not isinstance(day.decoded("DTSTART"), datetime) for day in days)
    assert max(map(len, told.content.split(b"\r\n"))) <= 75
    narrowed = icalendar.Calendar.from_ical(site.get("/deadlines.ics?dossier=99031").content)
    assert 0 < len(narrowed.walk("VEVENT")) < len(days)


def test_hostile_words_stay_words_in_the_calendar() -> None:
    """Line ends, commas and semicolons of a letter begin no property of the calendar."""
    day = Day("a@b", MOMENT.date(), "x\r\nEND:VEVENT", "a;b,c\\d é" * 30, "http://x/", MOMENT)
    read = icalendar.Calendar.from_ical(to_ics("n", [day], "d")).walk("VEVENT")
    assert 1 == len(read)
    assert "a;b,c\\d é" * 30 == str(read[0]["DESCRIPTION"])


def test_a_letter_signed_by_an_office_alone_keeps_its_sender() -> None:
    """A signature without a name does not replace the sender who is printed with one."""
    tables = """
        CREATE TABLE publication_version AS
            SELECT 'kst-1' AS publication_id, 1 AS version, now() AS accepted_at, 1 AS log_position;
        CREATE TABLE publication AS SELECT 'kst-1' AS publication_id, 'letter' AS kind,
            'Brief' AS title, NULL::VARCHAR AS dossier_title, '' AS session_year, '' AS dossier_number;
        CREATE TABLE letter AS
            SELECT 'kst-1' AS publication_id, number AS letter_id, sender, NULL::VARCHAR AS committee
            FROM (VALUES (1, 'A. Beek'), (2, 'B. Vaart'), (3, NULL), (4, 'C. Sloot'))
            AS signed (number, sender);
        CREATE TABLE signed_letter (letter_id INTEGER, ministers VARCHAR[]);
        INSERT INTO signed_letter VALUES (1, [NULL]), (2, ['Bea Vaart', NULL]), (3, [NULL]);
        CREATE TABLE asking_party (publication_id VARCHAR, party VARCHAR);
        CREATE TABLE minister
            (publication_id VARCHAR, portfolio VARCHAR, ministry_id VARCHAR, person_id VARCHAR);
        CREATE TABLE ministry (ministry_id VARCHAR, name VARCHAR);
    """
    with duckdb.connect() as connection:
        connection.execute(tables)
        asked = connection.execute(NEWS, {**dict.fromkeys(FILTERS, ""), "most": 1})
        assert ["A. Beek, Bea Vaart, C. Sloot"] == asked.pl()["senders"].to_list()


@pytest.mark.parametrize("name", ["kst-36867-C", "file-2024/een brief"])
def test_an_entry_leads_to_the_row_of_its_paper(name: str) -> None:
    """Its address is quoted once, and papers of folders in the folder have entries too."""
    scope = {
        "type": "http",
        "scheme": "http",
        "server": ("host", 80),
        "path": "/",
        "query_string": b"",
        "headers": [],
    }
    context = RequestContext(
        Request(scope), language("nl", "pipeline.page"), "/griffier", Settings()
    )
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE asked AS SELECT $1 || '/question-2' AS question_id", [name]
        )
        connection.execute(
            "CREATE TABLE publication_version AS "
            "SELECT $1 AS publication_id, $2::TIMESTAMPTZ AS accepted_at, true AS in_force",
            [name, MOMENT],
        )
        entries = of_question(context, connection) or []
    quoted = name.replace(" ", "%20")
    assert [f"http://host/griffier/letter/{quoted}#question-2"] == [
        entry.address for entry in entries
    ]
