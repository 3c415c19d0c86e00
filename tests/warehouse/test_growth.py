"""One letter costs one letter, however many are held: the small form of tests/bench/growth.py."""

from pathlib import Path

import pytest
from hand_made_pipeline import new_hand_made_pipeline
from held_papers import Cost, cost_of_one_letter, hold_many

FEW, MANY = 200, 2_000


@pytest.mark.growth
def test_one_letter_costs_the_same_beside_ten_times_as_many(tmp_path: Path) -> None:
    """Processor seconds, the least of three letters, and megabytes written."""
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
        hand_made_pipeline.log.close()
    few, many = (min(cost.planning + cost.noting for cost in found[size]) for size in (FEW, MANY))
    assert many - few < 0.1
    assert min(cost.publishing for cost in found[MANY]) < 1.0
    assert max(cost.written_mb for cost in found[MANY]) < 5.0
