"""The rules in expectations/: one Great Expectations suite per table and one across tables.

A suite is a TOML file with a table per rule. The table has the rule's ``severity``, the
``dimension`` of quality, the expectation under Great Expectations' own name with its arguments,
the ``message`` for a failing row with names of columns in braces, a ``title`` in English and Dutch,
and ``why`` the rule exists. ``span`` is the prefix of the columns that locate the fault in the
text, ``<span>_start`` and ``<span>_end``. Columns that no table has are described in
``columns.toml``.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any, Literal, TypeAlias, get_args

from pipeline.errors import ConfigurationError
from pipeline.files import FILES

EXPECTATIONS = FILES / "expectations"
"""The folder of suites, one TOML file each."""
COLUMNS = EXPECTATIONS / "columns.toml"
"""The meanings of the prepared columns, by name."""

Dimension: TypeAlias = Literal[
    "completeness", "validity", "consistency", "uniqueness", "timeliness", "accuracy"
]
Severity: TypeAlias = Literal["critical", "warning", "info"]

AGGREGATE = ("expect_column_mean_to_be_between",)
"""The expectations on a batch as a whole: they identify no row, so they never hold a paper back."""

BATCH_WIDE = (
    *AGGREGATE,
    "expect_column_values_to_be_unique",
    "expect_compound_columns_to_be_unique",
)
"""The expectations with a result for one publication that depends on others in its batch."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One expectation, called ``suite.id``; ``columns`` are those it reads or reports."""

    suite: str
    id: str
    expectation: str
    kwargs: Mapping[str, Any]
    severity: Severity
    dimension: Dimension
    why: str
    title: Mapping[str, str]
    message: str
    span: str = "char"

    @property
    def name(self) -> str:
        """Return the name under which results are stored: ``letter.asked_before_answered``."""
        return f"{self.suite}.{self.id}"

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that the expectation itself reads."""
        return (
            (self.kwargs["column"],)
            if "column" in self.kwargs
            else tuple(self.kwargs["column_list"])
        )

    @property
    def message_columns(self) -> tuple[str, ...]:
        """Return the columns in the message, without ``observed``, the value that failed."""
        return tuple(
            name for _, name, _, _ in Formatter().parse(self.message) if name and name != "observed"
        )

    @property
    def span_columns(self) -> tuple[str, str]:
        """Return the columns that locate a failing row in the text; a row may have none."""
        return f"{self.span}_start", f"{self.span}_end"

    @property
    def condition(self) -> str:
        """Return the condition as people read it: ``ordinal_gap = 0``."""
        return condition(self.expectation, self.kwargs)

    def as_expectation(self) -> dict[str, Any]:
        """Return the expectation in Great Expectations' own form."""
        meta = {
            "id": self.id,
            "dimension": self.dimension,
            "title": dict(self.title),
            "message": self.message,
        }
        return {
            "type": self.expectation,
            "kwargs": dict(self.kwargs),
            "severity": self.severity,
            "notes": self.why,
            "meta": meta,
        }


@dataclass(frozen=True, slots=True)
class Suite:
    """The rules on one table, or on whole publications if ``name`` is ``across_tables``."""

    name: str
    rules: tuple[Rule, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that its expectations read, without duplicates."""
        return tuple(dict.fromkeys(column for rule in self.rules for column in rule.columns))


@lru_cache(maxsize=1)
def suites() -> Mapping[str, Suite]:
    """Return every suite by name, in the order of the file names.

    Raises:
        ConfigurationError: a suite defines a rule twice, or gives a critical severity to a rule on
        a whole batch.
    """
    files = sorted(path for path in EXPECTATIONS.glob("*.toml") if path != COLUMNS)
    return {path.stem: read_suite(path) for path in files}


def read_suite(path: Path) -> Suite:
    """Return the suite in one file; it has the file's name.

    Raises:
        ConfigurationError: the file is not TOML or defines a rule twice, a severity or dimension
            is unknown, or a rule on a whole batch is critical.
    """
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8"))
        rules = tuple(_rule(path.stem, name, fields) for name, fields in stated.items())
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise ConfigurationError(
            f"{path} is not a suite of rules ({error}): see docs/quality.md"
        ) from error
    for rule in rules:
        if rule.severity not in get_args(Severity) or rule.dimension not in get_args(Dimension):
            raise ConfigurationError(
                f"{path}: {rule.id} has severity {rule.severity!r} and dimension {rule.dimension!r}"
            )
        if rule.severity == "critical" and rule.expectation in BATCH_WIDE:
            raise ConfigurationError(
                f"{path}: {rule.id} looks at a whole batch, so it may not be critical: make it a "
                "warning"
            )
    return Suite(path.stem, rules)


@lru_cache(maxsize=1)
def column_meanings() -> Mapping[str, str]:
    """Return the meaning of each prepared column, by its name."""
    return tomllib.loads(COLUMNS.read_text(encoding="utf-8"))


def rules() -> Mapping[str, Rule]:
    """Return every rule by its name ``suite.id``."""
    return {rule.name: rule for suite in suites().values() for rule in suite.rules}


@lru_cache(maxsize=1)
def suite_version() -> str:
    """Return the version of the current rules, as ``version_of`` computes it."""
    return version_of(rules().values())


def version_of(rules_in_force: Iterable[Rule]) -> str:
    """Return a version that changes with a rule or with the code that prepares its columns.

    Titles and notes are for people and do not change it.
    """
    stated = [[rule.name, rule.expectation, rule.kwargs, rule.severity] for rule in rules_in_force]
    digest = hashlib.sha256(json.dumps(stated, sort_keys=True).encode())
    for path in sorted(Path(__file__).with_name("prepare").glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def condition(expectation: str, kwargs: Mapping[str, Any]) -> str:
    """Return an expectation as a condition on its columns.

    Example: ``expect_column_values_to_be_between`` of ``year`` from 1814 to 2100 is
    ``1814 <= year <= 2100``.
    """
    column = ", ".join(kwargs.get("column_list", ())) or kwargs["column"]
    kind = expectation.removeprefix("expect_").removeprefix("column_")
    if kind.endswith("to_be_between"):
        return _between(f"mean({column})" if kind.startswith("mean") else column, kwargs)
    values = kwargs.get("value_set", ())
    if kind == "values_to_be_in_set" and len(values) == 1:
        return f"{column} = {_literal(values[0])}"
    shown = ", ".join(map(_literal, values))
    return {
        "values_to_be_in_set": f"{column} in ({shown})",
        "values_to_not_be_in_set": f"{column} not in ({shown})",
        "values_to_match_regex": f"{column} matches {kwargs.get('regex')}",
        "values_to_be_null": f"{column} is null",
        "values_to_not_be_null": f"{column} is not null",
        "values_to_be_unique": f"{column} is unique",
    }.get(kind, f"{kind} of {column}")


def _between(column: str, kwargs: Mapping[str, Any]) -> str:
    low, high = (_literal(kwargs.get(f"{edge}_value")) for edge in ("min", "max"))
    if high == "null":
        return f"{column} >= {low}"
    if low == "null":
        return f"{column} <= {high}"
    return f"{column} = {low}" if low == high else f"{low} <= {column} <= {high}"


def _literal(value: object) -> str:
    if isinstance(value, Mapping):
        return str(value["$PARAMETER"])
    return "null" if value is None else json.dumps(value)


def _rule(suite: str, name: str, fields: Mapping[str, Any]) -> Rule:
    expectation = next((key for key in fields if key.startswith("expect_")), "expect_…")
    return Rule(
        suite=suite,
        id=name,
        expectation=expectation,
        kwargs=fields[expectation],
        severity=fields["severity"],
        dimension=fields["dimension"],
        why=fields["why"],
        title=fields["title"],
        message=fields["message"],
        span=fields.get("span", "char"),
    )
