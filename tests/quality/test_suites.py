"""The suites are data that Great Expectations and people can both read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError
from pipeline.quality import rules, suite_version, suites
from pipeline.quality.suites import EXPECTATIONS, read_suite, version_of
from pipeline.tables import PARSED


def test_there_is_a_suite_for_each_table_and_one_across_them() -> None:
    """Whatever the parser fills is judged."""
    assert {*PARSED, "across_tables"} == set(suites())


@pytest.mark.parametrize("name", sorted(rules()))
def test_a_rule_explains_itself(name: str) -> None:
    """Each rule says why it is there, has a title in both languages, and says what is wrong with a
    row.
    """
    rule = rules()[name]
    assert rule.notes.endswith(".")
    assert {"en", "nl"} == set(rule.title)
    assert rule.says.format_map(Anything())


class Anything(dict):
    """A row in which every column is a number: any template can be filled with it."""

    def __missing__(self, key: str) -> float:
        """Any column."""
        return 0.5


def rewritten(folder: Path, **changes: object) -> Path:
    """The suite on texts with its first rule changed."""
    stated = json.loads((EXPECTATIONS / "publication_text.json").read_text())
    stated["expectations"][0] |= changes
    path = folder / "publication_text.json"
    path.write_text(json.dumps(stated))
    return path


def test_a_rule_over_a_batch_may_not_hold_anybody_back(tmp_path: Path) -> None:
    """A mean is no ground to quarantine a letter."""
    path = rewritten(tmp_path, type="expect_column_mean_to_be_between")
    with pytest.raises(ConfigurationError, match="looks at a whole batch"):
        read_suite(path)


def test_a_misspelt_severity_is_refused(tmp_path: Path) -> None:
    """A rule that would silently hold nobody back is an error."""
    path = rewritten(tmp_path, severity="critcal")
    with pytest.raises(ConfigurationError, match="critcal"):
        read_suite(path)


def test_the_version_follows_what_is_judged() -> None:
    """A moved threshold makes another version, a better note does not."""
    first, *others = rules().values()
    assert suite_version() == version_of([replace(first, notes="Said better."), *others])
    assert suite_version() != version_of(
        [replace(first, kwargs={"column": "series", "regex": "^k"}), *others]
    )
    assert suite_version() != version_of([replace(first, severity="info"), *others])
