"""A folder of fictional papers, and the settings and patience with which tests ask for them on
loopback.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.settings import Settings
from pipeline.source.replay import ReplayServer, serve
from pipeline.source.transport import RetryPolicy

LETTER = """<?xml version="1.0" encoding="utf-8"?>
<officiele-publicatie><kamerstuk><kamerstukkop><tekstregel inhoud="kamer">Eerste Kamer</tekstregel></kamerstukkop>
<stuk><titel>{title}</titel><algemeen><vrije-tekst><tekst><al>De vuurtoren blijft branden.</al></tekst></vrije-tekst>
</algemeen></stuk></kamerstuk></officiele-publicatie>
"""
PAGE = "<!DOCTYPE html>\n<html><body><h1>{title}</h1><p>De vuurtoren blijft branden.</p></body></html>\n"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
CATALOGUE = """
[[paper]]
identifier = "kst-36999-A"
dossiertitel = "Wijziging van de Wet op de vuurtorens"
documenttitel = "Voorlopig verslag"
subrubriek = "Verslag"
available = 2026-01-13
modified = 2026-01-15

[[paper]]
identifier = "kst-36999-B"
dossiertitel = "Wijziging van de Wet op de vuurtorens"
documenttitel = "Memorie van antwoord"
subrubriek = "Overige Kamerstukken"
available = 2026-01-20
modified = 2026-02-03T00:10:00+01:00

[[paper]]
identifier = "kst-1299999"
dossiernummer = "36999"
ondernummer = "D"
dossiertitel = "Wijziging van de Wet op de vuurtorens"
documenttitel = "Nota naar aanleiding van het verslag"
available = 2026-02-10
modified = 2026-02-10

[[paper]]
identifier = "blg-1299001"
hoofddocument = "kst-36999-B"
dossiernummer = "36999"
ondernummer = "B"
modified = 2026-02-03

[[paper]]
identifier = "ah-ek-20252026-3"
modified = 2026-02-04

[[paper]]
identifier = "kv-ek-176423"
vraagnummer = "176423"
modified = 2026-01-30
"""
FILES = {
    "kst-36999-A": ("xml", "html", "pdf"),
    "kst-36999-B": ("xml", "html", "pdf"),
    "kst-1299999": ("pdf",),
    "blg-1299001": ("pdf",),
    "ah-ek-20252026-3": ("xml",),
    "kv-ek-176423": ("xml", "html"),
}


def write_paper(folder: Path, name: str, forms: tuple[str, ...]) -> None:
    """Write the files of one fictional paper, in the given forms."""
    for form in forms:
        text = {"xml": LETTER, "html": PAGE}.get(form)
        (folder / f"{name}.{form}").write_bytes(
            text.format(title=name).encode() if text else PDF + name.encode()
        )


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Return six papers of the fictional dossier 36999 and around it, with what the catalogue says
    about them.
    """
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "catalogue.toml").write_text(CATALOGUE, encoding="utf-8")
    for name, forms in FILES.items():
        write_paper(folder, name, forms)
    return folder


@pytest.fixture
def scenario(tmp_path: Path) -> Callable[[str], Path]:
    """Write a scenario file."""

    def write(text: str) -> Path:
        path = tmp_path / "scenario.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReplayServer]:
    """Yield one server for all tests: starting and stopping takes longer than most of them."""
    with serve(tmp_path_factory.mktemp("nothing")) as server:
        yield server


@pytest.fixture
def replay(
    running: ReplayServer, papers: Path, scenario: Callable[[str], Path]
) -> Callable[..., ReplayServer]:
    """Show the fictional papers; with a scenario, as they are after its first step unless told
    otherwise.
    """

    def show(steps: str = "", *, step: int = 1) -> ReplayServer:
        running.show(papers, scenario(steps) if steps else None)
        for _ in range(step if steps else 0):
            running.advance()
        return running

    return show


@pytest.fixture
def patience() -> RetryPolicy:
    """Return five attempts within a tenth of a second, and no pause over a second."""
    return RetryPolicy(
        attempts=5, first_wait=0.01, longest_wait=0.02, jitter=0.01, longest_pause=1.0, outage=3
    )


@pytest.fixture
def asking() -> Callable[..., Settings]:
    """Return settings to ask a replay server, without a limit of requests per second where the test
    does not set one.
    """

    def make(server: ReplayServer, **changes: object) -> Settings:
        chosen: dict[str, object] = {"requests_per_second": 0, "timeout_seconds": 5, **changes}
        return Settings(catalogue_url=server.catalogue_url, allow_loopback=True, **chosen)  # type: ignore[arg-type]

    return make
