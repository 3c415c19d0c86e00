"""Footnotes in a text file: the lines at the foot of pages, whose ends may be lost, lifted out of
the sentences they cut.

"5 Kamerstuk 22112" is note 5 when note 4 came before it and a "5" stands behind a word or full stop
above it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.reading.furniture import is_bare_number
from pipeline.reading.hyphenation import Vocabulary
from pipeline.reading.lines import Line
from pipeline.reading.markers import is_heading
from pipeline.reading.text.feet import asked_by_number, asks, at_foot, ends_page
from pipeline.reading.text.marks import (
    CERTAIN,
    FAINT,
    LIKELY,
    POSSIBLE,
    Candidate,
    adopt,
    candidates,
    take_out,
)

_NOTE = re.compile(r"(?:\[(?P<bracket>\d{1,3})\]|(?P<bare>\d{1,3}))\s+(?P<words>(?![-–] )\S.*)")
_GLUED = re.compile(r"(?P<bare>\d{1,3})(?P<words>(?:[A-ZÀ-Ý«“‘(]|https?:|www\.|\w+\.nl/).*)")
_BEGINS_SMALL = ("http", "www", "zie ", "idem", "ibid")  # how notes begin with a small letter
_SENTENCE_END = frozenset(".?!”’»\"':;)")
_LONGEST_AREA = 50  # lines of a footnote area
_LONGEST_NOTE = 8  # lines of one note
_GAP = 20  # that many notes can be lost with a page
_STACKED = 12  # numbers of notes one below the other: no page has more notes
_ON_A_PAGE = 60  # lines: notes and their numbers stand on one page
_MOST_NUMBERS = 20  # notes on one page whose numbers stand one below the other
_LOOK_BACK = 40  # candidates with the same number: the mark of a note is among the last


@dataclass(slots=True)
class Note:
    """One note with its lines, the first without its number."""

    label: str
    lines: list[Line]


def extract(lines: Sequence[Line], width: int, words: Vocabulary) -> tuple[list[Line], list[Note]]:
    """The lines of the body, without marks in their text, and the notes that stood between them.

    ``width`` is the length of a full line: a note runs on below such a line. ``words`` are those of
    the file.
    """
    search = _Search(width, asked_by_number=asked_by_number(lines))
    index = 0
    while index < len(lines):
        index = search.step(lines, index)
    adopt(search.found, [note.label for note in search.notes], words)
    take_out(search.found, search.body)
    return _with_words(search.body), search.notes


@dataclass(slots=True)
class _Search:
    """One pass down a file, in which notes and marks find each other.

    ``found`` are the candidates for marks seen so far, ``by_label`` their places by number.
    ``last_mark`` is the place of the mark of the last note, ``last_label`` its number. ``lifted``
    says that notes stood right above the next line. ``asked_by_number`` says that numbers alone on
    their lines may number questions.
    """

    width: int
    body: list[Line] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    found: list[Candidate] = field(default_factory=list)
    by_label: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    last_mark: int = -1
    last_label: int = 0
    lifted: bool = False
    asked_by_number: bool = False

    def step(self, lines: Sequence[Line], index: int) -> int:
        """Take one line of the body, or one whole note; the index behind it."""
        line = lines[index]
        apart = is_bare_number(line.text) and not (
            self.asked_by_number and not ends_page(lines, index)
        )
        if apart and (end := self._numbers_apart(lines, index)):
            return end
        match = _NOTE.fullmatch(line.text)
        area = 0
        if match is None and (match := _GLUED.fullmatch(line.text)):
            area = self._end_of_area(lines, index, match)
            match = match if area else None
        mark = self._mark_for(match, line) if match and not asks(lines, index) else None
        if match and mark is None and area and _number(match) == self.last_label + 1:
            self.found.append(
                Candidate(_number(match), max(0, len(self.body) - 1), 0, 0, 0, "lost")
            )
            mark = len(self.found) - 1
        if match and mark is not None and not area:
            area = self._end_of_area(lines, index, match)
        if (
            match
            and mark is not None
            and (self.found[mark].form != "below" or at_foot(lines, index))
        ):
            self.found[mark].taken, self.found[mark].note = True, len(self.notes)
            if self.found[mark].form != "lost":
                self.last_mark = mark
            self.last_label, self.lifted = self.found[mark].label, True
            line.cut(0, match.start("words"))
            end = self._end_in_area(lines, index, area) if area else self._end_of_note(lines, index)
            self.notes.append(Note(str(self.last_label), list(lines[index:end])))
            return end
        if self.lifted:
            line.resumes, line.indent, self.lifted = True, 0, False
        above = self.body[-1].text if self.body else ""
        for candidate in candidates(line.text, len(self.body), above):
            self.by_label[candidate.label].append(len(self.found))
            self.found.append(candidate)
        self.body.append(line)
        return index + 1

    def _end_of_area(self, lines: Sequence[Line], index: int, match: re.Match[str]) -> int:
        """Return the end of the footnote area that begins here, 0 without one."""
        end = index + 1
        while end < len(lines) and lines[end].page == lines[index].page:
            end += 1
        if end - index > _LONGEST_AREA or (end == len(lines) and lines[index].page == 1):
            return 0
        number, since = _number(match), 0
        for line in lines[index + 1 : end]:
            begun = _begins(line.text, number + 1)
            if is_heading(line.text) or is_bare_number(line.text) or since > _LONGEST_NOTE:
                return 0
            number, since = number + begun, 0 if begun else since + 1
        return end

    def _end_in_area(self, lines: Sequence[Line], first: int, end: int) -> int:
        """Return the index behind the note at ``first``, in an area up to ``end``."""
        return next(
            (
                index
                for index in range(first + 1, end)
                if _begins(lines[index].text, self.last_label + 1)
            ),
            end,
        )

    def _numbers_apart(self, lines: Sequence[Line], index: int) -> int | None:
        """Take the notes whose numbers an extraction set on lines of their own, above their words;
        the index behind them.

        Small raised numbers come out so; several can stand one below the other before the words of
        their notes.
        """
        last = index
        until = min(len(lines), index + _STACKED)
        while (
            last < until
            and is_bare_number(lines[last].text)
            and lines[last].page == lines[index].page
        ):
            last += 1
        if last == until:
            return None
        words = lines[last : self._end_of_page(lines, last)]
        taken: list[int] = []
        before = self.last_mark, self.last_label
        for number in lines[index:last]:
            match = _NOTE.fullmatch(f"{number.text} {words[0].text}") if words else None
            runs_on = (
                (words[0].text[0].islower() and not words[0].text.startswith(_BEGINS_SMALL))
                or _GLUED.fullmatch(words[0].text) is not None
                if words
                else True
            )
            mark = self._mark_for(match, number) if match and not runs_on else None
            if mark is None:
                self.last_mark, self.last_label = before
                return None
            taken.append(mark)
            self.last_mark, self.last_label = mark, self.found[mark].label
        parted = self._parted(words, len(taken))
        if not parted[-1]:  # notes of one full line each
            looser = self._parted(words, len(taken), full=True)
            parted = looser if looser[-1] else parted
        for mark, note in zip(taken, parted, strict=True):
            self.found[mark].taken, self.found[mark].note = True, len(self.notes)
            self.notes.append(Note(str(self.found[mark].label), note))
        self.lifted = True
        return last + sum(len(note.lines) for note in self.notes[-len(taken) :])

    def _end_of_page(self, lines: Sequence[Line], first: int) -> int:
        """The index of the first line at or behind ``first`` that stands on another page or is a
        number alone.
        """
        return next(
            (
                index
                for index in range(first, min(len(lines), first + _ON_A_PAGE))
                if lines[index].page != lines[first].page or is_bare_number(lines[index].text)
            ),
            min(len(lines), first + _ON_A_PAGE),
        )

    def _parted(self, words: Sequence[Line], count: int, *, full: bool = False) -> list[list[Line]]:
        """The lines of ``count`` notes that stand one below the other; lines that come behind them
        are left out.

        ``full`` says that a note may also end with a full line, where a sentence ends.
        """
        found: list[list[Line]] = []
        for index, line in enumerate(words):
            ended = (
                full
                and index
                and words[index - 1].text.endswith(".")
                and not line.text[0].islower()
            )
            if index and not ended and not self._ends_note(words[index - 1], line):
                found[-1].append(line)
            elif len(found) < count:
                found.append([line])
            else:
                break
        return found + [[] for _ in range(count - len(found))]

    def _ends_note(self, above: Line, line: Line) -> bool:
        """Whether a note without a number of its own ends above ``line``: at a blank line, or where
        that line had room.
        """
        if line.blanks or abs(line.indent - above.indent) > 1:
            return True
        return len(above.text) + 1 + len(line.text.split(" ", 1)[0]) < self.width

    def _mark_for(self, match: re.Match[str], line: Line) -> int | None:
        """The index of the best candidate for the mark of the note that a line may begin; None
        where it begins none.
        """
        label = _number(match)
        next_one = label == self.last_label + 1
        later = self.last_label < label <= self.last_label + _GAP
        if not (next_one or later or label == 1 or self._began_again()) or not self._may_begin(
            match, line
        ):
            return None
        begins_anew = (
            label == 1 and line.blanks > 0
        )  # the notes of the next letter in the file, below the text of its page
        best = None
        for index in reversed(self.by_label[label][-_LOOK_BACK:]):
            if index <= self.last_mark:
                break
            score = self.found[index].score
            if score >= (FAINT if next_one else POSSIBLE if begins_anew else LIKELY) and (
                best is None or self._rank(index) >= self._rank(best)
            ):
                best = index
        return best

    def _rank(self, index: int) -> tuple[int, bool]:
        """How much speaks for a candidate; a number that begins a line can as well be that of a
        page.
        """
        return self.found[index].score, self.found[index].form != "below"

    def _began_again(self) -> bool:
        """Whether a mark 1 stands behind the last mark: another letter, whose first notes can be
        lost.
        """
        first = self.by_label[1][-1:]
        return bool(first) and first[0] > self.last_mark and self.found[first[0]].score >= CERTAIN

    def _may_begin(self, match: re.Match[str], line: Line) -> bool:
        """Whether a note can begin here: not where a sentence runs on into a number ("verhogen naar
        / 5 procent").
        """
        if not match["words"][0].islower() or match["words"].startswith(_BEGINS_SMALL):
            return True
        return line.blanks > 0 or not self.body or self.body[-1].text[-1] in _SENTENCE_END

    def _end_of_note(self, lines: Sequence[Line], first: int) -> int:
        """The index behind the last line of the note that begins at ``first``: it runs on while its
        lines are full.
        """
        for index in range(first + 1, len(lines)):
            line, above = lines[index], lines[index - 1]
            if (
                above.text[-1] == "-"
                and line.text[0].islower()
                and line.page == above.page
                and not line.blanks
            ):
                continue  # the rest of a broken word, wherever it is set
            match = _NOTE.fullmatch(line.text)
            moved = line.indent > 1 and abs(line.indent - lines[first].indent) > 1
            if (
                line.blanks
                or line.page != above.page
                or moved
                or (match and _number(match) == self.last_label + 1)
            ):
                return index
            if len(above.text) + 1 + len(line.text.split(" ", 1)[0]) < self.width:
                return index
        return len(lines)


def _with_words(lines: Sequence[Line]) -> list[Line]:
    """The lines that still have words; the marks of a line that had nothing else stand at the end
    of the one before.
    """
    kept: list[Line] = []
    for line in lines:
        if line.text.strip():
            kept.append(line)
        elif kept:
            kept[-1].marks += [(len(kept[-1].text), label, note) for _, label, note in line.marks]
    return kept


def _begins(text: str, number: int) -> bool:
    """Return True if a line begins the note of that number, its number glued or not."""
    match = _NOTE.fullmatch(text) or _GLUED.fullmatch(text)
    return match is not None and _number(match) == number


def _number(match: re.Match[str]) -> int:
    return int(match.groupdict().get("bracket") or match["bare"])
