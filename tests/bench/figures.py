"""Figures of the measurements: each with its bound, printed, compared with the last kept and
written as JSON.
"""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

KEPT = Path(__file__).with_name("kept.json")
"""The last figures that were kept in the repository, by script."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement: ``value`` may be at most ``bound``, or with ``least`` at least; without a
    bound it is told only.
    """

    name: str
    value: float
    bound: float | None = None
    least: bool = False

    @property
    def passed(self) -> bool:
        """Return True unless it misses its bound."""
        if self.bound is None:
            return True
        return self.value >= self.bound if self.least else self.value <= self.bound

    def line(self, last: float | None) -> str:
        """Return the figure as a line for people."""
        sign = ">=" if self.least else "<="
        bound = "" if self.bound is None else f"{sign} {self.bound:g}"
        verdict = "" if self.bound is None else "pass" if self.passed else "FAIL"
        before = "" if last is None else f"last {last:.4g}"
        return f"{self.name:<58}{self.value:>12.4g}  {bound:<10}{verdict:<6}{before}".rstrip()


def report(script: str, figures: Sequence[Figure], about: Mapping[str, object]) -> int:
    """Print the figures of one script; return 1 where one misses its bound.

    ``GRIFFIER_BENCH_JSON`` names a file that gets them as JSON, one object by script.
    """
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    last = kept.get(script, {}).get("figures", {})
    told = ", ".join(f"{name} {value}" for name, value in about.items())
    sys.stdout.write(f"{script}: {told}\n")
    for figure in figures:
        sys.stdout.write(f"  {figure.line(last.get(figure.name, {}).get('value'))}\n")
    if name := os.environ.get("GRIFFIER_BENCH_JSON"):
        _add(Path(name), script, figures, about)
    return int(not all(figure.passed for figure in figures))


def _add(path: Path, script: str, figures: Sequence[Figure], about: Mapping[str, object]) -> None:
    written = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    written[script] = {
        "about": dict(about),
        "figures": {
            figure.name: {
                "value": round(figure.value, 4),
                "bound": figure.bound,
                "passed": figure.passed,
            }
            for figure in figures
        },
    }
    path.write_text(json.dumps(written, indent=1, sort_keys=True) + "\n", encoding="utf-8")
