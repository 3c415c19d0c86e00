"""Grammar of memories and notas: members and government speak in turn, mostly without numbers.

A question is all that the members say up to its answer. The speaker follows from the beginning of a
paragraph, a question mark at its end, and the paragraphs before it: an answer only follows a
question.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.parsing.language.speech import (
    addresses_government,
    asks,
    closes,
    ends_asking,
    government_speaks,
    introduces,
    members_ask_last,
    members_speak,
    only_asks,
    puts,
    speaking,
)
from pipeline.parsing.outline.labelled_block import NUMBERED, LabelledBlock
from pipeline.parsing.outline.signatures import signed_below
from pipeline.parsing.pairing import Answer, Pairing, Question, Roles
from pipeline.parsing.pairing.scoring import Reading
from pipeline.parsing.pairing.speaker_turns import (
    RUNS_ON,
    apart,
    asking_end,
    asks_again,
    turn_of_speech,
    wishes,
)
from pipeline.reading.document import Document

SECTION_ENDS = frozenset({"heading", "signature", "aside", "notice"})
"""Kinds of lines that end a section, besides the heading of a party group."""


@dataclass(slots=True)
class _Turn:
    """Turn of one party group; ``reported``: the government reports and answers it at once."""

    party: str | None
    label: str
    parts: list[tuple[int, int]] = field(default_factory=list)
    has_question: bool = False
    reported: bool = False


@dataclass(slots=True)
class _Reader:
    """State of the scan of a memorie, paragraph by paragraph.

    ``grouped`` is true in the reading in which headings name the party groups; ``section`` is the
    group of the last heading, ``named`` the one that a heading or the members themselves named
    last. ``turns`` are the speaker turns since the last answer, ``answer`` is the current answer,
    None until the government speaks. ``lead_in`` is the offset of an introduction that belongs to
    the next question, which it does not if ``announced``: then it belongs to the letter that asks.
    ``listing`` is true if the last paragraph announced a list. ``counts`` numbers the questions,
    per group if they are grouped.
    """

    document: Document
    letter: int
    grouped: bool
    announced: bool
    pairing: Pairing = field(default_factory=Pairing)
    section: str | None = None
    named: str | None = None
    lead_in: int | None = None
    listing: bool = False
    turns: list[_Turn] = field(default_factory=list)
    answer: Answer | None = None
    counts: Counter[str | None] = field(default_factory=Counter)

    def read(self, lines: Sequence[LabelledBlock]) -> Pairing:
        """Return the questions and answers of these lines."""
        for index, line in enumerate(lines):
            if line.kind == "party":
                self._end_section()
                self.section = self.named = line.party
            elif line.kind in SECTION_ENDS or (
                signed_below(lines, index) and wishes(self.document, line)
            ):
                self._end_section()
            elif line.body < line.end:
                self._read_parts(line)
        self._answer_within()
        return self.pairing

    def _read_parts(self, line: LabelledBlock) -> None:
        for part in apart(self.document, line):
            self._read_paragraph(part)

    def _end_section(self) -> None:
        """Close the section at a heading or signature; turns without an answer become remarks."""
        self._answer_within()
        self.turns, self.answer, self.lead_in, self.listing = [], None, None, False

    def _end_answer(self) -> None:
        """Close the current answer, if any, and the speaker turns that it answers."""
        if self.answer is not None:
            self.turns, self.answer = [], None

    def _answer_within(self) -> None:
        """Split an unanswered turn: the paragraph after its last question is the answer."""
        if self.answer is not None or not self.turns:
            return
        turn = self.turns[-1]
        start, end = turn.parts[-1]
        question_end = asking_end(self.document, start, end)
        if turn.has_question and start < question_end < end:
            turn.parts[-1] = (start, question_end)
            self._add_answer(question_end + 1, end)

    def _read_paragraph(self, line: LabelledBlock) -> None:
        """Add a paragraph to the members' turn or to the answer, or split it between the two.

        The government's thanks for the report are skipped, and closing words that follow no turn.
        """
        text = self.document.text[line.body : line.end]
        if self.listing and line.kind == "item" and self._continue_list(line, text):
            return
        self.listing = text.endswith(":")
        if self._is_of_members(text):
            split = turn_of_speech(self.document, line)
            if not self._is_thanks(line, split):
                self._add_to_turn(line, split)
                if split < line.end:
                    self._add_government(line, split)
        elif self.turns or self.answer is not None or not closes(text):
            self._add_government(line, line.start if line.kind == "item" else line.body)

    def _continue_list(self, line: LabelledBlock, text: str) -> bool:
        """Add a list item to the text of its speaker; return False if it was not added.

        It is not added if nobody speaks yet, or if it is a numbered question in the members' turn.
        """
        if self.answer is not None:
            self.answer.end = line.end
            return True
        if not self.turns or (_is_numbered(line) and ends_asking(text)):
            return False
        turn = self.turns[-1]
        turn.parts.append((line.start, line.end))
        turn.has_question = turn.has_question or puts(text)
        return True

    def _is_thanks(self, line: LabelledBlock, split: int) -> bool:
        """Return True for an opening in which the government thanks members for their report."""
        if split == line.end or self.turns or self.pairing.questions:
            return False
        return not puts(self.document.text[line.body : split])

    def _is_of_members(self, text: str) -> bool:
        """Return True if members speak in this paragraph."""
        if members_speak(text) or addresses_government(text) or only_asks(text):
            return True
        if self.document.media_type != RUNS_ON and members_ask_last(text):
            return True
        if government_speaks(text) or not self.turns or self.answer is not None:
            return False
        # members who have not asked yet lead up to it
        return ends_asking(text) or not any(turn.has_question for turn in self.turns)

    def _add_government(self, line: LabelledBlock, start: int) -> None:
        """Add the text from ``start`` to the answer, up to where members ask again in it."""
        answer_end = asks_again(self.document, start, line.end)
        self._add_answer(start, answer_end)
        if answer_end < line.end:
            self._read_parts(replace(line, kind="text", start=answer_end + 1, body=answer_end + 1))

    def _add_to_turn(self, line: LabelledBlock, end: int) -> None:
        """Add the members' text up to ``end`` to their turn, or begin another one with it."""
        text = self.document.text[line.body : end]
        name = speaking(text)
        self.named = name or self.named or self.section
        self._end_answer()
        if not self.turns and introduces(text) and not puts(text):
            self.lead_in = self._lead_in(line)
            return
        self._begin_turn(line, name, text)
        turn = self.turns[-1]
        turn.parts.append((line.body if self.lead_in is None else self.lead_in, end))
        self.lead_in = None
        turn.reported = not asks(text) and puts(text)
        turn.has_question = turn.has_question or turn.reported or asks(text)

    def _lead_in(self, line: LabelledBlock) -> int | None:
        """Return the offset of an introduction, None if it belongs to the letter that asks.

        Seen in: kst-21501-32-1459.
        """
        if self.announced:
            return None
        return line.body if self.lead_in is None else self.lead_in

    def _begin_turn(self, line: LabelledBlock, name: str | None, text: str) -> None:
        """Begin a turn behind an answer, at a number, or for another group; drop a mere remark."""
        numbered = _is_numbered(line)
        anew = numbered or self._is_another(name)
        if anew or puts(text):
            self._answer_within()
            self._end_answer()
        if self.turns and not anew:
            return
        if self.turns and not self.turns[-1].has_question:
            self.turns.pop()
        party = self.section if self.grouped else self.named
        self.turns.append(_Turn(party, line.labels[0] if numbered else ""))

    def _is_another(self, name: str | None) -> bool:
        """Return True if a party group speaks in the section of a topic, not the last one again."""
        if self.grouped or name is None or not self.turns:
            return False
        return name != self.turns[-1].party

    def _add_answer(self, start: int, end: int) -> None:
        """Extend the current answer, or begin the answer to all turns since the last one.

        A group that has only read the paper, beside another one's question, makes a remark.
        """
        if self.answer is not None:
            self.answer.end = end
            return
        self.lead_in = None
        if not self.turns:
            return
        asking = [turn for turn in self.turns if not self._is_remark(turn)]
        questions = [self._question(turn) for turn in asking or self.turns]
        self.pairing.questions += questions
        self.answer = Answer(self.letter, start, end, questions, [1.0] * len(questions))
        self.pairing.answers.append(self.answer)

    def _is_remark(self, turn: _Turn) -> bool:
        """Return True if the members only say that they have read the paper."""
        text = self.document.text[turn.parts[0][0] : turn.parts[-1][1]]
        return not turn.has_question and introduces(text)

    def _question(self, turn: _Turn) -> Question:
        key = turn.party if self.grouped else None
        self.counts[key] += 1
        label = turn.label or str(self.counts[key])
        start, end = turn.parts[0][0], turn.parts[-1][1]
        return Question(self.letter, turn.party, label, start, end, grouped=self.grouped)


def _is_numbered(line: LabelledBlock) -> bool:
    return line.kind in {"item", "question"} and line.depth <= NUMBERED and bool(line.labels)


def readings(document: Document, lines: Sequence[LabelledBlock], roles: Roles) -> Iterator[Reading]:
    """Yield the readings of members and government who speak in turn.

    In the first, headings of party groups name the sections, and each group numbers its own
    questions; in the second, headings name topics, and the members themselves name their group.
    """
    announced = roles.asked_in != roles.answered_in
    for name, grouped in (("turns_by_party", True), ("turns_by_topic", False)):
        reader = _Reader(document, roles.asked_in, grouped=grouped, announced=announced)
        pairing = reader.read(lines)
        for answer in pairing.answers:
            answer.letter = roles.answered_in
        yield Reading(name, pairing)
