"""The DAG that looks once a week for damage to log, content store and warehouse."""

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
    """Check weekly that everything the log names is still stored, unchanged.

    1. **verify** checks the chain of the log, the hash of every blob that it names, and the
       published warehouse against one made from the log. It fails, and so alarms, if anything is
       damaged; it changes nothing.
    2. **clear** removes what nothing names: blobs and leftovers of killed runs, old snapshots.

    docs/reliability.md describes what to do about damage; `griffier verify --repair` restores what
    can be made again.
    """

    @task
    def verify() -> None:
        """Look for damage; fail with the damage found and what to do."""
        if damages := pipeline_tasks().verify():
            raise AirflowFailException("\n".join(damages))

    @task
    def clear() -> dict[str, int]:
        """Remove unnamed blobs, old snapshots and leftovers; return how many."""
        return pipeline_tasks().clear()

    verify() >> clear()


verify_archive()
