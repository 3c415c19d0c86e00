"""Series of numbered openings: lines that begin with the same word and count from 1.

Example: "V1: Is dat zo?", "V2: Wat nu?", "V3: Wie weet het?", whatever the word is.

Why: nobody can list the headings that ministries and programs will print, but they count.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

_OPENING = re.compile(
    r"(?P<words>(?>(?:[^\W\d_]{1,14}+\.?+\s){0,4})(?:[^\W\d_]{1,14}+[.-]?+)?\(?)"
    r"(?P<number>\d{1,3})(?P<rest>(?:(?:,\s|\sen\s|,\sen\s)\d{1,3}){0,8})"
    r"(?:[.:)\]]{1,2}(?=\s|$)|(?=\s+[A-ZÀ-Þ«“‘\"'(]|\s*$))"
)
"""The words before the first number of a line, the number, and further numbers.

Why: no word is given back once it is matched. Most lines have no number, and trying shorter words
took nine tenths of the time.
"""
FEWEST = 3
"""Members of a series, at least."""
_STEP = 4
"""Largest step between two numbers, also backwards.

Seen in: ah-tk-20242025-582, which prints 4, 5, 7 and 8 together, then 6.
"""
_LONGEST = 90
"""Characters of an opening, at most."""
_NUMBER = re.compile(r"\d+")
_BARE = re.compile(r"(?P<number>\d{1,3})\s+(?=[A-ZÀ-Þ«“‘\"'(])")
"""A number without punctuation before the first word of a sentence: "1 Kent u het bericht?"."""
_ASKING = 12
"""Lines below a bare number in which a question mark is looked for."""
_CITING = re.compile(
    r"\d{1,3}\s+(?:Kamerstuk|Aanhangsel|Handelingen|(?:Eerste|Tweede)\sKamer,|TK\s\d|https?:|www\.)"
)
"""A footnote that cites, between the answers: "5 Kamerstuk 36 410 VIII, nr. 82".

Seen in: ah-tk-20232024-1432.
"""
_QUESTION_END = re.compile(r"\?\d{0,2}(?:\s|$)")
"""A question mark at the end of a line or sentence, also before the mark of a footnote: "NOS?1".

Seen in: ah-tk-20232024-2395.
"""
_HEADING = 2
"""Lines above the first answer in which their heading is looked for."""


@dataclass(frozen=True, slots=True)
class Member:
    """Line or block ``index`` that opens with the next numbers of a series.

    ``words`` are those before the number, ``end`` is the offset behind the opening.
    """

    index: int
    words: str
    numbers: tuple[str, ...]
    end: int


def numbered_series(texts: Sequence[str]) -> list[list[Member]]:
    """Return the series that count from 1, in the order of their first members.

    A series without a word before its numbers is not returned: those are lists and footnotes.
    """
    open_series: dict[tuple[str, str], list[Member]] = {}
    all_series: list[list[Member]] = []
    openings = ((index, _OPENING.match(text, 0, _LONGEST)) for index, text in enumerate(texts))
    for index, match in openings:
        if match is None or not match["words"]:
            continue  # lists and footnotes
        text, member = match.string, _member(index, match)
        key = member.words, text[member.end - 1].strip("0123456789")
        if member.numbers[0] == "1":
            open_series[key] = [member]
            all_series.append(open_series[key])
        elif key in open_series and _goes_on(open_series[key], int(member.numbers[0])):
            open_series[key].append(member)
    return [series for series in all_series if len(series) >= FEWEST]


def _goes_on(series: Sequence[Member], number: int) -> bool:
    """Return True if a number is near the last one of a series and not in it yet."""
    near = abs(number - int(series[-1].numbers[-1])) <= _STEP
    return near and not any(str(number) in member.numbers for member in series[-_STEP:])


def _member(index: int, match: re.Match[str]) -> Member:
    """Return the opening of a line as a member of a series."""
    numbers = tuple(_NUMBER.findall(match["number"] + match["rest"]))
    return Member(index, match["words"].casefold().rstrip(), numbers, match.end())


def bare_series(
    texts: Sequence[str], heads_answers: Callable[[str], bool]
) -> list[list[tuple[int, str]]]:
    """Return the series of bare numbers, as (index, number): questions, then their answers.

    Each question asks; the answers are below one heading, as many as the questions.

    Why: footnotes also count from 1 behind bare numbers, but they neither ask nor have a heading.
    """
    numbers = [(n, m["number"]) for n, text in enumerate(texts) if (m := _BARE.match(text))]
    asking = [
        number for number, below in zip_longest(numbers, numbers[1:]) if _asks(texts, number, below)
    ]
    questions = _counting(asking, 0)
    if len(questions) < FEWEST:
        return []
    last = questions[-1][0]
    below = [
        number for number in numbers if number[0] > last and not _CITING.match(texts[number[0]])
    ]
    answers = _counting(below, 0)
    above = texts[max(0, answers[0][0] - _HEADING) : answers[0][0]] if answers else []
    if len(answers) == len(questions) and any(map(heads_answers, above)):
        return [questions, answers]
    return [questions]


def _asks(texts: Sequence[str], number: tuple[int, str], below: tuple[int, str] | None) -> bool:
    """Return True if a question mark ends a line or sentence before the next number."""
    until = min(number[0] + _ASKING, below[0] if below else len(texts))
    return any(_QUESTION_END.search(text) for text in texts[number[0] : until])


def _counting(numbers: Sequence[tuple[int, str]], last: int) -> list[tuple[int, str]]:
    """Return the numbers that count on from ``last``, each the first after the one before."""
    counted: list[tuple[int, str]] = []
    for number in numbers:
        if int(number[1]) == last + 1:
            counted.append(number)
            last += 1
    return counted
