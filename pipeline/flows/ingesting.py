"""Ingesting: from a source to a published warehouse, in one call; what the DAGs do in steps, for
the command line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

from pipeline.errors import ConfigurationError
from pipeline.flows.acceptance import judge, plan_decisions
from pipeline.flows.fetch_plans import plan_copies, plan_fetches, plan_leftovers, plan_rechecks
from pipeline.flows.fetching import Source, fetch
from pipeline.flows.listing import Listing, list_catalogue, list_folder
from pipeline.flows.stores import ProgressCallback, Stores, no_progress
from pipeline.settings import Settings
from pipeline.source.catalogue import Catalogue
from pipeline.source.folder import Folder
from pipeline.source.repository import Repository

INTERVAL = timedelta(days=31)
"""Days listed at once: an interval is in the log, and its papers fetched, before the next begins.
"""


def intervals(since: date, until: date) -> Iterator[tuple[date, date]]:
    """The days from ``since`` up to and including ``until``, in stretches of at most
    ``INTERVAL``.
    """
    while since <= until:
        end = min(since + INTERVAL - timedelta(days=1), until)
        yield since, end
        since = end + timedelta(days=1)


def up_to_today(since: date, until: date, today: date) -> tuple[date, date]:
    """These days without those that have yet to come: nobody can list those whole, yet they would
    count as listed ever after.

    Raises:
        ConfigurationError: none of the days has come yet.
    """
    if today < since <= until:
        raise ConfigurationError(
            f"the first day, {since}, has yet to come: today is {today}, so give that day or an "
            "earlier one"
        )
    return since, min(until, today)


@contextmanager
def open_source(settings: Settings) -> Iterator[Source]:
    """Whatever ``GRIFFIER_SOURCE`` names: the repository behind the catalogue, or a folder."""
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
    archive: Stores, since: date, until: date, on_progress: ProgressCallback = no_progress
) -> Listing:
    """List what the source says about these days; a folder has no days and is listed whole.

    Raises:
        ConfigurationError: the days end before they begin.
    """
    folder = _folder(archive.settings)
    if folder is not None:
        return list_folder(archive, folder, on_progress)
    if since > until:
        raise ConfigurationError(
            f"the first day, {since}, comes after the last, {until}: give both, the earlier one "
            "first"
        )
    with closing(Catalogue(archive.settings)) as catalogue:
        return list_catalogue(archive, catalogue, since, until, on_progress)


def list_and_plan(
    archive: Stores,
    since: date,
    until: date,
    on_progress: ProgressCallback = no_progress,
    *,
    retry: bool = True,
) -> list[str]:
    """List these days; the publications to fetch: what is new of those listed, and if so wished
    whatever failed us before.
    """
    listed = list_source(archive, since, until, on_progress).publication_ids
    if _folder(archive.settings):
        return plan_copies(archive, listed)
    return list(
        dict.fromkeys((*plan_fetches(archive, listed), *(plan_leftovers(archive) if retry else ())))
    )


def fetch_planned(
    archive: Stores, source: Source, publication_ids: Sequence[str], run: str
) -> dict[str, int]:
    """Fetch what a run planned, less what another one has fetched meanwhile: intervals overlap, so
    several plan one paper.
    """
    planned = (
        publication_ids if isinstance(source, Folder) else plan_fetches(archive, publication_ids)
    )
    return fetch(archive, source, planned, run)


def ingest(
    archive: Stores, since: date, until: date, run: str, on_progress: ProgressCallback = no_progress
) -> dict[str, int]:
    """List, fetch and judge these days; how many publications were fetched, failed, withdrawn,
    accepted, quarantined.
    """
    tally: Counter[str] = Counter()
    with open_source(archive.settings) as source:
        for start, end in (
            [(since, until)] if isinstance(source, Folder) else intervals(since, until)
        ):
            todo = list_and_plan(archive, start, end, on_progress, retry=False)
            tally += Counter(fetch(archive, source, todo, run, on_progress))
        if not isinstance(source, Folder):
            tally += Counter(fetch(archive, source, plan_leftovers(archive, run), run, on_progress))
    return dict(tally + Counter(judge(archive, plan_decisions(archive), on_progress)))


def recheck(
    archive: Stores, run: str, on_progress: ProgressCallback = no_progress
) -> dict[str, int]:
    """Ask again for all that the source gave us or could not give us, and judge what changed;
    counts as for ``ingest``.
    """
    with open_source(archive.settings) as source:
        tally = Counter(
            fetch(archive, source, plan_rechecks(archive, source.name), run, on_progress)
        )
    return dict(tally + Counter(judge(archive, plan_decisions(archive), on_progress)))
