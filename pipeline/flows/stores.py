"""The stores that every flow works on: the log and the content store, opened by their settings."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from pipeline.conditions import foreseen_as_conditions
from pipeline.domain.aggregate import Publication, evolve
from pipeline.domain.events import PublicationEvent
from pipeline.errors import ConfigurationError
from pipeline.flows.log_identity import Takeover, check_before_opening, check_store
from pipeline.isolation import Limits, Pool, shared_pool
from pipeline.log import EventLog, open_log, utc_now
from pipeline.settings import Settings, settings
from pipeline.store.content import ContentStore

ProgressCallback = Callable[[str, int, int | None], None]
"""Callback for progress: the name of the step, the number done, and the total.

The total is None if it is not known yet.
"""


def no_progress(step: str, done: int, total: int | None) -> None:
    """Do nothing: the callback of calls without progress."""


@dataclass(frozen=True, slots=True)
class Stores:
    """The event log and the content store, from which everything else is made."""

    settings: Settings
    log: EventLog
    store: ContentStore
    takeover: Takeover = ""

    @property
    def limits(self) -> Limits:
        """Return the limits within which one document is read and parsed."""
        return limits_of(self.settings)

    @property
    def pool(self) -> Pool:
        """Return the processes that read and parse documents, which start when they are used."""
        return shared_pool(self.limits, self.settings.workers)


def limits_of(configured: Settings) -> Limits:
    """Return the limits within which one document is read and parsed."""
    return Limits(configured.reader_seconds, configured.reader_memory_mb)


@contextmanager
def open_stores(
    configured: Settings | None = None,
    clock: Callable[[], datetime] = utc_now,
    takeover: Takeover = "",
) -> Iterator[Stores]:
    """Open the log and the content store that the settings name; create them if they do not exist.

    Raises:
        ConfigurationError: a setting names nothing that can hold a log or a store.
        LogRefused: the store belongs to another log, and ``takeover`` does not allow that.
        MachineCondition: the machine failed at any step within the block (full disk and the like).
    """
    chosen = configured or settings()
    with foreseen_as_conditions():
        refuse_local_places(chosen)
        chosen.home.mkdir(parents=True, exist_ok=True)
        store = ContentStore(chosen.store_url)
        check_before_opening(chosen, store, takeover)
        with open_log(chosen.log_url, clock) as log:
            check_store(chosen, log, store, takeover)
            yield Stores(chosen, log, store, takeover)


def refuse_local_places(chosen: Settings) -> None:
    """Refuse settings with which several hosts would each use a log or warehouse of their own.

    Raises:
        ConfigurationError: several hosts share the work and a place is local to one of them.
    """
    if chosen.shared and (local := chosen.local_only()):
        raise ConfigurationError(
            f"several hosts work on one log (GRIFFIER_SHARED), but {', '.join(local)} "
            f"{'is' if len(local) == 1 else 'are'} local to one of them: set a postgresql:// log "
            "and object-store addresses (s3://…), or run with the LocalExecutor on one host"
        )


def every_publication(stores: Stores) -> dict[str, Publication]:
    """Return the state of every publication in the log, by id, in one scan."""
    states: dict[str, Publication] = {}
    for position, event in stores.log.read():
        if isinstance(event, PublicationEvent):
            name = event.publication_id
            states[name] = evolve(
                states.get(name) or Publication(publication_id=name), position, event
            )
    return states


def held_papers(stores: Stores) -> int:
    """Return the number of papers with an accepted version."""
    return sum(state.accepted_version is not None for state in every_publication(stores).values())
