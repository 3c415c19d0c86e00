"""Random histories of publications, and the law that each of them has to obey."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import strategies as st
from in_memory_pipeline import (
    InMemoryPipeline,
    accepted,
    corrected,
    failed,
    fetched,
    identified,
    listed,
    listing,
    new_memory_pipeline,
    paper,
    quarantined,
    rejected,
    released,
    uncorrected,
    validated,
    withdrawn,
)

from pipeline.log import eventlog

PAPERS = ("kst-36000-A", "kst-36000-D", "kst-36000-F", "kv-ek-1", "file-brief")
TEXTS = ("Waarom?", "Waarom niet?")
Step = Callable[[InMemoryPipeline], object]

publications = st.sampled_from(PAPERS)
texts = st.sampled_from(TEXTS)


def _judge(
    publication_ids: list[str], text: str, *, questions: int, holds: bool, sound: bool
) -> Step:
    """Store one batch with the rows of some papers, and accept or quarantine each; unsound rows
    break the DDL.
    """

    def step(memory_pipeline: InMemoryPipeline) -> None:
        papers = [
            paper(name, text, questions=questions, char_start=0 if sound else -1)
            for name in publication_ids
        ]
        batch = memory_pipeline.keep(*papers)
        memory_pipeline.tell(validated(batch, success=holds, publication_ids=publication_ids))
        memory_pipeline.tell(
            *(
                accepted(name, text, batch) if holds else quarantined(name, text, batch)
                for name in publication_ids
            )
        )

    return step


def _happens(event: Callable[..., object]) -> Callable[..., Step]:
    return lambda *told, **facts: (
        lambda memory_pipeline: memory_pipeline.tell(event(*told, **facts))
    )


steps = st.one_of(
    st.builds(
        _happens(listed),
        publications,
        source=st.sampled_from(["catalogue", "folder"]),
        status=st.sampled_from(["Onopgemaakt", "Opgemaakt"]),
        sub_number=st.sampled_from([None, "B", "D"]),
    ),
    st.builds(_happens(identified), publications, st.sampled_from(["kst-1", "kst-2"])),
    st.builds(_happens(fetched), publications, texts),
    st.builds(_happens(failed), publications),
    st.builds(
        _judge,
        st.lists(publications, min_size=1, max_size=3, unique=True),
        texts,
        questions=st.integers(0, 2),
        holds=st.booleans(),
        sound=st.sampled_from([True, True, False]),
    ),
    st.builds(_happens(released), publications, texts),
    st.builds(_happens(rejected), publications, texts),
    st.builds(_happens(withdrawn), publications),
    st.builds(_happens(corrected), publications, texts, st.integers(1, 2)),
    st.builds(_happens(uncorrected), publications, st.integers(1, 2)),
    st.builds(
        _happens(listing),
        st.just("2025-06-01"),
        st.sampled_from(["2025-06-02", "2025-06-30"]),
        st.integers(0, 9),
    ),
    st.just(InMemoryPipeline.build),
)

histories = st.lists(steps, max_size=20)
sizes = st.sampled_from([1, 2, eventlog.SLICE])
"""Number of states that are in memory at once."""


def assert_catching_up_equals_building_from_nothing(history: list[Step], size: int) -> None:
    """Assert that loads between the events give the same rows and positions as one load of all."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(eventlog, "SLICE", size)
        memory_pipeline = new_memory_pipeline(Path(folder))
        for step in history:
            step(memory_pipeline)
        memory_pipeline.build()
        again = memory_pipeline.path.with_name("again.duckdb")
        memory_pipeline.rebuild(again)
        assert memory_pipeline.tables(again) == memory_pipeline.tables()
        memory_pipeline.log.close()
