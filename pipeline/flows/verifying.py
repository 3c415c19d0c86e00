"""Verification that everything the log names is still stored, unchanged.

No run needs it; it finds damage that a run might not meet for months: a changed event, a flipped
bit in a paper, a missing batch of rows, a warehouse that differs from the log.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import duckdb

from pipeline import warehouse
from pipeline.domain.events import (
    ListingCompleted,
    PublicationAccepted,
    PublicationFetched,
    PublicationListed,
    PublicationQuarantined,
)
from pipeline.errors import ConfigurationError, ContentMismatch
from pipeline.flows.stores import ProgressCallback, Stores, no_progress
from pipeline.log.seal import breaks, holds
from pipeline.store.batches import read_manifest
from pipeline.warehouse.build import rebuild
from pipeline.warehouse.reader import OWN_FORMAT

Part = Literal["log", "paper", "evidence", "batch", "warehouse"]
RESTORE = "restore it from a backup: griffier restore FOLDER"
ADVICE: dict[Part, str] = {
    "log": f"never mend it by hand; {RESTORE}",
    "paper": f"griffier verify --repair fetches it again; else {RESTORE}",
    "evidence": f"no row depends on it; {RESTORE}",
    "batch": f"griffier verify --repair makes its rows again; else {RESTORE}",
    "warehouse": "griffier verify --repair (or griffier rebuild) makes it again from the log",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A blob that the log names: a paper's bytes, a batch of rows, or a stored response.

    ``publication_id`` and ``url`` are of the paper that was fetched; empty for the others.
    """

    sha256: str
    part: Part
    publication_id: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Damage:
    """A change or loss of something that was written: which part, its name, and the reason."""

    part: Part
    subject: str
    reason: str
    named: Named | None = None

    @property
    def advice(self) -> str:
        """Return the next step for the operator."""
        return ADVICE[self.part]


def verify(stores: Stores, on_progress: ProgressCallback = no_progress) -> Iterator[Damage]:
    """Yield all damage and loss in the log, the content store and the warehouse."""
    for broken in breaks(stores.log):
        yield Damage("log", f"position {broken.position}", broken.reason)
    blobs = named_blobs(stores)
    damaged = []
    for done, named in enumerate(blobs.values(), start=1):
        if reason := _why_damaged(stores, named.sha256):
            damaged.append(Damage(named.part, named.publication_id or named.sha256, reason, named))
        on_progress("verify", done, len(blobs))
    yield from damaged
    if any(damage.part == "batch" for damage in damaged):
        return  # the warehouse cannot be made without the batches
    yield from _warehouse_damage(stores)


def forged(stores: Stores, seal: str | None) -> Iterator[Damage]:
    """Yield a damage if the log no longer has a seal that was kept elsewhere."""
    if seal is not None and not holds(stores.log, seal):
        yield Damage("log", seal.strip(), "the log does not hold this seal: it was written anew")


def named_blobs(stores: Stores) -> dict[str, Named]:
    """Return the blobs that events or batch manifests refer to, keyed by SHA-256.

    If the manifest of a batch cannot be read, the tables of that batch are left out.
    """
    blobs: dict[str, Named] = {}
    for named in _named_by_events(stores):
        blobs.setdefault(named.sha256, named)
    for named in [blob for blob in blobs.values() if blob.part == "batch"]:
        try:
            manifest = read_manifest(stores.store, named.sha256)
        except (ContentMismatch, ConfigurationError):
            continue
        for sha256 in manifest.tables.values():
            blobs.setdefault(sha256, Named(sha256, "batch"))
    return blobs


def _named_by_events(stores: Stores) -> Iterator[Named]:
    """Yield the blobs of each event, batches last.

    Why: a blob that is both a paper and a batch must count as a paper.
    """
    batches = []
    for _, event in stores.log.read():
        match event:
            case PublicationFetched():
                yield Named(event.content_sha256, "paper", event.publication_id, event.url)
            case PublicationListed(record_sha256=str(sha256)):
                yield Named(sha256, "evidence")
            case ListingCompleted():
                yield from (Named(sha256, "evidence") for sha256 in event.response_sha256)
            case PublicationAccepted() | PublicationQuarantined() if event.batch_sha256:
                batches.append(Named(event.batch_sha256, "batch"))
            case _:
                pass
    yield from batches


def _why_damaged(stores: Stores, sha256: str) -> str:
    try:
        stores.store.get(sha256)
    except ContentMismatch as error:
        return str(error)
    return ""


def _warehouse_damage(stores: Stores) -> Iterator[Damage]:
    """Compare the published warehouse with one made from the log, table by table."""
    path = stores.settings.warehouse_path
    shown = warehouse.shown_log(path)
    if shown is None:
        if path.exists():
            yield Damage("warehouse", path.name, "it cannot be read")
        return
    with TemporaryDirectory(prefix="griffier-verify-") as folder:
        rebuilt = Path(folder) / "made.duckdb"
        rebuild(stores.log, stores.store, rebuilt, until=shown[1])
        try:
            yield from _differences(path.resolve(), rebuilt.resolve())
        except duckdb.Error as error:
            yield Damage("warehouse", path.name, f"it cannot be read: {error}")


def _differences(published: Path, made: Path) -> Iterator[Damage]:
    with duckdb.connect(config=OWN_FORMAT) as connection:
        for name, file in (("published", published), ("made", made)):
            quoted = str(file).replace("'", "''")
            connection.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY)")
        tables = connection.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() "
            "WHERE database_name = 'made' AND schema_name IN ('main', 'linked') ORDER BY ALL"
        ).fetchall()
        for schema, table in tables:
            ours, rebuilt_table = f'published.{schema}."{table}"', f'made.{schema}."{table}"'
            row = connection.execute(
                f"SELECT (SELECT count(*) FROM (FROM {ours} EXCEPT ALL FROM {rebuilt_table})), "  # noqa: S608
                f"(SELECT count(*) FROM (FROM {rebuilt_table} EXCEPT ALL FROM {ours}))"
            ).fetchone()
            more, less = row or (0, 0)
            if more or less:
                reason = (
                    f"{more} rows are not what the log makes, {less} rows of the log are missing"
                )
                yield Damage("warehouse", table, reason)
