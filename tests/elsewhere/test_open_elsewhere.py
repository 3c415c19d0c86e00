"""The examples of docs/open, as they are printed, in the tools that they are about.

The tools are the group ``elsewhere`` and Debian's r-base-core and libreoffice-calc; what is missing
is skipped, and says so. CI installs all of them.
"""

import csv
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import files
from inspect import signature
from pathlib import Path

import duckdb
import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from local_servers import served
from starlette.applications import Starlette

from pipeline.cli.serve import open_page
from pipeline.page.app import create_app
from pipeline.settings import Settings
from pipeline.warehouse import connect
from pipeline.warehouse.export import export

PAGES = Path(__file__).resolve().parents[2] / "docs" / "open"
PRINTED = f"http://127.0.0.1:{signature(open_page).parameters['port'].default}"
"""The address at which `griffier open` serves unless told otherwise."""
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECONDS = 240
NEEDED = {
    "duckdb.md": ("duckdb_cli", "duckdb"),
    "python.md": ("ibis", None),
    "r.md": (None, "Rscript"),
    "spreadsheets.md": (None, "soffice"),
}
"""The module and the program that the examples of a page need."""


def page(warehouse: Path) -> Starlette:
    """Return the page on the sample, as `griffier open` serves it."""
    return create_app(Settings(home=warehouse.parent))


@pytest.fixture(scope="module")
def address(sample_warehouse: Path) -> Iterator[str]:
    """Yield the address of the page over HTTP."""
    with served(page(sample_warehouse)) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def secured(sample_warehouse: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Yield the address of the page over HTTPS, and its certificate, of nobody's authority."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.NameOID.COMMON_NAME
    subject = x509.Name([x509.NameAttribute(name, "a test")])
    now, hosts = datetime.now(UTC), [x509.DNSName("localhost")]
    made = x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName(hosts), critical=False)
    signed = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    pem, own = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    files = tmp_path / "certificate.pem", tmp_path / "key.pem"
    files[0].write_bytes(signed.sign(key, hashes.SHA256()).public_bytes(pem))
    files[1].write_bytes(key.private_bytes(pem, own, serialization.NoEncryption()))
    with served(
        page(sample_warehouse), ssl_certfile=str(files[0]), ssl_keyfile=str(files[1])
    ) as port:
        yield f"https://localhost:{port}", files[0]


@pytest.fixture
def folder(sample_warehouse: Path, address: str, tmp_path: Path) -> Path:
    """Return a folder with an export and with the file from the page.

    The export is made of a copy without the mark of the sample, whose files have other names.
    """
    unmarked = tmp_path / "unmarked.duckdb"
    unmarked.write_bytes(sample_warehouse.read_bytes())
    with duckdb.connect(unmarked) as connection:
        connection.execute("UPDATE load SET sample = false")
    export(unmarked, tmp_path / "letters", "parquet")
    told = httpx.get(f"{address}/data/griffier.duckdb", follow_redirects=True, timeout=60)
    (tmp_path / "griffier.duckdb").write_bytes(told.content)
    return tmp_path


@pytest.fixture(scope="module")
def pairs(sample_warehouse: Path) -> int:
    """Return the number of rows of the view that the examples read."""
    with connect(sample_warehouse) as connection:
        found = connection.execute("SELECT count(*) FROM question_with_answers").fetchall()
    return int(found[0][0])


def examples(page: str, address: str) -> list[tuple[str, str]]:
    """Return the language and the text of each example of a page, at the address of this test."""
    text = (PAGES / page).read_text(encoding="utf-8")
    return [(language, told.replace(PRINTED, address)) for language, told in BLOCK.findall(text)]


def run(language: str, example: str, folder: Path) -> str:
    """Run an example and return its output."""
    if language == "python":
        # The extension comes from a package: our machines do not reach DuckDB's own server.
        example = example.replace("INSTALL httpfs; LOAD httpfs;", f"LOAD '{extension()}'")
    commands = {
        "python": [sys.executable, "-c", example],
        "r": ["Rscript", "--vanilla", "-e", example],
        "sh": ["bash", "-euo", "pipefail", "-c", example],
    }
    binaries = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        commands[language],
        cwd=folder,
        env={**os.environ, "PATH": binaries, "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert 0 == done.returncode, done.stderr
    return done.stdout


def extension() -> str:
    """Return the file of DuckDB's extension that reads over HTTP."""
    found = next(
        file
        for file in files("duckdb-extension-httpfs") or ()
        if file.name == "httpfs.duckdb_extension"
    )
    return str(found.locate())


def skip_without(page: str) -> None:
    """Skip if a tool of the page is not here, and say which."""
    module, program = NEEDED[page]
    if module and importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is not installed: uv sync --group elsewhere")
    if program and not (shutil.which(program) or Path(sys.executable).with_name(program).exists()):
        pytest.skip(f"{program} is not on this machine: docs/open/{page} was not tried")


@pytest.mark.parametrize("page", sorted(NEEDED))
def test_the_examples_of_a_page_run_in_their_tool(
    page: str, address: str, folder: Path, pairs: int
) -> None:
    """Each prints the number of questions with their answers, whatever tool reads them."""
    skip_without(page)
    found = examples(page, address)
    assert found
    for language, example in found:
        told = run(language, example, folder)
        if page == "spreadsheets.md":
            continue
        assert set(re.findall(r"\d+", told)) == {str(pairs)}, (example, told)
    if page == "spreadsheets.md":
        with (folder / "pairs.csv").open(encoding="utf-8", newline="") as file:
            assert pairs == len(list(csv.DictReader(file)))


def test_every_page_of_examples_is_listed_with_whether_it_was_tried() -> None:
    """The table of docs/open-elsewhere.md has each page once."""
    listed = (PAGES.parent / "open-elsewhere.md").read_text(encoding="utf-8")
    names = re.findall(r"\(open/([\w-]+\.md)\)", listed)
    assert sorted(path.name for path in PAGES.glob("*.md")) == sorted(names)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_published_file_is_read_by_ranges_over_https(
    scheme: str, sample_warehouse: Path, request: pytest.FixtureRequest
) -> None:
    """ATTACH takes ranges only, also for a search, and from the file of one snapshot.

    With a certificate of one's own DuckDB 1.5.5 reads through its client httplib; through curl, its
    default, it finds no database, also where it need not verify the certificate.
    """
    if importlib.util.find_spec("duckdb_cli") is None:
        pytest.skip("the group elsewhere is not installed: uv sync --group elsewhere")
    import duckdb  # noqa: PLC0415 -- beside what is skipped

    with duckdb.connect() as connection:
        connection.execute(f"LOAD '{extension()}'")
        address = request.getfixturevalue("address" if scheme == "http" else "secured")
        if scheme == "https":
            address, certificate = address
            connection.execute("SET httpfs_client_implementation = 'httplib'")
            connection.execute(f"SET ca_cert_file = '{certificate}'")
        connection.execute(f"ATTACH '{address}/data/griffier.duckdb' AS griffier (READ_ONLY)")
        connection.execute("USE griffier")
        found = connection.execute("SELECT count(*) FROM search('leden')").fetchall()
    with connect(sample_warehouse) as held:
        assert held.execute("SELECT count(*) FROM search('leden')").fetchall() == found
