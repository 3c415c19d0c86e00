"""The stored form of events, which stays readable when the code changes."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path
from types import new_class

import pytest
from event_builders import ONE_OF_EACH, listed, validated
from eventsourcing import utils

from pipeline.domain.events import (
    EVENTS,
    CorrectionWithdrawn,
    Event,
    ListingCompleted,
    LogSealed,
    PublicationAccepted,
    PublicationCorrected,
    PublicationListed,
    PublicationQuarantined,
    ValidationCompleted,
)
from pipeline.errors import ConfigurationError, LogDamaged
from pipeline.identity import stream_id
from pipeline.log import EventLog, codec, open_log
from pipeline.warehouse.rows import quality_rows

FIRST_RELEASE = Path(__file__).with_name("first_release.jsonl")
"""One stored row of every kind of event as the first release wrote it: topic and state. Never
rewrite a line of it."""
LATER = {LogSealed.TOPIC, PublicationCorrected.TOPIC, CorrectionWithdrawn.TOPIC}
"""Kinds of events that the first release did not have."""


def store_raw(
    path: Path, publication_id: str, version: int, topic: str, state: dict[str, object]
) -> None:
    """Put a row into the log's table as some other release would have written it."""
    with closing(sqlite3.connect(path)) as connection, connection:
        row = (stream_id(publication_id).hex, version, topic, json.dumps(state).encode())
        connection.execute("INSERT INTO stored_events VALUES (?, ?, ?, ?)", row)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the file of the log."""
    return tmp_path / "log.sqlite"


@pytest.fixture
def log(path: Path) -> Iterator[EventLog]:
    """Yield an empty log in that file."""
    with open_log(f"sqlite:///{path}") as opened:
        yield opened


def state_of(event: Event) -> dict[str, object]:
    """Return the fields that a release at the present version stores, in the form in which it
    stores them.
    """
    _, stored = codec.encode(event, 1, event.timestamp)
    state: dict[str, object] = json.loads(stored.state)
    return state


def test_events_read_back_equal_those_appended(log: EventLog) -> None:
    """Every kind of event survives being stored, field for field."""
    for event in ONE_OF_EACH:
        log.append(
            [event],
            log.stream(event.stream)[-1][1].originator_version if log.stream(event.stream) else 0,
        )
    assert list(ONE_OF_EACH) == [event for _, event in log.read()]


def test_every_event_of_the_first_release_is_still_read(log: EventLog, path: Path) -> None:
    """Rows that the first release wrote give whole events of today's classes."""
    rows = [json.loads(line) for line in FIRST_RELEASE.read_text(encoding="utf-8").splitlines()]
    for version, row in enumerate(rows, start=1):
        store_raw(path, "kst-99999-A", version, row["topic"], row["state"])
    for (_, event), row in zip(log.read(), rows, strict=True):
        assert row["topic"] == event.TOPIC
        assert {field.name for field in fields(event)} == set(vars(event))
    assert {kind.TOPIC for kind in EVENTS} - LATER == {row["topic"] for row in rows}


def test_an_older_event_is_upcast_on_read(log: EventLog, path: Path) -> None:
    """A listing stored as version 1, which had no title of the document, gets it; the stored row
    stays as it was.
    """
    state = state_of(listed(title="Een verzonnen dossier; Verslag van een schriftelijk overleg"))
    del state["class_version"], state["document_title"]
    store_raw(path, "kst-99999-A", 1, PublicationListed.TOPIC, state)

    (_, event), *_ = log.read()

    assert isinstance(event, PublicationListed)
    assert event.document_title == "Verslag van een schriftelijk overleg"
    with closing(sqlite3.connect(path)) as connection:
        (stored,) = connection.execute("SELECT state FROM stored_events").fetchone()
    assert state == json.loads(stored)


def test_a_validation_of_the_first_release_is_read_without_publications(
    log: EventLog, path: Path
) -> None:
    """The counts are kept; the publications of the rows are not known."""
    lines = map(json.loads, FIRST_RELEASE.read_text(encoding="utf-8").splitlines())
    old = next(line for line in lines if line["topic"] == ValidationCompleted.TOPIC)
    store_raw(path, "kst-99999-A", 1, old["topic"], old["state"])
    (_, event), *_ = log.read()
    assert isinstance(event, ValidationCompleted)
    assert [
        {**result, "publication_ids": None} for result in old["state"]["results"]
    ] == event.results


def test_a_validation_is_small_and_one_stored_unpacked_gives_the_same_rows(
    log: EventLog, path: Path
) -> None:
    """Version 2 stored the results as they are: 29 kB a run of 130 rules, of which most passed."""
    result, _ = validated().results
    results = [{**result, "expectation_id": f"rule_{number}"} for number in range(130)]
    new = replace(validated(), packed_results=ValidationCompleted.pack(results))
    state = state_of(new)
    old = {**state, "class_version": 2, "results": results}
    del old["packed_results"]
    store_raw(path, new.stream, 1, ValidationCompleted.TOPIC, old)
    (_, event), *_ = log.read()
    assert isinstance(event, ValidationCompleted)
    assert len(json.dumps(old)) > 20_000
    assert len(json.dumps(state)) < 3_000
    assert event == new
    expected = [{**row, "validated_at": event.timestamp} for row in quality_rows(1, new)]
    assert expected == quality_rows(1, event)
    assert results == event.results


def test_decisions_of_the_first_release_are_read_without_words_and_warnings(
    log: EventLog, path: Path
) -> None:
    """Their reasons and places are kept as they were."""
    lines = [json.loads(line) for line in FIRST_RELEASE.read_text(encoding="utf-8").splitlines()]
    old = [
        line
        for line in lines
        if line["topic"] in {PublicationAccepted.TOPIC, PublicationQuarantined.TOPIC}
    ]
    for version, line in enumerate(old, start=1):
        store_raw(path, "kst-99999-A", version, line["topic"], line["state"])
    accepted_versions, held_back = (event for _, event in log.read())
    assert isinstance(accepted_versions, PublicationAccepted)
    assert isinstance(held_back, PublicationQuarantined)
    assert [] == accepted_versions.warnings == held_back.warnings
    assert [
        {**failure, "words": None} for failure in old[1]["state"]["failures"]
    ] == held_back.failures


@pytest.mark.parametrize(
    ("warnings", "short_by"),
    [
        ([], 0),
        (["[empty] kst from 2026-01-01 to 2026-01-07: nothing in 15 working days"], 0),
        (
            [
                "[volume] many",
                "[short] kst from 2026-01-01 to 2026-01-07: 12 records fewer came than the catalogue announced",
            ],
            12,
        ),
    ],
)
def test_a_shortage_in_a_listing_of_the_first_release_is_read_from_its_warning(
    log: EventLog, path: Path, warnings: list[str], short_by: int
) -> None:
    """It is read out of there, so that a habit of the catalogue's that is known already is not
    learned anew.
    """
    lines = map(json.loads, FIRST_RELEASE.read_text(encoding="utf-8").splitlines())
    old = next(line for line in lines if line["topic"] == ListingCompleted.TOPIC)
    store_raw(
        path,
        "listing:catalogue:2026-01-01:2026-01-07",
        1,
        old["topic"],
        old["state"] | {"warnings": warnings},
    )
    (_, event), *_ = log.read()
    assert isinstance(event, ListingCompleted)
    assert (short_by, warnings) == (event.short_by, event.warnings)


@pytest.mark.parametrize(
    ("topic", "version"),
    [("griffier.publication-listed", 99), ("griffier.publication-praised", 1), ("os:system", 1)],
)
def test_an_event_of_a_newer_release_is_refused(
    log: EventLog, path: Path, topic: str, version: int
) -> None:
    """A kind or a version that only a newer release knows stops the reader, with what to do about
    it.
    """
    store_raw(path, "kst-99999-A", 1, topic, state_of(listed()) | {"class_version": version})
    with pytest.raises(ConfigurationError, match="newer Griffier"):
        list(log.read())


def test_a_class_version_of_thousands_of_digits_is_damage(log: EventLog, path: Path) -> None:
    """Python converts at most 4,300 digits: the message names the event and the way out."""
    state = json.dumps(state_of(listed()) | {"class_version": 1}, separators=(",", ":"))
    damaged = state.removesuffix("1}") + "9" * 5_000 + "}"
    with closing(sqlite3.connect(path)) as connection, connection:
        row = (stream_id("kst-99999-A").hex, 1, PublicationListed.TOPIC, damaged.encode())
        connection.execute("INSERT INTO stored_events VALUES (?, ?, ?, ?)", row)
    with pytest.raises(LogDamaged, match="griffier restore"):
        list(log.read())


def test_an_old_topic_is_read_when_its_class_has_moved(
    log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stored form does not name the module, so a class under the same topic elsewhere reads it."""
    log.note([listed()])
    moved = new_class(
        "PublicationListed",
        (PublicationListed,),
        exec_body=lambda body: body.update(__module__="elsewhere"),
    )
    monkeypatch.setitem(codec.TOPICS, moved.TOPIC, moved)
    monkeypatch.setitem(utils._topic_cache, moved.TOPIC, moved)  # noqa: SLF001
    (_, event), *_ = log.read()
    assert type(event) is moved
    assert event.identifier == "kst-99999-A"


def test_no_module_path_is_stored(log: EventLog, path: Path) -> None:
    """Neither topics nor states tell where a class lives."""
    for event in ONE_OF_EACH:
        log.append(
            [event],
            log.stream(event.stream)[-1][1].originator_version if log.stream(event.stream) else 0,
        )
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT topic, state FROM stored_events").fetchall()
    assert {event.TOPIC for event in ONE_OF_EACH} == {topic for topic, _ in rows}
    assert not [state for _, state in rows if b"pipeline" in state]
