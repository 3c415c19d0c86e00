"""The DAGs, each run once by Airflow itself."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256

from airflow_installation import Airflow

ALL_DAYS = json.dumps({"since": "2024-01-01", "until": "2026-12-31"})
DAY = [
    "ingest_letters.list_publications",
    "ingest_letters.fetch_publications",
    "build_warehouse.validate_papers",
    "build_warehouse.publish_warehouse",
    "build_warehouse.ask_a_person",
]
"""The tasks of a day: four, and one for each paper that waits for a person."""
TASKS = """
    SELECT dag_id || '.' || task_id, state, rendered_map_index FROM task_instance
    WHERE dag_id <> 'review_quarantine' ORDER BY start_date
"""
EVENTS = """
    SELECT asset.name, event.extra FROM asset_event AS event JOIN asset ON asset.id = event.asset_id
    ORDER BY event.id
"""


def rows(airflow: Airflow, query: str) -> list[tuple[str, ...]]:
    """Return the rows of a query of Airflow's own database."""
    with closing(sqlite3.connect(airflow.environment["AIRFLOW_HOME"] + "/airflow.db")) as database:
        return database.execute(query).fetchall()


def test_the_dags_run_from_an_empty_log_to_a_published_warehouse_and_again_without_change(
    airflow: Airflow, held: Callable[[Airflow], list[str]]
) -> None:
    """`dag.test()` of each, twice: the second time there is nothing new, nor is there when the
    source is asked for all again. Four processes make a day; batches and reviews have the names of
    their papers; an event on the warehouse tells what was published.
    """
    airflow("dags", "test", "ingest_letters", "--conf", ALL_DAYS)
    airflow("dags", "test", "build_warehouse")
    first = held(airflow)
    assert first
    made = rows(airflow, TASKS)
    names = {task: name for task, _, name in made}
    assert sorted(DAY) == sorted(task for task, state, _ in made if state == "success")
    assert len(DAY) == len(made)
    assert names["build_warehouse.ask_a_person"] == "blg-9900001"
    fetched = names["ingest_letters.fetch_publications"]
    assert fetched.endswith(f" ({len(first) + 1})")
    assert {*fetched.split(" ")[0:3:2]} <= {*first}
    (log, told), (warehouse, figures) = rows(airflow, EVENTS)
    assert ("griffier_log", "griffier_warehouse") == (log, warehouse)
    assert len(first) + 1 == json.loads(told)["fetched"]
    snapshots = sorted(airflow.home.glob("warehouse-*.duckdb"))
    digest = sha256(snapshots[0].read_bytes()).hexdigest()
    published = json.loads(figures)
    assert {"publications": len(first), "quarantined": 1, "sha256": digest} == {
        name: published[name] for name in ("publications", "quarantined", "sha256")
    }
    assert published["position"] > json.loads(told)["position"]

    airflow("dags", "test", "ingest_letters", "--conf", ALL_DAYS)
    airflow("dags", "test", "recheck_publications")
    airflow("dags", "test", "build_warehouse")
    assert (first, snapshots) == (held(airflow), sorted(airflow.home.glob("warehouse-*.duckdb")))
    assert 2 == len(rows(airflow, EVENTS))
    again = [(task, state) for task, state, _ in rows(airflow, TASKS)[len(made) :]]
    assert ("build_warehouse.publish_warehouse", "skipped") in again
    assert ("recheck_publications.fetch_publications", "skipped") in again
    assert "failed" not in {state for _, state in again}
