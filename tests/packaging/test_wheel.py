"""The package works when it is installed from its wheel, without the checkout."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
UV = shutil.which("uv") or PROJECT / ".bootstrap" / "bin" / "uv"

pytestmark = [
    pytest.mark.wheel,
    pytest.mark.skipif(not Path(UV).exists(), reason="uv is not here: make installs it"),
]


def test_the_main_job_runs_from_an_installed_wheel(tmp_path: Path) -> None:
    """Build, install into an empty environment with the locked versions, run the demo."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GRIFFIER_", "AIRFLOW", "VIRTUAL_ENV", "PYTHONPATH"))
    }
    environment |= {"HOME": str(tmp_path), "GRIFFIER_HOME": str(tmp_path / "home")}

    def run(*command: str | Path) -> str:
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return done.stdout

    cache = ("--cache-dir", Path.home() / ".cache" / "uv")
    run(UV, "build", *cache, "--wheel", "--out-dir", tmp_path / "dist", PROJECT)
    locked = tmp_path / "requirements.txt"
    export = ("export", "--locked", "--no-dev", "--no-emit-project", "--output-file", locked)
    run(UV, *export, *cache, "--project", PROJECT)
    run(UV, "venv", *cache, "--python", sys.executable, tmp_path / "venv")
    python = tmp_path / "venv" / "bin" / "python"
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    install = ("pip", "install", *cache, "--python", python)
    run(UV, *install, "--no-deps", "--requirement", locked, wheel)
    assert "questions" in run(python, "-m", "pipeline.demo")
    assert "answered_question" in run(python.with_name("griffier"), "query", "--help") + run(
        python.with_name("griffier"), "sql", "SHOW TABLES", "--format", "csv"
    )
