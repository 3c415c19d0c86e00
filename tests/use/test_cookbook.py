"""The cookbook and every other line that a document tells people to type."""

import json
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from click.testing import Result
from typer.testing import CliRunner

from pipeline.cli.main import app
from pipeline.files import FILES as PROJECT
from pipeline.settings import Settings
from pipeline.warehouse import connect

Ask = Callable[..., Result]
BLOCK = re.compile(r"^```sql\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINE = re.compile(r"^ {4}(?:\.venv/bin/)?griffier (query(?: .*)?)$", re.MULTILINE)
INLINE = re.compile(r"`griffier (query(?: [^`A-Z…][^`…]*)?)`")  # in capitals: a place for a name
COLUMNS = re.compile(r"^Columns: (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Recipe:
    """One question of the cookbook: its SQL, the columns that it promises, and how to ask it by
    name.
    """

    question: str
    sql: str
    columns: list[str]
    lines: list[str]


def recipes() -> list[Recipe]:
    """Return the sections of docs/cookbook.md."""
    _, *sections = (PROJECT / "docs" / "cookbook.md").read_text(encoding="utf-8").split("\n## ")
    return [
        Recipe(
            section.partition("\n")[0],
            BLOCK.findall(section)[0],
            re.findall(r"`(\w+)`", COLUMNS.findall(section)[0]),
            LINE.findall(section),
        )
        for section in sections
    ]


def other_lines() -> list[str]:
    """Return every `griffier query` that README or a document says, but for those of the recipes."""
    documents = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]
    texts = [document.read_text(encoding="utf-8") for document in documents]
    said = {line for text in texts for line in LINE.findall(text) + INLINE.findall(text)}
    return sorted(said.difference(*(recipe.lines for recipe in recipes())))


@pytest.fixture(scope="module")
def connection(sample_warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Return the sample's warehouse."""
    return connect(sample_warehouse)


@pytest.fixture
def ask(sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Run ``griffier`` in this process on the sample's warehouse."""
    monkeypatch.setattr(
        "pipeline.settings.settings", lambda: Settings(home=sample_warehouse.parent)
    )
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_every_recipe_has_its_reason_query_and_caveat() -> None:
    """A reason to ask, one block of SQL, its columns, and what a count may hide."""
    _, *sections = (PROJECT / "docs" / "cookbook.md").read_text(encoding="utf-8").split("\n## ")
    assert len(sections) >= 12
    for section in sections:
        assert section.partition("\n")[0].endswith("?")
        assert [1, 1, 1] == [
            len(BLOCK.findall(section)),
            len(COLUMNS.findall(section)),
            section.count("\nWatch out: "),
        ]


@pytest.mark.parametrize("recipe", recipes(), ids=lambda recipe: recipe.question)
def test_a_recipe_gives_rows_with_the_columns_that_it_promises(
    connection: duckdb.DuckDBPyConnection, recipe: Recipe
) -> None:
    """On the sample, at least one."""
    found = connection.execute(recipe.sql)
    assert recipe.columns == [column[0] for column in found.description or ()]
    assert found.fetchall()


@pytest.mark.parametrize(
    "recipe", [one for one in recipes() if one.lines], ids=lambda recipe: recipe.question
)
def test_a_recipe_and_its_named_query_give_the_same_rows(
    connection: duckdb.DuckDBPyConnection, ask: Ask, recipe: Recipe
) -> None:
    """In the columns that both have, row by row."""
    (line,) = recipe.lines
    told = json.loads(ask(*shlex.split(line), "--json").stdout)
    found = connection.execute(recipe.sql).pl().to_dicts()
    both = [name for name in recipe.columns if name in told[0]]
    assert len(both) >= min(len(told[0]), len(recipe.columns)) / 2
    expected = [{name: row[name] for name in both} for row in found]
    assert json.loads(json.dumps(expected, default=str)) == [
        {name: row[name] for name in both} for row in told
    ]


@pytest.mark.parametrize("line", other_lines())
def test_every_command_in_a_document_parses(ask: Ask, line: str) -> None:
    """Whatever else README and docs say of `griffier query` runs."""
    told = ask(*shlex.split(line))
    assert (0, None) == (told.exit_code, told.exception)
    assert told.stdout
