"""The package works when it is installed from its wheel: ``make run``, then ``make airflow``.

Both are started as the Makefile starts them, without the checkout, with a warehouse that the real
DAGs made.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import pytest
from playwright.sync_api import Browser

PROJECT = Path(__file__).resolve().parents[2]
UV = shutil.which("uv") or PROJECT / ".bootstrap" / "bin" / "uv"
TOLD = re.compile(r"Airflow is at (\S+)  user (\S+)  password (\S+)")
STARTS_WITHIN, ASKS_WITHIN, ENDS_WITHIN = 400, 120, 8
"""Seconds: to print the address, to show the review, and to end.

Ending takes five; the rest is for a machine that is slow to remove what was killed.
"""

pytestmark = [
    pytest.mark.wheel,
    pytest.mark.skipif(not Path(UV).exists(), reason="uv is not here: make installs it"),
]


@dataclass(frozen=True)
class Installation:
    """An environment with the wheel, a home of its own, and what `make run` printed."""

    python: Path
    home: Path
    environment: dict[str, str]
    printed: str


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Build, install into an empty environment with the locked versions, run the demo."""
    folder = tmp_path_factory.mktemp("wheel")
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GRIFFIER_", "AIRFLOW", "VIRTUAL_ENV", "PYTHONPATH"))
    }
    environment |= {"HOME": str(folder), "GRIFFIER_HOME": str(folder / "home")}
    cache = ("--cache-dir", Path.home() / ".cache" / "uv")
    run(environment, UV, "build", *cache, "--wheel", "--out-dir", folder / "dist", PROJECT)
    locked = folder / "requirements.txt"
    export = ("export", "--locked", "--no-dev", "--no-emit-project", "--output-file", locked)
    run(environment, UV, *export, *cache, "--project", PROJECT)
    run(environment, UV, "venv", *cache, "--python", sys.executable, folder / "venv")
    python = folder / "venv" / "bin" / "python"
    (wheel,) = (folder / "dist").glob("*.whl")
    install = ("pip", "install", *cache, "--python", python)
    run(environment, UV, *install, "--no-deps", "--requirement", locked, wheel)
    printed = run(environment, python, "-m", "pipeline.demo")
    return Installation(python, folder / "home", environment, printed)


def run(environment: dict[str, str], *command: str | Path) -> str:
    """Run a command outside the checkout, which must succeed, and return its output."""
    done = subprocess.run(
        command,
        cwd=environment["HOME"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def test_the_main_job_runs_from_an_installed_wheel(installed: Installation) -> None:
    """It ends in a summary, and what it made can be asked."""
    griffier = installed.python.with_name("griffier")
    assert "questions" in installed.printed
    assert "answered_question" in run(installed.environment, griffier, "query", "--help") + run(
        installed.environment, griffier, "sql", "SHOW TABLES", "--format", "csv"
    )


def test_airflow_continues_from_the_installed_main_job(
    installed: Installation, browser: Browser
) -> None:
    """The review that waits is under Required Actions, whatever ran before.

    The login is on the terminal, at every start, on any port, and nowhere else; Ctrl-C ends all.
    """
    with airflow(installed, "first") as (address, user, password):
        asked = time.monotonic()
        with browser.new_context(locale="en") as context:
            page = context.new_page()
            page.goto(f"{address}/required_actions")
            page.fill("input[name=username]", user)
            page.fill("input[name=password]", password)
            page.click("button[type=submit]")
            review = page.get_by_role("link", name="May blg-9900001 enter the warehouse?")
            while not review.is_visible() and time.monotonic() - asked < ASKS_WITHIN:
                page.wait_for_timeout(2_000)
                page.goto(f"{address}/required_actions")
                page.wait_for_load_state("networkidle")
            assert review.is_visible()
        paused = [dag["is_paused"] for dag in dags(address, user, password)]
        assert {False} == set(paused)
        assert len(paused) > 3
    told_elsewhere = [
        file
        for file in (installed.home / "airflow").rglob("*.log")
        if password in file.read_text(encoding="utf-8", errors="replace")
    ]
    assert [] == told_elsewhere
    with airflow(installed, "second") as (elsewhere, *again):
        assert [user, password] == again
        assert address != elsewhere
        assert dags(elsewhere, user, password)


def dags(address: str, user: str, password: str) -> list[dict[str, object]]:
    """Return all DAGs, as the API lists them for a user."""
    login = {"username": user, "password": password}
    token = httpx.post(f"{address}/auth/token", json=login, timeout=60).raise_for_status().json()
    found: list[dict[str, object]] = (
        httpx.get(
            f"{address}/api/v2/dags",
            headers={"Authorization": f"Bearer {token['access_token']}"},
            timeout=60,
        )
        .raise_for_status()
        .json()["dags"]
    )
    return found


@contextmanager
def airflow(installed: Installation, name: str) -> Iterator[tuple[str, ...]]:
    """Yield `make airflow` on a free port until Ctrl-C: its address, user and password."""
    printed = installed.home / f"{name}.out"
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = {
        **installed.environment,
        "PORT": str(port),
        # the ingest that begins when its DAG is switched on asks nobody outside
        "GRIFFIER_CATALOGUE_URL": "http://127.0.0.1:9/sru",
        "GRIFFIER_ALLOW_LOOPBACK": "true",
    }
    with printed.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(
            [installed.python, "-m", "pipeline.local_airflow"],
            cwd=installed.home,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        deadline = time.monotonic() + STARTS_WITHIN
        while not (told := TOLD.search(printed.read_text(encoding="utf-8"))):
            assert server.poll() is None, printed.read_text(encoding="utf-8")
            assert time.monotonic() < deadline, printed.read_text(encoding="utf-8")
            time.sleep(0.5)
        assert f"http://127.0.0.1:{port}" == told[1]
        yield told.groups()
        server.send_signal(signal.SIGINT)
        assert 0 == server.wait(timeout=ENDS_WITHIN)
        assert [] == processes(installed.home)
    finally:
        for process in (server.pid, *processes(installed.home)):
            kill(process)
        server.wait(timeout=30)


def processes(home: Path) -> list[int]:
    """Return the processes that work for this home: Airflow's, and the tasks that these started."""
    found = []
    for process in psutil.process_iter():
        try:
            works = process.environ().get("AIRFLOW_HOME") == str(home / "airflow")
            if works and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return found


def kill(process: int) -> None:
    """Kill a process that may have ended."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return
