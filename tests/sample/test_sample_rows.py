"""Every format of every fictional paper gives the rows that its authored form says."""

import hashlib
import json
from pathlib import Path

import pytest
from sample_measures import misses

from pipeline.identity import file_key
from pipeline.metadata import SourceMetadata
from pipeline.parsing.origin import Origin
from pipeline.reading import read_document
from pipeline.rows import parse

SAMPLE = Path(__file__).resolve().parents[2] / "sample"
FILES = sorted(
    path
    for truth in (SAMPLE / "expected").iterdir()
    for path in (SAMPLE / "letters").glob(f"{truth.stem}.*")
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_gives_the_expected_rows(path: Path) -> None:
    """Letters, questions, answers, ministers, references and their places are those of the truth."""
    truth = json.loads((SAMPLE / "expected" / f"{path.stem}.json").read_text(encoding="utf-8"))
    content = path.read_bytes()
    key = file_key(path.stem)
    origin = Origin(
        key.publication_id,
        key.series,
        hashlib.sha256(content).hexdigest(),
        listing=SourceMetadata(chamber=key.chamber),
    )
    assert [] == misses(truth, parse(read_document(content, name=path.name), origin))
