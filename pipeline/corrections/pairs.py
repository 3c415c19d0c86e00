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
    for one in stated:
        if one.what == "askers":
            _set_party(pairing, one.value)
        elif one.what == "neither":
            _clear(document, pairing, one.span)
    if letters:
        _set_passages(document, letters, pairing, stated)
    for one in stated:
        if one.what == "askers":
            for question in pairing.questions:
                question.askers = tuple(keys(one.value))


def _set_passages(
    document: Document, letters: Sequence[Letter], pairing: Pairing, stated: Sequence[Correction]
) -> None:
    """Set the stated questions, and then the answers, which may be to questions added here."""
    for one in stated:
        if one.what == "answer":
            _clear(document, pairing, one.span, pairing.answers)
    known = set(map(key_of, pairing.questions))
    questions = [one for one in stated if one.what == "question"]
    # Those that are known move first, so that none of them is renamed.
    for one in sorted(questions, key=lambda one: one.value not in known):
        _set_question(document, letters, pairing, one)
    for one in stated:
        if one.what == "answer":
            _set_answer(document, letters, pairing, one)


def effective(document: Document, corrections: Sequence[Correction]) -> list[Correction]:
    """Return the corrections with places that do not overlap: the later one has what both claim.

    An earlier one keeps the largest part that is left, and vanishes if nothing is; so does an
    earlier place of the same question.
    """
    kept: list[Correction] = []
    taken: list[Span] = []
    for one in sorted(corrections, key=lambda one: -one.number):
        if one.what not in PLACED:
            kept.append(one)
            continue
        if one.what == "question" and any(
            other.what == one.what and other.value == one.value for other in kept
        ):
            continue
        parts = sorted(_outside(document, one.span, taken), key=lambda part: part[0] - part[1])
        taken.append(one.span)
        wanted = parts if one.what == "neither" else parts[:1]
        kept += [replace(one, char_start=start, char_end=end) for start, end in wanted]
    return sorted(kept, key=lambda one: (one.number, one.span))


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
    document: Document, letters: Sequence[Letter], pairing: Pairing, one: Correction
) -> None:
    """Move the question of this name to the place, rename the one that is there, or add one."""
    party, _, label = one.value.rpartition(" ")
    same = [question for question in pairing.questions if key_of(question) == one.value]
    there = [question for question in pairing.questions if _is_mostly(question, one.span)]
    same.sort(key=lambda question: -_overlap(_span(question), one.span))
    question = next(iter([*same, *there]), None)
    if question is None:
        letter = _letter(letters, one.span, government=False)
        question = Question(letter, None, label, *one.span)
        question.askers = pairing.questions[0].askers if pairing.questions else ()
        pairing.questions.append(question)
    question.party, question.label = party or None, label
    question.start, question.end = one.span
    if question.preamble and _overlap(question.preamble, one.span):
        question.preamble = None
    _clear(document, pairing, one.span, [question])
    pairing.questions.sort(key=lambda found: found.start)


def _set_answer(
    document: Document, letters: Sequence[Letter], pairing: Pairing, one: Correction
) -> None:
    """Move the answer to these questions to the place, relink the one that is there, or add one."""
    by_key = {key_of(question): question for question in reversed(pairing.questions)}
    questions = [by_key[key] for key in keys(one.value) if key in by_key]
    if not questions or len(questions) < len(keys(one.value)):
        return
    touched = [answer for answer in pairing.answers if _overlap(_span(answer), one.span)]
    same = [answer for answer in touched if answer.questions == questions]
    there = [answer for answer in touched if _is_mostly(answer, one.span)]
    answer = next(iter([*same, *there]), None)
    if answer is None:
        letter = _letter(letters, one.span, government=True)
        answer = Answer(letter, *one.span, [], [])
        pairing.answers.append(answer)
    answer.questions, answer.confidence = questions, [1.0] * len(questions)
    answer.start, answer.end = one.span
    _clear(document, pairing, one.span, [answer])
    pairing.answers.sort(key=lambda found: found.start)


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
    pairing.repeats = [one for one in pairing.repeats if not _overlap((one.start, one.end), span)]
    pairing.quotes = [one for one in pairing.quotes if not _overlap(one, span)]
    left = _cutting(document, span, {id(one) for one in keep})
    pairing.questions = [one for one in pairing.questions if left(one)]
    pairing.answers = [one for one in pairing.answers if left(one)]
    remaining = {id(question) for question in pairing.questions}
    for answer in pairing.answers:
        linked = zip(answer.questions, answer.confidence, strict=True)
        links = [(one, sure) for one, sure in linked if id(one) in remaining]
        answer.questions, answer.confidence = [one for one, _ in links], [sure for _, sure in links]
    pairing.answers = [answer for answer in pairing.answers if answer.questions]
    pairing.repeats = [one for one in pairing.repeats if id(one.question) in remaining]


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


def _overlap(one: Span, other: Span) -> int:
    """Return the number of characters that two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _is_mostly(passage: Question | Answer, span: Span) -> bool:
    """Return True if a passage shares more than half of its own length, and of the span's."""
    longer = max(passage.end - passage.start, span[1] - span[0])
    return 2 * _overlap(_span(passage), span) > longer


def _letter(letters: Sequence[Letter], span: Span, *, government: bool) -> int:
    """Return the ordinal of the letter with this place, preferably of the side that writes it."""
    around = [one for one in letters if one.start <= span[0] < one.end] or list(letters)
    side = [one for one in around if (one.side == "government") == government]
    return (side or around)[0].ordinal
