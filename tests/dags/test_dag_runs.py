"""The DAGs, run by Airflow itself."""

import json
from collections.abc import Callable

Airflow = Callable[..., str]
Held = Callable[[], list[str]]
ALL_DAYS = json.dumps({"since": "2024-01-01", "until": "2026-12-31"})
PATIENCE_SECONDS = 240


def test_both_dags_run_from_an_empty_log_to_a_published_warehouse(airflow: Airflow, held: Held) -> None:
    """`dag.test()` of both."""
    airflow.environment["GRIFFIER_LATE_AFTER_MINUTES"] = "0"  # `dags test` cannot run DAGs with a deadline
    airflow("dags", "test", "ingest_letters", "--conf", ALL_DAYS)
    airflow("dags", "test", "build_warehouse")
    first = held()
    assert first
