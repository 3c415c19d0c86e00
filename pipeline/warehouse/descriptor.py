"""Descriptions of the contents of a warehouse file, also by the Data Package standard.

The standard is version 2.0 of https://datapackage.org: a ``datapackage.json`` describes each file
beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from pipeline import __version__
from pipeline.errors import SchemaMismatch
from pipeline.tables import tables
from pipeline.warehouse.diagram import KNOWN_ONLY, foreign_keys

Described = dict[str, object]

PROFILE = "https://datapackage.org/profiles/2.0"
PACKAGE = "griffier"
TITLE = "The correspondence of the Dutch Senate and the government"
SAMPLE = "SAMPLE / VOORBEELD: invented letters and invented people."
"""Beginning of the description of an export of the fictional sample."""
SOURCE = {
    "title": "Officiële bekendmakingen: the official publications of the Dutch state",
    "path": "https://repository.overheid.nl",
}
LICENCES = [
    {
        "name": "EUPL-1.2",
        "title": "The tables: European Union Public Licence 1.2",
        "path": "https://eupl.eu/1.2/en/",
    },
    {
        "title": (
            "The texts of the papers: published by public authority, and free to publish again by "
            "article 15b Auteurswet"
        ),
        "path": "https://wetten.overheid.nl/BWBR0001886/",
    },
]
FIELD_TYPES = {
    "BIGINT": "integer",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "number",
    "HUGEINT": "integer",
    "INTEGER": "integer",
    "TIMESTAMP WITH TIME ZONE": "datetime",
    "VARCHAR": "string",
}
"""Types of Table Schema by DuckDB's type; a list of any of them is ``array``."""

RELATIONS = """
    SELECT relation.name, relation.kind, relation.comment
    FROM (
        SELECT table_name AS name, 'table' AS kind, comment
        FROM duckdb_tables() WHERE NOT internal AND schema_name = 'main'
        UNION ALL
        SELECT view_name, 'view', comment
        FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'
    ) AS relation
    ORDER BY relation.kind, relation.name
"""
COLUMNS = """
    SELECT column_name, data_type, comment, is_nullable FROM duckdb_columns()
    WHERE NOT internal AND schema_name = 'main' AND table_name = ? ORDER BY column_index
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, with DuckDB's name for its type and the comment of the DDL."""

    name: str
    type: str
    comment: str
    nullable: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view (``kind``) of a warehouse file; a view has no key."""

    name: str
    kind: str
    comment: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


def contents(connection: duckdb.DuckDBPyConnection) -> list[Relation]:
    """Return every table, then every view of the file, each group by name."""
    return [
        Relation(name, kind, comment or "", _columns(connection, name), _key(name, kind))
        for name, kind, comment in connection.execute(RELATIONS).fetchall()
    ]


def _key(name: str, kind: str) -> tuple[str, ...]:
    """Return the primary key in the DDL, because the published file has none."""
    known = tables().get(name) if kind == "table" else None
    return known.primary_key if known else ()


def package(connection: duckdb.DuckDBPyConnection, resources: Sequence[Described]) -> Described:
    """Return the descriptor of files made from this warehouse.

    Its date is the day up to which the data are complete, not the day on which the files were made.
    """
    state = connection.execute("SELECT as_of, log_position, sample FROM load").fetchone()
    as_of, position, sample = state or (None, 0, False)
    known: Described = {"created": f"{as_of}T00:00:00Z"} if as_of else {}
    return {
        "$schema": f"{PROFILE}/datapackage.json",
        "name": f"{PACKAGE}-sample" if sample else PACKAGE,
        "title": f"{SAMPLE} {TITLE}" if sample else TITLE,
        "description": (
            f"{f'{SAMPLE} ' if sample else ''}Letters, questions and answers as tables, "
            f"{f'up to {as_of}' if as_of else 'without any letter yet'}."
        ),
        "version": f"{__version__}+{position}",
        **known,
        "licenses": LICENCES,
        "sources": [SOURCE],
        "resources": list(resources),
    }


def table_schema(relation: Relation, among: Sequence[Relation]) -> Described:
    """Return the columns of one relation as Table Schema.

    ``among`` holds the tables to which its foreign keys may refer.

    Raises:
        SchemaMismatch: a column has a type that is not in ``FIELD_TYPES``.
    """
    keys = {table.name: table.key for table in among if table.kind == "table"}
    names = {column.name for column in relation.columns}
    foreign = [
        {
            "fields": [foreign_key.column],
            "reference": {"resource": foreign_key.target, "fields": list(keys[foreign_key.target])},
        }
        for foreign_key in foreign_keys()
        if foreign_key.table == relation.name
        and foreign_key.table not in KNOWN_ONLY
        and foreign_key.column in names
        and foreign_key.target in keys
    ]
    return {
        "$schema": f"{PROFILE}/tableschema.json",
        "fields": [_field(relation, column) for column in relation.columns],
        **({"primaryKey": list(relation.key)} if relation.key else {}),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def _columns(connection: duckdb.DuckDBPyConnection, relation: str) -> tuple[Column, ...]:
    columns = connection.execute(COLUMNS, [relation]).fetchall()
    return tuple(
        Column(name, of_type, comment or "", nullable)
        for name, of_type, comment, nullable in columns
    )


def _field(relation: Relation, column: Column) -> Described:
    listed = column.type.endswith("[]")
    if not listed and column.type not in FIELD_TYPES:
        raise SchemaMismatch(
            f"{relation.name}.{column.name} is {column.type}: say in "
            "pipeline/warehouse/descriptor.py what that is"
        )
    required: Described = {} if column.nullable else {"constraints": {"required": True}}
    of_type = "array" if listed else FIELD_TYPES[column.type]
    return {"name": column.name, "type": of_type, "description": column.comment, **required}
