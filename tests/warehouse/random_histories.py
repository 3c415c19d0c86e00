"""Random histories of publications, and the law that each of them has to obey."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from event_builders import (
    accepted,
    assigned,
    corrected,
    failed,
    fetched,
    listed,
    listing,
    quarantined,
    rejected,
    released,
    uncorrected,
    validated,
    withdrawn,
)
from hand_made_pipeline import HandMadePipeline, new_hand_made_pipeline, paper
from hypothesis import strategies as st

from pipeline.log import eventlog

PAPERS = ("kst-36000-A", "kst-36000-D", "kst-36000-F", "kv-ek-1", "file-brief")
TEXTS = ("Waarom?", "Waarom niet?")
Step = Callable[[HandMadePipeline], object]

publications = st.sampled_from(PAPERS)
texts = st.sampled_from(TEXTS)


def _judge(
    publication_ids: list[str], text: str, *, questions: int, holds: bool, sound: bool
) -> Step:
    """Store one batch with the rows of some papers, and accept or quarantine each; unsound rows
    break the DDL.
    """

    def step(hand_made_pipeline: HandMadePipeline) -> None:
        papers = [
            paper(name, text, questions=questions, char_start=0 if sound else -1)
            for name in publication_ids
        ]
        batch = hand_made_pipeline.keep(*papers)
        hand_made_pipeline.tell(validated(batch, success=holds, publication_ids=publication_ids))
        hand_made_pipeline.tell(
            *(
                accepted(text, paper=name, batch_sha256=batch)
                if holds
                else quarantined(text, paper=name, batch_sha256=batch)
                for name in publication_ids
            )
        )

    return step


def _happens(event: Callable[..., object]) -> Callable[..., Step]:
    return lambda *told, **facts: (
        lambda hand_made_pipeline: hand_made_pipeline.tell(event(*told, **facts))
    )


steps = st.one_of(
    st.builds(
        _happens(listed),
        publications,
        source=st.sampled_from(["catalogue", "folder"]),
        status=st.sampled_from(["Onopgemaakt", "Opgemaakt"]),
        sub_number=st.sampled_from([None, "B", "D"]),
    ),
    st.builds(_happens(assigned), st.sampled_from(["kst-1", "kst-2"]), publications),
    st.builds(_happens(fetched), texts, publications),
    st.builds(_happens(failed), paper=publications),
    st.builds(
        _judge,
        st.lists(publications, min_size=1, max_size=3, unique=True),
        texts,
        questions=st.integers(0, 2),
        holds=st.booleans(),
        sound=st.sampled_from([True, True, False]),
    ),
    st.builds(_happens(released), texts, publications),
    st.builds(_happens(rejected), texts, publications),
    st.builds(_happens(withdrawn), publications),
    st.builds(_happens(corrected), texts, publications, st.integers(1, 2)),
    st.builds(_happens(uncorrected), st.integers(1, 2), publications),
    st.builds(
        _happens(listing),
        st.just("2025-06-01"),
        st.sampled_from(["2025-06-02", "2025-06-30"]),
        st.integers(0, 9),
    ),
    st.just(HandMadePipeline.build),
)

histories = st.lists(steps, max_size=20)
sizes = st.sampled_from([1, 2, eventlog.SLICE])
"""Number of states that are in memory at once."""


def assert_catching_up_equals_building_from_nothing(history: list[Step], size: int) -> None:
    """Assert that loads between the events give the same rows and positions as one load of all."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(eventlog, "SLICE", size)
        hand_made_pipeline = new_hand_made_pipeline(Path(folder))
        for step in history:
            step(hand_made_pipeline)
        hand_made_pipeline.build()
        again = hand_made_pipeline.path.with_name("again.duckdb")
        hand_made_pipeline.rebuild(again)
        assert hand_made_pipeline.tables(again) == hand_made_pipeline.tables()
        hand_made_pipeline.log.close()
