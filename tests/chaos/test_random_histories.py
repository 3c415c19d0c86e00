"""Random histories: catching up step by step and building from nothing give the same tables."""

import os

import pytest
from hypothesis import HealthCheck, given, seed, settings
from random_histories import (
    Step,
    assert_catching_up_equals_building_from_nothing,
    histories,
    sizes,
)
from running import Note

HISTORIES = int(os.environ.get("GRIFFIER_CHAOS_HISTORIES", "200"))
PORTION = 20


@pytest.mark.parametrize("number", range(HISTORIES // PORTION))
def test_a_random_history_gives_the_rows_of_a_rebuild(number: int, note: Note) -> None:
    """Other histories than those of CI, and more; a portion of them for each seed."""

    @seed(number)
    @settings(
        max_examples=PORTION,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(histories, sizes)
    def law(history: list[Step], size: int) -> None:
        assert_catching_up_equals_building_from_nothing(history, size)
        note("random histories: catching up and rebuilding give the same")

    law()
