"""Alarms about late DAG runs: a call of the configured notifier, and a line in the log."""

import asyncio
import logging
from collections.abc import Mapping
from pkgutil import resolve_name
from typing import Any

logger = logging.getLogger(__name__)


async def run_is_late(
    context: Mapping[str, Any], notifier: str = "", arguments: Mapping[str, Any] | None = None
) -> None:
    """Notify that a run missed its deadline; Airflow's triggerer calls this.

    ``context`` has only ``dag_run`` and ``deadline``, as plain values. A template of the notifier
    may use ``{{ dag_run.dag_id }}`` and ``{{ dag_run.run_id }}``, as for a failed task.
    ``notifier`` and ``arguments`` are the settings of these names.
    """
    run = {**context["dag_run"], "run_id": context["dag_run"]["dag_run_id"]}
    if run["run_type"] == "backfill":
        # all runs of a backfill count as queued from its first second; their turn comes hours later
        return
    logger.error("run %s of %s is late (GRIFFIER_LATE_AFTER_MINUTES)", run["run_id"], run["dag_id"])
    if not notifier:
        return
    notification = resolve_name(notifier)(**(arguments or {}))
    notification.context = {**context, "dag_run": run}
    try:
        await notification
    except (
        NotImplementedError
    ):  # a notifier that knows how to wait for nobody: Airflow asks it so for failed tasks
        await asyncio.to_thread(notification, notification.context)
