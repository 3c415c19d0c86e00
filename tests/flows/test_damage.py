"""Damage to log, store and warehouse: it is found, told, and made good where it can be."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from log_locations import emptied
from pipeline_fixture import PipelineFixture, write_papers

from pipeline.domain.events import PublicationAccepted, PublicationFetched
from pipeline.errors import BackupRefused
from pipeline.flows import backing_up, publishing, repairing, status, tasks, verifying
from pipeline.flows.stores import Stores, open_stores
from pipeline.source import replay
from pipeline.warehouse import shown_log

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PipelineFixture]:
    """Yield a pipeline that holds two papers: ingested once, and copied for each test."""
    folder = tmp_path_factory.mktemp("papers")
    write_papers(folder)
    with replay.serve(folder) as server:
        opened = PipelineFixture(server, tmp_path_factory.mktemp("home"))
        opened.ingest()
        yield opened


@pytest.fixture
def opened(ingested: PipelineFixture, tmp_path: Path) -> PipelineFixture:
    """Return the same pipeline with a home of its own."""
    opened = PipelineFixture(ingested.server, tmp_path / "home")
    shutil.copytree(ingested.settings.home, opened.settings.home, symlinks=True)
    return opened


@pytest.fixture
def stores(opened: PipelineFixture) -> Iterator[Stores]:
    """Yield the log and the store of the home."""
    with open_stores(opened.settings) as found:
        yield found


def blob(stores: Stores, sha256: str) -> Path:
    """Return the file of a blob."""
    return Path(stores.settings.home) / "store" / sha256[:2] / sha256


def first(stores: Stores, kind: type) -> Any:  # noqa: ANN401
    """Return the first event of a kind."""
    return next(event for _, event in stores.log.read(kinds=[kind]))


def flip(file: Path) -> None:
    """Change one bit in the middle of a file."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.chmod(0o644)
    file.write_bytes(content)


def parts(stores: Stores) -> set[str]:
    """Return which parts are damaged."""
    return {damage.part for damage in verifying.verify(stores)}


def repair(stores: Stores) -> dict[str, str]:
    """Repair everything; return what came of each damage."""
    found = list(verifying.verify(stores))
    return {damage.subject: done for damage, done in repairing.repair(stores, found)}


def test_verify_finds_nothing_in_an_undamaged_home(stores: Stores) -> None:
    """Log, store and warehouse are as they were written."""
    assert set() == parts(stores)


def test_a_flipped_bit_in_a_paper_is_found_and_repaired_by_a_fetch(stores: Stores) -> None:
    """The source still has the same bytes."""
    sha256 = first(stores, PublicationFetched).content_sha256
    flip(blob(stores, sha256))
    assert {"paper"} == parts(stores)
    assert {"fetched again"} == set(repair(stores).values())
    assert set() == parts(stores)


def test_a_lost_batch_is_found_and_its_rows_made_again(stores: Stores) -> None:
    """By the same reader and parser: the same hash."""
    sha256 = first(stores, PublicationAccepted).batch_sha256
    blob(stores, sha256).unlink()
    assert {"batch"} == parts(stores)
    assert {"made again"} == set(repair(stores).values())
    assert set() == parts(stores)


def test_a_damaged_table_of_a_batch_is_made_again(stores: Stores) -> None:
    """The manifest is whole, one of its tables is not."""
    tables = verifying.read_manifest(
        stores.store, first(stores, PublicationAccepted).batch_sha256
    ).tables
    flip(blob(stores, tables["question"]))
    assert {"batch"} == parts(stores)
    repair(stores)
    assert set() == parts(stores)


def test_a_changed_answer_in_the_warehouse_is_found_and_made_again(
    opened: PipelineFixture, stores: Stores
) -> None:
    """Somebody wrote into the published file."""
    seen = opened.tables()
    file = opened.settings.warehouse_path.resolve()
    file.chmod(0o644)
    with duckdb.connect(str(file)) as connection:
        connection.execute("UPDATE question SET text = 'Hoeveel vuurtorens zijn er verkocht?'")
    assert {"warehouse"} == parts(stores)
    repair(stores)
    assert set() == parts(stores)
    assert seen["question"].equals(opened.tables()["question"])


def test_a_forged_event_is_found_and_never_repaired(opened: PipelineFixture) -> None:
    """The advice is a backup."""
    with sqlite3.connect(opened.settings.home / "log.sqlite") as connection:
        connection.execute(
            "UPDATE stored_events SET state = CAST(replace(state, '36999', '36998') AS BLOB) "
            "WHERE topic = 'griffier.publication-fetched'"
        )
    with open_stores(opened.settings) as stores:
        found = [damage for damage in verifying.verify(stores) if damage.part == "log"]
        assert found
        assert "griffier restore" in found[0].advice
        assert any("left as it is" in done for done in repair(stores).values())


def test_a_blob_that_nothing_names_is_collected_once_old_enough(stores: Stores) -> None:
    """A run puts its blobs into the store before the log names them."""
    sha256 = stores.store.put(b"left behind by a killed run")
    leftover = stores.settings.home / ".data_docs-abc"
    leftover.mkdir()
    assert 0 == repairing.clear(stores).blobs
    cleared = repairing.clear(stores, grace=timedelta(seconds=-1))
    assert (1, 1) == (cleared.blobs, cleared.leftovers)
    assert stores.store.size(sha256) is None
    assert not leftover.exists()
    assert set() == parts(stores)


def test_a_damaged_paper_that_awaits_validation_holds_up_no_other(
    open_pipeline: Open, papers: Path
) -> None:
    """It is set aside with its reason, and judged when its bytes are back."""
    opened = open_pipeline()
    opened.ingest()
    original = (papers / "kst-36999-A.xml").read_text(encoding="utf-8")
    for letter in "AB":
        text = original.replace(">A<", f">{letter}<").replace("gedoofd", "uitgezet")
        (papers / f"kst-36999-{letter}.xml").write_text(text, encoding="utf-8")
    with open_stores(opened.settings, opened.now) as stores:
        from pipeline.flows import acceptance, fetch_plans, fetching, ingesting  # noqa: PLC0415

        with ingesting.open_source(stores.settings) as source:
            fetching.fetch(stores, source, fetch_plans.plan_rechecks(stores, source.name), "r")
        flip(blob(stores, stores.log.publication("kst-36999-A").fetched.content_sha256))
        assert {"accepted": 1, "quarantined": 1} == acceptance.decide(
            stores, acceptance.plan_decisions(stores)
        )
        publishing.publish(stores)
        waiting = stores.log.publication("kst-36999-A").open_quarantine
        assert "content" == waiting.event.failures[0]["rule"]
    assert ["kst-36999-A", "kst-36999-B"] == opened.held()  # the text before it stays
    opened.ingest(recheck=True)
    texts = opened.tables()["question"]["text"].to_list()
    assert 2 == sum("uitgezet" in text for text in texts)


def test_a_partly_damaged_warehouse_is_rebuilt_by_the_next_load(
    opened: PipelineFixture, caplog: pytest.LogCaptureFixture
) -> None:
    """The next publish makes it anew from the log, and says so."""
    seen = opened.tables()["question"]
    file = opened.settings.warehouse_path.resolve()
    content = bytearray(file.read_bytes())
    content[16_384:] = bytes(len(content) - 16_384)
    file.chmod(0o644)
    file.write_bytes(content)
    with open_stores(opened.settings) as stores:
        state = stores.log.publication("kst-36999-A")
        stores.log.note([replace(state.fetched, etag="another")])
        publishing.publish(stores)
    assert seen.equals(opened.tables()["question"])
    assert "made anew" in caplog.text


def test_damage_that_a_load_does_not_read_is_mended_when_the_summary_meets_it(
    opened: PipelineFixture, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing is new, so the load reads one row; every later block is tried in turn."""
    seen = opened.tables()["question"]
    file = opened.settings.warehouse_path.resolve()
    whole = file.read_bytes()
    with open_stores(opened.settings) as stores:
        for start in range(len(whole) - 16_384, 0, -16_384):
            file.chmod(0o644)
            file.write_bytes(whole[:start] + bytes(16_384) + whole[start + 16_384 :])
            if shown_log(opened.settings.warehouse_path) is None or is_whole(stores):
                continue
            publishing.publish(stores)
            assert "made anew" not in caplog.text
            assert publishing.read_or_rebuild(stores, status.summary)["questions"] == seen.height
            break
    assert "made anew" in caplog.text
    assert seen.equals(opened.tables()["question"])


def test_a_warehouse_rebuilt_for_its_figures_is_told_as_new(
    opened: PipelineFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its file has another hash, so the report and the asset of the DAGs follow it."""
    monkeypatch.setattr(tasks, "open_stores", lambda: open_stores(opened.settings))
    before = tasks.publish()
    assert not before.new
    describe, damaged = publishing.describe, iter([True])

    def describe_at_second_try(stores: Stores) -> publishing.Snapshot:
        if next(damaged, False):
            raise duckdb.FatalException("a block of the file is damaged")
        return describe(stores)

    monkeypatch.setattr(publishing, "means_damage", lambda _: True)
    monkeypatch.setattr(publishing, "describe", describe_at_second_try)
    rebuilt = tasks.publish()
    assert rebuilt.new
    assert before.snapshot.position == rebuilt.snapshot.position


def is_whole(stores: Stores) -> bool:
    """Return True if the summary can be read."""
    try:
        status.summary(stores)
    except duckdb.Error:
        return False
    return True


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_restored_backup_has_every_event_blob_and_row(
    open_pipeline: Open, tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    """The drill: back up, lose it all, restore, verify, and see what readers saw."""
    changes: dict[str, object] = {}
    if kind == "postgresql":
        changes["log"] = emptied(request.getfixturevalue("postgres"))
    opened = open_pipeline(**changes)
    opened.ingest()
    seen, position = opened.tables(), opened.position()
    with open_stores(opened.settings) as stores:
        done = backing_up.back_up(stores, tmp_path / "backup")
        again = backing_up.back_up(stores, tmp_path / "backup")
    assert (position, [], 0) == (done.position, done.lost, again.blobs)
    shutil.rmtree(opened.settings.home)
    if kind == "postgresql":
        emptied(str(changes["log"]))
    backing_up.restore(opened.settings, tmp_path / "backup")
    with open_stores(opened.settings) as stores:
        assert position == stores.log.position()
        publishing.rebuild(stores)
        assert set() == parts(stores)
    assert all(seen[name].equals(frame) for name, frame in opened.tables().items())
    opened.assert_quiet()
    with pytest.raises(BackupRefused, match="move it away first"):
        backing_up.restore(opened.settings, tmp_path / "backup")


@pytest.mark.parametrize("place", [".", "store", "store/backup", "../home"])
def test_a_backup_into_what_it_backs_up_is_refused(stores: Stores, place: str) -> None:
    """It replaced the log, and events that others appended meanwhile were lost."""
    home = stores.settings.home
    log = (home / "log.sqlite").stat().st_ino
    with pytest.raises(BackupRefused, match="name another folder"):
        backing_up.back_up(stores, home / place)
    assert log == (home / "log.sqlite").stat().st_ino


def test_a_backup_into_the_folder_of_a_link_to_the_log_is_refused(
    stores: Stores, tmp_path: Path
) -> None:
    """The link would be replaced by a copy, and the log beside it get no more events."""
    log = stores.settings.home / "log.sqlite"
    (tmp_path / "log.sqlite").symlink_to(log)
    linked = stores.settings.model_copy(update={"log": f"sqlite:///{tmp_path / 'log.sqlite'}"})
    with pytest.raises(BackupRefused, match="name another folder"):
        backing_up.back_up(replace(stores, settings=linked), tmp_path)
    assert (tmp_path / "log.sqlite").is_symlink()


def test_a_restore_that_was_killed_completes_when_run_again(stores: Stores, tmp_path: Path) -> None:
    """The log was restored first, and the second try refused because it held events."""
    done = backing_up.back_up(stores, tmp_path / "backup")
    empty = stores.settings.model_copy(update={"home": tmp_path / "empty"})

    def kill(_name: str, number: int, _of: int | None) -> None:
        if number == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backing_up.restore(empty, tmp_path / "backup", kill)
    again = backing_up.restore(empty, tmp_path / "backup")
    assert (done.position, done.named, done.named - 2) == (again.position, again.named, again.blobs)
    with open_stores(empty) as restored:
        assert set() == parts(restored)


@pytest.mark.parametrize("damage", [None, b"\xff", b"no hash 3\n", b"\n"])
def test_a_backup_with_a_damaged_list_is_refused_before_anything_is_restored(
    stores: Stores, tmp_path: Path, damage: bytes | None
) -> None:
    """The log was restored first, and a second try then refused because it held events."""
    backing_up.back_up(stores, tmp_path / "backup")
    listing = tmp_path / "backup" / "blobs.txt"
    listing.unlink() if damage is None else listing.write_bytes(damage)
    empty = stores.settings.model_copy(update={"home": tmp_path / "empty"})
    with pytest.raises(BackupRefused, match="missing or damaged"):
        backing_up.restore(empty, tmp_path / "backup")
    assert not empty.home.exists()
