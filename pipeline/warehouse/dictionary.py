"""The data dictionary: every view, macro and table with its columns and the comments of the DDL."""

import re
from collections.abc import Iterable, Sequence

import duckdb

from pipeline.tables import Column, Table, tables
from pipeline.warehouse.diagram import diagram
from pipeline.warehouse.fulltext import create_index, create_search
from pipeline.warehouse.schema import create_tables, create_views

ONE_OF = re.compile(r"\w+ IN \((?P<values>[^()]*)\)")
"""CHECK rule that lists the values of a column."""
VALUE = re.compile(r"'([^']*)'")

HEAD = """\
# Data dictionary

Every view, macro and table of `data/warehouse.duckdb`, generated from the comments in `sql/` by
`make docs`: change a comment there, not here. The same words are in the file itself, in
`duckdb_columns()`. Words of the field are explained in the [glossary](glossary.md); what to know
before counting is in [the warehouse for analysts](warehouse.md).

**Query the views.** Their names and columns are a stable interface; the tables beneath them may
change with the parser.
"""

PICTURE = """\
## How the tables hang together

A line is a column that holds the key of another table; its label is that column. Only keys are
drawn. DuckDB enforces no keys in this file: primary keys are asserted at each publish, foreign keys
are tested, and a rule of quality.
`coverage`, `identifier` and `quarantine` also know publications that `publication` does not hold.
`listing`, `load` and `quality_result` stand alone.
"""

ABOUT_VIEWS = """\
## Views

A column of a view may be NULL where its meaning says so, and where the table it comes from has no
value. Links between papers and states of questions are kept as tables in the schema `linked`, which
is nobody's interface: ask `letter_link`, `question_link`, `asked_question` and the other views.
"""

ABOUT_MACROS = """\
## Macros

Asked like a view: `FROM search('grondstof', since := '2026-01-01')`. They look in an index (schema
`search_index`) that is nobody's interface: [decision 8](decisions/0008-search.md). A query has
words (plurals and compounds are found too), `"a phrase"` or `"one form"` in quotation marks,
`-without` and `begin*`: the web interface, `griffier search`, the API and SQL take it apart alike.
"""

ABOUT_TABLES = """\
## Tables

*NULL* says whether a column may be empty. *Allowed* is the rule that DuckDB enforces, and every
load checks before.
"""


def dictionary() -> str:
    """Return the text of docs/data-dictionary.md."""
    with duckdb.connect() as connection:
        create_tables(connection)
        create_index(connection)
        create_views(connection)
        create_search(connection)
        views, macros = _views(connection), _macros(connection)
    all_tables = tables()
    parts = [
        HEAD,
        *_contents(views, all_tables),
        f"{PICTURE}\n```mermaid\n{diagram()}\n```\n",
        ABOUT_VIEWS,
        *views.values(),
        ABOUT_MACROS,
        macros,
        ABOUT_TABLES,
        *map(_table, all_tables.values()),
    ]
    return "\n".join(parts)


def _contents(view_names: Iterable[str], table_names: Iterable[str]) -> list[str]:
    """Return links to every section."""
    links = {
        what: ", ".join(f"[{name}](#{name})" for name in names)
        for what, names in (("Views", view_names), ("Tables", table_names))
    }
    return [f"{what}: {line}.\n" for what, line in links.items()]


def _views(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the section of each view by its name, in the order of names."""
    views_with_comments = connection.execute(
        "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal AND NOT temporary ORDER "
        "BY view_name"
    ).fetchall()
    chapters = {}
    for view, comment in views_with_comments:
        columns = connection.execute(
            "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? "
            "ORDER BY column_index",
            [view],
        ).fetchall()
        rows = [(f"`{name}`", sql_type, _prose(meaning)) for name, sql_type, meaning in columns]
        chapters[view] = (
            f"### {view}\n\n{_prose(comment)}\n\n{_grid(('column', 'type', 'meaning'), rows)}"
        )
    return chapters


def _macros(connection: duckdb.DuckDBPyConnection) -> str:
    macros = connection.execute(
        "SELECT function_name, array_to_string(parameters, ', '), comment FROM duckdb_functions()"
        " WHERE NOT internal AND comment IS NOT NULL ORDER BY function_name"
    ).fetchall()
    return _grid(
        ("macro", "what it gives"),
        [(f"`{name}({parameters})`", _prose(comment)) for name, parameters, comment in macros],
    )


def _table(table: Table) -> str:
    rows = [
        (
            f"`{column.name}`",
            column.sql_type,
            "yes" if column.nullable else "no",
            _prose(column.comment),
            _allowed(column),
        )
        for column in table.columns
    ]
    key = ", ".join(f"`{name}`" for name in table.primary_key)
    grid = _grid(("column", "type", "NULL", "meaning", "allowed"), rows)
    return f"### {table.name}\n\n{_prose(table.comment)} Key: {key}.\n\n{grid}"


def _allowed(column: Column) -> str:
    """Return a CHECK constraint for readers: a list of values, or else the rule as SQL."""
    if column.check is None:
        return ""
    if choice := ONE_OF.fullmatch(column.check):
        return ", ".join(f"`{value}`" for value in VALUE.findall(choice["values"]))
    return f"`{column.check}`"


def _prose(comment: str) -> str:
    """Return a comment as Markdown, with ``<`` escaped.

    Why: ``<ordinal>`` would be read as a tag and disappear.
    """
    return comment.replace("<", "\\<")


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table, with vertical bars in cells escaped.

    Why: GitHub requires that also in code.
    """
    cells = [
        head,
        ["---"] * len(head),
        *([cell.replace("|", "\\|") for cell in row] for row in rows),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)
