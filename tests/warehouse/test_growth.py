"""One letter costs one letter, however many are held: the small form of tests/bench/growth.py."""

from pathlib import Path

import pytest
from hand_made_pipeline import HandMadePipeline, new_hand_made_pipeline
from held_papers import Cost, cost_of_one_letter, hold_many

FEW, MANY = 200, 2_000
MOST_WRITTEN_MB = 5.0


def largest_of_rebuilt(hand_made_pipeline: HandMadePipeline) -> float:
    """Return the most bytes that the file may have: a rebuilt one, and what one load writes."""
    anew = hand_made_pipeline.path.with_name("anew.duckdb")
    hand_made_pipeline.rebuild(anew)
    return 1.1 * anew.resolve().stat().st_size + MOST_WRITTEN_MB * 1e6


@pytest.mark.growth
def test_one_letter_costs_the_same_beside_ten_times_as_many(tmp_path: Path) -> None:
    """Processor seconds, the least of three letters, megabytes written, and the size of the file."""
    found: dict[int, list[Cost]] = {}
    for size in (FEW, MANY):
        folder = tmp_path / str(size)
        folder.mkdir()
        hand_made_pipeline = new_hand_made_pipeline(folder)
        hold_many(hand_made_pipeline, size)
        hand_made_pipeline.build()
        found[size] = [
            cost_of_one_letter(hand_made_pipeline, size + 100 + number) for number in range(3)
        ]
        largest = largest_of_rebuilt(hand_made_pipeline)
        assert hand_made_pipeline.path.resolve().stat().st_size < largest
        hand_made_pipeline.log.close()
    few, many = (min(cost.planning + cost.noting for cost in found[size]) for size in (FEW, MANY))
    assert many - few < 0.1
    assert min(cost.publishing for cost in found[MANY]) < 1.0
    assert max(cost.written_mb for cost in found[MANY]) < MOST_WRITTEN_MB
