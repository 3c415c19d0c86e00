"""A warehouse with one letter whose every word tries to become part of the page."""

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from pipeline.tables import tables
from pipeline.warehouse.fulltext import create_index, create_search, update_index
from pipeline.warehouse.schema import create_tables, create_views, schema_sha256

PAPER = "kst-99999-A"
ATTACK = """</p></td></textarea></title><script>alert('x')</script><img src=x onerror=alert(1)>"'` onmouseover="alert(2)"""
FIXED: dict[str, object] = {
    "publication_id": PAPER,
    "letter_id": f"{PAPER}/letter-1",
    "question_id": f"{PAPER}/question-1",
    "answer_id": f"{PAPER}/answer-1",
    "minister_id": f"{PAPER}/minister-1",
    "reference_id": f"{PAPER}/reference-1",
    "commitment_id": f"{PAPER}/commitment-1",
    "target_question_id": None,
    "refers_to_question_id": None,
    "in_reply_to": None,
    "series": "kst",
    "chamber": "EK",
    "ordinal": 1,
    "version": 1,
    "mark_position": 5,
    "char_start": 0,
    "confidence": 0.5,
    "in_office": "unknown",
    "role": "minister",
    "relation": "own",
    "scheme": "preferred_url",
    "severity": "critical",
    "url": "javascript:alert(3)",
    "value": "javascript:alert(4)",
    "source_url": "javascript:alert(5)",
    "text": ATTACK,
    "char_end": len(ATTACK),
}
KINDS = {"publication": "brief", "letter": "request", "reference": "url"}
OWN = {
    ("quarantine", "state"): "open",
    ("coverage", "state"): "quarantined",
    ("unexplained_span", "reason"): "between_answers",
    ("correction", "state"): "applied",
    ("correction", "what"): "question",
}


def value(table: str, column: str, sql_type: str) -> object:
    """Return the value of a column: the attack wherever the schema permits text."""
    if column == "kind":
        return KINDS[table]
    if (table, column) in OWN:
        return OWN[table, column]
    if column == "status":
        return "resolved" if table == "reference" else ATTACK
    if column in FIXED:
        return FIXED[column]
    if column.endswith("sha256"):
        return "0" * 64
    plain = {
        "VARCHAR": ATTACK,
        "VARCHAR[]": [ATTACK],
        "BOOLEAN": True,
        "DATE": date(2026, 1, 2),
        "TIMESTAMP WITH TIME ZONE": datetime(2026, 1, 2, tzinfo=UTC),
    }
    return plain.get(sql_type, 1)


def make(home: Path) -> Path:
    """Return the warehouse of a home that holds nothing but the hostile letter; a second question
    has no answer.
    """
    path = home / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        create_tables(connection)
        for name, table in tables().items():
            row = {
                column.name: value(name, column.name, column.sql_type) for column in table.columns
            }
            marks = ", ".join("?" for _ in row)
            connection.execute(f"INSERT INTO {name} VALUES ({marks})", list(row.values()))  # noqa: S608
        connection.execute("UPDATE load SET schema_sha256 = ?", [schema_sha256()])
        connection.execute(
            "INSERT INTO question SELECT * REPLACE (publication_id || '/question-2' AS question_id, 2 AS ordinal) FROM question"
        )
        connection.execute(
            "INSERT INTO coverage SELECT * REPLACE (? AS publication_id) FROM coverage",
            [f"file-{ATTACK.replace('/', '')}"],
        )
        create_views(connection)
        create_index(connection)
        update_index(connection, connection.table("publication").pl().select("publication_id"))
        create_search(connection)
    return path
