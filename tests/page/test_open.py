"""`griffier open`: the page on this machine, for this machine."""

import os
import re
import subprocess
import sys
from pathlib import Path

import httpx

GRIFFIER = Path(sys.executable).with_name("griffier")


def test_the_page_is_served_on_loopback_and_only_under_its_own_name(sample_warehouse: Path) -> None:
    """It says where it is once it answers; a name that someone else points at this machine gets
    nothing.
    """
    environment = {**os.environ, "GRIFFIER_HOME": str(sample_warehouse.parent)}
    command = [GRIFFIER, "open", "--no-browser", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+/", running.stdout.readline())
            assert found is not None
            assert 200 == httpx.get(found[0], timeout=60).status_code
            assert (
                400
                == httpx.get(found[0], headers={"Host": "griffier.example"}, timeout=60).status_code
            )
            taken = subprocess.run(
                [
                    GRIFFIER,
                    "open",
                    "--no-browser",
                    "--port",
                    found[0].rstrip("/").rpartition(":")[2],
                ],
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
        finally:
            running.terminate()
    assert 1 == taken.returncode
    assert "choose another with --port" in " ".join(taken.stderr.split())


def test_opening_without_a_warehouse_names_the_next_step(tmp_path: Path) -> None:
    """Nothing was loaded yet: exit code 1 and the command that loads."""
    environment = {**os.environ, "GRIFFIER_HOME": str(tmp_path)}
    done = subprocess.run(
        [GRIFFIER, "open", "--no-browser"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert 1 == done.returncode
    assert "griffier ingest" in " ".join(done.stderr.split())
