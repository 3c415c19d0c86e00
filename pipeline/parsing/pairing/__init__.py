"""Pairing of the questions of a paper with their answers.

The kind of paper determines its letters: ``correspondence`` (alternating letters), ``consultation``
(parts instead of letters), ``written_questions`` (of members). Within them *readings* compete. A
reading is one way to divide lines into questions and answers: ``inline_questions`` has the grammars
of questions printed with their answers, ``narrative`` that of members and government who speak in
turn (``speaker_turns``), ``questions`` those of a request (``numbered_items``), ``answers`` that of
a reply. A reply is divided at its segment ``boundaries``, after ``alignment`` has located the
repeated questions. ``scoring`` measures every reading by named terms and keeps the best.
``merging`` joins questions that are answered together, ``confidence`` rates each pair,
``unexplained`` keeps the text that no reading covers.

Precedence is described in docs/architecture.md: the order of labels in the lexicon, the score of
readings (``scoring.choose``), and which of two overlapping spans is kept (``alignment``).
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(eq=False, slots=True)
class Question:
    """Question ``text[start:end]`` in the letter with ordinal ``letter``.

    ``label`` is its number as printed, without punctuation; ``parent`` is the number that it shares
    with its sibling sub-questions ("1" for "1a"), empty if there is none. ``preamble`` is the span
    of the lead-in of those siblings. ``counted`` is true if no number was printed, so that the
    label is a running count; ``grouped`` is true if its number counts within its party group, as
    the heading or introduction above it shows. Questions are compared by identity: two with the
    same words stay different.
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
    grouped: bool = False


@dataclass(eq=False, slots=True)
class Answer:
    """Answer ``text[start:end]`` to ``questions``, in the letter with ordinal ``letter``.

    ``confidence`` is the confidence of each link, in the order of ``questions``: 1 if a heading
    gives it, else the similarity of the question as asked and as repeated. ``confidence.rate``
    calibrates it.
    """

    letter: int
    start: int
    end: int
    questions: list[Question]
    confidence: list[float]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Repetition of ``question`` in a reply: ``text[start:end]``, its number included."""

    question: Question
    start: int
    end: int
    similarity: float


@dataclass(slots=True)
class Pairing:
    """Questions, answers and repeats of one paper, in the order of the text.

    ``reading`` names the grammar that found them, ``terms`` are the shares by which it was scored
    and ``margin`` is its lead over the next best reading.
    """

    questions: list[Question] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    repeats: list[Repeat] = field(default_factory=list)
    quotes: list[tuple[int, int]] = field(default_factory=list)
    reading: str = ""
    terms: dict[str, float] = field(default_factory=dict)
    margin: float = 0.0

    def extend(self, other: Pairing) -> None:
        """Add the pairing of another part; the reading with the smaller margin is kept."""
        self.questions += other.questions
        self.answers += other.answers
        self.repeats += other.repeats
        self.quotes += other.quotes
        if other.answers and (not self.terms or other.margin < self.margin):
            self.reading, self.terms, self.margin = other.reading, other.terms, other.margin

    def spans(self) -> list[tuple[int, int]]:
        """Return the spans of all questions, lead-ins, repeats, quotes and answers."""
        return [
            *((question.start, question.end) for question in self.questions),
            *(question.preamble for question in self.questions if question.preamble),
            *((repeat.start, repeat.end) for repeat in self.repeats),
            *((answer.start, answer.end) for answer in self.answers),
            *self.quotes,
        ]

    def same_as(self, other: Pairing) -> bool:
        """Return True if both find questions and answers at the same places."""
        return self._labelled_spans() == other._labelled_spans()

    def _labelled_spans(self) -> list[tuple[int, int, str]]:
        return sorted(
            [(question.start, question.end, "question") for question in self.questions]
            + [(answer.start, answer.end, "answer") for answer in self.answers]
        )


@dataclass(frozen=True, slots=True)
class Roles:
    """Askers and answerers: the ordinals of their letters, and the members with their party.

    ``topics`` is true if questions are counted through the paper unless groups have headings.
    """

    asked_in: int = 1
    answered_in: int = 1
    askers: tuple[str, ...] = ()
    party: str | None = None
    topics: bool = False
