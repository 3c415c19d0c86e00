"""Shared definitions of the DAGs: assets, pools, retry policy, and how tasks reach the pipeline."""

from __future__ import annotations

import os
from datetime import timedelta
from types import ModuleType
from typing import TYPE_CHECKING, Any

from airflow.configuration import conf
from airflow.sdk import (
    Asset,
    AsyncCallback,
    DeadlineAlert,
    DeadlineReference,
    ExceptionRetryPolicy,
    Param,
    RetryAction,
    RetryRule,
    task,
)
from airflow.sdk.exceptions import AirflowSkipException
from airflow.sdk.module_loading import import_string

from pipeline.errors import MachineCondition, SourceUnavailable, StorageUnavailable
from pipeline.settings import settings, use_connections

if TYPE_CHECKING:
    from airflow.sdk.types import RuntimeTaskInstanceProtocol

LETTERS = Asset(name="griffier_log", uri="griffier://log")
"""The event log.

An event on this asset means that there may be new papers to validate and load.
"""

WAREHOUSE = Asset(name="griffier_warehouse", uri="griffier://warehouse")
"""The published warehouse, for DAGs of others that read it.

An event on this asset means that a new snapshot was published. Its extra has ``position`` (in the
log), ``publications``, ``quarantined`` and ``sha256`` (of the file).
"""

BATCH_NAME = (
    "{% set papers = task.op_kwargs.publication_ids %}{{ papers | first }}"
    "{% if papers | length > 1 %} to {{ papers | last }} ({{ papers | length }}){% endif %}"
)
"""Name of a batch of papers in the grid, such as ``kst-36741-A to kst-36802-B (100)``."""

SOURCE_POOL = "official_source"
"""Pool of one slot for tasks that use the official source.

Why: the rate limit holds per process, so only one task at a time may send requests.
"""

WRITER_POOL = "warehouse_writer"
"""Pool of one slot for tasks that write the warehouse, which has one writer."""

BRAKE_PARAMS = {
    "yes": Param(
        False,  # noqa: FBT003 - Airflow's own order of arguments
        type="boolean",
        description="Record the changes also if they change or withdraw many held papers at once.",
    )
}
"""Parameter of the DAGs that fetch papers: it takes the brake off for one run."""

LOCAL_EXECUTORS = ("LocalExecutor", "SequentialExecutor")
"""Executors whose tasks all run on the scheduler's host."""

EXECUTORS = conf.get("core", "executor").split(",")
if not all(name.strip().endswith(LOCAL_EXECUTORS) for name in EXECUTORS):
    # Tasks then refuse a log, store or warehouse on the disk of one host, with a clear message.
    os.environ.setdefault("GRIFFIER_SHARED", "1")

_NOTIFIER = settings().notifier
_ARGUMENTS = settings().notifier_arguments

# `airflow dags test` of 3.3.2 fails for any DAG with a deadline, even after a successful run
# (apache/airflow issue 73428), so `make run` and the tests of single runs switch it off.
LATE = (
    DeadlineAlert(
        reference=DeadlineReference.DAGRUN_QUEUED_AT,
        interval=timedelta(minutes=settings().late_after_minutes),
        callback=AsyncCallback(
            "pipeline.flows.alarms.run_is_late",
            kwargs={"notifier": _NOTIFIER, "arguments": _ARGUMENTS},
        ),
    )
    if settings().late_after_minutes
    else None
)
"""Alert of the notifier about a run that is not done in time; backfills are exempt."""

TASK_DEFAULTS: dict[str, Any] = {
    "owner": "griffier",
    "on_failure_callback": [import_string(_NOTIFIER)(**_ARGUMENTS)] if _NOTIFIER else [],
    "retries": 5,
    "execution_timeout": timedelta(hours=4),
    # Why only these: an outage ends by itself and a full disk may be cleared. All other errors need
    # a person, and a retry would only hide them.
    "retry_policy": ExceptionRetryPolicy(
        rules=[
            RetryRule(
                exception=SourceUnavailable,
                action=RetryAction.RETRY,
                retry_delay=timedelta(minutes=10),
            ),
            RetryRule(
                exception=StorageUnavailable,
                action=RetryAction.RETRY,
                retry_delay=timedelta(minutes=1),
            ),
            RetryRule(
                exception=MachineCondition,
                action=RetryAction.RETRY,
                retry_delay=timedelta(minutes=5),
            ),
        ],
        default=RetryAction.FAIL,
    ),
}


def pipeline_tasks() -> ModuleType:
    """Return ``pipeline.flows.tasks``, the functions that tasks call, ready for use.

    Settings of the form ``conn:NAME`` get the address and keys of that connection, from Airflow's
    secrets backends. Metrics go where Airflow sends its own.

    Why: tasks call it when they run, not when Airflow parses the file, because the import is slow
    and a connection may change.
    """
    from airflow.sdk import BaseHook
    from airflow.sdk.observability import stats

    from pipeline import metrics
    from pipeline.flows import tasks

    use_connections(BaseHook.get_connection)
    metrics.use(stats)
    return tasks


@task(pool=SOURCE_POOL, outlets=[LETTERS], map_index_template=BATCH_NAME)
def fetch_publications(
    publication_ids: list[str],
    *,
    again: bool,
    run_id: str,
    params: dict[str, Any],
    ti: RuntimeTaskInstanceProtocol,
    outlet_events: dict[Any, Any],
) -> dict[str, int]:
    """Fetch and store one batch; return how many papers arrived, failed and were withdrawn.

    ``again`` requests held papers too. The event on ``LETTERS`` gets the position of the log.

    A batch without changes is skipped, because a skipped task sends no event. A second try is not
    skipped: the first one may have stored something before it was killed.
    """
    tasks = pipeline_tasks()
    fetch = tasks.fetch_batch if again else tasks.fetch_planned
    fetched = fetch(publication_ids, run_id, yes=params["yes"])
    if not fetched.new and ti.try_number == 1:
        raise AirflowSkipException(f"nothing new, so no event is sent: {fetched.papers}")
    outlet_events[LETTERS].extra = {"position": fetched.position, **fetched.papers}
    papers: dict[str, int] = fetched.papers
    return papers
