"""Conventions that the DAG files keep."""

import json
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
MEASURE = """
import sys, time
import airflow.sdk
from airflow.sdk import Asset, AssetOrTimeSchedule, CronDataIntervalTimetable, ExceptionRetryPolicy, Param, dag, task
sys.path.insert(0, "dags")
began = time.process_time()
import {name}
import json
heavy = [module for module in ("polars", "duckdb", "great_expectations") if module in sys.modules]
print(json.dumps([time.process_time() - began, heavy]))
"""

DESCRIBE = """
import gc, json, sys
from airflow.sdk import DAG
sys.path.insert(0, "dags")
import {name}
print(json.dumps([dag.doc_md for dag in gc.get_objects() if type(dag) is DAG]))
"""


def printed(script: str) -> list[object]:
    """Return the last line that a script prints in a process of its own, as JSON."""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, check=True, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def dag_files() -> list[str]:
    """Return the modules in dags/ that define a DAG."""
    ignored = (PROJECT / "dags" / ".airflowignore").read_text().split()
    return sorted(path.stem for path in (PROJECT / "dags").glob("*.py") if path.name not in ignored)


def test_importing_a_dag_file_is_quick_and_imports_nothing_heavy() -> None:
    """Airflow parses DAG files all day: at most half a second beyond its own import, and no data
    library.
    """
    for name in dag_files():
        seconds, heavy = printed(MEASURE.format(name=name))
        assert [] == heavy, name
        assert seconds < 0.5, name


def test_each_dag_has_a_description_in_the_ui() -> None:
    """Its page shows the docstring of the DAG, several lines of it, and not of the file."""
    for name in dag_files():
        (shown,) = printed(DESCRIBE.format(name=name))
        assert str(shown).count("\n") > 3, name


def test_every_pool_that_a_task_uses_is_in_the_file_that_is_imported() -> None:
    """A task in a pool that does not exist waits for ever."""
    pools = json.loads((PROJECT / "dags" / "pools.json").read_text())
    conventions = (PROJECT / "dags" / "conventions.py").read_text()
    assert all(f'"{pool}"' in conventions for pool in pools)
    assert conventions.count('_POOL = "') == len(pools)


UNLIMITED = """
import gc, json, sys
from airflow.sdk import DAG
sys.path.insert(0, "dags")
import {name}
tasks = [task for dag in gc.get_objects() if type(dag) is DAG for task in dag.tasks]
limits = {{
    task.task_id: getattr(task, "partial_kwargs", {{}}).get("execution_timeout")
    or getattr(task, "execution_timeout", None)
    for task in tasks
}}
print(json.dumps([name for name, limit in limits.items() if limit is None]))
"""


def test_every_task_has_a_timeout_but_the_review() -> None:
    """A task that hangs would hold its pool, and with it every later run."""
    unlimited = {name: printed(UNLIMITED.format(name=name)) for name in dag_files()}
    assert {"review_quarantine": ["ask"]} == {
        name: tasks for name, tasks in unlimited.items() if tasks
    }
