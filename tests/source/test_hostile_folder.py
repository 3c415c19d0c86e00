"""Files in a folder that cannot be read, or whose names are an attack."""

from pathlib import Path

import pytest

from pipeline.source.fetch_results import Failed, Fetched, Request
from pipeline.source.folder import Folder


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """Return a folder with one good letter."""
    (tmp_path / "good.txt").write_text("De vuurtoren blijft branden.", encoding="utf-8")
    return tmp_path


def outcomes(folder: Path) -> dict[str, object]:
    """Return what came of every listed file, by its name."""
    source = Folder(folder)
    requests = {
        record.identifier: Request(next(iter(record.manifestations.values())))
        for record in source.records()
    }
    found = dict(source.fetch_many(requests.values()))
    return {name: found[request] for name, request in requests.items()}


def test_a_link_to_itself_fails_alone(letters: Path) -> None:
    """It is listed, so that its failure shows; the good letter is read."""
    (letters / "loop.txt").symlink_to(letters / "loop.txt")
    found = outcomes(letters)
    assert isinstance(found["good"], Fetched)
    assert isinstance(found["loop"], Failed)
    assert "leads to itself" in found["loop"].reason


def test_a_file_that_may_not_be_read_fails_alone(
    letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Permission, a disk that fails: whatever the system says of one file."""
    (letters / "secret.txt").write_text("Geheim", encoding="utf-8")
    whole = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == "secret.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    found = outcomes(letters)
    assert isinstance(found["good"], Fetched)
    assert isinstance(found["secret"], Failed)
    assert "Permission denied" in found["secret"].reason


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("<script>alert(1)<", "\\x3cscript\\x3ealert(1)\\x3c"),
        ("brief\u202efdp", "brief\\u202efdp"),
        ("brief\x07bel", "brief\\x07bel"),
        ("gewone brief & bijlage", "gewone brief & bijlage"),
    ],
)
def test_hostile_file_names_become_plain_identifiers(
    letters: Path, name: str, identifier: str
) -> None:
    """They stand in pages, in terminals and in Great Expectations' own pages."""
    (letters / f"{name}.txt").write_text("Een brief", encoding="utf-8")
    assert identifier in outcomes(letters)


def test_a_very_long_name_is_cut_and_stays_unique(letters: Path) -> None:
    """Two files whose names differ at the end only are two papers."""
    folder = letters / ("map" * 60)
    folder.mkdir()
    for end in "ab":
        (folder / f"{'lang' * 20}{end}.txt").write_text(end, encoding="utf-8")
    names = [name for name in outcomes(letters) if name != "good"]
    assert 2 == len(set(names))
    assert all(len(name) < 200 for name in names)
