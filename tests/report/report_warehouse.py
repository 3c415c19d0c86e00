"""A small warehouse as a file, filled by hand: what the report reads, without a log behind it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.quality import rules
from pipeline.tables import tables
from pipeline.warehouse.links import create_links
from pipeline.warehouse.schema import create_tables, create_views

START = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
PAPER = "kst-90001-A"


def row(table: str, **known: object) -> dict[str, Any]:
    """Return a row of the table with every column of the DDL."""
    return {column.name: None for column in tables()[table].columns} | known


def runs(number: int, failing: Mapping[int, Sequence[str]] | None = None) -> list[dict[str, Any]]:
    """Return the results of so many runs; ``failing`` are the rules that some run, counted from 1,
    does not meet.
    """
    results = []
    for run in range(1, number + 1):
        unmet = (failing or {}).get(run, ())
        for name, rule in rules().items():
            results.append(
                row(
                    "quality_result",
                    run_id=f"{run:064x}",
                    suite_version="0123456789ab",
                    validated_at=START + timedelta(days=run),
                    suite=rule.suite,
                    expectation_id=rule.id,
                    expectation=rule.expectation,
                    severity=rule.severity,
                    success=name not in unmet,
                    element_count=100,
                    unexpected_count=7 if name in unmet else 0,
                    publication_ids=[PAPER] if name in unmet else [],
                    log_position=10 * run,
                )
            )
    return results


def paper_rows() -> dict[str, list[dict[str, Any]]]:
    """Return one paper that loaded with a question left open, one in quarantine, one that could not
    be fetched.
    """
    own = {"publication_id": PAPER}
    digest = "a" * 64
    question = "Hoeveel molens langs de Zilverbeek staan stil – en waarom <nu>?"
    refused = {
        "publication_id": "kst-90002-B",
        "content_sha256": digest,
        "state": "open",
        "log_position": 19,
    }
    return {
        "publication": [
            row(
                "publication",
                **own,
                kind="verslag_schriftelijk_overleg",
                series="kst",
                title="Molens & sluizen",
                version=1,
                media_type="text/plain",
                content_sha256=digest,
                text_sha256=digest,
                reader_version="1",
                parser_version="1",
                log_position=15,
            )
        ],
        "letter": [row("letter", **own, letter_id=f"{PAPER}/letter-1", ordinal=1, kind="reply")],
        "question": [
            row(
                "question",
                **own,
                question_id=f"{PAPER}/question-1",
                letter_id=f"{PAPER}/letter-1",
                ordinal=1,
                label="1",
                text=question,
                char_start=12,
                char_end=75,
            )
        ],
        "quarantine": [
            row(
                "quarantine",
                **refused,
                ordinal=1,
                rule="answer.linked",
                reason="it answers <nothing>",
                char_start=4,
                char_end=9,
            ),
            row(
                "quarantine",
                **refused,
                ordinal=2,
                rule="ddl.question.text.not_null",
                reason="text is missing",
            ),
        ],
        "coverage": [
            row(
                "coverage",
                source="catalogue",
                publication_id=PAPER,
                series="kst",
                session_year="2025-2026",
                state="held",
            ),
            row(
                "coverage",
                source="catalogue",
                publication_id="kst-90003-C",
                series="kst",
                state="failed",
                reason="gone",
            ),
        ],
        "load": [
            row(
                "load",
                log_position=20,
                last_event_at=START + timedelta(days=3),
                as_of=date(2026, 1, 8),
                sample=False,
                schema_sha256=digest,
            )
        ],
    }


def warehouse(
    folder: Path, results: Sequence[dict[str, Any]], others: Mapping[str, Sequence[dict[str, Any]]]
) -> Path:
    """Return the file that holds these rows, under the DDL of the project."""
    path = folder / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        create_tables(connection)
        create_views(connection)
        for name, table in tables().items():
            rows = results if name == "quality_result" else others.get(name, ())
            if rows:
                frame = pl.DataFrame(rows, schema=table.schema, orient="row")
                connection.execute(f"INSERT INTO {name} SELECT * FROM frame")  # noqa: S608
                del frame
        create_links(connection)
    return path
