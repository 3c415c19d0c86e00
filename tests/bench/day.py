"""A day with one letter, in the four task processes in which Airflow runs it.

Run: python tests/bench/day.py

Each task runs in a process of its own beside the shipped sample, as a task of Airflow does: it
loads Airflow's task runner and its DAG file, then calls the function of the task. Printed apart are
the processor seconds of Airflow (start, imports and end of a process that reads an empty DAG, once
for each task), of Great Expectations (import, validation, pages) and of this project (imports and
work, processes that read papers included).
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from figures import Figure, report

from pipeline.source import replay

PROJECT = Path(__file__).resolve().parents[2]
DAYS_BEFORE, DAY = ("2025-11-01", "2026-05-10"), "2026-05-11"
"""The days of the sample that are held already, and the day on which one paper follows."""
MOST_SECONDS = 8.0
AIRFLOW = """
import airflow.sdk, airflow.configuration
from airflow.sdk import AssetOrTimeSchedule, BaseHook, CronTriggerTimetable, dag, task
from airflow.sdk.execution_time import task_runner
from airflow.sdk.observability import stats

@dag(schedule=AssetOrTimeSchedule(timetable=CronTriggerTimetable("0 6 * * *", "UTC"), assets=[]))
def empty():
    @task
    def nothing():
        pass

    nothing()

empty()
"""
"""A process of Airflow that reads a DAG with one task, before it knows of this project."""
TASK = f"""{AIRFLOW}
import json, sys, time
"""
TASK += """
sys.path.insert(0, "dags")
import {dag}
from conventions import pipeline_tasks
tasks = pipeline_tasks()
judging = 0.0
def timed(function):
    def call(*arguments, **named):
        global judging
        began = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            judging += time.process_time() - began
    return call
if {judges}:
    timed(__import__)("great_expectations")
    from pipeline.quality import data_docs, engine
    engine.validate_frame = timed(engine.validate_frame)
    engine.write_data_docs = timed(engine.write_data_docs)
result = {body}
print(json.dumps([judging, result]))
"""
TASKS = {
    "list": ("ingest_letters", "tasks.list_interval({since!r}, {until!r}, retry=True)"),
    "fetch": ("ingest_letters", "tasks.fetch_planned({batch!r}, 'bench').papers"),
    "validate": (
        "build_warehouse",
        "[tasks.validate(), tasks.plan_reviews(lambda names: 0)][0]",
    ),
    "publish": ("build_warehouse", "[tasks.publish().new, str(tasks.write_report())]"),
}


def run(
    task: str, environment: dict[str, str], **values: object
) -> tuple[dict[str, float], object]:
    """Run one task; return its processor seconds by who spends them, and its result.

    A process of Airflow with an empty DAG is measured just before.

    Why: the load of the machine changes what both cost.
    """
    dag, body = TASKS[task]
    script = TASK.format(dag=dag, judges=task == "validate", body=body.format(**values))
    airflow, _ = python(AIRFLOW, environment)
    spent, output = python(script, environment)
    judging, result = json.loads(output.splitlines()[-1])
    return {
        "Airflow": airflow,
        "Great Expectations": judging,
        "Griffier": spent - airflow - judging,
    }, result


def python(script: str, environment: dict[str, str]) -> tuple[float, bytes]:
    """Run a script in a process of its own; return its processor seconds and its output."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def day(environment: dict[str, str], since: str, until: str) -> dict[str, dict[str, float]]:
    """Run the tasks of these days; return the processor seconds of each."""
    spent: dict[str, dict[str, float]] = {}
    spent["list"], batches = run("list", environment, since=since, until=until)
    assert isinstance(batches, list)
    for batch in batches:
        spent["fetch"], papers = run("fetch", environment, batch=batch)
        sys.stdout.write(f"  {since} to {until}: {papers}\n")
    spent["validate"], tally = run("validate", environment)
    spent["publish"], _ = run("publish", environment)
    sys.stdout.write(f"  {since} to {until}: {tally}\n")
    return spent


def main() -> int:
    """Measure and report."""
    with (
        tempfile.TemporaryDirectory() as folder,
        replay.serve(PROJECT / "sample" / "letters") as server,
    ):
        environment = {
            **os.environ,
            "AIRFLOW_HOME": f"{folder}/airflow",
            "GRIFFIER_HOME": f"{folder}/home",
            "GRIFFIER_CATALOGUE_URL": server.catalogue_url,
            "GRIFFIER_ALLOW_LOOPBACK": "true",
            "GRIFFIER_REQUESTS_PER_SECOND": "0",
        }
        day(environment, *DAYS_BEFORE)
        spent = day(environment, DAY, DAY)
    figures = [
        Figure(f"{task}: {whose}, s", seconds)
        for task, shares in spent.items()
        for whose, seconds in shares.items()
        if seconds
    ]
    totals = {whose: sum(shares[whose] for shares in spent.values()) for whose in spent["list"]}
    figures += [
        Figure("task processes", len(spent), 4),
        Figure("all: Griffier, s", totals["Griffier"], MOST_SECONDS),
        Figure("all: Great Expectations, s", totals["Great Expectations"]),
        Figure("all: Airflow, s", totals["Airflow"]),
    ]
    return report("day", figures, {"day": DAY, "letters": 1})


if __name__ == "__main__":
    sys.exit(main())
