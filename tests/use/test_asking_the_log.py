"""What a person sees of the log and of the coverage in a terminal of eighty columns."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from pipeline.cli import output
from pipeline.cli.main import app
from pipeline.settings import Settings

Ask = Callable[..., Result]


@pytest.fixture
def ask(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Runs the command line in this process, on the sample."""
    configured = Settings(home=warehouse.parent)
    monkeypatch.setattr("pipeline.settings.settings", lambda: configured)
    monkeypatch.setattr("pipeline.flows.archive.settings", lambda: configured)
    monkeypatch.setattr(output.out, "width", 80)
    return lambda *arguments: CliRunner().invoke(app, arguments)


def test_coverage_fits_a_terminal_and_ends_in_a_sum(ask: Ask) -> None:
    """No number or name is broken over two lines, and what is missing comes with its reason."""
    lines = ask("coverage").stdout.splitlines()
    folder, catalogue = (list(map(int, line.split()[1:])) for line in reversed(lines) if line.startswith("total"))
    assert [1, 0, 0, 1, 0, 0] == folder  # a scan, which is kept out
    assert 0 < catalogue[1] <= catalogue[0]
    assert any({"listed", "held", "missing", "withdrawn", "expected"} <= set(line.split()) for line in lines)
    assert max(map(len, lines)) <= 80


def test_the_history_of_a_paper_is_told_event_by_event(ask: Ask) -> None:
    """One line for each thing that an event says; braces and brackets are for programs."""
    told = ask("status", "kst-99020-C").stdout
    assert told.index("PublicationListed") < told.index("PublicationFetched") < told.index("PublicationAccepted")
    assert "sub_number" in told
    assert "{'" not in told
