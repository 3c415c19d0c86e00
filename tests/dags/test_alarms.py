"""Notification about late runs."""

import asyncio
import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from airflow.sdk import BaseNotifier, Context

from pipeline.flows.alarms import run_is_late

heard: list[str] = []


class Awaits(BaseNotifier):
    """A notifier that can wait, as Airflow asks of those for deadlines."""

    template_fields = ("text",)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    async def async_notify(self, context: Context) -> None:
        """Remember the text."""
        heard.append(f"{self.text}, {sorted(context)}")


class Blocks(Awaits):
    """One that cannot, as Airflow asks of those for failed tasks."""

    async def async_notify(self, context: Context) -> None:
        """Fail as a notifier without this method does."""
        raise NotImplementedError

    def notify(self, context: Context) -> None:
        """Remember the text."""
        heard.append(f"{self.text}, {sorted(context)}")


def late(run_type: str, **told: Any) -> list[str]:  # noqa: ANN401
    """Return the messages that the notifier gets about a late run."""
    heard.clear()
    run: Mapping[str, str] = {
        "dag_id": "ingest_letters",
        "dag_run_id": "scheduled__2026-03-16",
        "run_type": run_type,
    }
    with ThreadPoolExecutor(
        1
    ) as triggerer:  # a thread of its own, for the tests of pages leave an event loop in this one
        triggerer.submit(
            lambda: asyncio.run(run_is_late({"dag_run": run, "deadline": {}}, **told))
        ).result()
    return heard


@pytest.mark.parametrize("notifier", [Awaits, Blocks])
def test_a_late_run_reaches_the_notifier_with_its_templates_filled_in(
    notifier: type[BaseNotifier],
) -> None:
    """By the names that a failed task's notice may use as well."""
    arguments = {"text": "{{ dag_run.dag_id }}: {{ dag_run.run_id }}"}
    told = late("scheduled", notifier=f"{__name__}.{notifier.__name__}", arguments=arguments)
    assert ["ingest_letters: scheduled__2026-03-16, ['dag_run', 'deadline', 'text']"] == told


def test_a_late_run_without_a_notifier_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """One line that monitoring can find."""
    with caplog.at_level(logging.ERROR):
        late("scheduled")
    assert [
        "run scheduled__2026-03-16 of ingest_letters is late (GRIFFIER_LATE_AFTER_MINUTES)"
    ] == caplog.messages


def test_a_backfill_run_is_never_late(caplog: pytest.LogCaptureFixture) -> None:
    """All of them count as queued from the first second of the backfill."""
    assert [] == late("backfill", notifier=f"{__name__}.Awaits", arguments={"text": ""})
    assert [] == caplog.messages
