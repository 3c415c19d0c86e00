"""The audit of every locked package against an advisory source: `make audit`.

The source is an OSV interface, named by GRIFFIER_OSV_URL. If none can be reached, the audit is
skipped with a message: pip-audit itself reports "No known vulnerabilities found" for every package
that it could not look up.

Exit codes: 0 nothing was found, 1 something was found, 77 not audited.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

OSV = "https://api.osv.dev/v1/query"
NOT_AUDITED = 77
PROBE = {"package": {"name": "pip", "ecosystem": "PyPI"}, "version": "26.0"}


def main(requirements: Path | None = None) -> int:
    """Audit a file of pinned requirements, or the lock file's packages; return the exit code."""
    url = os.environ.get("GRIFFIER_OSV_URL", OSV)
    if not answers(url):
        print(f"not audited: no advisory source answers at {url} (GRIFFIER_OSV_URL)")
        return NOT_AUDITED
    with TemporaryDirectory(prefix="griffier-audit-") as folder:
        pinned = requirements or exported(Path(folder) / "requirements.txt")
        command = [str(Path(sys.executable).with_name("pip-audit")), "--strict", "--no-deps"]
        command += ["--disable-pip", "--progress-spinner=off", "--cache-dir", folder]
        command += ["--vulnerability-service=osv", f"--osv-url={url}", f"--requirement={pinned}"]
        return subprocess.run(command, check=False).returncode  # noqa: S603


def answers(url: str) -> bool:
    """Return True if an OSV interface answers at this address."""
    try:
        return httpx.post(url, json=PROBE, timeout=10).is_success
    except httpx.HTTPError:
        return False


def exported(file: Path) -> Path:
    """Write the locked packages that a run needs, each with its version."""
    project = Path(__file__).resolve().parents[1]
    command = [str(project / ".bootstrap" / "bin" / "uv"), "export", "--locked", "--no-dev"]
    command += ["--no-hashes", "--no-emit-project", "--quiet", f"--output-file={file}"]
    subprocess.run(command, check=True, cwd=project, stdout=subprocess.DEVNULL)  # noqa: S603
    return file


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
