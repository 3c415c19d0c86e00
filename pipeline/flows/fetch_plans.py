"""Which papers to fetch: what is new, what is in a folder, what was left undone, what is held and
may have changed.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain.aggregate import CATALOGUE, Publication
from pipeline.flows.stores import Stores

TRIES = 10
"""Ordinary runs that ask for a paper in vain before it is left to the recheck: one a day else, in
the log too, for ever."""


def plan_fetches(archive: Stores, publication_ids: Sequence[str]) -> list[str]:
    """Which of these listed publications to fetch, in the given order: what is new, failed us, or
    was withdrawn and is back.
    """
    states = archive.log.publications(publication_ids)
    return [
        name
        for name in publication_ids
        if (state := states[name]).needs_fetch or state.failed or state.withdrawn
    ]


def plan_copies(archive: Stores, publication_ids: Sequence[str]) -> list[str]:
    """Which of these papers in a folder to read: all that the official source has not given us,
    also by another name.

    A folder does not tell when a file changed, and reading it again costs next to nothing; but a
    copy of a paper must not take the place of the paper itself.
    """
    states = archive.log.publications(publication_ids)
    return [name for name in publication_ids if not _is_official(states[name])]


def _is_official(state: Publication) -> bool:
    elsewhere = state.withdrawn and not state.withdrawn.url.startswith("file:")
    return bool(elsewhere or (state.listed_by(CATALOGUE) and state.fetched))


def plan_leftovers(archive: Stores, run: str = "") -> list[str]:
    """What earlier runs left undone of what the catalogue lists, in the order of their ids.

    An outage passes, gone is asked twice, and a run that stopped or was killed between listing and
    fetching may never be done again. What failed on the run of this name is left to the next one,
    and what failed on many to the recheck.
    """
    undone = archive.log.waiting.to_fetch(TRIES)
    states = archive.log.publications(undone)
    return [name for name, state in states.items() if not _failed_on(state, run)]


def _failed_on(state: Publication, run: str) -> bool:
    return state.failed is not None and state.failed.run == run


def plan_rechecks(archive: Stores, source: str) -> list[str]:
    """Every publication that this source gave us, or could not give us, in the order of their ids.

    A paper that is back at the source need not be listed again: nothing about it changed.
    """
    return archive.log.waiting.to_recheck(source)
