"""Deduplication: offering the same event again adds nothing, whatever was offered before."""

import pytest
from event_builders import (
    PAPER,
    accepted,
    assigned,
    failed,
    failure,
    fetched,
    listed,
    listing,
    quarantined,
    rejected,
    released,
    sha,
    withdrawn,
)
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.aggregate import Publication, fold
from pipeline.domain.deduplication import new_events
from pipeline.domain.events import Event, FetchFailed, PublicationQuarantined, PublicationWithdrawn
from pipeline.errors import DecisionRefused

CLAIMS = st.one_of(
    st.builds(
        listed, title=st.sampled_from(["a", "b"]), source=st.sampled_from(["catalogue", "folder"])
    ),
    st.builds(assigned, st.sampled_from(["a", "b"])),
    st.builds(fetched, st.sampled_from(["one", "two"])),
    st.builds(
        failed, st.sampled_from(["run 1", "run 2"]), st.sampled_from(["gone", "unavailable"])
    ),
    st.builds(accepted, st.sampled_from(["one", "two"])),
    st.builds(quarantined, st.sampled_from(["one", "two"])),
    st.builds(withdrawn),
)


def after(*events: Event) -> Publication:
    """Return the state after these events."""
    return fold(PAPER, enumerate(events, start=1))


def history_of(claims: list[Event]) -> list[Event]:
    """Return the events that come of offering these claims one after the other."""
    history: list[Event] = []
    for claim in claims:
        history += new_events(after(*history), claim)
    return history


@given(st.lists(CLAIMS, max_size=8), CLAIMS)
def test_an_event_offered_twice_is_new_once(earlier: list[Event], claim: Event) -> None:
    """Whatever was recorded before: a claim offered twice in a row is recorded at most once."""
    history = history_of(earlier)
    history += new_events(after(*history), claim)
    assert new_events(after(*history), claim) == []


@given(st.lists(CLAIMS, max_size=8))
def test_events_offered_together_equal_events_offered_one_by_one(claims: list[Event]) -> None:
    """A step may offer all it saw at once or as it sees it: the same events come of it."""
    assert history_of(claims) == new_events(after(), *claims)


def test_a_listing_is_compared_with_the_same_source() -> None:
    """A folder and the catalogue that list the same paper in turn do not make news of each other."""
    history = [listed(), listed(source="folder", title=None)]
    assert new_events(after(*history), *history) == []
    assert [listed(title="Nieuwe titel")] == new_events(
        after(*history), listed(title="Nieuwe titel")
    )


def test_a_record_with_other_bytes_and_equal_fields_is_not_new() -> None:
    """Only the contents of the record count."""
    assert new_events(after(listed()), listed(record_sha256=sha("other"))) == []


def test_a_listing_that_arrives_late_is_not_new() -> None:
    """Of two listings at once, the one that read the older record may come last."""
    newer = listed(title="Nieuwe titel", modified_on="2026-02-01")
    assert new_events(after(newer), listed()) == []


def test_the_same_bytes_after_a_new_listing_are_new() -> None:
    """The listing asked for a fetch, and this answers it; without a question it is no answer."""
    assert new_events(after(listed(), fetched()), fetched()) == []
    assert [fetched()] == new_events(after(listed(), fetched(), listed(title="b")), fetched())
    assert [fetched()] == new_events(after(listed(), fetched(), withdrawn()), fetched())
    assert [fetched()] == new_events(
        after(listed(), fetched(), failed("run 1", "unavailable")), fetched()
    )


def test_two_runs_that_find_a_paper_gone_withdraw_it() -> None:
    """A retry within one run is no second sighting, and what is withdrawn is not withdrawn again."""
    first = new_events(after(listed(), fetched()), failed("run 1"), failed("run 1"))
    assert [failed("run 1")] == first
    second = new_events(after(listed(), fetched(), *first), failed("run 2"))
    assert [FetchFailed, PublicationWithdrawn] == [type(event) for event in second]
    assert "run 1, run 2" in second[1].reason  # type: ignore[attr-defined]
    assert new_events(after(listed(), fetched(), *first, *second), failed("run 3")) == []


def test_an_outage_never_withdraws_a_paper() -> None:
    """Only gone counts; a failure is told once per run."""
    outage = [failed(run, "unavailable") for run in ("run 1", "run 1", "run 2", "run 3")]
    assert [failed(run, "unavailable") for run in ("run 1", "run 2", "run 3")] == new_events(
        after(listed()), *outage
    )


def test_an_equal_validation_outcome_is_not_new() -> None:
    """In whichever batch the rows are; by another parser, of other bytes or after another fetch it
    is.
    """
    state = after(listed(), fetched(), accepted())
    assert new_events(state, accepted(batch_sha256=sha("another batch"))) == []
    assert len(new_events(state, accepted(parser_version="2"))) == 1
    assert len(new_events(state, quarantined())) == 1
    assert (
        len(new_events(after(listed(), fetched(), accepted(), fetched(etag="new")), accepted()))
        == 1
    )


def test_a_validation_outcome_of_replaced_bytes_is_dropped() -> None:
    """While the old bytes were judged, new ones arrived: those are judged next, and the old verdict
    would undo theirs.
    """
    assert new_events(after(fetched("one"), fetched("two")), accepted("one")) == []


def test_an_accepted_copy_of_a_rejected_text_is_quarantined() -> None:
    """The rules find nothing wrong with it any more, but a person's word stands and is given as the
    reason.
    """
    state = after(fetched(), quarantined("one", "text"), rejected("one"), fetched("two"))
    (event,) = new_events(state, accepted("two", "text", parser_version="2"))
    assert isinstance(event, PublicationQuarantined)
    assert event.failures[0]["reason"] == "this text was rejected by A. Griffier: verkeerde brief"
    assert after(fetched("two"), event).accepted_version is None


def test_a_decision_about_an_open_quarantine_is_new_once() -> None:
    """Once; the other way round is a change of mind."""
    state = after(quarantined())
    assert [released()] == new_events(state, released(), released())
    assert [released(), rejected()] == new_events(state, released(), rejected(), rejected())


@pytest.mark.parametrize(
    ("history", "content", "reason"),
    [
        ([accepted("one")], "one", "nothing with the hash"),
        ([quarantined("one"), accepted("two")], "one", "superseded"),
        ([quarantined("one", text_sha256=None, batch_sha256=None)], "one", "could not be read"),
        ([fetched("one"), quarantined("one"), withdrawn()], "one", "the paper was withdrawn"),
        (
            [quarantined("one", failures=[failure("ddl.question.text.not_null")])],
            "one",
            "the tables take no such rows",
        ),
    ],
)
def test_a_release_without_an_open_quarantine_is_refused(
    history: list[Event], content: str, reason: str
) -> None:
    """With the reason, so that the person knows what to do instead."""
    with pytest.raises(DecisionRefused, match=reason):
        new_events(after(*history), released(content))


def test_an_unreadable_paper_can_be_rejected() -> None:
    """Then it no longer waits."""
    unreadable = quarantined("scan", text_sha256=None, batch_sha256=None)
    assert [rejected("scan")] == new_events(after(unreadable), rejected("scan"))


def test_an_event_about_no_paper_raises_an_error() -> None:
    """A completed listing has a stream of its own."""
    with pytest.raises(ValueError, match="belongs to no publication"):
        new_events(after(), listing())
