"""What happens, where no notifier is configured, when a DAG run is late: a line that monitoring can find."""

from __future__ import annotations

import logging
from collections.abc import Mapping

logger = logging.getLogger(__name__)


async def run_is_late(context: Mapping[str, object]) -> None:
    """Log that a run missed its deadline; Airflow's triggerer calls this."""
    logger.error("a DAG run is late (GRIFFIER_LATE_AFTER_MINUTES): %s", context.get("dag_run"))
