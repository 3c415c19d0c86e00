"""The DAG in which a person decides about one publication in quarantine."""

from __future__ import annotations

from typing import Any

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import Param, dag, task
from conventions import LETTERS, TASK_DEFAULTS

RELEASE, REJECT = "Release", "Reject"


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1000,  # each run waits for a person, for days: the others must not wait for it
    params={
        "publication_id": Param(type="string", minLength=1, description="The publication that waits."),
        "content_sha256": Param(type="string", minLength=64, description="The bytes that were judged."),
    },
    default_args=TASK_DEFAULTS,
    tags=["griffier", "quality"],
)
def review_quarantine() -> None:
    """One publication waits for a person: let it into the warehouse, or keep it out.

    `build_warehouse` starts one run per quarantined publication, so that waiting never holds up a load. The question
    stands under **Required Actions** in the UI, with the reasons and the letter's own words. Who decided, when and why is
    an event in the log; a released publication enters the tables at the build that this run's asset event starts.
    """

    @task
    def explain(params: dict[str, str]) -> str:
        """Why the publication waits, in Markdown, with the letter's own text around each failing span."""
        from pipeline.flows import tasks

        return tasks.explain_quarantine(params["publication_id"])

    ask = HITLOperator(
        task_id="ask",
        subject="May {{ params.publication_id }} enter the warehouse?",
        body="{{ ti.xcom_pull(task_ids='explain') }}",
        options=[RELEASE, REJECT],
        params={"why": Param(type="string", minLength=1, description="Why: it stays in the log for ever.")},
    )

    @task(outlets=[LETTERS])
    def record(answer: dict[str, Any], params: dict[str, str]) -> None:
        """Write the decision to the log."""
        from pipeline.flows import tasks

        tasks.record_decision(
            params["publication_id"],
            params["content_sha256"],
            release=answer["chosen_options"] == [RELEASE],
            by=answer["responded_by_user"]["name"],
            why=answer["params_input"]["why"],
        )

    explain() >> ask
    record(ask.output)  # type: ignore[arg-type]  # an XComArg stands for its value


review_quarantine()
