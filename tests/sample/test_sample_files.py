"""The committed sample is what its press makes of the authored papers, and the source can serve it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import UnreadableDocument
from pipeline.reading import read_document
from pipeline.source.replay.catalogue_file import papers

SAMPLE = Path(__file__).resolve().parents[2] / "sample"
LETTERS, EXPECTED = SAMPLE / "letters", SAMPLE / "expected"
SCAN = "blg-9900001"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the sample and return its files."""
    into = tmp_path_factory.mktemp("built")
    subprocess.run(
        [sys.executable, str(SAMPLE / "build.py"), "--into", str(into)],
        check=True,
        capture_output=True,
    )
    return into


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for name in ("letters", "expected")
        for path in sorted((folder / name).rglob("*"))
    }


def test_building_again_changes_no_byte(built: Path) -> None:
    """Every committed file is made by the press, and making it again gives the same bytes."""
    now, committed = _contents(built), _contents(SAMPLE)
    assert sorted(now) == sorted(committed)
    assert [] == [name for name, content in now.items() if content != committed[name]]


def test_every_letter_of_the_sample_has_its_expected_rows() -> None:
    """Beside every paper that can be read stand its expected tables, and no others."""
    readable = {path.stem for path in LETTERS.iterdir() if path.suffix != ".toml"} - {SCAN}
    assert readable == {path.stem for path in EXPECTED.iterdir()}


def test_the_sample_stays_small() -> None:
    """The whole folder is below three megabytes."""
    assert (
        sum(
            path.stat().st_size
            for path in SAMPLE.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        )
        < 3_000_000
    )


def test_the_expected_rows_of_the_sample_are_coherent() -> None:
    """Keys are unique, answers and citations name questions that exist, shared answers have several
    keys.
    """
    for path in sorted(EXPECTED.iterdir()):
        truth = json.loads(path.read_text(encoding="utf-8"))
        keys = [question["key"] for question in truth["questions"]]
        assert sorted(set(keys)) == sorted(keys), path.name
        for answer in truth["answers"]:
            assert set(answer["keys"]) <= set(keys), path.name
            assert (answer["relation"] == "shared") == (len(answer["keys"]) > 1), path.name
        for row in truth["references"]:
            kind, _, place = (row["cited_in"] or "letter 1").partition(" ")
            assert place in keys or (kind == "letter" and place.isdigit()), (path.name, row)
            assert row["kind"] != "answer" or row["target"] in keys, (path.name, row)


def test_the_scan_of_the_sample_is_unreadable() -> None:
    """The picture of a letter ends in a refusal that says why, not in an empty letter."""
    with pytest.raises(UnreadableDocument):
        read_document((LETTERS / f"{SCAN}.pdf").read_bytes(), name=f"{SCAN}.pdf")


def test_the_replayed_catalogue_lists_every_paper() -> None:
    """The replay server reads the catalogue of the sample and finds the files of every paper."""
    listed = papers(LETTERS)
    served = {path.stem for path in LETTERS.iterdir() if path.suffix in {".xml", ".html", ".pdf"}}
    assert served == set(listed)
    assert all(paper.files for paper in listed.values())
    fresh, typeset = listed["kst-9900050"], listed["kst-99050-A"]
    assert (fresh.dossiernummer, fresh.ondernummer) == (typeset.dossiernummer, typeset.ondernummer)
    assert fresh.modified_at < typeset.modified_at
    assert {"pdf"} == set(fresh.files)
