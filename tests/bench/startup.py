"""Start-up of commands, as multiples of a bare start of the libraries that none can do without.

Run: python tests/bench/startup.py

Processor seconds, the least of five starts in turn with the bare one, on the shipped sample.
"""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.extend(str(Path(__file__).resolve().parents[1] / name) for name in (".", "warehouse"))
from figures import Figure, report
from hand_made_pipeline import new_hand_made_pipeline
from held_papers import hold

BARE = [sys.executable, "-c", "import duckdb, typer, rich.console"]
GRIFFIER = str(Path(sys.executable).with_name("griffier"))
COMMANDS = {"sql 'select 1'": (["sql", "select 1"], 4.0), "search": (["search", "woord1"], 5.0)}
COMMANDS["--help"] = (["--help"], 2.0)
ROUNDS = 5


def spent(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Return the processor seconds of a command and of what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=dict(environment), capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as folder:
        hand_made_pipeline = new_hand_made_pipeline(Path(folder))
        hold(hand_made_pipeline, 1, 20)
        hand_made_pipeline.build()
        hand_made_pipeline.log.close()
        environment = {**os.environ, "GRIFFIER_HOME": folder}
        rounds = [
            [
                spent(command, environment)
                for command in (BARE, *([GRIFFIER, *asked] for asked, _ in COMMANDS.values()))
            ]
            for _ in range(ROUNDS)
        ]
    bare, *others = (min(times) for times in zip(*rounds, strict=True))
    figures = [
        Figure(f"{name}: multiples of a bare start", seconds / bare, bound)
        for (name, (_, bound)), seconds in zip(COMMANDS.items(), others, strict=True)
    ]
    return report("startup", figures, {"bare start": f"{bare:.3f} s"})


if __name__ == "__main__":
    sys.exit(main())
