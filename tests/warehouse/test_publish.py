"""Readers are never locked out, never shown half a load, and the writer is alone and may be killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest
from in_memory_pipeline import World, accepted, fetched, identified, listed, listing, paper

from pipeline.errors import ConfigurationError, ContentMismatch, StorageUnavailable
from pipeline.settings import settings
from pipeline.warehouse import connect, published_position
from pipeline.warehouse.publish import GRACE_SECONDS, only_writer, private_file, publish, snapshots
from pipeline.warehouse.schema import VIEWS


def _version(world: World, number: int) -> None:
    """Store version ``number`` of the paper: as many questions, each with that number as its text."""
    text = str(number)
    batch = world.keep(paper("kst-36000-A", text, questions=number))
    world.tell(fetched("kst-36000-A", text), accepted("kst-36000-A", text, batch))


WHOLE = """
    SELECT (SELECT log_position FROM load), (SELECT log_position FROM publication),
           (SELECT text::INTEGER FROM publication_text), (SELECT count(*) FROM question), (SELECT count(*) FROM answer)
"""


def _whole(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the version that a reader sees; every table must be of that one version."""
    found = connection.execute(WHOLE).fetchone()
    assert found is not None
    shown, decided, text, questions, answers = found
    assert (shown, text, text) == (decided, questions, answers)
    return int(text)


def test_nothing_published_is_said_plainly(tmp_path: Path) -> None:
    """Opening what was never published tells what to run."""
    with pytest.raises(ConfigurationError, match="griffier rebuild"):
        connect(tmp_path / "warehouse.duckdb")
    assert 0 == published_position(tmp_path / "warehouse.duckdb")


def test_a_published_file_is_closed_read_only_and_named_by_its_position(world: World) -> None:
    """The link points to a file without write permission and without a write-ahead log."""
    _version(world, 1)
    position = world.build().position
    snapshot = world.path.resolve()
    assert f"warehouse-{position}.duckdb" == snapshot.name
    assert world.path.is_symlink()
    assert 0o444 == snapshot.stat().st_mode & 0o777
    assert [] == list(world.path.parent.glob("*.wal"))


def test_a_reader_keeps_its_snapshot_and_a_new_one_sees_the_publish(world: World) -> None:
    """In one process: who holds a connection keeps what it saw, who connects again sees what is
    new.
    """
    _version(world, 1)
    world.build()
    with connect(world.path) as held:
        _version(world, 2)
        world.build()
        with connect(world.path) as fresh:
            assert (1, 2) == (_whole(held), _whole(fresh))
        assert 1 == _whole(held)


def test_readers_never_meet_half_a_load(world: World) -> None:
    """Four readers open and query again and again while five versions are published: no error, no
    torn read.
    """
    _version(world, 1)
    world.build()
    stop = threading.Event()

    def read() -> int:
        seen = 0
        while not stop.is_set():
            with connect(world.path) as connection:
                version = _whole(connection)
            assert version >= seen, "a reader went back in time"
            seen = version
            stop.wait(0.01)
        return seen

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        for number in range(2, 7):
            _version(world, number)
            world.build()
        with connect(world.path) as connection:
            assert 6 == _whole(connection)
        stop.set()
        assert all(1 <= reader.result() <= 6 for reader in readers)


def test_moments_read_back_in_utc(world: World) -> None:
    """Whatever the machine's zone, a session of a reader is in UTC."""
    world.build()
    assert [("UTC",)] == world.rows("SELECT current_setting('TimeZone')")


def test_readers_cannot_write(world: World) -> None:
    """The connection that readers get refuses every write to the warehouse."""
    world.build()
    with (
        connect(world.path) as connection,
        pytest.raises(duckdb.InvalidInputException, match="read-only"),
    ):
        connection.execute("DELETE FROM load")


def test_old_snapshots_go_by_rule(world: World) -> None:
    """The last ones replaced stay, older ones go, and none goes before a reader that followed the
    link can open it.
    """
    for number in range(1, 7):
        _version(world, number)
        world.build()
    assert 6 == len(snapshots(world.path))
    long_ago = time.time() - GRACE_SECONDS - 1
    for number, snapshot in enumerate(snapshots(world.path)):
        os.utime(snapshot, (long_ago + number / 10, long_ago + number / 10))
    kept = snapshots(world.path)[-3:]
    _version(world, 7)
    world.build()
    assert {*kept, world.path.resolve()} == set(snapshots(world.path))


def test_a_second_writer_waits_and_finds_the_work_done(world: World) -> None:
    """Two loads at once: one publishes, the other sees that nothing is left to do."""
    _version(world, 1)
    with ThreadPoolExecutor(2) as pool:
        with only_writer(world.path):
            both = [pool.submit(world.build) for _ in range(2)]
            time.sleep(0.2)
            assert not any(one.done() for one in both)
        assert [False, True] == sorted(one.result().published for one in both)


def test_a_file_of_something_else_is_not_replaced(world: World, tmp_path: Path) -> None:
    """A rebuild to the path of another file, or of a link to one, leaves it as it is."""
    other, link = tmp_path / "passwd", tmp_path / "localtime"
    other.write_text("root:x:0:0", encoding="ascii")
    link.symlink_to(other)
    for path in (other, link):
        with pytest.raises(ConfigurationError, match="is no warehouse"):
            world.rebuild(path)
    assert other.read_text(encoding="ascii") == "root:x:0:0"
    assert link.resolve() == other
    world.rebuild(tmp_path / "new")
    world.rebuild(tmp_path / "new")
    assert (tmp_path / "new").resolve().suffix == ".duckdb"


def test_what_a_killed_writer_left_is_not_read(world: World) -> None:
    """A write-ahead log beside the private file, which DuckDB would replay, is cleared before the
    next load.
    """
    _version(world, 1)
    world.build()
    expected = world.tables()
    with private_file(world.path, None) as private:
        name = private
    name.with_name(name.name + ".wal").write_bytes(b"left behind")
    name.write_bytes(b"half a file")
    world.rebuild(world.path)
    assert expected == world.tables()


def test_a_file_that_was_not_checkpointed_is_not_published(world: World) -> None:
    """Rows that are only in a write-ahead log would be lost to readers: publishing refuses."""
    with private_file(world.path, None) as private:
        connection = duckdb.connect(str(private))
        connection.execute("CREATE TABLE a AS SELECT 1 AS b")
        with pytest.raises(RuntimeError, match="not checkpointed"):
            publish(private, world.path, 1, keep=3)
        connection.close()
    assert not world.path.exists()


KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from in_memory_pipeline import new_world
world = new_world(Path({folder!r}))
print("ready", flush=True)
world.build()
"""


def test_killed_anywhere_and_run_again_gives_the_same(world: World, tmp_path: Path) -> None:
    """A load that is killed at three different moments leaves the old warehouse or the new one, and
    the next run the new.
    """
    _version(world, 1)
    world.build()
    for number in range(2, 5):
        _version(world, number)
        script = KILLED.format(tests=str(Path(__file__).parent), folder=str(tmp_path))
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep((number - 2) * 0.1)
            process.send_signal(signal.SIGKILL)
        with connect(world.path) as connection:
            assert _whole(connection) in {number - 1, number}
        world.build()
        with connect(world.path) as connection:
            assert number == _whole(connection)


def test_a_damaged_batch_stops_the_load_and_keeps_what_is_published(world: World) -> None:
    """A blob that is not what its hash says is an error that names it; readers keep the last good
    warehouse.
    """
    _version(world, 1)
    world.build()
    _version(world, 2)
    for blob in (tmp for tmp in (world.path.parent / "store").rglob("*") if tmp.is_file()):
        blob.write_bytes(b"damaged")
    with pytest.raises(ContentMismatch):
        world.build()
    with connect(world.path) as connection:
        assert 1 == _whole(connection)


def test_another_view_alone_leads_to_another_file(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the log as it was, a new or changed view is in the next published file, under a name of
    its own.
    """
    views = tmp_path / "views"
    views.mkdir()
    for path in VIEWS.glob("*.sql"):
        (views / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr("pipeline.warehouse.schema.VIEWS", views)
    _version(world, 1)
    world.build()
    before = world.path.resolve()
    (views / "extra.sql").write_text(
        "CREATE OR REPLACE VIEW extra AS SELECT count(*) AS papers FROM publication;",
        encoding="utf-8",
    )
    assert world.build().published
    assert [(1,)] == world.rows("FROM extra")
    assert before != world.path.resolve()
    assert not world.build().published


def test_a_paper_against_the_ddl_never_aborts_the_load_of_others(world: World) -> None:
    """It stays out with its reasons in quarantine, and the others of the same batch are in."""
    batch = world.keep(
        paper("kst-36000-A"), paper("kst-36000-B", char_start=-1), paper("kst-36000-C")
    )
    for letter in "ABC":
        name = f"kst-36000-{letter}"
        world.tell(listed(name), fetched(name, "Waarom?"), accepted(name, "Waarom?", batch))
    world.build()
    assert [("kst-36000-A",), ("kst-36000-C",)] == world.rows(
        "SELECT publication_id FROM question ORDER BY 1"
    )
    expected = [
        ("kst-36000-B", "question.char_start.check", "open"),
        ("kst-36000-B", "answer.char_start.check", "open"),
    ]
    assert expected == world.rows(
        "SELECT publication_id, rule, state FROM quarantine ORDER BY ordinal"
    )
    assert [("held",), ("quarantined",), ("held",)] == world.rows(
        "SELECT state FROM coverage ORDER BY publication_id"
    )


def test_a_fact_against_the_ddl_never_aborts_the_load_of_others(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """A listing that ends before it begins, a name of an unknown kind: told, left out, and
    everything else is in.
    """
    name = "kst-36000-A"
    odd = replace(identified(name, "36000 A"), scheme="nickname")
    world.tell(listing("2025-07-02", "2025-07-01"), listing("2025-07-01", "2025-07-02"))
    world.tell(listed(name), identified(name, name), odd, fetched(name, "Waarom?"))
    world.tell(accepted(name, "Waarom?", world.keep(paper(name))))
    world.build()
    assert [(name,)] == world.rows("SELECT publication_id FROM question")
    assert [(name,)] == world.rows("SELECT value FROM identifier")
    assert [(date(2025, 7, 1),)] == world.rows("SELECT listed_from FROM listing")
    assert [
        ("identifier.scheme.check", name),
        ("listing.listed_until.check", "catalogue 2025-07-02 2025-07-01"),
    ] == sorted(
        tuple(record.getMessage().split(": ")[0].split(" of ", 1))
        for record in caplog.records
        if record.levelname == "ERROR"
    )


def test_a_writer_says_for_whom_it_waits_and_gives_up_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A process that hangs would hold up every later one without a word."""
    monkeypatch.setenv("GRIFFIER_WRITER_WAIT_SECONDS", "0.2")
    settings.cache_clear()
    path = tmp_path / "warehouse.duckdb"
    named = f"process {os.getpid()} on "
    with only_writer(path), pytest.raises(StorageUnavailable, match=named), only_writer(path):
        pass
    settings.cache_clear()
    assert f"waiting for {named}" in caplog.text
