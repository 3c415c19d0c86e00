"""Status: the state of each publication by the log, and the row counts of the warehouse."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from pipeline.domain.aggregate import fold
from pipeline.domain.events import Event
from pipeline.errors import ConfigurationError
from pipeline.flows.stores import Stores, every_publication
from pipeline.warehouse import connect, published_position

if TYPE_CHECKING:
    from pipeline.parsing.origin import Row

COUNTED = {
    "publication": "publication",
    "letter": "letter",
    "question": "asked_question",
    "repeated_question": "repeated_question",
    "answer": "answer",
    "minister": "minister",
    "reference": "reference",
    "commitment": "commitment",
}
"""Names of the counts, and the table or view that each counts.

Why: a question that several papers repeat is counted once; both numbers together are the rows of
``question``.
"""
PROVENANCE = {field.name for field in fields(Event)}


def summary(stores: Stores) -> dict[str, object]:
    """Return row counts of the published warehouse, the number of quarantined papers, and paths."""
    path = stores.settings.warehouse_path
    facts: dict[str, object] = {}
    if published_position(path):
        with connect(path) as connection:
            for table, source in COUNTED.items():
                facts[f"{table}s"] = connection.table(source).count("*").fetchall()[0][0]
            held_back = "SELECT count(DISTINCT publication_id) FROM quarantine WHERE state = 'open'"
            facts["quarantined"] = connection.execute(held_back).fetchall()[0][0]
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
