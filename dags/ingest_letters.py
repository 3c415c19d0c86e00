"""The DAG that lists the official source for an interval of days and fetches new papers."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from airflow.sdk import CronDataIntervalTimetable, Param, dag, task
from conventions import (
    BRAKE_PARAMS,
    LATE,
    SOURCE_POOL,
    TASK_DEFAULTS,
    fetch_publications,
    pipeline_tasks,
)

if TYPE_CHECKING:
    from airflow.sdk.types import DagRunProtocol as DagRun
    from pendulum import DateTime


@dag(
    # Why not plain cron: it has no data interval in Airflow 3. The interval is what a run lists, so
    # a backfill lists the past.
    schedule=CronDataIntervalTimetable("0 6 * * *", "Europe/Amsterdam"),
    start_date=datetime(2010, 1, 1),  # noqa: DTZ001 - the timetable holds the zone
    catchup=False,
    params={
        "since": Param(
            None,
            type=["null", "string"],
            format="date",
            description="First day to list. Empty: first day of the run's interval.",
        ),
        "until": Param(
            None,
            type=["null", "string"],
            format="date",
            description="Last day to list, at most today. Empty: last day of the run's interval.",
        ),
        **BRAKE_PARAMS,
    },
    default_args=TASK_DEFAULTS,
    deadline=LATE,
    tags=["griffier", "source"],
)
def ingest_letters() -> None:
    """List and fetch new letters, every morning.

    1. **list_publications** lists the papers that changed in the run's data interval (whole
       Amsterdam days, one day of overlap) and records each as an event. Papers that earlier runs
       could not fetch are planned again, except by a backfill.
    2. **fetch_publications** downloads the papers that are not held yet, in mapped batches, within
       the pool `official_source`. Each batch sends the asset event that starts `build_warehouse`,
       so one failed batch does not delay the others. A batch without changes is skipped and sends
       no event.

    Started by hand, it lists the days `since` to `until`, or today. To list the past, use Airflow's
    backfill: `airflow backfill create --dag-id ingest_letters --from-date … --to-date …`. Every
    step may run twice, and ten intervals at once give the same log as one after the other.
    """

    @task(pool=SOURCE_POOL)
    def list_publications(
        *,
        data_interval_start: DateTime | None = None,
        data_interval_end: DateTime | None = None,
        dag_run: DagRun,
        params: dict[str, Any],
    ) -> list[list[str]]:
        """List the source for the interval; return batches of the publication ids to fetch."""
        since, until = params["since"] or data_interval_start, params["until"] or data_interval_end
        # Why not in a backfill: its thousand runs would each request the same unavailable papers.
        retry = dag_run.run_type != "backfill"
        return pipeline_tasks().list_interval(
            since or dag_run.run_after, until or dag_run.run_after, retry=retry
        )

    fetch_publications.partial(again=False).expand(publication_ids=list_publications())


ingest_letters()
