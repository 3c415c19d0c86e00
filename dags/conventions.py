"""Shared definitions of the DAGs: the asset that couples them, the pools, and the retry policy."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

from airflow.configuration import conf
from airflow.sdk import (
    Asset,
    AsyncCallback,
    DeadlineAlert,
    DeadlineReference,
    ExceptionRetryPolicy,
    RetryAction,
    RetryRule,
)
from airflow.sdk.module_loading import import_string

from pipeline.errors import MachineCondition, SourceUnavailable, StorageUnavailable
from pipeline.settings import settings

LETTERS = Asset(name="griffier_log", uri="griffier://log")
"""The event log.

An event on this asset means that there may be new papers to validate and load.
"""

SOURCE_POOL = "official_source"
"""Pool of one slot for tasks that use the official source.

Why: the rate limit holds per process, so only one task at a time may send requests.
"""

WRITER_POOL = "warehouse_writer"
"""Pool of one slot for tasks that write the warehouse, which has one writer."""

LOCAL_EXECUTORS = ("LocalExecutor", "SequentialExecutor")
"""Executors whose tasks all run on the scheduler's host."""

EXECUTORS = conf.get("core", "executor").split(",")
if not all(name.strip().endswith(LOCAL_EXECUTORS) for name in EXECUTORS):
    # Each task then refuses a log, store or publication on its own disk, in one clear message.
    os.environ.setdefault("GRIFFIER_SHARED", "1")

_NOTIFIER = settings().notifier
_ARGUMENTS = settings().notifier_arguments

# `airflow dags test` of 3.3.2 fails on any DAG with a deadline, after a run that succeeded
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
"""Alert about a run that is not done in time, sent by the notifier; backfills are exempt."""

TASK_DEFAULTS: dict[str, Any] = {
    "owner": "griffier",
    "on_failure_callback": [import_string(_NOTIFIER)(**_ARGUMENTS)] if _NOTIFIER else [],
    "retries": 5,
    "execution_timeout": timedelta(hours=4),
    # An outage passes by itself, and a full disk may be looked after. Everything else needs a
    # person, and a retry would only hide it.
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
