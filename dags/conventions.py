"""What both DAGs agree on: the asset that couples them, the pools that keep order, and what is worth a retry."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import Asset, ExceptionRetryPolicy, RetryAction, RetryRule

from pipeline.errors import SourceUnavailable

LETTERS = Asset(name="griffier_log", uri="griffier://log")
"""The event log. An event on it says: there may be something new to judge and load."""

SOURCE_POOL = "official_source"
"""Slots are the most tasks that talk to the official source at once; the rate itself is a setting of the client."""

WRITER_POOL = "warehouse_writer"
"""One slot: the warehouse has one writer."""

TASK_DEFAULTS: dict[str, Any] = {
    "owner": "griffier",
    "retries": 5,
    # Only an outage passes by itself. Everything else needs a person, and a retry would only hide it.
    "retry_policy": ExceptionRetryPolicy(
        rules=[RetryRule(exception=SourceUnavailable, action=RetryAction.RETRY, retry_delay=timedelta(minutes=10))],
        default=RetryAction.FAIL,
    ),
}
