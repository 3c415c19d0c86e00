"""Footnote marks: digits that may point to a note, and the strength of the evidence for each.

A format that knows raised digits gives its marks; in a text file they are digits like any other. A
number is a mark only if it fits a sequence ("Natura 2000", "artikel 15" and "CO2" do not), so this
module collects candidates; the notes of the file (``footnotes``) and the order of the numbers
decide.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from pipeline.reading.document_assembly import Span
from pipeline.reading.hyphenation import WordCounts
from pipeline.reading.lines import Line, Row

_ANY = re.compile(r"[\d⁰¹²³⁴-⁹*]")
_TYPED = r"\s?\[(?P<bracket>\d{1,3}(?:[ ,]+\d{1,3}){0,8}) ?\]"
"""Marks in square brackets: [1 ], [4 5 ]

They are typed by hand, or an extraction made them from a raised number.
"""
_PAREN = r"|(?<=[\w?!.”’»\"')])\s?(?P<paren>\d{1,3})\)(?=\s|$|[,.;:?!])"
"""Marks typed by hand: verward gedrag2) or Sammy'? 1)

Seen in: kv-2024Z18891
"""
_FOR_TYPED = (
    r"|(?<=[\w?!.”’»>\"')])\s?\((?P<wrapped>\d{1,2}|\*{1,3})\)"
    r"|(?<=[\w?!.”’»\"')])(?P<star>\*{1,3})(?![\w*])"
)
"""Marks that only count if notes typed at the end of the file begin with the same: (1), (*), *"""
_RAISED = r"|(?P<raised>[⁰¹²³⁴-⁹]{1,3})"
_BESIDE = (
    r"|(?<=[^\W\d_]|[»”?!.])(?P<first>\d{1,3})(?=(?:[?!.]?,\s?|\s)\d{1,3}[?!.]?(?:\s*$"
    r"|\s+[A-Z“‘«]))"
    r"|(?:(?<=\d[?!.],)|(?<=[^\W\d_]\d,)|(?<=[»”?!.]\d,)|(?<=[»”?!]\d)(?=\s))\s?"
    r"(?P<second>\d{1,3})(?=[?!.]?(?:\s*$|\s+[A-Z“‘«]))"
)
"""Two marks next to each other: titel»1?, 2 or dat?1 2"""
_ALONE = (
    r"|(?<=[^\W\d_]{3})(?P<word>\d{1,3})(?![\w%])"  # Witboek2
    r"|(?<=[.?!,;:)”’»\"'])(?P<point>\d{1,3})(?=\s|$|[.,;:?!)”’»])"  # 2030.5 Het, dreigingen.16
    r"|(?<=[.?!)”’»\"'])\s(?P<apart>\d{1,3})(?=\s*$|\s+[A-Z“‘«])"  # sector.” 4
    r"|(?:(?<=[^\W\d_])|(?<=[.?!)”’»\"'])|(?<=\b[12]\d{3}))"
    r"\s(?P<spaced>\d{1,2})(?=[?!.,;:]|\s[a-z])"  # rapport 1 geeft
    r"|(?<=\b[12]\d{3})(?P<year>\d{1,2})(?=[\s.,;:?!)”’»]|$)"  # 29 juni 20222 is
)
_HAND_TYPED = re.compile(_TYPED + _PAREN + _FOR_TYPED)
_MARK = re.compile(_TYPED + _PAREN + _FOR_TYPED + _RAISED + _ALONE)
_MARKS = re.compile(_TYPED + _PAREN + _FOR_TYPED + _RAISED + _BESIDE + _ALONE)
_TWO = re.compile(r"\d[?!.]?[,\s]\s?\d{1,3}[?!.]?(?:\s|$)")
"""Two numbers next to each other.

Why: without them ``_MARKS`` finds no more than ``_MARK``, but is slower.
"""
_BELOW = re.compile(r"(?P<below>\d{1,3})(?:[.,;:?]?$|\s+(?=[A-Z“‘«]))")
"""A number at the start of a line, below the end of a sentence.

An extraction split the line before a raised number.
"""
_INSIDE = re.compile(r"(?P<below>\d{1,3})(?:\s+(?=[a-z])|(?=[,.;:?!)»”’](?:\s|$))|$)")
"""A number at the start of a line in the middle of a sentence: "Tajikistan" / "3, Algerije".

It may also be alone on the line: "30 juni 2023" / "2" / "is aangegeven".

Seen in: ah-tk-20222023-3649
"""
_IN_A_ROW = re.compile(r"\d{1,3}(?:(?:, ?| en | )\d{1,3}){1,5}(?:$|\s(?=[A-Z“‘«]))")
"""Marks that fill a line, or begin it before a sentence: "2, 3 en 4", "1 2 Wat is uw reactie".

Seen in: ah-tk-20242025-545, ah-tk-20172018-1192
"""
_AT_END = re.compile(r"(?<=[.?!)”’»\"'])\s?\d{1,3}(?: \d{1,3}){1,5}$")
"""Several marks after a sentence: "hierop? 1 2".

Seen in: kv-tk-2024Z18659
"""
_COUNTED = re.compile(
    r"(?:artt?(?:ikel|\.)?|vra(?:ag|gen)|antwoord|nr\.?|punt|bijlage|paragraaf|hoofdstuk|fase|deel"
    r"|stap|lid|categorie|tabel|figuur|niveau|groep|p\.|blz\.|de|van|tot|en|of|om|op|in|met|voor)$",
    re.IGNORECASE,
)
"""A word that belongs to the number after it: "artikel 1 geeft"."""
_UNIT = re.compile(r"(?:^|[\W\d])(?:[kcdm]?m|k?W|CO|NO|SO|PM|H)$")
"""Units and formulas with a raised or lowered figure: m², km³, CO₂."""
_MASTHEAD = re.compile(r"(?:Eerste|Tweede) Kamer der Staten-Generaal")
"""The line with the figure that denotes the chamber: "Tweede Kamer der Staten-Generaal2"."""
_OPEN_BRACKET = re.compile(r"\([^()]*$")
"""An open bracket that the candidate would close: "(zie vraag 2)"."""
_EXCLUDING = {"raised": _UNIT, "spaced": _COUNTED, "paren": _OPEN_BRACKET}
"""Patterns that exclude a mark if they precede digits of a form."""
_ENDED = frozenset('.?!)”’»"')
_FULL_STOP = frozenset(".?!")
_NUMBER = re.compile(r"\d+")
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NO_WORD = re.compile(r"[^\w]")
_MARKING = frozenset({"mark", "raised"})
_NEAR = 60  # characters around a candidate that show what it is
_CLOSING = frozenset('”’»")')
_MIDDLE = frozenset('”’»").')  # "van 26 mei jl." / "2 ben ik ingegaan"
STATED, CERTAIN, LIKELY, POSSIBLE, FAINT, NO_EVIDENCE = 5, 4, 3, 2, 1, 0
"""Strengths of the evidence for a mark.

A stated or certain mark needs no note. A possible one only counts with its note, a faint one (after
an abbreviation in capitals: CPB2) only with its note as the next in order.
"""
_BY_FORM = {
    "raised": STATED,
    "first": CERTAIN,
    "second": LIKELY,
    "apart": LIKELY,
    "paren": LIKELY,
    "spaced": FAINT,
}


@dataclass(slots=True)
class Candidate:
    """Digits that may be a mark: ``line.text[start:end]`` is removed if they are one.

    ``form`` names the alternative of the pattern ("stated" by the format); ``word`` is the word
    directly before the digits; ``row`` is the number of the line's row in the body. ``note`` is the
    index of its note, once ``taken`` for a mark.
    """

    label: str
    line: Line
    row: int
    start: int
    end: int
    score: int
    form: str
    word: str = ""
    note: int | None = None
    taken: bool = False

    @property
    def number(self) -> int:
        """Return the label as a number, 0 for a star."""
        return int(self.label) if self.label.isdecimal() else 0

    def span(self, column: int) -> Span:
        """Return the mark, at a column of a line."""
        return Span("mark", column, column, self.label, self.note)


def may_have_marks(line: Line) -> bool:
    """Return False for most lines of a format that knows raised digits: they have no marks."""
    if line.place is None and line.stated is None:
        return True
    marked = any(span.kind in _MARKING for span in line.spans)
    return marked or "[" in line.text or ")" in line.text


def candidates(line: Line, row: int, above: str) -> list[Candidate]:
    """Return all candidates for marks on a line, in order; ``above`` is the text above it."""
    stated = [
        Candidate(mark.value, line, row, mark.start, mark.end, STATED, "stated")
        for mark in line.marks
        if mark.note is None
    ]
    raised = [
        Candidate(line.text[start:end], line, row, start, end, STATED, "raised")
        for kind, start, end, *_ in line.spans
        if kind == "raised"
        and line.text[start:end].isdecimal()
        and not _UNIT.search(line.text[:start][-_NEAR:])
    ]
    if not _ANY.search(line.text):
        return stated
    typed = line.place is not None or line.stated is not None
    marks = [*stated, *raised, *(_hand_typed if typed else _printed)(line, row, above)]
    return sorted(marks, key=attrgetter("start"))


def _hand_typed(line: Line, row: int, _above: str) -> Iterator[Candidate]:
    """Yield "[1]" and "1)", the only candidates in a format that knows raised digits."""
    for match in _HAND_TYPED.finditer(line.text):
        yield from _matched(match, line, row)


def _printed(line: Line, row: int, above: str) -> Iterator[Candidate]:
    """Yield the candidates of a text file."""
    text = line.text
    begin, end = 0, len(text)
    if together := _together(line, above):
        first = together.start() == 0
        yield from _several(together, line, row, "below" if first else "row", LIKELY)
        begin, end = (together.end(), end) if first else (0, together.start())
    elif below := _below(line, row, above):
        yield below
    for match in (_MARKS if _TWO.search(text) else _MARK).finditer(text, begin, end):
        yield from _matched(match, line, row)


def _together(line: Line, above: str) -> re.Match[str] | None:
    """Return several marks that fill, begin or end a line, None if there are none."""
    row_of_marks = above[-1:] in _ENDED and not line.blanks
    match = (row_of_marks and _IN_A_ROW.match(line.text)) or _AT_END.search(line.text)
    return match if match and _count_up(match[0]) else None


def _count_up(numbers: str) -> bool:
    """Return True for "1 2 3", the marks of consecutive notes; "2 3 6" are figures."""
    counted = [int(number) for number in _NUMBER.findall(numbers)]
    return counted == list(range(counted[0], counted[0] + len(counted)))


def _below(line: Line, row: int, above: str) -> Candidate | None:
    """Return the number at the start of a line, as the mark of the words above it.

    None for "1." below a whole sentence: a second full stop ends nothing, so it numbers an item.
    """
    if above[-1:] in _ENDED and (match := _BELOW.match(line.text)):
        if above[-1] in _FULL_STOP and match[0][-1] == ".":
            return None
        end = match.end("below") if match[0][-1] in ".,;:?" else match.end()
        return Candidate(match["below"], line, row, 0, end, POSSIBLE, "below")
    inside = above[-1:].isalnum() or above[-1:] in _MIDDLE
    if inside and not _numbers_item(line) and (match := _INSIDE.match(line.text)):
        return Candidate(match["below"], line, row, 0, match.end(), FAINT, "below")
    return None


def _numbers_item(line: Line) -> bool:
    """Return True for "1." alone below a blank line: "Inhoudsopgave" / "1." / "Inleiding".

    Seen in: kst-35036-5.
    """
    return line.blanks > 0 and line.text[-1] == "." and line.text[:-1].isdecimal()


def _matched(match: re.Match[str], line: Line, row: int) -> Iterator[Candidate]:
    """Yield the candidates of one match, unless its context excludes a mark."""
    form, text = match.lastgroup or "", match.string
    if form == "bracket":
        yield from _several(match, line, row, form, STATED)
        return
    if form in {"wrapped", "star"}:
        yield Candidate(match[form], line, row, match.start(), match.end(), NO_EVIDENCE, form)
        return
    before = text[max(0, match.start() - _NEAR) : match.start()].rstrip(" ")
    score, word = _score(form, before, text[match.end(form) : match.end(form) + _NEAR])
    label = match[form].translate(_RAISED_DIGITS)
    if not score or label[0] == "0":
        return
    start = match.start(form) if form == "raised" else match.start()
    start -= form == "second" and text[match.start() - 1] == ","
    end = match.end() if form == "paren" else match.end(form)
    yield Candidate(label, line, row, start, end, score, form, word)


def _several(
    match: re.Match[str], line: Line, row: int, form: str, score: int
) -> Iterator[Candidate]:
    """Yield the candidates of several marks together; only the last one removes the digits."""
    labels = _NUMBER.findall(match[0])
    for label in labels[:-1]:
        yield Candidate(label, line, row, match.start(), match.start(), score, form)
    yield Candidate(labels[-1], line, row, match.start(), match.end(), score, form)


def _score(form: str, before: str, after: str) -> tuple[int, str]:
    """Return the strength of the evidence around a candidate, and the word directly before it."""
    if _MASTHEAD.fullmatch(before):
        return 0, ""
    if form == "word" or (form == "first" and before[-1].isalpha()):
        word = _NO_WORD.split(before)[-1]
        return (CERTAIN if word[-3:].islower() else FAINT), word.lower()
    if form == "point":
        return _score_of_point(before, after), ""
    excluding = _EXCLUDING.get(form)
    excluded = excluding is not None and excluding.search(before)
    return (0 if excluded else _BY_FORM.get(form, POSSIBLE)), ""


def _score_of_point(before: str, after: str) -> int:
    """Return the strength of the evidence for digits after punctuation."""
    point, earlier = before[-1:], before[-2:-1]
    if point in ",;:" and not earlier.isalpha() and earlier not in _CLOSING:
        return 0  # 1,5 procent; 10:30
    if earlier.isdigit() and point == ".":
        new_sentence = not after.strip() or (after[0] == " " and after.lstrip()[0].isupper())
        return POSSIBLE if new_sentence else 0
    return LIKELY if point in ",;:'" else CERTAIN


def adopt(marks: Sequence[Candidate], labels: Mapping[int, str], words: WordCounts) -> None:
    """Accept marks whose note is lost or printed once; ``labels`` are the notes', by index."""
    highest = max((candidate.number for candidate in marks if candidate.taken), default=0)
    following = _following(marks)
    meaning: dict[str, int] = {}  # what a label means since the numbering last began at 1
    previous = 0
    for index, candidate in enumerate(marks):
        if not candidate.taken:
            if not _fits(candidate, previous, following[index], highest, words):
                continue
            candidate.taken = True
        if candidate.number == 1 and previous > 1:
            meaning.clear()
        if candidate.note is not None:
            meaning[labels[candidate.note]] = candidate.note
        else:
            candidate.note = meaning.get(candidate.label)
        if candidate.note is not None or candidate.number in {1, previous + 1}:
            previous = max(previous, candidate.number) if candidate.number != 1 else 1


def _fits(
    candidate: Candidate, previous: int, following: int | None, highest: int, words: WordCounts
) -> bool:
    """Return True if a candidate without a note is a mark: stated, next, first, or seen before."""
    form, number = candidate.form, candidate.number
    if form in {"bracket", "raised", "stated"}:
        return form == "stated" or candidate.line.stated is None
    if form in {"apart", "first", "second"}:
        return number <= highest + 1
    in_order = number == previous + 1
    if form == "paren":
        return in_order and candidate.end == len(candidate.line.text)
    if candidate.score < CERTAIN:
        return False
    if form == "word":
        return _fits_word(candidate, following, words, in_order=in_order)
    return form == "point" and in_order and (following or 0) > number


def _fits_word(
    candidate: Candidate, following: int | None, words: WordCounts, *, in_order: bool
) -> bool:
    """Return True for a mark after a word; a "1" needs the word elsewhere: "fase1" is no mark."""
    if candidate.number == 1:
        return candidate.word in words
    return in_order and following != candidate.number


def _following(marks: Sequence[Candidate]) -> list[int | None]:
    """Return for each candidate the number of the next mark that is certain so far."""
    result: list[int | None] = []
    for candidate in reversed(marks):
        result.append(candidate.number if candidate.taken else result[-1] if result else None)
    return result[::-1]


def take_out(marks: Sequence[Candidate], body: Sequence[Row]) -> None:
    """Remove the digits of all marks from their lines and keep their positions."""
    by_line: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in marks:
        if candidate.taken:
            by_line[id(candidate.line)].append(candidate)
    for taken in by_line.values():
        line = taken[0].line
        below = [mark for mark in taken if mark.form == "below"]
        line.spans = (
            *(span for span in line.spans if span.kind != "mark" or span.note is not None),
            *(mark.span(mark.start) for mark in taken if mark not in below),
        )
        line.cut(*((mark.start, mark.end) for mark in taken if mark.end > mark.start))
        if below:
            _join_above(body, below)


def _join_above(body: Sequence[Row], marks: Sequence[Candidate]) -> None:
    """Append a line that began with marks to the line above it."""
    line, index = marks[0].line, marks[0].row - 1
    while not body[index].lines[-1].text:
        index -= 1
    above = body[index].lines[-1]
    above.spans += tuple(mark.span(len(above.text)) for mark in marks)
    if line.text:
        above.append(line)
        line.text, line.spans = "", ()
