"""Tasks are mapped over at most 1,000 groups: Airflow refuses a map of more than 1,024."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from pipeline.flows import fetch_plans, ingesting, tasks

HELD = [f"kst-{number}-A" for number in range(102_500)]


def test_a_first_fetch_of_everything_leaves_the_rest_to_the_next_run() -> None:
    """The first hundred thousand now."""
    planned = tasks.groups(HELD)
    assert (1_000, tasks.FETCH_BATCH) == (len(planned), max(map(len, planned)))
    assert HELD[:100_000] == [name for group in planned for name in group]


def test_a_recheck_covers_every_paper_in_larger_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing tells the next run where this one stopped."""

    @contextmanager
    def opened(*_: object) -> Iterator[SimpleNamespace]:
        yield SimpleNamespace(settings=None, name="catalogue")

    monkeypatch.setattr(tasks, "open_stores", opened)
    monkeypatch.setattr(ingesting, "open_source", opened)
    monkeypatch.setattr(fetch_plans, "plan_rechecks", lambda *_: HELD)
    planned = tasks.plan_rechecks()
    assert len(planned) <= 1_000
    assert HELD == [name for group in planned for name in group]
