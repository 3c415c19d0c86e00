"""Airflow on this machine, as ``make airflow`` starts it: all DAGs on, on loopback only.

It prints the address, user and password on this terminal. Runs that an earlier ``make run`` left in
the queue continue.

Why: their DAGs were created paused in the same database, and Airflow does not unpause them.
"""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

from pipeline.cli.output import err
from pipeline.files import FILES
from pipeline.settings import settings

HOST, PORT = "127.0.0.1", 8080
LAST_PORT = 65_535
COMPONENTS = (
    ("api-server",),
    ("scheduler", "--skip-serve-logs"),
    ("dag-processor",),
    ("triggerer", "--skip-serve-logs"),
)
"""The components that ``airflow standalone`` starts, without their log servers.

Why: those listen on every address of the machine, and the web server here reads logs from disk.
"""
HEALTHY_WITHIN = 600
"""Seconds in which the web server has to answer: 27 on a quiet machine, 300 on a very busy one."""
GRACE = 3.0
"""Seconds that the processes get to end by themselves before they are killed."""
KILLED_WITHIN = 1.5
"""Seconds in which the system removes a killed process: milliseconds, more on a busy machine."""


def main() -> int:
    """Start Airflow, print how to log in, and stay until Ctrl-C; return the exit code."""
    port = port_of(os.environ.get("PORT", ""))
    if port is None:
        say(f"PORT is {os.environ['PORT']!r}: give a number from 1 to {LAST_PORT}")
        return 1
    if not is_free(port):
        say(f"port {port} on this machine is taken: start with another one, make airflow PORT=8090")
        return 1
    home = settings().home / "airflow"
    home.mkdir(parents=True, exist_ok=True)
    environment = configured(home, port, os.environ)
    say("preparing Airflow's own database")
    for arguments in (["db", "migrate"], ["pools", "import", str(FILES / "dags" / "pools.json")]):
        if quietly(arguments, environment, home).returncode:
            say(f"airflow {arguments[0]} failed; the whole output is in {home / 'airflow.log'}")
            return 1
    user, password = credentials(home)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    with (home / "airflow.log").open("a", encoding="utf-8") as output:
        servers = [
            subprocess.Popen(  # noqa: S603
                [airflow(), *component],
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            for component in COMPONENTS
        ]
    try:
        return stay(servers, environment, home, port, user, password)
    except KeyboardInterrupt:
        say("stopping")
        return 0
    finally:
        end(servers)


def stop(number: int, frame: FrameType | None) -> NoReturn:
    """End this program as Ctrl-C does, so that it stops Airflow first.

    Why: a service manager and a closed terminal send other signals, and Airflow stayed behind.

    Raises:
        KeyboardInterrupt: always.
    """
    del number, frame
    raise KeyboardInterrupt


def port_of(text: str) -> int | None:
    """Return the port that ``PORT`` names, the default if it is empty, None if it names none."""
    if not text:
        return PORT
    digits = text.isascii() and text.isdecimal() and len(text) <= len(str(LAST_PORT))
    return int(text) if digits and 0 < int(text) <= LAST_PORT else None


def stay(
    servers: Sequence[subprocess.Popen[bytes]],
    environment: Mapping[str, str],
    home: Path,
    port: int,
    user: str,
    password: str,
) -> int:
    """Wait until Airflow answers, unpause its DAGs, print its address, and wait until it ends."""
    say(f"starting Airflow (its output is in {home / 'airflow.log'})")
    if not answers(servers, port):
        say(f"Airflow did not start; see the end of {home / 'airflow.log'}")
        return 1
    quietly(["dags", "unpause", "--yes", "--treat-dag-id-as-regex", ".*"], environment, home)
    say(f"Airflow is at http://{HOST}:{port}  user {user}  password {password}")
    say("all DAGs are on; what waits for a person is under Browse, Required Actions. Ctrl-C stops")
    while all(server.poll() is None for server in servers):
        time.sleep(0.5)
    say(f"a part of Airflow ended by itself; see the end of {home / 'airflow.log'}")
    return 1


def configured(home: Path, port: int, given: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of every process of Airflow: all settings that depend on the port.

    Why: the tasks call the execution API at an address of its own setting; if only the web server
    had another port, every task would fail.
    """
    address = f"http://{HOST}:{port}"
    own = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{given.get('PATH', '')}",
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(FILES / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(FILES / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "false",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "false",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(passwords(home)),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{address}/execution/",
        "AIRFLOW__API__HOST": HOST,
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__BASE_URL": address,
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
    }
    return {**given, **own}


def credentials(home: Path) -> tuple[str, str]:
    """Return user and password; the password is created at the first start.

    Why: Airflow prints a password only when it creates one, and into its log. Only this user can
    read the file. A start that was stopped may have left it empty.
    """
    file = passwords(home)
    try:
        known: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        known = {}
    if "admin" not in known:
        known["admin"] = secrets.token_urlsafe(12)
        file.touch(mode=0o600)
        file.write_text(json.dumps(known), encoding="utf-8")
    file.chmod(0o600)
    return "admin", known["admin"]


def passwords(home: Path) -> Path:
    """Return the file in which Airflow's simple auth manager looks passwords up."""
    return home / "simple_auth_manager_passwords.json.generated"


def is_free(port: int) -> bool:
    """Return True if no process listens on this port of the loopback or of all addresses."""
    with socket.socket() as probe:
        if probe.connect_ex((HOST, port)) == 0:
            return False
    try:
        with socket.create_server((HOST, port)):
            return True
    except OSError:
        return False


def answers(servers: Sequence[subprocess.Popen[bytes]], port: int) -> bool:
    """Return True once the web server is healthy, False if a part ended or it took too long."""
    deadline = time.monotonic() + HEALTHY_WITHIN
    while all(server.poll() is None for server in servers) and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(
                f"http://{HOST}:{port}/api/v2/monitor/health", timeout=2
            ) as answer:
                if answer.status == 200:  # noqa: PLR2004
                    return True
        except (OSError, urllib.error.URLError):
            time.sleep(0.5)
    return False


def end(servers: Sequence[subprocess.Popen[bytes]]) -> None:
    """Stop every process that Airflow started, by force after ``GRACE`` seconds.

    Each part runs in a session of its own, so its processes are those of that session.

    Why: the system ends a killed process a moment after the signal, so this waits for that too.
    """
    for number, seconds in ((signal.SIGTERM, GRACE), (signal.SIGKILL, KILLED_WITHIN)):
        for process in running(servers):
            send(process, number)
        deadline = time.monotonic() + seconds
        while running(servers) and time.monotonic() < deadline:
            time.sleep(0.05)
    for server in servers:
        server.kill()  # where there is no /proc, nothing else did
        server.wait(timeout=GRACE)


def running(servers: Sequence[subprocess.Popen[bytes]]) -> list[int]:
    """Return every process of these servers that has not ended."""
    return [process for server in servers for process in session(server.pid)]


def session(leader: int) -> list[int]:
    """Return the processes that run in the session of ``leader``, as ``/proc`` lists them."""
    started = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue  # it ended meanwhile
        state, _, _, sid = text.rpartition(")")[2].split()[:4]
        if int(sid) == leader and state != "Z":
            started.append(int(stat.parent.name))
    return started


def send(process: int, number: signal.Signals) -> None:
    """Send a signal to a process that may have ended."""
    try:
        os.kill(process, number)
    except ProcessLookupError:
        return


def airflow() -> str:
    """Return the ``airflow`` command beside this Python."""
    return str(Path(sys.executable).with_name("airflow"))


def quietly(
    arguments: list[str], environment: Mapping[str, str], home: Path
) -> subprocess.CompletedProcess[bytes]:
    """Run one command of Airflow with its output in the log."""
    with (home / "airflow.log").open("a", encoding="utf-8") as output:
        return subprocess.run(  # noqa: S603
            [airflow(), *arguments],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )


def say(what: str) -> None:
    """Print a line on this terminal only."""
    err.print(f"griffier: {what}", highlight=False, soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
