"""Data about the outside world that the parser needs: party groups, ministries, holders, laws."""

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def records(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of the file ``<name>.csv`` of this package, by column name.

    Lines that begin with # are comments.
    """
    lines = files(__name__).joinpath(f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(line for line in lines if line and not line.startswith("#")))


@cache
def entries(name: str) -> dict[str, Any]:
    """Return the content of the file ``<name>.toml`` of this package, by top-level name."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def source(name: str) -> str:
    """Return the text of the file of this package that holds ``name``, a table or a document.

    Example: ``source("parties")`` is the text of ``parties.toml``.
    """
    paths = [files(__name__).joinpath(f"{name}.{ending}") for ending in ("csv", "toml")]
    return "".join(path.read_text(encoding="utf-8") for path in paths if path.is_file())
