"""The log and the coverage in a terminal of eighty columns."""

import json
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from pipeline.cli import output
from pipeline.cli.main import app
from pipeline.errors import SourceChanged
from pipeline.flows import ingesting, publishing
from pipeline.flows.stores import open_stores
from pipeline.settings import Settings
from pipeline.source import replay

Ask = Callable[..., Result]


@pytest.fixture
def ask(sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Run the command line in this process, on the sample."""
    configured = Settings(home=sample_warehouse.parent)
    monkeypatch.setattr("pipeline.settings.settings", lambda: configured)
    monkeypatch.setattr("pipeline.flows.stores.settings", lambda: configured)
    monkeypatch.setattr(output.out, "width", 80)
    return lambda *arguments: CliRunner().invoke(app, arguments)


def test_coverage_fits_a_terminal_and_ends_in_a_sum(ask: Ask) -> None:
    """No number or name is broken over two lines, and what is missing comes with its reason."""
    lines = ask("coverage").stdout.splitlines()
    folder, catalogue = (
        list(map(int, line.split()[1:])) for line in reversed(lines) if line.startswith("total")
    )
    assert [1, 0, 0, 1, 0, 0] == folder  # a scan, which is kept out
    assert 0 < catalogue[1] <= catalogue[0]
    assert any(
        {"listed", "held", "missing", "withdrawn", "expected"} <= set(line.split())
        for line in lines
    )
    assert max(map(len, lines)) <= 80


def test_coverage_names_the_days_that_were_never_listed(
    tmp_path: Path, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two listings; not the one day before a listing, which it asks for as well."""
    with replay.serve(sample) as server:
        settings = Settings(
            home=tmp_path,
            catalogue_url=server.catalogue_url,
            allow_loopback=True,
            requests_per_second=0,
        )
        with open_stores(settings) as stores:
            for since, until in ((2, 5), (7, 9), (20, 22), (4, 8)):
                ingesting.list_source(stores, date(2026, 4, since), date(2026, 4, until))
            publishing.publish(stores)
    monkeypatch.setattr("pipeline.settings.settings", lambda: settings)
    told = json.loads(CliRunner().invoke(app, ["coverage", "--json"]).stdout)
    days = {"first_day": "2026-04-10", "last_day": "2026-04-18"}
    assert [{"source": source, **days} for source in ("ah-ek", "kst", "kv-ek")] == told["unlisted"]


def test_coverage_without_gaps_states_that_nothing_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In words, not as a table without rows."""
    (tmp_path / "papers").mkdir()
    with replay.serve(tmp_path / "papers") as server:
        settings = Settings(
            home=tmp_path,
            catalogue_url=server.catalogue_url,
            allow_loopback=True,
            requests_per_second=0,
        )
        with open_stores(settings) as stores:
            ingesting.list_source(stores, date(2026, 4, 2), date(2026, 4, 5))
            publishing.publish(stores)
    monkeypatch.setattr("pipeline.settings.settings", lambda: settings)
    assert ["nothing that is listed is missing, or waits"] == CliRunner().invoke(
        app, ["coverage"]
    ).stdout.splitlines()


def test_the_history_of_a_paper_is_printed_event_by_event(ask: Ask) -> None:
    """One line for each thing that an event says; braces and brackets are for programs."""
    told = ask("status", "kst-99020-C").stdout
    assert (
        told.index("PublicationListed")
        < told.index("PublicationFetched")
        < told.index("PublicationAccepted")
    )
    assert "sub_number" in told
    assert "{'" not in told


def test_an_error_with_markup_is_printed_unchanged(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names of rules and files in brackets are no markup, and a hash is not broken at the edge of
    the terminal.
    """
    told = f"[empty] kst: nothing came, evidence {'0f' * 32}; see [/var/letters]"

    def fail(**_: object) -> None:
        raise SourceChanged(told)

    command = import_module("pipeline.cli.main")
    monkeypatch.setattr(command, "app", fail)
    with pytest.raises(SystemExit, match="1"):
        command.main()
    assert f"griffier: {told}\n" == capsys.readouterr().err
