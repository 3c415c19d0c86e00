"""Foreign keys between the tables, derived from the names of columns, and a Mermaid diagram.

The DDL declares none (docs/decisions/0001-ddl-is-the-schema.md). A column is a foreign key if its
name is, or ends in, the key ``<table>_id`` of another table.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.tables import Table, tables

ALSO_POINTS = {("letter", "in_reply_to"): "letter"}
"""Foreign keys with a column name that differs from the key of the table."""

KNOWN_ONLY = {"coverage", "identifier", "quarantine"}
"""Tables with rows about every publication in the log, also those not in ``publication``."""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column ``table.column`` that holds keys of ``target``.

    ``sure`` is True if it always holds one, ``single`` if no two rows share one.
    """

    table: str
    column: str
    target: str
    sure: bool
    single: bool


def foreign_keys() -> list[ForeignKey]:
    """Return every column that refers to another table, in the order of the DDL."""
    keys = {
        name: f"{name}_id"
        for name, table in tables().items()
        if table.primary_key == (f"{name}_id",)
    }
    return [
        ForeignKey(
            name,
            column.name,
            target,
            not column.nullable and name not in KNOWN_ONLY,
            table.primary_key == (column.name,),
        )
        for name, table in tables().items()
        for column in table.columns
        if (target := _target(name, column.name, keys))
    ]


def diagram() -> str:
    """Return an entity diagram in Mermaid: the tables that foreign keys connect.

    Only key columns are shown. Lines that follow from two others are left out: an answer belongs to
    a letter and a letter to a publication, so there is no line from answer to publication.
    """
    keys = foreign_keys()
    drawn = [key for key in keys if not _implied(key, keys)]
    related = {key.table for key in drawn} | {key.target for key in drawn}
    entities = [
        line for name in tables() if name in related for line in _entity(tables()[name], keys)
    ]
    return "\n".join(
        ["erDiagram", "    direction LR", *map(_line, drawn), *entities]
    )  # LR: fits the width of a page


def _target(table: str, column: str, keys: Mapping[str, str]) -> str | None:
    """Return the table to which a column refers, None if it refers to none.

    The table with the longest fitting key is taken; a table's own key does not refer to it.
    """
    if (table, column) in ALSO_POINTS:
        return ALSO_POINTS[table, column]
    if column == keys.get(table):
        return None
    fitting = [name for name, key in keys.items() if column == key or column.endswith(f"_{key}")]
    return max(fitting, key=len, default=None)


def _implied(key: ForeignKey, keys: list[ForeignKey]) -> bool:
    """Return True if a foreign key follows from two others.

    The table always refers to another one, which always refers to the same target.
    """
    between = {
        other.target for other in keys if other.table == key.table and other.sure and other != key
    }
    return any(
        other.sure and other.table in between - {key.table} and other.target == key.target
        for other in keys
    )


def _line(key: ForeignKey) -> str:
    target, rows = "||" if key.sure else "|o", "o|" if key.single else "o{"
    return f'    {key.target} {target}--{rows} {key.table} : "{key.column}"'


def _entity(table: Table, keys: list[ForeignKey]) -> list[str]:
    pointing = {key.column for key in keys if key.table == table.name}
    lines = [f"    {table.name} {{"]
    for column in table.columns:
        marks = [
            mark
            for mark, holds in (
                ("PK", column.name in table.primary_key),
                ("FK", column.name in pointing),
            )
            if holds
        ]
        if marks:
            lines.append(f"        {column.sql_type} {column.name} {', '.join(marks)}")
    return [*lines, "    }"]
