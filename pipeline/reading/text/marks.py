"""Digits in a text file that may be footnote marks: where they stand, and how much speaks for each.

A number is a mark only where a sequence makes it one: "Natura 2000", "artikel 15" and "CO2" are
none. So a first look only collects candidates; the notes of the file (``notes``) and the order of
the numbers decide.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reading.hyphenation import Vocabulary
from pipeline.reading.lines import Line

_ANY = re.compile(r"[\d⁰¹²³⁴-⁹]")
_RAISED = (
    # [1 ], [4 5 ]: what an extraction makes of a raised number
    r"\s?\[(?P<bracket>\d{1,3}(?:[ ,]+\d{1,3}){0,8}) ?\]"
    r"|(?P<raised>[⁰¹²³⁴-⁹]{1,3})"
)
_BESIDE = (  # two side by side
    r"|(?<=[^\W\d_]|[»”?!.])(?P<first>\d{1,3})(?=(?:[?!.]?,\s?|\s)\d{1,3}[?!.]?(?:\s*$"
    r"|\s+[A-Z“‘«]))"  # titel»1?, 2; dat?1 2
    r"|(?:(?<=\d[?!.],)|(?<=[^\W\d_]\d,)|(?<=[»”?!.]\d,)|(?<=[»”?!]\d)(?=\s))\s?(?P<second>\d{1,3})(?=[?!.]?(?:\s*$|\s+[A-Z“‘«]))"
)
_ALONE = (
    r"|(?<=[^\W\d_]{3})(?P<word>\d{1,3})(?![\w%])"  # Witboek2
    r"|(?<=[.?!,;:)”’»\"'])(?P<point>\d{1,3})(?=\s|$|[.,;:?!)”’»])"  # 2030.5 Het, dreigingen.16
    r"|(?<=[.?!)”’»\"'])\s(?P<apart>\d{1,3})(?=\s*$|\s+[A-Z“‘«])"  # sector.” 4
    r"|(?<=\b[12]\d{3})(?P<year>\d{1,2})(?=[\s.,;:?!)”’»]|$)"  # 29 juni 20222 is
)
_MARK, _MARKS = re.compile(_RAISED + _ALONE), re.compile(_RAISED + _BESIDE + _ALONE)
_TWO = re.compile(
    r"\d[?!.]?[,\s]\s?\d{1,3}[?!.]?(?:\s|$)"
)  # only where it can find some, _MARKS is worth its time
_BELOW = re.compile(
    r"(?P<below>\d{1,3})(?:[.,;:?]?$|\s+(?=[A-Z“‘«]))"
)  # an extraction can end the line above a raised number
_INSIDE = re.compile(
    r"(?P<below>\d{1,3})(?:\s+(?=[a-z])|(?=[,.;:?!)»”’](?:\s|$)))"
)  # also within a sentence
_IN_A_ROW = re.compile(r"(?P<labels>\d{1,3}(?:(?:, ?| en | )\d{1,3}){1,5})$")  # "2, 3 en 4"
_AT_END = re.compile(r"(?<=[.?!)”’»\"'])\s?(?P<labels>\d{1,3}(?: \d{1,3}){1,5})$")  # "hierop? 1 2"
_ENDED = frozenset('.?!)”’»"')
_NUMBER = re.compile(r"\d+")
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_UNIT = re.compile(r"(?:^|[\W\d])(?:[kcdm]?m|CO|NO|SO|PM|H)$")  # m², km³, CO²: no mark
_NO_WORD = re.compile(r"[^\w]")
_NEAR = 60  # characters around a candidate that say what it is
_CLOSING = frozenset('”’»")')
CERTAIN, LIKELY, POSSIBLE, FAINT = 4, 3, 2, 1
_IN_FORM = {"first": CERTAIN, "second": LIKELY, "apart": LIKELY}
"""How much the surroundings speak for a mark: a certain one needs no note, a possible one only
stands with its own, a faint one (behind an abbreviation in capitals: CPB2) only with its own as the
next in order."""


@dataclass(slots=True)
class Candidate:
    """Digits that may be a mark: ``text[start:end]`` of a line is what goes when they are one.

    ``form`` names the alternative of the pattern; ``word`` is what the digits are stuck to.
    ``note`` is the index of the note it points to, once ``taken`` for a mark.
    """

    label: int
    line: int
    start: int
    end: int
    score: int
    form: str
    word: str = ""
    note: int | None = None
    taken: bool = False


def candidates(text: str, line: int, above: str = "") -> list[Candidate]:
    """All digits of line number ``line`` that may be marks, in order; ``above`` is the line before
    it.
    """
    if not _ANY.search(text):
        return []
    found: list[Candidate] = []
    if above[-1:] in _ENDED and (match := _BELOW.match(text)):
        end = match.end("below") if match[0][-1] in ".,;:?" else match.end()
        found.append(Candidate(int(match["below"]), line, 0, end, POSSIBLE, "below"))
    elif above[-1:].isalnum() and (match := _INSIDE.match(text)):
        found.append(Candidate(int(match["below"]), line, 0, match.end(), FAINT, "below"))
    row = _IN_A_ROW.fullmatch(text) if above[-1:] in _ENDED else _AT_END.search(text)
    if row:
        form = "below" if row.start() == 0 else "row"
        found[:] = _several(row, line, form, LIKELY)
        if form == "below":
            return found
        text = text[: row.start()]
    for match in (_MARKS if _TWO.search(text) else _MARK).finditer(text):
        form = match.lastgroup or ""
        if form == "bracket":
            found += _several(match, line, form, CERTAIN + 1)
            continue
        score, word = _score(
            form,
            text[max(0, match.start() - _NEAR) : match.start()].rstrip(" "),
            text[match.end(form) : match.end(form) + _NEAR],
        )
        label = match[form].translate(_RAISED_DIGITS)
        if score and label[0] != "0":
            start = (
                match.start(form)
                if form == "raised"
                else match.start() - (form == "second" and text[match.start() - 1] == ",")
            )
            found.append(Candidate(int(label), line, start, match.end(form), score, form, word))
    return found


def _several(match: re.Match[str], line: int, form: str, score: int) -> list[Candidate]:
    """Return the candidates of several marks that stand together."""
    labels = [int(number) for number in _NUMBER.findall(match[0])]
    ends = [
        *[match.start()] * (len(labels) - 1),
        match.end(),
    ]  # the digits go once, with the last of them
    return [
        Candidate(label, line, match.start(), end, score, form)
        for label, end in zip(labels, ends, strict=True)
    ]


def _score(form: str, before: str, after: str) -> tuple[int, str]:
    """How much the surroundings speak for a mark, and the word it is stuck to."""
    if form == "raised":
        return (0 if _UNIT.search(before) else CERTAIN + 1), ""
    if form == "word" or (form == "first" and before[-1].isalpha()):
        word = _NO_WORD.split(before)[-1]
        return (CERTAIN if word[-3:].islower() else FAINT), word.lower()
    if form != "point":
        return _IN_FORM.get(form, POSSIBLE), ""
    point, earlier = before[-1:], before[-2:-1]
    if point in ",;:" and not earlier.isalpha() and earlier not in _CLOSING:
        return 0, ""  # 1,5 procent; 10:30
    if earlier.isdigit() and point == ".":
        new_sentence = not after.strip() or (after[0] == " " and after.lstrip()[0].isupper())
        return (POSSIBLE if new_sentence else 0), ""
    return (LIKELY if point in ",;:'" else CERTAIN), ""


def adopt(found: Sequence[Candidate], labels: Sequence[str], words: Vocabulary) -> None:
    """Take also the marks whose note is lost, or printed once for several marks; ``labels`` are
    those of the notes.

    A "1" stuck to a word is a mark only where the file has that word elsewhere without it ("fase1"
    is none).
    """
    highest = max((candidate.label for candidate in found if candidate.taken), default=0)
    following = _following(found)
    meaning: dict[int, int] = {}  # what a number means since the numbering last began at 1
    previous = 0
    for index, candidate in enumerate(found):
        if not candidate.taken:
            if not _fits(candidate, previous, following[index], highest, words):
                continue
            candidate.taken = True
        if candidate.label == 1 and previous > 1:
            meaning.clear()
        if candidate.note is not None:
            meaning[int(labels[candidate.note])] = candidate.note
        else:
            candidate.note = meaning.get(candidate.label)
        if candidate.note is not None or candidate.label in {1, previous + 1}:
            previous = max(previous, candidate.label) if candidate.label != 1 else 1


def _fits(
    candidate: Candidate, previous: int, following: int | None, highest: int, words: Vocabulary
) -> bool:
    """Whether a candidate without a note of its own is a mark: the next number, a first one, or one
    seen before.
    """
    in_order = candidate.label == previous + 1
    if candidate.form in {"bracket", "raised"}:
        return True
    if candidate.form == "word":
        if candidate.label == 1:
            return candidate.score >= CERTAIN and candidate.word in words
        return candidate.score >= CERTAIN and in_order and following != candidate.label
    if candidate.form == "point":
        return (
            candidate.score >= CERTAIN
            and in_order
            and following is not None
            and following > candidate.label
        )
    return candidate.form in {"apart", "first", "second"} and candidate.label <= highest + 1


def _following(found: Sequence[Candidate]) -> list[int | None]:
    """For each candidate the number of the next mark that is certain by now."""
    result: list[int | None] = []
    for candidate in reversed(found):
        result.append(candidate.label if candidate.taken else result[-1] if result else None)
    return result[::-1]


def take_out(found: Sequence[Candidate], body: Sequence[Line]) -> None:
    """Remove the digits of all marks from their lines and remember where they stood."""
    by_line: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in found:
        if candidate.taken:
            by_line[candidate.line].append(candidate)
    for number, taken in by_line.items():
        line = body[number]
        line.marks += [
            (candidate.start, str(candidate.label), candidate.note)
            for candidate in taken
            if candidate.form != "below"
        ]
        line.cut_all(
            [
                (candidate.start, candidate.end)
                for candidate in taken
                if candidate.end > candidate.start
            ]
        )
        if taken[0].form == "below":
            _join_above(body, number, [mark for mark in taken if mark.form == "below"])


def _join_above(body: Sequence[Line], number: int, marks: Sequence[Candidate]) -> None:
    """Put a line that began with a mark behind the line above it, where the mark belongs."""
    line, place = body[number], number - 1
    while not body[place].text:
        place -= 1
    above = body[place]
    above.marks += [(len(above.text), str(mark.label), mark.note) for mark in marks]
    if line.text:
        above.append(line)
        line.text, line.marks, line.emphases = "", [], []
