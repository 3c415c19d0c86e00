"""Columns that the rules read, prepared from each publication alone."""

import polars as pl
from fictional_papers import Paper, frames_of, paper
from hypothesis import given, settings
from hypothesis import strategies as st
from planted_defects import CRITICAL, NEAR_MISSES, WARNING

from pipeline.quality import suites, validate
from pipeline.quality.prepare import prepare
from pipeline.quality.suites import BATCH_WIDE
from pipeline.rows import parse_file
from pipeline.tables import PARSED, frames, violations

CHANGES = {
    name: change
    for name, change in (CRITICAL | WARNING | NEAR_MISSES).items()
    if not name.startswith("ddl.")
}


def changed(number: int, name: str) -> Paper:
    """Return a paper with one defect or oddity, as long as the DDL accepts it: only then is it
    prepared.
    """
    rows = paper(number)
    CHANGES[name](rows)
    return paper(number) if violations(frames_of(rows)) else rows


@settings(max_examples=20, deadline=None)
@given(
    names=st.lists(st.sampled_from(sorted(CHANGES)), min_size=2, max_size=6, unique=True),
    split=st.integers(0, 6),
    data=st.data(),
)
def test_the_columns_of_a_paper_do_not_depend_on_its_batch(
    names: list[str], split: int, data: st.DataObject
) -> None:
    """Papers prepared together, in any order, have the rows that they have when prepared apart."""
    papers = [changed(number, name) for number, name in enumerate(names, 1)]
    together = prepare(frames_of(*data.draw(st.permutations(papers))))
    parts = [prepare(frames_of(*part)) for part in (papers[:split], papers[split:]) if part]
    for table, frame in together.items():
        apart = pl.concat(part[table] for part in parts)
        order = [
            column for column in frame.columns if not isinstance(frame.schema[column], pl.List)
        ]
        assert apart.sort(order).equals(frame.sort(order)), table


def test_a_row_that_names_another_paper_finds_nothing() -> None:
    """A letter of another paper in the same batch is no letter of this one."""
    astray = paper(1)
    astray["answer"][0]["letter_id"] = "kst-90002-A/letter-2"
    prepared = prepare(frames_of(astray, paper(2)))["answer"]
    assert [False] == prepared.filter(row_id="kst-90001-A/answer-1")["letter_found"].to_list()


def test_printed_numbers_count_in_a_paper_of_any_kind_without_questions() -> None:
    """Written questions without their head were accepted as another kind, with no question.

    Seen in: 2026Z04886.
    """
    words = "Bent u bekend met het bericht over de veerponten?"
    text = "Kamervraag over de veerponten\n\n" + "".join(
        f"Vraag {number}\n\n{words}\n\n" for number in range(1, 6)
    )
    rows = parse_file(text.encode(), "2026Z04886.txt")
    assert ("other", []) == (rows["publication"][0]["kind"], rows["question"])
    failed = validate(frames_of({table: rows.get(table, []) for table in PARSED})).failures
    assert ["across_tables.explained", "across_tables.question_numbers_read"] == sorted(
        failure["rule"] for failures in failed.values() for failure in failures
    )


def test_an_empty_batch_is_prepared() -> None:
    """Nothing to judge gives empty frames, not an error."""
    assert {0} == {frame.height for frame in prepare(frames({})).values()}


def test_every_column_of_a_suite_exists() -> None:
    """Every column that a rule looks at or repeats is in the DDL or prepared for it."""
    prepared = prepare(frames({}))
    unknown = {
        rule.name: missing
        for suite in suites().values()
        for rule in suite.rules
        if (missing := {*rule.columns, *rule.message_columns} - set(prepared[suite.name].columns))
    }
    assert {} == unknown


def test_critical_rules_look_at_one_row_at_a_time() -> None:
    """No critical rule is of a kind that compares rows, so none can depend on the batch."""
    critical = {
        rule.expectation
        for suite in suites().values()
        for rule in suite.rules
        if rule.severity == "critical"
    }
    assert set() == critical & set(BATCH_WIDE)
