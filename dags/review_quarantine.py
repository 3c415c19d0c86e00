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
    """Operator that asks a person about the judgement of its run.

    It skips if that judgement no longer waits. A paper without rows can only be rejected. The text
    is set here and not by a template, so that braces in a letter are kept.
    """

    def execute(self, context: Context) -> None:
        """Show the question of this run, and wait for the answer.

        The task is skipped if the judgement no longer waits.
        """
        question = pipeline_tasks().question(
            context["params"]["publication_id"], context["params"]["judgement"]
        )
        if question is None:
            raise AirflowSkipException("this judgement waits no longer: there is nothing to decide")
        self.subject, self.body = question["subject"], question["body"]
        self.options = [RELEASE, REJECT] if question["releasable"] else [REJECT]
        super().execute(context)

    def execute_complete(self, context: Context, event: dict[str, Any]) -> dict[str, Any] | None:
        """Accept the answer if it has a reason; ask again otherwise.

        Why: the form requires a reason, but Airflow's API does not check what is sent past the
        form.
        """
        if "error" not in event and not str((event["params_input"] or {}).get("why") or "").strip():
            self.log.warning(
                "%s answered without a reason: the question is put again",
                event["responded_by_user"],
            )
            return self.execute(context)
        return super().execute_complete(context, event)


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1000,  # each run waits for a person, for days: the others must not wait for it
    params={
        "publication_id": Param(
            type="string", minLength=1, description="The publication that waits."
        ),
        "judgement": Param(
            type="integer",
            minimum=1,
            description="The log position of the judgement that held it back.",
        ),
    },
    default_args=TASK_DEFAULTS,
    tags=["griffier", "quality"],
)
def review_quarantine() -> None:
    """Review one publication in quarantine: let it into the warehouse, or keep it out.

    `build_warehouse` starts one run per judgement that held a publication back, so that waiting
    never holds up a load. The question is under **Required Actions** in the UI, with the reasons
    and the letter's own words. It has no deadline: waiting costs no worker. Who decided, when and
    why is an event in the log; a released publication enters the tables at the build that this
    run's asset event starts.

    If the judgement no longer waits (it was decided on the command line, or a later judgement
    replaced it), the next build starts the run over, and it ends by itself.
    """
    ask = Review(
        task_id="ask",
        subject="May this publication enter the warehouse?",
        options=[RELEASE, REJECT],
        # A parameter of a task needs a value before the task starts (Airflow 3.3), so an empty
        # string means no answer; the form requires one, since null is not allowed.
        params={
            "why": Param(
                "", type="string", title="Why", description="It stays in the log for ever."
            )
        },
        # An answer within seconds can come before the scheduler has taken note that the task waits:
        # Airflow 3.3 then takes the task for lost and tries it again, and the question is put once
        # more.
        retry_delay=timedelta(seconds=20),
        execution_timeout=None,  # it would end the wait for a person
    )

    @task(outlets=[LETTERS])
    def record(answer: dict[str, Any], params: dict[str, Any]) -> None:
        """Write the decision to the log."""
        recorded = pipeline_tasks().record_answer(
            params["publication_id"],
            params["judgement"],
            release=answer["chosen_options"] == [RELEASE],
            user=answer["responded_by_user"],
            why=answer["params_input"]["why"],
        )
        if not recorded:
            raise AirflowSkipException(
                "this judgement waited no longer: the answer came too late and changes nothing"
            )

    record(ask.output)  # type: ignore[arg-type]  # an XComArg stands for its value


review_quarantine()
