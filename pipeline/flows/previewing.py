"""Previewing: what the rows of a file would be, without any state."""

from __future__ import annotations

from pathlib import Path

from pipeline.parsing import parse
from pipeline.parsing.facts import Facts, Rows
from pipeline.reading import read


def preview(file: Path) -> Rows:
    """The rows of one file, by table, as if a folder with just this file had been ingested.

    Raises:
        UnreadableDocument: the file holds no letter that we can read.
    """
    content = file.read_bytes()
    return parse(read(content, name=file.name), Facts.of_file(file.stem, content))
