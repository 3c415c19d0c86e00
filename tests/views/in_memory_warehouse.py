"""Warehouse in memory that the tests of the views fill by hand."""

from collections.abc import Sequence
from datetime import date

import duckdb
import polars as pl

from pipeline.tables import PARSED, Column, Row, frame, tables
from pipeline.warehouse.derived_rows import derived
from pipeline.warehouse.links import create_links
from pipeline.warehouse.schema import create_tables, create_views

AS_OF = date(2025, 9, 1)


class InMemoryWarehouse:
    """A warehouse in memory that holds the rows a test wrote down, seen as of 1 September 2025."""

    def __init__(self) -> None:
        self._open = duckdb.connect()
        create_tables(self._open)
        create_views(self._open)
        self._linked = True
        self.add(
            "load", {"log_position": 7, "as_of": AS_OF, "sample": False, "schema_sha256": "0" * 64}
        )

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """Return the warehouse, with the links between the papers that it holds now."""
        if not self._linked:
            create_links(self._open)
            self._linked = True
        return self._open

    @property
    def unlinked(self) -> duckdb.DuckDBPyConnection:
        """Return the warehouse as it is, for a test that makes the links itself."""
        self._linked = True
        return self._open

    def add(self, table: str, *rows: Row) -> None:
        """Insert rows; a column that is not given is NULL, or what no view looks at."""
        columns = tables()[table].columns
        filled = [
            {column.name: row.get(column.name, unseen(table, column)) for column in columns}
            for row in rows
        ]
        self._insert(table, frame(table, filled))
        if table in {"letter", "question"}:
            known = {name: frame(name, filled if name == table else ()) for name in PARSED}
            for name, found in derived(known).items():
                self._insert(name, found)

    def _insert(self, table: str, rows: pl.DataFrame) -> None:
        self._open.register("incoming", rows)
        self._open.execute(f"INSERT INTO {table} FROM incoming")
        self._linked = False

    def ask(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Return the rows of a query, with values for its question marks."""
        return self.connection.execute(query, values).fetchall()

    def paper(
        self, publication_id: str, kind: str = "verslag_schriftelijk_overleg", **facts: object
    ) -> None:
        """Insert a paper of the Eerste Kamer."""
        series, dossier, sub_number = (*publication_id.split("-"), "", "")[:3]
        known = {"dossier_number": dossier, "sub_number": sub_number} if series == "kst" else {}
        told = {
            "publication_id": publication_id,
            "kind": kind,
            "series": series,
            "session_year": "2024-2025",
            "chamber": "EK",
        }
        self.add("publication", told | known | facts)

    def letter(
        self, publication_id: str, ordinal: int, kind: str, dated_on: date | None, **facts: object
    ) -> str:
        """Insert a letter in a paper and return its key."""
        letter_id = f"{publication_id}/letter-{ordinal}"
        told: Row = {
            "letter_id": letter_id,
            "publication_id": publication_id,
            "ordinal": ordinal,
            "kind": kind,
        }
        self.add("letter", told | {"dated_on": dated_on} | facts)
        return letter_id

    def question(
        self,
        letter_id: str,
        ordinal: int,
        party: str | None = "BBB",
        text: str = "Waarom?",
        **facts: object,
    ) -> str:
        """Insert a question in a letter and return its key."""
        publication_id = letter_id.rpartition("/")[0]
        question_id = f"{publication_id}/question-{ordinal}"
        told: Row = {
            "question_id": question_id,
            "publication_id": publication_id,
            "letter_id": letter_id,
            "ordinal": ordinal,
        }
        self.add("question", told | {"party": party, "label": str(ordinal), "text": text} | facts)
        return question_id

    def answer(
        self, letter_id: str, ordinal: int, question_ids: Sequence[str] = (), text: str = "Daarom."
    ) -> str:
        """Insert an answer in a letter, to these questions, and return its key."""
        publication_id = letter_id.rpartition("/")[0]
        answer_id = f"{publication_id}/answer-{ordinal}"
        told: Row = {
            "answer_id": answer_id,
            "publication_id": publication_id,
            "letter_id": letter_id,
            "ordinal": ordinal,
        }
        self.add("answer", told | {"text": text})
        relation = "own" if len(question_ids) == 1 else "shared"
        for question_id in question_ids:
            link: Row = {
                "question_id": question_id,
                "answer_id": answer_id,
                "publication_id": publication_id,
            }
            self.add("question_answer", link | {"relation": relation, "confidence": 1.0})
        return answer_id

    def signature(
        self, letter_id: str, ordinal: int, name: str | None, portfolio: str, **facts: object
    ) -> None:
        """Insert a signature under a letter."""
        publication_id = letter_id.rpartition("/")[0]
        minister_id = f"{publication_id}/minister-{ordinal}"
        told: Row = {
            "minister_id": minister_id,
            "publication_id": publication_id,
            "letter_id": letter_id,
            "ordinal": ordinal,
        }
        office: Row = {
            "role": "minister",
            "portfolio": portfolio,
            "name": name,
            "on_behalf": False,
            "in_office": "unknown",
        }
        self.add("minister", told | office | facts)

    def reference(
        self,
        publication_id: str,
        ordinal: int,
        target: str | None,
        kind: str = "kamerstuk",
        **facts: object,
    ) -> None:
        """Insert a citation in a paper."""
        told: Row = {
            "reference_id": f"{publication_id}/reference-{ordinal}",
            "publication_id": publication_id,
            "target": target,
        }
        self.add(
            "reference",
            told
            | {"kind": kind, "text": "zie", "status": "resolved" if target else "unresolved"}
            | facts,
        )


def unseen(table: str, column: Column) -> object:
    """Return a value that the DDL takes, for a column that the test does not speak of."""
    if column.nullable:
        return None
    special = {"char_end": 1, "version": 1, "content_sha256": "0" * 64, "text_sha256": "0" * 64}
    return special.get(
        column.name, {"VARCHAR": table, "INTEGER": 0, "BIGINT": 0}.get(column.sql_type)
    )
