"""Nine findings of a new user on the sample, through public doors: command line, HTTP, SQL.

It imports nothing of Griffier, so it runs on older commits too. On commit 1252f1f, where the
findings were made, every test in it fails (there the fixture ``sample_warehouse`` is called
``warehouse``).

Finding 5 (`make airflow` after `make run`) takes minutes: tests/packaging/test_wheel.py. Finding 8
needs a reader that changes: tests/flows/test_reviewing.py.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

GRIFFIER = Path(sys.executable).with_name("griffier")
REAL_MINISTERS = ("Annet Bertram", "Mona Keijzer", "Vincent Karremans", "Elanor Boekholt")
NOTHING = "No question or answer with these words"
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture(scope="module")
def environment(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment of commands about a copy of the sample's data."""
    home = tmp_path_factory.mktemp("copy") / "home"
    shutil.copytree(sample_warehouse.parent, home, symlinks=True)
    return {**os.environ, "GRIFFIER_HOME": str(home)}


@pytest.fixture(scope="module")
def page(environment: dict[str, str]) -> Iterator[httpx.Client]:
    """Yield a client of the page that `griffier open` serves."""
    command = [GRIFFIER, "open", "--no-browser", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
            assert address is not None
            with httpx.Client(
                base_url=address[0], headers=ENGLISH, timeout=60, follow_redirects=True
            ) as client:
                yield client
        finally:
            server.terminate()


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command."""
    command = [GRIFFIER, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def rows(environment: dict[str, str], *arguments: str) -> list[dict[str, Any]]:
    """Return the rows that a command prints as JSON."""
    answer = run(environment, *arguments, "--json")
    assert 0 == answer.returncode, answer.stderr
    parsed: list[dict[str, Any]] = json.loads(answer.stdout)
    return parsed


def shown(page: httpx.Client, path: str, css: str) -> list[str]:
    """Return the texts at a place of a page, on one line each."""
    nodes = LexborHTMLParser(page.get(path).text).css(css)
    return [" ".join(node.text(separator=" ").split()) for node in nodes]


def papers(page: httpx.Client, path: str, css: str) -> set[str]:
    """Return the identifiers of the papers to which a part of a page links."""
    nodes = LexborHTMLParser(page.get(path).text).css(f"{css} a[href^='/letter/']")
    return {(node.attributes["href"] or "").removeprefix("/letter/") for node in nodes}


def test_1_a_letter_that_a_later_paper_answers_is_not_overdue(
    environment: dict[str, str], page: httpx.Client
) -> None:
    """The page and the query list the same letters, and the filter by party holds for both."""
    listed = {row["letter_id"].split("/")[0] for row in rows(environment, "query", "overdue")}
    assert listed == papers(page, "/figures/unanswered", "section[aria-labelledby=requests]")
    select = "section[aria-labelledby=requests]"
    for parameter in ("party", "fraction"):  # its name today, and on 1252f1f
        filtered = papers(page, f"/figures/unanswered?{parameter}=JA21", select)
        assert set() == filtered, parameter


def test_2_a_party_has_as_many_questions_on_the_page_as_in_the_query(
    environment: dict[str, str], page: httpx.Client
) -> None:
    """A question that a later paper repeats counts once."""
    asked = {
        row.get("party", row.get("fraction")): row["questions"]
        for row in rows(environment, "query", "unanswered_share")
    }
    names = shown(page, "/figures/activity", "table.ranges th[scope=row]")
    counts = shown(page, "/figures/activity", "table.ranges td[data-label=Questions]")
    assert asked == dict(zip(names, map(int, counts), strict=True))


def test_3_a_deferral_is_no_promise_whose_deadline_has_passed(page: httpx.Client) -> None:
    """A sentence about when the answers come is not among the red ones."""
    past = [
        text for text in shown(page, "/figures/commitments", "ol.cards > li") if "passed on" in text
    ]
    assert past
    assert [] == [text for text in past if re.search("beantwoording|de antwoorden", text)]


def test_4_the_sample_says_that_it_is_one_and_names_nobody_real(page: httpx.Client) -> None:
    """On every page."""
    for path in ("/", "/letters", "/letter/kst-99012-B", "/figures/activity", "/?q=haven"):
        text = page.get(path).text
        assert [] == [name for name in REAL_MINISTERS if name in text], path
        assert "SAMPLE" in text, path


def test_4_the_report_and_the_export_say_that_it_is_the_sample(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """In the report's text, and in the name of the exported package."""
    assert 0 == run(environment, "export", str(tmp_path / "out")).returncode
    described = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert 0 == run(environment, "report").returncode
    report = Path(environment["GRIFFIER_HOME"]) / "report" / "index.html"
    assert {"report": True, "export": True} == {
        "report": "VOORBEELD" in report.read_text(encoding="utf-8"),
        "export": "sample" in described["name"],
    }


def test_4_no_address_leads_to_the_replay_server(environment: dict[str, str]) -> None:
    """It ends with the command that loads the sample."""
    sql = "SELECT count(*) AS n FROM publication WHERE source_url LIKE '%127.0.0.1%'"
    assert [{"n": 0}] == rows(environment, "sql", sql)


def test_6_a_shade_means_the_same_in_both_charts(page: httpx.Client) -> None:
    """Answered has the shade of answered, over time and by party."""
    activity = LexborHTMLParser(page.get("/figures/activity").text)
    shades = {node.attributes["class"] for node in activity.css("figure.columns rect[y]")}
    assert shades == {node.attributes["class"] for node in activity.css("table.ranges rect")}


def test_6_medians_are_the_same_to_the_last_digit(
    environment: dict[str, str], page: httpx.Client
) -> None:
    """60.5 days are not 60 on the page."""
    answer = rows(environment, "query", "slowest_ministries")
    medians = [f"{row['median_days']:g}" for row in answer]
    assert medians == shown(page, "/figures/times", "td[data-label=Median]")


def test_6_fewer_than_five_have_no_percentage(page: httpx.Client) -> None:
    """No ministry of the sample has five replies with a deadline."""
    in_time = shown(page, "/figures/times", "td[data-label='In time']")
    assert in_time
    assert [] == [share for share in in_time if "%" in share]


def test_6_a_person_has_one_name(page: httpx.Client) -> None:
    """Those who promise something are called as they are among those who answer."""
    listed = shown(page, "/figures/activity", "section[aria-labelledby=by-minister] td:first-child")
    signers = {
        name
        for text in shown(page, "/figures/commitments", "ol.cards > li > p:last-child")
        for name in text.split(",")[0].split(" / ")
    }
    assert signers
    assert signers <= set(named(listed))


def named(listed: list[str]) -> list[str]:
    """Return the names before the offices: "Anna Bergweide minister Wonen" to "Anna Bergweide"."""
    return [re.split(r" (?=minister|staatssecretaris)", text)[0] for text in listed]


def test_7_nothing_found_never_stands_below_something_found(page: httpx.Client) -> None:
    """The number of a dossier finds its papers."""
    found = page.get("/", params={"q": "99012"}).text
    assert "/letter/kst-99012-B" in found
    assert NOTHING not in found


def test_7_quotation_marks_hold_words_together(page: httpx.Client) -> None:
    """The same words in another order are another phrase."""
    assert NOTHING not in page.get("/", params={"q": '"hun route verleggen"'}).text
    assert NOTHING in page.get("/", params={"q": '"route hun verleggen"'}).text


def test_9_the_state_as_json_lists_the_publications(environment: dict[str, str]) -> None:
    """Also once a warehouse is published."""
    publications = json.loads(run(environment, "status", "--json").stdout)["publications"]
    assert isinstance(publications, list)
    assert "kst-99012-B" in {row["publication_id"] for row in publications}


def test_9_a_file_that_is_no_letter_is_an_error(environment: dict[str, str]) -> None:
    """No publication without a letter comes out of it."""
    readme = Path(__file__).resolve().parents[2] / "README.md"
    assert 0 != run(environment, "parse", str(readme)).returncode


def test_9_a_setting_that_does_not_exist_is_an_error(environment: dict[str, str]) -> None:
    """A misspelt name would otherwise be a setting that is silently not set."""
    assert 0 != run({**environment, "GRIFFIER_FOO": "1"}, "status").returncode


def test_9_the_version_is_an_option(environment: dict[str, str]) -> None:
    """As of other programs."""
    assert 0 == run(environment, "--version").returncode
