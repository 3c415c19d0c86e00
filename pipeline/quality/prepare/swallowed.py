"""Columns that show that a question or answer holds others, or the heading of one."""

import re
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher

import polars as pl

from pipeline.quality.prepare.columns import Frames

ASKED_OF = ("schriftelijke_vragen",)
"""Kinds of paper that consist of questions of members: one without any was not parsed."""
STATEMENT = re.compile(r"[.!…][»”’\"')]*\s+[«“‘\"'(]*[A-ZÀ-Þ0-9]")
"""The end of a statement with the beginning of the next sentence."""
HEADING = re.compile(
    r"(?:^|[.?!…\n]\s?)(?P<heading>(?P<word>[A-Z][a-z]{3,9})[\s-]\(?[0-9lOISBZ]{1,3}[.:)]?)(?=\s|$)"
)
"""A word with a number between two sentences; recognition takes 1 for l and 0 for O."""
UNMARKED = re.compile(r"[0-9A-Za-z]$")
"""The end of a heading without a full stop, colon or bracket behind its number."""
SENTENCE_GOES_ON = re.compile(r"(?: (?:en|t/m|tot en met) \(?\d{1,3}\)?)?+ [a-zà-ÿ]")
"""A lower-case word behind a number on its line: "Vraag 2 gaat over", "Vragen 2 en 3 gaan over"."""
HEADING_WORDS = ("vraag", "vragen", "antwoord", "antwoorden")
ALIKE = 0.7
"""Similarity to one of these words from which a word is taken for it: "Vraaq", "Antwoorcl".

Its first letter is the same, and its length differs by one at most: not "Aanvraag", not "Graag".
"""
FIRST_PERSON = re.compile(r"\b[Ii]k\b")
"""The first person of a minister.

"mij" and "mijn" do not count: members write "Bent u het met mij eens" and "de mijn in Limburg".
"""
QUOTED = re.compile(r"[«“‘\"'][^»”’\"']*[»”’\"']?")
OPENS_QUOTE = re.compile(r"[:«“‘\"']")
ASKS_FIRST = re.compile(r"[^.!?]*\?")
QUESTION_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
"""A number that can be a question's; a year cannot."""
LONGEST_HEADING = 300
"""Characters of the longest line that is taken for a heading; a longer one is a paragraph."""
PARAGRAPH_END = 60
"""Characters at the end of a paragraph that may be the heading of the answer behind them."""


def find_question_papers(frames: Frames) -> frozenset[str]:
    """Return the ids of the papers of written questions."""
    kinds = dict(frames["publication"].select("publication_id", "kind").iter_rows())
    return frozenset(name for name, kind in kinds.items() if kind in ASKED_OF)


def times_asking(texts: pl.Series, papers: pl.Series, question_papers: frozenset[str]) -> pl.Series:
    """Return how often a question of members begins to ask anew, behind a statement.

    Example: 2 for "Klopt dat? Ja. Wat nu?". NULL for papers that are no written questions: members
    argue in them.
    """

    def times(text: str) -> int:
        return 1 + sum(STATEMENT.search(part) is not None for part in text.split("?")[1:-1])

    return _of_question_papers(texts, papers, question_papers, times, pl.Int64)


def in_first_person(
    texts: pl.Series, papers: pl.Series, question_papers: frozenset[str]
) -> pl.Series:
    """Return True for a question of members that says "ik" before it quotes anybody.

    Example: "Dan zal ik niet schromen. Wat gaat u doen?". NULL for papers that are no written
    questions.
    """

    def speaks(text: str) -> bool:
        return FIRST_PERSON.search(OPENS_QUOTE.split(text, 1)[0]) is not None

    return _of_question_papers(texts, papers, question_papers, speaks, pl.Boolean)


def begins_asking(
    texts: pl.Series, papers: pl.Series, question_papers: frozenset[str]
) -> pl.Series:
    """Return True for an answer to written questions whose first sentence asks, outside quotes."""

    def asks(text: str) -> bool:
        return ASKS_FIRST.match(QUOTED.sub("", text)) is not None

    return _of_question_papers(texts, papers, question_papers, asks, pl.Boolean)


def _of_question_papers(
    texts: pl.Series,
    papers: pl.Series,
    question_papers: frozenset[str],
    value: Callable[[str], int],
    dtype: type[pl.DataType],
) -> pl.Series:
    """Return the value of each text, NULL in papers that are no written questions."""
    values = [
        value(text) if paper in question_papers else None
        for text, paper in zip(texts, papers, strict=True)
    ]
    return pl.Series(values, dtype=dtype)


def heading_inside(texts: pl.Series) -> pl.Series:
    """Return the first heading of a question or answer inside each text, NULL if there is none.

    Example: "Vraaq 3" in "Is dat zo? Vraaq 3".
    """
    return pl.Series([_heading(text) for text in texts], dtype=pl.String)


def _heading(text: str) -> str | None:
    headings = (match for match in HEADING.finditer(text) if _is_heading(match, text))
    return next((match["heading"] for match in headings), None)


def _is_heading(match: re.Match[str], text: str) -> bool:
    in_sentence = UNMARKED.search(match["heading"]) and SENTENCE_GOES_ON.match(text, match.end())
    return not in_sentence and _is_heading_word(match["word"])


def _is_heading_word(word: str) -> bool:
    lowered = word.lower()
    return any(
        lowered[0] == known[0]
        and abs(len(lowered) - len(known)) <= 1
        and SequenceMatcher(None, lowered, known).ratio() >= ALIKE
        for known in HEADING_WORDS
    )


def questions_unnamed(given: pl.DataFrame, frames: Frames) -> pl.Series:
    """Return to how many questions an answer is linked without their numbers printed above it.

    NULL for papers that are no written questions: replies repeat the words of questions there.
    """
    texts = dict(frames["publication_text"].select("publication_id", "text").iter_rows())
    question_papers = find_question_papers(frames)
    rows = given.select("publication_id", "char_start", "questions_answered").iter_rows()
    return pl.Series(
        [
            _unnamed(texts, paper, start, count) if paper in question_papers else None
            for paper, start, count in rows
        ],
        dtype=pl.Int64,
    )


def _unnamed(texts: Mapping[str, str], paper: str, start: int, count: int) -> int:
    """Return 0 if the line above an answer has two numbers, "Antwoord 4 en 5", else the count."""
    line_above = texts.get(paper, "")[:start].rstrip().rpartition("\n")[2]
    if len(line_above) > LONGEST_HEADING:
        line_above = line_above[-PARAGRAPH_END:]
    return 0 if len(QUESTION_NUMBER.findall(line_above)) > 1 else count
