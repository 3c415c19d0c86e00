"""Any number of made-up papers in a log and a store: what growth is measured on."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from event_builders import accepted, assigned, fetched, listed, listing, validated
from hand_made_pipeline import HandMadePipeline, paper

from pipeline.domain.events import ListingCompleted, ValidationCompleted

BATCH = 200
WORDS, VOCABULARY = 60, 5_000


@dataclass(frozen=True, slots=True)
class Cost:
    """Cost of one letter beside those that are held: processor seconds, and megabytes written
    beyond one copy of the file.
    """

    planning: float
    noting: float
    publishing: float
    copying: float
    written_mb: float


def hold(hand_made_pipeline: HandMadePipeline, first: int, count: int) -> None:
    """Hold this many papers, as one batch; their texts differ, as letters do."""
    names = [f"kst-{30_000 + number}-A" for number in range(first, first + count)]
    texts = {name: " ".join(f"woord{word(name, at)}" for at in range(WORDS)) for name in names}
    batch = hand_made_pipeline.keep(*(paper(name, texts[name], questions=4) for name in names))
    hand_made_pipeline.log.note(
        event
        for name in names
        for event in (
            listed(name),
            assigned(f"https://example.org/{name}", name),
            fetched(texts[name], name),
            accepted(texts[name], paper=name, batch_sha256=batch),
        )
    )


def word(name: str, at: int) -> int:
    """Return a number that looks drawn and is not."""
    own = int(name.split("-")[1])
    return (own * 7919 + at * 104_729 + own * at * 31) % VOCABULARY


def hold_many(hand_made_pipeline: HandMadePipeline, count: int) -> None:
    """Hold so many papers in batches, with the listings and validations that came with them."""
    for first in range(0, count, BATCH):
        hold(hand_made_pipeline, first, min(BATCH, count - first))
        day = f"{2000 + first // BATCH % 25}-{1 + first // BATCH // 25 % 12:02}-01"
        hand_made_pipeline.log.note([listing(day, f"{day[:7]}-28"), validated(f"{first:064x}")])


def cost_of_one_letter(hand_made_pipeline: HandMadePipeline, number: int) -> Cost:
    """Take one letter through the steps of a day, reading and judging apart."""
    planning = seconds(lambda: plan(hand_made_pipeline))
    noting = seconds(lambda: hold(hand_made_pipeline, number, 1))
    current = hand_made_pipeline.path.resolve()
    copied = current.with_name("copy")
    copying = seconds(lambda: shutil.copyfile(current, copied))
    size, before = current.stat().st_size, written()
    copied.unlink()
    publishing = seconds(hand_made_pipeline.build)
    beyond = written() - before - size
    return Cost(planning, noting, publishing - copying, copying, beyond / 1e6)


def plan(hand_made_pipeline: HandMadePipeline) -> None:
    """Ask the log what the steps of a day ask it."""
    waiting = hand_made_pipeline.log.waiting
    waiting.to_fetch(10)
    waiting.to_judge("2/2", "30 s")
    waiting.held_back()
    hand_made_pipeline.log.latest(ValidationCompleted, 51)
    sum(1 for _ in hand_made_pipeline.log.read(kinds=[ListingCompleted]))


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds that some work takes once."""
    began = time.process_time()
    work()
    return time.process_time() - began


def written() -> int:
    """Return the bytes that this process has written."""
    told = Path("/proc/self/io").read_text(encoding="ascii")
    return int(dict(line.split(": ") for line in told.splitlines())["wchar"])
