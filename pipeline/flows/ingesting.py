"""Ingesting for the command line: from a source to validated papers in one call.

The DAGs run the same steps as separate tasks.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

from pipeline.errors import ConfigurationError
from pipeline.flows.fetch_plans import plan_copies, plan_fetches, plan_leftovers, plan_rechecks
from pipeline.flows.fetching import Source, fetch
from pipeline.flows.listing import Listing, list_catalogue, list_folder
from pipeline.flows.stores import ProgressCallback, Stores, no_progress
from pipeline.settings import Settings
from pipeline.source.catalogue import Catalogue
from pipeline.source.folder import Folder
from pipeline.source.repository import Repository

INTERVAL = timedelta(days=31)
"""Days listed at once.

An interval is in the log, and its papers fetched, before the next begins.
"""


def intervals(since: date, until: date) -> Iterator[tuple[date, date]]:
    """Yield the days from ``since`` to ``until`` (inclusive), at most ``INTERVAL`` at a time."""
    while since <= until:
        end = min(since + INTERVAL - timedelta(days=1), until)
        yield since, end
        since = end + timedelta(days=1)


def up_to_today(since: date, until: date, today: date) -> tuple[date, date]:
    """Return the interval, cut at today.

    Why: a listing of future days would be recorded as complete.

    Raises:
        ConfigurationError: all of the days are in the future.
    """
    if today < since <= until:
        raise ConfigurationError(
            f"the first day, {since}, has yet to come: today is {today}, so give that day or an "
            "earlier one"
        )
    return since, min(until, today)


@contextmanager
def open_source(settings: Settings) -> Iterator[Source]:
    """Open the source that ``GRIFFIER_SOURCE`` names: the official repository, or a folder."""
    with closing(_folder(settings) or Repository(settings)) as source:
        yield source


def _folder(settings: Settings) -> Folder | None:
    kind, _, path = settings.source.partition(":")
    if kind == "folder" and path:
        return Folder(Path(path))
    if settings.source == "catalogue":
        return None
    raise ConfigurationError(
        f"GRIFFIER_SOURCE is {settings.source!r}: it must be catalogue, or folder:PATH"
    )


def list_source(
    stores: Stores, since: date, until: date, on_progress: ProgressCallback = no_progress
) -> Listing:
    """List the source for these days; a folder has no days and is listed completely.

    Raises:
        ConfigurationError: the days end before they begin.
    """
    folder = _folder(stores.settings)
    if folder is not None:
        return list_folder(stores, folder, on_progress)
    if since > until:
        raise ConfigurationError(
            f"the first day, {since}, comes after the last, {until}: give both, the earlier one "
            "first"
        )
    with closing(Catalogue(stores.settings)) as catalogue:
        return list_catalogue(stores, catalogue, since, until, on_progress)


def list_and_plan(
    stores: Stores,
    since: date,
    until: date,
    on_progress: ProgressCallback = no_progress,
    *,
    retry: bool = True,
) -> list[str]:
    """List these days and return the publications to fetch.

    These are the new ones of those listed, and with ``retry`` also the ones that earlier runs did
    not fetch.
    """
    listed = list_source(stores, since, until, on_progress).publication_ids
    if _folder(stores.settings):
        return plan_copies(stores, listed)
    return list(
        dict.fromkeys((*plan_fetches(stores, listed), *(plan_leftovers(stores) if retry else ())))
    )


def fetch_planned(
    stores: Stores, source: Source, publication_ids: Sequence[str], run: str
) -> dict[str, int]:
    """Fetch the planned publications, except those that another run fetched meanwhile.

    Why: intervals overlap, so several runs plan the same paper.
    """
    planned = (
        publication_ids if isinstance(source, Folder) else plan_fetches(stores, publication_ids)
    )
    return fetch(stores, source, planned, run)


def ingest(
    stores: Stores, since: date, until: date, run: str, on_progress: ProgressCallback = no_progress
) -> dict[str, int]:
    """List, fetch and validate these days.

    Returns:
        The number of publications by result: fetched, failed, withdrawn, accepted, quarantined.
    """
    from pipeline.flows.acceptance import decide, plan_decisions  # noqa: PLC0415 -- Polars is slow

    tally: Counter[str] = Counter()
    with open_source(stores.settings) as source:
        for start, end in (
            [(since, until)] if isinstance(source, Folder) else intervals(since, until)
        ):
            todo = list_and_plan(stores, start, end, on_progress, retry=False)
            tally += Counter(fetch(stores, source, todo, run, on_progress))
        if not isinstance(source, Folder):
            tally += Counter(fetch(stores, source, plan_leftovers(stores, run), run, on_progress))
    return dict(tally + Counter(decide(stores, plan_decisions(stores), on_progress)))


def recheck(
    stores: Stores, run: str, on_progress: ProgressCallback = no_progress
) -> dict[str, int]:
    """Fetch again all papers that the source delivered or failed to; validate those that changed.

    Returns:
        The same counts as ``ingest``.
    """
    from pipeline.flows.acceptance import decide, plan_decisions  # noqa: PLC0415 -- Polars is slow

    with open_source(stores.settings) as source:
        tally = Counter(fetch(stores, source, plan_rechecks(stores, source.name), run, on_progress))
    return dict(tally + Counter(decide(stores, plan_decisions(stores), on_progress)))
