"""Who signs: an office and a name on lines of their own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.reading.builder import BlockDraft
from pipeline.reading.markers import is_name, is_office

_SIGNING = frozenset({"paragraph", "signature"})


def sign(blocks: Sequence[BlockDraft]) -> None:
    """Call an office and the name below or above it a signature, where the format does not say so
    itself.
    """
    for first, second in pairwise(blocks):
        upper, lower = first.flow.text, second.flow.text
        signing = all(
            block.kind in _SIGNING or block.flow.text.isupper() for block in (first, second)
        )
        if signing and (
            (is_office(upper) and is_name(lower)) or (is_name(upper) and is_office(lower))
        ):
            first.kind = second.kind = "signature"
