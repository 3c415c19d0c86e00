"""The notebook answers its five questions from the warehouse, with the numbers that the views give."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.warehouse import connect
from pipeline.warehouse.links import create_links
from pipeline.warehouse.schema import create_tables, create_views, schema_sha256

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "notebooks" / "newspaper.py"
QUESTIONS = ("late", "waiting", "asking", "cited", "overdue")
EXPECTED = {
    "late": """
        SELECT portfolio, printf('%g days', median_days) FROM response_time_by_ministry
        WHERE enough ORDER BY median_days DESC LIMIT 1""",
    "waiting": "SELECT count(*) || ' questions', 'passed for ' || count_if(overdue), max(open_days) || ' days' FROM unanswered_question",
    "asking": "SELECT arg_max(party, (asked, -ascii(party))), max(asked) || ' questions', 'of ' || (SELECT count(*) FROM asked_question WHERE question_id IN (SELECT question_id FROM asking_party))"
    " FROM (SELECT party, sum(questions) AS asked FROM party_activity GROUP BY party)",
    "cited": "SELECT arg_max(target, (papers, citations)), 'by ' || max(papers) || ' papers' FROM most_cited_paper",
    "overdue": "SELECT count_if(NOT procedural) || ' promises', '**' || count_if(deadline_passed) || '**', max(-days_left) FILTER (deadline_passed) || ' days before' FROM commitment_deadline",
}
"""Query whose result each conclusion must name."""


def run(warehouse: Path) -> tuple[str, dict[str, Any]]:
    """Run the notebook; return its HTML and the values of its cells."""
    spec = importlib.util.spec_from_file_location("newspaper", NOTEBOOK)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIFFIER_WAREHOUSE", str(warehouse))
        spec.loader.exec_module(module)
        outputs, values = module.app.run()
    return "".join(getattr(output, "text", "") for output in outputs), dict(values)


@pytest.fixture(scope="module")
def of_the_sample(sample_warehouse: Path) -> tuple[str, dict[str, Any]]:
    """Return the notebook, run on the sample."""
    return run(sample_warehouse)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_conclusion_states_what_the_views_say(
    sample_warehouse: Path, of_the_sample: tuple[str, dict[str, Any]], question: str
) -> None:
    """The sentence holds the name and the figures, which nobody wrote there by hand."""
    says = of_the_sample[1][f"{question}_says"]
    with connect(sample_warehouse) as connection:
        expected = connection.execute(EXPECTED[question]).fetchone()
    assert expected
    assert [] == [part for part in expected if str(part) not in says], says


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_chart_is_valid_and_draws_rows(
    of_the_sample: tuple[str, dict[str, Any]], question: str
) -> None:
    """Vega-Lite accepts it, every part of it has rows, and every axis that is shown says what it
    counts.
    """
    chart = of_the_sample[1][f"{question}_chart"].to_dict()
    assert min(len(rows) for rows in chart["datasets"].values()) > 0
    assert chart["title"]["text"]
    assert chart["title"]["subtitle"]
    assert [] == unnamed_axes(chart)


def unnamed_axes(chart: dict[str, Any]) -> list[str]:
    """Return the fields on axes that are shown and say nothing of themselves; layers share an axis
    and its title.
    """
    found = []
    for part in chart.get("hconcat") or chart.get("vconcat") or [chart]:
        encodings = [one.get("encoding", {}) for one in [part, *part.get("layer", [])]]
        for axis in ("x", "y"):
            shown = [
                one[axis]
                for one in encodings
                if axis in one and one[axis].get("axis", {}) is not None
            ]
            if shown and not any(one.get("title") for one in shown):
                found.append(shown[0]["field"])
    return found


def test_every_question_has_its_chart_on_the_page(
    of_the_sample: tuple[str, dict[str, Any]],
) -> None:
    """Five charts, each under its conclusion."""
    assert len(QUESTIONS) == of_the_sample[0].count("<marimo-mime-renderer")


def test_the_notebook_of_an_empty_warehouse_states_that(tmp_path: Path) -> None:
    """No chart without rows, and no sentence about a first that is not there."""
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        create_tables(connection)
        connection.execute(
            "INSERT INTO load VALUES (0, NULL, NULL, NULL, NULL, false, ?)", [schema_sha256()]
        )
        create_views(connection)
    shown, values = run(path)
    assert 0 == shown.count("<marimo-mime-renderer")
    assert ["No", "The", "No", "No", "The"] == [
        values[f"{question}_says"].split()[0] for question in QUESTIONS
    ]


def test_marimo_finds_nothing_wrong_with_it() -> None:
    """No cell defines what another defines, no cycle, the format of the file."""
    command = [sys.executable, "-m", "marimo", "check", "--strict", str(NOTEBOOK)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert 0 == done.returncode, done.stdout + done.stderr


def test_a_notebook_of_the_sample_is_marked_as_sample(
    of_the_sample: tuple[str, dict[str, Any]],
) -> None:
    """Above its figures, and in the title of every chart."""
    shown, values = of_the_sample
    assert "invented letters and invented people" in shown
    titles = [values[f"{question}_chart"].to_dict()["title"]["text"] for question in QUESTIONS]
    assert [True] * len(QUESTIONS) == [title.startswith("VOORBEELD: ") for title in titles]


def test_the_notebook_concludes_nothing_from_fewer_than_five(tmp_path: Path) -> None:
    """A ministry with one reply of three hundred days is not called slow."""
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        create_tables(connection)
        connection.execute(
            "INSERT INTO load VALUES (1, NULL, NULL, NULL, DATE '2025-09-01', false, ?)",
            [schema_sha256()],
        )
        create_views(connection)
        for sql in FEW.split("\n\n"):
            connection.execute(sql)
        create_links(connection)
    assert "none is called slow" in run(path)[1]["late_says"]


FEW = """
    INSERT INTO publication BY NAME SELECT 'kst-1-A' AS publication_id, 'brief' AS kind, 'kst' AS
     series, 1 AS version, 'text/plain' AS media_type, repeat('0', 64) AS content_sha256,
     repeat('0', 64) AS text_sha256, '1' AS reader_version, '1' AS parser_version

    INSERT INTO letter BY NAME SELECT 'kst-1-A/letter-' || n AS letter_id, 'kst-1-A' AS
     publication_id, n AS ordinal, CASE n WHEN 1 THEN 'request' ELSE 'reply' END AS kind,
     DATE '2024-01-01' + (300 * n)::INTEGER AS dated_on, CASE n WHEN 2 THEN 'kst-1-A/letter-1' END
     AS in_reply_to FROM range(1, 3) AS numbers(n)

    INSERT INTO minister BY NAME SELECT 'kst-1-A/minister-1' AS minister_id, 'kst-1-A' AS
     publication_id, 'kst-1-A/letter-2' AS letter_id, 1 AS ordinal, 'minister' AS role, 'Defensie'
     AS portfolio, false AS on_behalf, 'mnre1018' AS ministry_id, 'unknown' AS in_office
"""
"""One ministry with one reply, a statement in each paragraph."""
