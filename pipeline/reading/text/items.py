"""List markers that an extraction set on lines of their own, before the words of their items: "1."
and the question below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.reading.lines import Line
from pipeline.reading.markers import is_number_due, list_marker

_LONE = re.compile(r"(?P<number>\d{1,3})[.)]|(?P<letter>[a-z])[.)]|(?P<both>\d{1,3}[a-z])[.)]?")
_LONGEST = len("100a.")


def with_markers(lines: Sequence[Line]) -> list[Line]:
    """The lines, those markers with the first line of their item; "77." that follows no other ends
    a sentence.
    """
    kept: list[Line] = []
    number, letter = 0, ""
    open_marker = False
    for line in lines:
        if (
            open_marker
            and not line.blanks
            and line.page == kept[-1].page
            and not list_marker(f"{line.text} ")
        ):
            kept[-1].append(line)
            open_marker = False
            continue
        match = _LONE.fullmatch(line.text) if len(line.text) <= _LONGEST else None
        due = match is not None and bool(kept) and is_number_due(kept[-1].text, line.text)
        open_marker = match is not None and not due and _follows(match, number, letter)
        if match and open_marker:
            digits, letter = (
                match["number"] or (match["both"] or "")[:-1],
                match["letter"] or (match["both"] or "")[-1:],
            )
            number = int(digits) if digits else number
        kept.append(line)
    return kept


def _follows(match: re.Match[str], number: int, letter: str) -> bool:
    """Whether a marker is the first of a list, or the next one behind ``number`` and ``letter``."""
    if match["number"]:
        return int(match["number"]) in {1, number + 1}
    if match["letter"]:
        return match["letter"] == "a" or ord(match["letter"]) - 1 == ord(letter or " ")
    return int(match["both"][:-1]) in {1, number, number + 1}
