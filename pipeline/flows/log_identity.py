"""Log identity: checks that a log, a content store and a warehouse belong together.

A log gets a name when it is created. The store and the warehouse keep that name, so another log, or
an empty one at a mistyped address, is refused before it replaces what readers see.

Why: after `rm log.sqlite`, `griffier ingest` published an empty warehouse over the good one.
"""

from pathlib import Path
from typing import Literal

from pipeline.errors import LogRefused
from pipeline.log import EventLog
from pipeline.settings import Settings
from pipeline.store.content import ContentStore

Takeover = Literal["", "new", "adopt"]
"""A person's permission that this log, empty or another one, replaces the known one."""

WAYS_OUT = (
    "Three ways out: restore the right log from a backup (`griffier restore`), or set GRIFFIER_LOG "
    "to its address; take this log as it is, if it is the right one, with `griffier rebuild "
    "--adopt`; or start anew with an empty log with `griffier ingest --new`. Nothing was changed."
)


def check_before_opening(settings: Settings, store: ContentStore, takeover: Takeover) -> None:
    """Refuse a missing log file if the store belongs to a log.

    Why: opening it would create an empty log at that address.

    Raises:
        LogRefused: papers are held, and their log is missing.
    """
    scheme, _, path = settings.log_url.partition("://")
    if scheme != "sqlite" or takeover == "new" or Path(path[1:]).exists():
        return
    if store.owner() or settings.warehouse_path.exists():
        raise LogRefused(f"there is no event log at {path[1:]}, yet papers are held. {WAYS_OUT}")


def check_store(settings: Settings, log: EventLog, store: ContentStore, takeover: Takeover) -> None:
    """Compare the log with the store; write the log's name into a store that has none.

    Raises:
        LogRefused: the store belongs to another log, or the log is empty beside a warehouse.
    """
    empty = log.position() == 0
    _check_takeover(takeover, empty=empty)
    identity, owner = log.identity, store.owner()
    stranger = owner is not None and owner != identity
    unknown = owner is None and empty and settings.warehouse_path.exists()
    if (stranger or unknown) and not takeover:
        kind = "an empty log" if empty else "another log"
        raise LogRefused(f"{place(settings)} holds {kind} than the papers belong to. {WAYS_OUT}")
    if owner != identity:
        store.set_owner(identity)


def _check_takeover(takeover: Takeover, *, empty: bool) -> None:
    """Refuse a permission for an empty log if the log holds events, and the reverse."""
    if takeover == "new" and not empty:
        raise LogRefused("--new is for an empty log, and this one holds events: use --adopt")
    if takeover == "adopt" and empty:
        raise LogRefused("--adopt takes a log that holds events, and this one is empty: use --new")


def place(settings: Settings) -> str:
    """Return the address of the log without a user name or password."""
    scheme, _, rest = settings.log_url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"
