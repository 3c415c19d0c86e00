"""Metrics: named figures for a monitoring system, sent to whatever backend this process uses.

Without a backend nothing is sent. The DAGs use Airflow's own (StatsD, DogStatsD or OpenTelemetry).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic
from typing import Protocol

PREFIX = "griffier."

METRICS: Mapping[str, tuple[str, str]] = {
    "source.requests": ("counter", "Requests sent to the official source"),
    "source.too_many_requests": ("counter", "Answers of the source with status 429"),
    "papers.fetched": ("counter", "Papers whose bytes arrived, also unchanged ones"),
    "papers.failed": ("counter", "Papers that could not be fetched"),
    "papers.withdrawn": ("counter", "Papers that left the source"),
    "papers.accepted": ("counter", "Papers that passed validation"),
    "papers.quarantined": ("counter", "Papers that validation held back"),
    "warehouse.position": ("gauge", "Log position that the warehouse shows"),
    "warehouse.behind": ("gauge", "Log positions that the warehouse lacked before this publish"),
    "warehouse.publications": ("gauge", "Papers in the tables"),
    "warehouse.quarantined": ("gauge", "Papers that wait in quarantine"),
    "warehouse.age_seconds": ("gauge", "Seconds since the day up to which the source is known"),
    "step.list": ("timer", "Time to list the source and plan what to fetch"),
    "step.fetch": ("timer", "Time to fetch one batch"),
    "step.parse": ("timer", "Time to read and parse one batch"),
    "step.validate": ("timer", "Time to validate one batch, Great Expectations included"),
    "step.publish": ("timer", "Time to load and publish the warehouse"),
    "step.report": ("timer", "Time to write the data-quality report"),
}
"""Every metric without ``PREFIX``: its kind and its meaning, for docs/operations.md."""


class Backend(Protocol):
    """Receiver of metrics: the module ``airflow.sdk.observability.stats`` has this form."""

    def incr(self, stat: str, count: int) -> None:
        """Add to a counter."""

    def gauge(self, stat: str, value: float) -> None:
        """Set a gauge."""

    def timing(self, stat: str, dt: timedelta) -> None:
        """Record a duration."""


_BACKENDS: list[Backend] = []
"""The backend of this process, none at first."""


def use(backend: Backend) -> None:
    """Send the metrics of this process to this backend from now on."""
    _BACKENDS[:] = [backend]


def count(name: str, number: int = 1) -> None:
    """Add to the counter of this name."""
    for backend in _BACKENDS:
        backend.incr(PREFIX + name, number)


def count_papers(tally: Mapping[str, int]) -> None:
    """Add to the counters of papers.

    Example: ``{"fetched": 3, "failed": 1}`` adds to ``papers.fetched`` and ``papers.failed``.
    """
    for outcome, number in tally.items():
        count(f"papers.{outcome}", number)


def gauge(name: str, value: float) -> None:
    """Set the gauge of this name."""
    for backend in _BACKENDS:
        backend.gauge(PREFIX + name, value)


@contextmanager
def timed(step: str) -> Iterator[None]:
    """Record how long the block took, also if it fails."""
    begun = monotonic()
    try:
        yield
    finally:
        for backend in _BACKENDS:
            backend.timing(f"{PREFIX}step.{step}", timedelta(seconds=monotonic() - begun))
