"""Grammar of memories and notas: members and government speak in turn, mostly without numbers.

A question is all that the members say up to its answer. The speaker follows from the beginning of a
paragraph, a question mark at its end, and the paragraphs before it: an answer only follows a
question.
"""

from __future__ import annotations

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
from pipeline.parsing.outline.line import Line
from pipeline.parsing.outline.signatures import signed_below
from pipeline.parsing.pairing import Answer, Pairing, Question
from pipeline.parsing.pairing.readings import Roles
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


@dataclass(slots=True)
class _Turn:
    """Speaker turn of the members of one party group.

    ``told`` is true if the government reports it and answers in the same paragraph.
    """

    party: str | None
    label: str
    parts: list[tuple[int, int]] = field(default_factory=list)
    asked: bool = False
    told: bool = False


@dataclass(slots=True)
class _Reader:
    """State of the scan of a memorie, paragraph by paragraph.

    ``grouped`` is true if headings name the party groups; ``section`` is the group of the last
    heading, ``named`` the one that a heading or the members themselves named last. ``turns`` are
    the speaker turns since the last answer, ``answer`` is the current answer, None until the
    government speaks. ``lead_in`` is the offset of an introduction that belongs to the next
    question; ``listing`` is true if the last paragraph announced a list. ``counts`` numbers the
    questions, per group if they are grouped.
    """

    document: Document
    letter: int
    grouped: bool
    pairing: Pairing = field(default_factory=Pairing)
    section: str | None = None
    named: str | None = None
    lead_in: int | None = None
    listing: bool = False
    turns: list[_Turn] = field(default_factory=list)
    answer: Answer | None = None
    counts: dict[str | None, int] = field(default_factory=dict)

    def read(self, lines: Sequence[Line]) -> Pairing:
        """Return the questions and answers of these lines."""
        for index, line in enumerate(lines):
            if line.kind == "party":
                _end_section(self)
                self.section = self.named = line.party
            elif line.kind in {"heading", "signature", "aside", "notice"} or (
                signed_below(lines, index) and wishes(self.document, line)
            ):
                _end_section(self)
            elif line.body < line.end:
                for part in apart(self.document, line):
                    _paragraph(self, part)
        _answer_within(self)
        return self.pairing


def readings(document: Document, lines: Sequence[Line], roles: Roles) -> Iterator[Reading]:
    """Yield the readings of members and government who speak in turn.

    If party groups have headings, these name the sections, and each group numbers its own
    questions; otherwise headings name topics, and the members themselves name their group.
    """
    for name, grouped in (("turns_by_party", True), ("turns_by_topic", False)):
        if grouped == under_parties(lines):
            pairing = _Reader(document, roles.asked_in, grouped=grouped).read(lines)
            for answer in pairing.answers:
                answer.letter = roles.answered_in
            yield Reading(name, pairing)


def under_parties(lines: Sequence[Line]) -> bool:
    """Return True if at least half of the text below headings is below those of party groups."""
    below = {"party": 0, "heading": 0}
    section = ""
    for line in lines:
        if line.kind in below:
            section = line.kind
        elif section:
            below[section] += line.end - line.body
    return below["party"] > 0 and below["party"] >= below["heading"]


def under_topics(lines: Sequence[Line]) -> bool:
    """Return True if most of the text below headings is below those of topics."""
    return not under_parties(lines) and any(line.kind == "heading" for line in lines)


def _end_section(reader: _Reader) -> None:
    """Close the section at a heading or signature; turns without an answer become remarks."""
    _answer_within(reader)
    reader.turns, reader.answer, reader.lead_in, reader.listing = [], None, None, False


def _answer_within(reader: _Reader) -> None:
    """Split an unanswered turn: the rest of its paragraph after the last question is the answer."""
    if reader.answer is not None or not reader.turns:
        return
    start, end = reader.turns[-1].parts[-1]
    asked = asking_end(reader.document, start, end)
    if reader.turns[-1].asked and start < asked < end:
        reader.turns[-1].parts[-1] = (start, asked)
        _add_answer(reader, asked + 1, end)


def _paragraph(reader: _Reader, line: Line) -> None:
    """Add one paragraph to a question, to a new one, or to an answer."""
    document = reader.document
    text = document.text[line.body : line.end]
    numbered = line.kind in {"item", "question"} and line.depth < 2 and bool(line.labels)  # noqa: PLR2004
    if (
        reader.listing
        and line.kind == "item"
        and _goes_on_with_list(reader, line, asks_itself=numbered and ends_asking(text))
    ):
        return
    reader.listing = text.endswith(":")
    if _is_of_members(reader, text):
        split = turn_of_speech(document, line)
        if (
            split < line.end
            and not reader.turns
            and not reader.pairing.questions
            and not puts(document.text[line.body : split])
        ):
            return  # an opening in which the government thanks members for their report
        _add_to_turn(reader, line, split, numbered=numbered)
        if split < line.end:
            _government(reader, line, split)
    elif not reader.turns and reader.answer is None and closes(text):
        return
    else:
        _government(reader, line, line.start if line.kind == "item" else line.body)


def _goes_on_with_list(reader: _Reader, line: Line, *, asks_itself: bool) -> bool:
    """Return True if an item continues the announced list, and add it to its speaker's text.

    A numbered question below the words of members is a separate question.
    """
    if reader.answer is not None:
        reader.answer.end = line.end
        return True
    if not reader.turns or asks_itself:
        return False
    reader.turns[-1].parts.append((line.start, line.end))
    reader.turns[-1].asked = reader.turns[-1].asked or puts(
        reader.document.text[line.body : line.end]
    )
    return True


def _government(reader: _Reader, line: Line, start: int) -> None:
    """Add the text from ``start`` to the answer, up to where members ask again in the paragraph."""
    asked = asks_again(reader.document, start, line.end)
    _add_answer(reader, start, asked)
    if asked < line.end:
        for part in apart(
            reader.document, replace(line, kind="text", start=asked + 1, body=asked + 1)
        ):
            _paragraph(reader, part)


def _is_of_members(reader: _Reader, text: str) -> bool:
    """Return True if members speak in this paragraph."""
    if members_speak(text) or addresses_government(text) or only_asks(text):
        return True
    last_asks = reader.document.media_type != RUNS_ON and members_ask_last(text)
    if government_speaks(text) or last_asks:
        return last_asks
    if not reader.turns:
        return False
    if reader.answer is None and not any(turn.asked for turn in reader.turns):
        return True  # they have not asked yet, so this leads up to it
    return reader.answer is None and ends_asking(text)


def _add_to_turn(reader: _Reader, line: Line, end: int, *, numbered: bool) -> None:
    """Add the members' text up to ``end`` to their turn.

    A new turn begins behind an answer, at a number, or for another party group.
    """
    text = reader.document.text[line.body : end]
    name = speaking(text)
    reader.named = name or reader.named or reader.section
    if reader.answer is not None:
        reader.turns, reader.answer = [], None
    if introduces(text) and not puts(text) and not reader.turns:
        reader.lead_in = line.body if reader.lead_in is None else reader.lead_in
        return
    party = reader.section if reader.grouped else reader.named
    anew = numbered or (
        name is not None and reader.turns and name != reader.turns[-1].party and not reader.grouped
    )
    goes_on = reader.turns and (reader.document.media_type == RUNS_ON or reader.turns[-1].told)
    if anew or (goes_on and puts(text)):
        _answer_within(reader)
        if reader.answer is not None:
            reader.turns, reader.answer = [], None
    if not reader.turns or anew:
        if reader.turns and not reader.turns[-1].asked:
            reader.turns.pop()  # a remark
        reader.turns.append(_Turn(party, line.labels[0] if numbered else ""))
    turn = reader.turns[-1]
    turn.parts.append((line.body if reader.lead_in is None else reader.lead_in, end))
    reader.lead_in = None
    turn.told = not asks(text) and puts(text)
    turn.asked = turn.asked or turn.told or asks(text)


def _add_answer(reader: _Reader, start: int, end: int) -> None:
    """Extend the current answer, or begin the answer to all turns since the last one."""
    if reader.answer is not None:
        reader.answer.end = end
        return
    reader.lead_in = None
    if not reader.turns:
        return
    questions = []
    for turn in reader.turns:
        key = turn.party if reader.grouped else None
        reader.counts[key] = reader.counts.get(key, 0) + 1
        label = turn.label or str(reader.counts[key])
        questions.append(
            Question(reader.letter, turn.party, label, turn.parts[0][0], turn.parts[-1][1])
        )
    reader.pairing.questions += questions
    reader.answer = Answer(reader.letter, start, end, questions, [1.0] * len(questions))
    reader.pairing.answers.append(reader.answer)
