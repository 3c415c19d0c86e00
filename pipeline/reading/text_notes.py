"""Footnotes in a text file: the notes at the foot of lost pages, and the marks stuck to words.

A number is a note or a mark only where a sequence makes it one: "5 Kamerstuk 22112" is note 5 when note 4 came before
and a "5" stands behind a word or full stop above it; "Natura 2000", "artikel 15" and "CO2" are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reading.lines import Line

_NOTE = re.compile(r"(?:\[(?P<bracket>\d{1,3})\]|(?P<bare>\d{1,3}))\s+(?P<words>(?![-–] )\S.*)")
_MARK = re.compile(
    r"\s?\[(?P<bracket>\d{1,3}(?:[ ,]+\d{1,3})*) ?\]"  # [1 ], [4 5 ]: what an extraction makes of a raised number
    r"|(?P<raised>[⁰¹²³⁴-⁹]+)"
    r"|(?<=[^\W\d_]{3})(?P<word>\d{1,3})(?![\w%])"  # Witboek2
    r"|(?<=[.?!,;:)”’»\"'])(?P<point>\d{1,3})(?=\s|$|[.,;:)”’»])"  # 2030.5 Het, dreigingen.16
    r"|(?<=[.?!)”’»\"'])\s(?P<apart>\d{1,3})(?=\s*$|\s+[A-Z“‘«])"  # sector.” 4
    r"|(?<=\b[12]\d{3})(?P<year>\d{1,2})(?=[\s.,;:)]|$)"  # 29 juni 20222 is
)
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_UNIT = re.compile(r"\b(?:[kcdm]?m|CO|NO|SO|PM|H)$")  # m², km³, CO²: no mark
_SENTENCE_END = frozenset(".?!”’»\"':;)")
_CERTAIN, _LIKELY, _POSSIBLE = 4, 3, 2
_GAP = 20  # that many notes can be lost with a page


@dataclass(slots=True)
class Candidate:
    """Digits that may be a mark: ``text[start:end]`` of a line is what goes when they are one."""

    label: int
    line: int
    start: int
    end: int
    score: int
    form: str
    word: str = ""
    note: int | None = None
    taken: bool = False


@dataclass(slots=True)
class Note:
    """One note with its lines, the first without its number."""

    label: str
    lines: list[Line]


def extract(lines: Sequence[Line], width: int) -> tuple[list[Line], list[Note]]:
    """The lines of the body, without marks in their text, and the notes that stood between them."""
    found: list[Candidate] = []
    body: list[Line] = []
    notes: list[Note] = []
    last_mark, last_note = -1, 0
    cut_off = False
    index = 0
    while index < len(lines):
        line = lines[index]
        match = _NOTE.fullmatch(line.text)
        chosen = None
        if match:
            chosen = _mark_for(_number(match), last_note, found, last_mark, _may_begin(match, body, line))
        if match and chosen is not None:
            found[chosen].taken, found[chosen].note = True, len(notes)
            last_mark, last_note = chosen, found[chosen].label
            line.cut(0, match.start("words"))
            last = _end_of_note(lines, index, last_note, width)
            notes.append(Note(str(last_note), list(lines[index:last])))
            index, cut_off = last, True
            continue
        if cut_off:
            line.resumes, line.indent, cut_off = True, 0, False
        found += _candidates(line.text, len(body))
        body.append(line)
        index += 1
    _marks_without_note(found, notes, body)
    for candidate in reversed(found):
        if candidate.taken:
            _take_out(candidate, body[candidate.line])
    return body, notes


def _number(match: re.Match[str]) -> int:
    return int(match["bracket"] or match["bare"])


def _may_begin(match: re.Match[str], body: Sequence[Line], line: Line) -> bool:
    """Whether a note can begin here: not where a sentence runs on into a number ("verhogen naar / 5 procent")."""
    words = match["words"]
    if not words[0].islower() or words.startswith(("http", "www", "zie ", "idem", "ibid")):
        return True
    return line.blanks > 0 or not body or body[-1].text[-1] in _SENTENCE_END


def _mark_for(label: int, last_note: int, found: Sequence[Candidate], last_mark: int, may_begin: bool) -> int | None:  # noqa: FBT001 - one caller
    """The index of the best candidate for the mark of a note with this number, or None where it is no note."""
    if not may_begin or not (label == last_note + 1 or label == 1 or last_note < label <= last_note + _GAP):
        return None
    needed = _POSSIBLE if label == last_note + 1 else _LIKELY
    best = None
    for index in range(last_mark + 1, len(found)):
        candidate = found[index]
        if candidate.label == label and candidate.score >= needed and (best is None or candidate.score > found[best].score):
            best = index
    return best


def _end_of_note(lines: Sequence[Line], first: int, label: int, width: int) -> int:
    """The index behind the last line of the note that begins at ``first``: it runs on while its lines are full."""
    index = first + 1
    while index < len(lines):
        line, above = lines[index], lines[index - 1]
        match = _NOTE.fullmatch(line.text)
        if line.blanks or line.page != above.page or line.indent or (match and _number(match) == label + 1):
            break
        if len(above.text) + 1 + len(line.text.split(" ", 1)[0]) < width:
            break
        index += 1
    return index


def _candidates(text: str, line: int) -> list[Candidate]:
    """All digits of one line that may be marks, in order."""
    found = []
    for match in _MARK.finditer(text):
        form = match.lastgroup or ""
        start, end = match.span(form)
        before = text[: match.start()].rstrip(" ")
        if form == "bracket":
            labels = [int(number) for number in re.findall(r"\d+", match[form])]
            for order, label in enumerate(labels):
                cut = match.end() if order == len(labels) - 1 else match.start()
                found.append(Candidate(label, line, match.start(), cut, _CERTAIN + 1, form))
            continue
        if form == "raised":
            if not _UNIT.search(before):
                found.append(Candidate(int(match[form].translate(_RAISED_DIGITS)), line, start, end, _CERTAIN + 1, form))
            continue
        score, word = _score(form, before, text[end:])
        if score and match[form][0] != "0":
            found.append(Candidate(int(match[form]), line, match.start(), end, score, form, word))
    return found


def _score(form: str, before: str, after: str) -> tuple[int, str]:
    """How much the surroundings speak for a mark, and the word it is stuck to."""
    if form == "word":
        word = re.split(r"[^\w]", before)[-1]
        return (_CERTAIN if word[-3:].islower() else 1), word.lower()
    if form == "apart":
        return _LIKELY, ""
    if form == "year":
        return _POSSIBLE, ""
    point, earlier = before[-1], before[-2:-1]
    if point in ",;:" and not earlier.isalpha() and earlier not in {"”", "’", "»", '"', ")"}:
        return 0, ""  # 1,5 procent; 10:30
    if earlier.isdigit() and point == ".":
        new_sentence = not after.strip() or (after[0] == " " and after.lstrip()[0].isupper())
        return (_POSSIBLE if new_sentence else 0), ""
    return (_LIKELY if point in ",;:'" else _CERTAIN), ""


def _marks_without_note(found: Sequence[Candidate], notes: Sequence[Note], body: Sequence[Line]) -> None:
    """Take the marks whose note is lost, or printed once for several marks."""
    words = {word for line in body for word in re.findall(r"[^\W\d_]+", line.text.lower())}
    highest = max((candidate.label for candidate in found if candidate.taken), default=0)
    following_taken: list[int | None] = []
    for candidate in reversed(found):
        behind = following_taken[-1] if following_taken else None
        following_taken.append(candidate.label if candidate.taken else behind)
    following_taken.reverse()
    previous, numbering = 0, 0  # numbering: the first note that the marks since the last "1" can mean
    for index, candidate in enumerate(found):
        if candidate.taken:
            previous = candidate.label
            continue
        following = following_taken[index]
        if candidate.form in {"bracket", "raised"}:
            fits = True
        elif candidate.form == "word":
            in_order = candidate.label == previous + 1 and (following is None or following != candidate.label)
            fits = candidate.score >= _CERTAIN and candidate.word in words and (in_order or candidate.label == 1)
        elif candidate.form == "point":
            in_order = candidate.label == previous + 1 and following is not None and following > candidate.label
            fits = candidate.score >= _CERTAIN and in_order
        else:
            fits = candidate.form == "apart" and candidate.label <= highest + 1
        if fits:
            candidate.taken = True
            passed = [other.note for other in found[:index] if other.note is not None]
            if candidate.label == 1 and previous > 1:
                numbering = max(passed, default=-1) + 1
            known = [note for note in passed if note >= numbering and notes[note].label == str(candidate.label)]
            candidate.note = known[-1] if known else None
            previous = candidate.label if candidate.label in {1, previous + 1} else previous


def _take_out(candidate: Candidate, line: Line) -> None:
    """Remove the digits of a mark from its line and remember where it stood."""
    if candidate.end > candidate.start:
        line.cut(candidate.start, candidate.end)
    line.marks.insert(0, (candidate.start, str(candidate.label), candidate.note))
