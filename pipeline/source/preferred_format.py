"""Which manifestation of a paper to read: the one with the most structure, with the next ones
behind it.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.source.records import READABLE


def candidates(manifestations: Mapping[str, str]) -> list[tuple[str, str]]:
    """The manifestations worth trying, best first, as (form, address): xml, html, pdf, then what
    only folders hold.
    """
    return [(form, manifestations[form]) for form in READABLE if form in manifestations]
