"""A real Airflow of its own, with the sample served as the official source."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.source import replay
from pipeline.warehouse import connect, published_position

PROJECT = Path(__file__).resolve().parents[2]
AIRFLOW = Path(sys.executable).with_name("airflow")


@dataclass(frozen=True)
class Airflow:
    """An Airflow installation: its environment, and how to call it."""

    environment: dict[str, str]
    home: Path

    def __call__(self, *arguments: str) -> str:
        """Run one command of Airflow's; its output."""
        done = subprocess.run([AIRFLOW, *arguments], env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
        return done.stdout


@pytest.fixture
def official_source(sample: Path) -> Iterator[replay.ReplayServer]:
    """The sample, served on loopback in the official form."""
    with replay.serve(sample) as server:
        yield server


@pytest.fixture
def airflow(tmp_path: Path, official_source: replay.ReplayServer) -> Airflow:
    """Airflow with a fresh database, our DAGs and pools."""
    environment = {
        **os.environ,
        "PATH": f"{AIRFLOW.parent}{os.pathsep}{os.environ['PATH']}",
        "AIRFLOW_HOME": str(tmp_path / "airflow"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(PROJECT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(PROJECT / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "false",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "false",
        "GRIFFIER_HOME": str(tmp_path / "griffier"),
        "GRIFFIER_CATALOGUE_URL": f"{official_source.url}/sru",
        "GRIFFIER_ALLOW_LOOPBACK": "true",
        "GRIFFIER_REQUESTS_PER_SECOND": "0",
    }
    installed = Airflow(environment, tmp_path / "griffier")
    installed("db", "migrate")
    installed("pools", "import", str(PROJECT / "dags" / "pools.json"))
    return installed


@pytest.fixture
def held(airflow: Airflow) -> Callable[[], list[str]]:
    """The publications in the published warehouse, in order; none before the first publish."""

    def publications() -> list[str]:
        path = airflow.home / "warehouse.duckdb"
        if not published_position(path):
            return []
        with connect(path) as connection:
            return [name for (name,) in connection.execute("SELECT publication_id FROM publication ORDER BY 1").fetchall()]

    return publications
