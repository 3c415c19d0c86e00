"""The DAG that checks whether all held papers still exist at the official source."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from airflow.sdk import CronTriggerTimetable, Param, dag, task
from conventions import (
    BATCH_NAME,
    LETTERS,
    SOURCE_POOL,
    TASK_DEFAULTS,
    announce,
    pipeline_tasks,
)

if TYPE_CHECKING:
    from airflow.sdk.types import RuntimeTaskInstanceProtocol


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
        return pipeline_tasks().plan_rechecks()

    @task(pool=SOURCE_POOL, outlets=[LETTERS], map_index_template=BATCH_NAME)
    def fetch_publications(
        publication_ids: list[str],
        *,
        run_id: str,
        params: dict[str, Any],
        ti: RuntimeTaskInstanceProtocol,
        outlet_events: dict[Any, Any],
    ) -> dict[str, int]:
        """Fetch one batch again; return how many were fetched, failed and withdrawn."""
        fetched = pipeline_tasks().fetch_batch(publication_ids, run_id, yes=params["yes"])
        return announce(fetched, ti.try_number, outlet_events)

    fetch_publications.expand(publication_ids=plan_rechecks())


recheck_publications()
