"""An Airflow installation of a test's own, and its processes."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx
import psutil
from local_servers import free_port, wait_for

PROJECT = Path(__file__).resolve().parents[2]
AIRFLOW = Path(sys.executable).with_name("airflow")


@dataclass(frozen=True)
class Airflow:
    """An Airflow installation: its environment, and how to call it."""

    environment: dict[str, str]
    home: Path

    def __call__(self, *arguments: str) -> str:
        """Run one command of Airflow's; its output."""
        done = subprocess.run(
            [AIRFLOW, *arguments], env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
        return done.stdout


def environment(folder: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of an Airflow in this folder that has our DAGs and plugins."""
    return {
        **os.environ,
        "PATH": f"{AIRFLOW.parent}{os.pathsep}{os.environ['PATH']}",
        "AIRFLOW_HOME": str(folder / "airflow"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(PROJECT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(PROJECT / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "false",
        "GRIFFIER_HOME": str(folder / "griffier"),
        **settings,
    }


def install(folder: Path, source: str, settings: Mapping[str, str]) -> Airflow:
    """Return Airflow with a fresh database, our DAGs and pools, which asks the source at that
    address.
    """
    own = {
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "false",
        "GRIFFIER_CATALOGUE_URL": f"{source}/sru",
        "GRIFFIER_ALLOW_LOOPBACK": "true",
        "GRIFFIER_REQUESTS_PER_SECOND": "0",
    }
    installed = Airflow(environment(folder, {**own, **settings}), folder / "griffier")
    installed("db", "migrate")
    installed("pools", "import", str(PROJECT / "dags" / "pools.json"))
    return installed


class Daemons:
    """The API server, the triggerer and the scheduler of one installation; ``dags reserialize``
    stands for the DAG processor.
    """

    def __init__(self, airflow: Airflow, logs: Path) -> None:
        api, tasks, triggers = (str(free_port()) for _ in range(3))
        self._logs = logs
        self._health = f"http://localhost:{api}/api/v2/monitor/health"
        self._environment = {
            **airflow.environment,
            "AIRFLOW__API__PORT": api,
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://localhost:{api}/execution/",
            "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": tasks,
            "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": triggers,
            # A scheduler that was killed is missed after five seconds instead of thirty.
            "AIRFLOW__SCHEDULER__SCHEDULER_HEARTBEAT_SEC": "1",
            "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_THRESHOLD": "5",
            "AIRFLOW__SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL": "5",
        }
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        """Start all of them; the scheduler comes last, since a task that starts before the API
        server answers fails.
        """
        self.start("api-server")
        self.start("triggerer")
        wait_for(lambda: answers(self._health), "the API server to answer")
        self.start("scheduler")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop every process that was started."""
        for name in list(self._running):
            self.kill(name)

    def start(self, name: str) -> None:
        """Start one of them."""
        with (self._logs / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                [AIRFLOW, name], env=self._environment, stdout=log, stderr=log
            )

    def kill(self, name: str) -> None:
        """Kill one of them with everything that it started, in the middle of whatever it does."""
        parent = psutil.Process(self._running.pop(name).pid)
        family = [parent, *parent.children(recursive=True)]
        for process in family:
            with suppress(psutil.NoSuchProcess):  # a task may end just before its turn
                process.send_signal(signal.SIGKILL)
        psutil.wait_procs(family, timeout=30)


def answers(url: str) -> bool:
    """Return True if a server answers there."""
    try:
        return httpx.get(url, timeout=5).is_success
    except httpx.HTTPError:
        return False
