"""The rules in expectations/: one Great Expectations suite per table and one across tables.

A suite is data: its JSON is passed to Great Expectations unchanged. Beside Great Expectations' own
fields (type, kwargs, severity, notes) each expectation has a ``meta``: its ``id``, the
``dimension`` of quality it belongs to, a ``title`` in English and Dutch, and ``says``, the template
of the message for a failing row, with names of columns in braces. ``at`` is the prefix of the
columns that locate the fault in the text, ``<at>_start`` and ``<at>_end``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any, Literal, TypeAlias, get_args

from pipeline.errors import ConfigurationError
from pipeline.files import FILES

EXPECTATIONS = FILES / "expectations"
"""The folder of suites, one JSON file each."""

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
    notes: str
    title: Mapping[str, str]
    says: str
    at: str = "char"

    @property
    def name(self) -> str:
        """Return the name under which results are stored: ``letter.asked_before_answered``."""
        return f"{self.suite}.{self.id}"

    @property
    def looked_at(self) -> tuple[str, ...]:
        """Return the columns that the expectation itself reads."""
        return (
            (self.kwargs["column"],)
            if "column" in self.kwargs
            else tuple(self.kwargs["column_list"])
        )

    @property
    def spoken_of(self) -> tuple[str, ...]:
        """Return the columns in the message, without ``observed``, the value that failed."""
        return tuple(
            name for _, name, _, _ in Formatter().parse(self.says) if name and name != "observed"
        )

    @property
    def place(self) -> tuple[str, str]:
        """Return the columns that locate a failing row in the text; a row may have none."""
        return f"{self.at}_start", f"{self.at}_end"

    def as_expectation(self) -> dict[str, Any]:
        """Return the expectation in Great Expectations' own form."""
        meta = {
            "id": self.id,
            "dimension": self.dimension,
            "title": dict(self.title),
            "says": self.says,
            "at": self.at,
        }
        return {
            "type": self.expectation,
            "kwargs": dict(self.kwargs),
            "severity": self.severity,
            "notes": self.notes,
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
        return tuple(dict.fromkeys(column for rule in self.rules for column in rule.looked_at))


@lru_cache(maxsize=1)
def suites() -> Mapping[str, Suite]:
    """Return every suite by name, in the order of the file names.

    Raises:
        ConfigurationError: a suite defines a rule twice, or gives a critical severity to a rule on
        a whole batch.
    """
    return {path.stem: read_suite(path) for path in sorted(EXPECTATIONS.glob("*.json"))}


def read_suite(path: Path) -> Suite:
    """Return the suite in one file.

    Raises:
        ConfigurationError: as ``suites`` does.
    """
    told = json.loads(path.read_text(encoding="utf-8"))
    rules = tuple(_rule(told["name"], stated) for stated in told["expectations"])
    if told["name"] != path.stem or len({rule.id for rule in rules}) != len(rules):
        raise ConfigurationError(
            f"{path} must be named {path.stem} inside, and name each of its rules once"
        )
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
    return Suite(told["name"], rules)


def rules() -> Mapping[str, Rule]:
    """Return every rule by its name ``suite.id``."""
    return {rule.name: rule for suite in suites().values() for rule in suite.rules}


@lru_cache(maxsize=1)
def suite_version() -> str:
    """Return the version of the current rules, as ``version_of`` computes it."""
    return version_of(rules().values())


def version_of(judged: Iterable[Rule]) -> str:
    """Return a version that changes with a rule or with the code that prepares its columns.

    Titles and notes are for people and do not change it.
    """
    stated = [[rule.name, rule.expectation, rule.kwargs, rule.severity] for rule in judged]
    told = hashlib.sha256(json.dumps(stated, sort_keys=True).encode())
    for path in sorted(Path(__file__).with_name("prepare").glob("*.py")):
        told.update(path.read_bytes())
    return told.hexdigest()[:12]


def _rule(suite: str, stated: Mapping[str, Any]) -> Rule:
    meta = stated["meta"]
    return Rule(
        suite=suite,
        id=meta["id"],
        expectation=stated["type"],
        kwargs=stated["kwargs"],
        severity=stated["severity"],
        dimension=meta["dimension"],
        notes=stated["notes"],
        title=meta["title"],
        says=meta["says"],
        at=meta.get("at", "char"),
    )
