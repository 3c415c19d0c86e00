"""Metrics: what the steps send to a monitoring system."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from otlp_receiver import receive

from pipeline import metrics
from pipeline.flows import tasks
from pipeline.settings import settings
from pipeline.source import replay

DAGS = Path(__file__).resolve().parents[2] / "dags"
BUSY = '[[step]]\nsays = "busy"\n[[step.fault]]\nkind = "status"\nstatus = 429\ntimes = 1\n'
AS_A_TASK = f"""
import sys
from airflow.sdk.execution_time import task_runner as airflow
airflow.stats.initialize(factory=airflow.stats_utils.get_stats_factory(), export_legacy_names=True)
sys.path.insert(0, {str(DAGS)!r})
from conventions import pipeline_tasks
tasks = pipeline_tasks()
for batch in tasks.list_interval("2026-03-01", "2026-03-31", retry=True):
    tasks.fetch_planned(batch, "run")
tasks.validate()
tasks.publish()
tasks.write_report()
"""
"""The steps of a day with the metrics that Airflow's task runner sets up."""


class Recorder:
    """A backend that keeps what it gets: kinds and last values by name."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        self.values: dict[str, float] = {}

    def incr(self, stat: str, count: int) -> None:
        """Add to a counter."""
        self.kinds[stat] = "counter"
        self.values[stat] = self.values.get(stat, 0) + count

    def gauge(self, stat: str, value: float) -> None:
        """Keep the last value."""
        self.kinds[stat] = "gauge"
        self.values[stat] = value

    def timing(self, stat: str, dt: timedelta) -> None:
        """Keep the last duration."""
        self.kinds[stat] = "timer"
        self.values[stat] = dt.total_seconds()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[Recorder]:
    """Yield the metrics that this process sends during the test."""
    recorder = Recorder()
    monkeypatch.setattr(metrics, "_BACKENDS", [recorder])
    yield recorder
    settings.cache_clear()


def test_every_step_sends_the_documented_metrics(
    sent: Recorder, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One run over the sample, with an answer of "too many requests" in it."""
    scenario = tmp_path / "busy.toml"
    scenario.write_text(BUSY)
    with replay.serve(sample, scenario=scenario) as server:
        for name, value in {
            "HOME": str(tmp_path / "home"),
            "CATALOGUE_URL": server.catalogue_url,
            "ALLOW_LOOPBACK": "true",
            "REQUESTS_PER_SECOND": "0",
        }.items():
            monkeypatch.setenv(f"GRIFFIER_{name}", value)
        settings.cache_clear()
        server.advance()
        (batch,) = tasks.list_interval("2026-03-01", "2026-03-31", retry=True)
        fetched = tasks.fetch_planned(batch, "run")
        requests = len(server.requests)
    tally = tasks.validate()
    published = tasks.publish()
    tasks.write_report()
    told = {name.removeprefix("griffier."): value for name, value in sent.values.items()}
    kinds = {name: kind for name, (kind, _) in metrics.METRICS.items()}
    assert sent.kinds.items() <= {f"griffier.{name}": kind for name, kind in kinds.items()}.items()
    assert {"papers.failed", "papers.withdrawn", "papers.quarantined"} >= kinds.keys() - told.keys()
    assert (requests, 1) == (told["source.requests"], told["source.too_many_requests"])
    assert (len(batch), tally["accepted"]) == (told["papers.fetched"], told["papers.accepted"])
    assert fetched.new
    assert published.snapshot.position == told["warehouse.position"] >= told["warehouse.behind"] > 0
    assert published.snapshot.publications == told["warehouse.publications"] == tally["accepted"]
    assert told["warehouse.age_seconds"] > 0

    again = tasks.fetch_planned(batch, "run")
    still = tasks.publish()
    assert (False, False) == (again.new, still.new)
    assert 0 == sent.values["griffier.warehouse.behind"]
    assert published.snapshot == still.snapshot


def test_an_opentelemetry_collector_receives_every_metric(sample: Path, tmp_path: Path) -> None:
    """Airflow's exporter sends them over HTTP, at the latest when the process of a task ends."""
    scenario = tmp_path / "busy.toml"
    scenario.write_text(BUSY)
    with replay.serve(sample, scenario=scenario) as server, receive() as (received, endpoint):
        server.advance()
        environment = {
            **os.environ,
            "AIRFLOW_HOME": str(tmp_path / "airflow"),
            "AIRFLOW__METRICS__OTEL_ON": "True",
            "OTEL_EXPORTER_OTLP_ENDPOINT": endpoint,
            "GRIFFIER_HOME": str(tmp_path / "home"),
            "GRIFFIER_CATALOGUE_URL": server.catalogue_url,
            "GRIFFIER_ALLOW_LOOPBACK": "true",
            "GRIFFIER_REQUESTS_PER_SECOND": "0",
        }
        command = [sys.executable, "-c", AS_A_TASK]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        requests = len(server.requests)
    rare = {"papers.failed", "papers.withdrawn"}
    kinds = {
        f"airflow.griffier.{name}": kind
        for name, (kind, _) in metrics.METRICS.items()
        if name not in rare
    }
    assert kinds.items() <= received.kinds.items()
    values = {name.removeprefix("airflow.griffier."): v for name, v in received.values.items()}
    assert (requests, 1) == (values["source.requests"], values["source.too_many_requests"])
    assert values["warehouse.position"] >= values["warehouse.behind"] > 0
    assert values["papers.quarantined"] == values["warehouse.quarantined"]
    accepted = values["papers.fetched"] - values["papers.quarantined"]
    assert accepted == values["papers.accepted"] == values["warehouse.publications"]
    assert values["warehouse.age_seconds"] > 0
    assert min(value for name, value in values.items() if name.startswith("step.")) > 0
