"""Guarantees of the content store, in a folder, in memory and in an object store."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ConfigurationError, ContentMismatch, StorageUnavailable
from pipeline.store.content import ContentStore

ABSENT = hashlib.sha256(b"never stored").hexdigest()


class Bucket(BaseHTTPRequestHandler):
    """As much of an object store as it takes to put, look up and get a blob."""

    blobs: ClassVar[dict[str, bytes]] = {}
    puts: ClassVar[list[str]] = []

    def do_PUT(self) -> None:
        """Keep a blob, or refuse in the bucket that is closed."""
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path.startswith("/closed/"):
            self.answer(HTTPStatus.FORBIDDEN)
            return
        self.puts.append(self.path)
        self.blobs[self.path] = content
        self.answer(HTTPStatus.OK)

    def do_GET(self) -> None:
        """Hand out a blob."""
        content = self.blobs.get(self.path)
        self.answer(HTTPStatus.NOT_FOUND if content is None else HTTPStatus.OK, content or b"")

    def do_HEAD(self) -> None:
        """Say whether a blob is here."""
        self.do_GET()

    def answer(self, status: HTTPStatus, content: bytes = b"") -> None:
        """Send status, headers and, unless only those were asked for, the content."""
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", '"1"')
        self.send_header("Last-Modified", "Mon, 05 Jan 2026 09:00:00 GMT")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Bucket]]:
    """Yield an object store on loopback, to which the usual variables of the environment point."""
    Bucket.blobs, Bucket.puts = {}, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bucket)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    monkeypatch.setenv("AWS_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    yield Bucket
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["folder", "memory", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ContentStore:
    """Return an empty store of each kind."""
    if request.param == "folder":
        return ContentStore((tmp_path / "a store").as_uri())
    if request.param == "memory":
        return ContentStore("memory://")
    request.getfixturevalue("bucket")
    return ContentStore("s3://griffier/papers")


def blob(folder: Path, sha256: str) -> Path:
    """Return the path at which a store in a folder keeps a blob."""
    return folder / sha256[:2] / sha256


@pytest.mark.parametrize("content", [b"", b"x", bytes(range(256)) * 4_000])
def test_bytes_read_back_as_put(store: ContentStore, content: bytes) -> None:
    """Under the hash of the bytes, which says what they are."""
    sha256 = store.put(content)
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert store.size(sha256) == len(content)
    assert content == store.get(sha256)


@given(st.lists(st.binary(max_size=200), max_size=8))
def test_putting_is_idempotent_and_order_does_not_matter(contents: list[bytes]) -> None:
    """Whatever is put, how often and in which order: each blob is there under its own hash and no
    other is.
    """
    one, other = ContentStore("memory://"), ContentStore("memory://")
    assert [one.put(content) for content in contents] == [one.put(content) for content in contents]
    for content in reversed(contents):
        assert other.put(content) == one.put(content)
    assert one.size(ABSENT) is None


def test_a_missing_blob_raises_missing(store: ContentStore) -> None:
    """Not having it is an answer; asking for its bytes is an error that says what to do."""
    assert store.size(ABSENT) is None
    with pytest.raises(ContentMismatch, match="restore it from a copy"):
        store.get(ABSENT)


def test_putting_the_same_again_writes_nothing(tmp_path: Path) -> None:
    """The file is neither replaced nor touched."""
    store = ContentStore(tmp_path.as_uri())
    before = blob(tmp_path, store.put(b"brief")).stat()
    after = blob(tmp_path, store.put(b"brief")).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [
        blob(tmp_path, store.put(b"brief"))
    ]


def test_an_object_store_is_written_to_once(bucket: type[Bucket]) -> None:
    """The setting names bucket and prefix; a second put sends no bytes."""
    store = ContentStore("s3://griffier/papers")
    sha256 = store.put(b"brief")
    store.put(b"brief")
    assert bucket.puts == [f"/griffier/papers/{sha256[:2]}/{sha256}"]


@pytest.mark.parametrize("damage", [b"brieF", b"", b"brief and more"])
def test_a_damaged_blob_is_not_handed_out(tmp_path: Path, damage: bytes) -> None:
    """A flipped bit, a lost tail or an addition: reading finds it and names the file."""
    store = ContentStore(tmp_path.as_uri())
    sha256 = store.put(b"brief")
    blob(tmp_path, sha256).write_bytes(damage)
    with pytest.raises(
        ContentMismatch,
        match=f"{sha256} in .* is damaged .*: remove it, and restore it from a copy",
    ):
        store.get(sha256)


def test_a_truncated_blob_is_repaired_by_putting_it_again(tmp_path: Path) -> None:
    """A blob that a power cut truncated is whole after the paper is fetched again."""
    store = ContentStore(tmp_path.as_uri())
    sha256 = store.put(b"brief")
    blob(tmp_path, sha256).write_bytes(b"bri")
    store.put(b"brief")
    assert store.get(sha256) == b"brief"


def test_a_killed_writer_leaves_whole_blobs_only(tmp_path: Path) -> None:
    """Whatever a process was writing when it was killed, each name that is there holds what it
    says.
    """
    writer = """if True:
        import os, sys
        from pipeline.store.content import ContentStore
        store = ContentStore(sys.argv[1])
        print("on", flush=True)
        while True:
            store.put(os.urandom(3_000_000))
    """
    for pause in (0.05, 0.12, 0.31):
        process = subprocess.Popen(
            [sys.executable, "-c", writer, tmp_path.as_uri()], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    names = [path for path in tmp_path.rglob("*") if path.is_file() and "#" not in path.name]
    assert names
    assert [path.name for path in names] == [
        hashlib.sha256(path.read_bytes()).hexdigest() for path in names
    ]


def test_many_may_put_the_same_at_once(tmp_path: Path) -> None:
    """Ten intervals that meet the same paper end with one whole blob."""
    content = os.urandom(500_000)
    with ThreadPoolExecutor(8) as threads:
        names = set(threads.map(lambda _: ContentStore(tmp_path.as_uri()).put(content), range(32)))
    (sha256,) = names
    assert content == ContentStore(tmp_path.as_uri()).get(sha256)
    assert [sha256] == [path.name for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "url", ["", "data/store", "/data/store", "file://data/store", "ftp://x/y", "postgresql://x/y"]
)
def test_a_store_without_an_address_is_refused(url: str) -> None:
    """The message says how to set it."""
    with pytest.raises(ConfigurationError, match="GRIFFIER_STORE"):
        ContentStore(url)


def test_a_store_that_refuses_raises_unavailable(bucket: type[Bucket]) -> None:
    """Credentials that do not let us in are no missing blob."""
    with pytest.raises(StorageUnavailable, match="s3://closed/papers"):
        ContentStore("s3://closed/papers").put(b"brief")
    assert bucket.blobs == {}


def test_a_read_only_folder_raises_unavailable(tmp_path: Path) -> None:
    """Something else stands where the blob belongs."""
    (tmp_path / hashlib.sha256(b"brief").hexdigest()[:2]).write_text(
        "a file, not a folder", encoding="utf-8"
    )
    with pytest.raises(StorageUnavailable):
        ContentStore(tmp_path.as_uri()).put(b"brief")


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "ABC", ABSENT.upper(), ABSENT + "0"])
def test_a_name_that_is_no_hash_is_refused(store: ContentStore, name: str) -> None:
    """No name leads out of the store, and no blob has two names."""
    for ask in (store.get, store.size):
        with pytest.raises(ValueError, match="no SHA-256"):
            ask(name)


def test_a_damaged_name_of_the_owner_is_no_wrong_address(tmp_path: Path) -> None:
    """The store opens, and belongs to no log that has a name."""
    store = ContentStore(tmp_path.as_uri())
    store.set_owner("log")
    (tmp_path / "griffier-log").write_bytes(b"\xff\xfe")
    assert store.owner() not in {None, "log"}
    ContentStore(tmp_path.as_uri())
