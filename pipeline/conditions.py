"""Conditions of the machine: a full disk, a missing permission, a damaged file, too little memory.

Libraries raise their own errors for them. ``foreseen`` converts each to one error that names what
happened, where, and what to do; every other error is a fault in this program and passes.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.errors import GriffierError, MachineCondition

ADVICE = {
    errno.ENOSPC: "the disk is full: free some space (griffier gc clears what nothing names)",
    errno.EDQUOT: "the disk quota is used up: free some space",
    errno.EACCES: "permission is missing: run it as the user who owns the files, or allow it",
    errno.EPERM: "permission is missing: run it as the user who owns the files, or allow it",
    errno.EROFS: "the file system is read-only: set GRIFFIER_HOME to a place that can be written",
    errno.EISDIR: "a folder is where a file belongs: move it away",
    errno.ENOTDIR: "a file is where a folder belongs: move it away",
    errno.EEXIST: "something else has that name already: move it away",
    errno.ENOENT: "it is not there: see that the path is right",
    errno.EFBIG: "the file may not become that large: raise the limit (ulimit -f)",
    errno.ENOTEMPTY: "a folder is where a file belongs: move it away",
    errno.EBUSY: "another program has it in use: end that, or wait",
    errno.ESTALE: "the file system was disconnected: mount it again",
    errno.EAGAIN: "too many processes or threads run: raise the limit (ulimit -u), or wait",
    errno.ENAMETOOLONG: "the name is too long for this file system: choose a shorter one",
    errno.ELOOP: "a link points to itself: remove it",
    errno.EMFILE: "too many files are open: raise the limit (ulimit -n)",
    errno.ENFILE: "too many files are open on this machine",
    errno.ENOMEM: "there is too little memory: close other programs, or allow more",
    errno.EIO: "the disk failed: look at the machine's log",
}
MESSAGES = {"Symlink loop from": errno.ELOOP, "can't start new thread": errno.EAGAIN}
"""Conditions that Python tells by the begin of a message only; the first until 3.12."""
NO_ROOM_TO_LOAD = ("failed to map segment", "cannot map zero-fill", "cannot allocate memory")
"""Words of the dynamic linker when a library does not fit under the limit of memory."""
DATABASE_ERRORS = frozenset(
    {"IOException", "FatalException", "InternalException",
     "SerializationException", "InvalidInputException"}
)  # fmt: skip
"""DuckDB's errors about a file or the memory; its others are about a statement."""


@contextmanager
def foreseen_as_conditions() -> Iterator[None]:
    """Convert conditions of the machine to errors that name what to do.

    Raises:
        MachineCondition: the machine could not do what was asked.
    """
    try:
        yield
    except GriffierError:
        raise
    except Exception as error:
        condition = foreseen(error)
        if condition is None:
            raise
        raise condition from error


def foreseen(error: BaseException) -> MachineCondition | None:
    """Return the condition of the machine behind an error, None if there is none."""
    known = (_of_memory, _of_the_system, _of_a_database)
    description = next((words for describe in known if (words := describe(error))), None)
    return MachineCondition(description) if description else None


def _of_memory(error: BaseException) -> str | None:
    """Describe a lack of memory."""
    if isinstance(error, MemoryError) or _lacks_room_to_load(error):
        return f"memory ran out: {ADVICE[errno.ENOMEM]}"
    if _name_in_duckdb(error) == "OutOfMemoryException":
        return (
            f"memory ran out while the warehouse was read or written: {ADVICE[errno.ENOMEM]}; the "
            "published file is as it was"
        )
    return None


def _lacks_room_to_load(error: BaseException) -> bool:
    """Return True if a library did not fit into memory, also where its importer says so of it."""
    text = f"{error} {error.__cause__ or ''}"
    return isinstance(error, ImportError) and any(words in text for words in NO_ROOM_TO_LOAD)


def _of_the_system(error: BaseException) -> str | None:
    """Describe an error of the operating system."""
    if isinstance(error, OSError) and error.errno in ADVICE:
        where = " and ".join(str(name) for name in (error.filename, error.filename2) if name)
        return f"{where or 'a file'}: {ADVICE[error.errno]} ({error.strerror})"
    number = next(
        (known for begin, known in MESSAGES.items() if str(error).startswith(begin)), None
    )
    if isinstance(error, RuntimeError) and number:
        return f"{error}: {ADVICE[number]}"
    return None


def _of_a_database(error: BaseException) -> str | None:
    """Describe an error of SQLite or DuckDB about a file."""
    if isinstance(error, sqlite3.Error):
        return f"a database file did not do what was asked: {error}"
    name, first = _name_in_duckdb(error), str(error).partition("\n")[0]
    # Of any name: a full disk is a TransactionException where a commit meets it.
    advice = next((words for number, words in ADVICE.items() if os.strerror(number) in first), None)
    if name and advice:
        return f"the warehouse could not be read or written: {advice} ({first})"
    if name in DATABASE_ERRORS:
        return (
            f"the warehouse could not be read or written: {first}; where its file is damaged, "
            "griffier rebuild makes it again"
        )
    return None


def _name_in_duckdb(error: BaseException) -> str:
    """Return the name of DuckDB's error, empty for errors of others.

    Why: DuckDB loads slowly, and most commands do not need it.
    """
    kind = type(error)
    return kind.__name__ if kind.__module__.partition(".")[0].lstrip("_") == "duckdb" else ""
