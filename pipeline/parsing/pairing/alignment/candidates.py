"""Candidates for repetition in a reply: the questions, and the lead-ins around them."""

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
    """Candidate for repetition in a reply: a question, or (``question`` is None) a lead-in.

    ``words`` are its lower-case words without those that only name the askers; ``length`` is the
    number of characters; ``marked`` is true if it contains a question mark; ``introduced`` is the
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
        """True for a question without a printed number."""
        return self.question is not None and self.question.counted


def target(document: Document, question: Question) -> Target:
    """Return a question as a target."""
    start = behind_formula(document.text, question.start, question.end)
    text = document.text[start : question.end]
    return Target(question, question.party, question.label, words(text), "?" in text, len(text))


def surrounding(
    document: Document, start: int, end: int, introduced: Question | None = None
) -> Target:
    """Return a lead-in as a target, with the first of the questions that share it."""
    party, label = (introduced.party, introduced.parent) if introduced else (None, "")
    lead_in = words(document.text[start:end])
    return Target(
        None, party, label, lead_in, marked=False, length=end - start, introduced=introduced
    )


def behind_formula(text: str, start: int, end: int) -> int:
    """Return the offset of a question behind the words that only name the askers.

    Example: in "De leden van de SP-fractie vragen of dit klopt" the offset is that behind "of".
    Without such words it is ``start``.
    """
    if MEMBERS_SPEAK.match(text, start, end) is None:
        return start
    match = FORMULA.match(text, start, end)
    return match.end() if match else start


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation."""
    return WORD.findall(text.casefold())
