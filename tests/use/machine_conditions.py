"""Conditions of the machine that a home can be in, and the commands that are run on it.

Each condition changes a home that holds four letters, one of them in quarantine; ``COMMANDS`` are
all that the command line has, with arguments that make them touch what they can touch.
"""

import io
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import duckdb

from pipeline.cli.main import main
from pipeline.settings import settings

HELD, WAITING = "file-brief-0", "file-leeg"
"""A letter that readers see, and one in quarantine."""

LETTER = "Aan de Voorzitter\nDen Haag, 3 maart 2026\n\nHoeveel vuurtorens van soort {} zijn er?\n\nA. de Vries"
COMMANDS = {
    "ingest": ["ingest", "--source", "folder:{letters}"],
    "ingest what is new": ["ingest", "--source", "folder:{more}"],
    "rebuild": ["rebuild"],
    "rebuild as of": ["rebuild", "--as-of", "2026-01-01", "--output", "{out}/old.duckdb"],
    "reproject": ["reproject"],
    "parse": ["parse", "{letters}/brief-0.txt"],
    "status": ["status"],
    "status of one": ["status", HELD],
    "sql": ["sql", "FROM letter"],
    "sql to a file": ["sql", "FROM letter", "--output", "{out}/rows.csv"],
    "coverage": ["coverage"],
    "search": ["search", "vuurtorens"],
    "query": ["query", "ministers"],
    "export": ["export", "{out}/export"],
    "diff": ["diff"],
    "reparse": ["reparse", "--yes"],
    "score": ["score", "{letters}", "{letters}"],
    "correct": ["correct", HELD, "--show"],
    "gold": ["gold", HELD, "--into", "{out}/gold"],
    "report": ["report"],
    "doctor": ["doctor"],
    "pull": ["pull", "{out}/pulled"],
    "digest": ["digest", "--since", "2026-01-01"],
    "verify": ["verify"],
    "verify and repair": ["verify", "--repair"],
    "gc": ["gc", "--hours", "0"],
    "backup": ["backup", "{out}/backup"],
    "restore": ["restore", "{out}/backup"],
    "withdraw": ["withdraw", HELD, "--by", "me", "--why", "a test"],
    "quarantine list": ["quarantine", "list"],
    "quarantine show": ["quarantine", "show", WAITING],
    "quarantine release": ["quarantine", "release", WAITING, "--by", "me", "--why", "a test"],
    "quarantine reject": ["quarantine", "reject", WAITING, "--by", "me", "--why", "a test"],
}
"""Every command but those that serve until they are stopped (open, replay, mcp)."""


def _snapshot(home: Path) -> Path:
    return (home / "warehouse.duckdb").resolve()


def _blobs(home: Path) -> list[Path]:
    return sorted(file for file in (home / "store").rglob("*") if file.is_file())


def _folder(place: Path) -> None:
    """Put a folder where a file belongs."""
    _remove(place)
    place.mkdir()
    (place / "in it").touch()


def _file(place: Path, content: bytes = b"in the way") -> None:
    """Put a file with this content where something else belongs."""
    _remove(place)
    place.write_bytes(content)


def _remove(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def _link(place: Path, target: str) -> None:
    _remove(place)
    place.symlink_to(target)


def _burst(place: Path, share: float) -> None:
    """Overwrite a hundred bytes at this share of a file."""
    content = bytearray(place.read_bytes())
    start = int(len(content) * share)
    content[start : start + 100] = bytes(range(156, 256))
    _file(place, bytes(content))


def _half(place: Path) -> None:
    content = place.read_bytes()
    _file(place, content[: len(content) // 2])


def _another_database(place: Path) -> None:
    _remove(place)
    with duckdb.connect(str(place)) as connection:
        connection.execute("CREATE TABLE other (a INTEGER)")


def _another_sqlite(place: Path) -> None:
    _remove(place)
    with sqlite3.connect(place) as connection:
        connection.execute("CREATE TABLE other (a INTEGER)")


def _every_blob(home: Path, change: Callable[[Path], None]) -> None:
    for blob in _blobs(home):
        change(blob)


def _link_out(home: Path) -> None:
    """Let the current warehouse be a link to a file of somebody else."""
    _link(home / "warehouse.duckdb", str(home.parent / "letters" / "brief-0.txt"))


LASTING: dict[str, Callable[[Path], object]] = {
    "the home is a file": _file,
    "the home is a link to nowhere": lambda home: _link(home, str(home.parent / "gone")),
    "the home is a link to itself": lambda home: _link(home, str(home)),
    "the home is empty": lambda home: (_folder(home), (home / "in it").unlink()),
    "the log is a folder": lambda home: _folder(home / "log.sqlite"),
    "the log is a link to itself": lambda home: _link(
        home / "log.sqlite", str(home / "log.sqlite")
    ),
    "the log is gone": lambda home: _remove(home / "log.sqlite"),
    "the log is empty": lambda home: _file(home / "log.sqlite", b""),
    "the log is text": lambda home: _file(home / "log.sqlite"),
    "the log is another database": lambda home: _another_sqlite(home / "log.sqlite"),
    "the log is a warehouse": lambda home: _another_database(home / "log.sqlite"),
    "the log is cut in half": lambda home: _half(home / "log.sqlite"),
    "the head of the log is damaged": lambda home: _burst(home / "log.sqlite", 0.0),
    "a tenth into the log is damage": lambda home: _burst(home / "log.sqlite", 0.1),
    "halfway the log is damage": lambda home: _burst(home / "log.sqlite", 0.5),
    "the end of the log is damaged": lambda home: _burst(home / "log.sqlite", 0.95),
    "a folder is where the log's journal belongs": lambda home: _folder(home / "log.sqlite-wal"),
    "the store is a file": lambda home: _file(home / "store"),
    "the store is gone": lambda home: _remove(home / "store"),
    "the store is a link to itself": lambda home: _link(home / "store", str(home / "store")),
    "every blob is gone": lambda home: _every_blob(home, _remove),
    "every blob is empty": lambda home: _every_blob(home, lambda blob: _file(blob, b"")),
    "every blob is a folder": lambda home: _every_blob(home, _folder),
    "every blob is damaged": lambda home: _every_blob(home, lambda blob: _burst(blob, 0.3)),
    "every blob is a link to nowhere": lambda home: _every_blob(
        home, lambda blob: _link(blob, "/nowhere")
    ),
    "the warehouse is gone": lambda home: _remove(_snapshot(home)),
    "the warehouse is a folder": lambda home: _folder(home / "warehouse.duckdb"),
    "the snapshot is a folder": lambda home: _folder(_snapshot(home)),
    "the warehouse is empty": lambda home: _file(_snapshot(home), b""),
    "the warehouse is text": lambda home: _file(_snapshot(home)),
    "the warehouse is another database": lambda home: _another_database(_snapshot(home)),
    "the warehouse is an SQLite file": lambda home: _another_sqlite(_snapshot(home)),
    "the warehouse is cut in half": lambda home: _half(_snapshot(home)),
    "the head of the warehouse is damaged": lambda home: _burst(_snapshot(home), 0.0),
    "a third into the warehouse is damage": lambda home: _burst(_snapshot(home), 0.3),
    "the end of the warehouse is damaged": lambda home: _burst(_snapshot(home), 0.98),
    "the warehouse is a link to itself": lambda home: _link(
        home / "warehouse.duckdb", "warehouse.duckdb"
    ),
    "the warehouse is a link out of the home": _link_out,
    "a folder is where the lock belongs": lambda home: _folder(home / "warehouse.duckdb.lock"),
    "a file is where the report belongs": lambda home: _file(home / "report"),
    "a file is where the output belongs": lambda home: _file(home.parent / "out"),
    "the backup is text": lambda home: (
        (home.parent / "out" / "backup").mkdir(parents=True),
        _file(home.parent / "out" / "backup" / "log.sqlite"),
    ),
    "the letters are gone": lambda home: _remove(home.parent / "letters"),
    "the letters are a file": lambda home: _file(home.parent / "letters"),
}
"""Damages of the files, by a name."""


@contextmanager
def forbidden(home: Path, pattern: str) -> Iterator[None]:
    """Take the permission to read or write from some files, also where the tests run as root."""
    for place in (home, *home.glob(pattern)) if pattern == "*" else home.glob(pattern):
        place.chmod(0)
    root = os.geteuid() == 0
    if root:
        home.parent.chmod(0o755)
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for place in (home, *home.rglob("*")):
            place.chmod(0o700, follow_symlinks=True) if place.exists() else None


PASSING: dict[str, Callable[[Path], AbstractContextManager[None]]] = {
    "nothing of the home may be read": lambda home: forbidden(home, "*"),
    "the log may not be read": lambda home: forbidden(home, "log.sqlite*"),
    "the store may not be read": lambda home: forbidden(home, "store"),
    "the warehouse may not be read": lambda home: forbidden(home, "warehouse-*"),
}
"""Refusals of the machine while a command runs, by a name."""


class Outcome(NamedTuple):
    """The end of a command: its exit code, what it said, and the traceback of an unforeseen error."""

    code: int
    said: str
    traceback: str


def letters(folder: Path, number: int) -> None:
    """Write so many letters, and an empty file that is quarantined."""
    folder.mkdir(parents=True)
    for one in range(number):
        (folder / f"brief-{one}.txt").write_text(LETTER.format(one), encoding="utf-8")
    (folder / "leeg.txt").write_text("  ", encoding="utf-8")


def make_whole(root: Path) -> None:
    """Make a home in which nothing is wrong, and the folders that the commands name."""
    letters(root / "letters", 3)
    letters(root / "more", 4)
    done = run(COMMANDS["ingest"], root)
    assert 0 == done.code, done.said + done.traceback


def run(command: Sequence[str], root: Path) -> Outcome:
    """Run the command line in this process, on the home below ``root``."""
    places = {name: str(root / name) for name in ("letters", "more", "out")}
    arguments = ["griffier", *(part.format(**places) for part in command)]
    surroundings = {
        "GRIFFIER_HOME": str(root / "home"),
        "GRIFFIER_WORKERS": "1",
        "GRIFFIER_WRITER_WAIT_SECONDS": "1",
    }
    said, code, unforeseen = io.StringIO(), 0, ""
    settings.cache_clear()
    with (
        patch.dict(os.environ, surroundings),
        patch.object(sys, "argv", arguments),
        redirect_stdout(said),
        redirect_stderr(said),
    ):
        try:
            main()
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else 1
        except BaseException:  # noqa: BLE001 -- that is what is looked for
            code, unforeseen = 99, traceback.format_exc()
    settings.cache_clear()
    return Outcome(code, said.getvalue(), unforeseen)


LIMITS = (0, 60_000, 400_000)
"""Most bytes of a file (``ulimit -f``): nothing, less than a table, less than a warehouse."""


def run_limited(command: Sequence[str], home: Path, limit: int) -> tuple[int, str]:
    """Run a command in a process whose files may not exceed this size; return code and output.

    Why: in this process DuckDB aborts when an earlier connection closes under such a limit.
    """
    ended = subprocess.run(
        [Path(sys.executable).with_name("griffier"), *command],
        env=os.environ | {"GRIFFIER_HOME": str(home), "GRIFFIER_WORKERS": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    return ended.returncode, ended.stdout + ended.stderr


def limited_fault(
    limit: int,
    command: str,
    whole: Path,
    place: Path,
    run_command: Callable[[Sequence[str], Path, int], tuple[int, str]] = run_limited,
) -> str:
    """Run one command whose files may not become larger; return what was wrong."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(whole, place, symlinks=True)
    places = {name: str(place / name) for name in ("letters", "more", "out")}
    arguments = [part.format(**places) for part in COMMANDS[command]]
    code, said = run_command(arguments, place / "home", limit)
    if code in {0, 1, 2} and (said.strip() or not code):
        return said if "Traceback" in said else ""
    return f"at most {limit} bytes | {command}: exit code {code}, said {said!r}"


def fault(condition: str, command: str, whole: Path, place: Path) -> str:
    """Run one command in one condition, on a copy; return what was wrong with how it ended."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(whole, place, symlinks=True)
    if condition in LASTING:
        LASTING[condition](place / "home")
        ended = run(COMMANDS[command], place)
    else:
        with PASSING[condition](place / "home"):
            ended = run(COMMANDS[command], place)
    if ended.traceback or "Traceback" in ended.said:
        return f"{condition} | {command}: {ended.traceback or ended.said}"
    if ended.code not in {0, 1, 2} or (ended.code and not ended.said.strip()):
        return f"{condition} | {command}: exit code {ended.code}, said {ended.said!r}"
    return ""
