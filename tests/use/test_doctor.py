"""`griffier doctor` finds what is wrong with an installation and says what to do."""

import re
import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pipeline.errors import StorageUnavailable
from pipeline.flows import doctor
from pipeline.page.app import create_app
from pipeline.settings import Settings
from pipeline.warehouse import mirror

DAY = date(2026, 9, 1)


@pytest.fixture
def levels(sample_warehouse: Path) -> Callable[..., dict[str, str]]:
    """Examine the sample's installation; the level of each check by its name."""

    def examined(day: date = DAY, **changes: object) -> dict[str, str]:
        settings = Settings(home=sample_warehouse.parent, contact="you@example.org", **changes)
        return {one.check: one.level for one in doctor.examine(settings, day)}

    return examined


def test_a_sound_installation_has_nothing_broken(levels: Callable[..., dict[str, str]]) -> None:
    """Log, store and warehouse of the sample are whole."""
    found = levels()
    assert {"ok"} == {found[name] for name in ("log", "store", "warehouse", "age of the data")}


def test_data_of_last_month_are_reported_stale(levels: Callable[..., dict[str, str]]) -> None:
    """A weekend is not; four weeks are."""
    assert "warning" == levels(DAY + timedelta(days=28))["age of the data"]


def test_a_setting_that_does_not_exist_is_named(
    levels: Callable[..., dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A typo in a variable would be ignored in silence."""
    monkeypatch.setenv("GRIFFIER_STOER", "s3://somewhere")
    assert "warning" == levels()["settings"]


def test_a_paper_quarantined_for_weeks_is_a_warning(levels: Callable[..., dict[str, str]]) -> None:
    """The sample's scan waits for a person."""
    found = [levels(), levels(DAY + timedelta(days=900))]
    assert ["ok", "warning"] == [one["quarantine"] for one in found]


def test_a_lost_store_is_an_error(levels: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    """The log names a batch that an empty store does not hold."""
    assert "error" == levels(store=tmp_path.as_uri())["store"]


def test_papers_of_an_earlier_parser_are_counted(
    levels: Callable[..., dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an upgrade nothing else tells whoever keeps it running that a reparse is due."""
    assert "parser" not in levels()
    monkeypatch.setattr(doctor, "PARSER_VERSION", "99")
    assert "warning" == levels()["parser"]


def test_a_paused_dag_is_found(
    levels: Callable[..., dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read from Airflow's own database, where there is one."""
    with sqlite3.connect(tmp_path / "airflow.db") as connection:
        connection.execute("CREATE TABLE dag (dag_id TEXT, is_paused BOOLEAN)")
        connection.execute("CREATE TABLE dag_run (dag_id TEXT, state TEXT, run_after TEXT)")
        connection.execute("INSERT INTO dag VALUES ('ingest_letters', 1), ('build_warehouse', 0)")
        connection.execute(
            "INSERT INTO dag_run VALUES ('build_warehouse', 'success', '2026-08-31 07:45')"
        )
    monkeypatch.setenv("AIRFLOW_HOME", str(tmp_path))
    found = levels()
    assert ("warning", "ok") == (found["DAG ingest_letters"], found["DAG build_warehouse"])


def test_every_dag_is_examined() -> None:
    """A weekly check of the archive that is paused would never find damage."""
    files = Path(doctor.__file__).parents[2] / "dags"
    named = {
        name
        for file in files.glob("*.py")
        for name in re.findall(r"^def (\w+)\(\) -> None:", file.read_text(), re.MULTILINE)
    }
    assert named == set(doctor.DAGS)


def test_monitoring_gets_health_and_figures(sample_warehouse: Path) -> None:
    """/healthz answers 200 with a position, /metrics in the text format of Prometheus."""
    client = TestClient(create_app(Settings(home=sample_warehouse.parent)))
    health = client.get("/healthz").json()
    assert "ok" == health["status"]
    figures = client.get("/metrics").text
    assert f"griffier_log_position {health['log_position']}" in figures
    assert "# TYPE griffier_quarantined_papers gauge" in figures


def test_health_is_503_without_a_warehouse(tmp_path: Path) -> None:
    """A load balancer takes the page out of service; monitoring gets the reason, not a page."""
    client = TestClient(create_app(Settings(home=tmp_path)))
    health = client.get("/healthz")
    assert (503, "unavailable") == (health.status_code, health.json()["status"])
    assert "griffier ingest" in health.json()["reason"]
    figures = client.get("/metrics")
    assert (503, "# ") == (figures.status_code, figures.text[:2])


def test_health_is_503_while_the_published_warehouse_cannot_be_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An object store that does not answer is no fault of the page."""

    def refuse(*_: object) -> None:
        raise StorageUnavailable("the object store does not answer")

    monkeypatch.setattr(mirror, "follow", refuse)
    client = TestClient(create_app(Settings(home=tmp_path, publish="s3://published")))
    assert {503} == {client.get(path).status_code for path in ("/healthz", "/metrics")}
    assert "griffier doctor" in client.get("/healthz").json()["reason"]
