"""The DAG that parses, validates and loads fetched papers, and publishes the warehouse."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from airflow.sdk import AssetOrTimeSchedule, CronTriggerTimetable, dag, task
from airflow.sdk.exceptions import AirflowSkipException, DagRunTriggerException
from conventions import LATE, LETTERS, TASK_DEFAULTS, WRITER_POOL

if TYPE_CHECKING:
    from airflow.sdk.types import RuntimeTaskInstanceProtocol

REVIEWS = "review_quarantine"
"""The DAG in which a person decides about one publication."""


@dag(
    # The clock is the safety net: what is built depends on the log, so a lost asset event costs a
    # few hours, not rows.
    schedule=AssetOrTimeSchedule(
        timetable=CronTriggerTimetable("45 7,19 * * *", timezone="Europe/Amsterdam"),
        assets=[LETTERS],
    ),
    start_date=datetime(2010, 1, 1),  # noqa: DTZ001 - the timetable holds the zone
    catchup=False,
    max_active_runs=1,
    default_args=TASK_DEFAULTS,
    deadline=LATE,
    tags=["griffier", "warehouse"],
)
def build_warehouse() -> None:
    """Validate fetched papers, load them into the tables and publish the warehouse.

    1. **plan_batches** reads from the log which fetched papers have no decision yet.
    2. **parse_publications** reads and parses each batch and stores its rows as Parquet, named by
       their hash. A paper that cannot be read is quarantined with its reason.
    3. **decide** validates the batches with Great Expectations, once for all tables, and accepts or
       quarantines each publication.
    4. **publish_warehouse** loads the accepted rows in one transaction and publishes a new file
       behind a symbolic link. It acts whenever the published position is behind the log, whatever
       started this run.
    5. **ask_a_person** starts one run of `review_quarantine` for each judgement that waits for a
       person, and starts over those whose judgement no longer waits, which then end. No task here
       waits for an answer.
    6. **write_report** writes the data-quality report.
    """

    @task
    def plan_batches() -> list[list[str]]:
        """Return batches of publication ids that wait for a decision; empty if there are none."""
        from pipeline.flows import tasks

        return tasks.plan_decisions()

    @task
    def parse_publications(publication_ids: list[str]) -> str | None:
        """Read and parse one batch; return the hash of its rows, None if nothing could be read."""
        from pipeline.flows import tasks

        return tasks.parse_batch(publication_ids)

    # Without "min one success": a run that is done again may find nothing left to parse, and must
    # not fail for it.
    @task(trigger_rule="none_failed")
    def decide(batches: list[str | None]) -> dict[str, int]:
        """Validate and decide; return how many publications were accepted and quarantined."""
        from pipeline.flows import tasks

        return tasks.decide_batches([batch for batch in batches if batch])

    @task(pool=WRITER_POOL, trigger_rule="none_failed")
    def publish_warehouse() -> int:
        """Load and publish; return the log position that the warehouse now shows."""
        from pipeline.flows import tasks

        position = tasks.publish()
        if position is None:
            raise AirflowSkipException("the warehouse already shows the whole log")
        return position

    @task(trigger_rule="none_failed")
    def plan_reviews(*, ti: RuntimeTaskInstanceProtocol) -> list[dict[str, object]]:
        """Return the runs of `review_quarantine` to start, or to start over.

        Runs are started over if their judgement no longer waits; they then end by themselves.
        """
        from pipeline.flows import tasks

        def under_way(runs: list[str]) -> int:
            return ti.get_dr_count(REVIEWS, run_ids=runs, states=["queued", "running"])

        return tasks.plan_reviews(under_way)

    @task
    def ask_a_person(review: str, about: dict[str, object]) -> None:
        """Start one run of `review_quarantine`, or start an existing one over."""
        # What TriggerDagRunOperator raises; importing that class alone would take longer than this
        # whole file may.
        raise DagRunTriggerException(
            trigger_dag_id=REVIEWS,
            dag_run_id=review,
            conf=about,
            reset_dag_run=True,
            skip_when_already_exists=False,
            wait_for_completion=False,
            allowed_states=[],
            failed_states=[],
            poke_interval=0,
            deferrable=False,
        )

    @task
    def write_report() -> str:
        """Write the data-quality report; return its path."""
        from pipeline.flows import tasks

        return str(tasks.write_report())

    decided = decide(parse_publications.expand(publication_ids=plan_batches()))
    reviews = plan_reviews()
    decided >> publish_warehouse() >> write_report()
    # Independent of the publish, so that reviews start even if there is nothing to load.
    decided >> reviews
    ask_a_person.expand_kwargs(reviews)


build_warehouse()
