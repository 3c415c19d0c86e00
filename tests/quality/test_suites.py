"""The suites are data that Great Expectations and people can both read."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError
from pipeline.quality import rules, suite_version, suites
from pipeline.quality.suites import EXPECTATIONS, column_meanings, read_suite, version_of
from pipeline.tables import PARSED, tables


def test_each_table_has_a_suite_and_one_spans_them() -> None:
    """Whatever the parser fills is judged."""
    assert {*PARSED, "across_tables"} == set(suites())


@pytest.mark.parametrize("name", sorted(rules()))
def test_every_rule_has_a_message_and_a_reason(name: str) -> None:
    """Each rule says why it is there, has a title in both languages, and has a message for a
    failing row.
    """
    rule = rules()[name]
    assert rule.why.endswith(".")
    assert {"en", "nl"} == set(rule.title)
    assert rule.message.format_map(Anything())


class Anything(dict):
    """A row in which every column is a number: any template can be filled with it."""

    def __missing__(self, key: str) -> float:
        """Return a value for any column."""
        return 0.5


def rewritten(folder: Path, old: str, new: str) -> Path:
    """Return the suite on texts with every ``old`` replaced."""
    stated = (EXPECTATIONS / "publication_text.toml").read_text(encoding="utf-8")
    assert old in stated
    path = folder / "publication_text.toml"
    path.write_text(stated.replace(old, new), encoding="utf-8")
    return path


def test_a_rule_over_a_batch_may_not_hold_anybody_back(tmp_path: Path) -> None:
    """A mean is no ground to quarantine a letter."""
    path = rewritten(tmp_path, "column_values_to_be_between", "column_mean_to_be_between")
    with pytest.raises(ConfigurationError, match="looks at a whole batch"):
        read_suite(path)


def test_a_misspelt_severity_is_refused(tmp_path: Path) -> None:
    """A rule that would silently hold nobody back is an error."""
    path = rewritten(tmp_path, '"critical"', '"critcal"')
    with pytest.raises(ConfigurationError, match="critcal"):
        read_suite(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [("message =", "massage ="), ("expect_", "suspect_"), ("[text_clean]", "[text_readable]")],
)
def test_a_rule_without_a_part_or_named_twice_is_refused(
    tmp_path: Path, old: str, new: str
) -> None:
    """The error names the file."""
    path = rewritten(tmp_path, old, new)
    with pytest.raises(ConfigurationError, match=r"publication_text\.toml"):
        read_suite(path)


def test_every_prepared_column_is_explained_once() -> None:
    """A rule reads columns of its table, or columns that columns.toml explains; none in vain."""
    read = {
        column
        for suite in suites().values()
        for column in suite.columns
        if suite.name not in tables()
        or column not in {known.name for known in tables()[suite.name].columns}
    }
    assert read == set(column_meanings())


@pytest.mark.parametrize(
    ("expectation", "kwargs", "condition"),
    [
        ("expect_column_values_to_be_between", {"min_value": 0, "max_value": 0}, "year = 0"),
        ("expect_column_values_to_be_between", {"min_value": 1, "max_value": 9}, "1 <= year <= 9"),
        ("expect_column_values_to_be_between", {"min_value": 1}, "year >= 1"),
        ("expect_column_mean_to_be_between", {"max_value": 0.5}, "mean(year) <= 0.5"),
        ("expect_column_values_to_be_in_set", {"value_set": [True]}, "year = true"),
        ("expect_column_values_to_be_in_set", {"value_set": ["a", "b"]}, 'year in ("a", "b")'),
        ("expect_column_values_to_be_null", {}, "year is null"),
    ],
)
def test_a_condition_is_readable(
    expectation: str, kwargs: dict[str, object], condition: str
) -> None:
    """The form in which the tables of rules show it."""
    rule = replace(
        next(iter(rules().values())), expectation=expectation, kwargs={"column": "year", **kwargs}
    )
    assert condition == rule.condition


def test_the_suite_version_changes_with_any_rule() -> None:
    """A moved threshold makes another version, a better note does not."""
    first, *others = rules().values()
    assert suite_version() == version_of([replace(first, why="Better explained."), *others])
    assert suite_version() != version_of(
        [replace(first, kwargs={"column": "series", "regex": "^k"}), *others]
    )
    assert suite_version() != version_of([replace(first, severity="info"), *others])
