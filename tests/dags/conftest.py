"""A real Airflow of its own, with the sample served as the official source."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from airflow_installation import Airflow, install

from pipeline.source import replay
from pipeline.warehouse import connect, published_position


@pytest.fixture
def official_source(sample: Path) -> Iterator[replay.ReplayServer]:
    """Yield the sample, served on loopback in the official form."""
    with replay.serve(sample) as server:
        yield server


@pytest.fixture
def airflow(tmp_path: Path, official_source: replay.ReplayServer) -> Airflow:
    """Airflow on SQLite, as on one machine."""
    settings = {"GRIFFIER_LATE_AFTER_MINUTES": "0", "GRIFFIER_ATTACHMENTS": "true"}
    return install(tmp_path, official_source.url, settings)


@pytest.fixture(scope="session")
def held() -> Callable[[Airflow], list[str]]:
    """Return the publications in the published warehouse of an installation, in order; none before
    the first publish.
    """

    def publications(airflow: Airflow) -> list[str]:
        path = airflow.home / "warehouse.duckdb"
        if not published_position(path):
            return []
        with connect(path) as connection:
            return [
                name
                for (name,) in connection.execute(
                    "SELECT publication_id FROM publication ORDER BY 1"
                ).fetchall()
            ]

    return publications
