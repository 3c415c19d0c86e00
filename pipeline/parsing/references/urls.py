"""Web addresses in texts: with a scheme, with www., or as a site name followed by a path."""

import re
from collections.abc import Iterator

from pipeline.lexicon import concept
from pipeline.parsing.references.citation import Citation
from pipeline.parsing.references.scanning import Scan, matches, positions, word_start

URL = concept("web-address")
TRAILING = ".,;:!?'*_-"
"""Punctuation that belongs to the sentence, not to the address.

A slash is not trailing here, though targets omit it.
"""
DOMAIN = concept("domain")
LONGEST_NAME = 120
BRACKETS = {")": "("}
ADDRESS = concept("whole-address")


def urls(scan: Scan) -> Iterator[Citation]:
    """Yield each web address in the text; its series is the absolute address."""
    bare = (
        word_start(scan.text, dot, LONGEST_NAME, ".-")
        for dot in (dot.start() for dot in DOMAIN.finditer(scan.lower))
    )
    for match in matches(URL, scan.text, sorted({*positions(scan.lower, ("http", "www.")), *bare})):
        printed = _without_trailing(match.group())
        address = re.sub(r"^(https?://)\s", r"\1", printed, flags=re.IGNORECASE)
        if not address.lower().startswith("http"):
            address = f"https://{address}"
        if ADDRESS.match(address):
            yield Citation(
                "url", match.start(), match.start() + len(printed), series=address.rstrip("/")
            )


def _without_trailing(address: str) -> str:
    """Remove the sentence's punctuation; a closing bracket stays if the address opens it."""
    unmatched = {
        close: address.count(close) - address.count(opened) for close, opened in BRACKETS.items()
    }
    end = len(address)
    while end and (address[end - 1] in TRAILING or unmatched.get(address[end - 1], 0) > 0):
        end -= 1
        unmatched[address[end]] = unmatched.get(address[end], 0) - 1
    return address[:end]
