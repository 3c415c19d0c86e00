"""Where a reply repeats what it was asked, mostly reworded a little and without a heading before the answer.

A block that begins like a question as asked is compared with it, up to each sentence end that could close the repeat;
the end up to which both are most alike is where the answer begins. The comparison counts words, so other numbering,
footnote marks and punctuation do not matter.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from rapidfuzz.distance import Indel

from pipeline.parsing.exchange import Question, Repeat
from pipeline.parsing.outline import Line
from pipeline.parsing.speech import ASKS, SPEAKS
from pipeline.reading.document import Document

REPEATED = 0.6
"""Share of words in common (Indel similarity, 0 to 1) from which a block repeats a question. Rewordings such as "kunt u
aangeven" for "de leden vragen aan te geven" stay above 0.6; the first sentence of an answer that takes up the words of
its question reaches 0.5 to 0.55."""

NUMBERED = 0.4
"""The same where the block also bears the number of the question: two signs agree, so fewer words need to."""

INDIRECT = 0.8
"""The same where a question with a question mark is repeated without one: an answer can begin with the words of its
question, so only a nearly literal repeat counts."""

ASKED_HERE = 0.3
"""The same for a question without a number where a block that asks stands between the repeats of its neighbours: it is
that question, unless hardly a word agrees."""

QUOTED = 0.75
"""The same for what stands around the questions (introductions, lead-ins): nothing is lost when one is not seen."""

HINTS = 0.2
"""Share of the neighbouring pairs of words that the beginnings of two texts must have in common to be compared at all."""
LIKELY = 0.5
"""A target with less than this share of the pairs of the likeliest one is not compared."""
MOST_LINES = 2000
"""Lines of a reply up to which questions without numbers are looked for by their place alone."""
COMPARED = 8
"""So many likely targets are compared with a block, and so many that bear its number."""
COMMON = 60
"""Targets that share a pair of words, or a number: when there are more, sharing it says nothing."""
WINDOW = 180
"""Characters at the beginning of a block in which those pairs are looked for."""
LONGER = 1.6
"""How much longer than the question its repeat may be ..."""
LONGER_CHARACTERS = 160
"""... and how many characters more, for short ones."""
SHORTEST = 0.4
"""A repeat is at least this much of its question, in characters."""

UNKNOWN = "\0"
SURROGATES = (0xD800, 0xE000)
"""Code points that are no characters: no word is coded as one of them."""

WORD = re.compile(r"\w+")

FORMULA = re.compile(
    r"""(?:\w{2,12}\s){0,3}?                                                     # Voorts, Tot slot, Ook
    (?:(?:vragen|verzoeken)\s)?(?:de|deze|zij)\b[^.?!,;:]{0,120}?
    \b(?:vragen|vraagt|verzoeken|vernemen\sgraag|horen\sgraag|willen\s(?:graag\s)?weten|zijn\sbenieuwd|leden)\b
    (?:\s(?:de\s(?:minister|staatssecretaris|regering)|het\skabinet|zich\saf|graag|u))?
    (?:\s(?:of|om|naar))?\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""De leden van de VVD-fractie vragen de minister of: a reply may put a question so, or the request, and the other not."""
STOP = re.compile(r"[.?!:;…][”’»\"')\]]{0,2}(?=\s|\Z)|(?<=\S)(?=\n|\Z)")
"""Where a repeat may end: at the end of a sentence or block. A full stop behind an abbreviation is tried too, and loses."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something that a reply may repeat: a question, or (``question`` is None) a lead-in or introduction."""

    question: Question | None
    fraction: str | None
    label: str
    words: list[str]
    marked: bool
    length: int
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A place of a reply, ``text[start:end]``, that only repeats what stood around the questions."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Match:
    target: int
    line: int
    start: int
    end: int
    similarity: float
    numbered: bool
    here: bool
    says_who: bool


def target(document: Document, question: Question) -> Target:
    """A question as something to look for."""
    start = _behind_formula(document.text, question.start, question.end)
    words = document.text[start : question.end]
    return Target(question, question.fraction, question.label, _words(words), "?" in words, len(words), question.counted)


def surrounding(document: Document, start: int, end: int, fraction: str | None = None, label: str = "") -> Target:
    """A lead-in or introduction as something to look for."""
    return Target(None, fraction, label, _words(document.text[start:end]), marked=False, length=end - start)


def find(document: Document, lines: Sequence[Line], targets: Sequence[Target]) -> tuple[list[Repeat], list[Quote]]:
    """Where these lines of a reply repeat the targets, each at most once, in the order of the text."""
    if not lines or not targets:
        return [], []
    region = _Region(document, lines, targets)
    best_first = sorted(
        region.matches(), key=lambda one: (-round(one.similarity + 0.2 * one.numbered + 0.1 * one.here, 2), abs(one.line - one.target), one.start)
    )
    taken = _apart(best_first)
    taken += region.behind(taken)
    taken += region.by_number_and_place(taken)
    taken.sort(key=lambda match: match.start)
    repeats = [
        Repeat(question, match.start, match.end, match.similarity)
        for match in taken
        if (question := targets[match.target].question)
    ]
    return repeats, [Quote(match.start, match.end) for match in taken if targets[match.target].question is None]


def _apart(best_first: Sequence[_Match]) -> list[_Match]:
    """The best matches that neither overlap nor take a target twice."""
    taken: list[_Match] = []
    spans: list[tuple[int, int]] = []
    targets: set[int] = set()
    for match in best_first:
        place = bisect_left(spans, (match.start, match.end))
        free = (place == 0 or spans[place - 1][1] <= match.start) and (place == len(spans) or spans[place][0] >= match.end)
        if free and match.target not in targets:
            spans.insert(place, (match.start, match.end))
            targets.add(match.target)
            taken.append(match)
    return taken


class _Region:
    """The lines of a reply and what may be found in them."""

    def __init__(self, document: Document, lines: Sequence[Line], targets: Sequence[Target]) -> None:
        self.document = document
        self.lines = lines
        self.targets = targets
        self.stops = self._stops()
        self.signs: dict[str, str] = {}
        self.coded = [self._code(one.words) for one in targets]
        self.pairs: dict[tuple[str, str], list[int]] = {}
        for index, coded in enumerate(self.coded):
            for pair in set(pairwise(coded)):
                sharing = self.pairs.setdefault(pair, [])
                if len(sharing) < COMMON:
                    sharing.append(index)
        self.numbers = self._numbers()
        self.labelled: dict[str, list[int]] = {}
        for index, one in enumerate(targets):
            sharing = self.labelled.setdefault(one.label, [])
            if len(sharing) < COMMON:
                sharing.append(index)
        self.emphases = {}
        for emphasis in document.emphases:
            self.emphases.setdefault(emphasis.start, emphasis.end)

    def _code(self, words: Sequence[str]) -> str:
        """Words of a target as signs, one for each different word: strings compare much faster than lists of words."""
        for word in words:
            if word not in self.signs:
                number = len(self.signs) + 1
                self.signs[word] = chr(number if number < SURROGATES[0] else number - SURROGATES[0] + SURROGATES[1])
        return "".join(map(self.signs.__getitem__, words))

    def _signs(self, start: int, end: int) -> str:
        """The words of ``text[start:end]`` as signs; a word of no target is the sign of none."""
        return "".join([self.signs.get(word, UNKNOWN) for word in _words(self.document.text[start:end])])

    def _stops(self) -> list[int]:
        """For each line where a repeat that begins there must have ended: before the next heading or signature."""
        stops: list[int] = []
        stop = self.lines[-1].end
        for line in reversed(self.lines):
            stops.append(stop)
            if line.kind in {"fraction", "question", "answer", "notice", "aside", "signature", "number", "heading"}:
                stop = line.start
        return stops[::-1]

    def _numbers(self) -> list[tuple[str | None, str]]:
        """For each line the party group and number under which it stands; the number is empty where it has none of its own."""
        numbers: list[tuple[str | None, str]] = []
        fraction: str | None = None
        number = ""
        heading = ""
        for line in self.lines:
            label = ""
            if line.kind == "fraction":
                fraction, number = line.fraction, ""
            elif line.kind in {"question", "number"}:
                number = heading = line.labels[0] if len(line.labels) == 1 else ""
                label = heading if line.body < line.end else ""
            elif line.kind == "item" and line.labels:
                own = line.labels[0]
                number = own if own[0].isdigit() else number
                label = own if own[0].isdigit() else number.rstrip("abcdefghijklmnopqrstuvwxyz") + own
            elif line.kind == "text" and heading:
                label = heading
            if line.kind not in {"question", "number"}:
                heading = ""
            numbers.append((fraction, label))
        return numbers

    def matches(self) -> list[_Match]:
        """Every line that begins like a target, with the end up to which both are most alike."""
        found = []
        for index, line in enumerate(self.lines):
            if line.kind not in {"text", "item", "question", "number", "heading"} or line.body == line.end:
                continue
            for number in self._candidates(index, line):
                match = self._compare(index, number, line.body, numbered=self._numbered(index, number))
                if match and match.similarity >= self._threshold(match):
                    found.append(match)
        return found

    def behind(self, taken: list[_Match]) -> list[_Match]:
        """Questions repeated in one block behind another one."""
        found: list[_Match] = []
        known = {match.target for match in taken}
        starts = {match.start for match in taken}
        for match in taken:
            last = match
            while last.end < self.lines[match.line].end and last.end + 1 not in starts:
                start = last.end + 1
                options = [
                    one
                    for number in self._likely(start, self.lines[match.line].end)
                    if number not in known
                    and (one := self._compare(match.line, number, start, numbered=False))
                    and one.similarity >= self._threshold(one)
                ]
                if not options:
                    break
                last = max(options, key=lambda one: one.similarity)
                known.add(last.target)
                found.append(last)
        return found

    def _candidates(self, index: int, line: Line) -> list[int]:
        """The targets whose words the beginning of a line shares, and the one whose number it bears."""
        likely = self._likely(line.body, line.end)
        if self.numbers[index][1]:
            numbered = self.labelled.get(self.numbers[index][1], [])
            likely += [number for number in numbered if number not in likely and self._numbered(index, number)][:COMPARED]
        return likely

    def _likely(self, start: int, end: int) -> list[int]:
        """The targets of which the words at a place have most neighbouring pairs in common."""
        start = _behind_formula(self.document.text, start, end)
        opening = self._signs(start, min(end, start + WINDOW))
        shared: dict[int, int] = {}
        for pair in pairwise(opening):
            for number in self.pairs.get(pair, ()):
                shared[number] = shared.get(number, 0) + 1
        most = max(shared.values(), default=0)
        likely = [
            number
            for number, count in shared.items()
            if count >= most * LIKELY and count >= HINTS * min(len(opening), len(self.coded[number]))
        ]
        return sorted(likely, key=lambda number: (-shared[number], number))[:COMPARED]

    def _numbered(self, index: int, number: int) -> bool:
        """Whether a line bears the number of a target, in the part of its party group where there are such parts."""
        fraction, label = self.numbers[index]
        one = self.targets[number]
        return bool(label) and label == one.label and (fraction is None or one.fraction is None or fraction == one.fraction)

    def _threshold(self, match: _Match) -> float:
        one = self.targets[match.target]
        if one.question is None:
            return REPEATED if match.numbered else QUOTED
        if one.marked and not match.says_who and "?" not in self.document.text[match.start : match.end] and match.similarity < INDIRECT:
            return REPEATED if ASKS.search(self.document.text, match.start, match.end) else INDIRECT
        return NUMBERED if match.numbered else REPEATED

    def _compare(self, index: int, number: int, start: int, *, numbered: bool) -> _Match | None:
        """The words from ``start`` on beside a target, up to the sentence end where both are most alike."""
        one, coded, text = self.targets[number], self.coded[number], self.document.text
        begin = _behind_formula(text, start, self.stops[index])
        says_who = begin > start
        limit = min(self.stops[index], begin + int(one.length * LONGER) + LONGER_CHARACTERS)
        best, end = 0.0, start
        words = ""
        for stop in STOP.finditer(text, begin + int(one.length * SHORTEST), limit):
            words += self._signs(begin, stop.end())
            begin = stop.end()
            similarity = Indel.normalized_similarity(coded, words)
            if similarity > best:
                best, end = similarity, begin
            elif len(words) > len(coded) and 2 * len(coded) / (len(coded) + len(words)) <= best:
                break  # too long by now to be more alike
        line = self.lines[index]
        first = line.start if start == line.body else start
        here = self.numbers[index][0] == one.fraction
        return _Match(number, index, first, self._whole_emphasis(start, end), best, numbered, here, says_who) if best else None

    def _whole_emphasis(self, start: int, end: int) -> int:
        """The end of a repeat that is set in bold or italic is the end of that emphasis."""
        emphasised = self.emphases.get(start, end)
        return emphasised if abs(emphasised - end) * 2 < end - start else end

    def by_number_and_place(self, taken: list[_Match]) -> list[_Match]:
        """Questions reworded beyond recognition: their number stands between the repeats of their neighbours."""
        where = {match.target: match for match in taken}
        bearing: dict[str, list[int]] = {}
        for index, (_, label) in enumerate(self.numbers):
            if label and len(bearing.setdefault(label, [])) < COMMON:
                bearing[label].append(index)
        found: list[_Match] = []
        used = {match.line for match in taken}
        for number, (before, after) in self._between(where):
            counted = self.targets[number].counted
            numbered = range(len(self.lines)) if counted and len(self.lines) < MOST_LINES else bearing.get(self.targets[number].label, [])
            fits = [index for index in numbered if index not in used and self._fits(index, number, before, after)]
            if fits and len(fits) < COMMON and (match := self._compare(fits[0], number, self.lines[fits[0]].body, numbered=True)):
                if counted and match.similarity < ASKED_HERE:
                    continue
                used.add(fits[0])
                found.append(match)
        return found

    def _fits(self, index: int, number: int, before: int, after: int) -> bool:
        """Whether a line that asks bears the number of a target, or it has none, and stands between two places (-1: no such bound)."""
        line, text = self.lines[index], self.document.text
        if line.start < before or (0 <= after < line.end) or line.kind not in {"item", "question", "text"}:
            return False
        fraction, _ = self.numbers[index]
        if self.targets[number].counted:
            here = fraction is None or fraction == self.targets[number].fraction
            return here and (text[line.end - 1] == "?" or _behind_formula(text, line.body, line.end) > line.body)
        return line.kind != "text" and self._numbered(index, number) and "?" in text[line.body : line.end]

    def _between(self, where: Mapping[int, _Match]) -> Iterator[tuple[int, tuple[int, int]]]:
        """The questions that were not found, each with where the last one before it ends and the first one after it begins (-1: none)."""
        befores: list[int] = []
        last: dict[str | None, int] = {}
        for number, one in enumerate(self.targets):
            befores.append(last.get(one.fraction, -1))
            if number in where and one.question:
                last[one.fraction] = max(last.get(one.fraction, -1), where[number].end)
        first: dict[str | None, int] = {}
        missing: list[tuple[int, tuple[int, int]]] = []
        for number in range(len(self.targets) - 1, -1, -1):
            one = self.targets[number]
            place = befores[number], first.get(one.fraction, -1)
            if number in where and one.question:
                first[one.fraction] = where[number].start
            elif one.question and max(place) >= 0:
                missing.append((number, place))
        return reversed(missing)


def _behind_formula(text: str, start: int, end: int) -> int:
    """Where a question begins behind the words that only say who asks."""
    match = FORMULA.match(text, start, end)
    return match.end() if match and SPEAKS.match(text, start, end) else start


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())
