"""Checks of an installation: age of the data, missing papers, open quarantines, and its services.

Each check reads one thing and returns a finding with what to do. No check writes.
"""

import os
import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

import duckdb

from pipeline import __version__
from pipeline.domain.events import PublicationAccepted
from pipeline.domain.pending import made_by
from pipeline.errors import ContentMismatch, GriffierError
from pipeline.flows.stores import Stores, open_stores, refuse_local_places
from pipeline.parsing import PARSER_VERSION
from pipeline.reading import READER_VERSION
from pipeline.settings import Settings, unknown_settings
from pipeline.warehouse import connect, mirror, published_position
from pipeline.warehouse.remote import RemotePublication
from pipeline.warehouse.schema import schema_sha256

Level = Literal["ok", "warning", "error"]

STALE_DAYS = 4
"""Days without a listed day after which the data is stale: a weekend and one missed run."""

OLD_QUARANTINE_DAYS = 30
SMALLEST_FREE_BYTES = 2 * 1024**3
DAGS = (
    "ingest_letters", "build_warehouse", "review_quarantine", "recheck_publications",
    "verify_archive", "send_digest",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """Result of one check; ``advice`` is empty if nothing has to be done."""

    check: str
    level: Level
    message: str
    advice: str = ""


Check = Callable[[Stores, date], Iterator[Finding]]


def examine(configured: Settings, today: date) -> list[Finding]:
    """Run every check; return an error of a check as a finding too.

    ``today`` is the day against which the age of the data is measured.
    """
    findings = [*_versions(), *_settings(configured), *_disk(configured)]
    try:
        with open_stores(configured) as stores:
            for check in CHECKS:
                findings += _guarded(check, stores, today)
    except GriffierError as error:
        findings.append(Finding("log and store", "error", str(error)))
    return findings


def _guarded(check: Check, stores: Stores, today: date) -> list[Finding]:
    name = check.__name__.strip("_")
    try:
        return list(check(stores, today))
    except (GriffierError, duckdb.Error, OSError) as error:
        return [Finding(name, "error", str(error).partition("\n")[0])]


def _versions() -> Iterator[Finding]:
    versions = f"griffier {__version__}, parser {PARSER_VERSION}, duckdb {duckdb.__version__}"
    yield Finding("versions", "ok", f"{versions}, Python {platform.python_version()}")


def _settings(configured: Settings) -> Iterator[Finding]:
    """Find variables that no setting reads, and places that several hosts cannot share."""
    if unknown := unknown_settings(os.environ):
        yield Finding(
            "settings",
            "warning",
            f"no setting is called {', '.join(unknown)}",
            "docs/operations.md lists all settings",
        )
    try:
        refuse_local_places(configured)
    except GriffierError as error:
        yield Finding("settings", "error", str(error))
    if configured.source == "catalogue" and not configured.contact:
        yield Finding(
            "settings",
            "warning",
            "GRIFFIER_CONTACT is empty: the source cannot reach you",
            "set it to an e-mail address or a URL",
        )


def _disk(configured: Settings) -> Iterator[Finding]:
    folder = next(path for path in (configured.home, *configured.home.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    level: Level = "ok" if free >= SMALLEST_FREE_BYTES else "warning"
    advice = "" if level == "ok" else "make room: a publish copies the whole warehouse file"
    yield Finding("disk", level, f"{free / 1024**3:.1f} GB free in {folder}", advice)


def _log(stores: Stores, _: date) -> Iterator[Finding]:
    position = stores.log.position()
    if position:
        yield Finding("log", "ok", f"{position} is the last position")
    else:
        yield Finding("log", "warning", "the event log is empty", "run `griffier ingest`")


def _store(stores: Stores, _: date) -> Iterator[Finding]:
    """Read the newest batch of rows, as a sample of the store."""
    newest: PublicationAccepted | None = None
    for _position, event in stores.log.read(kinds=[PublicationAccepted]):
        if isinstance(event, PublicationAccepted):
            newest = event
    if newest is None:
        return
    try:
        stores.store.get(newest.batch_sha256)
    except ContentMismatch as error:
        advice = "`griffier verify --repair` makes it again from its papers, or restore a backup"
        yield Finding("store", "error", str(error), advice)
    else:
        yield Finding(
            "store", "ok", f"the newest batch of rows is whole ({newest.batch_sha256[:12]}…)"
        )


def _reading(stores: Stores, _: date) -> Iterator[Finding]:
    """Report the kernel's restrictions of the processes that read documents."""
    if barriers := stores.pool.barriers():
        yield Finding("reading", "ok", f"within {stores.limits}, behind {', '.join(barriers)}")
        return
    yield Finding(
        "reading",
        "warning",
        f"within {stores.limits}, but this kernel has neither Landlock nor seccomp",
        "a document that takes its reader over could write files: use Linux 5.13 or later",
    )


def _warehouse(stores: Stores, _: date) -> Iterator[Finding]:
    path = stores.settings.warehouse_path
    position, logged = published_position(path), stores.log.position()
    if not position:
        yield Finding("warehouse", "warning", "nothing was published yet", "run `griffier rebuild`")
        return
    with connect(path) as connection:
        made_with = connection.execute("SELECT schema_sha256 FROM load").fetchone()
    if made_with != (schema_sha256(),):
        yield Finding("warehouse", "warning", "made by another version", "run `griffier rebuild`")
    if position < logged:
        yield Finding(
            "warehouse",
            "warning",
            f"{logged - position} events behind the log ({position} of {logged})",
            "the next run of build_warehouse catches up",
        )
    else:
        yield Finding("warehouse", "ok", f"shows the whole log, up to {position}")
    if stores.settings.publish:
        pointer = RemotePublication(stores.settings.publish).current().pointer
        same = pointer is not None and pointer == mirror.held(path)
        yield Finding(
            "publication",
            "ok" if same else "warning",
            f"{stores.settings.publish} is at {pointer.position if pointer else 'nothing'}",
            "" if same else "the local copy differs: any command that reads follows it",
        )


def _parser(stores: Stores, _: date) -> Iterator[Finding]:
    """Count the papers whose rows an earlier reader or parser made."""
    stale = len(stores.log.waiting.not_made_by(made_by(READER_VERSION, PARSER_VERSION)))
    if stale:
        advice = "`griffier diff` shows what today's would change, `griffier reparse` adopts it"
        yield Finding("parser", "warning", f"{stale} papers were read by an earlier one", advice)


def _freshness(stores: Stores, today: date) -> Iterator[Finding]:
    row = _row(stores, "SELECT as_of, last_event_at FROM freshness")
    if row is None or row[0] is None:
        return
    age = (today - row[0]).days
    stale = age > STALE_DAYS and stores.settings.source == "catalogue"
    yield Finding(
        "age of the data",
        "warning" if stale else "ok",
        f"complete up to {row[0]}, {age} days ago; last event {row[1]:%Y-%m-%d %H:%M} UTC",
        "see the runs of ingest_letters" if stale else "",
    )


def _quarantine(stores: Stores, today: date) -> Iterator[Finding]:
    statement = """
        SELECT count(DISTINCT publication_id), min(log_position) FROM quarantine
        WHERE state = 'open'
    """
    row = _row(stores, statement)
    if row is None or not row[0]:
        yield Finding("quarantine", "ok", "no paper waits for a person")
        return
    first = next(stores.log.read(row[1] - 1, row[1]), None) if row[1] else None
    oldest = first[1].timestamp.date() if first else None
    old = oldest is not None and (today - oldest).days > OLD_QUARANTINE_DAYS
    yield Finding(
        "quarantine",
        "warning" if old else "ok",
        f"{row[0]} papers wait for a person, the oldest since {oldest or 'an unknown day'}",
        "`griffier quarantine list`, then show, release or reject",
    )


def _gaps(stores: Stores, _: date) -> Iterator[Finding]:
    row = _row(stores, "SELECT missing, expected FROM freshness")
    if row is None:
        return
    level: Level = "warning" if row[0] else "ok"
    message = f"{row[0]} listed papers are not held, {row[1]} more are expected by their dossiers"
    yield Finding("gaps", level, message, "`griffier query missing_papers`" if any(row) else "")


def _airflow(stores: Stores, _: date) -> Iterator[Finding]:
    """Read from Airflow's own database which DAGs are paused and how their last runs ended."""
    url = os.environ.get("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN") or _standalone_database(stores)
    if not url:
        return
    from sqlalchemy import create_engine, text  # noqa: PLC0415 - half a second, for this check only

    statement = text(
        "SELECT dag.dag_id, dag.is_paused, run.state, run.run_after"
        " FROM dag LEFT JOIN dag_run AS run"
        " ON run.dag_id = dag.dag_id AND run.run_after ="
        " (SELECT max(run_after) FROM dag_run WHERE dag_id = dag.dag_id)"
        " ORDER BY dag.dag_id"
    )
    with create_engine(url).connect() as connection:
        rows = [row for row in connection.execute(statement) if row[0] in DAGS]
    for name, paused, state, moment in rows:
        last = f"last run {str(moment)[:16]}: {state}" if state else "no run yet"
        bad = bool(paused) or state == "failed"
        advice = f"unpause it: airflow dags unpause {name}" if paused else "see its log in Airflow"
        yield Finding(
            f"DAG {name}",
            "warning" if bad else "ok",
            f"{'paused; ' if paused else ''}{last}",
            advice if bad else "",
        )


def _standalone_database(stores: Stores) -> str:
    """Return the address of the SQLite database of `make airflow`, empty without one."""
    home = Path(os.environ.get("AIRFLOW_HOME", stores.settings.home / "airflow"))
    file = home / "airflow.db"
    return f"sqlite:///file:{file}?mode=ro&uri=true" if file.exists() else ""


def _row(stores: Stores, statement: str) -> tuple[Any, ...] | None:
    path = stores.settings.warehouse_path
    if not published_position(path):
        return None
    with connect(path) as connection:
        return connection.execute(statement).fetchone()


CHECKS = (_log, _store, _reading, _parser, _warehouse, _freshness, _quarantine, _gaps, _airflow)
"""Checks that run once the log and the store are open, in this order."""


def today_utc() -> date:
    """Return the current day in UTC, for the command to pass on.

    Why: it is the only clock of this module.
    """
    return datetime.now(tz=UTC).date()
