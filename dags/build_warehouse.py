"""The DAG that parses, validates and loads fetched papers, and publishes the warehouse."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from airflow.sdk import AssetOrTimeSchedule, CronTriggerTimetable, dag, task
from airflow.sdk.exceptions import AirflowSkipException, DagRunTriggerException
from conventions import LATE, LETTERS, TASK_DEFAULTS, WAREHOUSE, WRITER_POOL, pipeline_tasks

if TYPE_CHECKING:
    from airflow.sdk.types import RuntimeTaskInstanceProtocol

REVIEWS = "review_quarantine"
"""The DAG in which a person decides about one publication."""


@dag(
    # Why also a clock: a lost asset event delays the build by a few hours, but loses no rows,
    # because the log determines what is built.
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

    1. **validate_papers** finds the fetched papers without a decision in the log, parses them in
       batches (on all cores), validates each batch with Great Expectations and accepts or
       quarantines each paper. It returns the reviews to start.
    2. **publish_warehouse** loads the accepted rows in one transaction, publishes a new file behind
       a symbolic link, writes the data-quality report, and sends an event on the asset
       `griffier://warehouse`. It is skipped if the published file already has the whole log.
    3. **ask_a_person** starts one run of `review_quarantine` for each quarantined paper that waits
       for a person. It restarts the runs that are no longer needed; they end by themselves. No task
       here waits for an answer.

    Why so few tasks: each is a process that needs four seconds to start Airflow. Parsing a paper
    is faster than fetching it within the rate limit, so parsing uses all cores of one task.
    """

    @task(inlets=[LETTERS])
    def validate_papers(*, ti: RuntimeTaskInstanceProtocol) -> list[dict[str, object]]:
        """Parse, validate and decide; return the runs of `review_quarantine` to start or restart.

        Runs without a decision to take are restarted; they then end by themselves.
        """
        tasks = pipeline_tasks()
        tasks.validate()

        def under_way(runs: list[str]) -> int:
            return ti.get_dr_count(REVIEWS, run_ids=runs, states=["queued", "running"])

        return tasks.plan_reviews(under_way)

    @task(pool=WRITER_POOL, inlets=[LETTERS], outlets=[WAREHOUSE])
    def publish_warehouse(
        *, ti: RuntimeTaskInstanceProtocol, outlet_events: dict[Any, Any]
    ) -> dict[str, object]:
        """Load, publish and report; return the figures of the warehouse."""
        tasks = pipeline_tasks()
        published = tasks.publish()
        # Why not at a second try: the first may have been killed between publication and report.
        if not published.new and ti.try_number == 1:
            raise AirflowSkipException("the published warehouse is up to date with the log")
        tasks.write_report()
        outlet_events[WAREHOUSE].extra = asdict(published.snapshot)
        return asdict(published.snapshot)

    @task(map_index_template="{{ task.op_kwargs.about.publication_id }}")
    def ask_a_person(review: str, about: dict[str, object]) -> None:
        """Start one run of `review_quarantine`, or restart an existing one."""
        # Why not TriggerDagRunOperator, which raises this: importing it is too slow for a DAG file.
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

    reviews = validate_papers()
    reviews >> publish_warehouse()
    # Independent of the publish, so that reviews start even if there is nothing to load.
    ask_a_person.expand_kwargs(reviews)


build_warehouse()
