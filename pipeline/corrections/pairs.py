"""Corrections of questions, answers and askers, applied to the pairing of a paper.

What a person states of a place wins: other questions and answers are cut back to the largest part
outside of it, and vanish if nothing is left. A later correction wins from an earlier one.
"""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from pipeline.parsing.language.parties import named
from pipeline.parsing.letters import Letter
from pipeline.parsing.origin import Correction
from pipeline.parsing.pairing import Answer, Pairing, Question
from pipeline.reading.document import Document

Span = tuple[int, int]

PLACED = frozenset({"question", "answer", "neither"})
"""Subjects of corrections at a place of their own, which no other correction can share."""


def key_of(question: Question) -> str:
    """Return the name of a question within its paper, such as "VVD 1a", or "1a" without party."""
    return f"{question.party} {question.label}" if question.party else question.label


def keys(value: str) -> list[str]:
    """Return the names of the questions that a value lists.

    Example: ``keys("VVD 1, SP 2a") == ["VVD 1", "SP 2a"]``.
    """
    parts = (" ".join(part.split()) for part in value.split(","))
    return list(dict.fromkeys(part for part in parts if part))


def apply(
    document: Document,
    letters: Sequence[Letter],
    pairing: Pairing,
    corrections: Sequence[Correction],
) -> None:
    """Change the pairing to what the corrections state.

    The party of the askers comes first, then what is neither question nor answer, questions, the
    answers to them, and the names of the askers.
    """
    stated = effective(document, corrections)
    for correction in stated:
        if correction.what == "askers":
            _set_party(pairing, correction.value)
        elif correction.what == "neither":
            _clear(document, pairing, correction.span)
    if letters:
        _set_passages(document, letters, pairing, stated)
    for correction in stated:
        if correction.what == "askers":
            for question in pairing.questions:
                question.askers = tuple(keys(correction.value))


def _set_passages(
    document: Document, letters: Sequence[Letter], pairing: Pairing, stated: Sequence[Correction]
) -> None:
    """Set the stated questions, and then the answers, which may be to questions added here."""
    for correction in stated:
        if correction.what == "answer":
            _clear(document, pairing, correction.span, pairing.answers)
    known = set(map(key_of, pairing.questions))
    questions = [correction for correction in stated if correction.what == "question"]
    # Those that are known move first, so that none of them is renamed.
    for correction in sorted(questions, key=lambda correction: correction.value not in known):
        _set_question(document, letters, pairing, correction)
    for correction in stated:
        if correction.what == "answer":
            _set_answer(document, letters, pairing, correction)


def effective(document: Document, corrections: Sequence[Correction]) -> list[Correction]:
    """Return the corrections with places that do not overlap: the later one has what both claim.

    An earlier one keeps the largest part that is left, and vanishes if nothing is; so does an
    earlier place of the same question.
    """
    separate: list[Correction] = []
    taken: list[Span] = []
    for correction in sorted(corrections, key=lambda correction: -correction.number):
        if correction.what not in PLACED:
            separate.append(correction)
            continue
        if correction.what == "question" and any(
            other.what == correction.what and other.value == correction.value for other in separate
        ):
            continue
        parts = sorted(
            _outside(document, correction.span, taken), key=lambda part: part[0] - part[1]
        )
        taken.append(correction.span)
        wanted = parts if correction.what == "neither" else parts[:1]
        separate += [replace(correction, char_start=start, char_end=end) for start, end in wanted]
    return sorted(separate, key=lambda correction: (correction.number, correction.span))


def _outside(document: Document, span: Span, taken: Sequence[Span]) -> list[Span]:
    """Return the parts of a span outside of others, without white space around them."""
    parts = [span]
    for start, end in taken:
        parts = [
            (first, last)
            for part in parts
            for first, last in ((part[0], min(part[1], start)), (max(part[0], end), part[1]))
            if first < last
        ]
    if parts != [span]:
        parts = [_trimmed(document.text, *part) for part in parts]
    return [(start, end) for start, end in parts if start < end]


def _set_question(
    document: Document, letters: Sequence[Letter], pairing: Pairing, correction: Correction
) -> None:
    """Move the question of this name to the place, rename the one that is there, or add one."""
    party, _, label = correction.value.rpartition(" ")
    same = [question for question in pairing.questions if key_of(question) == correction.value]
    there = [question for question in pairing.questions if _is_mostly(question, correction.span)]
    same.sort(key=lambda question: -_overlap(_span(question), correction.span))
    question = next(iter([*same, *there]), None)
    if question is None:
        letter = _letter(letters, correction.span, government=False)
        question = Question(letter, None, label, *correction.span)
        first = next(iter(pairing.questions), question)
        question.askers, question.grouped = first.askers, first.grouped
        pairing.questions.append(question)
    question.party, question.label = party or None, label
    question.start, question.end = correction.span
    if question.preamble and _overlap(question.preamble, correction.span):
        question.preamble = None
    _clear(document, pairing, correction.span, [question])
    pairing.questions.sort(key=lambda item: item.start)


def _set_answer(
    document: Document, letters: Sequence[Letter], pairing: Pairing, correction: Correction
) -> None:
    """Move the answer to these questions to the place, relink the one that is there, or add one."""
    by_key = {key_of(question): question for question in reversed(pairing.questions)}
    questions = [by_key[key] for key in keys(correction.value) if key in by_key]
    if not questions or len(questions) < len(keys(correction.value)):
        return
    touched = [answer for answer in pairing.answers if _overlap(_span(answer), correction.span)]
    same = [answer for answer in touched if answer.questions == questions]
    there = [answer for answer in touched if _is_mostly(answer, correction.span)]
    answer = next(iter([*same, *there]), None)
    if answer is None:
        letter = _letter(letters, correction.span, government=True)
        answer = Answer(letter, *correction.span, [], [])
        pairing.answers.append(answer)
    answer.questions, answer.confidence = questions, [1.0] * len(questions)
    answer.start, answer.end = correction.span
    _clear(document, pairing, correction.span, [answer])
    pairing.answers.sort(key=lambda item: item.start)


def _set_party(pairing: Pairing, askers: str) -> None:
    """Set the party of every question to that of its askers, None if they are of several.

    Example: "Knip (VVD), Bikker (ChristenUnie)" gives None.
    """
    parties = {party.name for asker in keys(askers) for party in named(asker.partition("(")[2])}
    for question in pairing.questions:
        question.party = next(iter(parties)) if len(parties) == 1 else None


def _clear(
    document: Document, pairing: Pairing, span: Span, keep: Sequence[Question | Answer] = ()
) -> None:
    """Cut everything but ``keep`` back to the part outside of a place."""
    pairing.repeats = [
        item for item in pairing.repeats if not _overlap((item.start, item.end), span)
    ]
    pairing.quotes = [item for item in pairing.quotes if not _overlap(item, span)]
    left = _cutting(document, span, {id(item) for item in keep})
    pairing.questions = [item for item in pairing.questions if left(item)]
    pairing.answers = [item for item in pairing.answers if left(item)]
    remaining = {id(question) for question in pairing.questions}
    for answer in pairing.answers:
        linked = zip(answer.questions, answer.confidence, strict=True)
        links = [(item, sure) for item, sure in linked if id(item) in remaining]
        answer.questions, answer.confidence = (
            [item for item, _ in links],
            [sure for _, sure in links],
        )
    pairing.answers = [answer for answer in pairing.answers if answer.questions]
    pairing.repeats = [item for item in pairing.repeats if id(item.question) in remaining]


def _cutting(
    document: Document, span: Span, keep: AbstractSet[int]
) -> Callable[[Question | Answer], bool]:
    """Return a function that cuts a passage back and returns True if something is left.

    ``keep`` are the identities of the passages that are not cut.
    """

    def cut(passage: Question | Answer) -> bool:
        if id(passage) in keep or not _overlap(_span(passage), span):
            return True
        parts = _outside(document, _span(passage), [span])
        if parts:
            passage.start, passage.end = max(parts, key=lambda part: part[1] - part[0])
        return bool(parts)

    return cut


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _span(passage: Question | Answer) -> Span:
    return passage.start, passage.end


def _overlap(span: Span, other: Span) -> int:
    """Return the number of characters that two spans share."""
    return max(0, min(span[1], other[1]) - max(span[0], other[0]))


def _is_mostly(passage: Question | Answer, span: Span) -> bool:
    """Return True if a passage shares more than half of its own length, and of the span's."""
    longer = max(passage.end - passage.start, span[1] - span[0])
    return 2 * _overlap(_span(passage), span) > longer


def _letter(letters: Sequence[Letter], span: Span, *, government: bool) -> int:
    """Return the ordinal of the letter with this place, preferably of the side that writes it."""
    around = [letter for letter in letters if letter.start <= span[0] < letter.end] or list(letters)
    side = [letter for letter in around if (letter.side == "government") == government]
    return (side or around)[0].ordinal
