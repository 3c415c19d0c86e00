"""The ready-made questions as pages and as files."""

import csv
import io
import json
import re
from datetime import date, datetime
from pathlib import Path

import duckdb
import httpx
import openpyxl
import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline.language import CODES, language
from pipeline.page.ask import pages
from pipeline.page.ask.cells import cell
from pipeline.page.ask.questions import GROUPS, _file, presentations
from pipeline.page.filter_options import options
from pipeline.queries import named_queries
from pipeline.warehouse import connect

REQUIRED = {"words": "woning", "paper": "kst-99012-D", "dossier": "99012"}
"""Values for what a question requires."""
NAMES = sorted(named_queries())


def path_of(name: str, ending: str = "") -> str:
    """Return the address of a question with what it requires."""
    wanted = [one for one in named_queries()[name].parameters if one.required]
    query = "&".join(f"{one.name}={REQUIRED[one.name]}" for one in wanted)
    return f"/ask/{name}{ending}{f'?{query}' if query else ''}"


def sentence(page: httpx.Response) -> str:
    """Return the answer in one sentence."""
    return LexborHTMLParser(page.text).css_first(".answer strong").text()


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_a_page_with_its_answer(
    site: httpx.Client, name: str, language: str
) -> None:
    """Each named query is answered in a sentence, in both languages, with its SQL folded away."""
    page = site.get(path_of(name), headers={"Accept-Language": language})
    assert 200 == page.status_code, page.text
    assert sentence(page)
    shown = LexborHTMLParser(page.text)
    assert presentations()[name].title(language) == shown.css_first("h1").text()
    assert shown.css_first("details.query pre").text().startswith("-- ")


def test_a_question_that_takes_too_long_is_no_fault_of_the_server(
    site: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy server stops it after ten seconds, says so, and asks to try again."""

    def stop(*_: object) -> None:
        raise duckdb.InterruptException("INTERRUPT Error: Interrupted!")

    monkeypatch.setattr(pages, "answer", stop)
    page = site.get("/ask/late_replies?since=2020-02-02", headers={"Accept-Language": "en"})
    assert 503 == page.status_code
    assert language("en", "pipeline.page").translate("message.slow.title") in page.text


def test_every_presentation_belongs_to_a_group_and_speaks_both_languages() -> None:
    """The page lists each question in a group; what one language says, the other says."""
    for name, one in presentations().items():
        assert one.group in GROUPS, name
        assert one.sentence.keys() in (set(), set(CODES)), name
        assert one.watch_out.keys() in (set(), set(CODES)), name


@pytest.mark.parametrize("name", NAMES)
def test_every_column_has_a_heading_of_its_own_in_both_languages(
    site: httpx.Client, name: str
) -> None:
    """No heading is a name of our tables ("cited in"), and no two columns have the same one."""
    wanted = [one for one in named_queries()[name].parameters if one.required]
    file = site.get(path_of(name, ".csv"), params={one.name: REQUIRED[one.name] for one in wanted})
    names = next(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    for code in CODES:
        headings = [language(code, "pipeline.page").messages[f"column.{one}"] for one in names]
        assert len(headings) == len(set(headings)), headings


def test_a_choice_of_ministry_or_party_has_everyone_who_is_asked_or_asks(
    site: httpx.Client, sample_warehouse: Path
) -> None:
    """A ministry that is asked and never signed, and a party that only asks with others, too."""
    with connect(sample_warehouse) as warehouse:
        asked = warehouse.execute(
            "SELECT DISTINCT name FROM letter_ministry JOIN ministry USING (ministry_id)"
        ).fetchall()
        parties = warehouse.execute("SELECT DISTINCT party FROM asking_party").fetchall()
    page = LexborHTMLParser(site.get("/ask/unanswered").text)
    for field, expected in (("ministry", asked), ("party", parties)):
        offered = {one.attributes["value"] for one in page.css(f"[name={field}] option")}
        assert {name for (name,) in expected} <= offered


def test_a_place_that_cites_is_a_link_to_it(site: httpx.Client) -> None:
    """The clerk goes from the list of citations to the answer that cites."""
    page = LexborHTMLParser(site.get("/ask/cites?paper=kst-99012-D").text)
    places = [a.attributes["href"] for a in page.css("td a[href^='/letter/kst-99012-D#']")]
    assert places
    assert "kst-99012-D/" not in page.css_first("table").text()


def test_the_menu_begins_with_the_questions(site: httpx.Client) -> None:
    """The first link of the menu leads to the list of questions, which leads to each of them."""
    front = LexborHTMLParser(site.get("/").text)
    assert "/ask" == front.css_first(".masthead nav a").attributes["href"]
    listed = {a.attributes["href"] for a in LexborHTMLParser(site.get("/ask").text).css("main a")}
    assert {f"/ask/{name}" for name in named_queries()} <= listed


def test_a_chosen_value_narrows_the_answer_and_its_files(site: httpx.Client) -> None:
    """The choices are lists from the data; page, CSV, Excel, JSON and Parquet hold the same rows."""
    page = LexborHTMLParser(site.get("/ask/unanswered?party=PvdD").text)
    offered = [one.text() for one in page.css("select[name=party] option")]
    assert {"PvdD", "BBB"} <= set(offered)
    shown = len(page.css(".dense tbody tr"))
    assert 4 == shown
    files = {
        ending: site.get(f"/ask/unanswered.{ending}?party=PvdD").content
        for ending in ("csv", "nl.csv", "json", "parquet", "xlsx")
    }
    rows = list(csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    dutch = list(csv.DictReader(io.StringIO(files["nl.csv"].decode("utf-8-sig")), delimiter=";"))
    assert shown == len(rows)
    assert rows == dutch
    assert [row["question_id"] for row in rows] == [
        row["question_id"] for row in json.loads(files["json"])
    ]
    assert [row["question"] for row in rows] == pl.read_parquet(io.BytesIO(files["parquet"]))[
        "question"
    ].to_list()
    sheet = openpyxl.load_workbook(io.BytesIO(files["xlsx"])).worksheets[0]
    assert [row["question_id"] for row in rows] == [
        row[-1].value for row in sheet.iter_rows(min_row=2)
    ]


def test_a_file_is_named_after_its_question(site: httpx.Client) -> None:
    """The name tells question, choices and day, in the visitor's language."""
    told = site.get("/ask/unanswered.nl.csv?party=PvdD", headers={"Accept-Language": "nl"})
    name = re.search(r'filename="([^"]+)"', told.headers["content-disposition"])
    assert name
    assert re.search(
        r"welke-vragen-wachten-op-antwoord-de-oudste-eerst_party-PvdD_\d{4}-\d\d-\d\d\.csv", name[1]
    )


def test_excel_has_typed_dates_links_and_a_sheet_about_the_rows(site: httpx.Client) -> None:
    """Dates are dates, ids are links, and the second sheet has query, definitions, day, source."""
    told = site.get("/ask/unanswered.xlsx", headers={"Accept-Language": "en"})
    book = openpyxl.load_workbook(io.BytesIO(told.content))
    data, about = book.worksheets
    head = [cell.value for cell in data[1]]
    first = dict(zip(head, data[2], strict=True))
    assert isinstance(first["asked_on"].value, datetime)
    assert "yyyy-mm-dd" == first["asked_on"].number_format
    assert isinstance(first["open_days"].value, int)
    assert isinstance(first["overdue"].value, bool)
    assert first["question_id"].hyperlink.target.startswith("http://127.0.0.1")
    words = {row[0].value: row[1].value for row in about.iter_rows()}
    assert "SELECT" in words["Query"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", words["Known up to"])
    assert "officielebekendmakingen" in words["Source"] or "bekendmakingen" in words["Source"]
    assert set(head) <= words.keys()


def test_a_wrong_value_is_refused_with_a_reason(site: httpx.Client) -> None:
    """A date that is none gives 400 and says what to write; an unknown question gives 404."""
    refused = site.get("/ask/unanswered?since=soon")
    assert 400 == refused.status_code
    assert "2026-01-31" in refused.text
    assert 404 == site.get("/ask/nothing").status_code
    assert 404 == site.get("/ask/unanswered.exe").status_code


def test_an_old_name_leads_to_the_new_one(
    site: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link to a question keeps its values when the question gets another name."""
    monkeypatch.setitem(_file()["renamed"], "waiting", "unanswered")
    moved = site.get("/ask/waiting.csv?party=PvdD")
    assert 301 == moved.status_code
    assert "/ask/unanswered.csv?party=PvdD" == moved.headers["location"]


@pytest.mark.parametrize(
    ("column", "value", "style"),
    [
        ("asked_of", "Minister van Volkshuisvesting en Ruimtelijke Ordening", "medium"),
        ("text", "Hoeveel vuurtorens zijn er, waar staan zij, en wie onderhoudt hen?", "long"),
        ("publication_id", "kst-99012-D", "name"),
        ("days", 12, "n"),
        ("overdue", True, ""),
        ("asked_on", date(2026, 3, 3), "day"),
    ],
)
def test_a_cell_has_the_style_of_its_longest_text(column: str, value: object, style: str) -> None:
    """In a third of a phone a word was broken; at 1440 pixels the name of a paper was."""
    assert style == cell(language("nl", "pipeline.page"), column, value)["style"]


def test_a_filter_has_the_same_options_on_every_page(site: httpx.Client) -> None:
    """A party that asks only together with others is an option of a question too."""
    parties = [
        [option.text() for option in LexborHTMLParser(page.text).css("select[name=party] option")]
        for page in (site.get("/letters"), site.get("/?q=woning"), site.get("/ask/unanswered"))
    ]
    assert parties[0][1:] == parties[1][1:] == parties[2][1:]
    assert len(parties[0]) > 1


def test_a_party_of_joint_questions_is_an_option() -> None:
    """Options come from the parties that ask, which a joint question has several of."""
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE asking_party AS FROM (VALUES ('q', 'VVD'), ('q', 'D66')) AS t(id, party)"
        )
        assert {"party": ["D66", "VVD"]} == options(connection, "party")
        assert {"party": ["D66"]} == options(connection, "party", most=1)
