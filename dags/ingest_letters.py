"""The DAG that lists the official source for an interval of days and fetches new papers."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from airflow.sdk import CronDataIntervalTimetable, Param, dag, task
from conventions import (
    BATCH_NAME,
    LATE,
    LETTERS,
    SOURCE_POOL,
    TASK_DEFAULTS,
    announce,
    pipeline_tasks,
)

if TYPE_CHECKING:
    from airflow.sdk.types import DagRunProtocol as DagRun
    from airflow.sdk.types import RuntimeTaskInstanceProtocol
    from pendulum import DateTime


@dag(
    # Plain cron has no data interval in Airflow 3; the interval is what is listed, so a backfill
    # lists the past.
    schedule=CronDataIntervalTimetable("0 6 * * *", "Europe/Amsterdam"),
    start_date=datetime(2010, 1, 1),  # noqa: DTZ001 - the timetable holds the zone
    catchup=False,
    params={
        "since": Param(
            None,
            type=["null", "string"],
            format="date",
            description="First day; else the run's interval.",
        ),
        "until": Param(
            None,
            type=["null", "string"],
            format="date",
            description="Last day, at most today; else the run's interval.",
        ),
        "yes": Param(
            False,  # noqa: FBT003 - Airflow's own order of arguments
            type="boolean",
            description="Write it also where much of what is held changes or is withdrawn.",
        ),
    },
    default_args=TASK_DEFAULTS,
    deadline=LATE,
    tags=["griffier", "source"],
)
def ingest_letters() -> None:
    """List and fetch new letters, every morning.

    1. **list_publications** asks the catalogue which papers changed in the run's data interval
       (whole Amsterdam days, one day of overlap) and writes each as an event. Papers that earlier
       runs could not fetch are planned again, but not by a backfill.
    2. **fetch_publications** gets the bytes of what is not held yet, in mapped batches, within the
       pool `official_source`. Each batch sends the asset event on which `build_warehouse` starts,
       so a batch that fails keeps no other out of the warehouse. A batch that brings nothing new is
       skipped, and so is its event.

    Started by hand, it lists the days given as `since` and `until`, else today. A backfill is
    Airflow's own: `airflow backfill create --dag-id ingest_letters --from-date … --to-date …`.
    Every step may run twice, and ten intervals at once give the same log as one after the other.
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
        # A thousand runs of a backfill must not each ask again for the same papers that cannot be
        # had.
        retry = dag_run.run_type != "backfill"
        return pipeline_tasks().list_interval(
            since or dag_run.run_after, until or dag_run.run_after, retry=retry
        )

    @task(pool=SOURCE_POOL, outlets=[LETTERS], map_index_template=BATCH_NAME)
    def fetch_publications(
        publication_ids: list[str],
        *,
        run_id: str,
        params: dict[str, Any],
        ti: RuntimeTaskInstanceProtocol,
        outlet_events: dict[Any, Any],
    ) -> dict[str, int]:
        """Fetch and store one batch; return how many papers arrived, failed, were withdrawn."""
        fetched = pipeline_tasks().fetch_planned(publication_ids, run_id, yes=params["yes"])
        return announce(fetched, ti.try_number, outlet_events)

    fetch_publications.expand(publication_ids=list_publications())


ingest_letters()
