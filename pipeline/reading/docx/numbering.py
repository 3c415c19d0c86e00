"""Labels that Word draws before list paragraphs and that are not in the text of the file.

ECMA-376 part 1, 17.9: a paragraph names a list (``numId``) and a level; the list names an abstract
one, whose levels define the number format (``numFmt``), the first number (``start``) and the text
to print (``lvlText``, "%1." or "%1%2)").
"""

from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from pipeline.reading.docx.package import value, w

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """Format and text of one level of a list, and its first number."""

    kind: str
    text: str
    start: int


class Numbering:
    """The lists of one Word file, with counters that follow its paragraphs."""

    def __init__(self, root: etree._Element | None, styles: etree._Element | None) -> None:
        """Read the parts that define lists (``root``) and styles (``styles``)."""
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._styles = {
            style.get(w("styleId"), ""): properties
            for style in (styles.iter(w("style")) if styles is not None else ())
            if (properties := style.find(f"{w('pPr')}/{w('numPr')}")) is not None
        }
        self._levels: dict[str, dict[int, Level]] = {}
        self._abstract: dict[str, str] = {}
        if root is None:
            return
        for abstract in root.iter(w("abstractNum")):
            self._levels[abstract.get(w("abstractNumId"), "")] = {
                _count(level.get(w("ilvl"), "0")): _level(level)
                for level in abstract.iter(w("lvl"))
            }
        for number in root.iter(w("num")):
            self._abstract[number.get(w("numId"), "")] = value(number, "abstractNumId")

    def label(self, paragraph: etree._Element) -> tuple[str, int]:
        """Return the label that Word prints before a paragraph, "" for none, and its level."""
        properties = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        if properties is None:
            style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
            properties = self._styles.get(style.get(w("val"), "")) if style is not None else None
        if properties is None:
            return "", 1
        number = value(properties, "numId")
        depth = min(_LEVELS - 1, _count(value(properties, "ilvl")))
        levels = self._levels.get(self._abstract.get(number, ""), {})
        if number == "0" or depth not in levels:
            return "", 1
        counts = self._counts[number]
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return self._print(levels, counts, depth), depth + 1

    @staticmethod
    def _print(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
        """Return the text of a level with the counts in place of %1, %2 and so on."""
        level = levels[depth]
        if level.kind == "bullet":
            return level.text or "•"
        if level.kind == "none":
            return ""
        text = level.text
        for outer in range(depth + 1):
            if f"%{outer + 1}" in text and outer in levels:
                text = text.replace(
                    f"%{outer + 1}",
                    _spelt(counts.get(outer, levels[outer].start), levels[outer].kind),
                )
        return text


def _level(element: etree._Element) -> Level:
    return Level(
        value(element, "numFmt") or "decimal",
        value(element, "lvlText"),
        _count(value(element, "start") or "1"),
    )


def _count(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < _LEVELS else 0


def _spelt(number: int, kind: str) -> str:
    """Return a number in the format of the list: letters, Roman or decimal."""
    if kind in {"lowerLetter", "upperLetter"} and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26 % 3)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in {"lowerRoman", "upperRoman"} and 0 < number < 40:  # noqa: PLR2004
        roman, rest = "", number
        for value, sign in _ROMAN:
            roman, rest = roman + sign * (rest // value), rest % value
        return roman if kind == "lowerRoman" else roman.upper()
    return str(number)
