"""Response data of the API and the MCP server, queried from the warehouse."""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from pipeline.errors import QueryRefused
from pipeline.json_encoding import json_value
from pipeline.page.api.paging import read_cursor, write_cursor
from pipeline.page.api.resources import Resource
from pipeline.page.ask.answering import hold
from pipeline.page.ask.questions import presentations
from pipeline.page.paper.contents import read_paper
from pipeline.page.warehouse_rows import Row, rows
from pipeline.queries import Value, named_query, values

FAR = 1_000_000
"""The last row to which the answer to a question can be paged."""
SEARCH = """
    WITH found AS MATERIALIZED (
        SELECT * EXCLUDE (text, forms)
        FROM search($q, party := nullif($party, ''), most := 1000)
    )
    SELECT found.*, coalesce(answer.text, question.text) AS text
    FROM found
    LEFT JOIN question ON found.kind = 'question' AND question.question_id = found.question_id
    LEFT JOIN answer ON found.kind = 'answer' AND answer.answer_id = found.answer_id
    ORDER BY words_found DESC, score DESC, question_id, answer_id
"""
WHOLE = {
    "letters": "letter",
    "ministers": "minister",
    "questions": "question",
    "answers": "answer",
    "pairs": "link",
    "commitments": "commitment",
}
REFERENCES = "SELECT * FROM reference WHERE publication_id = $id ORDER BY char_start, reference_id"


def known(connection: duckdb.DuckDBPyConnection) -> Row:
    """Return until when the source is known, the log position, and True for the sample."""
    row = connection.execute("SELECT as_of, log_position, sample FROM load").fetchone()
    names = ("as_of", "log_position", "sample")
    return _plain(dict(zip(names, row or (None, 0, False), strict=True)))


def listed(
    connection: duckdb.DuckDBPyConnection,
    resource: Resource,
    chosen: Mapping[str, str],
    fields: str | None,
    cursor: str | None,
    limit: int,
) -> Row:
    """Return a page of rows in the order of their key, with the cursor of the next page.

    Raises:
        QueryRefused: there is no such field, or the cursor is not of this list.
    """
    names = _fields(resource, fields)
    where = [resource.filters[name] for name in chosen]
    parameters: list[object] = list(chosen.values())
    if cursor is not None:
        keys = ", ".join(f'"{name}"' for name in resource.key)
        marks = ", ".join("?" for _ in resource.key)
        where.append(f"({keys}) > ({marks})")
        parameters += read_cursor(cursor, len(resource.key))
    order = ", ".join(f'"{name}"' for name in resource.key)
    selected = ", ".join(f'"{name}"' for name in dict.fromkeys([*names, *resource.key]))
    conditions = " AND ".join(f"({condition})" for condition in where) or "true"
    sql = (
        f"SELECT {selected} FROM {resource.source} WHERE {conditions} "  # noqa: S608
        f"ORDER BY {order} LIMIT {limit + 1}"
    )
    page_rows = rows(connection, sql, parameters)
    shown = page_rows[:limit]
    more = len(page_rows) > limit
    behind = write_cursor([shown[-1][name] for name in resource.key]) if more else None
    data = [_plain({name: row[name] for name in names}) for row in shown]
    return {**known(connection), "data": data, "next": behind}


def answered(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    given: Mapping[str, str],
    cursor: str | None,
    limit: int,
) -> Row:
    """Return a page of the answer to a ready-made question.

    Raises:
        QueryRefused: there is no such question, or it does not take these values.
    """
    query = named_query(name)
    filled: dict[str, Value] = values(query.parameters, given)
    with hold(connection, presentations()[name], filled):
        return _part(connection, "asked", cursor, limit)


def searched(
    connection: duckdb.DuckDBPyConnection, q: str, party: str, cursor: str | None, limit: int
) -> Row:
    """Return a page of the questions and answers that contain the words, the best ones first."""
    sql = f"CREATE OR REPLACE TEMP TABLE found AS {SEARCH}"
    connection.execute(sql, {"q": q, "party": party})
    return _part(connection, "found", cursor, limit)


def paper(connection: duckdb.DuckDBPyConnection, publication_id: str) -> Row | None:
    """Return a whole paper, with the offsets of its rows in its text, or None if it is not held."""
    held = read_paper(connection, publication_id)
    if held is None:
        return None
    parts: dict[str, Sequence[Row]] = {name: held.parts[part] for name, part in WHOLE.items()}
    parts["references"] = rows(connection, REFERENCES, {"id": publication_id})
    return {
        **known(connection),
        "publication": _plain(held.publication),
        "text": held.text,
        **{name: [_plain(row) for row in part] for name, part in parts.items()},
    }


def _part(connection: duckdb.DuckDBPyConnection, table: str, cursor: str | None, limit: int) -> Row:
    """Return some rows of a temporary table; the cursor is the number of rows before them."""
    before = int(str(read_cursor(cursor, 1, int)[0])) if cursor is not None else 0
    if not 0 <= before <= FAR:
        raise QueryRefused("cursor: take it from `next` of the answer before, as it is")
    total = connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]  # noqa: S608
    page_rows = rows(connection, f"FROM {table} LIMIT {limit} OFFSET {before}")
    behind = before + len(page_rows)
    return {
        **known(connection),
        "total": total,
        "data": [_plain(row) for row in page_rows],
        "next": write_cursor([behind]) if page_rows and behind < total else None,
    }


def _fields(resource: Resource, fields: str | None) -> list[str]:
    known_names = [field.name for field in resource.fields]
    if not fields:
        return known_names
    names = fields.split(",")
    if unknown := [name for name in names if name not in known_names]:
        raise QueryRefused(
            f"fields: {resource.name} has no {unknown[0]!r}. It has {', '.join(known_names)}"
        )
    return list(dict.fromkeys(names))


def _plain(row: Mapping[str, Any]) -> Row:
    """Return a row with JSON values."""
    return {name: json_value(value) for name, value in row.items()}
