"""Cost of validation beyond Great Expectations itself, in one process and on the same batch.

The floor is a bare run of the same suites on ready pandas frames. The target is at most 15 % above
it. Run: .venv/bin/python tests/bench/quality.py [PAPERS ...]
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "quality"))

from fictional_papers import frames_of, paper
from figures import Figure, report

from pipeline.quality import suites, validate
from pipeline.quality.engine import pandas_frame, validate_frame
from pipeline.quality.history import bounds
from pipeline.quality.prepare import prepare
from pipeline.tables import Frames

ROUNDS = 7
TARGET = 0.15
BATCHES = (10, 50, 200)
EXCHANGES = 8
"""Rounds of a paper: 32 questions and 24 answers, as in a long exchange."""


def timed(work: Callable[[], object]) -> float:
    """Processor seconds that the work takes once."""
    start = time.process_time()
    work()
    return time.process_time() - start


def costs(frames: Frames) -> tuple[float, float]:
    """Return the seconds that Great Expectations takes by itself, and that a validation takes in all.

    The rounds alternate and the fastest of each counts: the one that other programs disturbed
    least.
    """
    prepared, parameters = prepare(frames), bounds({})
    ready = {name: pandas_frame(suite, prepared[name]) for name, suite in suites().items()}
    rounds = [
        (
            timed(
                lambda: [
                    validate_frame(suite, ready[name], parameters)
                    for name, suite in suites().items()
                ]
            ),
            timed(lambda: validate(frames)),
        )
        for _ in range(ROUNDS)
    ]
    return min(floor for floor, _ in rounds), min(whole for _, whole in rounds)


def main() -> int:
    """Measure each batch size and report."""
    validate(frames_of(paper()))
    figures: list[Figure] = []
    for size in [int(told) for told in sys.argv[1:]] or BATCHES:
        floor, whole = costs(
            frames_of(*(paper(number, EXCHANGES) for number in range(1, size + 1)))
        )
        name = f"{size} papers: validation beside Great Expectations alone"
        figures += [
            Figure(name, whole / floor, 1 + TARGET),
            Figure(f"{size} papers: validation, s", whole),
        ]
    return report("quality", figures, {"rounds": ROUNDS})


if __name__ == "__main__":
    sys.exit(main())
