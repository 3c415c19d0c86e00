"""The command line as a process of its own, on a home of its own, for tests that end it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

from pipeline.warehouse import connect

Note = Callable[..., None]
"""Adds one line to the table: what was tried, how often, and what came of it."""

GRIFFIER = Path(sys.executable).with_name("griffier")
PROVENANCE = ["log_position", "validated_at", "listed_at", "accepted_at", "batch_sha256"]
"""Columns that tell by which run a row came: they differ between histories by design."""
OF_BATCHES = ("load", "quality_result", "quality_warning")
"""Tables about runs and batches, which a kill divides otherwise."""
GOOD = """Eerste Kamer der Staten-Generaal
Vergaderjaar 2025-2026
36 {dossier} Wijziging van de Wet op de vuurtorens
A VOORLOPIG VERSLAG
Vragen van de leden van de VVD-fractie
1. Hoeveel vuurtorens van soort {dossier} zijn er?
2. Wie betaalt de vuurtorenwachter van soort {dossier}?
"""


def good_letters(folder: Path, number: int) -> None:
    """Write so many letters that read well, each a paper of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in range(number):
        text = GOOD.format(dossier=f"{one:03}")
        (folder / f"kst-36{one:03}-A.txt").write_text(text, encoding="utf-8")


def environment(home: Path, log: str = "") -> dict[str, str]:
    """Return the environment of a command on this home."""
    given = {"GRIFFIER_HOME": str(home), "GRIFFIER_LOG": log, "GRIFFIER_WORKERS": "1"}
    return {**os.environ, **given}


def start(home: Path, *arguments: str, log: str = "") -> subprocess.Popen[str]:
    """Start a command; its output is kept."""
    return subprocess.Popen(
        [GRIFFIER, *arguments],
        env=environment(home, log),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def run(home: Path, *arguments: str, log: str = "") -> tuple[int, str]:
    """Run a command; return its exit code and what it said."""
    process = start(home, *arguments, log=log)
    said, _ = process.communicate(timeout=600)
    return process.returncode, said


def rows(home: Path) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield the tables that readers see, without provenance, in one order."""
    with connect(home / "warehouse.duckdb") as connection:
        names = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' ORDER BY ALL"
        ).fetchall()
        for name in (name for (name,) in names if name not in OF_BATCHES):
            frame = connection.table(f'"{name}"').pl()
            kept = frame.drop(set(PROVENANCE) & set(frame.columns))
            yield name, kept.sort(list(kept.columns[:4]))


def same_rows(one: Path, other: Path) -> bool:
    """Return True if readers of two homes see the same."""
    return all(
        mine[0] == theirs[0] and mine[1].equals(theirs[1])
        for mine, theirs in zip(rows(one), rows(other), strict=True)
    )
