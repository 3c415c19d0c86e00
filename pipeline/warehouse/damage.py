"""Classification of DuckDB errors during a load: damaged file, machine condition, or bug.

* Damage: bytes of the published file are wrong. The log makes another one.
* Condition: the disk is full, memory ran out, another process holds the file. The file is whole.
* Fault: a statement of ours does not fit the tables or the rows. A rebuild would hide it.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from pipeline.errors import SchemaMismatch

CONDITIONS = (
    *(os.strerror(number) for number in errno.errorcode if number != errno.EIO),
    "Could not set lock on file",
)
"""Words of an error about the machine; a sector that cannot be read (EIO) is damage."""

CORRUPT = ("Corrupt database file", "Could not read enough bytes", "not a valid DuckDB database")
"""Words of an error about the bytes of a file, whatever statement met them."""

FAULTS = (
    duckdb.ProgrammingError,
    duckdb.IntegrityError,
    duckdb.DataError,
    duckdb.NotSupportedError,
)
OTHER_TABLES = (duckdb.CatalogException, duckdb.BinderException)
"""Errors for a table or column that a file of another version does not have."""


def means_damage(error: duckdb.Error) -> bool:
    """Return True if the error means that bytes of the file are wrong.

    Example: a wrong checksum of a block, an end of file too early; not a full disk.
    """
    message = str(error)
    if any(words in message for words in CORRUPT):
        return True
    about_the_file = isinstance(error, duckdb.IOException | duckdb.SerializationException)
    return about_the_file and not any(words in message for words in CONDITIONS)


@contextmanager
def faults_told(task: str) -> Iterator[None]:
    """Convert an error about a statement to a message that names the task; let the others pass.

    Raises:
        SchemaMismatch: a statement does not fit the tables or the rows.
    """
    try:
        yield
    except FAULTS as error:
        if any(words in str(error) for words in CONDITIONS):
            raise
        first = str(error).partition("\n")[0]
        raise SchemaMismatch(
            f"{task} failed: {first}; what is published stays as it was. This is a fault in this "
            "program: report it. Where somebody changed the published file, `griffier rebuild` "
            "makes it anew"
        ) from error
