"""Repair of lines split after a superscript, and of hyphens that extraction removed."""

import re
from collections.abc import Sequence

from pipeline.reading.layout.spacing import ENDS_SENTENCE
from pipeline.reading.lines import Line

ONE_LINE = 1.1
"""Maximum length of two lines that were one, as a multiple of the width."""

# of the width: a shorter line whose sentence continues below it was split
_SHORT = 0.9
_SPLIT_UNIT = re.compile(r"(?<=\s)([kcd]?m)\n([23])(?=[\s.,;)])")
"""A unit at a line's end and its raised figure on the next line."""
_STUCK = re.compile(r"fractie(?<=\w[A-Z\d]fractie)(?=(?:s|leden|lid)?\b)")


def behind_mark(lines: Sequence[Line], index: int, width: int) -> bool:
    """Return True if a line is the rest of the one above, split after a mark: set in, or short."""
    above, line = lines[index - 1], lines[index]
    if line.blanks or line.page != above.page or above.marks[-1][0] < len(above.text):
        return False
    if len(above.text) + 1 + len(line.text) > ONE_LINE * width:
        return False
    return line.indent == above.indent + 1 or _is_short(line, lines[index + 1 : index + 2], width)


def _is_short(line: Line, following: Sequence[Line], width: int) -> bool:
    """Return True if a line had room for the next word though its sentence continues."""
    if not following or following[0].blanks or line.text[-1] in ENDS_SENTENCE:
        return False
    below = following[0].text
    room = len(line.text) + 1 + len(below.split(" ", 1)[0]) < _SHORT * width
    return room and below[0].islower()


def repaired(text: str) -> str:
    """Return the text with lost hyphens and with raised figures after their units.

    Example: "BBBfractie" → "BBB-fractie"; "10,4 miljard m" / "3 aan" → "m3 aan". Why: a word in
    capitals is never joined to another without a hyphen.

    Seen in: ah-tk-20242025-564
    """
    text = _SPLIT_UNIT.sub(r"\1\2", text)
    return _STUCK.sub("-fractie", text) if "fractie" in text else text
