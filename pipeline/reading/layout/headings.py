"""Headings with neither a blank line nor a typical wording, found by the line that follows them."""

from collections.abc import Sequence

from pipeline.reading.layout.spacing import ENDS_SENTENCE
from pipeline.reading.lines import Line
from pipeline.reading.markers import is_abbreviated, is_name, is_office, list_marker

_WORDS = range(1, 9)  # of a heading
_SHORT = 0.8  # of the width: a heading is no full line


def heading_at(lines: Sequence[Line], index: int, width: int) -> bool:
    """Return True if the line at ``index`` is a heading or the first line below one."""
    above, line = lines[index - 1], lines[index]
    if index > 1 and _is_theme(lines, index - 1, width):
        return True
    if index + 1 == len(lines) or above.text[-1] not in ENDS_SENTENCE or not line.text[0].isupper():
        return False
    return _is_theme(lines, index, width)


def _is_theme(lines: Sequence[Line], index: int, width: int) -> bool:
    """Return True for a topic heading: a short line between two sentences, no sentence, no name.

    Example: "… de Munt." / "Nieuwe munten" / "2. Wanneer komt er een munt?"
    """
    line = lines[index]
    if not (len(line.text) < _SHORT * width and line.text[-1].isalpha() and line.text[0].isupper()):
        return False
    above, below = lines[index - 1], lines[index + 1]
    if (
        above.text[-1] not in ENDS_SENTENCE
        or is_abbreviated(above.text)
        or len(line.text.split()) not in _WORDS
    ):
        return False
    begins = list_marker(below.text) if below.text[0].isdigit() else below.text[0].isupper()
    if not begins or list_marker(line.text):
        return False
    return not any(is_office(text) or is_name(text) for text in (line.text, below.text))
