"""Links between papers, and the states of questions that follow from them, kept as tables.

A rebuild makes them in one pass. A load makes those again that the changed papers can touch: papers
of their dossiers, and for papers without a dossier those with a request of the same day. Both run
the same files of sql/links/.

Why: asked by each query, they took four seconds of processor time at a million questions.
"""

from pathlib import Path

import duckdb
import polars as pl

from pipeline.tables import DDL

LINKS = DDL.parent / "links"
"""Folder of SELECT statements, one file per table of the schema ``linked``."""

ORDER = (
    "signed_letter",
    "letter_repeat",
    "letter_link",
    "repeated_question",
    "question_link",
    "question_state",
    "letter_party",
    "party_count",
    "answered_question",
    "commitment_outcome",
    "citation",
)
"""The files, each after those that it reads; ``letter_link`` fills ``linked.letter_links``."""

READ = (
    "publication",
    "letter",
    "question",
    "answer",
    "question_answer",
    "minister",
    "asking_party",
    "commitment",
    "reference",
)
"""The tables of sql/tables/ that they are made of; ``person`` is the register's."""

OWNED = "SELECT *, regexp_replace({key}, '/[^/]+$', '') AS publication_id FROM {name}"
"""The rows of a link with the publication that they belong to, which begins their first column.

A link with a column ``publication_id`` is taken as it is.
"""

SCOPE = """
    SELECT dossier_number, NULL::DATE AS day
    FROM publication SEMI JOIN names USING (publication_id)
    WHERE dossier_number IS NOT NULL
    UNION
    SELECT NULL, letter.dated_on
    FROM publication SEMI JOIN names USING (publication_id)
    JOIN letter ON letter.publication_id = publication.publication_id
    WHERE
        publication.dossier_number IS NULL
        AND letter.kind = 'request'
        AND letter.dated_on IS NOT NULL
"""
"""The dossiers of publications, and the days of the requests of those without one."""

WITHIN = """
    SELECT publication_id FROM publication SEMI JOIN scope USING (dossier_number)
    UNION
    SELECT letter.publication_id
    FROM letter SEMI JOIN scope ON scope.day = letter.dated_on
    JOIN publication ON publication.publication_id = letter.publication_id
    WHERE publication.dossier_number IS NULL AND letter.kind = 'request'
"""
"""The publications of such dossiers and days."""


HELD = """
    CREATE OR REPLACE TEMP TABLE held AS
    SELECT rowid AS row_number, * FROM {table} SEMI JOIN changing USING (publication_id)
"""
DELETE = "DELETE FROM {table} WHERE rowid IN (SELECT row_number FROM held {unless_equal})"
INSERT = "INSERT INTO {table} SELECT * FROM fresh ANTI JOIN held ON {same}"


def scope_of(connection: duckdb.DuckDBPyConnection, names: pl.DataFrame) -> pl.DataFrame:
    """Return the dossiers and days of these publications, a frame of ``publication_id``."""
    connection.register("names", names)
    return connection.execute(SCOPE).pl()


def create_links(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the tables of all links, in place of those that exist.

    Why: the rows of a paper, and of a dossier, lie together: joins leave them spread over the file,
    and DuckDB reads 2,048 rows for each.
    """
    connection.execute("CREATE SCHEMA IF NOT EXISTS linked")
    for name in ORDER:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {_select(name)}")
        owned = _owned(connection, name)
        connection.execute(
            f"CREATE OR REPLACE TABLE linked.{name}s AS {owned} ORDER BY publication_id"
        )
    _drop(connection, ORDER)


def update_links(
    connection: duckdb.DuckDBPyConnection, names: pl.DataFrame, scope: pl.DataFrame
) -> None:
    """Make the links again that the publications ``names`` touch.

    ``scope`` has the dossiers and days in which they were before and are now.

    Why: a neighbour's links depend on its own neighbours too, so rows are made for two steps around
    the change and replaced for one.
    """
    _keep(connection, "changing", names, scope)
    changing = connection.execute("FROM changing").pl()
    _keep(connection, "near", changing, scope_of(connection, changing))
    for name in READ:  # the files of sql/links/ find these in place of the tables
        connection.execute(
            f"CREATE TEMP TABLE {name} AS FROM {name} SEMI JOIN near USING (publication_id)"
        )
    for name in ORDER:
        row_count = connection.execute(f"CREATE TEMP TABLE {name} AS {_select(name)}").fetchone()
        _replace(connection, name, rows=row_count[0] if row_count else 0)
    _drop(connection, (*ORDER, *READ, "fresh", "held", "near", "changing"))


def links_statements() -> list[str]:
    """Return every text that determines the contents of the links."""
    return [_select(name) for name in ORDER]


def _keep(
    connection: duckdb.DuckDBPyConnection, name: str, names: pl.DataFrame, scope: pl.DataFrame
) -> None:
    """Keep the ids of publications, and of all within a scope, as a temporary table."""
    connection.register("names", names)
    connection.register("scope", scope)
    connection.execute(f"CREATE TEMP TABLE {name} AS FROM names UNION {WITHIN}")


def _replace(connection: duckdb.DuckDBPyConnection, name: str, rows: int) -> None:
    """Put the fresh rows of the changing publications in place of their held ones.

    ``rows`` is the number of fresh rows, of all publications.

    Why: rows that stay equal are not written again; a large dossier has thousands.
    """
    table = f"linked.{name}s"
    connection.execute(HELD.format(table=table))
    if not rows:
        connection.execute(DELETE.format(table=table, unless_equal=""))
        return
    fresh = f"FROM ({_owned(connection, name)}) SEMI JOIN changing USING (publication_id)"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE fresh AS {fresh}")
    columns = connection.table("temp.fresh").columns
    same = " AND ".join(f"held.{column} IS NOT DISTINCT FROM fresh.{column}" for column in columns)
    connection.execute(DELETE.format(table=table, unless_equal=f"ANTI JOIN fresh ON {same}"))
    connection.execute(INSERT.format(table=table, same=same))


def _owned(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return the query of a link's rows with their publication."""
    columns = connection.table(f"temp.{name}").columns
    if "publication_id" in columns:
        return f"SELECT * FROM temp.{name}"  # noqa: S608
    return OWNED.format(key=columns[0], name=f"temp.{name}")


def _select(name: str) -> str:
    return Path(LINKS / f"{name}.sql").read_text(encoding="utf-8")


def _drop(connection: duckdb.DuckDBPyConnection, names: tuple[str, ...]) -> None:
    for name in names:
        connection.execute(f"DROP TABLE IF EXISTS temp.{name}")
