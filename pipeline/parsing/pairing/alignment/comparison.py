"""Comparison of the lines of a reply with the questions, by the similarity of their words."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz.distance import Indel

from pipeline.parsing.language.speech import asks
from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.parsing.pairing.alignment.candidates import Target, behind_formula
from pipeline.parsing.pairing.alignment.encoding import COMMON, COMPARED, Coding
from pipeline.reading.document import Document

REPEATED = 0.6
"""Similarity (Indel, 0 to 1) from which a block repeats a question.

Rewordings such as "kunt u aangeven" for "de leden vragen aan te geven" stay above 0.6; the first
sentence of an answer that takes up the words of its question reaches 0.5 to 0.55.
"""

NUMBERED = 0.4
"""Similarity from which a block with the number of a question repeats it.

Why: two signs agree, so fewer words need to.
"""

INDIRECT = 0.8
"""Similarity from which a block repeats a question without its question mark and askers.

Why: an answer can begin with the words of its question, so only a nearly literal repeat counts.
"""

QUOTED = 0.75
"""Similarity from which a block without a number repeats a lead-in.

Why: nothing is lost when a lead-in is missed.
"""

LONGER = 1.6
LONGER_CHARACTERS = 160
"""Maximum length of a repeat: ``LONGER`` times that of its question, plus these characters."""
SHORTEST = 0.4
"""Minimum length of a repeat, as a share of the characters of its question."""
STOP = re.compile(r"[.?!:;…\n](?:(?<=\n)|[”’»\"')\]]{0,2}(?=\s|\Z))")
"""Candidate ends of a repeat: the end of a sentence, or just before the end of a block.

The full stop of an abbreviation is tried too, but has a lower similarity.
"""

READABLE = frozenset({"text", "item", "question", "number", "heading"})
HEADINGS = frozenset(
    {"party", "question", "answer", "notice", "aside", "signature", "number", "heading"}
)


@dataclass(frozen=True, slots=True)
class Match:
    """Match of a line (by index) with a target (by index), which it repeats in ``text[start:end]``.

    ``numbered`` is true if the line has the target's number, ``here`` if it is in the part of its
    party group, ``says_who`` if it begins with the askers.
    """

    target: int
    line: int
    start: int
    end: int
    similarity: float
    numbered: bool
    here: bool
    says_who: bool


class Comparison:
    """Comparison of a reply's lines with targets; ``numbers`` has each line's party and number."""

    def __init__(
        self, document: Document, lines: Sequence[LabelledBlock], targets: Sequence[Target]
    ) -> None:
        self.document = document
        self.text = document.text
        self.lines = lines
        self.targets = targets
        self.coding = Coding(document.text, lines[0].start, lines[-1].end, targets)
        self.numbers = list(_contexts(lines))
        self.stops = _stops(lines)
        self.ends = _ends(document.text, lines[0].start, lines[-1].end)
        self.emphases = {emphasis.start: emphasis.end for emphasis in reversed(document.emphases)}
        self.labelled: dict[str, list[int]] = {}
        for number, target in enumerate(targets):
            sharing = self.labelled.setdefault(target.label, [])
            if len(sharing) < COMMON:
                sharing.append(number)

    def matches(self) -> Iterator[Match]:
        """Yield every line that begins like a target, up to the end with the highest similarity."""
        for index, line in enumerate(self.lines):
            if line.kind in READABLE and line.body < line.end:
                for number in self._candidates(index):
                    match = self.compare(index, number, line.body)
                    if match and match.similarity >= self._threshold(match):
                        yield match

    def behind(self, taken: Sequence[Match]) -> list[Match]:
        """Return the matches of targets that are repeated behind another one in the same block."""
        repeated: list[Match] = []
        known = {match.target for match in taken}
        starts = {match.start for match in taken}
        for first in taken:
            last = first
            end = self.lines[first.line].end
            while last.end < end and last.end + 1 not in starts:
                likely = [
                    number
                    for number in self.coding.likely(last.end + 1, end)
                    if number not in known
                ]
                compared = [self.compare(first.line, number, last.end + 1) for number in likely]
                good = [
                    match
                    for match in compared
                    if match and match.similarity >= self._threshold(match)
                ]
                if not good:
                    break
                last = max(good, key=lambda match: match.similarity)
                known.add(last.target)
                repeated.append(last)
        return repeated

    def bears(self, index: int, number: int) -> bool:
        """Return True if a line has the number of a target, and no other party group."""
        party, label = self.numbers[index]
        target = self.targets[number]
        return (
            bool(label)
            and label == target.label
            and (party is None or target.party is None or party == target.party)
        )

    def compare(self, index: int, number: int, start: int) -> Match | None:
        """Compare a line from ``start`` on with a target.

        The match ends where both are most similar; None if the line is too short or shares no
        words.
        """
        target, coded, line = self.targets[number], self.coding.targets[number], self.lines[index]
        first = begin = (
            behind_formula(self.text, start, self.stops[index]) if target.question else start
        )
        limit = min(self.stops[index], begin + int(target.length * LONGER) + LONGER_CHARACTERS)
        shortest = begin + int(target.length * SHORTEST)
        if shortest > limit:
            return None
        best, end, words = 0.0, start, ""
        for stop in (
            *self.ends[bisect_left(self.ends, shortest) : bisect_left(self.ends, limit)],
            limit,
        ):
            words += self.coding.code(begin, stop)
            begin = stop
            if 2 * min(len(coded), len(words)) <= best * (
                len(coded) + len(words)
            ):  # its length rules out a higher similarity
                if len(words) > len(coded):
                    break
                continue
            similarity = Indel.normalized_similarity(coded, words)
            if similarity > best:
                best, end = similarity, begin
        if not best:
            return None
        from_start = start == line.body
        return Match(
            target=number,
            line=index,
            start=line.start if from_start else start,
            end=self._whole_emphasis(start, end),
            similarity=best,
            numbered=from_start and self.bears(index, number),
            here=self.numbers[index][0] == target.party,
            says_who=first > start,
        )

    def _candidates(self, index: int) -> list[int]:
        """Return the targets that share words with the beginning of a line, or have its number."""
        line = self.lines[index]
        likely = self.coding.likely(line.body, line.end)
        numbered = self.labelled.get(self.numbers[index][1], ()) if self.numbers[index][1] else ()
        return likely + list(
            islice(
                (
                    number
                    for number in numbered
                    if number not in likely and self.bears(index, number)
                ),
                COMPARED,
            )
        )

    def _threshold(self, match: Match) -> float:
        """Return the minimum similarity at which this match counts."""
        target = self.targets[match.target]
        if target.question is None:
            return REPEATED if match.numbered else QUOTED
        printed = self.text[match.start : match.end]
        if (
            target.marked
            and not match.says_who
            and "?" not in printed
            and match.similarity < INDIRECT
        ):
            return REPEATED if match.similarity >= REPEATED and asks(printed) else INDIRECT
        return NUMBERED if match.numbered else REPEATED

    def _whole_emphasis(self, start: int, end: int) -> int:
        """Return the end of the emphasis from ``start`` if it is near ``end``, else ``end``."""
        emphasised = self.emphases.get(start, end)
        return emphasised if abs(emphasised - end) * 2 < end - start else end


def _ends(text: str, start: int, end: int) -> list[int]:
    """Return the offsets in ``text[start:end]`` at which a repeat may end, in order."""
    return [
        *(
            stop.start() if text[stop.start()] == "\n" else stop.end()
            for stop in STOP.finditer(text, start, end)
        ),
        end,
    ]


def _stops(lines: Sequence[LabelledBlock]) -> list[int]:
    """Return for each line where a repeat must have ended: at the next heading or signature."""
    stops: list[int] = []
    stop = lines[-1].end
    for line in reversed(lines):
        stops.append(stop)
        if line.kind in HEADINGS:
            stop = line.start
    return stops[::-1]


def _contexts(lines: Sequence[LabelledBlock]) -> Iterator[tuple[str | None, str]]:
    """Yield for each line the party group and number that it belongs to."""
    party: str | None = None
    number = heading = ""
    for line in lines:
        label = heading if line.kind == "text" else ""
        heading = ""
        if line.kind == "party":
            party, number = line.party, ""
        elif line.kind in {"question", "number"}:
            number = line.labels[0] if len(line.labels) == 1 else ""
            heading, label = (number, "") if line.body == line.end else ("", number)
        elif line.kind == "item" and line.labels:
            own = line.labels[0]
            label = own if own[0].isdigit() else number.rstrip("abcdefghijklmnopqrstuvwxyz") + own
            number = own if own[0].isdigit() else number
        yield party, label
