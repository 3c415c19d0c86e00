"""Read-only connections to the warehouse, each to the snapshot that was current when it opened.

Readers are never locked out by the writer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb  # which the console's own process loads, and the one that asks it need not

from pipeline.errors import ConfigurationError

SESSION = (
    "SET TimeZone = 'UTC'; SET enable_progress_bar = false; SET dynamic_or_filter_threshold = 2000"
)
"""Settings of every connection.

* Time zone: moments are read back in the session's zone.
* Progress bar: it does not belong in a program's output.
* Filter threshold: up to this many rows are looked up in an index.

Why: DuckDB's own threshold is 50, beyond which it reads the whole table; a word has hundreds of
compounds.
"""
OWN_FORMAT: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
"""Configuration of every connection to a file.

Why: for a file of another format DuckDB downloads the extension that reads it.
"""
SQLITE = b"SQLite format 3\x00"
"""First bytes of every SQLite database."""


def connect(
    path: Path, *, memory_limit: str | None = None, threads: int | None = None
) -> duckdb.DuckDBPyConnection:
    """Return a read-only connection to the current snapshot, in UTC.

    All connections of one process to one snapshot share its settings, so ``memory_limit`` (such as
    ``"1GB"``) and ``threads`` must be the same for all of them.

    Why: the link is resolved here, because DuckDB identifies files by name within a process: by the
    name of the link, a second connection would get the snapshot of the first.

    Raises:
        ConfigurationError: nothing was published under this path yet, or it names an SQLite file.
    """
    import duckdb  # noqa: PLC0415 -- as above

    config: dict[str, str | bool | int | float | list[str]] = {**OWN_FORMAT}
    if memory_limit is not None:
        config["memory_limit"] = memory_limit
    if threads is not None:
        config["threads"] = threads
    while True:
        snapshot = current_snapshot(path)
        if snapshot is None:
            raise ConfigurationError(
                f"no warehouse was published as {path}: run `griffier ingest` or `griffier "
                "rebuild` first"
            )
        refuse_sqlite(path)
        try:
            connection = duckdb.connect(str(snapshot), read_only=True, config=config)
        except duckdb.IOException:
            if snapshot.exists():
                raise
            # a newer snapshot was published and this one cleared away: follow the link again
            continue
        connection.execute(SESSION)
        return connection


def current_snapshot(path: Path) -> Path | None:
    """Return the file that is published under ``path`` now, None if there is none."""
    snapshot = path.resolve()
    return snapshot if snapshot.is_file() else None


def holds_sample(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return True if the warehouse holds the fictional sample."""
    row = connection.execute("SELECT sample FROM load").fetchone()
    return bool(row and row[0])


def refuse_sqlite(path: Path) -> None:
    """Raise an error if this path names an SQLite database, such as a log.

    Raises:
        ConfigurationError: it does.

    Why: no damage turns a warehouse into one, and a build would replace it.
    """
    head = b""
    with suppress(OSError), path.open("rb") as file:  # DuckDB describes why it cannot be opened
        head = file.read(len(SQLITE))
    if head == SQLITE:
        raise ConfigurationError(
            f"{path.resolve()} is an SQLite database, not a warehouse: set GRIFFIER_WAREHOUSE to "
            "another file, or move this one away and run `griffier rebuild`"
        )


def shown_log(path: Path) -> tuple[str | None, int] | None:
    """Return the name of the log that readers of ``path`` see, and its position.

    The name is None in a file of a version that did not keep it. The result is None if nothing is
    published, or the file is damaged or of another version and has to be rebuilt.
    """
    import duckdb  # noqa: PLC0415 -- as above

    from pipeline.warehouse.damage import OTHER_TABLES, means_damage  # noqa: PLC0415 -- as above

    if current_snapshot(path) is None:
        return None
    try:
        with connect(path) as connection:
            load = connection.execute("FROM load")
            names = [column[0] for column in load.description or ()]
            rows = [dict(zip(names, row, strict=True)) for row in load.fetchall()]
    except OTHER_TABLES:
        return None
    except duckdb.Error as error:
        if means_damage(error):
            return None
        raise
    return (rows[0].get("log_id"), int(rows[0]["log_position"])) if rows else None


def published_position(path: Path) -> int:
    """Return the log position that readers of ``path`` see, 0 if nothing was published."""
    if current_snapshot(path) is None:
        return 0
    with connect(path) as connection:
        row = connection.execute("SELECT log_position FROM load").fetchone()
    return int(row[0]) if row else 0


@contextmanager
def one_thread(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Limit DuckDB to one thread until the end of the block.

    The setting belongs to the file, so all connections of this process to it share it.

    Why: it is set back by another connection, because DuckDB refuses to in a transaction that
    failed, and that refusal would take the place of the error.
    """
    row = connection.execute("SELECT current_setting('threads')").fetchone()
    connection.execute("SET threads = 1")
    try:
        yield
    finally:
        with connection.cursor() as other:
            other.execute(f"SET threads = {row[0] if row else 1}")
