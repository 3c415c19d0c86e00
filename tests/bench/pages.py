"""Size and processor time of every page at 100,000 questions, made up.

Run: python tests/bench/pages.py [questions]

Each address is requested three times without a browser, once the figures of the snapshot are kept;
its time is the least processor time over all threads of this process. The bounds: 150 kB before
compression, 250 ms, 300 ms for a search, and 600 ms for the calendar.
"""

import sys
import tempfile
import time
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

import duckdb
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "warehouse"))
from figures import Figure, report
from search import build, vocabulary

from pipeline.page.app import create_app
from pipeline.page.ask.questions import presentations
from pipeline.page.serving.snapshots import use_figures
from pipeline.settings import Settings
from pipeline.warehouse import connect

QUESTIONS = 100_000
MOST_BYTES, MOST_MS, SEARCH_MS = 150_000, 250, 300
REPEATS = 3
CALENDAR, CALENDAR_MS = "/deadlines.ics", 600
"""The calendar is a file to save with an entry for each deadline; no page waits for it."""
REQUIRED = {"words": "woningbouw", "paper": "kst-30001-B", "dossier": "30001"}
"""Values for what a ready-made question requires."""
FIXED = (
    "/", "/ask", "/letters", "/letters?page=100", "/letters?party=fractie 3", "/feeds",
    "/letters?ministry=Portefeuille 3", "/letter/kst-30001-B", "/figures/times",
    "/figures/times?by=party", "/figures/times?by=committee", "/figures/times?by=session",
    "/figures/unanswered", "/figures/unanswered?party=fractie 3", "/figures/commitments",
    "/figures/citations", "/figures/citations?paper=kst-30001-B", "/figures/activity",
    "/figures/freshness", "/sql", "/feed.atom", "/deadlines.ics", "/api", "/take", "/dossier/30001",
    "/person/naam-3", "/party/fractie 3", "/ministry/mnre3", "/committee/commissie 3",
    "/api/v1/questions", "/api/v1/papers/kst-30001-B",
)  # fmt: skip


def addresses(words: list[str]) -> dict[str, int]:
    """Return every address with the processor time that it may take, in milliseconds."""
    long = [word for word in words if len(word) > 5]
    searches = [long[3], long[30], long[300], f"{long[10]} {long[100]}", f'"{long[10]}" -{long[5]}']
    asked = []
    for name, one in presentations().items():
        wanted = [parameter.name for parameter in one.query.parameters if parameter.required]
        query = "&".join(f"{parameter}={REQUIRED[parameter]}" for parameter in wanted)
        asked.append(f"/ask/{name}?{query}")
    searching = [address for address in asked if "words=" in address]
    return {
        **dict.fromkeys([*FIXED, *asked], MOST_MS),
        **dict.fromkeys(searching, SEARCH_MS),
        CALENDAR: CALENDAR_MS,
        **dict.fromkeys([f"/?q={quote(one)}" for one in searches], SEARCH_MS),
        f"/?q={quote(long[30])}&page=5": SEARCH_MS,
    }


def taken_ms(client: TestClient, address: str) -> tuple[list[float], int, int]:
    """Return the processor time of each request, the status and the size of the page.

    A file to save, such as the calendar, has as many entries as it has: its size counts as 0.
    """
    times = []
    for _ in range(REPEATS):
        began = time.process_time()
        page = client.get(address)
        times.append((time.process_time() - began) * 1000)
    is_page = "html" in page.headers["content-type"]
    return times, page.status_code, len(page.content) if is_page else 0


def main(questions: int = QUESTIONS) -> int:
    """Measure every page and report."""
    words = vocabulary()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "warehouse.duckdb"
        build(path, questions * 2, words)
        with duckdb.connect(str(path)) as connection:
            connection.execute("UPDATE load SET log_position = 1")
        figures = measure(Path(folder), words)
    return report("pages", figures, {"questions": questions})


def measure(home: Path, words: list[str]) -> list[Figure]:
    """Return the figures of every page."""
    figures: list[Figure] = []
    largest, failed = 0, 0
    client = TestClient(create_app(Settings(home=home)), raise_server_exceptions=False)
    with connect(home / "warehouse.duckdb") as connection:
        client.get("/ask")
        while not use_figures(connection):  # a thread of the page's keeps them
            time.sleep(0.1)
        for address, most in addresses(words).items():
            times, status, size = taken_ms(client, address)
            figures.append(Figure(f"{address}, ms", min(times), most))
            largest, failed = max(largest, size), failed + (status != HTTPStatus.OK)
    return [
        *figures,
        Figure("largest page, kB", largest / 1000, MOST_BYTES / 1000),
        Figure("pages that failed", failed, 0),
    ]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else QUESTIONS))
