"""Commands load what they need and nothing else, so that they answer at once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys, json
from pipeline.cli import main
sys.argv = ["griffier", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
json.dump(sorted({name.partition(".")[0] for name in sys.modules}), sys.stderr)
"""
NEVER = {"polars", "sqlglot", "pandas", "great_expectations", "airflow", "eventsourcing", "lxml"}


@pytest.mark.parametrize(
    ("arguments", "more"),
    [
        (["--help"], {"pydantic", "starlette", "duckdb", "pyarrow", "jinja2"}),
        (["sql", "select 1"], {"starlette", "duckdb", "jinja2"}),
        (["search", "minister"], {"starlette", "pyarrow", "jinja2"}),
    ],
    ids=["help", "sql", "search"],
)
def test_a_command_loads_no_library_that_it_does_not_need(
    warehouse: Path, arguments: list[str], more: set[str]
) -> None:
    """In a process of its own, as a person starts it."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        env={**os.environ, "GRIFFIER_HOME": str(warehouse.parent)},
        capture_output=True,
        check=True,
        text=True,
    )
    loaded = set(json.loads(done.stderr[done.stderr.index("[") :]))
    assert done.stdout
    assert set() == loaded & (NEVER | more)


def test_a_quote_in_a_search_is_a_letter_of_a_word(warehouse: Path) -> None:
    """Its words become literals, because parameters make DuckDB load pandas."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("griffier")), "search", "regio's'; DROP TABLE x; --"],
        env={**os.environ, "GRIFFIER_HOME": str(warehouse.parent)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (0, "") == (done.returncode, done.stderr.partition("nothing was found")[0])
