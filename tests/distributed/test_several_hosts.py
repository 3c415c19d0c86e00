"""Several hosts without a shared disk make one system: real Celery, PostgreSQL, Redis and S3."""

import json
import subprocess
import sys
from pathlib import Path

import obstore
import pytest
from cluster import Cluster, Statsd
from hosts import DISK, Host
from local_servers import wait_for

from pipeline.metrics import METRICS

DAGS = Path(__file__).resolve().parents[2] / "dags"
PUBLISH = """
from pipeline.flows import tasks
published = tasks.publish()
print(published.snapshot.position if published.new else None)
"""
PAPERS = "SELECT count(*) AS n FROM publication"
LISTING = """
import sys
from pipeline.domain.events import ListingCompleted
from pipeline.flows.stores import open_stores
with open_stores() as stores:
    day = f"2020-01-{int(sys.argv[1]):02}"
    stores.log.note([ListingCompleted(source="test", since=day, until=day, count=0, short_by=0,
                                       response_sha256=[], warnings=[])])
"""


def python(
    host: Host, code: str, *arguments: str, **changes: str
) -> subprocess.CompletedProcess[str]:
    """Run Python on a host, as a task there would."""
    return host.run(sys.executable, "-c", code, *arguments, changes=changes)


def count(host: Host) -> int:
    """Return how many papers a reader on this host sees."""
    done = host.run("griffier", "sql", PAPERS, "--format", "json")
    assert done.returncode == 0, done.stderr[-2000:]
    return int(json.loads(done.stdout)[0]["n"])


@pytest.mark.parametrize("s3", ["seaweedfs"], indirect=True)
@pytest.mark.usefixtures("airflow")
def test_a_warehouse_published_by_workers_is_read_on_every_host(
    cluster: Cluster, statsd: Statsd
) -> None:
    """Ingest and build run on the workers, which know log, store and keys by connections alone; the
    control host reads what they published, and monitoring hears of it.
    """
    conf = json.dumps({"since": "2025-09-01", "until": "2026-08-31"})
    done = cluster.control.run("airflow", "dags", "trigger", "ingest_letters", "--conf", conf)
    assert done.returncode == 0, done.stderr[-3000:]
    wait_for(lambda: "success" in cluster.runs("ingest_letters"), "the papers to be fetched")
    # The clock may have started a build before there was anything to load.
    wait_for(
        lambda: cluster.pointer() and count(cluster.control) > 10, "their rows on the control host"
    )
    wait_for(lambda: "success" in cluster.runs("build_warehouse"), "the build to end")
    assert count(cluster.control) == count(cluster.workers[0]) == count(cluster.workers[1])
    wait_for(lambda: "report.json" in cluster.objects(), "the report in the bucket")
    rare = {"papers.failed", "papers.withdrawn", "papers.quarantined", "source.too_many_requests"}
    expected = {f"airflow.griffier.{name}" for name in METRICS.keys() - rare}
    wait_for(lambda: expected <= statsd.names, "every metric at the StatsD server")
    lineage = {
        ("ingest_letters.fetch_publications", "outputs", "griffier/log"),
        ("build_warehouse.publish_warehouse", "inputs", "griffier/log"),
        ("build_warehouse.publish_warehouse", "outputs", "griffier/warehouse"),
    }
    wait_for(lambda: lineage <= cluster.lineage(), "the named datasets in OpenLineage's events")


def test_what_one_host_publishes_is_pulled_by_another(cluster: Cluster) -> None:
    """By commands: the second host has no log, store or warehouse of its own."""
    writer, reader = cluster.control, cluster.workers[1]
    days = ("--since", "2025-09-01", "--until", "2026-08-31")
    done = writer.run("griffier", "ingest", *days)
    assert done.returncode == 0, done.stderr[-2000:]
    assert count(writer) == count(reader) > 10
    copy = f"{DISK}/copy.duckdb"
    assert reader.run("griffier", "pull", copy).returncode == 0
    pointer = cluster.pointer()
    assert pointer is not None
    assert reader.run("sha256sum", copy).stdout.split()[0] == pointer.sha256


def test_a_writer_killed_before_the_pointer_leaves_the_old_position(cluster: Cluster) -> None:
    """The snapshot is uploaded, the pointer is not; the other host finishes."""
    assert python(cluster.control, LISTING, "1").returncode == 0
    assert python(cluster.workers[1], PUBLISH).returncode == 0
    before = cluster.pointer()
    assert before is not None
    assert python(cluster.control, LISTING, "4").returncode == 0
    killed = python(cluster.workers[0], PUBLISH, KILL_BEFORE_THE_POINTER="1")
    assert killed.returncode in {-9, 137}, killed.stderr[-2000:]
    assert before == cluster.pointer()
    finished = python(cluster.workers[1], PUBLISH)
    assert finished.returncode == 0, finished.stderr[-2000:]
    after = cluster.pointer()
    assert after is not None
    assert after.position > before.position


def test_two_writers_at_once_give_one_publication(cluster: Cluster) -> None:
    """Each waits for the other's lock; the second finds nothing to do."""
    assert python(cluster.control, LISTING, "2").returncode == 0
    command = (sys.executable, "-c", PUBLISH)
    started = [host.popen(*command, output=subprocess.PIPE) for host in cluster.workers]
    ended = [process.communicate() for process in started]
    assert [0, 0] == [process.returncode for process in started], ended
    told = [said.decode().strip().splitlines()[-1] for said, _ in ended]
    after = cluster.pointer()
    assert after is not None
    assert sorted([str(after.position), "None"]) == sorted(told)


def test_a_damaged_snapshot_is_refused_and_the_previous_one_kept(cluster: Cluster) -> None:
    """The reader says so and goes on with what it holds; a rebuild mends the publication."""
    held = count(cluster.control)
    assert python(cluster.control, LISTING, "3").returncode == 0
    assert python(cluster.workers[0], PUBLISH).returncode == 0
    pointer = cluster.pointer()
    assert pointer is not None
    store = cluster.bucket
    content = bytearray(bytes(obstore.get(store, pointer.name).bytes()))
    content[len(content) // 2] ^= 1
    obstore.put(store, pointer.name, bytes(content))
    done = cluster.control.run("griffier", "sql", PAPERS, "--format", "json")
    assert held == json.loads(done.stdout)[0]["n"]
    assert "is damaged" in done.stderr
    assert cluster.workers[1].run("griffier", "rebuild").returncode == 0
    again = cluster.control.run("griffier", "sql", PAPERS, "--format", "json")
    assert "is damaged" not in again.stderr
    assert held == json.loads(again.stdout)[0]["n"]


@pytest.mark.parametrize("s3", ["seaweedfs"], indirect=True)
def test_a_log_or_store_on_one_host_is_refused_at_start_up(cluster: Cluster) -> None:
    """With the CeleryExecutor a task refuses a log or store on its own disk."""
    start = f"import sys; sys.path.insert(0, {str(DAGS)!r}); import conventions\n{PUBLISH}"
    for name in ("GRIFFIER_LOG", "GRIFFIER_STORE", "GRIFFIER_PUBLISH"):
        done = python(cluster.workers[0], start, **{name: ""})
        assert done.returncode != 0
        assert f"{name} is local to one of them" in done.stderr
