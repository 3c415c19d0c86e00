"""Queries in CQL, the language of the catalogue, built from values that are checked first.

``==`` is exact, ``A NOT B`` excludes, and ``sortBy`` sets the order (``sortKeys`` is ignored). Days
are ``date`` values here and never text.

Why: the catalogue silently ignores a date that it cannot parse, and returns everything (reported).
"""

import re
from datetime import date

# An index is two names with a dot (dt.modified, w.dossiernummer): anything else is a mistake of
# ours.
INDEX = re.compile(r"[a-z]+\.[A-Za-z-]+")
# A bare term needs no quotes; all else is quoted, which is always allowed.
BARE = re.compile(r"[A-Za-z0-9-]+")
# Words that are operators in CQL unless they are quoted.
OPERATORS = frozenset({"and", "or", "not", "prox", "sortby"})


def term(value: str | date) -> str:
    """Return a value as CQL writes it, quoted where needed.

    Examples: ``Kamerstuk``, ``2026-07-03``, ``"Eerste Kamer der Staten-Generaal"``.

    Raises:
        ValueError: the value is empty or has control characters, which no official name has.
    """
    if isinstance(value, date):
        return value.isoformat()
    if not value or not value.isprintable():
        raise ValueError(
            f"{value!r} cannot stand in a query to the catalogue: it is empty or holds control "
            "characters"
        )
    if BARE.fullmatch(value) and value.lower() not in OPERATORS:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def clause(index: str, relation: str, value: str | date) -> str:
    """Return one condition, such as ``dt.modified>=2026-07-03``.

    Raises:
        ValueError: the catalogue has no such index or relation, or as ``term`` does.
    """
    if not INDEX.fullmatch(index) or relation not in {"==", "=", ">=", "<="}:
        raise ValueError(f"{index}{relation} is no condition of the catalogue")
    return f"{index}{relation}{term(value)}"


def exact(index: str, value: str) -> str:
    """Return the condition ``index==value``."""
    return clause(index, "==", value)


def modified_between(low: date, high: date) -> str:
    """Return the condition that a paper changed on a day from ``low`` to ``high`` (inclusive).

    Raises:
        ValueError: ``low`` is after ``high``.
    """
    if low > high:
        raise ValueError(f"an interval cannot end ({high}) before it begins ({low})")
    return both(clause("dt.modified", ">=", low), clause("dt.modified", "<=", high))


def both(*clauses: str) -> str:
    """Join conditions with AND."""
    return " AND ".join(clauses)


def in_order(query: str, index: str) -> str:
    """Return the query with its results in ascending order of ``index``."""
    return f"{query} sortBy {index}/sort.ascending"
