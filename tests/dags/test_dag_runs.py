"""The DAGs, each run once by Airflow itself."""

import json
from collections.abc import Callable

from airflow_installation import Airflow

ALL_DAYS = json.dumps({"since": "2024-01-01", "until": "2026-12-31"})


def test_the_dags_run_from_an_empty_log_to_a_published_warehouse_and_again_without_change(
    airflow: Airflow, held: Callable[[Airflow], list[str]]
) -> None:
    """`dag.test()` of each, twice: the second time there is nothing new, nor is there when the
    source is asked for all again.
    """
    airflow("dags", "test", "ingest_letters", "--conf", ALL_DAYS)
    airflow("dags", "test", "build_warehouse")
    first = held(airflow)
    assert first
    snapshots = sorted(airflow.home.glob("warehouse-*.duckdb"))
    airflow("dags", "test", "ingest_letters", "--conf", ALL_DAYS)
    airflow("dags", "test", "recheck_publications")
    airflow("dags", "test", "build_warehouse")
    assert (first, snapshots) == (held(airflow), sorted(airflow.home.glob("warehouse-*.duckdb")))
