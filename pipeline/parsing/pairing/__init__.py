"""What a paper asks and answers, as places in its canonical text: the parser's own words before
they become rows.

A module for each way in which papers do so: ``correspondence`` (letters to and fro),
``consultation`` (parts instead of letters), ``written_questions`` (of members), ``prose`` (memories
and notas, in turns of speech that ``turns`` tells apart). They find questions by ``questions``,
``items`` and ``bulleted`` in a request, by ``asked`` where only the reply prints them; and answers
by ``answers`` between the ``boundaries`` of a reply, by ``grouped`` below the heading of a party
group, once ``alignment`` has found where the reply repeats what was asked. ``merging`` joins what
one answer takes together.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(eq=False, slots=True)
class Question:
    """One question: ``text[start:end]``, asked in the letter with ordinal ``letter``.

    ``label`` is its number as printed, without punctuation; ``parent`` is the number that it shares
    with its sibling sub-questions ("1" for "1a"), empty where it has none. ``preamble`` is the
    lead-in of those siblings. ``counted`` says that no number was printed, so that the label only
    counts. Two questions are never equal: identity is a place, not words.
    """

    letter: int
    party: str | None
    label: str
    start: int
    end: int
    parent: str = ""
    preamble: tuple[int, int] | None = None
    askers: tuple[str, ...] = ()
    counted: bool = False


@dataclass(eq=False, slots=True)
class Answer:
    """One answer: ``text[start:end]``, given in the letter with ordinal ``letter`` to
    ``questions``.

    ``confidence`` is how sure each tie is, in the order of ``questions``: 1 where a heading states
    it, one half where only the order of paragraphs below the heading of a party group does, else
    how alike the question as asked and as repeated are.
    """

    letter: int
    start: int
    end: int
    questions: list[Question]
    confidence: list[float]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Where a reply repeats ``question``: ``text[start:end]``, its number included."""

    question: Question
    start: int
    end: int
    similarity: float


@dataclass(slots=True)
class Pairing:
    """All questions and answers of one paper, in the order in which they stand there, and the
    repeats.
    """

    questions: list[Question] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    repeats: list[Repeat] = field(default_factory=list)

    def extend(self, other: Pairing) -> None:
        """Take over what another part of the paper holds."""
        self.questions += other.questions
        self.answers += other.answers
        self.repeats += other.repeats
