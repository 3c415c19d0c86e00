"""Ten hostile files among a hundred good ones: the hundred load, the ten wait with their reasons."""

import io
import zipfile
from pathlib import Path

import pytest
from hostile_documents import drawn_by_itself
from running import Note, good_letters, run

from pipeline.warehouse import connect

LIMITS = {"GRIFFIER_READER_MEMORY_MB": "512", "GRIFFIER_READER_SECONDS": "10"}


def hollow() -> bytes:
    """Return a zip file without a document in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as stores:
        stores.writestr("word/other.xml", "<a/>")
    return buffer.getvalue()


HOSTILE = {
    "form-that-draws-itself.pdf": drawn_by_itself(),
    "form-once-more.pdf": drawn_by_itself() + b"\n",
    "junk.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 20 + b"%%EOF",
    "half.pdf": drawn_by_itself()[:300],
    "empty.txt": b"",
    "blank.html": b"<!DOCTYPE html><html><body>   </body></html>",
    "rubbish.docx": b"PK\x03\x04" + b"\xff" * 5000 + b"PK\x05\x06",
    "hollow.docx": hollow(),
    "broken.xml": b"<officiele-publicatie><kamerstuk><al>Een vraag?</kamerstuk>",
    "entities.xml": b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><kamerstuk>&a;</kamerstuk>',
}


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """Return a hundred good letters and ten hostile files."""
    folder = tmp_path / "letters"
    good_letters(folder, 100)
    for name, content in HOSTILE.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(params=["sqlite", "postgresql"])
def log(request: pytest.FixtureRequest) -> str:
    """Return the address of an empty log; empty for the file in the home."""
    if request.param == "sqlite":
        return ""
    import psycopg  # noqa: PLC0415

    server: str = request.getfixturevalue("postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return server


def assert_the_hundred_loaded(home: Path, note: Note, how: str) -> None:
    """Assert that all good letters are held and each hostile file waits with a reason."""
    with connect(home / "warehouse.duckdb") as connection:
        states = connection.execute(
            "SELECT publication_id, state, reason FROM coverage WHERE source = 'folder'"
        ).fetchall()
    held = {name for name, state, _ in states if state == "held"}
    waiting = {name: reason for name, state, reason in states if state == "quarantined"}
    assert 100 == len(held)
    assert len(HOSTILE) == len(waiting), [row for row in states if row[0] not in held]
    assert all(waiting.values())
    note(f"ten hostile files among a hundred good ones, {how}")


def test_ten_hostile_files_ingested_by_command_hold_back_only_themselves(
    letters: Path, log: str, tmp_path: Path, note: Note, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One run of `griffier ingest`."""
    for name, value in LIMITS.items():
        monkeypatch.setenv(name, value)
    code, said = run(tmp_path / "home", "ingest", "--source", f"folder:{letters}", log=log)
    assert 0 == code, said
    assert_the_hundred_loaded(tmp_path / "home", note, "by command")


def test_ten_hostile_files_ingested_by_dag_hold_back_only_themselves(
    letters: Path, log: str, tmp_path: Path, note: Note
) -> None:
    """One run of each DAG, by Airflow itself."""
    from airflow_installation import install  # noqa: PLC0415

    settings = {
        **LIMITS,
        "GRIFFIER_SOURCE": f"folder:{letters}",
        "GRIFFIER_LOG": log,
        "GRIFFIER_LATE_AFTER_MINUTES": "0",
    }
    airflow = install(tmp_path, "http://127.0.0.1:9", settings)
    airflow("dags", "test", "ingest_letters")
    airflow("dags", "test", "build_warehouse")
    assert_the_hundred_loaded(airflow.home, note, "by DAG")
