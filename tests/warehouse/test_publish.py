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
from in_memory_pipeline import (
    InMemoryPipeline,
    accepted,
    fetched,
    identified,
    listed,
    listing,
    paper,
)

from pipeline.errors import ConfigurationError, ContentMismatch, StorageUnavailable
from pipeline.settings import settings
from pipeline.warehouse import connect, published_position
from pipeline.warehouse.publish import GRACE_SECONDS, only_writer, private_file, publish, snapshots
from pipeline.warehouse.schema import VIEWS


def _version(memory_pipeline: InMemoryPipeline, number: int) -> None:
    """Store version ``number`` of the paper: as many questions, each with that number as its text."""
    text = str(number)
    batch = memory_pipeline.keep(paper("kst-36000-A", text, questions=number))
    memory_pipeline.tell(fetched("kst-36000-A", text), accepted("kst-36000-A", text, batch))


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


def test_a_published_file_is_closed_read_only_and_named_by_its_position(
    memory_pipeline: InMemoryPipeline,
) -> None:
    """The link points to a file without write permission and without a write-ahead log."""
    _version(memory_pipeline, 1)
    position = memory_pipeline.build().position
    snapshot = memory_pipeline.path.resolve()
    assert f"warehouse-{position}.duckdb" == snapshot.name
    assert memory_pipeline.path.is_symlink()
    assert 0o444 == snapshot.stat().st_mode & 0o777
    assert [] == list(memory_pipeline.path.parent.glob("*.wal"))


def test_a_reader_keeps_its_snapshot_and_a_new_one_sees_the_publish(
    memory_pipeline: InMemoryPipeline,
) -> None:
    """In one process: who holds a connection keeps what it saw, who connects again sees what is
    new.
    """
    _version(memory_pipeline, 1)
    memory_pipeline.build()
    with connect(memory_pipeline.path) as held:
        _version(memory_pipeline, 2)
        memory_pipeline.build()
        with connect(memory_pipeline.path) as fresh:
            assert (1, 2) == (_whole(held), _whole(fresh))
        assert 1 == _whole(held)


def test_readers_never_meet_half_a_load(memory_pipeline: InMemoryPipeline) -> None:
    """Four readers open and query again and again while five versions are published: no error, no
    torn read.
    """
    _version(memory_pipeline, 1)
    memory_pipeline.build()
    stop = threading.Event()

    def read() -> int:
        seen = 0
        while not stop.is_set():
            with connect(memory_pipeline.path) as connection:
                version = _whole(connection)
            assert version >= seen, "a reader went back in time"
            seen = version
            stop.wait(0.01)
        return seen

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        for number in range(2, 7):
            _version(memory_pipeline, number)
            memory_pipeline.build()
        with connect(memory_pipeline.path) as connection:
            assert 6 == _whole(connection)
        stop.set()
        assert all(1 <= reader.result() <= 6 for reader in readers)


def test_moments_read_back_in_utc(memory_pipeline: InMemoryPipeline) -> None:
    """Whatever the machine's zone, a session of a reader is in UTC."""
    memory_pipeline.build()
    assert [("UTC",)] == memory_pipeline.rows("SELECT current_setting('TimeZone')")


def test_readers_cannot_write(memory_pipeline: InMemoryPipeline) -> None:
    """The connection that readers get refuses every write to the warehouse."""
    memory_pipeline.build()
    with (
        connect(memory_pipeline.path) as connection,
        pytest.raises(duckdb.InvalidInputException, match="read-only"),
    ):
        connection.execute("DELETE FROM load")


def test_old_snapshots_go_by_rule(memory_pipeline: InMemoryPipeline) -> None:
    """The last ones replaced stay, older ones go, and none goes before a reader that followed the
    link can open it.
    """
    for number in range(1, 7):
        _version(memory_pipeline, number)
        memory_pipeline.build()
    assert 6 == len(snapshots(memory_pipeline.path))
    long_ago = time.time() - GRACE_SECONDS - 1
    for number, snapshot in enumerate(snapshots(memory_pipeline.path)):
        os.utime(snapshot, (long_ago + number / 10, long_ago + number / 10))
    kept = snapshots(memory_pipeline.path)[-3:]
    _version(memory_pipeline, 7)
    memory_pipeline.build()
    assert {*kept, memory_pipeline.path.resolve()} == set(snapshots(memory_pipeline.path))


def test_a_second_writer_waits_and_finds_the_work_done(memory_pipeline: InMemoryPipeline) -> None:
    """Two loads at once: one publishes, the other sees that nothing is left to do."""
    _version(memory_pipeline, 1)
    with ThreadPoolExecutor(2) as pool:
        with only_writer(memory_pipeline.path):
            both = [pool.submit(memory_pipeline.build) for _ in range(2)]
            time.sleep(0.2)
            assert not any(one.done() for one in both)
        assert [False, True] == sorted(one.result().published for one in both)


def test_a_file_of_something_else_is_not_replaced(
    memory_pipeline: InMemoryPipeline, tmp_path: Path
) -> None:
    """A rebuild to the path of another file, or of a link to one, leaves it as it is."""
    other, link = tmp_path / "passwd", tmp_path / "localtime"
    other.write_text("root:x:0:0", encoding="ascii")
    link.symlink_to(other)
    for path in (other, link):
        with pytest.raises(ConfigurationError, match="is no warehouse"):
            memory_pipeline.rebuild(path)
    assert other.read_text(encoding="ascii") == "root:x:0:0"
    assert link.resolve() == other
    memory_pipeline.rebuild(tmp_path / "new")
    memory_pipeline.rebuild(tmp_path / "new")
    assert (tmp_path / "new").resolve().suffix == ".duckdb"


def test_what_a_killed_writer_left_is_not_read(memory_pipeline: InMemoryPipeline) -> None:
    """A write-ahead log beside the private file, which DuckDB would replay, is cleared before the
    next load.
    """
    _version(memory_pipeline, 1)
    memory_pipeline.build()
    expected = memory_pipeline.tables()
    with private_file(memory_pipeline.path, None) as private:
        name = private
    name.with_name(name.name + ".wal").write_bytes(b"left behind")
    name.write_bytes(b"half a file")
    memory_pipeline.rebuild(memory_pipeline.path)
    assert expected == memory_pipeline.tables()


def test_a_file_that_was_not_checkpointed_is_not_published(
    memory_pipeline: InMemoryPipeline,
) -> None:
    """Rows that are only in a write-ahead log would be lost to readers: publishing refuses."""
    with private_file(memory_pipeline.path, None) as private:
        connection = duckdb.connect(str(private))
        connection.execute("CREATE TABLE a AS SELECT 1 AS b")
        with pytest.raises(RuntimeError, match="not checkpointed"):
            publish(private, memory_pipeline.path, 1, keep=3)
        connection.close()
    assert not memory_pipeline.path.exists()


KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from in_memory_pipeline import new_world
world = new_world(Path({folder!r}))
print("ready", flush=True)
world.build()
"""


def test_killed_anywhere_and_run_again_gives_the_same(
    memory_pipeline: InMemoryPipeline, tmp_path: Path
) -> None:
    """A load that is killed at three different moments leaves the old warehouse or the new one, and
    the next run the new.
    """
    _version(memory_pipeline, 1)
    memory_pipeline.build()
    for number in range(2, 5):
        _version(memory_pipeline, number)
        script = KILLED.format(tests=str(Path(__file__).parent), folder=str(tmp_path))
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep((number - 2) * 0.1)
            process.send_signal(signal.SIGKILL)
        with connect(memory_pipeline.path) as connection:
            assert _whole(connection) in {number - 1, number}
        memory_pipeline.build()
        with connect(memory_pipeline.path) as connection:
            assert number == _whole(connection)


def test_a_damaged_batch_stops_the_load_and_keeps_what_is_published(
    memory_pipeline: InMemoryPipeline,
) -> None:
    """A blob that is not what its hash says is an error that names it; readers keep the last good
    warehouse.
    """
    _version(memory_pipeline, 1)
    memory_pipeline.build()
    _version(memory_pipeline, 2)
    for blob in (
        tmp for tmp in (memory_pipeline.path.parent / "store").rglob("*") if tmp.is_file()
    ):
        blob.write_bytes(b"damaged")
    with pytest.raises(ContentMismatch):
        memory_pipeline.build()
    with connect(memory_pipeline.path) as connection:
        assert 1 == _whole(connection)


def test_another_view_alone_leads_to_another_file(
    memory_pipeline: InMemoryPipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the log as it was, a new or changed view is in the next published file, under a name of
    its own.
    """
    views = tmp_path / "views"
    views.mkdir()
    for path in VIEWS.glob("*.sql"):
        (views / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr("pipeline.warehouse.schema.VIEWS", views)
    _version(memory_pipeline, 1)
    memory_pipeline.build()
    before = memory_pipeline.path.resolve()
    (views / "extra.sql").write_text(
        "CREATE OR REPLACE VIEW extra AS SELECT count(*) AS papers FROM publication;",
        encoding="utf-8",
    )
    assert memory_pipeline.build().published
    assert [(1,)] == memory_pipeline.rows("FROM extra")
    assert before != memory_pipeline.path.resolve()
    assert not memory_pipeline.build().published


def test_a_paper_against_the_ddl_never_aborts_the_load_of_others(
    memory_pipeline: InMemoryPipeline,
) -> None:
    """It stays out with its reasons in quarantine, and the others of the same batch are in."""
    batch = memory_pipeline.keep(
        paper("kst-36000-A"), paper("kst-36000-B", char_start=-1), paper("kst-36000-C")
    )
    for letter in "ABC":
        name = f"kst-36000-{letter}"
        memory_pipeline.tell(
            listed(name), fetched(name, "Waarom?"), accepted(name, "Waarom?", batch)
        )
    memory_pipeline.build()
    assert [("kst-36000-A",), ("kst-36000-C",)] == memory_pipeline.rows(
        "SELECT publication_id FROM question ORDER BY 1"
    )
    expected = [
        ("kst-36000-B", "question.char_start.check", "open"),
        ("kst-36000-B", "answer.char_start.check", "open"),
    ]
    assert expected == memory_pipeline.rows(
        "SELECT publication_id, rule, state FROM quarantine ORDER BY ordinal"
    )
    assert [("held",), ("quarantined",), ("held",)] == memory_pipeline.rows(
        "SELECT state FROM coverage ORDER BY publication_id"
    )


def test_a_fact_against_the_ddl_never_aborts_the_load_of_others(
    memory_pipeline: InMemoryPipeline, caplog: pytest.LogCaptureFixture
) -> None:
    """A listing that ends before it begins, a name of an unknown kind: told, left out, and
    everything else is in.
    """
    name = "kst-36000-A"
    odd = replace(identified(name, "36000 A"), scheme="nickname")
    memory_pipeline.tell(listing("2025-07-02", "2025-07-01"), listing("2025-07-01", "2025-07-02"))
    memory_pipeline.tell(listed(name), identified(name, name), odd, fetched(name, "Waarom?"))
    memory_pipeline.tell(accepted(name, "Waarom?", memory_pipeline.keep(paper(name))))
    memory_pipeline.build()
    assert [(name,)] == memory_pipeline.rows("SELECT publication_id FROM question")
    assert [(name,)] == memory_pipeline.rows("SELECT value FROM identifier")
    assert [(date(2025, 7, 1),)] == memory_pipeline.rows("SELECT listed_from FROM listing")
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
