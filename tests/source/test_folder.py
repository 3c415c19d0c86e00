"""A folder of files is a source like any other."""

import os
from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError
from pipeline.source.fetch_results import Failed, Fetched, Gone, Request
from pipeline.source.folder import Folder
from pipeline.source.manifestations import candidates


def test_the_corpus_is_eighteen_papers(corpus: Path) -> None:
    """Twenty files; one paper is there as XML, HTML and PDF."""
    records = list(Folder(corpus / "letters").records())
    assert 18 == len(records)
    assert 20 == sum(len(record.manifestations) for record in records)
    three = next(record for record in records if record.identifier == "ah-tk-20202021-3235")
    assert ["xml", "html", "pdf"] == list(three.manifestations)


def test_a_file_name_becomes_the_key_of_its_paper(tmp_path: Path) -> None:
    """An official identifier is the paper's own key, in any subfolder; any other name is the
    file's, with its folder.
    """
    (tmp_path / "brieven").mkdir()
    for name in (
        "kst-36999-A.xml",
        "brieven/kst-36999-A.pdf",
        "brieven/notitie.txt",
        "brieven/brief.DOCX",
    ):
        (tmp_path / name).write_text("x")
    records = list(Folder(tmp_path).records())
    assert ["file-brieven/brief", "file-brieven/notitie", "kst-36999-A"] == [
        record.key.publication_id for record in records
    ]
    assert ["brieven/brief", "brieven/notitie", "kst-36999-A"] == [
        record.identifier for record in records
    ]
    assert ["xml", "pdf"] == list(records[2].manifestations)


def test_a_name_that_is_no_utf_8_is_a_paper_too(tmp_path: Path) -> None:
    """Files from an old archive: the name can be kept in the log, and the file is found by its
    address.
    """
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/brief-\xff.txt")).write_text("x")
    (record,) = Folder(tmp_path).records()
    assert ("brief-\\xff", "file-brief-\\xff") == (record.identifier, record.key.publication_id)
    fetched = Folder(tmp_path).fetch(record.manifestations["txt"])
    assert isinstance(fetched, Fetched)
    assert b"x" == fetched.content


def test_a_file_of_another_format_is_ignored(tmp_path: Path) -> None:
    """Metadata files of the repository, hidden files, other formats, and links that lead out of the
    folder.
    """
    inside = tmp_path / "in"
    (inside / ".git").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("x")
    for name in (
        "metadata.xml",
        "metadata-kst-36999-A.xml",
        "metadata_owms.xml",
        ".kst-1.xml",
        ".git/a.txt",
        "a.odt",
        "b.png",
    ):
        (inside / name).write_text("x")
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert [] == list(Folder(inside).records())


def test_two_files_cannot_be_one_manifestation(tmp_path: Path) -> None:
    """Nobody can tell which of them is the paper."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "kst-36999-A.xml").write_text("x")
    with pytest.raises(ConfigurationError, match="keep one of them"):
        list(Folder(tmp_path).records())


def test_a_missing_folder_is_reported(tmp_path: Path) -> None:
    """With what to do about it."""
    with pytest.raises(ConfigurationError, match="is no folder"):
        Folder(tmp_path / "nowhere")


def test_files_are_fetched_as_they_are(tmp_path: Path) -> None:
    """Also broken and empty ones: whether they hold a letter is for the reader to say."""
    (tmp_path / "leeg en stuk.pdf").write_bytes(b"")
    (record,) = Folder(tmp_path).records()
    request = Request(record.manifestations["pdf"])
    assert [(request, Fetched(request.url, b"", "application/pdf"))] == list(
        Folder(tmp_path).fetch_many([request])
    )


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    """Nor what is no file, nor what is gone."""
    inside = tmp_path / "in"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("x")
    folder = Folder(inside)
    for url in (
        (tmp_path / "secret.txt").as_uri(),
        inside.as_uri() + "/../secret.txt",
        "https://example.org/a.txt",
    ):
        outcome = folder.fetch(url)
        assert isinstance(outcome, Failed)
        assert "refused" == outcome.cause
    assert isinstance(folder.fetch((inside / "gone.txt").as_uri()), Gone)


def test_the_form_with_the_most_structure_is_read_first() -> None:
    """And behind it the next ones, for when it turns out broken."""
    forms = {"pdf": "p", "txt": "t", "xml": "x", "html": "h"}
    assert [("xml", "x"), ("html", "h"), ("pdf", "p"), ("txt", "t")] == candidates(forms)
    assert [] == candidates({"metadata": "m"})
