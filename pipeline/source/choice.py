"""Which manifestation of a paper to read: the one with the most structure, with the next ones behind it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pipeline.source.records import READABLE


def candidates(manifestations: Mapping[str, str], broken: Collection[str] = ()) -> list[tuple[str, str]]:
    """The manifestations worth trying, best first, as (form, address): xml, html, pdf, then what only folders hold.

    ``broken`` are addresses whose bytes turned out damaged or unreadable; they are left out. Read the first; when it
    breaks, add its address to ``broken`` and ask again.
    """
    return [(form, manifestations[form]) for form in READABLE if form in manifestations and manifestations[form] not in broken]
