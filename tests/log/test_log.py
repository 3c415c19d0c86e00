"""Guarantees of the event log, on an SQLite file and on PostgreSQL alike."""

from datetime import UTC, datetime, timedelta

import pytest
from event_builders import (
    PAPER,
    accepted,
    assigned,
    failed,
    fetched,
    listed,
    listing,
    quarantined,
    released,
    sha,
    validated,
)

from pipeline.domain.aggregate import Publication
from pipeline.domain.events import Event, IdentifierAssigned, PublicationFetched
from pipeline.errors import DecisionRefused, LogConflict
from pipeline.log import EventLog, eventlog, open_log
from pipeline.log.storage import CHUNK, PAGE


def said(log: EventLog) -> list[Event]:
    """Return everything in the log, without places."""
    return [event for _, event in log.read()]


def papers(number: int, content: str = "one") -> list[PublicationFetched]:
    """Return the same claim about many papers."""
    return [fetched(content, paper=f"kst-10000-{index}") for index in range(number)]


def test_an_empty_log_has_no_position(log: EventLog) -> None:
    """Nothing happened: position 0, no events, an empty state for any paper."""
    assert log.position() == 0
    assert said(log) == []
    assert Publication(publication_id=PAPER) == log.publication(PAPER)


def test_events_get_their_place_when_they_are_appended(log_url: str) -> None:
    """Stream, version, time and position are the log's; the clock is the one that was passed in."""
    moment = datetime(2026, 1, 7, 12, tzinfo=UTC)
    with open_log(log_url, clock=lambda: moment) as log:
        placed = log.append([listed(), fetched()], expected_version=0)
        assert placed == list(log.read())
        assert [(1, moment), (2, moment)] == [
            (event.originator_version, event.timestamp) for _, event in placed
        ]
        assert log.position() == placed[-1][0]


def test_append_at_an_outdated_version_raises_a_conflict(log: EventLog) -> None:
    """Another number of events than expected is a conflict that names the paper, and nothing is
    appended.
    """
    log.append([listed()], expected_version=0)
    for expected in (0, 2):
        with pytest.raises(LogConflict, match=PAPER):
            log.append([fetched()], expected_version=expected)
    assert [listed()] == said(log)


def test_a_conflict_in_a_batch_costs_only_its_own_stream(log: EventLog) -> None:
    """Of many streams, those that conflict are named and untouched; the others are appended to
    once.
    """
    log.append([fetched(paper="kst-10000-1")], expected_version=0)
    offered = {
        event.publication_id: (0, [event, assigned("name", event.publication_id)])
        for event in papers(3)
    }
    with pytest.raises(LogConflict, match="kst-10000-1:") as conflict:
        log.append_many(offered)
    assert "kst-10000-0" not in str(conflict.value)
    assert [2, 1, 2] == [len(log.stream(name)) for name in offered]


def test_reading_goes_in_pages_from_a_position_to_a_position(log: EventLog) -> None:
    """A reader gets each event behind its position once, in order, whatever the size of a page."""
    log.note(papers(PAGE + 10))
    everything = list(log.read())
    assert [event.publication_id for event in papers(PAGE + 10)] == [
        event.stream for _, event in everything
    ]
    positions = [position for position, _ in everything]
    assert positions == sorted(set(positions))
    assert everything[5:] == list(log.read(after=positions[4]))
    assert everything[5:9] == list(log.read(after=positions[4], until=positions[8]))
    assert [] == list(log.read(after=log.position()))


def test_reading_can_be_limited_to_kinds_of_events(log: EventLog) -> None:
    """A reader that looks for identifiers need not see anything else."""
    log.note([listed(), assigned("a"), fetched(), assigned("b")])
    assert [assigned("a"), assigned("b")] == [
        event for _, event in log.read(kinds=[IdentifierAssigned])
    ]


def test_the_log_as_of_a_moment_ends_before_later_events(log_url: str) -> None:
    """Time travel: the position up to which the log had been written at some moment."""
    moments = iter([datetime(2026, 1, day, tzinfo=UTC) for day in (1, 2, 3)])
    with open_log(log_url, clock=lambda: next(moments)) as log:
        positions = [
            log.append([event], number)[0][0]
            for number, event in enumerate([listed(), fetched(), accepted()])
        ]
        assert log.position_at(datetime(2026, 1, 1, tzinfo=UTC) - timedelta(seconds=1)) == 0
        assert positions[1] == log.position_at(datetime(2026, 1, 2, 12, tzinfo=UTC))
        assert positions[2] == log.position_at(datetime(2030, 1, 1, tzinfo=UTC))


def test_states_are_the_fold_of_the_streams(log: EventLog) -> None:
    """The state of a paper alone, among others, and as of an earlier position."""
    log.note([listed(), *papers(3), fetched()])
    before = log.position()
    log.note([accepted()])
    state = log.publication(PAPER)
    assert state.accepted_version is not None
    assert state.accepted_version.content_sha256 == sha("one")
    many = log.publications([PAPER, "kst-10000-1", "kst-unknown"])
    assert state == many[PAPER]
    assert many["kst-10000-1"].fetched == papers(2)[1]
    assert many["kst-unknown"].stream_version == 0
    assert log.publications([PAPER], until=before)[PAPER].accepted_version is None


def test_slices_hold_every_state_once_and_papers_of_a_batch_together(
    log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All states as of a position, a few at a time, in the order in which they were judged."""
    monkeypatch.setattr(eventlog, "SLICE", 2)
    log.note([fetched(paper=f"kst-1000{number}-A") for number in range(6)])
    judged = [f"kst-1000{number}-A" for number in (3, 0, 5, 1)]
    log.note([validated(), *(accepted(paper=name) for name in judged), listing()])
    position = log.position()
    log.note([fetched("two", paper=judged[0]), accepted("two", paper=judged[0])])
    slices = list(log.all_slices(position))
    together = {name: state for some in slices for name, state in some.items()}
    assert sum(map(len, slices)) == len(together) == 6
    assert log.publications(together, position) == together
    assert [set(judged[:2]), set(judged[2:])] == [
        set(some) for some in slices if some.keys() & set(judged)
    ]


def test_noting_the_same_again_adds_nothing(log: EventLog) -> None:
    """The same claims, in one call or in several, in any mixture of streams, become events once."""
    claims = [
        listed(),
        assigned("kst-1"),
        fetched(),
        accepted(),
        listing(),
        validated(),
        failed("run 1", "refused", "kst-2-B"),
    ]
    assert claims == sorted(said_by(log.note([*claims, *claims])), key=claims.index)
    position = log.position()
    assert log.note(claims) == []
    assert [log.note([claim]) for claim in claims] == [[]] * len(claims)
    assert position == log.position()


def test_an_event_read_from_the_log_can_be_noted_again(log: EventLog) -> None:
    """The bytes held still are what the source has: the old event is offered anew and gets a place
    of its own.
    """
    log.note([listed(), fetched(), listed(title="Nieuwe titel")])
    held = log.publication(PAPER).fetched
    assert held is not None
    ((position, again),) = log.note([held])
    assert (again, again.originator_version, position) == (fetched(), 4, log.position())


def said_by(placed: list[tuple[int, Event]]) -> list[Event]:
    """Return the events without their positions."""
    return [event for _, event in placed]


def test_a_listing_that_found_something_else_is_noted(log: EventLog) -> None:
    """A stream that is no publication takes whatever differs from its last event."""
    log.note([listing(count=3)])
    log.note([listing(count=4)])
    log.note([listing(count=3), listing(count=3)])
    assert [3, 4, 3] == [event.count for _, event in log.stream(listing().stream)]  # type: ignore[attr-defined]


def test_record_decides_on_the_present_state(log: EventLog) -> None:
    """A decision sees what was appended before it and may decide for nothing."""
    decided: list[int] = []

    def decide(state: Publication) -> list[Event]:
        decided.append(state.stream_version)
        return [fetched()] if state.fetched is None else []

    assert len(log.record(PAPER, decide)) == 1
    assert log.record(PAPER, decide) == []
    assert decided == [0, 1]


def test_a_decision_is_recomputed_after_a_conflict(log: EventLog) -> None:
    """Someone appends between reading and appending: the decision is asked again, with their event
    in the state.
    """
    seen: list[int] = []

    def decide(state: Publication) -> list[Event]:
        seen.append(state.stream_version)
        if len(seen) == 1:
            log.append([listed()], expected_version=0)
        return [fetched()]

    log.record(PAPER, decide)
    assert seen == [0, 1]
    assert [listed(), fetched()] == said(log)


def test_a_conflict_that_never_ends_raises_an_error(
    log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If others keep appending first, the error names the paper and nothing of the decision is in the
    log; others are recorded.
    """
    monkeypatch.setattr(eventlog, "PAUSE_SECONDS", 0.0)

    def outrun(state: Publication) -> list[Event]:
        log.append(
            [assigned(f"name {state.stream_version}")], expected_version=state.stream_version
        )
        return [fetched()]

    with pytest.raises(LogConflict, match=PAPER):
        log.record_many({PAPER: outrun, "kst-10000-1": lambda _: [fetched(paper="kst-10000-1")]})
    assert log.publication(PAPER).fetched is None
    assert len(log.stream("kst-10000-1")) == 1


def test_a_decision_about_another_paper_raises_an_error(log: EventLog) -> None:
    """Events go to the stream they were decided for, or nowhere."""
    with pytest.raises(ValueError, match="another stream"):
        log.record("kst-10000-1", lambda _: [fetched()])
    assert said(log) == []


def test_a_refused_decision_appends_nothing(log: EventLog) -> None:
    """A person cannot release what is not quarantined."""
    log.note([quarantined("one")])
    with pytest.raises(DecisionRefused, match="nothing with the hash"):
        log.note([released("two")])
    assert [quarantined("one")] == said(log)


def test_a_batch_larger_than_a_chunk_is_appended_once_and_in_order(log: EventLog) -> None:
    """A batch of any size is appended whole, once, in order; half of it known already, the other
    half is added.
    """
    claims = papers(2 * CHUNK + 100)
    assert len(log.note(claims[:CHUNK])) == CHUNK
    assert len(log.note(claims)) == CHUNK + 100
    assert claims == said(log)


def test_large_events_are_stored_and_read_back(log: EventLog) -> None:
    """A validation of 10,000 papers is one event of 200 kB; a chunk of long reasons is 9 MB in one
    transaction.
    """
    ids = [f"kst-10000-{number}-verslag" for number in range(10_000)]
    long = "x" * 10_000
    log.note(
        [
            type(validated())(
                batch_sha256=sha("b"), suite_version="1", publication_ids=ids, packed_results=""
            )
        ]
    )
    log.note(assigned(long, f"kst-10000-{number}") for number in range(CHUNK))
    assert len(said(log)) == 1 + CHUNK


def test_a_stream_longer_than_a_chunk_is_appended_in_one_transaction(log: EventLog) -> None:
    """The events of one stream stay together, however many they are."""
    names: list[Event] = [assigned(f"name {number}") for number in range(CHUNK + 100)]
    log.append(names, expected_version=0)
    assert len(names) == log.publication(PAPER).stream_version
