"""The DAG that asks the official source whether what we hold is still there."""

from __future__ import annotations

from datetime import datetime

from airflow.sdk import CronTriggerTimetable, dag, task
from airflow.sdk.exceptions import AirflowSkipException
from conventions import LETTERS, SOURCE_POOL, TASK_DEFAULTS


@dag(
    schedule=CronTriggerTimetable("0 2 1 * *", timezone="Europe/Amsterdam"),
    start_date=datetime(2010, 1, 1),  # noqa: DTZ001 - the timetable holds the zone
    catchup=False,
    max_active_runs=1,
    default_args=TASK_DEFAULTS,
    tags=["griffier", "source"],
)
def recheck_publications() -> None:
    """Every month: is each paper still there, and are its bytes still the same?

    The catalogue lists what changed, never what disappeared. So each held paper is asked for again, conditionally (most
    answers are "not modified", without a body), within the pool `official_source`. A paper that two runs find gone is
    withdrawn: it leaves the tables, not the log.
    """

    @task
    def plan_rechecks() -> list[list[str]]:
        """Batches of every publication that is held."""
        from pipeline.flows import tasks

        return tasks.plan_rechecks()

    @task(pool=SOURCE_POOL)
    def fetch_publications(publication_ids: list[str], *, run_id: str) -> dict[str, int]:
        """Ask for one batch again; returns how many were fetched, failed and withdrawn."""
        from pipeline.flows import tasks

        return tasks.fetch_batch(publication_ids, run_id)

    @task(outlets=[LETTERS], trigger_rule="all_done_min_one_success", retries=0)
    def announce(outcomes: list[dict[str, int] | None]) -> int:
        """Tell `build_warehouse` that something may have changed; returns the number of papers asked for."""
        asked = sum(sum((outcome or {}).values()) for outcome in outcomes)
        if not asked:
            raise AirflowSkipException("nothing is held yet: no event is sent")
        return asked

    announce(fetch_publications.expand(publication_ids=plan_rechecks()))


recheck_publications()
