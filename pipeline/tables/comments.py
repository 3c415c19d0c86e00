"""Comments of tables, views and columns in a warehouse file, read from ``sql/``.

A file of ``sql/tables/`` or ``sql/views/`` begins with its grain, which is the comment of the table
or view. Its columns have their meanings in the same file (COMMENT ON COLUMN), or in
``sql/columns.toml`` where several tables or views have the same column.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pipeline.errors import SchemaMismatch
from pipeline.files import FILES

COLUMNS = FILES / "sql" / "columns.toml"
"""File with the meanings of columns that several tables or views have."""

GRAIN = "-- Grain: "


def grain(name: str, statements: str) -> str:
    """Return the comment of a table or view from the first line of its file.

    Example: ``-- Grain: one row per letter.`` gives ``One row per letter.``

    Raises:
        SchemaMismatch: the first line is another one.
    """
    first, _, _ = statements.partition("\n")
    if not first.startswith(f"{GRAIN}one row "):
        raise SchemaMismatch(f'{name}.sql must begin with "{GRAIN}one row per …"')
    return "O" + first.removeprefix(f"{GRAIN}o")


def meaning(relation: str, column: str) -> str:
    """Return the shared meaning of a column of a table or view, "" if it has none."""
    shared = _shared()
    return shared.get(f"{relation}.{column}", shared.get(column, ""))


def comment_statements(
    grains: Mapping[str, str], columns: list[tuple[str, str]], *, kind: str
) -> Iterator[str]:
    """Yield the COMMENT statements of tables or views that are not in their own files.

    ``kind`` is TABLE or VIEW; ``grains`` has their comments by name, ``columns`` the pairs of
    table or view and column that have no comment yet.
    """
    for name, comment in grains.items():
        yield f"COMMENT ON {kind} {name} IS {_quoted(comment)}"
    for name, column in columns:
        if words := meaning(name, column):
            yield f"COMMENT ON COLUMN {name}.{column} IS {_quoted(words)}"


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


@lru_cache(maxsize=1)
def _shared() -> Mapping[str, str]:
    """Return the meanings of ``sql/columns.toml`` by column, or by relation and column.

    Example: the key ``kind of citation, most_cited_paper`` gives ``citation.kind`` and
    ``most_cited_paper.kind``.
    """
    shared: dict[str, str] = {}
    for key, words in tomllib.loads(COLUMNS.read_text(encoding="utf-8")).items():
        column, _, relations = key.partition(" of ")
        names = [f"{name}.{column}" for name in relations.split(", ")] if relations else [column]
        shared.update(dict.fromkeys(names, words))
    return shared
