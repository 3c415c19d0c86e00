"""Previewing: what the rows of a file would be, without any state."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from pipeline.identity import file_key
from pipeline.parsing import parse
from pipeline.parsing.facts import Facts, Rows
from pipeline.reading import read


def preview(file: Path) -> Rows:
    """The rows of one file, by table, as if a folder with just this file had been ingested.

    Raises:
        UnreadableDocument: the file holds no letter that we can read.
    """
    content = file.read_bytes()
    key = file_key(file.stem)
    facts = Facts(
        publication_id=key.publication_id,
        series=key.series,
        content_sha256=sha256(content).hexdigest(),
        chamber=key.chamber,
        dossier_number=key.dossier_number,
        sub_number=key.sub_number,
        session_year=key.session_year,
    )
    return parse(read(content, name=file.name), facts)
