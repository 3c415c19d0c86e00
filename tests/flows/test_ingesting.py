"""From a folder of letters to a published warehouse, through every part."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest
from pipeline_fixture import LETTER_HEAD, ingest_folder, tables

from pipeline.flows import publishing, status
from pipeline.flows.stores import open_stores
from pipeline.settings import Settings

KILLS = 6
LETTER = f"""{LETTER_HEAD}2. Waarom is de Kamer daarover niet geïnformeerd?

De leden van de commissie ontvangen uw antwoord graag binnen vier weken na dagtekening van deze brief.

A. Bakker

Voorzitter van de vaste commissie voor Digitalisering
"""


def settings_for(home: Path, source: Path) -> Settings:
    """Return everything under one folder, letters from another."""
    return Settings(home=home, source=f"folder:{source}")


def rows(found: dict[str, pl.DataFrame]) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of every table."""
    return {name: frame.rows() for name, frame in found.items()}


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """Return a folder with one letter that can be read, one that is empty and one that is broken."""
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "vuurtorens.txt").write_text(LETTER, encoding="utf-8")
    (folder / "leeg.txt").write_bytes(b"")
    (folder / "kapot.xml").write_bytes(b"<officiele-publicatie><kamerstuk>")
    return folder


def test_a_folder_becomes_tables_and_unreadable_files_are_quarantined(
    tmp_path: Path, letters: Path
) -> None:
    """One bad letter holds up nobody, and is not forgotten."""
    configured = settings_for(tmp_path / "home", letters)
    tally = ingest_folder(configured)
    assert (1, 2) == (tally["accepted"], tally["quarantined"])
    with open_stores(configured) as stores:
        states = {
            row["publication_id"]: row["state"] for row in status.publication_statuses(stores)
        }
        reasons = {
            row["publication_id"]: row["why"]
            for row in status.publication_statuses(stores)
            if row["state"] == "quarantined"
        }
    assert {
        "file-vuurtorens": "held",
        "file-leeg": "quarantined",
        "file-kapot": "quarantined",
    } == states
    assert all(reasons.values())
    found = tables(configured.warehouse_path)
    assert ["file-vuurtorens"] == found["publication"]["publication_id"].to_list()
    assert ["1", "2"] == found["question"].sort("ordinal")["label"].to_list()


def test_ingesting_again_adds_no_event(tmp_path: Path, letters: Path) -> None:
    """Every step may run twice."""
    configured = settings_for(tmp_path / "home", letters)
    ingest_folder(configured)
    with open_stores(configured) as stores:
        before = stores.log.position()
    ingest_folder(configured)
    with open_stores(configured) as stores:
        assert before == stores.log.position()


def test_a_deleted_warehouse_is_rebuilt_to_the_same_rows(tmp_path: Path, letters: Path) -> None:
    """The warehouse holds no truth of its own."""
    configured = settings_for(tmp_path / "home", letters)
    ingest_folder(configured)
    before = tables(configured.warehouse_path)
    for file in configured.home.glob("warehouse*"):
        file.unlink()
    with open_stores(configured) as stores:
        publishing.rebuild(stores)
    assert rows(before) == rows(tables(configured.warehouse_path))


def test_a_changed_file_is_a_new_version_and_its_rows_replace_the_old(
    tmp_path: Path, letters: Path
) -> None:
    """The tables have the present text; the log keeps the earlier one."""
    configured = settings_for(tmp_path / "home", letters)
    ingest_folder(configured)
    (letters / "vuurtorens.txt").write_text(LETTER.replace("gedoofd", "uitgezet"), encoding="utf-8")
    ingest_folder(configured)
    found = tables(configured.warehouse_path)
    assert [2] == found["publication"]["version"].to_list()
    assert ["Hoeveel vuurtorens zijn er sinds 2020 uitgezet?"] == found["question"].filter(
        label="1"
    )["text"].to_list()
    with open_stores(configured) as stores:
        events = [row["event"] for row in status.history(stores, "file-vuurtorens")]
    assert 2 == events.count("PublicationAccepted")


def test_an_ingest_killed_at_random_and_run_again_ends_as_an_undisturbed_one(
    tmp_path: Path, sample: Path
) -> None:
    """A crash anywhere is repaired by running again."""
    chance = random.Random(36741)  # noqa: S311
    command = [
        sys.executable,
        "-c",
        "from pipeline.cli import main; main()",
        "ingest",
        "--source",
        f"folder:{sample}",
        "--json",
    ]
    calm, killed = tmp_path / "calm", tmp_path / "killed"
    began = time.monotonic()
    subprocess.run(command, env=environment(calm), check=True, capture_output=True)
    whole = time.monotonic() - began
    for _ in range(KILLS):
        process = subprocess.Popen(
            command, env=environment(killed), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(timeout=chance.uniform(0.1, 0.9) * whole)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
    subprocess.run(command, env=environment(killed), check=True, capture_output=True)
    assert rows(tables(calm / "warehouse.duckdb")) == rows(tables(killed / "warehouse.duckdb"))


def environment(home: Path) -> dict[str, str]:
    """Return this process's environment, with a home of its own."""
    return {**os.environ, "GRIFFIER_HOME": str(home)}


def test_the_corpus_loads_and_adds_nothing_the_second_time(tmp_path: Path, corpus: Path) -> None:
    """Twenty real files are eighteen publications; the scan waits in quarantine and says why."""
    configured = settings_for(tmp_path / "home", corpus / "letters")
    tally = ingest_folder(configured)
    assert {"fetched": 18, "accepted": 17, "quarantined": 1} == tally
    with open_stores(configured) as stores:
        position = stores.log.position()
        scan = next(
            row
            for row in status.publication_statuses(stores)
            if row["publication_id"] == "blg-1007826"
        )
    assert "quarantined" == scan["state"]
    assert "text layer" in str(scan["why"])
    ingest_folder(configured)
    with open_stores(configured) as stores:
        assert position == stores.log.position()
