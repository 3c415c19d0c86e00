"""The chaos suite: run by ``make chaos``, which sets GRIFFIER_CHAOS; left out of other runs."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Note

RESULTS = os.environ.get("GRIFFIER_CHAOS_RESULTS", "")
COLUMNS = ("tried", "survived", "lost", "needed a hand")

if not os.environ.get("GRIFFIER_CHAOS"):
    collect_ignore_glob = ["test_*"]


@pytest.fixture(scope="session")
def table() -> Iterator[dict[str, list[int]]]:
    """Yield the table of this run, written to GRIFFIER_CHAOS_RESULTS as JSON at the end."""
    lines: dict[str, list[int]] = {}
    yield lines
    if RESULTS:
        known = json.loads(Path(RESULTS).read_text()) if Path(RESULTS).exists() else {}
        Path(RESULTS).write_text(json.dumps(known | lines, indent=1) + "\n", encoding="utf-8")


@pytest.fixture
def note(table: dict[str, list[int]]) -> Note:
    """Count what was tried, survived, lost, and needed a hand."""

    def add(what: str, *, survived: bool = True, lost: int = 0, hand: bool = False) -> None:
        line = table.setdefault(what, [0] * len(COLUMNS))
        for column, number in enumerate((1, int(survived), lost, int(hand))):
            line[column] += number

    return add
