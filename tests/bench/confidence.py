"""Fits the weights of confidence and measures them: ``python tests/bench/confidence.py CORPUS``.

Pairs are right where question, answer and relation are those of the gold. They are taken from the
real papers, whole and with planted damage, and from papers printed in other forms (fiction, of
tests/parsing/restyled_papers.py): every paper in one of ``APART`` forms. Weights are fitted by logistic regression (Newton's method, ridge);
the figures printed are cross-validated: each fifth of the papers is rated by weights that did not
see it, first for the real papers, then for the other forms. ``--write`` keeps the weights of all papers in pipeline/vocabulary/confidence.toml.
"""

import json
import sys
from dataclasses import dataclass, replace
from itertools import pairwise
from math import exp
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "parsing"))
from gold_pairs import pairs_in_gold
from noticed_errors import papers as printed_papers
from planted_damage import PLANTERS, plant
from restyled_papers import VARIANTS

from pipeline.errors import UnreadableDocument
from pipeline.parsing.pairing import confidence
from pipeline.rows import parse_file

PLACES = 6
"""Places at which each kind of damage is planted in each paper."""
APART = 6
"""Forms of which each paper is printed in one."""
FOLDS = 5
RIDGE = 0.3
BOUNDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.001)
DATA = Path(__file__).resolve().parents[2] / "pipeline" / "vocabulary" / "confidence.toml"
RELIABILITY = Path(__file__).resolve().parents[2] / "docs" / "reliability-of-pairs.txt"
WHY = {
    "link": "A heading states which question is answered, or its words are repeated.",
    "lead": "The reading leads the next best one by 0.2 or more.",
    "headings": "Every heading of the paper opens a question or an answer.",
    "gapless": "The numbers before and behind count on from this one.",
    "asks": "The question ends with a question mark, or asks without one.",
    "ends": "The answer ends as a sentence does.",
    "begins": "The question begins with a capital.",
    "question_alone": "No other heading runs on in the question.",
    "answer_alone": "No other heading runs on in the answer, and it does not ask.",
    "question_clean": "No footnote stands in the question.",
    "answer_clean": "No footnote stands in the answer.",
    "single": "One paragraph of the question asks.",
    "short": "The question is not longer than questions are.",
    "named": "The answer is for one question, or the numbers of its questions stand above it.",
    "divided": "No shared answer of the paper numbers or repeats its questions.",
    "states": "The answer has one question mark at most.",
    "whole": "No page is missing beside the question or the answer.",
}


@dataclass
class Pair:
    """One pair that was found: its paper, its signs, and whether it is right.

    ``real`` is false for a paper in a form that was made up.
    """

    paper: str
    signs: dict[str, float]
    right: bool
    real: bool = True


def pairs(folder: Path) -> list[Pair]:
    """Return the pairs found in every paper of a folder, whole and damaged."""
    found: list[Pair] = []
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        letter = folder / gold["source"]
        found += judged(letter.read_bytes(), letter.name, gold)
        if letter.suffix == ".txt":
            text = letter.read_text(encoding="utf-8")
            for kind in PLANTERS:
                for number in range(PLACES):
                    if damage := plant(kind, text, number):
                        found += judged(damage.text.encode(), letter.name, gold)
    return found


def restyled(corpus: Path) -> list[Pair]:
    """Return the pairs found in papers printed in other forms, a part of the forms for each."""
    found: list[Pair] = []
    for number, paper in enumerate(printed_papers(corpus)):
        for printer in [*VARIANTS.values()][number % APART :: APART]:
            variant = printer(paper)
            if variant is not None:
                name = f"{paper.name}{variant.suffix}"
                pairs_ = judged(variant.text.encode(), name, dict(variant.gold))
                found += [replace(one, real=False) for one in pairs_]
    return found


def judged(content: bytes, name: str, gold: dict[str, Any]) -> list[Pair]:
    """Return the pairs of one file with their signs, each right or wrong."""
    kept: list[dict[str, float]] = []
    rate = confidence.confidence

    def keep(signs: dict[str, float]) -> float:
        kept.append(signs)
        return rate(signs)

    confidence.confidence = keep
    try:
        rows = parse_file(content, name)
    except UnreadableDocument:
        return []
    finally:
        confidence.confidence = rate
    right = pairs_in_gold(gold, rows)
    return [Pair(Path(name).stem, *pair) for pair in zip(kept, right, strict=True)]


def fit(known: list[Pair], names: list[str]) -> np.ndarray:
    """Return the weights that make right and wrong most likely, the intercept first."""
    inputs = np.array([[1.0, *(one.signs[name] for name in names)] for one in known])
    target = np.array([float(one.right) for one in known])
    weights = np.zeros(inputs.shape[1])
    ridge = np.full(inputs.shape[1], RIDGE)
    ridge[0] = 1e-6
    for _ in range(60):
        rated = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (target - rated) - ridge * weights
        curve = (inputs * (rated * (1 - rated))[:, None]).T @ inputs + np.diag(ridge)
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def rated(one: Pair, weights: np.ndarray, names: list[str]) -> float:
    """Return the confidence that weights give a pair."""
    total = weights[0] + sum(
        weight * one.signs[name] for weight, name in zip(weights[1:], names, strict=True)
    )
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def crossed(known: list[Pair], names: list[str], *, real: bool) -> list[tuple[float, bool]]:
    """Return each pair with the confidence that weights give it that did not see its paper.

    All pairs are fitted; those of real papers, or the others, are returned.
    """
    papers = sorted({one.paper for one in known})
    fold = {name: place % FOLDS for place, name in enumerate(papers)}
    found = []
    for number in range(FOLDS):
        weights = fit([one for one in known if fold[one.paper] != number], names)
        found += [
            (rated(one, weights, names), one.right)
            for one in known
            if fold[one.paper] == number and one.real == real
        ]
    return found


def table(ratings: list[tuple[float, bool]]) -> str:
    """Return the reliability of ratings as Markdown, with the Brier score and the two bounds."""
    lines = ["| confidence | pairs | mean confidence | right |", "|---|--:|--:|--:|"]
    for low, high in pairwise(BOUNDS):
        inside = [(value, right) for value, right in ratings if low <= value < high]
        if inside:
            mean = sum(value for value, _ in inside) / len(inside)
            good = sum(right for _, right in inside) / len(inside)
            lines.append(
                f"| {low:.2f}–{min(high, 1):.2f} | {len(inside)} | {mean:.3f} | {good:.3f} |"
            )
    sure = [right for value, right in ratings if value >= 0.9]
    wrong = [value for value, right in ratings if not right]
    brier = sum((value - right) ** 2 for value, right in ratings) / len(ratings)
    summary = (
        f"Pairs {len(ratings)}, of which wrong {len(wrong)}; Brier score {brier:.4f}. "
        f"Of those at 0.9 or above {sum(sure) / len(sure):.1%} are right; of the wrong ones "
        f"{sum(value < 0.7 for value in wrong) / len(wrong):.0%} are below 0.7."
    )
    lines += ["", summary]
    return "\n".join(lines)


def main() -> None:
    """Fit, print, and with ``--write`` keep the weights."""
    corpus = Path(sys.argv[1])
    known = pairs(corpus / "real") + restyled(corpus)
    names = list(WHY)
    reliability = (
        "Real papers, whole and with planted damage:\n\n"
        f"{table(crossed(known, names, real=True))}\n\n"
        "Papers printed in other forms (fiction):\n\n"
        f"{table(crossed(known, names, real=False))}"
    )
    sys.stdout.write(f"{reliability}\n")
    weights = fit(known, names)
    stated = [
        "# Signs of a pair and their weights, fitted by tests/bench/confidence.py: do not edit.",
        f"intercept = {weights[0]:.4f}",
    ]
    for name, weight in zip(names, weights[1:], strict=True):
        stated += [
            "",
            "[[sign]]",
            f'name = "{name}"',
            f"weight = {weight:.4f}",
            f'why = "{WHY[name]}"',
        ]
    if "--write" in sys.argv:
        DATA.write_text("\n".join(stated) + "\n", encoding="utf-8")
        RELIABILITY.write_text(f"{reliability}\n", encoding="utf-8")
    else:
        sys.stdout.write("\n".join([*stated[1:], ""]))


if __name__ == "__main__":
    main()
