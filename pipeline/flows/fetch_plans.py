"""Selection of papers to fetch: new ones, copies in a folder, unfinished ones, and rechecks."""

from collections.abc import Sequence

from pipeline.domain.aggregate import CATALOGUE, Publication
from pipeline.flows.stores import Stores

TRIES = 10
"""Failed runs after which only ``recheck`` retries a paper.

Why: ordinary runs would add one failure event per day, without end.
"""


def plan_fetches(stores: Stores, publication_ids: Sequence[str]) -> list[str]:
    """Return the listed publications to fetch, in the given order.

    These are the ones that are new, failed before, or were withdrawn and are listed again.
    """
    states = stores.log.publications(publication_ids)
    return [
        name
        for name in publication_ids
        if (state := states[name]).needs_fetch or state.failed or state.withdrawn
    ]


def plan_copies(stores: Stores, publication_ids: Sequence[str]) -> list[str]:
    """Return the papers in a folder to read, in the given order.

    These are all papers that the official source has not delivered, under this or another
    identifier.

    Why: a folder does not record when a file changed, and reading it again is cheap; but a copy of
    a paper must not replace the official one.
    """
    states = stores.log.publications(publication_ids)
    return [name for name in publication_ids if not _is_official(states[name])]


def _is_official(state: Publication) -> bool:
    elsewhere = state.withdrawn and not state.withdrawn.url.startswith("file:")
    return bool(elsewhere or (state.listed_by(CATALOGUE) and state.fetched))


def plan_leftovers(stores: Stores, run: str = "") -> list[str]:
    """Return the listed papers that earlier runs did not fetch, in the order of their ids.

    Papers that failed on the run named ``run`` are left to the next run, and papers that failed on
    ``TRIES`` runs to the recheck.

    Why: an outage ends, a paper that is gone is asked for twice, and a run that stopped between
    listing and fetching may never be repeated.
    """
    undone = stores.log.waiting.to_fetch(TRIES)
    states = stores.log.publications(undone)
    return [name for name, state in states.items() if not _failed_on(state, run)]


def _failed_on(state: Publication, run: str) -> bool:
    return state.failed is not None and state.failed.run == run


def plan_rechecks(stores: Stores, source: str) -> list[str]:
    """Return every publication that this source delivered, or failed to, in the order of their ids.

    Why: a paper that is available again need not be listed again, since its record did not change.
    """
    return stores.log.waiting.to_recheck(source)
