"""Functions that the DAGs call, one per task.

Arguments and results are plain values; each function opens and closes the stores itself, and
imports what it needs.

Why: each runs in a process of its own, and Polars and DuckDB take a second to import.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from pipeline import metrics
from pipeline.flows.stores import Stores, open_stores
from pipeline.settings import settings

if TYPE_CHECKING:
    from pipeline.flows.fetching import Source
    from pipeline.flows.publishing import Snapshot
    from pipeline.flows.reviewing import Judgement

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FETCH_BATCH = 100
"""Publications per fetching task: a retry after an outage repeats at most this many."""
MOST_GROUPS = 1_000
"""Most groups that one task is mapped over.

Why: Airflow fails the planning of more than 1,024 (``max_map_length``).
"""
REVIEWS_AT_ONCE = 100
"""Most review runs that one build starts.

Why: each costs a task, and the next build starts the rest.
"""
NAMES_AT_ONCE = 50
"""Most runs that are counted in one request.

Why: their names are in its address.
"""
# Airflow's own rule for the names of runs (core.allowed_run_id_pattern); a file may have any name.
NOT_IN_A_RUN_NAME = re.compile(r"[^A-Za-z0-9_.~:+-]")


def amsterdam_day(moment: datetime | str) -> date:
    """Return the day in Amsterdam of a moment, or the day that a text states in ISO 8601."""
    return (
        date.fromisoformat(moment)
        if isinstance(moment, str)
        else moment.astimezone(AMSTERDAM).date()
    )


@dataclass(frozen=True, slots=True)
class Fetched:
    """Result of fetching one batch.

    ``papers`` is the number of papers by outcome, ``position`` that of the log, and ``new`` is True
    if the log grew, so that there may be something to build.
    """

    papers: dict[str, int]
    position: int
    new: bool


@dataclass(frozen=True, slots=True)
class Published:
    """Result of a publish: the figures of the warehouse, and whether it is ``new``."""

    snapshot: Snapshot
    new: bool


def list_interval(since: datetime | str, until: datetime | str, *, retry: bool) -> list[list[str]]:
    """List the source for these days (both inclusive, up to today); return batches of ids to fetch.

    ``retry`` adds the publications that earlier runs did not fetch, whenever they were listed.
    """
    from pipeline.flows import ingesting

    days = ingesting.up_to_today(
        amsterdam_day(since), amsterdam_day(until), amsterdam_day(datetime.now(tz=UTC))
    )
    with open_stores() as stores, metrics.timed("list"):
        todo = ingesting.list_and_plan(stores, *days, retry=retry)
    return groups(todo)


def plan_rechecks() -> list[list[str]]:
    """Return batches of all publications that the source delivered or failed to, for a recheck."""
    from pipeline.flows import fetch_plans, ingesting

    with open_stores() as stores, ingesting.open_source(stores.settings) as source:
        held = fetch_plans.plan_rechecks(stores, source.name)
    # The next run cannot know which of them this one requested, so all are included.
    return groups(held, max(FETCH_BATCH, -(-len(held) // MOST_GROUPS)))


def groups(publication_ids: list[str], size: int = FETCH_BATCH) -> list[list[str]]:
    """Split the publications into groups of this size, one per task.

    There are at most ``MOST_GROUPS`` groups; the other publications follow in the next run.
    """
    starts = range(0, len(publication_ids), size)[:MOST_GROUPS]
    return [publication_ids[first : first + size] for first in starts]


def fetch_planned(publication_ids: list[str], run: str, *, yes: bool = False) -> Fetched:
    """Fetch one planned batch, except what was fetched meanwhile.

    ``yes`` takes the brake off: any number of held papers may change at once.
    """
    from pipeline.flows import ingesting

    return _fetch(ingesting.fetch_planned, publication_ids, run, yes=yes)


def fetch_batch(publication_ids: list[str], run: str, *, yes: bool = False) -> Fetched:
    """Fetch one batch again, also held papers; ``yes`` is as in ``fetch_planned``."""
    from pipeline.flows import fetching

    return _fetch(fetching.fetch, publication_ids, run, yes=yes)


def _fetch(
    fetch: Callable[[Stores, Source, list[str], str], dict[str, int]],
    publication_ids: list[str],
    run: str,
    *,
    yes: bool,
) -> Fetched:
    from pipeline.flows import ingesting

    chosen = settings().model_copy(update={"brake_share": 1.0} if yes else {})
    with open_stores(chosen) as stores, ingesting.open_source(chosen) as source:
        before = stores.log.position()
        with metrics.timed("fetch"):
            papers = fetch(stores, source, publication_ids, run)
        position = stores.log.position()
    return Fetched(papers, position, new=position > before)


def validate() -> dict[str, int]:
    """Parse and validate all fetched papers without a decision; count accepted and quarantined."""
    from pipeline.flows import acceptance, publishing

    with open_stores() as stores:
        tally = acceptance.decide(stores, acceptance.plan_decisions(stores))
        if tally:
            publishing.share_data_docs(stores)
    return tally


def publish() -> Published:
    """Bring the warehouse up to the log and publish it; return its figures.

    It is also new if reading its figures met damage, so that it was rebuilt.
    """
    from pipeline.flows import publishing
    from pipeline.warehouse.reader import current_snapshot

    with open_stores() as stores:
        path = stores.settings.warehouse_path
        with metrics.timed("publish"):
            position = publishing.publish(stores)
        snapshot = current_snapshot(path)
        described = publishing.read_or_rebuild(stores, publishing.describe)
        rebuilt = current_snapshot(path) != snapshot
        return Published(described, new=position is not None or rebuilt)


def plan_reviews(under_way: Callable[[list[str]], int]) -> list[dict[str, object]]:
    """Return the review runs to start: one for each open quarantine without a run.

    A run with a quarantine that is no longer open is started again too: it finds nothing to review,
    and ends. If a run was failed or deleted while its quarantine was open, it is started again.

    Args:
        under_way: Returns how many of the runs with these names are not done.
    """
    from pipeline.flows import reviewing

    with open_stores() as stores:
        reviews = {_run_name(judged): judged for judged in reviewing.judgements(stores)}
    running = _under_way(list(reviews), under_way)
    todo = [(name, judged) for name, judged in reviews.items() if judged.waits != (name in running)]
    return [
        {
            "review": name,
            "about": {"publication_id": judged.publication_id, "judgement": judged.position},
        }
        for name, judged in todo[:REVIEWS_AT_ONCE]
    ]


def _run_name(judged: Judgement) -> str:
    """Return the name of a review run: paper and log position of the quarantine.

    Why: the position alone would be unique; the paper's name helps people.
    """
    return f"{NOT_IN_A_RUN_NAME.sub('~', judged.publication_id)[:200]}_{judged.position}"


def _under_way(names: list[str], count: Callable[[list[str]], int]) -> set[str]:
    """Find the unfinished runs by bisection, since only their number can be queried.

    Why: most runs are done, so few queries suffice.
    """
    if not names:
        return set()
    if len(names) <= NAMES_AT_ONCE and (running := count(names)) in {0, len(names)}:
        return set(names) if running else set()
    middle = len(names) // 2
    return _under_way(names[:middle], count) | _under_way(names[middle:], count)


def question(publication_id: str, judgement: int) -> dict[str, Any] | None:
    """Return the prompt for the quarantine at this log position; None if it is no longer open."""
    from pipeline.flows import review_prompt

    with open_stores() as stores:
        prompt = review_prompt.question(stores, publication_id, judgement)
    return asdict(prompt) if prompt else None


def record_answer(
    publication_id: str, judgement: int, *, release: bool, user: Mapping[str, str], why: str
) -> bool:
    """Record the answer of an Airflow user; return True if it holds, False if it is too late."""
    from pipeline.flows import reviewing

    by = (
        user["name"]
        if user["name"] == user["id"]
        else f"{user['name'].strip()} ({user['id']})".strip()
    )
    with open_stores() as stores:
        return reviewing.answer(stores, publication_id, judgement, release=release, by=by, why=why)


def write_report() -> Path:
    """Write the data-quality report beside the warehouse; return its path."""
    from pipeline.flows import publishing

    with open_stores() as stores, metrics.timed("report"):
        return publishing.write_report(stores)


def verify() -> list[str]:
    """Look for damage to log, store and warehouse; return one line for each with what to do."""
    from pipeline.flows import verifying

    with open_stores() as stores:
        return [
            f"{damage.part} {damage.subject}: {damage.reason}; {damage.advice}"
            for damage in verifying.verify(stores)
        ]


def clear() -> dict[str, int]:
    """Remove unnamed blobs, old snapshots and leftovers; return how many."""
    from pipeline.flows import repairing

    with open_stores() as stores:
        return asdict(repairing.clear(stores))


def send_digest(since: datetime) -> int:
    """Mail the digest of the days since this moment; return the number of subscribers."""
    from pipeline.flows import digests

    return digests.send(settings(), amsterdam_day(since))
