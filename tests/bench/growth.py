"""One letter beside 1,000, 10,000 and 100,000 papers that are held, all made up.

Run: python tests/bench/growth.py [papers held ...]

Processor time of what a day asks the log, of noting the letter, and of publishing it beyond one
copy of the file; megabytes written beyond that copy; the size of the file beside that of the
rebuild with which it began, three letters before.
Reading, parsing and Great Expectations' own time are not in it: they do not see what is held.
"""

import resource
import sys
import tempfile
from pathlib import Path

sys.path.extend(str(Path(__file__).resolve().parents[1] / name) for name in (".", "warehouse"))
from figures import Figure, report
from hand_made_pipeline import new_hand_made_pipeline
from held_papers import cost_of_one_letter, hold_many, seconds

SIZES = (1_000, 10_000, 100_000)
MOST_MORE_SECONDS, MOST_PUBLISH_SECONDS, MOST_MB, MOST_SIZE = 0.3, 0.5, 5.0, 1.1
SLACK_MB = 5.0
"""Free space inside the file that the next load uses: what one load writes."""


def main(*sizes: int) -> int:
    """Measure each size and report."""
    figures: list[Figure] = []
    daily: dict[int, float] = {}
    for size in sizes or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            hand_made_pipeline = new_hand_made_pipeline(Path(folder))
            hold_many(hand_made_pipeline, size)
            rebuilt = seconds(hand_made_pipeline.build)
            allowed = 1.1 * hand_made_pipeline.path.resolve().stat().st_size + SLACK_MB * 1e6
            costs = [
                cost_of_one_letter(hand_made_pipeline, size + 100 + number) for number in range(3)
            ]
            share = hand_made_pipeline.path.resolve().stat().st_size / allowed * MOST_SIZE
            hand_made_pipeline.log.close()
        daily[size] = min(cost.planning + cost.noting for cost in costs)
        publishing = min(cost.publishing for cost in costs)
        figures += [
            Figure(f"{size:,} held: asking the log and noting, s", daily[size]),
            Figure(f"{size:,} held: publishing, s", publishing, MOST_PUBLISH_SECONDS),
            Figure(f"{size:,} held: written, MB", max(c.written_mb for c in costs), MOST_MB),
            Figure(f"{size:,} held: size beside a rebuilt file", share, MOST_SIZE),
            Figure(f"{size:,} held: rebuild, s", rebuilt),
        ]
    more = max(daily.values()) - daily[min(daily)]
    figures.append(Figure("more seconds of a day at the most held", more, MOST_MORE_SECONDS))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return report("growth", figures, {"peak MB": f"{peak:.0f}"})


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:])))
