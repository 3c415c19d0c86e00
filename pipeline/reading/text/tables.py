"""Tables in a text file: lines whose cells stand wide apart, or between the bars of a mark-up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.reading.document import CELL
from pipeline.reading.lines import Line
from pipeline.reading.markers import list_marker

_APART = re.compile(r" {3,}")
_RULE = re.compile(r"\|?[\s:|-]+\|?")  # the line below the head of a mark-up's table
_OWN_NUMBER = re.compile(
    r"\d{2} ?\d{3}(?:[ -][IVXLC]+)?|\d{2,3}|[A-Z]{1,3}|[Nn]r\. ?\d{1,4}|[IVXL]{1,6}"
)
"""What the head of a paper sets beside its titles: the number of the dossier, also broken in two,
and of the paper."""
_HEAD = 15  # lines of a file among which that head stands
_LONGEST = 60  # characters: longer "cells" are lines of text that something set apart


def mark_tables(lines: Sequence[Line]) -> list[Line]:
    """The lines, rows of tables with their cells parted as in every other format. A row alone is no
    table.
    """
    cells = [_cells(line) for line in lines]
    kept = []
    for index, (line, here) in enumerate(zip(lines, cells, strict=True)):
        beside = [cells[other] for other in (index - 1, index + 1) if 0 <= other < len(cells)]
        if line.text.startswith("|") and _RULE.fullmatch(line.text):
            continue
        masthead = index < _HEAD and len(here) == 2 and _OWN_NUMBER.fullmatch(here[0])  # noqa: PLR2004
        if len(here) > 1 and not masthead and any(len(other) == len(here) for other in beside):
            line.text, line.emphases, line.is_row = CELL.join(here), [], True
        kept.append(line)
    return kept


def _cells(line: Line) -> list[str]:
    """What may be the cells of a line."""
    if line.text.startswith("|") and line.text.endswith("|"):
        return [cell.strip() for cell in line.text.strip("|").split("|")]
    if "   " not in line.text:
        return []
    cells = _APART.split(line.text)
    listed = list_marker(f"{cells[0]} x") == cells[0]
    return [] if listed or any(len(cell) > _LONGEST for cell in cells) else cells
