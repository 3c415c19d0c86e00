"""Footnotes of every format: taken out of the sentences that they interrupt, linked to their marks.

"5 Kamerstuk 22112" is note 5 if note 4 came before it, and if it is in a footnote area (smaller
lines at the foot of a page, the last lines of a page that count up, or of the file) or a "5" is
above it after a word or full stop.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from pipeline.reading.hyphenation import WordCounts
from pipeline.reading.layout.columns import Column
from pipeline.reading.layout.footnote_areas import (
    NoteStart,
    end_of_area,
    measured_area,
    note_start,
    typed_area,
)
from pipeline.reading.layout.footnote_marks import (
    FAINT,
    LIKELY,
    Candidate,
    adopt,
    candidates,
    may_have_marks,
    take_out,
)
from pipeline.reading.layout.page_furniture import is_bare_number
from pipeline.reading.layout.page_numbers import ends_page, numbers_stand_alone
from pipeline.reading.layout.stacked_numbers import notes_below, numbers_from
from pipeline.reading.lines import Line, Row
from pipeline.reading.markers import is_numbers

NOTE_HEADING = "X Noot "
"""Words before the number of a note in text copied from the official web page."""
_BEGINS_SMALL = ("http", "www", "zie ", "idem", "ibid")
"""Beginnings of notes in small letters."""
_SENTENCE_END = frozenset(".?!”’»\"':;)")
_GAP = 20  # that many notes can be lost with a page
_SMALL_GAP = 3  # that many where the format shows the footnote area
_BRACKETS = {"[": "]", "(": ")"}
_STATED = frozenset({"stated"})
_TYPED = frozenset({"bracket", "paren", "raised", "stated", "wrapped", "star"})
"""Forms of marks that point to notes typed at the end of a file."""
_LOOK_BACK = 40  # candidates with the same number: the mark of a note is among the last


@dataclass(slots=True)
class Note:
    """One note with its lines, the first without its number."""

    label: str
    page: int
    lines: list[Line]


def extract(
    rows: Sequence[Row],
    column: Column | None,
    words: WordCounts,
    width: int,
    *,
    first: int = 0,
    footed: bool = False,
) -> tuple[list[Row], list[Note]]:
    """Return the rows of the body, without marks in their text, and the notes.

    ``words`` are those of the file; ``width`` is the length of a full line: a note of a text file
    continues below such a line. ``first`` is the index of the first note among all of the document;
    ``footed`` is true if its pages have footers.
    """
    finder = _NoteFinder(rows, width, first, footed=footed)
    if column:
        for _, page in groupby(rows, key=attrgetter("page")):
            finder.take_page(list(page), column)
    else:
        finder.survey()
        index = 0
        while index < len(rows):
            index = finder.step(index)
    labels = {first + index: note.label for index, note in enumerate(finder.notes)}
    adopt(finder.mark_candidates, labels, words)
    take_out(finder.mark_candidates, finder.body)
    body = _with_words(finder.body) if finder.mark_candidates else finder.body
    return body, finder.notes


@dataclass(slots=True)
class _NoteFinder:
    """One pass down a file that matches notes and marks.

    ``mark_candidates`` are the candidates for marks so far, ``by_label`` their indexes by label.
    ``last_mark`` is the index of the mark of the last note, ``last`` that note's number.
    ``lifted``: notes were directly above the next line.
    """

    rows: Sequence[Row]
    width: int
    first: int = 0
    footed: bool = False
    lines: list[Line] = field(init=False)
    body: list[Row] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    mark_candidates: list[Candidate] = field(default_factory=list)
    by_label: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    last_mark: int = -1
    last: int = 0
    lifted: bool = False
    typed_from: int = -1
    alone_ask: bool = False

    def __post_init__(self) -> None:
        """Take the first line of each row."""
        self.lines = [row.lines[0] for row in self.rows]

    def survey(self) -> None:
        """Scan the whole of a file without places once: its typed notes, its numbers alone."""
        self.typed_from = typed_area(self.lines)
        self.alone_ask = numbers_stand_alone(self.lines)

    # Formats that know places

    def take_page(self, page: list[Row], column: Column) -> None:
        """Process the rows of one page, and the notes of its footnote area."""
        runs_on = bool(self.notes) and self.notes[-1].page == page[0].page - 1
        area = measured_area(page, column, self._expects, runs_on=runs_on)
        inside = set(map(id, area))
        for row in page:
            if id(row) not in inside:
                self._to_body(row)
        for row in sorted(area, key=attrgetter("y"), reverse=True):
            line = row.line()
            if label := self._take_label(line):
                self._add(label, [line], self._mark_in_order(label))
            else:
                self.notes[-1].lines.append(line)

    def _expects(self, label: str) -> bool:
        """Return True if this label can come now: the first, one of the next three, or 1 again."""
        if not self.notes or not label.isdecimal() or not self.notes[-1].label.isdecimal():
            return not label.isdecimal() or not self.notes or label == "1"
        return label == "1" or self.last < int(label) <= self.last + _SMALL_GAP

    def _take_label(self, line: Line) -> str:
        """Remove and return the number at the start of a line of notes, "" for none."""
        if line.number and self._expects(line.number):
            return line.number
        start = note_start(line)
        if start and self._expects(start.label):
            line.cut((0, start.end))
            return start.label
        return ""

    def _mark_in_order(self, label: str, forms: AbstractSet[str] = _STATED) -> int | None:
        """Return the index of the first free candidate with this label after the last taken one."""
        free: int | None = None
        for index in reversed(self.by_label[label][-_LOOK_BACK:]):
            if self.mark_candidates[index].taken:
                break
            if self.mark_candidates[index].form in forms:
                free = index
        return free

    # Formats that do not

    def step(self, index: int) -> int:
        """Process one row of the body, or whole notes; return the index after it."""
        line = self.lines[index]
        if line.text.startswith(NOTE_HEADING):
            return self._take_headed(index)
        if index == self.typed_from and self._typed_marks():
            return self._take_typed()
        asking = self.alone_ask and not ends_page(self.lines, index)
        if is_bare_number(line.text) and not asking and (end := self._take_stacked(index)):
            return end
        if end := self._take_note(index):
            return end
        self._to_body(self.rows[index])
        return index + 1

    def _to_body(self, row: Row) -> None:
        """Add a row to the body, with its candidates for marks."""
        first = row.lines[0]
        if self.lifted:
            first.resumes, self.lifted = True, False
            if not first.place:
                first.indent = 0
        for line in row.lines:
            if may_have_marks(line):
                above = self.body[-1].lines[-1].text if self.body else ""
                for candidate in candidates(line, len(self.body), above):
                    if candidate.start < line.counted:
                        continue  # the number of a heading: "Vr. 1"
                    self.by_label[candidate.label].append(len(self.mark_candidates))
                    self.mark_candidates.append(candidate)
        self.body.append(row)

    def _add(self, label: str, lines: list[Line], mark: int | None) -> None:
        """Add a note, with the index of its mark if that was found."""
        self.last = int(label) if label.isdecimal() else 0
        if mark is not None:
            self.mark_candidates[mark].taken = True
            self.mark_candidates[mark].note = self.first + len(self.notes)
            self.last_mark = mark
        self.notes.append(Note(label, lines[0].page if lines else 0, lines))
        self.lifted = True

    def _take_note(self, index: int) -> int:
        """Take the note that begins at ``index``; return the index after it, 0 if none begins."""
        line = self.lines[index]
        start = None if line.counted else note_start(line)
        if start is None or start.punctuated or is_numbers(line.text):
            return 0
        area = end_of_area(self.lines, index, start, footed=self.footed)
        mark = self._mark_for(start, line, sure=area > 0)
        if not self._is_vouched_for(start, mark, area):
            return 0
        line.cut((0, start.end))
        end = self._end_in(index, area, start.number) if area else self._end(index, start.number)
        self._add(start.label, self.lines[index:end], mark)
        return end

    def _is_vouched_for(self, start: NoteStart, mark: int | None, area: int) -> bool:
        """Return True if a mark or a footnote area shows that a note begins."""
        if mark is None:
            return area > 0 and start.glued and 0 < start.number - self.last <= _SMALL_GAP
        return area > 0 or not (start.glued or self.mark_candidates[mark].form == "spaced")

    def _take_headed(self, index: int) -> int:
        """Take the note below the heading with its number; return the index after it.

        Seen in: kst-33529-468.
        """
        end = index + 1
        while end < len(self.lines) and not self.lines[end].text.startswith(NOTE_HEADING):
            end += 1
        label = self.lines[index].text.removeprefix(NOTE_HEADING)
        mark = self._mark_for(NoteStart(label, 0), self.lines[index], sure=True)
        self._add(label, self.lines[index + 1 : end], mark)
        return end

    def _take_typed(self) -> int:
        """Take the notes that were typed at the end of the file."""
        for line in _split_typed(self.lines[self.typed_from :]):
            start = note_start(line)
            if start and self.last < start.number <= self.last + _SMALL_GAP:
                line.cut((0, start.end))
                self._add(start.label, [line], self._mark_in_order(start.label, _TYPED))
            else:
                self.notes[-1].lines.append(line)
        return len(self.lines)

    def _typed_marks(self) -> bool:
        """Return True if marks typed or raised in the text point to the notes at its end."""
        starts = [note_start(line) for line in self.lines[self.typed_from :]]
        labels = [start.label for start in starts if start]
        marked = [label for label in labels if self._mark_in_order(label, _TYPED) is not None]
        return 2 * len(marked) > len(labels) and not self.notes

    def _take_stacked(self, index: int) -> int:
        """Take notes whose numbers are on lines of their own; return the index after them, or 0."""
        numbers = numbers_from(self.lines, index)
        first = index + len(numbers)
        words = notes_below(self.lines, first, len(numbers), self.width) if numbers else []
        if not words or not words[0] or self._continues(words[0][0].text):
            return 0
        marks: list[int] = []
        before = self.last_mark, self.last
        for line in numbers:
            mark = self._mark_for(NoteStart(line.text, 0), words[0][0])
            if mark is None:
                self.last_mark, self.last = before
                return 0
            marks.append(mark)
            self.last_mark, self.last = mark, int(line.text)
        for line, mark, note in zip(numbers, marks, words, strict=True):
            self._add(line.text, note, mark)
        return first + sum(map(len, words))

    def _continues(self, text: str) -> bool:
        """Return True if the words below a number do not begin a note."""
        start = note_start(Line(text))
        small = text[0].islower() and not text.startswith(_BEGINS_SMALL)
        return small or (start is not None and start.glued)

    def _mark_for(self, start: NoteStart, line: Line, *, sure: bool = False) -> int | None:
        """Return the best candidate for a note's mark; ``sure``: an area may begin here."""
        number = start.number
        due = number == self.last + 1
        possible = number == 1 or self.last < number <= self.last + _GAP
        if not possible or not ((sure and due) or self._may_begin(start, line)):
            return None
        return self._best_mark(start.label, FAINT if due else LIKELY)

    def _best_mark(self, label: str, needed: int) -> int | None:
        """Return the index of the strongest candidate after the last mark, the first of equals."""
        behind = [index for index in self.by_label[label][-_LOOK_BACK:] if index > self.last_mark]
        strong = [index for index in behind if self.mark_candidates[index].score >= needed]
        return max(strong, key=self._rank, default=None)

    def _rank(self, index: int) -> tuple[int, bool]:
        """Return the strength of a candidate; a number that begins a line can be that of a page."""
        return self.mark_candidates[index].score, self.mark_candidates[index].form != "below"

    def _may_begin(self, start: NoteStart, line: Line) -> bool:
        """Return False if a sentence continues with a number ("verhogen naar / 5 procent")."""
        words = line.text[start.end :]
        if not words[0].islower() or words.startswith(_BEGINS_SMALL):
            return True
        above = self.body[-1].text[-1] if self.body else "."
        return self.lifted or line.blanks > 0 or above in _SENTENCE_END

    def _end_in(self, first: int, end: int, number: int) -> int:
        """Return the index after the note at ``first``, in an area up to ``end``."""
        for index in range(first + 1, end):
            start = note_start(self.lines[index])
            if start and start.number == number + 1:
                return index
        return end

    def _end(self, first: int, number: int) -> int:
        """Return the index after the note at ``first``: it continues while its lines are full."""
        if self.lines[first].stated:
            return first + 1
        for index in range(first + 1, len(self.lines)):
            line, above = self.lines[index], self.lines[index - 1]
            broken = above.text[-1] == "-" and line.text[0].islower()
            if broken and line.page == above.page and not line.blanks:
                continue  # the rest of a broken word, wherever it is set
            start = note_start(line)
            if (start and start.number == number + 1) or self._ends(index, self.lines[first]):
                return index
        return len(self.lines)

    def _ends(self, index: int, first: Line) -> bool:
        """Return True if a note ends above a line: page end, blank line, indent, free room."""
        line, above = self.lines[index], self.lines[index - 1]
        moved = line.indent > 1 and abs(line.indent - first.indent) > 1
        if line.blanks or line.page != above.page or moved:
            return True
        return len(above.text) + 1 + len(line.text.split(" ", 1)[0]) < self.width


def _split_typed(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, split if the next note begins on the same line: "[2] NRC [3] NOS"."""
    for line in lines:
        rest = line
        while (start := note_start(rest)) and rest.text[0] in _BRACKETS:
            opening, closing = rest.text[0], _BRACKETS[rest.text[0]]
            following = rest.text.find(f"{opening}{start.number + 1}{closing}")
            if following < 0:
                break
            yield rest.part(0, following)
            rest = rest.part(following, len(rest.text))
        yield rest


def _with_words(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with words; marks of the others move to the end of the row before."""
    kept: list[Row] = []
    for row in rows:
        if row.lines[0].stated or row.text.strip():
            kept.append(row)
        elif kept:
            last = kept[-1].lines[-1]
            end = len(last.text)
            marks = (mark for line in row.lines for mark in line.marks)
            last.spans += tuple(mark._replace(start=end, end=end) for mark in marks)
    return kept
