"""Small promises of the command line: what is no paper is refused, and a version is an option."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import __version__
from pipeline.cli.main import app
from pipeline.errors import ConfigurationError, UnreadableDocument
from pipeline.settings import unknown_settings
from pipeline.warehouse import connect


def test_the_option_version_prints_the_version() -> None:
    """As in every other program."""
    done = CliRunner().invoke(app, ["--version"])
    assert (0, f"{__version__}\n") == (done.exit_code, done.stdout)


def test_a_file_without_a_letter_and_without_a_number_is_refused(tmp_path: Path) -> None:
    """A README parsed as one publication without a letter, and exit code 0."""
    file = tmp_path / "README.md"
    file.write_text("# Griffier\n\nA program.\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["parse", str(file)])
    assert 0 != done.exit_code
    with pytest.raises(UnreadableDocument, match="holds no letter that is recognised"):
        raise done.exception or AssertionError


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("GRIFFIER_HOMME", "GRIFFIER_HOMME is no setting (did you mean GRIFFIER_HOME): correct it"),
        (
            "GRIFFIER_FOO",
            "GRIFFIER_FOO is no setting (there are HOME, LOG, STORE,",
        ),
    ],
)
def test_an_unknown_griffier_variable_stops_a_command(name: str, told: str) -> None:
    """A misspelt GRIFFIER_STORE would write to the default place, and nobody would see it."""
    done = subprocess.run(
        [Path(sys.executable).with_name("griffier"), "status"],
        env={**os.environ, name: "elsewhere"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (1, "") == (done.returncode, done.stdout)
    assert told in done.stderr


def test_variables_of_other_programs_are_ignored() -> None:
    """Every one with the prefix in compose, the Makefile and the scripts is known."""
    folder = Path(__file__).resolve().parents[2]
    files = [folder / "docker-compose.yml", folder / "Makefile", folder / "docs" / "audit.py"]
    files += [folder / "docker-compose.distributed.yml", folder / ".ci" / "run"]
    files += [file for file in (folder / "tests").rglob("*.py") if file.parent.name != "use"]
    found = {
        name
        for file in files
        for name in re.findall(r"GRIFFIER_[A-Z]+(?:_[A-Z]+)*", file.read_text(encoding="utf-8"))
    }
    assert {"GRIFFIER_MEMORY_LIMIT", "GRIFFIER_OSV_URL"} <= found
    assert [] == unknown_settings(dict.fromkeys(found, "1"))


def test_status_as_json_has_every_publication_beside_the_counts(sample_warehouse: Path) -> None:
    """The count overwrote the list as soon as a warehouse was published."""
    done = subprocess.run(
        [Path(sys.executable).with_name("griffier"), "status", "--json"],
        env={**os.environ, "GRIFFIER_HOME": str(sample_warehouse.parent)},
        capture_output=True,
        check=True,
        text=True,
    )
    told = json.loads(done.stdout)
    states = {row["publication_id"]: row["state"] for row in told["publications"]}
    assert "quarantined" == states["blg-9900001"]
    with connect(sample_warehouse) as connection:
        held = {
            name
            for (name,) in connection.execute("SELECT publication_id FROM publication").fetchall()
        }
        (freshness,) = connection.execute(
            "SELECT papers, letters, questions, answers FROM freshness"
        ).fetchall()
        printed = connection.execute("SELECT count(*) FROM question").fetchone()
    assert held == {name for name, state in states.items() if state == "held"}
    counts = ("publication_count", "letters", "questions", "answers")
    assert freshness == tuple(told[name] for name in counts)
    assert printed == (told["questions"] + told["repeated_questions"],)


@pytest.mark.parametrize("table", [None, "[]", "{}", "no JSON"])
def test_a_score_without_a_gold_table_is_refused(tmp_path: Path, table: str | None) -> None:
    """An empty folder scored 1.0 in every measure, and passed every --min."""
    if table is not None:
        (tmp_path / "kst-36999-A.gold.json").write_text(table, encoding="utf-8")
    done = CliRunner().invoke(app, ["score", str(tmp_path), str(tmp_path), "--min", "pair=1"])
    with pytest.raises(ConfigurationError, match="griffier gold"):
        raise done.exception or AssertionError


@pytest.mark.parametrize("condition", ["pair", "pair=high", "pair=1.5", "pair=99", "nothing=1"])
def test_a_condition_of_a_score_that_cannot_be_met_is_refused(
    tmp_path: Path, condition: str
) -> None:
    """An F1 lies between 0 and 1."""
    done = CliRunner().invoke(app, ["score", str(tmp_path), str(tmp_path), "--min", condition])
    assert 2 == done.exit_code
    assert "pair=0.99" in done.stderr
