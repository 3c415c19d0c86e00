"""The DAG that checks whether all held papers still exist at the official source."""

from datetime import datetime

from airflow.sdk import CronTriggerTimetable, dag, task
from conventions import BRAKE_PARAMS, TASK_DEFAULTS, fetch_publications, pipeline_tasks


@dag(
    schedule=CronTriggerTimetable("0 2 1 * *", timezone="Europe/Amsterdam"),
    start_date=datetime(2010, 1, 1),  # noqa: DTZ001 - the timetable holds the zone
    catchup=False,
    max_active_runs=1,
    params=BRAKE_PARAMS,
    default_args=TASK_DEFAULTS,
    tags=["griffier", "source"],
)
def recheck_publications() -> None:
    """Check monthly that each held paper still exists at the source, with the same bytes.

    The catalogue lists changed papers, but not deleted ones. So each held paper is requested again,
    conditionally (most responses are "not modified", without a body), within the pool
    `official_source`. A paper that is missing in two runs at least a day apart is withdrawn: it is
    removed from the tables, and stays in the log. Papers that were withdrawn in this way, or could
    never be fetched, are requested too, since they may be available by now.
    """

    @task
    def plan_rechecks() -> list[list[str]]:
        """Return batches of all publications that the source delivered or failed to."""
        return pipeline_tasks().plan_rechecks()

    fetch_publications.partial(again=True).expand(publication_ids=plan_rechecks())


recheck_publications()
