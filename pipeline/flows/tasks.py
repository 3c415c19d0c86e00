"""What the DAGs call: one function per task, plain values in and out, everything opened and closed inside."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pipeline.flows import deciding, fetching, ingesting, publishing, reviewing
from pipeline.flows.archive import open_archive

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FETCH_BATCH = 100
"""Publications per fetching task: a retry after an outage repeats at most this many."""


def amsterdam_day(moment: datetime | str) -> date:
    """The day in Amsterdam of a moment, or the day that a text states in ISO 8601."""
    return date.fromisoformat(moment) if isinstance(moment, str) else moment.astimezone(AMSTERDAM).date()


def list_interval(since: datetime | str, until: datetime | str) -> list[list[str]]:
    """List the source for these days, both inclusive; batches of publication ids of which it has something new."""
    with open_archive() as archive:
        todo = ingesting.list_and_plan(archive, amsterdam_day(since), amsterdam_day(until))
    return _groups(todo)


def plan_rechecks() -> list[list[str]]:
    """Batches of every publication that is held, to be asked for again."""
    with open_archive() as archive:
        return _groups(fetching.plan_rechecks(archive))


def _groups(publication_ids: list[str]) -> list[list[str]]:
    return [publication_ids[first : first + FETCH_BATCH] for first in range(0, len(publication_ids), FETCH_BATCH)]


def fetch_batch(publication_ids: list[str], run: str) -> dict[str, int]:
    """Fetch one batch; how many were fetched, failed and withdrawn."""
    with open_archive() as archive, ingesting.open_source(archive.settings) as source:
        return fetching.fetch(archive, source, publication_ids, run)


def plan_decisions() -> list[list[str]]:
    """Batches of publication ids that wait for a judgement."""
    with open_archive() as archive:
        return deciding.batches(deciding.plan_decisions(archive))


def parse_batch(publication_ids: list[str]) -> str | None:
    """Read and parse one batch; the hash that names its rows, None when nothing could be read."""
    with open_archive() as archive:
        return deciding.parse_batch(archive, publication_ids)


def decide_batches(batches: list[str]) -> dict[str, int]:
    """Judge stored batches; how many publications were accepted and quarantined."""
    with open_archive() as archive:
        tallies = [deciding.decide_batch(archive, batch, data_docs=batch == batches[-1]) for batch in batches]
    return dict(sum(map(Counter, tallies), Counter()))


def publish() -> int | None:
    """Bring the warehouse up to the log and publish it; its log position, None when it already was."""
    with open_archive() as archive:
        return publishing.publish(archive)


def plan_reviews() -> list[dict[str, object]]:
    """For each publication that waits for a person, the run that asks: named by what was judged, so it is asked once."""
    with open_archive() as archive:
        judged = [state.open_quarantine.event for state in reviewing.waiting(archive) if state.open_quarantine]
    return [
        {
            "question_id": f"{event.publication_id}_{event.content_sha256[:12]}",
            "question": {"publication_id": event.publication_id, "content_sha256": event.content_sha256},
        }
        for event in judged
    ]


def explain_quarantine(publication_id: str) -> str:
    """Why a publication waits, in Markdown, with the letter's own text around each failing span."""
    with open_archive() as archive:
        findings = reviewing.findings(archive, publication_id)
    return "\n\n".join(_paragraph(finding) for finding in findings)


def _paragraph(finding: reviewing.Finding) -> str:
    reason = f"**{finding.failure['rule']}**: {finding.failure['reason']}"
    if not finding.span:
        return reason
    quoted = f"… {finding.before}⟦{finding.span}⟧{finding.after} …".replace("\n", "\n> ")
    return f"{reason}\n\n> {quoted}"


def record_decision(publication_id: str, content_sha256: str, *, release: bool, by: str, why: str) -> None:
    """Write a person's word about the bytes that were judged to the log."""
    with open_archive() as archive:
        reviewing.record(archive, publication_id, content_sha256, release=release, by=by, why=why)


def write_report() -> Path:
    """Write the data-quality report beside the warehouse; its path."""
    with open_archive() as archive:
        return publishing.write_report(archive)
