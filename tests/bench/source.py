"""Speed, memory and request rate of the source layer, at full size, against the replay server.

    python tests/bench/source.py [--records 50000] [--papers 2000]

The server runs in a process of its own. Measured: the peak memory of this process while 50,000
records are listed; whether any request is made twice; papers per second with the rate limit off,
against a bare httpx loop that writes each body to a file and commits a row to SQLite, in
alternating rounds: our client with the same writing, and the whole step that a DAG runs, into the
content store and the event log; and the requests per second that the server saw under a rate limit,
on average and at most. Exits with 1 when a bound is missed.
"""

import argparse
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import monotonic

import httpx
from figures import Figure, report

from pipeline.flows.fetching import fetch
from pipeline.flows.ingesting import list_source
from pipeline.flows.stores import Stores, open_stores
from pipeline.settings import Settings
from pipeline.source.catalogue import Catalogue
from pipeline.source.fetch_results import Fetched, Request
from pipeline.source.repository import Repository

MOST_MEMORY = 400 * 1024 * 1024
LEAST_SHARE = 0.8
ROUND = 250
"""Papers per round: short rounds, turn by turn, so that whatever else the machine does hits both
sides alike."""
FIRST_DAY = date(2011, 1, 1)
DAYS = 15 * 365
SERVE = "import sys; from pathlib import Path; from pipeline.source import replay; replay.main(Path(sys.argv[1]))"
BODY = '<?xml version="1.0" encoding="utf-8"?>\n<officiele-publicatie>{}</officiele-publicatie>\n'
TEXT = (
    "<al>De vuurtoren blijft branden, zo antwoordt de minister.</al>\n" * 60
)  # about 4 kB: a small paper


def write_folder(folder: Path, records: int, papers: int) -> None:
    """Write that many catalogue records over fifteen years; the first of them have a file."""
    entries = []
    for number in range(records):
        dossier, letter = 30_000 + number // 26, chr(65 + number % 26)
        name = f"kst-{dossier}-{letter}"
        day = FIRST_DAY + timedelta(days=number * DAYS // records)
        entries.append(
            f'[[paper]]\nidentifier = "{name}"\nmodified = {day}\ndossiertitel = "Wet op vuurtoren {dossier}"\n'
        )
        if number < papers:
            (folder / f"{name}.xml").write_text(
                BODY.format(f"<stuk>{name}</stuk>{TEXT}"), encoding="utf-8"
            )
    (folder / "catalogue.toml").write_text("\n".join(entries), encoding="utf-8")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Run the replay server in a process of its own, and yield its address."""
    command = [sys.executable, "-c", SERVE, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def keep(folder: Path, bodies: Iterable[tuple[str, bytes]]) -> float:
    """Write each body to a file and commit a row for it, as the bare loop must; papers per second."""
    with closing(sqlite3.connect(folder / "rows.sqlite")) as rows:
        rows.execute("CREATE TABLE paper (url TEXT, sha256 TEXT)")
        begun, number = monotonic(), 0
        for url, body in bodies:
            name = sha256(body).hexdigest()
            (folder / name).write_bytes(body)
            with rows:
                rows.execute("INSERT INTO paper VALUES (?, ?)", (url, name))
            number += 1
    return number / (monotonic() - begun)


def bare(urls: list[str]) -> Iterator[tuple[str, bytes]]:
    """Fetch with a bare loop, to compare with: one client, one request after the other, no limits, no
    checks.
    """
    with httpx.Client() as client:
        for url in urls:
            yield url, client.get(url).raise_for_status().content


def ours(settings: Settings, urls: list[str]) -> Iterator[tuple[str, bytes]]:
    """Fetch the same papers through the repository client."""
    with closing(Repository(settings)) as repository:
        for request, outcome in repository.fetch_many(map(Request, urls)):
            assert isinstance(outcome, Fetched), outcome
            yield request.url, outcome.content


def speed(way: Callable[[], Iterator[tuple[str, bytes]]]) -> float:
    """Return papers per second, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return keep(Path(folder), way())


def step(stores: Stores, names: list[str]) -> float:
    """Return papers per second of the whole step: fetched into the content store, and recorded in the
    log.
    """
    begun = monotonic()
    with closing(Repository(stores.settings)) as repository:
        tally = fetch(stores, repository, names, "bench")
    assert tally == {"fetched": len(names)}, tally
    return len(names) / (monotonic() - begun)


def compared(
    settings: Settings, urls: list[str], last: date
) -> Iterator[tuple[float, float, float]]:
    """Yield papers per second of the bare loop, of our client and of the whole step, round by round
    over all papers.
    """
    with (
        tempfile.TemporaryDirectory() as home,
        open_stores(settings.model_copy(update={"home": Path(home)})) as stores,
    ):
        names = list(list_source(stores, FIRST_DAY, last).publication_ids)[: len(urls)]
        for start in range(0, len(urls), ROUND):
            some = urls[start : start + ROUND]
            yield (
                speed(partial(bare, some)),
                speed(partial(ours, settings, some)),
                step(stores, names[start : start + ROUND]),
            )


def listing(settings: Settings) -> tuple[list[str], int]:
    """List every XML address of fifteen years, page by page; return them and the number of records."""
    urls, count = [], 0
    with closing(Catalogue(settings)) as catalogue:
        for page in catalogue.pages(FIRST_DAY, FIRST_DAY + timedelta(days=DAYS), "kst"):
            count += len(page.records)
            urls += [
                record.manifestations["xml"] for record in page.records if record.manifestations
            ]
    return urls, count


def requests_seen(url: str) -> list[dict[str, object]]:
    """Return the requests that the server counted."""
    return list(json.loads(httpx.get(f"{url}/replay/requests", timeout=60).content))


def measure(records: int, papers: int) -> dict[str, float]:
    """Return all measurements, by name."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        write_folder(Path(name), records, papers)
        with served(Path(name)) as url:
            settings = Settings(
                catalogue_url=f"{url}/sru", allow_loopback=True, requests_per_second=0
            )
            begun = monotonic()
            urls, found["records listed"] = listing(settings)
            found["records per second"] = records / (monotonic() - begun)
            found["peak memory while listing, MB"] = (
                resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            )
            speed(partial(ours, settings, urls))
            asked = Counter(str(seen["target"]) for seen in requests_seen(url))
            found["requests made twice"] = sum(number > 1 for number in asked.values())
            rounds = list(
                compared(settings, urls, FIRST_DAY + timedelta(days=papers * DAYS // records))
            )
            for way, side in zip(
                ("bare", "our client", "the whole step"), zip(*rounds, strict=True), strict=True
            ):
                found[f"papers per second, {way}"] = median(side)
            found["share of the bare loop, our client"] = median(
                mine / theirs for theirs, mine, _ in rounds
            )
            found["share of the bare loop, the whole step"] = median(
                mine / theirs for theirs, _, mine in rounds
            )
            # Half of what this machine can do, so that a busy one is not taken for a client that is
            # slower than its limit.
            limit = min(100.0, found["papers per second, our client"] // 2)
            before = len(requests_seen(url))
            speed(
                partial(
                    ours, settings.model_copy(update={"requests_per_second": limit}), urls[:500]
                )
            )
            times = [
                float(str(seen["at"]))
                for seen in requests_seen(url)[before:]
                if "/frbr/" in str(seen["target"])
            ]
            found["rate configured, requests per second"] = limit
            found["most requests in a second : that rate"] = (
                max(sum(at <= one < at + 1 for one in times) for at in times) / limit
            )
            found["requests per second : that rate"] = (
                (len(times) - 1) / (times[-1] - times[0]) / limit
            )
    return found


def main() -> int:
    """Measure and report; 1 when a bound is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=50_000)
    parser.add_argument("--papers", type=int, default=2_000)
    asked = parser.parse_args()
    found = measure(asked.records, asked.papers)
    most = {
        "peak memory while listing, MB": MOST_MEMORY / 1024**2,
        "requests made twice": 0,
        "most requests in a second : that rate": 1,
    }
    least = {
        "records listed": asked.records,
        "share of the bare loop, our client": LEAST_SHARE,
        "share of the bare loop, the whole step": LEAST_SHARE,
        "requests per second : that rate": LEAST_SHARE,
    }
    figures = [
        Figure(name, value, least.get(name, most.get(name)), least=name in least)
        for name, value in found.items()
    ]
    return report("source", figures, {"records": asked.records, "papers": asked.papers})


if __name__ == "__main__":
    sys.exit(main())
