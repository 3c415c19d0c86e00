"""The named queries of sql/queries/: common questions as SQL that declares its parameters.

A file begins with comments: the question in English, the same in Dutch, the grain of its rows and a
line per parameter, in the order of a column definition in SQL after the mark of a docstring's
field::

    -- Which questions wait for an answer, the oldest first?
    -- NL: Welke vragen wachten op antwoord, de oudste eerst?
    -- Grain: one row per question for which the warehouse holds no answer.
    -- :param dossier text required: Number of the dossier without spaces.
    -- :param since date default NULL: Asked on this day or later.

One SELECT follows, in which ``$since`` is replaced by the value. Types are text, integer, boolean
(true, false) and date, which is passed as text (2026-01-31) and cast in the SQL.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import TypeAlias

import duckdb
from rapidfuzz import process

from pipeline.errors import QueryRefused, SchemaMismatch
from pipeline.files import FILES

QUERIES = FILES / "sql" / "queries"
"""The folder of the named queries, one file per query, each under the name of its file."""

Value: TypeAlias = str | int | bool | None

MARK = "-- :param"
# name and type, then a default without spaces or the word required, then what it means.
PARAMETER = re.compile(
    r"-- :param (?P<name>[a-z]\w*) (?P<type>[a-z]+) "
    r"(?:(?P<required>required)|default (?P<default>[^\s:]+)): (?P<description>\S.*)"
)
DUTCH, GRAIN = "NL: ", "Grain: "
NEAR = 75
"""Least similarity (0 to 100) of a name to the one that is proposed.

Why: at 60, "nope" was taken for commitments_past_deadline.
"""


def _boolean(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()]


READERS: Mapping[str, tuple[Callable[[str], Value], str]] = {
    "text": (str, "text"),
    "integer": (int, "a whole number, such as 20"),
    "boolean": (_boolean, "true or false"),
    "date": (lambda text: date.fromisoformat(text).isoformat(), "a day, such as 2026-01-31"),
}
"""The function that parses each type from text, and the hint for whoever enters a wrong value."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A query's parameter ``$name``; ``default`` is None for NULL and for a ``required`` one."""

    name: str
    type: str
    required: bool
    default: Value
    description: str

    def read(self, text: str) -> Value:
        """Return the value that a person entered, converted to the parameter's type.

        Raises:
            QueryRefused: it is not of this parameter's type.
        """
        reader, wanted = READERS[self.type]
        try:
            return reader(text.strip())
        except (ValueError, KeyError) as error:
            raise QueryRefused(
                f"{self.name} is {self.type}: write {wanted}, not {text!r}"
            ) from error


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One file of sql/queries/: its question (``title_nl`` in Dutch), its grain and its SQL."""

    name: str
    title: str
    title_nl: str
    grain: str
    parameters: tuple[Parameter, ...]
    sql: str


@lru_cache(maxsize=1)
def named_queries() -> Mapping[str, NamedQuery]:
    """Return every named query by name, in alphabetical order.

    Raises:
        SchemaMismatch: a file does not have the form that this module's docstring describes.
    """
    return {path.stem: read_query(path) for path in sorted(QUERIES.glob("*.sql"))}


def named_query(name: str) -> NamedQuery:
    """Return the query of this name.

    Raises:
        QueryRefused: there is no such query; its message suggests similar names.
    """
    known = named_queries()
    if name not in known:
        raise QueryRefused(
            f"there is no query named {name!r}. {_near(name, known)}`griffier query` lists them all"
        )
    return known[name]


def read_query(path: Path) -> NamedQuery:
    """Return the query in one file.

    Raises:
        SchemaMismatch: as ``named_queries`` does.
    """
    sql = path.read_text(encoding="utf-8").strip()
    head = [line.removeprefix("--").strip() for line in _head(sql)]
    marks = ("", DUTCH, GRAIN)
    if len(head) < len(marks) or not all(
        line.startswith(mark) for line, mark in zip(head, marks, strict=False)
    ):
        raise SchemaMismatch(
            f"{path} must begin with three comments: the question, `{DUTCH}` and the same in "
            f"Dutch, `{GRAIN}`"
        )
    title, title_nl, grain = (
        line.removeprefix(mark) for line, mark in zip(head, marks, strict=False)
    )
    try:
        parameters = declared(sql)
        statements = duckdb.extract_statements(sql)
    except (QueryRefused, duckdb.Error) as error:
        raise SchemaMismatch(f"{path}: {error}") from error
    if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
        raise SchemaMismatch(f"{path} must hold one SELECT and nothing else")
    stated, used = {parameter.name for parameter in parameters}, set(statements[0].named_parameters)
    if stated != used:
        odd = ", ".join(sorted(stated ^ used))
        raise SchemaMismatch(
            f"{path}: {odd} must both be declared as `{MARK} …` and stand in the SQL as $name"
        )
    return NamedQuery(path.stem, title, title_nl, grain, parameters, sql)


def declared(sql: str) -> tuple[Parameter, ...]:
    """Return the parameters that the comments at the start of some SQL declare, in their order.

    Raises:
        QueryRefused: a declaration does not have the form that this module's docstring shows.
    """
    parameters = tuple(_parameter(line) for line in _head(sql) if line.startswith(MARK))
    if len({parameter.name for parameter in parameters}) < len(parameters):
        raise QueryRefused("a parameter is declared twice: leave one out")
    return parameters


def values(parameters: Iterable[Parameter], given: Mapping[str, str]) -> dict[str, Value]:
    """Return the value of each parameter: the given text, converted, or the default.

    Raises:
        QueryRefused: there is no such parameter, a required one is missing, or a value is not of
        its type.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name in given:
        if name not in known:
            names = ", ".join(known) or "none"
            raise QueryRefused(
                f"this query has no parameter {name!r}. {_near(name, known)}It takes {names}"
            )
    if missing := [
        name for name, parameter in known.items() if parameter.required and name not in given
    ]:
        wanted = "; ".join(f"{name} ({known[name].description.rstrip('.')})" for name in missing)
        raise QueryRefused(f"this query needs a value for {wanted}")
    return {
        name: parameter.read(given[name]) if name in given else parameter.default
        for name, parameter in known.items()
    }


def _head(sql: str) -> list[str]:
    """Return the comment lines before the first line of SQL."""
    return list(takewhile(lambda line: line.startswith("--"), sql.strip().splitlines()))


def _parameter(line: str) -> Parameter:
    """Return the parameter that one comment line declares.

    Raises:
        QueryRefused: it is not a declaration.
    """
    match = PARAMETER.fullmatch(line.rstrip())
    if not match or match["type"] not in READERS:
        kinds = "|".join(READERS)
        raise QueryRefused(
            f"{line!r} is no declaration: write `{MARK} <name> {kinds} required|default <value>: "
            "<meaning>`"
        )
    blank = Parameter(
        match["name"], match["type"], bool(match["required"]), None, match["description"]
    )
    if match["required"] or match["default"].upper() == "NULL":
        return blank
    return Parameter(
        blank.name, blank.type, blank.required, blank.read(match["default"]), blank.description
    )


def _near(name: str, known: Iterable[str]) -> str:
    """Return a sentence with names similar to this one, or "" without any."""
    near = [match for match, _, _ in process.extract(name, list(known), limit=3, score_cutoff=NEAR)]
    return f"Did you mean {' or '.join(near)}? " if near else ""
