"""The audit of dependencies finds what an advisory source knows, and says where it asked nobody."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
ADVISORY = {
    "id": "PYSEC-2099-1",
    "summary": "The lighthouse goes out",
    "details": "The lighthouse goes out.",
    "modified": "2099-01-01T00:00:00Z",
    "affected": [
        {
            "package": {"name": "jinja2", "ecosystem": "PyPI"},
            "ranges": [
                {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0"}]},
            ],
        }
    ],
}


class Osv(BaseHTTPRequestHandler):
    """A stand-in of the OSV interface that knows one bad version."""

    def do_POST(self) -> None:
        """Answer a query about one version of one package."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        bad = asked["package"]["name"].lower() == "jinja2" and asked["version"] == "2.4.1"
        body = json.dumps({"vulns": [ADVISORY]} if bad else {}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def osv() -> Iterator[str]:
    """Yield the address of the stand-in."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Osv) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()


def audit(url: str, tmp_path: Path, version: str) -> subprocess.CompletedProcess[str]:
    """Audit a list with one package at one version."""
    pinned = tmp_path / "requirements.txt"
    pinned.write_text(f"jinja2=={version}\nlxml==6.0.0\n", encoding="utf-8")
    return subprocess.run(
        [sys.executable, PROJECT / "docs" / "audit.py", pinned],
        env={"GRIFFIER_OSV_URL": url, "PATH": "", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_known_bad_version_is_found(osv: str, tmp_path: Path) -> None:
    """One bad version among good ones fails the audit and is named."""
    done = audit(osv, tmp_path, "2.4.1")
    assert 1 == done.returncode, done.stderr
    assert "PYSEC-2099-1" in done.stdout
    assert 0 == audit(osv, tmp_path, "3.1.6").returncode


def test_an_audit_without_an_advisory_source_is_skipped_and_never_passes(tmp_path: Path) -> None:
    """Neither 0 nor "no known vulnerabilities"."""
    done = audit("http://127.0.0.1:9/v1/query", tmp_path, "2.4.1")
    assert 77 == done.returncode
    assert "not audited: no advisory source" in done.stdout
