"""Hosts that share an object store see one warehouse, whole or not at all."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import obstore
import pytest
from event_builders import accepted, fetched
from hand_made_pipeline import HandMadePipeline, paper
from obstore.exceptions import GenericError

from pipeline.errors import ConfigurationError, ContentMismatch, LogConflict, StorageUnavailable
from pipeline.flows import publishing
from pipeline.flows.stores import Stores, open_stores
from pipeline.settings import Settings
from pipeline.warehouse import connect, mirror, published_position
from pipeline.warehouse.remote import POINTER, Pointed, RemotePublication

Host = Callable[[str], Stores]


@pytest.fixture
def bucket(tmp_path: Path) -> Path:
    """Return the folder that stands in for a bucket: it knows no conditional put."""
    return tmp_path / "bucket"


@pytest.fixture
def host(hand_made_pipeline: HandMadePipeline, tmp_path: Path, bucket: Path) -> Host:
    """Make a host with a disk of its own that shares log, store and bucket with the others."""

    def made(name: str) -> Stores:
        settings = Settings(home=tmp_path / name, publish=bucket.as_uri())
        return Stores(settings, hand_made_pipeline.log, hand_made_pipeline.store)

    return made


def decide(hand_made_pipeline: HandMadePipeline, publication_id: str) -> None:
    """Let one paper into the log."""
    batch = hand_made_pipeline.keep(paper(publication_id))
    hand_made_pipeline.tell(
        fetched("Waarom?", publication_id),
        accepted("Waarom?", paper=publication_id, batch_sha256=batch),
    )


def papers(host: Stores) -> list[str]:
    """Follow the publication on a host and return what its readers see."""
    path = host.settings.warehouse_path
    mirror.refresh(path, RemotePublication(host.settings.publish))
    with connect(path) as connection:
        found = connection.execute("SELECT publication_id FROM publication ORDER BY 1").fetchall()
    return [name for (name,) in found]


def test_a_publication_of_one_host_is_read_on_another(
    hand_made_pipeline: HandMadePipeline, host: Host
) -> None:
    """Also when the writer changes from one host to the other."""
    one, two = host("one"), host("two")
    decide(hand_made_pipeline, "kst-36000-A")
    publishing.publish(one)
    assert ["kst-36000-A"] == papers(two)
    decide(hand_made_pipeline, "kst-36000-B")
    publishing.publish(two)
    assert ["kst-36000-A", "kst-36000-B"] == papers(one) == papers(two)
    assert published_position(one.settings.warehouse_path) == hand_made_pipeline.log.position()


def test_a_second_writer_finds_its_work_done(
    hand_made_pipeline: HandMadePipeline, host: Host, bucket: Path
) -> None:
    """It uploads nothing and leaves the pointer as it is."""
    decide(hand_made_pipeline, "kst-36000-A")
    publishing.publish(host("one"))
    before = (bucket / POINTER).read_bytes(), sorted((bucket / "warehouse").iterdir())
    assert publishing.publish(host("two")) is None
    assert before == ((bucket / POINTER).read_bytes(), sorted((bucket / "warehouse").iterdir()))


def test_a_writer_killed_before_the_pointer_leaves_the_old_position(
    hand_made_pipeline: HandMadePipeline, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other host reads the old snapshot, and finishes the work."""
    one, two = host("one"), host("two")
    decide(hand_made_pipeline, "kst-36000-A")
    publishing.publish(one)
    decide(hand_made_pipeline, "kst-36000-B")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(RemotePublication, "point", killed)
        with pytest.raises(KeyboardInterrupt):
            publishing.publish(one)
    assert ["kst-36000-A"] == papers(two)
    publishing.publish(two)
    assert ["kst-36000-A", "kst-36000-B"] == papers(one)


def test_a_damaged_object_is_refused_and_the_previous_one_kept(
    hand_made_pipeline: HandMadePipeline, host: Host, bucket: Path
) -> None:
    """A flipped bit in the snapshot that the pointer names."""
    one, two = host("one"), host("two")
    decide(hand_made_pipeline, "kst-36000-A")
    publishing.publish(one)
    assert ["kst-36000-A"] == papers(two)
    decide(hand_made_pipeline, "kst-36000-B")
    publishing.publish(one)
    named = bucket / json.loads((bucket / POINTER).read_text())["name"]
    content = bytearray(named.read_bytes())
    content[len(content) // 2] ^= 1
    named.write_bytes(bytes(content))
    with pytest.raises(ContentMismatch, match="is damaged"):
        papers(two)
    mirror.follow(two.settings.warehouse_path, two.settings.publish)
    with connect(two.settings.warehouse_path) as connection:
        assert (1,) == connection.execute("SELECT count(*) FROM publication").fetchone()


def test_a_store_that_damages_what_it_is_given_is_noticed_at_the_write(
    hand_made_pipeline: HandMadePipeline, host: Host, bucket: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pointer is not written, so nobody reads the damaged snapshot."""
    decide(hand_made_pipeline, "kst-36000-A")
    monkeypatch.setattr("pipeline.warehouse.remote._hash_of", lambda _: "0" * 64)
    with pytest.raises(ContentMismatch, match="gave back other bytes"):
        publishing.publish(host("one"))
    assert not (bucket / POINTER).exists()


def test_a_pointer_that_another_host_replaced_is_not_overwritten(
    hand_made_pipeline: HandMadePipeline, host: Host, bucket: Path
) -> None:
    """Two writers at once give one publication, also without conditional put."""
    one = host("one")
    decide(hand_made_pipeline, "kst-36000-A")
    publishing.publish(one)
    remote = RemotePublication(bucket.as_uri())
    stale = Pointed(None, None)
    current = remote.current().pointer
    assert current is not None
    with pytest.raises(LogConflict, match="replaced"):
        remote.point(replace(current, position=99), stale)
    assert current == remote.current().pointer


def test_an_outage_is_not_taken_for_a_missing_conditional_put(
    hand_made_pipeline: HandMadePipeline, host: Host, bucket: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its address or request id may contain 501, the status of such a store."""
    decide(hand_made_pipeline, "kst-36000-A")
    publishing.publish(host("one"))
    remote = RemotePublication(bucket.as_uri())
    before, content = remote.current(), (bucket / POINTER).read_bytes()
    assert before.pointer is not None
    calls = []

    def put(*_: object, **options: object) -> None:
        calls.append(options.get("mode"))
        if options.get("mode"):
            raise GenericError("http://host:5013/x: 503 Service Unavailable, request tx501")

    monkeypatch.setattr(obstore, "put", put)
    with pytest.raises(StorageUnavailable, match="did not answer"):
        remote.point(replace(before.pointer, position=99), before)
    assert 1 == len(calls)
    assert content == (bucket / POINTER).read_bytes()


def test_a_page_shows_what_another_host_publishes(tmp_path: Path, bucket: Path) -> None:
    """A report written on one host is read on another; a second look changes nothing."""
    (tmp_path / "report" / "parts").mkdir(parents=True)
    (tmp_path / "report" / "index.html").write_text("figures")
    (tmp_path / "report" / "parts" / "chart.svg").write_text("<svg/>")
    remote = RemotePublication(bucket.as_uri())
    remote.put_folder("report", tmp_path / "report")
    assert remote.get_folder("report", tmp_path / "there")
    assert "<svg/>" == (tmp_path / "there" / "parts" / "chart.svg").read_text()
    assert not remote.get_folder("report", tmp_path / "there")


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({}, "GRIFFIER_LOG, GRIFFIER_STORE, GRIFFIER_PUBLISH are"),
        ({"log": "postgresql://u@h/n", "store": "s3://b/store"}, "GRIFFIER_PUBLISH is"),
        ({"log": "postgresql://u@h/n", "publish": "s3://b/w"}, "GRIFFIER_STORE is"),
    ],
)
def test_a_log_or_store_on_one_host_is_refused_for_several_hosts(
    tmp_path: Path, changes: dict[str, str], named: str
) -> None:
    """Before anything is opened or written."""
    with (
        pytest.raises(ConfigurationError, match=named),
        open_stores(Settings(home=tmp_path / "home", shared=True, **changes)),
    ):
        pass
    assert not (tmp_path / "home").exists()
