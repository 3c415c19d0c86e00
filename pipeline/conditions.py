"""Conditions of the machine: a full disk, a missing permission, a damaged file, too little memory.

Libraries raise their own errors for them. ``foreseen`` converts each to one error that names what
happened, where, and what to do; every other error is a fault in this program and passes.
"""

from __future__ import annotations

import errno
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
    errno.ENAMETOOLONG: "the name is too long for this file system: choose a shorter one",
    errno.ELOOP: "a link points to itself: remove it",
    errno.EMFILE: "too many files are open: raise the limit (ulimit -n)",
    errno.ENFILE: "too many files are open on this machine",
    errno.ENOMEM: "there is too little memory: close other programs, or allow more",
    errno.EIO: "the disk failed: look at the machine's log",
}
DATABASE_ERRORS = frozenset(
    {"IOException", "OutOfMemoryException", "FatalException", "InternalException",
     "SerializationException", "InvalidInputException"}
)  # fmt: skip
"""DuckDB's errors about a file or the memory; its others are about a statement."""


@contextmanager
def conditions_told() -> Iterator[None]:
    """Convert conditions of the machine to errors that name what to do.

    Raises:
        MachineCondition: the machine could not do what was asked.
    """
    try:
        yield
    except GriffierError:
        raise
    except Exception as error:
        told = foreseen(error)
        if told is None:
            raise
        raise told from error


def foreseen(error: BaseException) -> MachineCondition | None:
    """Return the condition of the machine behind an error, None if there is none."""
    if isinstance(error, MemoryError):
        return MachineCondition(f"memory ran out: {ADVICE[errno.ENOMEM]}")
    if isinstance(error, OSError) and error.errno in ADVICE:
        where = " and ".join(str(name) for name in (error.filename, error.filename2) if name)
        return MachineCondition(f"{where or 'a file'}: {ADVICE[error.errno]} ({error.strerror})")
    if isinstance(error, sqlite3.Error):
        return MachineCondition(f"a database file did not do what was asked: {error}")
    module = type(error).__module__.partition(".")[0].lstrip("_")
    if module == "duckdb" and type(error).__name__ in DATABASE_ERRORS:
        first = str(error).partition("\n")[0]
        return MachineCondition(
            f"the warehouse could not be read or written: {first}; where its file is damaged, "
            "griffier rebuild makes it again"
        )
    return None
