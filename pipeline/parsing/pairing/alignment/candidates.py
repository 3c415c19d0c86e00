"""What a reply may repeat: the questions, and the lead-ins around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.lexicon import concept
from pipeline.parsing.pairing import Question
from pipeline.reading.document import Document

MEMBERS_SPEAK = concept("members-speak")

WORD = re.compile(r"\w+")

FORMULA = concept("asking-formula")


@dataclass(frozen=True, slots=True)
class Target:
    """Something that a reply may repeat: a question, or (``question`` is None) a lead-in.

    ``words`` are its words in small letters without those that only say who asks; ``length`` counts
    their characters; ``marked`` says that a question mark is among them; ``introduced`` is the
    first question below a lead-in.
    """

    question: Question | None
    party: str | None
    label: str
    words: list[str]
    marked: bool
    length: int
    introduced: Question | None = None

    @property
    def counted(self) -> bool:
        """Whether it is a question without a number of its own."""
        return self.question is not None and self.question.counted


def target(document: Document, question: Question) -> Target:
    """A question as something to look for."""
    start = behind_formula(document.text, question.start, question.end)
    asked = document.text[start : question.end]
    return Target(question, question.party, question.label, words(asked), "?" in asked, len(asked))


def surrounding(
    document: Document, start: int, end: int, introduced: Question | None = None
) -> Target:
    """A lead-in as something to look for, with the first of the questions that share it."""
    party, label = (introduced.party, introduced.parent) if introduced else (None, "")
    asked = words(document.text[start:end])
    return Target(
        None, party, label, asked, marked=False, length=end - start, introduced=introduced
    )


def behind_formula(text: str, start: int, end: int) -> int:
    """Where a question begins behind the words that only say who asks; ``start`` where there are
    none.
    """
    if MEMBERS_SPEAK.match(text, start, end) is None:
        return start
    match = FORMULA.match(text, start, end)
    return match.end() if match else start


def words(text: str) -> list[str]:
    """The words of a text in small letters, without punctuation."""
    return WORD.findall(text.casefold())
