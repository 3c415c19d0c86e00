"""The same notion has the same number on page, report, notebook, named queries, status and export.

On the sample, and on a generated warehouse of ten thousand questions.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient
from synthetic_warehouse import make
from test_notebook import run

from pipeline.console import run as run_query
from pipeline.flows import status
from pipeline.flows.stores import open_stores
from pipeline.page.app import create_app
from pipeline.queries import named_query, values
from pipeline.report import write_report
from pipeline.settings import Settings
from pipeline.warehouse import connect
from pipeline.warehouse.export import export

ENGLISH = {"Accept-Language": "en"}
CALENDAR = "From a year before the last day that is known."


@pytest.fixture(scope="module", params=["sample", "made"])
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a published warehouse; its folder is a GRIFFIER_HOME."""
    if request.param == "sample":
        found: Path = request.getfixturevalue("sample_warehouse")
        return found
    folder = tmp_path_factory.mktemp("made")
    make(folder / "warehouse-1.duckdb", 10_000)
    (folder / "warehouse.duckdb").symlink_to("warehouse-1.duckdb")
    return folder / "warehouse.duckdb"


@pytest.fixture(scope="module")
def page(published: Path) -> Iterator[TestClient]:
    """Yield the page on it."""
    with TestClient(create_app(Settings(home=published.parent)), headers=ENGLISH) as client:
        yield client


@pytest.fixture(scope="module")
def notebook(published: Path) -> Mapping[str, Any]:
    """Return the values of the notebook's cells."""
    return run(published)[1]


def query(published: Path, name: str, **given: str) -> list[dict[str, Any]]:
    """Return the rows of a named query."""
    with connect(published) as connection:
        asked = named_query(name)
        rows: list[dict[str, Any]] = (
            connection.execute(asked.sql, values(asked.parameters, given)).pl().to_dicts()
        )
    return rows


def numbers(html: str, css: str) -> list[str]:
    """Return the texts at a place of a page, without the marks between thousands."""
    return [node.text(strip=True).replace(",", "") for node in LexborHTMLParser(html).css(css)]


def parties(html: str) -> dict[str, list[int]]:
    """Return the numbers beside each party on the page of activity."""
    rows = LexborHTMLParser(html).css("table.ranges tbody tr")
    return {
        row.css_first("th").text(strip=True): [
            int(cell.text(strip=True).replace(",", "")) for cell in row.css("td.n")[:4]
        ]
        for row in rows
    }


def test_the_number_of_questions_is_the_same_everywhere(
    published: Path, page: TestClient, notebook: Mapping[str, Any]
) -> None:
    """On the first page, in freshness, per year, and in the sentence of the notebook."""
    asked = sum(row["questions"] for row in query(published, "session_years"))
    assert [asked] == [row["questions"] for row in query(published, "freshness")]
    assert asked == notebook["known"]["questions"]
    assert f"{asked:,} questions" in page.get("/").text
    assert f" of {asked} had no answer" in notebook["waiting_says"]


def test_the_number_of_open_questions_is_the_same_everywhere(
    published: Path, page: TestClient, notebook: Mapping[str, Any]
) -> None:
    """The list itself, the figures above it, per year, and the notebook."""
    still_open = query(published, "unanswered")
    years = query(published, "session_years")
    shown = numbers(page.get("/figures/unanswered").text, "dl.numbers dd")
    overdue = sum(row["overdue"] for row in still_open)
    assert len(still_open) == sum(row["open_questions"] for row in years) == int(shown[0])
    assert overdue == sum(row["overdue"] for row in years) == int(shown[1])
    assert f"**{len(still_open)} questions**" in notebook["waiting_says"]
    assert f"passed for {overdue}" in notebook["waiting_says"]


def test_every_party_has_the_same_numbers_everywhere(
    published: Path, page: TestClient, notebook: Mapping[str, Any]
) -> None:
    """Two named queries, the page of activity, the page of the party, and the notebook's chart."""
    shares = {row["party"]: row for row in query(published, "unanswered_share")}
    on_page = parties(page.get("/figures/activity").text)
    charted = notebook["asking"].select("party", "questions").group_by("party").sum().to_dicts()
    assert {name: row["questions"] for name, row in shares.items()} == {
        row["party"]: row["questions"] for row in charted
    }
    assert {
        name: [row["questions"], row["answered"], row["answered_elsewhere"], row["open_questions"]]
        for name, row in shares.items()
    } == on_page
    for name, row in list(shares.items())[:3]:
        own = numbers(page.get(f"/party/{name}").text, "dl.numbers dd")
        assert [str(row["questions"]), str(row["open_questions"])] == own[:2], name


def test_questions_equal_answered_plus_elsewhere_plus_open(published: Path) -> None:
    """For every party, ministry and year; a ministry's and a party's sums may exceed the total."""
    for name in ("parties", "ministries", "session_years"):
        rows = query(published, name)
        assert rows
        assert [] == [
            row
            for row in rows
            if row["questions"]
            != row["answered"] + row["answered_elsewhere"] + row["open_questions"]
        ]


def test_letters_without_a_reply_are_the_same_on_page_and_in_the_query(
    published: Path, page: TestClient
) -> None:
    """None of them has an answer in any paper, and the party filter counts for both."""
    for party in ("", query(published, "parties")[0]["party"]):
        rows = query(published, "overdue", **({"party": party} if party else {}))
        html = page.get("/figures/unanswered", params={"party": party}).text
        shown = LexborHTMLParser(html).css("section[aria-labelledby=requests] li")
        assert min(len(rows), 50) == len(shown)


def test_the_number_of_overdue_promises_is_the_same_everywhere(
    published: Path, page: TestClient, notebook: Mapping[str, Any]
) -> None:
    """The chip on the page, the query and the notebook leave deferrals out."""
    past = len(query(published, "commitments_past_deadline"))
    chips = dict(
        zip(
            ("all", "coming", "passed", "none", "procedural"),
            numbers(page.get("/figures/commitments").text, ".chips small"),
            strict=True,
        )
    )
    assert past == int(chips["passed"]) == notebook["promised"]["passed"]
    assert len(query(published, "commitments_due")) == int(chips["coming"])
    assert int(chips["all"]) == notebook["promised"]["promises"]


def test_medians_are_the_same_to_the_last_digit(
    published: Path, page: TestClient, notebook: Mapping[str, Any]
) -> None:
    """60.5 is not 60 on one surface."""
    medians = [f"{row['median_days']:g}" for row in query(published, "slowest_ministries")]
    shown = numbers(page.get("/figures/times").text, "tbody td[data-label=Median]")
    assert medians == shown
    charted = notebook["late"]["median_days"].to_list()
    assert medians[: len(charted)] == [f"{value:g}" for value in charted]


def test_status_counts_as_the_views_do(
    published: Path, tmp_path: Path, notebook: Mapping[str, Any]
) -> None:
    """`griffier status` and `griffier ingest` print these counts at their end."""
    with open_stores(Settings(home=tmp_path, warehouse=published), takeover="new") as stores:
        told = status.summary(stores)
    (fresh,) = query(published, "freshness")
    assert [fresh["questions"], fresh["letters"], fresh["answers"], fresh["papers"]] == [
        told["questions"], told["letters"], told["answers"], told["publications"],
    ]  # fmt: skip
    with connect(published) as connection:
        printed = connection.execute("SELECT count(*) FROM question").fetchone()
        promises = connection.execute("SELECT count(*) FROM commitment").fetchone()
    assert printed == (told["questions"] + told["repeated_questions"],)
    assert promises == (told["commitments"] + told["announced_replies"],)
    assert notebook["promised"]["promises"] == told["commitments"]


def test_an_export_has_the_figures_of_the_views(
    published: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Asked, open, overdue and past promises, counted in its files; parties row by row."""
    folder = tmp_path_factory.mktemp("export") / "out"
    export(published, folder, "parquet")
    views = {file.stem.removesuffix("-sample"): file for file in (folder / "views").iterdir()}
    asked = pl.read_parquet(views["asked_question"])
    (fresh,) = query(published, "freshness")
    assert fresh["questions"] == asked.height
    still_open = query(published, "unanswered")
    assert len(still_open) == asked.filter(pl.col("state") == "open").height
    assert sum(row["overdue"] for row in still_open) == asked["overdue"].sum()
    promises = pl.read_parquet(views["commitment_deadline"])
    assert len(query(published, "commitments_past_deadline")) == promises["deadline_passed"].sum()
    counts = ("party", "questions", "answered", "answered_elsewhere", "open_questions")
    files = (
        pl.read_parquet(views["party_activity"])
        .group_by("party")
        .agg(pl.col(name).sum() for name in counts[1:])
    )
    shares = query(published, "unanswered_share")
    assert sorted(tuple(row[name] for name in counts) for row in shares) == sorted(files.rows())


def test_feeds_and_the_calendar_have_the_rows_of_the_queries(
    published: Path, page: TestClient
) -> None:
    """As many entries as there are rows, up to the fifty of a feed; a day for each request.

    The calendar begins a year before the last day that is known.
    """
    for name in ("unanswered", "commitments_due", "commitments_past_deadline"):
        entries = page.get(f"/ask/{name}.atom").text.count("<entry")
        assert min(len(query(published, name)), 50) == entries, name
    calendar = page.get("/deadlines.ics").text
    (fresh,) = query(published, "freshness")
    first = fresh["as_of"].replace(year=fresh["as_of"].year - 1)
    due = [
        row for row in query(published, "unanswered") if row["due_on"] and row["due_on"] >= first
    ]
    requests = {row["question_id"].partition("/")[0] for row in due}
    promises = [
        *query(published, "commitments_due"), *query(published, "commitments_past_deadline"),
    ]  # fmt: skip
    uids = set(re.findall(r"UID:(\S+)@griffier", calendar.replace("\r\n ", "")))
    days = {uid for uid in uids if "/commitment-" in uid}
    promised = [row for row in promises if row["due_on"] and row["due_on"] >= first]
    assert {row["commitment_id"] for row in promised} == days
    assert f"X-WR-CALDESC:{CALENDAR}" in calendar.replace("\r\n ", "")
    assert requests == {uid.partition("/")[0] for uid in uids - days}


def lists(html: str) -> dict[str, int]:
    """Return the totals in the headings of the lists of a page, by the list's name."""
    return {
        heading.attributes["id"] or "": int(heading.css_first("small").text().replace(",", ""))
        for heading in LexborHTMLParser(html).css("section.list h2")
    }


def test_the_page_of_each_party_has_the_numbers_of_the_queries(
    published: Path, page: TestClient
) -> None:
    """Asked, open and papers above, and as many rows in the lists below."""
    for row in query(published, "unanswered_share")[:6]:
        html = page.get(f"/party/{row['party']}").text
        years = query(published, "parties", party=row["party"])
        papers = sum(year["papers"] for year in years)
        assert numbers(html, "dl.numbers dd") == [
            str(row["questions"]), str(row["open_questions"]), str(papers),
        ]  # fmt: skip
        shown = lists(html)
        assert (row["open_questions"], papers) == (shown.get("open", 0), shown["papers"])


def test_the_page_of_each_ministry_has_the_numbers_of_the_queries(
    published: Path, page: TestClient
) -> None:
    """Open questions, replies and their median; the list of open questions leads to the query."""
    for row in query(published, "slowest_ministries")[:6]:
        name = row["ministry_id"]
        html = page.get(f"/ministry/{name}").text
        still_open = query(published, "unanswered", ministry=name)
        _, _, waiting, replies, median = numbers(html, "dl.numbers dd")
        assert [str(len(still_open)), str(row["replies"])] == [waiting, replies], name
        assert f"{row['median_days']:g}" == median, name
        assert lists(html).get("open", 0) == len(still_open), name


def test_the_page_of_each_person_and_committee_has_the_numbers_of_the_queries(
    published: Path, page: TestClient
) -> None:
    """Letters, answers, replies, and the median of these."""
    people = query(published, "ministers")
    offices = Counter(row["person_id"] for row in people)
    for row in [row for row in people if row["person_id"] and offices[row["person_id"]] == 1][:6]:
        shown = numbers(page.get(f"/person/{row['person_id']}").text, "dl.numbers dd")
        median = "–" if row["median_days"] is None else f"{row['median_days']:g}"
        counts = [row["letters"], row["answers"], row["timed_replies"]]
        assert [*map(str, counts), median] == shown, row["name"]
    for row in query(published, "slowest_committees")[:6]:
        html = page.get(f"/committee/{row['committee']}").text
        replies, median = numbers(html, "dl.numbers dd")[2:]
        assert (str(row["replies"]), f"{row['median_days']:g}") == (replies, median)


def test_promises_of_dossiers_add_up_to_those_of_the_figures(
    published: Path, page: TestClient, notebook: Mapping[str, Any]
) -> None:
    """No page counts the announcement of a later reply as a promise; status counts it apart."""
    with connect(published) as connection:
        dossiers = connection.execute(
            "SELECT dossier_number, count(*) FILTER (NOT procedural) FROM commitment_deadline "
            "GROUP BY dossier_number"
        ).fetchall()
    assert notebook["promised"]["promises"] == sum(promises for _, promises in dossiers)
    for dossier, promises in [row for row in dossiers if row[0]][:6]:
        assert promises == lists(page.get(f"/dossier/{dossier}").text).get("promises", 0), dossier


def test_a_letter_tells_an_announcement_of_its_reply_from_a_promise(
    sample_warehouse: Path,
) -> None:
    """And says that the reply came, as the figures do."""
    with TestClient(create_app(Settings(home=sample_warehouse.parent)), headers=ENGLISH) as page:
        html = page.get("/letter/kst-99012-D").text
    announced, promised = numbers(html, "ul.commitments li > p.muted")
    assert announced.startswith("Announces a later reply · Reply given on 26 March 2026")
    assert promised.startswith("Due by 31 December 2026")


def test_numbers_above_a_filtered_list_are_about_the_filtered_list(
    published: Path, page: TestClient
) -> None:
    """Open questions by party, promises by ministry."""
    for row in [row for row in query(published, "unanswered_share") if row["open_questions"]][:3]:
        html = page.get("/figures/unanswered", params={"party": row["party"]}).text
        assert str(row["open_questions"]) == numbers(html, "dl.numbers dd")[0]
    select = "SELECT DISTINCT unnest(portfolios) FROM commitment_deadline ORDER BY 1 LIMIT 3"
    with connect(published) as connection:
        ministries = [name for (name,) in connection.execute(select).fetchall() if name]
    for name in ministries:
        html = page.get("/figures/commitments", params={"ministry": name, "state": "coming"}).text
        coming = int(numbers(html, ".chips small")[1])
        assert min(coming, 25) == len(LexborHTMLParser(html).css("ol.cards > li")), name


def test_joint_questions_are_found_by_each_of_their_parties(
    published: Path, page: TestClient
) -> None:
    """In the API, its papers, and the feed: a joint question has no single party in its row."""
    joint = """
        SELECT any_value(asking_party.party), any_value(publication_id)
        FROM asking_party JOIN question USING (question_id, publication_id)
        WHERE question.party IS NULL GROUP BY asking_party.party
    """
    with connect(published) as connection:
        parties = connection.execute(joint).fetchall()
        printed = dict(
            connection.execute("SELECT party, count(*) FROM asking_party GROUP BY 1").fetchall()
        )
    for party, publication in parties[:3]:
        asked = {"party": party, "limit": "1000", "fields": "publication_id"}
        data = page.get("/api/v1/questions", params=asked).json()["data"]
        assert min(1000, printed[party]) == len(data)
        papers = page.get("/api/v1/papers", params=asked).json()["data"]
        assert {"publication_id": publication} in papers
        assert party in page.get("/feeds").text
    if parties and printed[parties[0][0]] < 50:
        feed = page.get("/feed.atom", params={"party": parties[0][0]}).text
        assert f"/letter/{parties[0][1]}" in feed


def test_a_joint_question_is_found_with_the_names_of_all_its_parties(
    sample_warehouse: Path,
) -> None:
    """Nothing above the question would read as a question of no party."""
    with TestClient(create_app(Settings(home=sample_warehouse.parent))) as page:
        kickers = numbers(page.get("/", params={"q": "fietstunnels"}).text, "ol.hits p.kicker")
    assert kickers
    assert all(kicker.startswith("D66 SP") for kicker in kickers)


def test_a_person_has_one_name_in_a_dossier_and_in_feeds(published: Path, page: TestClient) -> None:
    """The register's, whatever the letter prints."""
    with connect(published) as connection:
        signed = connection.execute(
            "SELECT dossier_number, any_value(letter_id), any_value(person.name), "
            "any_value(minister.name) FROM minister JOIN person USING (person_id) "
            "JOIN publication USING (publication_id) "
            "WHERE minister.name <> person.name AND dossier_number IS NOT NULL "
            "GROUP BY dossier_number LIMIT 5"
        ).fetchall()
    for dossier, letter_id, name, printed in signed:
        rows = {
            row["letter_id"]: row["sender"] for row in query(published, "dossier", dossier=dossier)
        }
        assert name in rows[letter_id].split(", ")
        assert printed not in page.get(f"/dossier/{dossier}").text
        assert printed not in page.get("/feed.atom", params={"dossier": dossier}).text


def test_the_sample_is_named_so_everywhere(
    published: Path, page: TestClient, tmp_path: Path
) -> None:
    """Every page, the report and the export; nothing else does."""
    with connect(published) as connection:
        found = connection.execute("SELECT sample FROM load").fetchone()
    sample = bool(found and found[0])
    report = write_report(published, tmp_path / "report.html").read_text(encoding="utf-8")
    assert sample is ("VOORBEELD" in report)
    for path in ("/", "/letters", "/figures/times", "/figures/activity", "/sql", "/?q=haven"):
        assert sample is ("SAMPLE" in page.get(path).text), path
    for path in ("/feed.atom", "/ask/unanswered.atom", "/deadlines.ics"):
        titles = re.findall(r"(?:<title[^>]*>|SUMMARY:|X-WR-CALNAME:)(.*)", page.get(path).text)
        assert titles
        assert {sample} == {"SAMPLE" in title for title in titles}, path
    assert sample is page.get("/api/v1/papers").json()["sample"]
    assert sample is page.get("/api/v1/ask/unanswered").json()["sample"]
    assert (
        sample is run_query("SELECT 1", path=published).sample
    )  # what the MCP server answers with
    name = page.get("/sql.csv", params={"sql": "SELECT 1"}).headers["content-disposition"]
    assert sample is ("sample" in name)
    whole = page.get("/data/griffier.duckdb", follow_redirects=False).headers["location"]
    assert sample is ("sample" in whole)


ADDRESSED = """
    SELECT table_name, column_name FROM duckdb_columns()
    WHERE NOT internal AND schema_name = 'main' AND data_type = 'VARCHAR' AND (
        column_name LIKE '%url%' OR (table_name, column_name) = ('identifier', 'value'))
"""


def test_no_address_leads_to_a_server_that_has_ended_or_a_page_that_never_was(
    sample_warehouse: Path,
) -> None:
    """Neither the replay server nor an official page of an invented paper."""
    with connect(sample_warehouse) as connection:
        columns = connection.execute(ADDRESSED).fetchall()
        assert {"source_url", "url", "value"} <= {column for _, column in columns}
        for table, column in columns:
            misleading = connection.execute(
                f"SELECT {column} FROM {table} WHERE regexp_matches({column}, ?)",  # noqa: S608
                ["127[.]0[.]0[.]1|localhost|^file:|officielebekendmakingen.nl/kst-990"],
            ).fetchall()
            assert [] == misleading, (table, column)
    with TestClient(create_app(Settings(home=sample_warehouse.parent)), headers=ENGLISH) as page:
        html = page.get("/letter/kst-99020-B").text
        assert "officielebekendmakingen.nl/kst-99020-B" not in html
        assert 4 == html.count("[VOORBEELD / SAMPLE] ")
        assert "original/kst-99020-B" in html
        scan = page.get("/original/blg-9900001")
    assert 'inline; filename="sample-blg-9900001.pdf"' == scan.headers["content-disposition"]


def test_the_original_of_a_sample_paper_opens_here(published: Path, page: TestClient) -> None:
    """In a sandbox; a paper that is not of the sample has no such address."""
    with connect(published) as connection:
        found = connection.execute(
            "SELECT publication_id, sample FROM publication, load"
        ).fetchone()
    assert found
    answer = page.get(f"/original/{found[0]}")
    assert (200 if found[1] else 404) == answer.status_code
    if found[1]:
        assert answer.headers["content-security-policy"].startswith("sandbox")
