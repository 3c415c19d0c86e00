"""Loading of changes into an open warehouse in one transaction: rows, gaps, log position."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

import duckdb
import polars as pl

from pipeline.domain.aggregate import Publication
from pipeline.domain.events import Event, ListingCompleted, ValidationCompleted
from pipeline.identity import fiction_numbers
from pipeline.log import Placed
from pipeline.store.content import ContentStore
from pipeline.tables import PARSED, Row, Violation, frame, tables, without_violations
from pipeline.warehouse import rows
from pipeline.warehouse.derived_rows import DERIVED, derived
from pipeline.warehouse.dossier_gaps import READ, expected
from pipeline.warehouse.fulltext import update_index
from pipeline.warehouse.keys import hold_to_keys
from pipeline.warehouse.links import scope_of, update_links
from pipeline.warehouse.memory import WRITTEN_TOGETHER
from pipeline.warehouse.papers import papers_in_force
from pipeline.warehouse.schema import schema_sha256

logger = logging.getLogger(__name__)

OF_PUBLICATIONS = (
    *PARSED,
    *DERIVED,
    "identifier",
    "publication_version",
    "quarantine",
    "quality_warning",
    "coverage",
)
"""Tables in which every row belongs to one publication; rows are replaced by publication."""

RUNS_KEPT = 1000
"""Number of validation runs in ``quality_result``, the latest ones.

Why: each has about a hundred rows; older runs are in the log, for a replay.
"""

OLD_RUNS = """
    DELETE FROM quality_result WHERE run_id NOT IN (
        SELECT run_id FROM quality_result GROUP BY run_id ORDER BY max(log_position) DESC LIMIT ?
    )
"""


@dataclass(slots=True)
class Changes:
    """State of the changed streams of the log ``log_id`` at ``position``.

    ``publications`` are the states of publications by id, slice by slice, so that a rebuild never
    holds all of them. ``validations`` and ``listings`` hold the last event of each stream, by its
    name. ``last`` is the event at ``position``, None while the log is empty.
    """

    position: int
    log_id: str
    last: Placed | None = None
    publications: Iterable[Mapping[str, Publication]] = ()
    validations: dict[str, tuple[int, ValidationCompleted]] = field(default_factory=dict)
    listings: dict[str, tuple[int, ListingCompleted]] = field(default_factory=dict)


@dataclass(slots=True)
class Target:
    """Open warehouse that is loaded, and the names of the tables that got rows.

    ``waiting`` counts the bytes of the rows that were not written out yet.
    """

    connection: duckdb.DuckDBPyConnection
    filled: set[str] = field(default_factory=set)
    waiting: int = 0

    def delete(self, table: str, key: tuple[str, ...], gone: pl.DataFrame) -> None:
        """Delete the rows with one of these keys."""
        if gone.height:
            columns = ", ".join(key)
            self.connection.register("gone", gone)
            self.connection.execute(
                f"DELETE FROM {table} WHERE ({columns}) IN (SELECT ({columns}) FROM gone)"  # noqa: S608
            )

    def insert(self, table: str, new: pl.DataFrame) -> None:
        """Insert rows."""
        if new.height:
            self.connection.register("incoming", new)
            self.connection.execute(f"INSERT INTO {table} FROM incoming")
            self.filled.add(table)
            self.waiting += int(new.estimated_size())

    def write_out(self, at_least: int) -> None:
        """Write the loaded rows to the file, if so many bytes of them wait.

        Why: DuckDB keeps much of an open transaction in memory, whatever its limit.
        """
        if self.waiting >= at_least:
            self.connection.commit()
            self.connection.execute("CHECKPOINT")
            self.connection.begin()
            self.waiting = 0


def load(
    connection: duckdb.DuckDBPyConnection,
    store: ContentStore,
    changes: Changes,
    *,
    new: bool = False,
) -> None:
    """Replace the rows of every changed publication, validation and listing; record the position.

    A ``new`` warehouse gets its links with its views and its index afterwards, and is written out
    in between: nobody reads it before it is whole.

    Raises:
        ContentMismatch: a batch that the log names is missing from the store, or damaged. Nothing
        is loaded.
        SchemaMismatch: two rows would have one key. Nothing is loaded.
    """
    target = Target(connection)
    connection.begin()
    names = replaced = frame_of_names(())
    dossiers, scope = _dossiers(connection, names), scope_of(connection, names)
    for publications in changes.publications:
        here = frame_of_names(publications)
        held = here.clear() if new else _held(connection, here)
        if held.height:
            dossiers = pl.concat([dossiers, _dossiers(connection, held)])
            scope = pl.concat([scope, scope_of(connection, held)])
            for table in OF_PUBLICATIONS:
                target.delete(table, ("publication_id",), held)
            replaced = pl.concat([replaced, held])
        refused = _load_papers(target, store, publications.values())
        for name, table_rows in _rows_of(publications, refused).items():
            target.insert(name, _loadable(name, table_rows))
        names = pl.concat([names, here])
        if new:
            target.write_out(WRITTEN_TOGETHER)
    if new:
        target.write_out(1)
    _load_runs(target, changes)
    if not new:
        update_index(connection, names, replaced)
    _replace_gaps(target, pl.concat([dossiers, _dossiers(connection, names)]).unique())
    _note_position(target, changes)
    hold_to_keys(connection, target.filled, None if new else names)
    if not new:
        update_links(connection, names, pl.concat([scope, scope_of(connection, names)]).unique())
    connection.commit()


def frame_of_names(publication_ids: Iterable[str]) -> pl.DataFrame:
    """Return a frame with the single column ``publication_id``."""
    return pl.DataFrame(
        {"publication_id": list(publication_ids)}, schema={"publication_id": pl.String}
    )


def name_of(event: Event) -> str:
    """Return the unique name of an event: its stream and its version in it."""
    return f"{event.stream}/{event.originator_version}"


def _held(connection: duckdb.DuckDBPyConnection, names: pl.DataFrame) -> pl.DataFrame:
    """Return those of these publications that the warehouse has rows of: every one is covered."""
    connection.register("names", names)
    return connection.execute(
        "SELECT publication_id FROM names SEMI JOIN coverage USING (publication_id)"
    ).pl()


def _load_papers(
    target: Target, store: ContentStore, publications: Iterable[Publication]
) -> dict[str, list[Violation]]:
    """Insert the accepted rows; return the violations of the refused publications, by id."""
    refused: dict[str, list[Violation]] = {}
    for papers in papers_in_force(store, publications):
        refused.update(papers.refused)
        for name, table_rows in (papers.frames | derived(papers.frames)).items():
            target.insert(name, table_rows)
    return refused


def _load_runs(target: Target, changes: Changes) -> None:
    """Insert the rows of validations and listings, in place of the earlier ones."""
    by_table: dict[str, list[Row]] = {}
    validations = sorted(changes.validations.values(), key=itemgetter(0))[-RUNS_KEPT:]
    by_table["quality_result"] = [row for pair in validations for row in rows.quality_rows(*pair)]
    by_table["listing"] = [rows.listing_row(*pair) for pair in changes.listings.values()]
    runs = pl.DataFrame(
        {"run_id": [event.batch_sha256 for _, event in validations]}, schema={"run_id": pl.String}
    )
    target.delete("quality_result", ("run_id",), runs)
    target.delete("listing", tables()["listing"].primary_key, frame("listing", by_table["listing"]))
    for name, new in by_table.items():
        target.insert(name, _loadable(name, new))
    target.connection.execute(OLD_RUNS, [RUNS_KEPT])


def _rows_of(
    publications: Mapping[str, Publication], refused: Mapping[str, list[Violation]]
) -> dict[str, list[Row]]:
    """Return the rows of these publications that come from the log, by table."""
    by_table: dict[str, list[Row]] = defaultdict(list)
    for name, publication in publications.items():
        by_table["identifier"] += rows.identifier_rows(publication)
        by_table["publication_version"] += rows.version_rows(publication)
        by_table["quarantine"] += rows.quarantine_rows(publication, refused.get(name, ()))
        by_table["quality_warning"] += rows.warning_rows(publication, refused.get(name, ()))
        by_table["coverage"] += rows.coverage_rows(publication, refused.get(name, ()))
    return by_table


def _loadable(name: str, table_rows: list[Row]) -> pl.DataFrame:
    """Return the rows as the table takes them, without those that the DDL refuses.

    Why: a refused row is a fault in this program, and must not prevent the others from loading.
    """
    accepted, refused = without_violations(name, frame(name, table_rows))
    for violation in refused:
        about = violation.publication_id or violation.row_id
        logger.error(
            "%s of %s: %s; this row is left out of the warehouse",
            violation.rule,
            about,
            violation.reason,
        )
    return accepted


def _dossiers(connection: duckdb.DuckDBPyConnection, names: pl.DataFrame) -> pl.DataFrame:
    """Return the dossiers in which these publications are known now."""
    connection.register("names", names)
    return connection.execute(
        "SELECT DISTINCT dossier_number FROM coverage SEMI JOIN names USING (publication_id) WHERE "
        "dossier_number IS NOT NULL"
    ).pl()


def _replace_gaps(target: Target, dossiers: pl.DataFrame) -> None:
    """Find the missing papers in these dossiers again, and replace their rows."""
    connection = target.connection
    connection.register("dossiers", dossiers)
    connection.execute(
        "DELETE FROM coverage WHERE state = 'expected' AND dossier_number IN (FROM dossiers)"
    )
    columns = ", ".join(READ)
    known = connection.execute(
        f"SELECT {columns} FROM coverage SEMI JOIN dossiers USING (dossier_number)"  # noqa: S608
    ).pl()
    missing = expected(known.iter_rows(named=True))
    taken = set(known.select("source", "publication_id").iter_rows())
    missing = [row for row in missing if (row["source"], row["publication_id"]) not in taken]
    target.insert("coverage", _loadable("coverage", missing))


def _note_position(target: Target, changes: Changes) -> None:
    """Record the position of the log that the warehouse now shows."""
    event = changes.last[1] if changes.last else None
    row: Row = {
        "log_position": changes.position,
        "log_id": changes.log_id,
        "log_event": event and name_of(event),
        "last_event_at": event and event.timestamp,
        "as_of": _as_of(target.connection),
        "sample": _holds_sample(target.connection),
        "schema_sha256": schema_sha256(),
    }
    target.connection.execute("DELETE FROM load")
    target.insert("load", frame("load", [row]))


def _as_of(connection: duckdb.DuckDBPyConnection) -> object:
    """Return the day up to which the source is known; never today's date.

    A log may have listings up to a future day; they count up to the day on which they were made.

    Why: a rebuild must give the same day.
    """
    row = connection.execute(
        """
        SELECT coalesce(
            (SELECT max(least(listed_until,
                CAST(listed_at AT TIME ZONE 'Europe/Amsterdam' AS DATE))) FROM listing),
            (SELECT max(published_on) FROM publication),
            (SELECT max(dated_on) FROM letter)
        )
        """
    ).fetchone()
    return row[0] if row else None


def _holds_sample(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return True if any known paper belongs to the fictional sample."""
    row = connection.execute(
        "SELECT count(*) > 0 FROM coverage WHERE regexp_full_match(publication_id, ?)",
        [fiction_numbers()],
    ).fetchone()
    return bool(row and row[0])
