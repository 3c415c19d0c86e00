"""The command line as a process of its own, on a home of its own, for tests that end it."""

import atexit
import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from unittest.mock import patch

import polars as pl

from pipeline.warehouse import connect

Note = Callable[..., None]
"""Adds one line to the table: what was tried, how often, and what came of it."""

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


@cache
def forks() -> multiprocessing.context.ForkServerContext:
    """Start the process that has loaded the program; return how to fork commands from it."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["loaded_program"])
    # Python 3.11 gives it no other path of modules.
    with patch.dict(os.environ, PYTHONPATH=str(Path(__file__).parent)):
        forkserver.ensure_running()
    return context


LONGEST = 600.0
"""Seconds that a command may take on a busy machine."""


class Command:
    """A command in a process group of its own, forked from a process that has loaded the program.

    Why: loading it takes ten of the twelve processor seconds of an ingest. Without that a whole
    suite of harm takes minutes, and its kills meet the work, not the loading.
    """

    def __init__(self, home: Path, *arguments: str, log: str = "", file_bytes: int = -1) -> None:
        started, starts = forks().Pipe(duplex=False)
        self._said, says = forks().Pipe(duplex=False)
        self._process = forks().Process(
            target=execute, args=(arguments, environment(home, log), file_bytes, says, starts)
        )
        self._process.start()
        starts.close()
        says.close()
        assert started.poll(LONGEST), "a process did not start"
        self.group: int = started.recv()
        started.close()

    def kill(self) -> None:
        """Kill all processes of the command."""
        with suppress(ProcessLookupError):  # it has ended
            os.killpg(self.group, signal.SIGKILL)

    def ended(self) -> tuple[int, str]:
        """Wait for the end; return the exit code and what the command said."""
        said = b""
        while self._said.poll(LONGEST) and (part := os.read(self._said.fileno(), 65_536)):
            said += part
        self._said.close()
        self._process.join(LONGEST)
        code = self._process.exitcode
        if code is None:
            self.kill()
        assert code is not None, f"no end after {LONGEST:g} seconds: {said!r}"
        return code, said.decode(errors="replace")


def execute(
    arguments: Sequence[str],
    environment: dict[str, str],
    file_bytes: int,
    says: Connection,
    starts: Connection,
) -> None:
    """Run a command in this process, as its own process would run it from the command line.

    It leads a process group, and its files may not exceed ``file_bytes`` (-1: no limit).
    """
    from pipeline.cli import main  # noqa: PLC0415 -- loaded in the process that this one is of
    from pipeline.settings import settings  # noqa: PLC0415

    os.setsid()
    for stream in (1, 2):
        os.dup2(says.fileno(), stream)
    says.close()
    sys.stdout, sys.stderr = (os.fdopen(stream, "w", encoding="utf-8") for stream in (1, 2))
    os.environ.clear()
    os.environ.update(environment)
    settings.cache_clear()
    sys.argv = ["griffier", *arguments]
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    starts.send(os.getpid())
    starts.close()
    code = 0
    try:
        main()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    atexit._run_exitfuncs()  # noqa: SLF001 -- a forked process leaves them out
    sys.stdout.flush()
    sys.stderr.flush()
    sys.exit(code)


def run(home: Path, *arguments: str, log: str = "") -> tuple[int, str]:
    """Run a command; return its exit code and what it said."""
    return Command(home, *arguments, log=log).ended()


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
