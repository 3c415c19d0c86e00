"""Tab completion for table, column and function names, read from the warehouse."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.sandbox.statements import tokens

NAMES = """
    WITH relation AS (
        SELECT view_name AS name, 'view' AS kind, comment
        FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'
        UNION ALL
        SELECT table_name, 'table', comment
        FROM duckdb_tables() WHERE NOT internal AND schema_name = 'main'
    ), keyword AS (
        SELECT keyword_name FROM duckdb_keywords()
        WHERE keyword_category <> 'unreserved'
            OR keyword_name IN (
                'explain', 'filter', 'first', 'interval', 'last', 'nulls', 'over', 'partition',
                    'range', 'recursive', 'rows',
                'values', 'within'
            )
    )
    SELECT kind, name, NULL AS of, NULL AS type, comment, 0 AS place FROM relation
    UNION ALL
    SELECT 'column', column_name, table_name, data_type, comment, column_index FROM duckdb_columns()
    WHERE NOT internal AND schema_name = 'main'
    UNION ALL
    SELECT DISTINCT 'keyword', upper(keyword_name), NULL, NULL, NULL, 0 FROM keyword
    UNION ALL
    SELECT DISTINCT 'function', function_name, NULL, NULL, NULL, 0 FROM duckdb_functions()
    WHERE function_type IN ('scalar', 'aggregate', 'macro', 'table_macro')
        AND regexp_full_match(function_name, '[a-z]\\w*')
    ORDER BY place, name
"""
"""The names for a query: views, tables, their columns in order, keywords and functions.
"""

COMMANDS = ("\\d", "\\q", ".help", ".mode", ".tables")
# Read backwards: a name being typed, perhaps after its table's: q.quest.
BEGUN = re.compile(r"(?P<name>\w*)(?:\.(?P<owner>\w+))?")
BEFORE_RELATION = frozenset({"from", "join", "describe", "summarize", "pivot", "unpivot", "table"})
NAME = re.compile(r"\w+")


class Column(NamedTuple):
    """A column with DuckDB's name for its type and its comment."""

    name: str
    type: str
    comment: str


class Relation(NamedTuple):
    """A view or a table (``kind``) with its comment and columns."""

    name: str
    kind: str
    comment: str
    columns: tuple[Column, ...]


class Schema(NamedTuple):
    """The names that queries can use; ``relations`` by name, views before tables."""

    relations: Mapping[str, Relation]
    keywords: tuple[str, ...]
    functions: tuple[str, ...]


class Candidate(NamedTuple):
    """A possible name, its kind, and how many characters of it were typed."""

    text: str
    meaning: str
    begun: int = 0


def schema_of(rows: Iterable[tuple[object, ...]]) -> Schema:
    """Return the schema from the rows of ``NAMES``."""
    names_by_kind: dict[str, list[tuple[str, ...]]] = {
        "view": [],
        "table": [],
        "column": [],
        "keyword": [],
        "function": [],
    }
    for kind, *values, _ in rows:
        names_by_kind[str(kind)].append(tuple(str(value or "") for value in values))
    columns: dict[str, list[Column]] = {}
    for name, of, of_type, comment in names_by_kind["column"]:
        columns.setdefault(of, []).append(Column(name, of_type, comment))
    relations = {
        name: Relation(name, kind, comment, tuple(columns.get(name, ())))
        for kind in ("view", "table")
        for name, _, _, comment in names_by_kind[kind]
    }
    return Schema(
        relations,
        *(tuple(name for name, *_ in names_by_kind[kind]) for kind in ("keyword", "function")),
    )


def candidates(known: Schema, before: str, after: str = "") -> list[Candidate]:
    """Return the names that begin with the last word ``before`` the cursor, the likeliest first.

    After FROM or JOIN these are views and tables; after ``q.`` the columns of the relation with the
    alias q; otherwise the columns of the relations in the statement, then views and tables,
    functions and keywords. Keywords are in capitals if the typed word is.
    """
    if before.lstrip().startswith(("\\", ".")):
        return _to_the_prompt(known, before.lstrip())
    owner, begun = _begun(before)
    name = begun.lower()
    earlier = _words(before[: len(before) - len(name)])
    relations = [Candidate(relation.name, relation.kind) for relation in known.relations.values()]
    named = _called(known, _words(before + after))
    if owner:
        offered = _columns([named[owner]] if owner in named else [])
    elif earlier[-1:] and earlier[-1] in BEFORE_RELATION:
        offered = relations
    else:
        keywords = [word if begun.isupper() else word.lower() for word in known.keywords]
        words = [Candidate(word, "function") for word in known.functions] + [
            Candidate(word, "keyword") for word in keywords
        ]
        offered = [*_columns(named.values() or known.relations.values()), *relations, *words]
    by_name: dict[str, Candidate] = {}
    for candidate in offered:
        if candidate.text.lower().startswith(name):
            by_name.setdefault(candidate.text, candidate)
    return [candidate._replace(begun=len(name)) for candidate in by_name.values()]


def _begun(before: str) -> tuple[str, str]:
    """Return the qualifier before the full stop, in lower case, and the word before the cursor."""
    backwards = BEGUN.match(before[::-1])
    name, owner = backwards.group("name", "owner") if backwards else ("", None)
    return (owner or "")[::-1].lower(), name[::-1]


def _to_the_prompt(known: Schema, before: str) -> list[Candidate]:
    """Return the candidates for a command to the prompt, or for its argument."""
    name, _, argument = before.partition(" ")
    offered = (
        COMMANDS
        if name == before
        else ("table", "csv", "json")
        if name == ".mode"
        else known.relations
    )
    last = argument if name != before else name
    return [Candidate(word, "", len(last)) for word in offered if word.startswith(last)]


def _columns(relations: Iterable[Relation]) -> list[Candidate]:
    return [
        Candidate(column.name, f"{relation.name} {column.type}")
        for relation in relations
        for column in relation.columns
    ]


def _called(known: Schema, words: Sequence[str]) -> dict[str, Relation]:
    """Return the relations by name and alias: ``FROM question AS q`` gives question and q."""
    relations: dict[str, Relation] = {}
    for place, word in enumerate(words):
        if relation := known.relations.get(word):
            alias = next((word for word in words[place + 1 : place + 3] if word != "as"), "")
            relations[word] = relation
            if NAME.fullmatch(alias) and alias.upper() not in known.keywords:
                relations[alias] = relation
    return relations


def _words(sql: str) -> list[str]:
    """Return the names, keywords and signs in order, in lower case and without comments."""
    names = (NAME.match(token.text) or token.text[:1] for token in tokens(sql))
    return [(name if isinstance(name, str) else name.group()).lower() for name in names]
