"""A hundred answers with which a server can harm a client, each as raw bytes after one request.

Each is a function that sends on a socket; ``ANSWERS`` names them. Where a number of variants differ
in a value only, they are made from a table.
"""

import gzip
import socket
import time
import zlib
from collections.abc import Callable, Iterable

Send = Callable[[socket.socket], None]

PAGE = b"<!DOCTYPE html><html><body><p>36 999</p><p>A</p></body></html>"


def answer(
    *headers: bytes, body: bytes = PAGE, status: bytes = b"200 OK", length: bool = True
) -> Send:
    """Return a sender of one answer."""
    lines = [b"HTTP/1.1 " + status, b"Content-Type: text/html", *headers]
    if length:
        lines.append(b"Content-Length: %d" % len(body))
    return raw(b"\r\n".join(lines) + b"\r\n\r\n" + body)


def raw(content: bytes) -> Send:
    """Return a sender of these bytes."""
    return lambda connection: connection.sendall(content)


def dripping(first: bytes, drop: bytes, pause: float, times: int = 10_000) -> Send:
    """Return a sender of some bytes and then, without end, of a few more."""

    def send(connection: socket.socket) -> None:
        connection.sendall(first)
        for _ in range(times):
            connection.sendall(drop)
            time.sleep(pause)

    return send


def nested(levels: int, size: int = 10_000_000) -> bytes:
    """Return zeros that were compressed several times over."""
    content = bytes(size)
    for _ in range(levels):
        content = gzip.compress(content, 9)
    return content


def _table(name: str, senders: Iterable[tuple[str, Send]]) -> dict[str, Send]:
    return {f"{name}: {what}": send for what, send in senders}


DIGITS = ["9" * 5000, "-1", "1e9", "0x10", "", "٣", "1, 2", "99999999999999999999"]
DATES = [
    "Mon, 01 Jan 0001 00:00:00 GMT",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Mon, 01 Jan 99999 00:00:00 GMT",
    "yesterday",
    "9" * 5000,
    "-5",
    "\x80\x81",
    "Fri, 31 Dec 9999 23:59:59 -2359",
]
PLACES = [
    "http://127.0.0.1:0/",
    "https://[::1",
    "https://xn--" + "a" * 300 + ".nl/",
    "https://\u2100.nl/",
    "//evil.example/kst.html",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "https://user:secret@repository.overheid.nl/",
    "https://repository.overheid.nl:99999/",
    "https://" + "a." * 500 + "nl/",
    "",
    "\x00",
    "http://169.254.169.254/latest/meta-data",
    "gopher://127.0.0.1/",
    "https://repository.overheid.nl@evil.example/",
]
ETAGS = [b"\xff\xfe", b'"' + b"a" * 20_000 + b'"', b"", b'"\x01"', "“kst”".encode(), b'W/"\xe9"']
CODINGS = ["br", "zstd", "gzip, gzip", "gzip, " * 50 + "gzip", "deflate", "compress", "x" * 5000]
STATUSES = [
    b"000 Nothing",
    b"999 Beyond",
    b"204 No Content",
    b"206 Partial Content",
    b"300 Choices",
    b"304 Not Modified",
    b"402 Pay",
    b"418 Teapot",
    b"451 Law",
    b"500 Down",
    b"503 Busy",
    b"101 Switching",
    b"-200 OK",
    b"20 OK",
    b"2000 OK",
]

ANSWERS: dict[str, Send] = {
    **_table(
        "content-length",
        ((d[:12], answer(b"Content-Length: " + d.encode(), length=False)) for d in DIGITS),
    ),
    **_table(
        "retry-after",
        (
            (d[:31], answer(b"Retry-After: " + d.encode("latin-1", "replace"), status=b"503 Busy"))
            for d in DATES
        ),
    ),
    **_table(
        "last-modified",
        ((d[:31], answer(b"Last-Modified: " + d.encode("latin-1", "replace"))) for d in DATES),
    ),
    **_table(
        "location",
        ((repr(p[:40]), answer(b"Location: " + p.encode(), status=b"302 Found")) for p in PLACES),
    ),
    **_table("etag", ((repr(e[:20]), answer(b"ETag: " + e)) for e in ETAGS)),
    **_table(
        "coding",
        (
            (c[:20], answer(b"Content-Encoding: " + c.encode(), body=gzip.compress(PAGE)))
            for c in CODINGS
        ),
    ),
    **_table("status", ((s.decode(), answer(status=s)) for s in STATUSES)),
    "gzip that is none": answer(b"Content-Encoding: gzip"),
    "gzip cut off": answer(b"Content-Encoding: gzip", body=gzip.compress(PAGE)[:-12]),
    "gzip of ten megabytes of nothing": answer(b"Content-Encoding: gzip", body=nested(1)),
    "gzip of four hundred megabytes": answer(
        b"Content-Encoding: gzip", body=nested(1, 400_000_000)
    ),
    "gzip in gzip": answer(b"Content-Encoding: gzip", body=nested(2)),
    "gzip declared twice": answer(
        b"Content-Encoding: gzip", b"Content-Encoding: gzip", body=nested(2)
    ),
    "zlib as gzip": answer(b"Content-Encoding: gzip", body=zlib.compress(PAGE)),
    "no answer": lambda _: time.sleep(30),
    "closed at once": lambda connection: connection.close(),
    "half a status line": raw(b"HTTP/1."),
    "another protocol": raw(b"SSH-2.0-OpenSSH_9.2\r\n"),
    "HTTP/0.9": raw(PAGE),
    "HTTP/3": raw(b"HTTP/3 200 OK\r\n\r\n" + PAGE),
    "a header without a colon": raw(b"HTTP/1.1 200 OK\r\nContent-Type\r\n\r\n" + PAGE),
    "a header with a line break": answer(b"X-One: a\r\n b"),
    "a header with a zero byte": answer(b"X-One: a\x00b"),
    "a thousand headers": answer(*[b"X-%d: a" % n for n in range(1000)]),
    "a header of a megabyte": answer(b"X-One: " + b"a" * 1_000_000),
    "headers without end": dripping(b"HTTP/1.1 200 OK\r\n", b"X-One: a\r\n", 0.05),
    "a head of one byte at a time": dripping(b"HTTP/1.1 200 OK\r\nX: ", b"a", 0.2),
    "100 Continue without end": dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.05),
    "103 Early Hints without end": dripping(
        b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", 0.1
    ),
    "a body of one byte at a time": dripping(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n", b"a", 0.2
    ),
    "a body without end": dripping(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", bytes(65_536), 0.0
    ),
    "chunks without end": dripping(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"1\r\na\r\n",
        0.01,
    ),
    "a chunk of a negative size": raw(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\na\r\n0\r\n\r\n"
    ),
    "a chunk of a huge size": raw(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\na\r\n"
    ),
    "chunked and a length": answer(b"Transfer-Encoding: chunked", body=b"3\r\nabc\r\n0\r\n\r\n"),
    "two lengths": answer(b"Content-Length: 3"),
    "less than announced": answer(b"Content-Length: 5000", length=False),
    "more than announced": answer(b"Content-Length: 5", length=False),
    "an empty body": answer(body=b""),
    "another type": answer(b"Content-Type: application/json", body=b"{}"),
    "two types": answer(b"Content-Type: application/pdf"),
    "a type of a megabyte": answer(b"Content-Type: " + b"a" * 60_000),
    "a cookie": answer(b"Set-Cookie: a=b; Domain=overheid.nl"),
    "a redirect to itself": answer(b"Location: /kst-36999-A.html", status=b"301 Moved"),
    "an upgrade": answer(
        b"Upgrade: h2c", b"Connection: Upgrade", status=b"101 Switching Protocols"
    ),
    "a page of zero bytes": answer(body=bytes(100_000)),
    "a maintenance page": answer(body=b"<!DOCTYPE html><html><body>Onderhoud</body></html>"),
}
"""Sender of each answer, by a name."""
