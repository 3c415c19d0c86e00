"""The DAG in which a person decides about one publication in quarantine."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import Param, dag, task
from airflow.sdk.exceptions import AirflowSkipException
from conventions import LETTERS, TASK_DEFAULTS, pipeline_tasks

if TYPE_CHECKING:
    from airflow.sdk import Context

RELEASE, REJECT = "Release", "Reject"


class Review(HITLOperator):
    """Prompt for a person to release or reject the paper of its run.

    A paper without rows can only be rejected.

    Why: the text is set here and not by a template, so that braces in a letter are kept.
    """

    def execute(self, context: Context) -> None:
        """Show the prompt of this run, and wait for the answer; skip if it was decided already."""
        question = pipeline_tasks().question(
            context["params"]["publication_id"], context["params"]["judgement"]
        )
        if question is None:
            raise AirflowSkipException("this paper was decided already: there is nothing to do")
        self.subject, self.body = question["subject"], question["body"]
        self.options = [RELEASE, REJECT] if question["releasable"] else [REJECT]
        super().execute(context)

    def execute_complete(self, context: Context, event: dict[str, Any]) -> dict[str, Any] | None:
        """Accept the answer if it has a reason; otherwise show the prompt again.

        Why: the form requires a reason, but Airflow's API does not check it.
        """
        if "error" not in event and not str((event["params_input"] or {}).get("why") or "").strip():
            self.log.warning(
                "%s answered without a reason: the prompt is shown again",
                event["responded_by_user"],
            )
            return self.execute(context)
        return super().execute_complete(context, event)


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1000,  # each run waits for a person, possibly for days
    params={
        "publication_id": Param(
            type="string",
            minLength=1,
            description="Publication to review, such as kst-36867-C.",
        ),
        "judgement": Param(
            type="integer",
            minimum=1,
            description="Log position of the event that quarantined it.",
        ),
    },
    default_args=TASK_DEFAULTS,
    tags=["griffier", "quality"],
)
def review_quarantine() -> None:
    """Review one publication in quarantine: release it into the warehouse, or reject it.

    `build_warehouse` starts one run for each quarantined publication, so that no load waits for a
    person. The prompt is under **Required Actions** in the UI, with the reasons and the failing
    text. It has no deadline: a waiting prompt needs no worker. The decision, its author, time and
    reason are recorded as an event in the log; a released publication is loaded by the build that
    this run's asset event starts.

    If the decision was taken elsewhere (on the command line, or by a later validation), the next
    build restarts the run, and it ends by itself.
    """
    ask = Review(
        task_id="ask",
        subject="May this publication enter the warehouse?",
        options=[RELEASE, REJECT],
        # A parameter of a task needs a value before the task starts (Airflow 3.3), so an empty
        # string means no answer; the form requires one, since null is not allowed.
        params={
            "why": Param(
                "",
                type="string",
                title="Why",
                description="Reason, kept permanently in the audit log.",
            )
        },
        # Why: an answer within seconds can arrive before the scheduler knows that the task waits.
        # Airflow 3.3 then regards the task as lost and retries it, so the prompt appears again.
        retry_delay=timedelta(seconds=20),
        execution_timeout=None,  # it would end the wait for a person
    )

    @task(outlets=[LETTERS])
    def record(answer: dict[str, Any], params: dict[str, Any]) -> None:
        """Append the decision to the log."""
        recorded = pipeline_tasks().record_answer(
            params["publication_id"],
            params["judgement"],
            release=answer["chosen_options"] == [RELEASE],
            user=answer["responded_by_user"],
            why=answer["params_input"]["why"],
        )
        if not recorded:
            raise AirflowSkipException(
                "this paper was decided already: the answer came too late, nothing changed"
            )

    record(ask.output)  # type: ignore[arg-type]  # an XComArg stands for its value


review_quarantine()
