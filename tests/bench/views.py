"""How fast the views answer over a million questions, made up.

Run: python tests/bench/views.py [questions]

Each view is asked what people ask of it, five times; a view's time is the median of its queries'
medians. The target is 300 ms at the median over the views; the slowest is named with its plan.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "warehouse"))
from synthetic_warehouse import make

from pipeline.warehouse.reader import SESSION
from pipeline.warehouse.schema import VIEWS

TARGET_MS = 300
REPEATS = 5
ASKED = {
    "answered_question": [
        "FROM answered_question WHERE publication_id = 'kst-30001-B'",
        "FROM answered_question WHERE dossier_number = '30001' ORDER BY answered_on",
        "FROM answered_question WHERE party = 'fractie 3' AND session_year = '2019-2020' LIMIT 100",
        "SELECT committee, count(*), median(response_days) FROM answered_question GROUP BY committee",
    ],
    "unanswered_question": [
        "SELECT party, count(*), count_if(overdue) FROM unanswered_question GROUP BY party",
        "FROM unanswered_question WHERE overdue ORDER BY open_days DESC LIMIT 100",
    ],
    "reference_holding": [
        "SELECT kind, count(*), avg(holds::INTEGER) FROM reference_holding GROUP BY kind",
        "FROM reference_holding WHERE publication_id = 'kst-30001-B'",
    ],
    "citation": [
        "FROM citation WHERE publication_id = 'kst-30001-B'",
        "FROM citation WHERE target = 'kst-30001-C'",
        "SELECT kind, count(*) FROM citation GROUP BY kind",
    ],
    "most_cited_paper": ["FROM most_cited_paper ORDER BY papers DESC LIMIT 20"],
    "minister_activity": ["FROM minister_activity ORDER BY answers DESC LIMIT 50"],
    "response_time": [
        "SELECT committee, median(response_days) FROM response_time GROUP BY committee"
    ],
    "commitment_deadline": [
        "FROM commitment_deadline WHERE deadline_passed ORDER BY due_on DESC LIMIT 100"
    ],
    "overdue_request": ["FROM overdue_request ORDER BY overdue_days DESC LIMIT 100"],
    "dossier_timeline": [
        "FROM dossier_timeline WHERE dossier_number = '30001' ORDER BY happened_on"
    ],
}
"""Queries by view; a view that is not named is asked for all its rows."""


def say(line: str) -> None:
    """Write a line for the person who runs this."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def taken_ms(connection: duckdb.DuckDBPyConnection, query: str) -> float:
    """The median time of some runs of a query, in milliseconds."""
    taken: list[float] = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        connection.execute(query).fetchall()
        taken.append((time.perf_counter() - began) * 1000)
    return median(taken)


def plan(node: dict[str, Any], depth: int = 0) -> Iterator[str]:
    """One line per operator of a plan: what it does, to what, how many rows came out and how long
    it worked.
    """
    if "operator_name" in node:
        about = node["extra_info"].get("Table") or node["extra_info"].get("Conditions") or ""
        milliseconds = node["operator_timing"] * 1000
        yield f"{'  ' * depth}{node['operator_name'].strip()} {about}: {node['operator_cardinality']} rows, {milliseconds:.0f} ms"
    for child in node["children"]:
        yield from plan(child, depth + 1)


def main(questions: int = 1_000_000) -> None:
    """Make the warehouse, ask all views, and say what each took."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.duckdb"
        began = time.perf_counter()
        make(path, questions)
        say(
            f"{questions} questions: {path.stat().st_size / 1e6:.0f} MB, made in {time.perf_counter() - began:.0f} s"
        )
        by_view: dict[str, float] = {}
        by_query: dict[str, float] = {}
        with duckdb.connect(str(path), read_only=True) as connection:
            connection.execute(SESSION)
            for view in sorted(file.stem for file in VIEWS.glob("*.sql")):
                times = {
                    query: taken_ms(connection, query)
                    for query in ASKED.get(view, [f"FROM {view}"])
                }
                by_query |= times
                by_view[view] = median(times.values())
                for query, milliseconds in times.items():
                    say(f"{milliseconds:8.0f} ms  {query}")
            slowest = max(by_query, key=lambda query: by_query[query])
            whole = median(by_view.values())
            say(
                f"median over {len(by_view)} views {whole:.0f} ms, target {TARGET_MS} ms; slowest: {slowest}"
            )
            found = connection.execute(f"EXPLAIN (ANALYZE, FORMAT json) {slowest}").fetchone()
            say("\n".join(plan(json.loads(found[1])) if found else []))
    if whole > TARGET_MS:
        raise SystemExit(1)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
