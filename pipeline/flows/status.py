"""Status: the state of each publication by the log, and the row counts of the warehouse."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from pipeline.domain.aggregate import fold
from pipeline.domain.events import Event
from pipeline.errors import ConfigurationError
from pipeline.flows.stores import Stores, every_publication
from pipeline.warehouse import connect, published_position
from pipeline.warehouse.reader import holds_sample

if TYPE_CHECKING:
    from pipeline.parsing.origin import Row

COUNTED = {
    "publications": "publication",
    "letters": "letter",
    "questions": "asked_question",
    "repeated_questions": "repeated_question",
    "answers": "answer",
    "ministers": "minister",
    "references": "reference",
    "commitments": "commitment_deadline WHERE NOT procedural",
    "announced_replies": "commitment_deadline WHERE procedural",
}
"""Names of the counts, and the rows that each counts.

Why: a question that several papers repeat is counted once, and an announcement that a reply comes
later is no promise; with ``repeated_questions`` and ``announced_replies`` they are all rows of
``question`` and ``commitment``.
"""
PROVENANCE = {field.name for field in fields(Event)}


def summary(stores: Stores) -> dict[str, object]:
    """Return row counts of the published warehouse, the number of quarantined papers, and paths."""
    path = stores.settings.warehouse_path
    facts: dict[str, object] = {}
    if published_position(path):
        with connect(path) as connection:
            for name, source in COUNTED.items():
                count = f"SELECT count(*) FROM {source}"  # noqa: S608 -- our own words
                facts[name] = connection.execute(count).fetchall()[0][0]
            held_back = "SELECT count(DISTINCT publication_id) FROM quarantine WHERE state = 'open'"
            facts["quarantined"] = connection.execute(held_back).fetchall()[0][0]
            if holds_sample(connection):
                facts["sample"] = "invented letters of invented people"
    report = stores.settings.home / "report" / "index.html"
    facts["log position"] = stores.log.position()
    facts["warehouse"] = str(path)
    facts["report"] = str(report) if report.exists() else "not written yet: griffier report"
    return facts


def publication_statuses(stores: Stores) -> list[Row]:
    """Return every publication with its state, version and reason, in the order of their ids.

    The reason is empty if the latest text is held.
    """
    rows: list[Row] = []
    for name, state in sorted(every_publication(stores).items()):
        word, why = state.status
        version = state.accepted_version.version if state.accepted_version else None
        rows.append({"publication_id": name, "state": word, "version": version, "why": why})
    return rows


def history(stores: Stores, name: str) -> list[dict[str, Any]]:
    """Return every event of one publication, found by its id or by any identifier it ever had.

    If a paper was moved to another identifier, the events under the former ones are included.

    Raises:
        ConfigurationError: nothing in the log has that name.
    """
    pairs = stores.log.stream(name)
    if not pairs or fold(name, pairs).withdrawn:
        owners = set(stores.log.waiting.named(name)) - {name}
        pairs = sorted(
            (*pairs, *(pair for owner in owners for pair in stores.log.stream(owner))),
            key=lambda pair: pair[0],
        )
    if not pairs:
        raise ConfigurationError(
            f"nothing in the log is called {name}: `griffier status` lists what is there"
        )
    return [
        {
            "position": position,
            "at": event.timestamp.isoformat(timespec="seconds"),
            "event": type(event).__name__,
            "what": {
                key: value
                for key, value in asdict(event).items()
                if key not in PROVENANCE and value
            },
        }
        for position, event in pairs
    ]
