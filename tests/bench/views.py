"""Speed of the views over a million synthetic questions.

Run: python tests/bench/views.py [questions [file to keep the warehouse in]]

Each view is asked what people ask of it: a query may take 300 ms of processor time, over all
threads. The slowest is told with its plan.
"""

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
from figures import Figure, report
from synthetic_warehouse import make

from pipeline.warehouse.reader import SESSION
from pipeline.warehouse.schema import VIEWS

MOST_MS = 300
REPEATS = 3
ALL_ANSWERS = (
    "SELECT committee, count(*), median(response_days) FROM answered_question GROUP BY committee"
)
PARTY_IN_A_YEAR = (
    "FROM answered_question WHERE party = 'fractie 3' AND session_year = '2019-2020' LIMIT 100"
)
BOUNDS = {ALL_ANSWERS: 700, PARTY_IN_A_YEAR: 700}
"""Queries with another bound, in milliseconds.

Why: a view with the words joins ``question`` and ``answer`` for every row, also for a query that
needs neither: DuckDB leaves out no inner join. Two joins of a million rows cost 200 ms each.
``response_time`` has the days without the words. The questions of one party in one year lie in
every part of the file, so that the words of all answers are unpacked.
"""
ASKED = {
    "answered_question": [
        "FROM answered_question WHERE publication_id = 'kst-30001-B'",
        "FROM answered_question WHERE dossier_number = '30001' ORDER BY answered_on",
        PARTY_IN_A_YEAR,
        ALL_ANSWERS,
    ],
    "asked_question": [
        "FROM asked_question WHERE publication_id = 'kst-30001-B'",
        "FROM asked_question WHERE dossier_number = '30001' AND state = 'open'",
        "SELECT party, state, count(*) FROM asked_question GROUP BY ALL",
    ],
    "question_state": ["SELECT session_year, state, count(*) FROM question_state GROUP BY ALL"],
    "question_with_answers": [
        "FROM question_with_answers WHERE publication_id = 'kst-30001-B'",
        "FROM question_with_answers WHERE dossier_number = '30001'",
    ],
    "request": [
        "FROM request WHERE dossier_number = '30001'",
        "SELECT session_year, count(*), sum(open_questions) FROM request GROUP BY ALL",
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


def taken_ms(connection: duckdb.DuckDBPyConnection, query: str) -> float:
    """Return the processor time of a query over all threads, in milliseconds: its median."""
    taken: list[float] = []
    for _ in range(REPEATS):
        began = time.process_time()
        connection.execute(query).fetchall()
        taken.append((time.process_time() - began) * 1000)
    return median(taken)


def plan(node: dict[str, Any], depth: int = 0) -> Iterator[str]:
    """Yield one line per operator of a plan: what it does, to what, how many rows came out and how
    long it worked.
    """
    if "operator_name" in node:
        about = node["extra_info"].get("Table") or node["extra_info"].get("Conditions") or ""
        milliseconds = node["operator_timing"] * 1000
        yield f"{'  ' * depth}{node['operator_name'].strip()} {about}: {node['operator_cardinality']} rows, {milliseconds:.0f} ms"
    for child in node["children"]:
        yield from plan(child, depth + 1)


def main(questions: int = 1_000_000, path: str = "") -> int:
    """Make the warehouse, ask all views, and report; a ``path`` keeps the warehouse there."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(path or Path(folder) / "made.duckdb")
        if not file.exists():
            make(file, questions)
        with duckdb.connect(str(file), read_only=True) as connection:
            connection.execute(SESSION)
            figures = [
                Figure(query, taken_ms(connection, query), BOUNDS.get(query, MOST_MS))
                for view in sorted(file.stem for file in VIEWS.glob("*.sql"))
                for query in ASKED.get(view, [f"FROM {view} LIMIT 100"])
            ]
            slowest = max(figures, key=lambda figure: figure.value).name
            found = connection.execute(f"EXPLAIN (ANALYZE, FORMAT json) {slowest}").fetchone()
        sys.stdout.write("\n".join(plan(json.loads(found[1])) if found else []) + "\n")
        about = {"questions": questions, "MB": file.stat().st_size // 1_000_000}
    return report("views", figures, about)


if __name__ == "__main__":
    sys.exit(main(*(int(one) if one.isdigit() else one for one in sys.argv[1:])))
