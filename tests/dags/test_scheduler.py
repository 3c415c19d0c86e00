"""The DAGs under Airflow's own scheduler, on PostgreSQL, as they run for years."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
from airflow_installation import Airflow, Daemons, install
from local_servers import wait_for

from pipeline.domain.events import Event, PublicationAccepted, PublicationEvent
from pipeline.flows import ingesting
from pipeline.flows.stores import open_stores
from pipeline.settings import Settings
from pipeline.source import replay

Held = Callable[[Airflow], list[str]]
TROUBLE = """
[[step]]
says = "slow, and then another shape"
  [[step.fault]]
  kind = "slow"
  seconds = 10
  times = 1
  [[step.fault]]
  kind = "diagnostic"
"""
SINCE, UNTIL = date(2026, 3, 17), date(2026, 3, 20)
DAYS = [SINCE + timedelta(days=number) for number in range(3)]
"""One run for each: the run of a day begins at six in the morning and ends a day later, so that of
the 19th is the last."""


@dataclass(frozen=True)
class Installation:
    """Airflow with all its processes, the source that it asks, and the file that its notifier
    writes to.
    """

    airflow: Airflow
    daemons: Daemons
    source: replay.ReplayServer
    database: str
    told: Path

    def runs(self, dag: str) -> dict[str, str]:
        """Return the states of all runs of a DAG, by their names."""
        with psycopg.connect(self.database) as connection:
            return dict(
                connection.execute(
                    "SELECT run_id, state FROM dag_run WHERE dag_id = %s", [dag]
                ).fetchall()
            )

    def backfilled(self) -> bool:
        """Return True if every run of the backfill is done; fail as soon as one of them has
        failed.
        """
        states = {
            state
            for name, state in self.runs("ingest_letters").items()
            if name.startswith("backfill")
        }
        assert "failed" not in states
        return {"success"} == states


@pytest.fixture(scope="module")
def installation(
    sample: Path, postgres: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """Run all processes of Airflow, with a notifier configured as a person would, and six seconds
    for a run until it is late.
    """
    folder = tmp_path_factory.mktemp("airflow")
    (folder / "trouble.toml").write_text(TROUBLE, encoding="utf-8")
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE airflow")
    database = postgres.replace("/postgres?", "/airflow?")
    with replay.serve(sample, scenario=folder / "trouble.toml") as source:
        airflow = install(
            folder,
            source.url,
            {
                "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": database.replace(
                    "postgresql", "postgresql+psycopg", 1
                ),
                "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC": database.replace(
                    "postgresql", "postgresql+psycopg", 1
                ),
                "PYTHONPATH": str(Path(__file__).parent),
                "GRIFFIER_LATE_AFTER_MINUTES": "0.1",
                "GRIFFIER_NOTIFIER": "file_notifier.LineInFile",
                "GRIFFIER_NOTIFIER_ARGUMENTS": json.dumps(
                    {"path": str(folder / "told"), "text": "{{ dag_run.run_id }}"}
                ),
            },
        )
        airflow("dags", "reserialize")
        with Daemons(airflow, folder) as daemons:
            yield Installation(airflow, daemons, source, database, folder / "told")


def asked_days(source: replay.ReplayServer) -> set[tuple[str, str]]:
    """Return the first and the last day of every interval that the catalogue was asked for."""
    queries = [
        parse_qs(urlsplit(seen.target).query)["query"][0]
        for seen in source.requests
        if seen.target.startswith("/sru")
    ]
    return {
        (query.split("dt.modified>=")[1][:10], query.split("dt.modified<=")[1][:10])
        for query in queries
    }


def story(configured: Settings) -> dict[str, list[Event]]:
    """Return the events of each publication, in order; the batch in which it was validated is left
    out.
    """
    told: dict[str, list[Event]] = {}
    with open_stores(configured) as stores:
        for _, event in stores.log.read():
            if isinstance(event, PublicationEvent):
                same = (
                    replace(event, batch_sha256="")
                    if isinstance(event, PublicationAccepted)
                    else event
                )
                told.setdefault(event.publication_id, []).append(same)
    return told


def test_a_backfill_survives_a_killed_scheduler_and_ends_as_one_ingest_does(
    installation: Installation, held: Held, tmp_path: Path
) -> None:
    """Each run asks for its own days; the same runs done again add nothing; the build is started by
    the asset event.
    """
    backfill = ("backfill", "create", "--dag-id", "ingest_letters", "--max-active-runs", "2")
    installation.airflow(
        *backfill, "--from-date", SINCE.isoformat(), "--to-date", UNTIL.isoformat()
    )
    wait_for(
        lambda: len(installation.source.requests) >= 5, "the second run of the backfill to list"
    )
    installation.daemons.kill("scheduler")
    assert not installation.backfilled()
    installation.daemons.start("scheduler")
    wait_for(installation.backfilled, "the backfill to be done")
    mine = {(str(day - timedelta(days=1)), str(day + timedelta(days=1))) for day in DAYS}
    assert mine == {days for days in asked_days(installation.source) if days < ("2026-04",)}
    papers = [
        seen.target for seen in installation.source.requests if seen.target.startswith("/frbr")
    ]
    assert len(papers) == len(set(papers))

    at_once = Settings(
        home=tmp_path,
        catalogue_url=installation.source.catalogue_url,
        allow_loopback=True,
        requests_per_second=0,
    )
    with open_stores(at_once) as stores:
        ingesting.ingest(stores, SINCE, UNTIL, "at once")
    wait_for(lambda: held(installation.airflow), "the warehouse to be published")
    assert any(name.startswith("asset_triggered") for name in installation.runs("build_warehouse"))
    wait_for(
        lambda: story(at_once) == story(Settings(home=installation.airflow.home)),
        "the backfill's log to equal that of an ingest",
    )

    asked = len(installation.source.requests)
    again = (
        "--from-date",
        "2026-03-18",
        "--to-date",
        "2026-03-19",
        "--reprocess-behavior",
        "completed",
    )
    installation.airflow(*backfill, *again)
    wait_for(
        lambda: len(installation.source.requests) >= asked + 3 and installation.backfilled(),
        "one run to be done again",
    )
    assert story(at_once) == story(Settings(home=installation.airflow.home))
    # All its runs counted as queued from its first second; nobody wants to hear of that.
    assert "backfill" not in (installation.told.read_text() if installation.told.exists() else "")


def test_a_late_run_and_a_failed_task_reach_the_notifier(installation: Installation) -> None:
    """A source that is slow, and then answers in another shape."""
    installation.source.advance()
    installation.airflow("dags", "trigger", "ingest_letters", "--run-id", "slow_and_strange")
    lines: Callable[[], list[str]] = lambda: (  # noqa: E731
        installation.told.read_text().splitlines() if installation.told.exists() else []
    )
    wait_for(lambda: "slow_and_strange: late" in lines(), "the deadline alert")
    wait_for(
        lambda: any("slow_and_strange: " in line and "evidence" in line for line in lines()),
        "the failed task's notice",
    )
