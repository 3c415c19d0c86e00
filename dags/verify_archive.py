"""The DAG that checks log, content store and warehouse for damage once a week."""

from datetime import datetime

from airflow.sdk import CronTriggerTimetable, dag, task
from airflow.sdk.exceptions import AirflowFailException
from conventions import TASK_DEFAULTS, pipeline_tasks


@dag(
    schedule=CronTriggerTimetable("0 4 * * 0", timezone="Europe/Amsterdam"),
    start_date=datetime(2010, 1, 1),  # noqa: DTZ001 - the timetable holds the zone
    catchup=False,
    max_active_runs=1,
    default_args=TASK_DEFAULTS,
    tags=["griffier", "quality"],
)
def verify_archive() -> None:
    """Check weekly that everything the log refers to is still stored, unchanged.

    1. **verify** checks the hash chain of the log, the hash of every blob it refers to, and the
       published warehouse against one made from the log. It fails, and so sends an alert, if
       anything is damaged; it changes nothing.
    2. **clear** removes unreferenced blobs, leftovers of killed runs and old snapshots.

    See docs/reliability.md for what to do about damage; `griffier verify --repair` restores the
    files that can be made again.
    """

    @task
    def verify() -> None:
        """Fail with a list of the damage and what to do about it."""
        if damages := pipeline_tasks().verify():
            raise AirflowFailException("\n".join(damages))

    @task
    def clear() -> dict[str, int]:
        """Remove unreferenced blobs, old snapshots and leftovers; return their numbers."""
        return pipeline_tasks().clear()

    verify() >> clear()


verify_archive()
