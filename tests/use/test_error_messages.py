"""Messages of the command line: one message, whatever stands in it, and
never a traceback.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pipeline.cli import main
from pipeline.settings import Settings

Said = Callable[..., str]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Said:
    """Run ``griffier`` on a warehouse until it gives up, and return its message on one line."""

    def run(home: Path, *arguments: str) -> str:
        monkeypatch.setattr("pipeline.settings.settings", lambda: Settings(home=home))
        monkeypatch.setattr("sys.argv", ["griffier", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        assert 1 == left.value.code
        return " ".join(capsys.readouterr().err.split())

    return run


@pytest.fixture
def older_warehouse(sample_warehouse: Path, tmp_path: Path) -> Path:
    """Return the folder of a warehouse as an earlier version might have left it: no search, other
    views, a table less.
    """
    shutil.copyfile(sample_warehouse, tmp_path / "warehouse.duckdb")
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute(
            "DROP MACRO TABLE search; DROP VIEW unanswered_question; DROP VIEW answered_question; DROP TABLE commitment; DROP VIEW coverage_by_month"
        )
        connection.execute("UPDATE load SET schema_sha256 = repeat('0', 64)")
    return tmp_path


@pytest.mark.parametrize("text", ["[/b]", "[red]", "[/]", "[[", "[link=x]"])
def test_words_in_brackets_are_printed_unchanged(
    said: Said, sample_warehouse: Path, text: str
) -> None:
    """Square brackets are SQL, and no markup of the message that quotes it."""
    assert f"nope '{text}'" in said(sample_warehouse.parent, "sql", f"FROM nope '{text}'")


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "woning"),
        ("query", "unanswered"),
        ("sql", "FROM unanswered_question"),
        ("coverage",),
        ("export", "letters"),
    ],
)
def test_a_warehouse_of_another_version_is_reported_with_the_next_step(
    said: Said, older_warehouse: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an upgrade and before the next load, with what to do."""
    monkeypatch.chdir(older_warehouse)
    assert "made by another version of griffier: `griffier rebuild` makes it anew" in said(
        older_warehouse, *arguments
    )


def test_a_typing_error_is_not_blamed_on_the_warehouse(said: Said, sample_warehouse: Path) -> None:
    """This holds if tables and views are those of this version."""
    assert "another version" not in said(sample_warehouse.parent, "sql", "FROM exchnage")
