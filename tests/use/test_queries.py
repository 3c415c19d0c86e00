"""The named queries: what a file must say, what a person may fill in, and what each tells of the
sample.
"""

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import Result
from typer.testing import CliRunner

from pipeline.cli.main import app
from pipeline.errors import QueryRefused, SchemaMismatch
from pipeline.queries import (
    QUERIES,
    NamedQuery,
    declared,
    named_queries,
    named_query,
    read_query,
    values,
)
from pipeline.settings import Settings
from pipeline.warehouse import connect

Ask = Callable[..., Result]
PROJECT = QUERIES.parents[1]
HEAD = "-- Who?\n-- NL: Wie?\n-- Grain: one row per person.\n"
SAMPLE = {
    "asked_about": {"words": "woning"},
    "cited_by": {"paper": "kst-99012-B"},
    "cites": {"paper": "kst-99012-B"},
    "dossier": {"dossier": "99012"},
    "paper": {"paper": "kst-99012-D"},
}
"""Values for what a query requires."""
NARROWED = {
    "asked_about": {
        "words": "woning",
        "party": "VVD",
        "since": "2025-01-01",
        "until": "2025-12-31",
        "most": "1",
    },
    "cited_by": {"paper": "KST-99012-B"},
    "cites": {"paper": "kst-99012-B"},
    "commitments_due": {"until": "2026-12-31", "ministry": "infrastructuur", "dossier": "99031"},
    "commitments_past_deadline": {
        "since": "2026-01-01",
        "ministry": "infrastructuur",
        "dossier": "99050",
    },
    "coverage_gaps": {"dossier": "99020"},
    "deferrals": {"since": "2026-03-01"},
    "dossier": {"dossier": "99070-XV"},
    "parties": {"party": "bbb", "session_year": "2025-2026"},
    "freshness": {},
    "late_replies": {"ministry": "werk", "since": "2026-06-01"},
    "ministers": {"name": "beukhorst", "portfolio": "onderwijs"},
    "missing_papers": {"kind": "ecli", "most": "1"},
    "most_cited": {"kind": "eu_document", "most": "1"},
    "mutual_citations": {},
    "ministries": {"ministry": "water", "session_year": "2025-2026"},
    "overdue": {"ministry": "onderwijs", "party": "groenlinks-pvda"},
    "session_years": {},
    "paper": {"paper": "ah-ek-20252026-902"},
    "quality": {"runs": "1", "passed": "true"},
    "quarantined": {"state": "open"},
    "response_times_by_year": {"kind": "schriftelijke_vragen"},
    "shared_answers": {"relation": "refers", "dossier": "99012"},
    "slowest_committees": {"least": "2"},
    "slowest_ministries": {"least": "2", "since": "2025-01-01", "until": "2026-12-31"},
    "unanswered": {
        "ministry": "infrastructuur",
        "party": "ja21",
        "dossier": "99050",
        "since": "2026-01-01",
        "overdue": "true",
    },
    "unanswered_by_ministry": {"party": "pvdd", "since": "2026-01-01"},
    "unanswered_share": {"session_year": "2025-2026"},
}
"""Values for every parameter, together narrow enough to leave few rows of the sample and wide
enough to leave some."""
NOTHING_IN_THE_SAMPLE = {"mutual_citations"}


@pytest.fixture(scope="module")
def connection(sample_warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Return the sample's warehouse."""
    return connect(sample_warehouse)


@pytest.fixture
def ask(sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Run ``griffier query`` in this process on the sample's warehouse."""
    monkeypatch.setattr(
        "pipeline.settings.settings", lambda: Settings(home=sample_warehouse.parent)
    )
    return lambda *arguments: CliRunner().invoke(app, ["query", *arguments])


@pytest.mark.parametrize("name", list(named_queries()))
def test_a_query_answers_with_and_without_values(
    connection: duckdb.DuckDBPyConnection, name: str
) -> None:
    """On the sample: some rows by its defaults, and some but no more with every value given."""
    query = named_query(name)
    assert {parameter.name for parameter in query.parameters} == NARROWED[name].keys()
    by_default, narrowed = (
        connection.execute(query.sql, values(query.parameters, given)).fetchall()
        for given in (SAMPLE.get(name, {}), NARROWED[name])
    )
    assert [name not in NOTHING_IN_THE_SAMPLE] * 2 == [bool(by_default), bool(narrowed)]
    if name not in {
        "dossier",
        "paper",
        "quality",
    }:  # whose values ask for something else, or for more
        assert len(narrowed) <= len(by_default)


@pytest.mark.parametrize("query", named_queries().values(), ids=list(named_queries()))
def test_every_query_states_what_it_answers(
    connection: duckdb.DuckDBPyConnection, query: NamedQuery
) -> None:
    """A question in two languages, a grain, a sentence per parameter, and columns with names of
    their own.
    """
    assert query.title.endswith("?")
    assert query.title_nl.endswith("?")
    assert query.grain.startswith("one row ")
    assert query.grain.endswith(".")
    assert all(parameter.description.endswith(".") for parameter in query.parameters)
    filled = values(query.parameters, SAMPLE.get(query.name, {}))
    names = [column[0] for column in connection.execute(query.sql, filled).description or ()]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() for name in names)


@pytest.mark.parametrize(
    ("told", "complaint"),
    [
        ("SELECT 1", "must begin with three comments"),
        ("-- Who?\n-- Grain: one row.\n-- NL: Wie?\nSELECT 1", "must begin with three comments"),
        (HEAD, "must hold one SELECT"),
        (HEAD + "SELECT 1; SELECT 2", "must hold one SELECT"),
        (HEAD + "DROP TABLE letter", "must hold one SELECT"),
        (HEAD + "SELEC 1", "syntax error"),
        (HEAD + "SELECT $who", "who must both be declared"),
        (HEAD + "-- :param who text required: A name.\nSELECT 1", "who must both be declared"),
        (HEAD + "-- :param who string required: A name.\nSELECT $who", "is no declaration"),
        (HEAD + "-- :param who text: A name.\nSELECT $who", "is no declaration"),
        (HEAD + "-- :param who text required:\nSELECT $who", "is no declaration"),
        (HEAD + "-- :param most integer default many: Rows.\nSELECT $most", "most is integer"),
        (
            HEAD + "-- :param a text required: A.\n-- :param a text required: A.\nSELECT $a",
            "declared twice",
        ),
    ],
)
def test_a_malformed_file_is_a_fault_that_names_it(
    tmp_path: Path, told: str, complaint: str
) -> None:
    """The message names the fault and the file."""
    path = tmp_path / "who.sql"
    path.write_text(told, encoding="utf-8")
    with pytest.raises(SchemaMismatch, match=r"who\.sql") as caught:
        read_query(path)
    assert complaint in str(caught.value)


def test_values_are_read_by_their_types() -> None:
    """Text as it is, numbers, truth and days; what is left out has its default."""
    sql = (
        "-- :param a text default NULL: A.\n-- :param b integer default 20: B.\n"
        "-- :param c boolean default false: C.\n-- :param d date default 2026-01-31: D.\nSELECT 1"
    )
    parameters = declared(sql)
    assert {"a": None, "b": 20, "c": False, "d": "2026-01-31"} == values(parameters, {})
    given = {"a": "x=y", "b": " 3 ", "c": "TRUE", "d": "2025-06-17"}
    assert {"a": "x=y", "b": 3, "c": True, "d": "2025-06-17"} == values(parameters, given)
    assert () == declared("SELECT 1 -- :param a text required: not at the head.")


@pytest.mark.parametrize(
    ("name", "given", "complaint"),
    [
        ("dossier", {}, "needs a value for dossier"),
        ("unanswered", {"pary": "BBB"}, "Did you mean party"),
        ("freshness", {"party": "BBB"}, "It takes none"),
        (
            "unanswered",
            {"since": "gisteren"},
            "since is date: write a day, such as 2026-01-31, not 'gisteren'",
        ),
        ("unanswered", {"overdue": "misschien"}, "write true or false"),
        ("most_cited", {"most": "veel"}, "write a whole number"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_words(
    name: str, given: dict[str, str], complaint: str
) -> None:
    """The message names the parameter and what to write instead."""
    with pytest.raises(QueryRefused) as caught:
        values(named_query(name).parameters, given)
    assert complaint in str(caught.value)


def test_a_name_that_is_mistyped_is_recognised() -> None:
    """The message has the names that look like it."""
    with pytest.raises(QueryRefused, match=r"Did you mean unanswered.*griffier query"):
        named_query("unaswered")
    for name in ("xyzzy", "nope"):
        with pytest.raises(QueryRefused, match=rf"named '{name}'\. `griffier query`"):
            named_query(name)


def test_the_command_lists_explains_and_asks(ask: Ask) -> None:
    """Without a name all names; with --about the text of one; else its rows, in any form."""
    assert all(name in ask().stdout for name in named_queries())
    assert list(named_queries()) == [one["name"] for one in json.loads(ask("--json").stdout)]
    assert named_query("dossier").sql == ask("dossier", "--about").stdout.strip()
    (parameter,) = json.loads(ask("dossier", "--about", "--json").stdout)["parameters"]
    assert ("dossier", "text", True, None) == tuple(
        parameter[name] for name in ("name", "type", "required", "default")
    )
    found = json.loads(
        ask("unanswered", "--set", "party=PvdD", "-s", "since=2026-01-01", "--json").stdout
    )
    assert ["1", "2", "3", "4"] == [row["label"] for row in found]
    assert "asked_on,open_days" == ask("unanswered", "--rows", "1", "--format", "csv").stdout[:18]


@pytest.mark.parametrize(
    "arguments",
    [("nowhere",), ("unanswered", "-s", "since"), ("paper", "-s", "paper=a", "-s", "paper=b")],
)
def test_the_command_refuses_what_it_cannot_understand(
    ask: Ask, arguments: tuple[str, ...]
) -> None:
    """As an error that main() turns into one message and exit code 1."""
    assert isinstance(ask(*arguments).exception, QueryRefused)


@pytest.mark.parametrize("arguments", [("--about",), ("--set", "party=BBB")])
def test_the_command_wants_to_know_which_question(ask: Ask, arguments: tuple[str, ...]) -> None:
    """Exit code 2: it is used wrongly."""
    assert 2 == ask(*arguments).exit_code


def test_an_answer_without_rows_says_which_values_did_not_fit(ask: Ask) -> None:
    """A misspelt ministry would otherwise look like a ministry without late replies."""
    answer = ask("late_replies", "--set", "ministry=Infra & Water", "--set", "since=2020-01-01")
    assert answer.stdout.startswith("no rows, of the columns late_days")
    assert "no row fits ministry=Infra & Water and since=2020-01-01" in answer.stderr
    assert "griffier query late_replies --about" in answer.stderr
    assert "no row fits" not in ask("late_replies").stderr
