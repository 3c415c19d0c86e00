"""Run every measurement, whatever the others do: ``make bench``.

Run: python tests/bench/run.py [--keep] [names of scripts]

Each script runs in a process of its own and prints its figures; at the end stands which of them
missed a bound. The figures are written to data/bench.json as JSON; with ``--keep`` they become the
last kept ones (tests/bench/kept.json), with which the next run compares. Exit code 1 on a miss.
"""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

from figures import KEPT

HERE = Path(__file__).resolve().parent
NO_MEASUREMENTS = {"run", "figures", "confidence", "noticed", "rules"}
"""Modules that measure nothing against a bound.

``confidence`` fits weights to a corpus, ``noticed`` counts which errors in one are noticed, and
``rules`` lists what each rule of the lexicon is worth.
"""
WRITTEN = HERE.parents[1] / "data" / "bench.json"


def main(arguments: list[str]) -> int:
    """Run the scripts and say what missed its bound."""
    wanted = [argument for argument in arguments if not argument.startswith("--")]
    names = wanted or sorted(
        file.stem for file in HERE.glob("*.py") if file.stem not in NO_MEASUREMENTS
    )
    WRITTEN.parent.mkdir(exist_ok=True)
    WRITTEN.unlink(missing_ok=True)
    missed = [name for name in names if not passed(name)]
    if "--keep" in arguments and WRITTEN.exists():
        kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
        kept |= json.loads(WRITTEN.read_text(encoding="utf-8"))
        KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    sys.stdout.write(
        f"missed: {', '.join(missed)}\n" if missed else f"{len(names)} scripts kept every bound\n"
    )
    return int(bool(missed))


def passed(name: str) -> bool:
    """Run one script; return True if it kept its bounds."""
    sys.stdout.write(f"== {name}\n")
    sys.stdout.flush()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, str(HERE / f"{name}.py")],
        env={**os.environ, "GRIFFIER_BENCH_JSON": str(WRITTEN)},
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    verdict = "pass" if done.returncode == 0 else f"FAIL (exit code {done.returncode})"
    sys.stdout.write(f"== {name}: {verdict}, {spent:.0f} s of processor time\n")
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
