"""Tables that a program drew with characters: their frames are removed, their cells kept apart.

Example: "| Vraag | Antwoord |" below "+-------+----------+" becomes "Vraag   Antwoord".

Seen in: brief-jenv-4975504-baker, as pandoc gives its Word file.
"""

import re

_FRAME = re.compile(r"(?m)^[ ]*(?:[+|](?=[-=+:| ]*?[-=]{2})[-=+:| ]*|-{3,}(?: +-{2,})+ *)$")
"""A line of a frame: "+---+---+", "|---|:--|", "---- -----"."""
_ROW = re.compile(r"(?m)^[ ]*\|(?P<cells>.*)\|[ ]*$")
_GAP = "   "
"""White space that separates the cells of a row."""
_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,400}\)(?:\{[^}\n]{0,200}\})?|(?m:^\s*\[\]\s*$)")


def without_frames(text: str) -> str:
    """Return a text without the frames of its drawn tables and without places of images."""
    if not _FRAME.search(text):
        return text
    text = _FRAME.sub("", _IMAGE.sub("", text))
    return _ROW.sub(lambda match: _GAP.join(_cells(match["cells"])), text)


def _cells(row: str) -> list[str]:
    """Return the words of the cells that are not empty."""
    return [words for cell in row.split("|") if (words := cell.strip())]
