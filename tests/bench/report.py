"""Time to build the report over 1,000 runs, and its size. The targets are 2
seconds and 2 MB.

Run: .venv/bin/python tests/bench/report.py [RUNS]
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "report"))

from figures import Figure, report
from report_warehouse import paper_rows, runs, warehouse

from pipeline.report import write_report

SECONDS, BYTES = 2.0, 2_000_000


def main() -> int:
    """Measure the first and the fastest of three builds in processor time, and report."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        made = warehouse(Path(folder), runs(number), paper_rows())
        spent = []
        for _ in range(3):
            start = time.process_time()
            out = write_report(made, Path(folder) / "index.html")
            spent.append(time.process_time() - start)
        size = out.stat().st_size
    figures = [
        Figure("first report, s", spent[0], SECONDS),
        Figure("fastest of three, s", min(spent)),
        Figure("size, MB", size / 1e6, BYTES / 1e6),
    ]
    return report("report", figures, {"runs": number})


if __name__ == "__main__":
    sys.exit(main())
