"""Queries for pending work on the projection that is kept beside the events."""

from pipeline.log import projection
from pipeline.log.projection import HeldBack, held_back
from pipeline.log.storage import Storage


class Waiting:
    """Queries for publications to fetch, validate, review or recheck, each in the order of ids."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def to_fetch(self, tries: int) -> list[str]:
        """Return the publications to fetch that failed on fewer than ``tries`` runs in a row."""
        return self._names(projection.TO_FETCH, tries)

    def to_judge(self, made_by: str, limits: str) -> list[str]:
        """Return the publications to validate.

        These are new bytes, and papers that exceeded limits of the process if the limits or the
        reader and parser differ from these.
        """
        return self._names(projection.TO_JUDGE, limits, made_by)

    def not_made_by(self, made_by: str) -> list[str]:
        """Return the publications that were validated with another reader or parser."""
        return self._names(projection.STALE, made_by, made_by)

    def to_recheck(self, source: str) -> list[str]:
        """Return the publications that this source delivered or failed to."""
        return self._names(projection.TO_RECHECK[source])

    def held_back(self) -> list[HeldBack]:
        """Return every publication that was ever quarantined."""
        return [held_back(row) for row in self._storage.ask(projection.HELD_BACK)]

    def named(self, value: str, scheme: str | None = None) -> list[str]:
        """Return the publications that ever had this name, of this scheme if one is given."""
        if scheme is None:
            return list(dict.fromkeys(self._names(projection.NAMED, value)))
        return self._names(projection.NAMED_BY, value, scheme)

    def everything(self) -> list[list[tuple[object, ...]]]:
        """Return all rows of the projection, by table, in one order: for comparison."""
        return [self._storage.ask(statement) for statement in projection.DUMP]

    def _names(self, statement: str, *values: object) -> list[str]:
        return [str(name) for (name,) in self._storage.ask(statement, *values)]
