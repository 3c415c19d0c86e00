"""Count how errors are noticed: ``python tests/bench/noticed.py CORPUS [--write]``.

Each real paper is printed in every form of ``tests/parsing/restyled_papers.py``. The forms are
fiction, so the figures are no accuracy of real papers. ``--write`` keeps the table for the page
docs/accuracy.md.
"""

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "parsing"))

from noticed_errors import OUTCOMES, outcome, papers, rules_broken  # noqa: E402
from restyled_papers import VARIANTS  # noqa: E402

TABLE = ROOT / "docs" / "noticed-errors.txt"


def main() -> None:
    """Print the table, and with ``--write`` keep it."""
    counts = {name: Counter[str]() for name in VARIANTS}
    number = 0
    for paper in papers(Path(sys.argv[1])):
        whole = VARIANTS["as printed"](paper)
        if whole is None:
            continue
        number += 1
        known = rules_broken(paper, whole)
        for name, printer in VARIANTS.items():
            if variant := printer(paper):
                counts[name][outcome(paper, variant, known)] += 1
    lines = [f"| form | papers | {' | '.join(OUTCOMES)} |", "|---|" + "--:|" * (len(OUTCOMES) + 1)]
    total = sum(counts.values(), Counter())
    for name, found in [*counts.items(), ("all", total)]:
        cells = [str(found.total()), *(str(found[one]) for one in OUTCOMES)]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += ["", f"Papers {number}, forms {len(counts)}."]
    sys.stdout.write("\n".join(lines) + "\n")
    if "--write" in sys.argv:
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
