"""A load makes the warehouse anew for damage of its file, and for nothing else.

A fault of this program was hidden by the rebuild that followed it: the tables came out right, and
nobody saw that the update had failed.
"""

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from event_builders import accepted, fetched, listed
from hand_made_pipeline import HandMadePipeline, paper
from limited_load import load_within

from pipeline.errors import ConfigurationError, SchemaMismatch
from pipeline.warehouse import connect, load, shown_log
from pipeline.warehouse.damage import means_damage
from pipeline.warehouse.reader import OWN_FORMAT

TEXT = "Waarom?"


def tell(hand_made_pipeline: HandMadePipeline, name: str) -> None:
    """Let a paper be accepted."""
    batch = hand_made_pipeline.keep(paper(name, TEXT))
    hand_made_pipeline.tell(
        listed(name), fetched(TEXT, name), accepted(TEXT, paper=name, batch_sha256=batch)
    )


def overwritten(file: Path, start: int, content: bytes) -> None:
    """Overwrite bytes of a published file."""
    file.chmod(0o644)
    with file.open("r+b") as opened:
        opened.seek(start)
        opened.write(content)


FAULTS = {
    "a table that is not there": "INSERT INTO no_such_table VALUES (1)",
    "a row against the DDL": "INSERT INTO publication_text VALUES (NULL, NULL)",
    "a text where a number belongs": "SELECT CAST('twelve' AS INTEGER)",
}


@pytest.mark.parametrize("statement", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("form", ["update", "anew"])
def test_a_fault_of_this_program_ends_the_load(
    form: str,
    statement: str,
    hand_made_pipeline: HandMadePipeline,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """With one message; what is published stays, and the next sound load goes on from there."""
    tell(hand_made_pipeline, "kst-36000-A")
    hand_made_pipeline.build()
    before, snapshot = hand_made_pipeline.tables(), hand_made_pipeline.path.resolve()
    tell(hand_made_pipeline, "kst-36000-B")

    def faulty(connection: duckdb.DuckDBPyConnection, *_: object) -> None:
        connection.execute(statement)

    with monkeypatch.context() as patched:
        patched.setattr(load, "hold_to_keys", faulty)
        with pytest.raises(SchemaMismatch, match=r"(?s)of the warehouse failed: .* report it"):
            hand_made_pipeline.build() if form == "update" else hand_made_pipeline.rebuild(
                hand_made_pipeline.path
            )
    assert snapshot == hand_made_pipeline.path.resolve()
    assert before == hand_made_pipeline.tables()
    assert "anew" not in caplog.text
    assert hand_made_pipeline.build().published
    assert 2 == len(hand_made_pipeline.tables()["publication"])


DAMAGE: dict[str, Callable[[Path], None]] = {
    "a damaged head": lambda file: overwritten(file, 0, bytes(100)),
    "damaged blocks": lambda file: overwritten(file, 16_384, bytes(file.stat().st_size - 16_384)),
    "cut in half": lambda file: os.truncate(file, file.stat().st_size // 2),
    "no bytes": lambda file: os.truncate(file, 0),
    "a text": lambda file: file.write_bytes(b"not a database" * 5000) and None,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_rebuilt(
    damage: Callable[[Path], None],
    hand_made_pipeline: HandMadePipeline,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """With a line that says so."""
    tell(hand_made_pipeline, "kst-36000-A")
    hand_made_pipeline.build()
    tell(hand_made_pipeline, "kst-36000-B")
    hand_made_pipeline.path.resolve().chmod(0o644)
    damage(hand_made_pipeline.path.resolve())
    assert hand_made_pipeline.build().published
    assert "made anew" in caplog.text
    assert 2 == len(hand_made_pipeline.tables()["publication"])


def test_an_sqlite_file_is_neither_read_nor_replaced(
    hand_made_pipeline: HandMadePipeline, caplog: pytest.LogCaptureFixture
) -> None:
    """The message names the file; DuckDB asked its own site for the extension that reads it."""
    tell(hand_made_pipeline, "kst-36000-A")
    with closing(sqlite3.connect(hand_made_pipeline.path)) as other:
        other.execute("CREATE TABLE somebodys (thing)")
        other.commit()
    before = hand_made_pipeline.path.read_bytes()
    opened: tuple[Callable[[], object], ...] = (
        lambda: connect(hand_made_pipeline.path),
        lambda: shown_log(hand_made_pipeline.path),
        hand_made_pipeline.build,
        lambda: hand_made_pipeline.rebuild(hand_made_pipeline.path),
    )
    for attempt in opened:
        with pytest.raises(ConfigurationError, match=r"is an SQLite database, not a warehouse"):
            attempt()
    assert "extension" not in caplog.text
    assert before == hand_made_pipeline.path.read_bytes()


def test_no_connection_fetches_an_extension(hand_made_pipeline: HandMadePipeline) -> None:
    """Also for a format that some later version of DuckDB reads by one."""
    tell(hand_made_pipeline, "kst-36000-A")
    hand_made_pipeline.build()
    settings = "SELECT name, value FROM duckdb_settings() WHERE name LIKE 'auto%extensions'"
    with connect(hand_made_pipeline.path) as connection:
        found = dict(connection.execute(settings).fetchall())
    assert dict.fromkeys(OWN_FORMAT, "false") == found


@pytest.mark.skipif(sys.platform != "linux", reason="the limits are Linux's")
@pytest.mark.parametrize(
    ("form", "limit", "value", "told"),
    [
        ("update", "RLIMIT_FSIZE", 1 << 16, "raise the limit (ulimit -f)"),
        ("anew", "RLIMIT_AS", 1 << 29, "raise the limit (ulimit -v)"),
        ("update", "RLIMIT_DATA", 1 << 28, "raise the limit (ulimit -d)"),
    ],
)
def test_a_limit_of_the_kernel_never_rebuilds_the_warehouse(
    form: str, limit: str, value: int, told: str, hand_made_pipeline: HandMadePipeline
) -> None:
    """The load ends with a message, neither aborts nor waits, and leaves what is published.

    With half a gigabyte of address space a thread that could not start was waited for without end.
    """
    tell(hand_made_pipeline, "kst-36000-A")
    hand_made_pipeline.build()
    before, snapshot = hand_made_pipeline.tables(), hand_made_pipeline.path.resolve()
    tell(hand_made_pipeline, "kst-36000-B")
    code, words = load_within(hand_made_pipeline, form, limit, value)
    assert code == 0, words
    assert told in words
    assert "anew" not in words
    assert snapshot == hand_made_pipeline.path.resolve()
    assert before == hand_made_pipeline.tables()


@pytest.mark.skipif(sys.platform != "linux", reason="the limits are Linux's")
def test_a_load_finishes_within_enough_memory(hand_made_pipeline: HandMadePipeline) -> None:
    """DuckDB takes half of what the process may take, whatever the machine has."""
    tell(hand_made_pipeline, "kst-36000-A")
    code, words = load_within(
        hand_made_pipeline, "update", "RLIMIT_AS", (1 + (os.cpu_count() or 1)) << 30
    )
    assert (0, "finished") == (code, words.strip())
    assert 1 == len(hand_made_pipeline.tables()["publication"])


def test_a_warehouse_that_cannot_be_opened_now_keeps_its_log(
    hand_made_pipeline: HandMadePipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else another log could replace it while the machine has no file left to open."""
    tell(hand_made_pipeline, "kst-36000-A")
    hand_made_pipeline.build()

    def refused(*_: object, **__: object) -> None:
        raise duckdb.IOException('Cannot open file "warehouse.duckdb": Too many open files')

    with monkeypatch.context() as patched:
        patched.setattr(duckdb, "connect", refused)
        with pytest.raises(duckdb.IOException):
            shown_log(hand_made_pipeline.path)
        with pytest.raises(duckdb.IOException):
            hand_made_pipeline.build()
    shown = shown_log(hand_made_pipeline.path)
    assert shown
    assert (hand_made_pipeline.log.identity, hand_made_pipeline.log.position()) == shown


@pytest.mark.parametrize(
    ("error", "damage"),
    [
        (duckdb.IOException("Could not write to file: No space left on device"), False),
        (duckdb.IOException('Could not set lock on file "x": Conflicting lock is held'), False),
        (duckdb.IOException("Could not read from file: Input/output error"), True),
        (duckdb.SerializationException("Failed to deserialize: field id mismatch"), True),
        (duckdb.FatalException("Failed to create checkpoint: Corrupt database file: x"), True),
        (duckdb.FatalException("Failed to create checkpoint: File too large"), False),
        (duckdb.OutOfMemoryException("failed to allocate data of size 16 KiB"), False),
        (duckdb.ConnectionException("Can't open with a different configuration"), False),
        (duckdb.InternalException("Attempted to dereference a shared_ptr"), False),
    ],
)
def test_errors_of_damage_are_distinguished_from_others(
    error: duckdb.Error, *, damage: bool
) -> None:
    """By their kind, and by the words of a condition of the machine."""
    assert damage is means_damage(error)
