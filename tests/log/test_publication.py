"""The state of a paper: the fold of its events."""

import pytest
from event_builders import (
    ONE_OF_EACH,
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

from pipeline.domain.aggregate import Publication, evolve, fold
from pipeline.domain.events import Event, PublicationEvent

HISTORIES = st.lists(
    st.one_of(
        st.sampled_from([event for event in ONE_OF_EACH if isinstance(event, PublicationEvent)]),
        st.builds(fetched, st.sampled_from(["one", "two", "three"])),
        st.builds(
            accepted,
            st.sampled_from(["one", "two", "three"]),
            st.sampled_from(["text", "other text"]),
        ),
        st.builds(
            quarantined,
            st.sampled_from(["one", "two", "three"]),
            st.sampled_from(["text", "other text"]),
        ),
        st.builds(released, st.sampled_from(["one", "two", "three"])),
        st.builds(rejected, st.sampled_from(["one", "two", "three"])),
        st.builds(
            failed, st.sampled_from(["run 1", "run 2"]), st.sampled_from(["gone", "unavailable"])
        ),
    ),
    max_size=12,
)
"""Any order of any events of one paper, also orders that no flow would bring about."""


def after(*events: Event) -> Publication:
    """Return the state after these events, which stand at every tenth position."""
    return fold(PAPER, [(10 * number, event) for number, event in enumerate(events, start=1)])


def accepted_version(*events: Event) -> str | None:
    """Return the content whose rows are in the tables after these events."""
    text = after(*events).accepted_version
    return text.content_sha256 if text else None


@given(HISTORIES)
def test_the_same_events_give_the_same_state(history: list[Event]) -> None:
    """The fold looks at nothing but the events, so it may be taken in one go or in two, and never
    fails.
    """
    pairs = list(enumerate(history, start=1))
    for cut in range(len(pairs) + 1):
        state = fold(PAPER, pairs[:cut])
        for position, event in pairs[cut:]:
            state = evolve(state, position, event)
        assert fold(PAPER, pairs) == state


@given(HISTORIES)
def test_invariants_hold_after_any_history(history: list[Event]) -> None:
    """At most one quarantine waits; one entry per content; versions never go back; nothing rejected
    or withdrawn is in force.
    """
    state = after(*history)
    contents = [quarantine.event.content_sha256 for quarantine in state.quarantines]
    versions = [text.version for text in state.accepted_versions]
    assert len([quarantine for quarantine in state.quarantines if quarantine.state == "open"]) <= 1
    assert len(contents) == len(set(contents))
    assert versions == sorted(versions)
    if state.accepted_version:
        assert state.withdrawn is None
        assert (
            state.rejection(
                state.accepted_version.content_sha256, state.accepted_version.text_sha256
            )
            is None
        )


def test_a_listing_is_kept_per_source() -> None:
    """The latest listing counts, each source's own is remembered, and the first day stays."""
    state = after(
        listed(), listed(source="folder", modified_on=None), listed(modified_on="2026-02-01")
    )
    assert state.listed == listed(modified_on="2026-02-01")
    assert (
        listed(source="folder", modified_on=None),
        listed(modified_on="2026-02-01"),
    ) == state.listings
    assert state.first_listed_on == "2026-01-06"


def test_a_paper_listed_again_needs_fetch_and_validation_again() -> None:
    """A change at the source asks for a fetch, and whatever arrives then, also the same bytes, for
    a judgement.
    """
    assert not after().needs_fetch
    assert after(listed()).needs_fetch
    assert not after(listed(), fetched()).needs_fetch
    assert after(listed(), fetched()).needs_judgement
    judged = [listed(), fetched(), accepted()]
    assert not after(*judged).needs_judgement
    assert after(*judged, listed(title="Nieuwe titel")).needs_fetch
    assert after(*judged, listed(title="Nieuwe titel"), fetched()).needs_judgement
    assert after(*judged, fetched("two")).needs_judgement


def test_failures_count_until_a_fetch_succeeds() -> None:
    """One run that finds a paper gone counts once, however often it tried; success forgets all."""
    state = after(listed(), failed("run 1", "unavailable"), failed("run 2"), failed("run 2"))
    assert (state.failures_in_a_row, state.gone_in) == (3, ("run 2",))
    assert state.failed == failed("run 2")
    again = after(listed(), failed("run 1"), fetched())
    assert (again.failed, again.failures_in_a_row, again.gone_in) == (None, 0, ())


def test_a_withdrawn_paper_leaves_the_tables_and_may_come_back() -> None:
    """Its rows return with the next listing or the next fetch, without another judgement of the
    same bytes.
    """
    gone = [listed(), fetched(), accepted(), withdrawn()]
    assert accepted_version(*gone) is None
    assert after(*gone).withdrawn == withdrawn()
    assert accepted_version(*gone, listed(status="hersteld")) == sha("one")
    assert accepted_version(*gone, fetched()) == sha("one")


def test_a_quarantined_newer_text_keeps_the_accepted_older_one() -> None:
    """A damaged new version must not empty the tables."""
    assert accepted_version(accepted("one"), quarantined("two")) == sha("one")
    assert accepted_version(quarantined("two")) is None


def test_a_release_accepts_the_quarantined_rows() -> None:
    """The released text is in the tables, at the position of the decision, as the next version."""
    state = after(accepted("one"), quarantined("two"), released("two"))
    assert state.accepted_version is not None
    assert state.accepted_version.batch_sha256 == sha("batch of two")
    assert (state.accepted_version.version, state.accepted_version.position) == (2, 30)
    (quarantine,) = state.quarantines
    assert (quarantine.state, quarantine.by, quarantine.why) == (
        "released",
        "A. Griffier",
        "klopt zo",
    )


def test_an_unreadable_paper_has_no_rows_to_release() -> None:
    """Without a batch nothing can come into force."""
    unreadable = quarantined("scan", text_sha256=None, batch_sha256=None)
    assert accepted_version(accepted("one"), unreadable, released("scan")) == sha("one")


def test_a_rejected_text_stays_out() -> None:
    """Under other bytes, and by whatever later parser, until a person releases it after all."""
    kept_out = [quarantined("one", "text"), rejected("one")]
    assert accepted_version(*kept_out) is None
    assert accepted_version(*kept_out, accepted("two", "text", parser_version="2")) is None
    assert after(*kept_out, quarantined("two", "text")).quarantines[-1].state == "rejected"
    assert accepted_version(*kept_out, accepted("two", "another text")) == sha("two")
    assert accepted_version(*kept_out, released("one")) == sha("one")


def test_a_rejection_after_a_release_restores_the_previous_version() -> None:
    """A person may change their mind."""
    assert accepted_version(
        accepted("one"), quarantined("two"), released("two"), rejected("two")
    ) == sha("one")


def test_only_the_latest_quarantine_can_be_decided() -> None:
    """While it waits and after a decision, but not once other bytes were judged or the paper is
    gone.
    """
    assert [
        q and q.state
        for q in (
            after(quarantined("one"), *word).decidable for word in ([], [released()], [rejected()])
        )
    ] == [
        "open",
        "released",
        "rejected",
    ]
    for later in (accepted("two"), withdrawn(), accepted("one", parser_version="2")):
        assert after(quarantined("one"), rejected("one"), later).decidable is None


def test_a_withdrawal_closes_an_open_quarantine() -> None:
    """Nobody need decide about what is gone; when it comes back it is judged anew, and waits anew."""
    gone = (fetched("one"), quarantined("one"), withdrawn())
    assert [q.state for q in after(*gone).quarantines] == ["superseded"]
    back = after(*gone, fetched("one"))
    assert (back.open_quarantine, back.needs_judgement) == (None, True)
    assert after(*gone, fetched("one"), quarantined("one")).open_quarantine is not None


def test_a_later_validation_supersedes_an_open_quarantine() -> None:
    """A person is never asked about a text that is no longer the latest."""
    assert [q.state for q in after(quarantined("one"), accepted("two")).quarantines] == [
        "superseded"
    ]
    assert [q.state for q in after(quarantined("one"), quarantined("two")).quarantines] == [
        "superseded",
        "open",
    ]
    assert [
        q.state for q in after(quarantined("one"), accepted("one", parser_version="2")).quarantines
    ] == ["superseded"]
    again = after(quarantined("one"), quarantined("one", parser_version="2")).quarantines
    assert [(q.state, q.event.parser_version) for q in again] == [("open", "2")]


def test_a_released_text_stays_accepted_until_a_new_rule_fails() -> None:
    """The same text judged again keeps the person's word; an objection they had not seen asks them
    again.
    """
    accepted_versions = [quarantined("one", "text"), released("one")]
    again = after(*accepted_versions, quarantined("two", "text"))
    assert again.accepted_version is not None
    assert again.accepted_version.content_sha256 == sha("two")
    assert (again.accepted_version.version, again.open_quarantine) == (1, None)
    worse = after(
        *accepted_versions,
        quarantined("one", "text", failures=[failure(), failure("letter.sender", "geen afzender")]),
    )
    assert worse.accepted_version is not None
    assert worse.accepted_version.position == 20
    assert worse.open_quarantine is not None


def test_versions_count_distinct_texts() -> None:
    """The same text by a newer parser or under other bytes keeps its number; another text gets the
    next.
    """
    history = [
        accepted("one", "text"),
        accepted("one", "text", parser_version="2"),
        accepted("two", "text"),
    ]
    assert [1, 1, 1] == [text.version for text in after(*history).accepted_versions]
    assert [1, 2, 3] == [
        text.version
        for text in after(accepted("one"), accepted("two"), accepted("one")).accepted_versions
    ]


def test_the_state_of_a_paper_follows_from_its_history() -> None:
    """One word for people, with the reason where it is not simply held."""
    assert after(listed()).status == ("listed", "not fetched yet")
    assert after(listed(), fetched()).status == ("listed", "fetched, not validated yet")
    assert after(listed(), failed("run 1")).status == ("failed", "gone: 404 Not Found")
    assert after(accepted()).status == ("held", None)
    assert after(quarantined()).status == ("quarantined", "vraag 3 heeft geen tekst")
    assert after(quarantined(), rejected()).status == ("rejected", "A. Griffier: verkeerde brief")
    assert after(accepted(), withdrawn()).status == ("withdrawn", "gone")
    word, why = after(accepted("one"), quarantined("two")).status
    assert word == "held"
    assert why is not None
    assert "vraag 3 heeft geen tekst" in why


@pytest.mark.parametrize("event", [assigned("x", "kst-1-B"), listing()])
def test_an_event_of_another_paper_raises_an_error(event: Event) -> None:
    """Another paper's event, or one of no paper, is never folded in."""
    with pytest.raises(ValueError, match="folded into"):
        after(event)
