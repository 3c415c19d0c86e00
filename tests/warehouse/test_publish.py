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
from event_builders import accepted, assigned, fetched, listed, listing
from hand_made_pipeline import HandMadePipeline, paper

from pipeline.errors import ConfigurationError, ContentMismatch, StorageUnavailable
from pipeline.settings import settings
from pipeline.warehouse import connect, published_position
from pipeline.warehouse.publish import (
    GRACE_SECONDS,
    index_file,
    only_writer,
    private_file,
    publish,
    snapshots,
)
from pipeline.warehouse.schema import VIEWS


def _version(hand_made_pipeline: HandMadePipeline, number: int) -> None:
    """Store version ``number`` of the paper: as many questions, each with that number as its text."""
    text = str(number)
    batch = hand_made_pipeline.keep(paper("kst-36000-A", text, questions=number))
    hand_made_pipeline.tell(
        fetched(text, "kst-36000-A"), accepted(text, paper="kst-36000-A", batch_sha256=batch)
    )


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


def test_opening_an_unpublished_warehouse_names_the_next_step(tmp_path: Path) -> None:
    """Opening what was never published tells what to run."""
    with pytest.raises(ConfigurationError, match="griffier rebuild"):
        connect(tmp_path / "warehouse.duckdb")
    assert 0 == published_position(tmp_path / "warehouse.duckdb")


def test_a_published_file_is_closed_read_only_and_named_by_its_position(
    hand_made_pipeline: HandMadePipeline,
) -> None:
    """The link points to a file without write permission and without a write-ahead log."""
    _version(hand_made_pipeline, 1)
    position = hand_made_pipeline.build().position
    snapshot = hand_made_pipeline.path.resolve()
    assert f"warehouse-{position}.duckdb" == snapshot.name
    assert hand_made_pipeline.path.is_symlink()
    assert 0o444 == snapshot.stat().st_mode & 0o777
    assert [] == list(hand_made_pipeline.path.parent.glob("*.wal"))


def test_a_reader_keeps_its_snapshot_and_a_new_one_sees_the_publish(
    hand_made_pipeline: HandMadePipeline,
) -> None:
    """In one process: who holds a connection keeps what it saw, who connects again sees what is
    new.
    """
    _version(hand_made_pipeline, 1)
    hand_made_pipeline.build()
    with connect(hand_made_pipeline.path) as held:
        _version(hand_made_pipeline, 2)
        hand_made_pipeline.build()
        with connect(hand_made_pipeline.path) as fresh:
            assert (1, 2) == (_whole(held), _whole(fresh))
        assert 1 == _whole(held)


def test_readers_never_meet_half_a_load(hand_made_pipeline: HandMadePipeline) -> None:
    """Four readers open and query again and again while three versions are published: no error, no
    torn read.
    """
    _version(hand_made_pipeline, 1)
    hand_made_pipeline.build()
    stop = threading.Event()

    def read() -> int:
        seen = 0
        while not stop.is_set():
            with connect(hand_made_pipeline.path) as connection:
                version = _whole(connection)
            assert version >= seen, "a reader went back in time"
            seen = version
            stop.wait(0.01)
        return seen

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        for number in range(2, 5):
            _version(hand_made_pipeline, number)
            hand_made_pipeline.build()
        with connect(hand_made_pipeline.path) as connection:
            assert 4 == _whole(connection)
        stop.set()
        assert all(1 <= reader.result() <= 4 for reader in readers)


def test_moments_read_back_in_utc(hand_made_pipeline: HandMadePipeline) -> None:
    """Whatever the machine's zone, a session of a reader is in UTC."""
    hand_made_pipeline.build()
    assert [("UTC",)] == hand_made_pipeline.rows("SELECT current_setting('TimeZone')")


def test_readers_cannot_write(hand_made_pipeline: HandMadePipeline) -> None:
    """The connection that readers get refuses every write to the warehouse."""
    hand_made_pipeline.build()
    with (
        connect(hand_made_pipeline.path) as connection,
        pytest.raises(duckdb.InvalidInputException, match="read-only"),
    ):
        connection.execute("DELETE FROM load")


def test_old_snapshots_are_deleted_by_rule(hand_made_pipeline: HandMadePipeline) -> None:
    """The last ones replaced stay, older ones go, and none goes before a reader that followed the
    link can open it.
    """
    for number in range(1, 6):
        _version(hand_made_pipeline, number)
        hand_made_pipeline.build()
    assert 5 == len(snapshots(hand_made_pipeline.path))
    long_ago = time.time() - GRACE_SECONDS - 1
    for number, snapshot in enumerate(snapshots(hand_made_pipeline.path)):
        os.utime(snapshot, (long_ago + number / 10, long_ago + number / 10))
    kept = snapshots(hand_made_pipeline.path)[-3:]
    _version(hand_made_pipeline, 6)
    hand_made_pipeline.build()
    assert {*kept, hand_made_pipeline.path.resolve()} == set(snapshots(hand_made_pipeline.path))


def test_a_second_writer_waits_and_finds_the_work_done(
    hand_made_pipeline: HandMadePipeline,
) -> None:
    """Two loads at once: one publishes, the other sees that nothing is left to do."""
    _version(hand_made_pipeline, 1)
    with ThreadPoolExecutor(2) as pool:
        with only_writer(hand_made_pipeline.path):
            both = [pool.submit(hand_made_pipeline.build) for _ in range(2)]
            time.sleep(0.2)
            assert not any(one.done() for one in both)
        assert [False, True] == sorted(one.result().published for one in both)


def test_a_file_of_something_else_is_not_replaced(
    hand_made_pipeline: HandMadePipeline, tmp_path: Path
) -> None:
    """A rebuild to the path of another file, or of a link to one, leaves it as it is."""
    other, link = tmp_path / "passwd", tmp_path / "localtime"
    other.write_text("root:x:0:0", encoding="ascii")
    link.symlink_to(other)
    for path in (other, link):
        with pytest.raises(ConfigurationError, match="is no warehouse"):
            hand_made_pipeline.rebuild(path)
    assert other.read_text(encoding="ascii") == "root:x:0:0"
    assert link.resolve() == other
    hand_made_pipeline.rebuild(tmp_path / "new")
    hand_made_pipeline.rebuild(tmp_path / "new")
    assert (tmp_path / "new").resolve().suffix == ".duckdb"


def test_a_file_left_by_a_killed_writer_is_not_read(hand_made_pipeline: HandMadePipeline) -> None:
    """A write-ahead log beside the private file, which DuckDB would replay, is cleared before the
    next load.
    """
    _version(hand_made_pipeline, 1)
    hand_made_pipeline.build()
    expected = hand_made_pipeline.tables()
    with private_file(hand_made_pipeline.path, None) as private:
        name = private
    name.with_name(name.name + ".wal").write_bytes(b"left behind")
    name.write_bytes(b"half a file")
    hand_made_pipeline.rebuild(hand_made_pipeline.path)
    assert expected == hand_made_pipeline.tables()


def test_a_file_that_was_not_checkpointed_is_not_published(
    hand_made_pipeline: HandMadePipeline,
) -> None:
    """Rows that are only in a write-ahead log would be lost to readers: publishing refuses."""
    with private_file(hand_made_pipeline.path, None) as private:
        connection = duckdb.connect(str(private))
        connection.execute("CREATE TABLE a AS SELECT 1 AS b")
        with pytest.raises(RuntimeError, match="not checkpointed"):
            publish(private, hand_made_pipeline.path, 1, keep=3)
        connection.close()
    assert not hand_made_pipeline.path.exists()


def test_a_writer_killed_after_its_snapshot_has_its_name_leaves_no_index(
    hand_made_pipeline: HandMadePipeline,
) -> None:
    """The file of the index is gone before: no later writer may come to clear it."""
    with private_file(hand_made_pipeline.path, None) as private:
        with duckdb.connect(str(private)) as connection:
            connection.execute("CREATE TABLE a AS SELECT 1 AS b")
        index = index_file(private)
        index.write_bytes(b"an index")
        publish(private, hand_made_pipeline.path, 1, keep=3)
        assert not index.parent.exists()  # as a kill here would leave it


KILLED = """
import sys
from pathlib import Path
sys.path[:0] = {paths!r}
from hand_made_pipeline import new_hand_made_pipeline
pipeline = new_hand_made_pipeline(Path({folder!r}))
print("ready", flush=True)
pipeline.build()
"""


def test_a_load_killed_anywhere_and_run_again_gives_the_same(
    hand_made_pipeline: HandMadePipeline, tmp_path: Path
) -> None:
    """A load that is killed at three different moments leaves the old warehouse or the new one, and
    the next run the new.
    """
    _version(hand_made_pipeline, 1)
    hand_made_pipeline.build()
    paths = [str(folder) for folder in Path(__file__).parents[:2]]
    for number in range(2, 5):
        _version(hand_made_pipeline, number)
        script = KILLED.format(paths=paths, folder=str(tmp_path))
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep((number - 2) * 0.1)
            process.send_signal(signal.SIGKILL)
        with connect(hand_made_pipeline.path) as connection:
            assert _whole(connection) in {number - 1, number}
        hand_made_pipeline.build()
        with connect(hand_made_pipeline.path) as connection:
            assert number == _whole(connection)


def test_a_damaged_batch_stops_the_load_and_keeps_what_is_published(
    hand_made_pipeline: HandMadePipeline,
) -> None:
    """A blob that is not what its hash says is an error that names it; readers keep the last good
    warehouse.
    """
    _version(hand_made_pipeline, 1)
    hand_made_pipeline.build()
    _version(hand_made_pipeline, 2)
    for blob in (
        tmp for tmp in (hand_made_pipeline.path.parent / "store").rglob("*") if tmp.is_file()
    ):
        blob.write_bytes(b"damaged")
    with pytest.raises(ContentMismatch):
        hand_made_pipeline.build()
    with connect(hand_made_pipeline.path) as connection:
        assert 1 == _whole(connection)


def test_a_changed_view_alone_publishes_another_file(
    hand_made_pipeline: HandMadePipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the log as it was, a new or changed view is in the next published file, under a name of
    its own.
    """
    views = tmp_path / "views"
    views.mkdir()
    for path in VIEWS.glob("*.sql"):
        (views / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr("pipeline.warehouse.schema.VIEWS", views)
    _version(hand_made_pipeline, 1)
    hand_made_pipeline.build()
    before = hand_made_pipeline.path.resolve()
    (views / "extra.sql").write_text(
        "-- Grain: one row in all.\nCREATE OR REPLACE VIEW extra AS SELECT count(*) AS papers FROM publication;",
        encoding="utf-8",
    )
    assert hand_made_pipeline.build().published
    assert [(1,)] == hand_made_pipeline.rows("FROM extra")
    assert before != hand_made_pipeline.path.resolve()
    assert not hand_made_pipeline.build().published


def test_a_paper_against_the_ddl_never_aborts_the_load_of_others(
    hand_made_pipeline: HandMadePipeline,
) -> None:
    """It stays out with its reasons in quarantine, and the others of the same batch are in."""
    batch = hand_made_pipeline.keep(
        paper("kst-36000-A"), paper("kst-36000-B", char_start=-1), paper("kst-36000-C")
    )
    for letter in "ABC":
        name = f"kst-36000-{letter}"
        hand_made_pipeline.tell(
            listed(name),
            fetched("Waarom?", name),
            accepted("Waarom?", paper=name, batch_sha256=batch),
        )
    hand_made_pipeline.build()
    assert [("kst-36000-A",), ("kst-36000-C",)] == hand_made_pipeline.rows(
        "SELECT publication_id FROM question ORDER BY 1"
    )
    expected = [
        ("kst-36000-B", "question.char_start.check", "open"),
        ("kst-36000-B", "answer.char_start.check", "open"),
    ]
    assert expected == hand_made_pipeline.rows(
        "SELECT publication_id, rule, state FROM quarantine ORDER BY ordinal"
    )
    assert [("held",), ("quarantined",), ("held",)] == hand_made_pipeline.rows(
        "SELECT state FROM coverage ORDER BY publication_id"
    )


def test_a_fact_against_the_ddl_never_aborts_the_load_of_others(
    hand_made_pipeline: HandMadePipeline, caplog: pytest.LogCaptureFixture
) -> None:
    """A listing that ends before it begins, a name of an unknown kind: told, left out, and
    everything else is in.
    """
    name = "kst-36000-A"
    odd = replace(assigned("36000 A", name), scheme="nickname")
    hand_made_pipeline.tell(
        listing("2025-07-02", "2025-07-01"), listing("2025-07-01", "2025-07-02")
    )
    hand_made_pipeline.tell(listed(name), assigned(name, name), odd, fetched("Waarom?", name))
    hand_made_pipeline.tell(
        accepted("Waarom?", paper=name, batch_sha256=hand_made_pipeline.keep(paper(name)))
    )
    hand_made_pipeline.build()
    assert [(name,)] == hand_made_pipeline.rows("SELECT publication_id FROM question")
    assert [(name,)] == hand_made_pipeline.rows("SELECT value FROM identifier")
    assert [(date(2025, 7, 1),)] == hand_made_pipeline.rows("SELECT listed_from FROM listing")
    assert [
        ("identifier.scheme.check", name),
        ("listing.listed_until.check", "catalogue 2025-07-02 2025-07-01"),
    ] == sorted(
        tuple(record.getMessage().split(": ")[0].split(" of ", 1))
        for record in caplog.records
        if record.levelname == "ERROR"
    )


def test_a_waiting_writer_names_the_other_and_gives_up_in_time(
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
