"""The questions and answers of a paper, and which answer belongs to which question.

The frame (which letters there are) follows from the kind of paper: ``correspondence`` (letters to
and fro), ``consultation`` (parts instead of letters), ``written_questions`` (of members). Within it
*readings* compete. A reading is one way to divide lines into questions and answers:
``inline_questions`` has the grammars of questions printed with their answers, ``narrative`` that of
members and government who speak by turns (``speaker_turns``), ``questions`` those of a request
(``numbered_items``, ``bulleted``), ``answers`` that of a reply, between the ``boundaries`` that it
prints, once ``alignment`` has found where it repeats what was asked (``party_answers`` below the
heading of a party group). ``scoring`` measures every reading by named terms and keeps the best.
``merging`` joins what one answer takes together, ``confidence`` rates each pair, ``unexplained``
keeps what no reading explains.

Three mechanisms of precedence, and no other: the priority of labels (order of entries in the
lexicon), the score of readings (``scoring.choose``), and one policy for overlapping spans (of two
matches that overlap the more alike is kept: ``alignment``).
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

    ``confidence`` is how sure each link is, in the order of ``questions``: 1 where a heading states
    it, one half where only the order of paragraphs below the heading of a party group does, else
    how alike the question as asked and as repeated are. ``confidence.rate`` calibrates it.
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
    """The questions and answers of one paper, in the order in which they stand there, and repeats.

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
        """Take over what another part of the paper holds; the less sure part counts."""
        self.questions += other.questions
        self.answers += other.answers
        self.repeats += other.repeats
        self.quotes += other.quotes
        if other.answers and (not self.terms or other.margin < self.margin):
            self.reading, self.terms, self.margin = other.reading, other.terms, other.margin

    def spans(self) -> list[tuple[int, int]]:
        """Return everything that is a question, its lead-in, a repeat or an answer."""
        return [
            *((one.start, one.end) for one in self.questions),
            *(one.preamble for one in self.questions if one.preamble),
            *((one.start, one.end) for one in self.repeats),
            *((one.start, one.end) for one in self.answers),
            *self.quotes,
        ]

    def same_as(self, other: Pairing) -> bool:
        """Return True if both find the same questions and answers."""
        return self._places() == other._places()

    def _places(self) -> list[tuple[int, int, str]]:
        return sorted(
            [(one.start, one.end, one.label) for one in self.questions]
            + [(one.start, one.end, "") for one in self.answers]
        )
