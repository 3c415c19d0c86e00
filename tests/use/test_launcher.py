"""``make airflow``: everything that follows from the port, who may log in, and how it ends."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline import local_airflow


def test_a_taken_port_is_reported_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is started, and the sentence says what to type instead."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("PORT", str(server.getsockname()[1]))
        assert 1 == local_airflow.main()
    told = capsys.readouterr().err
    assert 1 == told.count("\n")
    assert "make airflow PORT=" in told


@pytest.mark.parametrize("port", ["web", "0", "65536", "-1", "8080 ", "9" * 5000])
def test_what_is_no_port_is_reported_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], port: str
) -> None:
    """Before anything is started."""
    monkeypatch.setenv("PORT", port)
    assert 1 == local_airflow.main()
    assert "give a number from 1 to 65535" in capsys.readouterr().err


def test_another_port_moves_every_address_that_depends_on_it(tmp_path: Path) -> None:
    """The tasks' own address too, and all of it on loopback only."""
    environment = local_airflow.configured(tmp_path, 8123, {})
    addresses = [value for value in environment.values() if value.startswith("http")]
    assert 2 == len(addresses)
    assert all(address.startswith("http://127.0.0.1:8123") for address in addresses)
    assert "127.0.0.1" == environment["AIRFLOW__API__HOST"]
    assert "8123" == environment["AIRFLOW__API__PORT"]
    assert "false" == environment["AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION"]


def test_the_password_is_the_same_at_every_start_and_for_this_user_only(tmp_path: Path) -> None:
    """It is in the file that Airflow reads."""
    first = local_airflow.credentials(tmp_path)
    assert first == local_airflow.credentials(tmp_path)
    file = local_airflow.passwords(tmp_path)
    assert {"admin": first[1]} == json.loads(file.read_text(encoding="utf-8"))
    assert 0o600 == file.stat().st_mode & 0o777


def test_a_password_file_left_empty_by_a_stopped_start_is_written_again(tmp_path: Path) -> None:
    """It was created, and the process ended before it was filled."""
    local_airflow.passwords(tmp_path).touch()
    first = local_airflow.credentials(tmp_path)
    assert first == local_airflow.credentials(tmp_path)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc to see the processes")
def test_stopping_airflow_ends_every_process_within_five_seconds() -> None:
    """Also one that ignores the polite signal, in a group of its own."""
    stubborn = (
        "import os, signal, time\n"
        "os.setpgid(0, 0) if os.fork() == 0 else None\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print('ready', flush=True)\n"
        "time.sleep(60)\n"
    )
    server = subprocess.Popen(
        [sys.executable, "-c", stubborn], start_new_session=True, stdout=subprocess.PIPE
    )
    assert server.stdout
    for _ in range(2):
        server.stdout.readline()
    started = local_airflow.session(server.pid)
    assert 2 == len(started)
    began = time.monotonic()
    local_airflow.end([server])
    assert time.monotonic() - began < 5
    assert [] == local_airflow.session(server.pid)
    assert os.getpid() not in started


STAND_IN = """
import sys
from pipeline import local_airflow
local_airflow.airflow = lambda: sys.executable
local_airflow.COMPONENTS = (("-c", "import time; time.sleep(600)", {mark!r}),)
local_airflow.quietly = lambda *_: type("Done", (), {{"returncode": 0}})
local_airflow.answers = lambda *_: True
sys.exit(local_airflow.main())
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_airflow_ends_with_its_starter(tmp_path: Path, number: signal.Signals) -> None:
    """A service manager sends SIGTERM, a closed terminal SIGHUP: nothing stays behind."""
    mark = str(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    started = subprocess.Popen(
        [sys.executable, "-c", STAND_IN.format(mark=mark)],
        env={**os.environ, "GRIFFIER_HOME": mark, "PORT": str(port)},
        stderr=subprocess.PIPE,
        text=True,
    )
    with started:
        assert started.stderr
        assert any("Ctrl-C stops" in line for line in started.stderr)
        started.send_signal(number)
        assert 0 == started.wait(timeout=60)
    assert not [one for one in Path("/proc").glob("[0-9]*/cmdline") if mark in command(one)]


def command(file: Path) -> str:
    """Return the command line of a process, "" if it ended meanwhile."""
    try:
        return file.read_text(errors="replace")
    except OSError:
        return ""
