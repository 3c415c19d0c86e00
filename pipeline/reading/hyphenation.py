"""Joining of lines to running text: real hyphens at line ends, and addresses over two lines.

A typesetter breaks "geïnfor-/meerd"; a ministry's word processor only breaks after a hyphen that is
part of the word ("defensie-/industrie"). The spelling of the document inside its lines decides
first, then rules of Dutch spelling, then the habit of the document.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

_SIGNS = (",", ".", ";", ":", "?", "!", ")", ").", "),", "»", "”")
"""Signs that follow a word without a space."""
_END = re.compile(
    r"(?<![^\W_])(?<![^\W_]-)(?:[^\W_]++-)+$"
)  # the broken word up to the line end, with earlier hyphens
_START = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# "in- en uitvoer", "onder- of bovengrens", "land- tot tuinbouw": the hyphen replaces an omitted
# word, a space follows.
_SUSPENDED = re.compile(
    r"(?:en|of|tot|noch|als|dan|en/of|c\.q\.|resp\.|respectievelijk|alsmede|alsook|and|or|und)\b(?!-)"
)
_ADDRESS_END = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
_ADDRESS_BREAK = re.compile(r"[/\-_=&?%#.~+:]$")  # an address is broken after one of these
_ADDRESS_REST = re.compile(
    r"\S*(?:[/_=&%#]|\w\.\w|\d{2,}|-\w+-)\S*"
)  # a first word that no sentence begins with
_ENDING = 4  # letters
_LONGEST_WORD = 80
_FEW = 0.04  # a word processor ends fewer lines than this with a hyphen, a typesetter more


class WordCounts:
    """The words of a document, with the number of times each is whole inside a line, in lower case.

    Both parts of a word at a broken line end are left out. They are counted at first use: most
    documents break no words.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def __getitem__(self, word: str) -> int:
        """Return the count of a lower-case word in the document, alone or next to a sign."""
        count = self._counted.get
        total = count(word, 0) + count(f"({word}", 0)
        for sign in _SIGNS:
            total += count(word + sign, 0)
        return total

    def __contains__(self, word: str) -> bool:
        """Return True if a lower-case word is in the document."""
        return self[word] > 0

    @cached_property
    def _counted(self) -> Counter[str]:
        unbroken: list[str] = []
        below_broken = False
        for line in self._lines:
            broken = line[-1:] == "-"
            if broken or below_broken:
                words = line.partition(" ")[2] if below_broken else line
                unbroken.append(words[: words.rfind(" ") + 1] if broken else words)
            else:
                unbroken.append(line)
            below_broken = broken
        return Counter("\n".join(unbroken).lower().split())


class Joiner:
    """Rules to join the lines of a paragraph: hyphens kept or dropped, spaces written or not."""

    def __init__(
        self, lines: Sequence[str], *, typeset: bool = False, words: WordCounts | None = None
    ) -> None:
        """Learn the spelling of the document from all its ``lines``.

        ``typeset``: a typesetter broke the lines, so that words are broken unless there is evidence
        against it. ``words`` are their counts, if already known.
        """
        pairs = [(first, second) for first, second in pairwise(lines) if first.endswith("-")]
        self._words = WordCounts(lines) if words is None else words
        votes = [
            vote for first, second in pairs if (vote := self._attested(first, second)) is not None
        ]
        broken, kept = votes.count(False), votes.count(True)
        self._breaks_words = (
            broken > kept if broken != kept else typeset or len(pairs) > _FEW * len(lines)
        )

    def join(self, line: str, following: str) -> tuple[int, str]:
        """Return how many characters to drop from the end of ``line``, and the separator."""
        if "www." in line or "://" in line:
            address = _ADDRESS_END.search(line)
            if address:
                return 0, "" if _runs_on(address[0], following) else " "
        end = line[-1:]
        if end == "-":
            return self._join_hyphen(line, following)
        glued = end == "/" and line[-2:-1].isalnum()  # "maatregelen/projecten"
        return 0, "" if glued else " "

    def _join_hyphen(self, line: str, following: str) -> tuple[int, str]:
        """Return the same as ``join`` for a line that ends with a hyphen or dash."""
        if line.endswith((" -", "--")) or line == "-":
            # " -" before a word is the hyphen of "-industrie"; before anything else it is a dash.
            return 0, "" if following[:1].islower() and _dangling(line) else " "
        if _SUSPENDED.match(following) or not following[:1].isalnum():
            return 0, " "
        return (0, "") if self._keeps(line, following) else (1, "")

    def _keeps(self, line: str, following: str) -> bool:
        """Return True if the hyphen between two lines belongs to the word."""
        attested = self._attested(line, following)
        if not following[:1].islower() and not (line.isupper() and following.isupper()):
            return attested is not False  # "Groen-/Links", which the document writes as one word
        end = _end(line)
        if end is None or _keeps_hyphen(end[0].rstrip("-").rsplit("-", 1)[-1], line):
            return True
        if attested is not None:
            return attested
        start = _START.match(following)
        if start and len(start[0]) <= _ENDING and not self._words[start[0].lower()]:
            return False  # "informa-/tie": no word of the document, but the end of one
        return not self._breaks_words

    def _attested(self, line: str, following: str) -> bool | None:
        """Return True if the document writes the word with its hyphen, False without, or None."""
        end, start = _end(line), _START.match(following)
        if end is None or start is None:
            return None
        left, right = end[0].lower(), start[0].lower()
        hyphened, solid = self._words[left + right], self._words[left[:-1] + right]
        return None if hyphened == solid else hyphened > solid


def _runs_on(address: str, following: str) -> bool:
    """Return True if an address at a line end continues on the next line."""
    if address.endswith("//"):
        return True
    rest = _ADDRESS_REST.match(following) is not None
    ended = address.endswith(".") and following[:1].isupper() and not rest
    if ended or following.startswith(("(", "http", "www.")):
        return False
    return rest or _ADDRESS_BREAK.search(address) is not None


def _keeps_hyphen(last: str, line: str) -> bool:
    """Return True if a hyphen is always kept: "e-/mail", "2025-/plan", "NAVO-/bondgenoten"."""
    capitals = last[1:] != last[1:].lower() and not line.isupper()
    return len(last) == 1 or last[-1].isdigit() or capitals


def _end(line: str) -> re.Match[str] | None:
    """Return the broken word at the end of a line."""
    return _END.search(line[max(line.rfind(" "), len(line) - _LONGEST_WORD) + 1 :])


def _dangling(line: str) -> bool:
    """Return True if a lone hyphen follows "en" or "of": "communicatie en -/campagne"."""
    if line.endswith("--"):
        return False
    return line.removesuffix("-").rstrip().endswith((" en", " of", ",", "/"))
