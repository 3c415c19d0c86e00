"""The DAG that mails the digest to its subscribers."""

from datetime import datetime

from airflow.sdk import CronDataIntervalTimetable, dag, task
from airflow.sdk.exceptions import AirflowSkipException
from conventions import TASK_DEFAULTS, pipeline_tasks


@dag(
    schedule=CronDataIntervalTimetable("0 7 * * 1-5", timezone="Europe/Amsterdam"),
    start_date=datetime(2026, 1, 1),  # noqa: DTZ001 - the timetable holds the zone
    catchup=False,
    max_active_runs=1,
    default_args={**TASK_DEFAULTS, "retries": 0},
    tags=["griffier", "mail"],
)
def send_digest() -> None:
    """Mail new papers, passed deadlines and coming deadlines to the subscribers every working day.

    Subscribers are the addresses in `GRIFFIER_DIGEST_TO`; without any the task is skipped. The mail
    is sent by Airflow's own notifier, with the connection that `GRIFFIER_DIGEST_SMTP` names. It
    covers the run's data interval, so a repeated run sends the same mail.

    Why: there are no retries, since sending the same mail twice is worse than a failed task.
    """

    @task
    def mail(data_interval_start: datetime | None = None) -> int:
        """Send the digest of this interval; return the number of subscribers."""
        if data_interval_start is None:
            raise AirflowSkipException("this run has no data interval: start it by its schedule")
        sent = pipeline_tasks().send_digest(data_interval_start)
        if not sent:
            raise AirflowSkipException("nobody subscribed (GRIFFIER_DIGEST_TO), or nothing is new")
        return sent

    mail()


send_digest()
