"""The page docs/accuracy.md: figures, number of papers, and their reliability.

Figures on papers that nobody developed against come first. An interval holds 95 % of the figures
when papers are drawn anew with replacement. Why: papers differ more than rows do.
"""

from collections.abc import Sequence
from random import Random

from pipeline.accuracy import MEASURES, Tally
from pipeline.accuracy.scoreboard import Scoreboard

DRAWS = 500
SEED = 20241129
"""Seed of the resampling, so that the same papers give the same interval."""

REAL = """## Real papers

Written questions, their answers and letters of ministries of 2024, as they were found. Rules were
improved on these papers, so these figures are kinder than those of papers kept apart; weights of
confidence are cross-validated over them (below).
"""

RELIABILITY = """## Confidence of pairs

Each pair of a question and an answer has a confidence (`question_answer.confidence`). It was judged
on the real papers, whole and with planted structural damage, and on papers printed in other forms
(`tests/bench/confidence.py`), each fifth of the papers by weights that did not see it.
"""

NOTICED = """## How errors are noticed

Papers at hand, printed in forms that ministries and programs produce, or damaged: fiction, so these
are no figures of accuracy (`tests/bench/noticed.py`). A variant is right if all its questions and
pairs are; else it is held back by a critical rule, warned about by a rule that the paper as printed
does not break, has only wrong pairs of confidence below 0.9, or is unnoticed. Most of the unnoticed
are papers cut off where an answer ends, on their first page or in a form without footers: nothing
in such a text says that more followed.
"""

FIRST = """## First corpus

F1 per kind of letter and format. The parser was developed against these letters: what it makes
of others stands above, under papers kept apart.
"""


def page(
    made_by: str,
    first: Scoreboard,
    real: Scoreboard | None,
    kept_apart: str,
    reliability: str,
    noticed: str,
) -> str:
    """Return the page as Markdown.

    Args:
        made_by: the versions of reader and parser.
        first: the scores of the first corpus.
        real: the scores of the real papers, None where they are not at hand.
        kept_apart: the section on papers that nobody developed against, as they were judged by eye.
        reliability: the table of confidence, as its script printed it.
        noticed: the table of papers in other forms, as its script printed it.
    """
    parts = [f"# Accuracy\n\n{made_by}\n"]
    if kept_apart:
        parts.append(kept_apart)
    if real is not None:
        parts.append(f"{REAL}\n{_with_intervals(real)}")
    if reliability:
        parts.append(f"{RELIABILITY}\n{reliability}")
    if noticed:
        parts.append(f"{NOTICED}\n{noticed}")
    parts.append(f"{FIRST}\n{first.table()}")
    return "\n".join(parts)


def _with_intervals(board: Scoreboard) -> str:
    """Return a table of measures with the number of papers, the figures and their interval."""
    lines = [
        "| measure | papers | rows | precision | recall | F1 | 95 % interval |",
        "|---|--:|--:|--:|--:|--:|---|",
    ]
    for name in MEASURES:
        tallies = [letter.tallies[name] for letter in board.letters]
        total = sum(tallies, Tally())
        papers = sum(tally.gold > 0 or tally.found > 0 for tally in tallies)
        low, high = interval(tallies)
        lines.append(
            f"| {name} | {papers} | {total.gold} | {total.precision:.3f} | {total.recall:.3f} "
            f"| {total.f1:.3f} | {low:.3f} to {high:.3f} |"
        )
    return "\n".join(lines) + "\n"


def interval(tallies: Sequence[Tally]) -> tuple[float, float]:
    """Return the bounds that hold 95 % of the F1 figures of papers drawn with replacement."""
    random = Random(SEED)  # noqa: S311
    drawn = sorted(sum(random.choices(tallies, k=len(tallies)), Tally()).f1 for _ in range(DRAWS))
    return drawn[int(DRAWS * 0.025)], drawn[int(DRAWS * 0.975)]
