"""The presentation of each named query: its group, its answer as a sentence, its chart."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.queries import NamedQuery, named_queries

GROUPS = ("waiting", "times", "promises", "who", "papers", "data")
"""Groups of questions, in the order in which the page lists them."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart of the answer: a bar for each ``label``, as long as ``value``.

    ``value`` is a column, or None to count the rows of each label.
    """

    label: str
    value: str | None = None
    unit: str = "count"


@dataclass(frozen=True, slots=True)
class Presentation:
    """The presentation of a named query; ``measure`` is SQL for the numbers in ``sentence``."""

    query: NamedQuery
    group: str = "data"
    measure: str = ""
    sentence: Mapping[str, str] = field(default_factory=dict)
    watch_out: Mapping[str, str] = field(default_factory=dict)
    chart: Chart | None = None
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def title(self, language: str) -> str:
        """Return the question in this language."""
        return self.query.title_nl if language == "nl" else self.query.title


@cache
def presentations() -> Mapping[str, Presentation]:
    """Return every named query with its presentation, in the order of the file.

    A query that is not in the file comes last, with a plain presentation.
    """
    stated, queries = _file()["question"], named_queries()
    names = [name for name in stated if name in queries]
    names += [name for name in queries if name not in stated]
    return {name: _presentation(queries[name], stated.get(name, {})) for name in names}


@cache
def renamed() -> Mapping[str, str]:
    """Return the current name of each renamed query by its old one, so that old links work."""
    moved: dict[str, str] = _file().get("renamed", {})
    return moved


@cache
def _file() -> dict[str, Any]:
    text = files(__package__).joinpath("questions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _presentation(query: NamedQuery, stated: Mapping[str, Any]) -> Presentation:
    return Presentation(
        query,
        stated.get("group", "data"),
        stated.get("measure", ""),
        stated.get("sentence", {}),
        stated.get("watch_out", {}),
        Chart(**stated["chart"]) if "chart" in stated else None,
        stated.get("choices", {}),
    )
