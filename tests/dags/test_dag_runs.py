"""The DAGs, run by Airflow itself."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx

Airflow = Callable[..., str]
Held = Callable[[], list[str]]
ALL_DAYS = json.dumps({"since": "2024-01-01", "until": "2026-12-31"})
PATIENCE_SECONDS = 240


def test_both_dags_run_from_an_empty_log_to_a_published_warehouse_and_again_without_change(airflow: Airflow, held: Held) -> None:
    """`dag.test()` of both, twice: the second time there is nothing new."""
    airflow.environment["GRIFFIER_LATE_AFTER_MINUTES"] = "0"  # `dags test` cannot run DAGs with a deadline
    airflow("dags", "test", "ingest_letters", "--conf", ALL_DAYS)
    airflow("dags", "test", "build_warehouse")
    first = held()
    assert first
    snapshots = sorted(airflow.home.glob("warehouse-*.duckdb"))
    airflow("dags", "test", "ingest_letters", "--conf", ALL_DAYS)
    airflow("dags", "test", "build_warehouse")
    assert (first, snapshots) == (held(), sorted(airflow.home.glob("warehouse-*.duckdb")))


def test_under_a_real_scheduler_new_letters_start_the_build_through_the_asset(
    airflow: Airflow, held: Held, tmp_path: Path
) -> None:
    """`airflow standalone`: one triggered ingest ends, by the asset event, in a published warehouse."""
    log = (tmp_path / "standalone.log").open("w")
    port = free_port()
    environment = {
        **airflow.environment,
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://localhost:{port}/execution/",
        # The scheduler is up before the API server, and a task that starts in between fails: nothing may start yet.
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "true",
    }
    standalone = subprocess.Popen(
        [airflow_command(), "standalone"], env=environment, stdout=log, stderr=log, start_new_session=True
    )
    try:
        wait_for(lambda: "ingest_letters" in airflow("dags", "list", "--output", "plain"), "the DAG processor to find the DAGs")
        wait_for(lambda: answers(f"http://localhost:{port}/api/v2/monitor/health"), "the API server to answer")
        for name in ("build_warehouse", "ingest_letters"):
            airflow("dags", "unpause", "--yes", name)
        airflow("dags", "trigger", "ingest_letters", "--conf", ALL_DAYS)
        wait_for(held, "the warehouse to be published")
        assert "asset_triggered" in airflow("dags", "list-runs", "build_warehouse", "--output", "plain")
    finally:
        os.killpg(standalone.pid, signal.SIGTERM)
        standalone.wait(timeout=30)


def airflow_command() -> str:
    """The airflow of this environment."""
    return str(Path(sys.executable).with_name("airflow"))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    """Whether a server answers there."""
    try:
        return httpx.get(url, timeout=5).is_success
    except httpx.HTTPError:
        return False


def wait_for(condition: Callable[[], object], what: str) -> None:
    """Wait until something is true, or fail saying what never came."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(2)
    raise AssertionError(f"waited {PATIENCE_SECONDS} s in vain for {what}")
