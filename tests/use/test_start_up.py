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
        (["query", "freshness"], {"starlette", "jinja2"}),
    ],
    ids=["help", "sql", "search", "query"],
)
def test_a_command_loads_no_library_that_it_does_not_need(
    sample_warehouse: Path, arguments: list[str], more: set[str]
) -> None:
    """In a process of its own, as a person starts it."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        env={**os.environ, "GRIFFIER_HOME": str(sample_warehouse.parent)},
        capture_output=True,
        check=True,
        text=True,
    )
    loaded = set(json.loads(done.stderr[done.stderr.index("[") :]))
    assert done.stdout
    assert set() == loaded & (NEVER | more)


def test_a_quote_in_a_search_is_a_letter_of_a_word(sample_warehouse: Path) -> None:
    """Words are values of the query, not parts of it."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("griffier")), "search", "regio's'; DROP TABLE x; --"],
        env={**os.environ, "GRIFFIER_HOME": str(sample_warehouse.parent)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (0, "") == (done.returncode, done.stderr.partition("nothing was found")[0])


FETCH = """
for batch in tasks.list_interval("2026-01-01", "2026-01-31", retry=True):
    assert tasks.fetch_planned(batch, "run").new
"""
PUBLISH = """
assert tasks.publish().new
tasks.write_report()
"""


def test_a_task_loads_no_library_that_it_does_not_need(sample: Path, tmp_path: Path) -> None:
    """Each is a process of its own: fetching needs no tables, publishing no pandas."""
    home = {"GRIFFIER_HOME": str(tmp_path), "GRIFFIER_SOURCE": f"folder:{sample}"}
    head = "import sys, json\nfrom pipeline.flows import tasks\n"
    tail = "\nprint(json.dumps([*sys.modules]))"
    for body, needless in (
        (FETCH, {"polars", "sqlglot", "duckdb", "pandas", "great_expectations"}),
        (PUBLISH, {"pandas", "great_expectations", "sqlglot"}),
    ):
        done = subprocess.run(
            [sys.executable, "-c", head + body + tail],
            env={**os.environ, **home},
            capture_output=True,
            check=True,
            text=True,
        )
        assert set() == needless & {*json.loads(done.stdout.splitlines()[-1])}
