"""`griffier search`, as a person types it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient
from typer.testing import CliRunner

from pipeline.cli.main import app
from pipeline.page.app import create_app
from pipeline.settings import Settings

Search = Callable[..., Result]


@pytest.fixture
def search(sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Search:
    """Run the command on the sample."""
    monkeypatch.setattr(
        "pipeline.settings.settings", lambda: Settings(home=sample_warehouse.parent)
    )
    return lambda *arguments: CliRunner().invoke(app, ["search", *arguments])


def days(found: Result) -> list[str]:
    """Return the dates of what was found."""
    return [row["dated_on"] for row in json.loads(found.stdout)]


def test_a_year_is_from_its_first_day_to_its_last(search: Search) -> None:
    """Both ends of a search take a year, as both take a day."""
    every = days(search("woning", "--json"))
    assert {"2025", "2026"} == {day[:4] for day in every}
    assert [day for day in every if day < "2026"] == days(
        search("woning", "--until", "2025", "--json")
    )
    assert [day for day in every if day > "2026"] == days(
        search("woning", "--since", "2026", "--json")
    )
    assert days(search("woning", "--until", "2025-12-31", "--json")) == days(
        search("woning", "--until", "2025", "--json")
    )


def test_an_invalid_day_is_refused(search: Search) -> None:
    """Exit code 2 and how to write it."""
    refused = search("woning", "--until", "31-12-2025")
    assert 2 == refused.exit_code
    assert "2024-12-31" in refused.stderr


@pytest.mark.parametrize("name", ["bbb", "BoerBurgerBeweging"])
def test_a_party_is_found_under_every_name(search: Search, name: str) -> None:
    """In small letters, as in the named queries, or in full, as papers write it."""
    assert (
        search("woning", "--party", "BBB").stdout == search("woning", "--party", name).stdout != ""
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("woning", "--party", "Piratenpartij"),
            "called Piratenpartij; there are 50PLUS, BBB, CDA",
        ),
        (("de het",), "left out"),
        (("xyzzy",), "nothing was found"),
    ],
)
def test_a_search_without_results_names_a_likely_cause(
    search: Search, arguments: tuple[str, ...], said: str
) -> None:
    """A fractie that is not there, words that no search looks for; else a plain nothing."""
    found = search(*arguments)
    assert (0, "") == (found.exit_code, found.stdout)
    assert said in " ".join(found.stderr.split())


@pytest.mark.parametrize(
    "q", ['"openbare uurwerken"', "uurwerken -openbare", "uurw*", '"uurwerken"', "leden -haven"]
)
def test_the_command_finds_what_the_page_finds(
    search: Search, sample_warehouse: Path, q: str
) -> None:
    """Phrases, exclusions and beginnings: as many exchanges as the page says in all."""
    rows = json.loads(search(q, "--limit", "9999", "--json").stdout)
    exchanges = {row["question_id"] or row["answer_id"] for row in rows}
    with TestClient(create_app(Settings(home=sample_warehouse.parent))) as page:
        html = page.get("/", params={"q": q, "lang": "en"}).text
    heading = LexborHTMLParser(html).css_first("#found")
    assert heading is not None
    assert heading.text().startswith(f"{len(exchanges)} question")
    assert exchanges


def test_terminal_names_the_sample_beside_its_rows(search: Search) -> None:
    """On standard error, so that programs still read the JSON on standard output."""
    commands = (
        ["search", "woning", "--json"],
        ["query", "unanswered", "--json"],
        ["sql", "FROM freshness", "--json"],
        ["sql", "FROM freshness"],
    )
    assert search("woning").exit_code == 0  # sets the warehouse
    for command in commands:
        printed = CliRunner().invoke(app, command)
        assert "SAMPLE: invented letters" in printed.stderr, command
        if "--json" in command:
            assert json.loads(printed.stdout)
