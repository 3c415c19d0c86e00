"""The writer of the report: it reads all data first, then renders and replaces one file."""

import json
import os
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.files import FILES
from pipeline.language import CODES, language
from pipeline.no_pandas import without_pandas
from pipeline.quality import rules
from pipeline.report import figures
from pipeline.report.papers import read_papers
from pipeline.report.results import read_results
from pipeline.warehouse import connect

ACCURACY = FILES / "docs" / "accuracy.json"
"""The parser's measured accuracy: JSON whose ``total`` has precision, recall and f1 by measure."""

NUMBERS = """
    SELECT (SELECT count(*) FROM publication) AS publications,
           (SELECT count(*) FROM letter) AS letters,
           (SELECT count(*) FROM asked_question) AS questions,
           (SELECT count(*) FROM answer) AS answers,
           (SELECT count(*) FROM reference) AS "references"
"""
LOAD = "SELECT log_position, last_event_at, as_of, sample FROM load"
NEW = (
    "SELECT publication_id FROM publication WHERE log_position > ? AND log_position <= ? ORDER BY "
    "publication_id"
)


def write_report(
    warehouse: Path, out: Path, *, accuracy: Path = ACCURACY, data_docs: Path | None = None
) -> Path:
    """Write the data-quality report on the published warehouse to ``out``; return its path.

    It is one HTML file in Dutch and English without any external request. ``accuracy`` is the
    parser's measured accuracy, left out if there is no such file; ``data_docs`` is the first of
    Great Expectations' own pages, linked if it exists.

    Raises:
        ConfigurationError: no warehouse was published yet.
    """
    with without_pandas(), connect(warehouse) as connection:
        data = _data(connection)
    data["accuracy"] = (
        json.loads(accuracy.read_text(encoding="utf-8"))["total"] if accuracy.is_file() else {}
    )
    data["data_docs"] = (
        os.path.relpath(data_docs, out.parent) if data_docs and data_docs.is_file() else None
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    _replace(out, render(data))
    return out


def render(data: dict[str, Any]) -> str:
    """Return the page with this data, in every language."""
    environment = Environment(
        loader=PackageLoader("pipeline.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = files("pipeline.report").joinpath("report.css").read_text(encoding="utf-8")
    return environment.get_template("report.html.j2").render(
        **data,
        style=style,
        figures=figures,
        languages=[language(code, "pipeline.report") for code in CODES],
    )


def _data(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return the data of the report, by the names that its template uses."""
    results, papers = read_results(connection), read_papers(connection)
    position, last_event_at, as_of, sample = connection.execute(LOAD).fetchall()[0]
    since = results.before.log_position if results.before else 0
    until = results.latest.log_position if results.latest else 0
    return {
        "results": results,
        "papers": papers,
        "numbers": connection.execute(NUMBERS).pl().to_dicts()[0],
        "entered": [name for (name,) in connection.execute(NEW, [since, until]).fetchall()],
        "held_since": [held for held in papers.held if held.log_position > since],
        "titles": {name: rule.title for name, rule in rules().items()},
        "position": position,
        "last_event_at": last_event_at,
        "as_of": as_of,
        "sample": sample,
    }


def _replace(out: Path, page: str) -> None:
    """Replace the report atomically, so that readers see the old page or the new one."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=out.parent, prefix=".report-", delete=False
    ) as file:
        file.write(page)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(out)
