"""The DAG that checks whether all held papers still exist at the official source."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from airflow.sdk import CronTriggerTimetable, Param, dag, task
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException
from conventions import LETTERS, SOURCE_POOL, TASK_DEFAULTS


@dag(
    schedule=CronTriggerTimetable("0 2 1 * *", timezone="Europe/Amsterdam"),
    start_date=datetime(2010, 1, 1),  # noqa: DTZ001 - the timetable holds the zone
    catchup=False,
    max_active_runs=1,
    params={
        "yes": Param(
            False,  # noqa: FBT003 - Airflow's own order of arguments
            type="boolean",
            description="Write it also where much of what is held changes or is withdrawn.",
        ),
    },
    default_args=TASK_DEFAULTS,
    tags=["griffier", "source"],
)
def recheck_publications() -> None:
    """Check monthly that each held paper still exists at the source, with the same bytes.

    The catalogue lists what changed, never what disappeared. So each held paper is requested again,
    conditionally (most answers are "not modified", without a body), within the pool
    `official_source`. A paper that two runs at least a day apart find gone is withdrawn: it leaves
    the tables, not the log. Papers that were withdrawn in this way, or could never be fetched, are
    requested too, since they may be available by now.
    """

    @task
    def plan_rechecks() -> list[list[str]]:
        """Return batches of all publications that the source delivered or failed to."""
        from pipeline.flows import tasks

        return tasks.plan_rechecks()

    @task(pool=SOURCE_POOL)
    def fetch_publications(
        publication_ids: list[str], *, run_id: str, params: dict[str, Any]
    ) -> dict[str, int]:
        """Fetch one batch again; return how many were fetched, failed and withdrawn."""
        from pipeline.flows import tasks

        return tasks.fetch_batch(publication_ids, run_id, yes=params["yes"])

    # The batches are asked for as well, for the reason given in `ingest_letters`.
    @task(outlets=[LETTERS], trigger_rule="all_done_min_one_success")
    def announce(batches: list[list[str]], outcomes: list[dict[str, int] | None]) -> int:
        """Send the asset event for `build_warehouse`; return the number of papers requested."""
        done = list(outcomes)
        if batches and not done:
            raise AirflowFailException(
                "no batch could be asked for again: the reason is with its task"
            )
        asked = sum(sum((outcome or {}).values()) for outcome in done)
        if not asked:
            raise AirflowSkipException("nothing is held yet: no event is sent")
        return asked

    batches = plan_rechecks()
    announce(batches, fetch_publications.expand(publication_ids=batches))


recheck_publications()
