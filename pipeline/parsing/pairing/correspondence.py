"""Questions and answers of letters in one paper: requests, reminders, deferrals, replies."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.parsing.language.speech import members_speak
from pipeline.parsing.letters import (
    TO_CHAMBER,
    Letter,
    LetterKind,
    awaits,
    preliminary_kind,
    recalls,
)
from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.parsing.pairing import (
    Pairing,
    Question,
    Repeat,
    Roles,
    alignment,
    questions,
    readings,
)
from pipeline.parsing.pairing.alignment import Target
from pipeline.parsing.pairing.alignment.candidates import words
from pipeline.parsing.pairing.spans import Spans
from pipeline.reading.document import Document

BODY = 6000
"""Characters of a letter that are searched for its purpose."""
OPENING = 1500
"""Characters of a letter that are searched for the words of a reminder.

Why: a reminder can repeat all questions below them.
"""

LEAST_REMARK = 40
"""Characters of a remark, at least; shorter ones may be repeated by chance."""


def pair_letters(
    document: Document, lines: Sequence[LabelledBlock], letters: Sequence[Letter]
) -> tuple[list[Letter], Pairing]:
    """Return the letters with their kinds, and their questions and answers."""
    correspondence = _Correspondence(document, lines)
    for letter in letters:
        correspondence.add(letter)
    return correspondence.letters, correspondence.pairing


@dataclass(slots=True)
class _Correspondence:
    """Letters read so far, with their pairing, and the ``remarks`` in which members ask nothing."""

    document: Document
    lines: Sequence[LabelledBlock]
    letters: list[Letter] = field(default_factory=list)
    pairing: Pairing = field(default_factory=Pairing)
    remarks: list[LabelledBlock] = field(default_factory=list)

    def add(self, letter: Letter) -> None:
        """Read the next letter: its kind, the letter it replies to, its questions and answers.

        A list does not show its purpose: "11. Uitstel reactie op het rapport" is one subject.

        Seen in: kst-32852-357.
        """
        body = self.lines[letter.body : letter.last]
        text = "\n".join(
            self.document.text[line.start : line.end] for line in body if line.kind != "item"
        )
        read_letter = self._reply if letter.side == "government" else self._request
        kind, in_reply_to = read_letter(letter, body, text[:BODY])
        self.letters.append(replace(letter, kind=kind, in_reply_to=in_reply_to))

    def _reply(
        self, letter: Letter, body: Sequence[LabelledBlock], text: str
    ) -> tuple[LetterKind, int | None]:
        """Add a letter of the government; return its kind and the request that it answers."""
        part, answered = _reply(self.document, body, letter, self.pairing.questions, self.remarks)
        self.pairing.extend(part)
        kind = preliminary_kind(letter.side, text, asks=False, answers=bool(part.answers))
        request = self._last_request()
        if kind == "other" and request:
            kind = "reply"
        return kind, answered or request

    def _request(
        self, letter: Letter, body: Sequence[LabelledBlock], text: str
    ) -> tuple[LetterKind, int | None]:
        """Add another letter; return its kind and, for a reminder, the request that it repeats."""
        own_questions: list[Question] = []
        if letter.side == "committee":
            own_questions = questions.find_questions(self.document, body, letter.ordinal)
        known = self.pairing.questions
        if known and own_questions and _only_recalls(self.document, own_questions, known, text):
            own_questions = []
        self.pairing.questions += own_questions
        self.remarks += _remarks(self.document, body, own_questions)
        kind = preliminary_kind(letter.side, text, asks=bool(own_questions), answers=False)
        if kind == "request" and not own_questions and _to_chamber(letter):
            kind = "other"
        return kind, self._last_request() if kind == "reminder" else None

    def _last_request(self) -> int | None:
        requests = [letter.ordinal for letter in self.letters if letter.kind == "request"]
        return requests[-1] if requests else None


def _to_chamber(letter: Letter) -> bool:
    """Return True if a letter of a committee goes to its own Chamber.

    Seen in: kst-CXLVIII-A.
    """
    return letter.recipient is not None and TO_CHAMBER.search(letter.recipient) is not None


def _only_recalls(
    document: Document, own_questions: Sequence[Question], known: Sequence[Question], text: str
) -> bool:
    """Return True for a reminder: it repeats questions or only asks for the overdue reply."""
    if not recalls(text[:OPENING]):
        return False
    known_words = [words(document.text[question.start : question.end]) for question in known]
    for question in own_questions:
        printed = document.text[question.start : question.end]
        only_awaits = question.counted and question.party is None and awaits(printed)
        if not only_awaits and words(printed) not in known_words:
            return False
    return True


def _reply(
    document: Document,
    body: Sequence[LabelledBlock],
    letter: Letter,
    known: list[Question],
    remarks: Sequence[LabelledBlock],
) -> tuple[Pairing, int | None]:
    """Return the pairing of a reply, and the ordinal of the request that it answers most of."""
    if not body:
        return Pairing(), None
    if not known:
        return readings.lone_reply(document, body, Roles(letter.ordinal, letter.ordinal)), None
    targets = [
        *(alignment.target(document, question) for question in known),
        *_around(document, known),
        *(alignment.surrounding(document, line.body, line.end) for line in remarks),
    ]
    repeats, quotes = alignment.find_repeats(document, body, targets)
    part = readings.reply(document, body, letter.ordinal, known, (repeats, quotes))
    counts = Counter(question.letter for answer in part.answers for question in answer.questions)
    # the first sub-question gets the citations of a lead-in, also of its repeat
    part.repeats = repeats + [
        Repeat(quote.question, quote.start, quote.end, 1.0) for quote in quotes if quote.question
    ]
    return part, max(counts, key=lambda ordinal: (counts[ordinal], -ordinal), default=None)


def _remarks(
    document: Document, body: Sequence[LabelledBlock], own_questions: Sequence[Question]
) -> list[LabelledBlock]:
    """Return the paragraphs of a request in which members speak without asking anything.

    Why: a reply may repeat them too, such as the introduction of a party group's part.
    """
    begins = {
        (question.preamble or (question.start, question.end))[0] for question in own_questions
    }
    spans = Spans((question.start, question.end) for question in own_questions)
    return [
        line
        for line in body
        if line.kind == "text"
        and line.end - line.body >= LEAST_REMARK
        and line.body not in begins
        and not spans.overlaps(line.start, line.end)
        and members_speak(document.text[line.start : line.end])
    ]


def _around(document: Document, known: Sequence[Question]) -> list[Target]:
    """Return the lead-ins of the questions as targets, because a reply repeats them too."""
    lead_ins: dict[tuple[int, int], Target] = {}
    for question in known:
        if question.preamble and question.preamble not in lead_ins:
            lead_ins[question.preamble] = alignment.surrounding(
                document, *question.preamble, question
            )
    return list(lead_ins.values())
