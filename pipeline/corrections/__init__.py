"""Corrections by persons, applied as the last reading of a paper.

A correction states what a place in the text is. The kind of the paper and the labels of blocks are
corrected before the readings compete; questions, answers, askers and ministers after the best
reading was chosen (``pairs``, ``signers``). A correction only counts for the text that the person
saw; for any other text it is dropped, and its row has that state.

Every function is pure but ``apply``, which changes the pairing that it is given. Applying the same
corrections again changes nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import get_args

from pipeline.corrections.pairs import apply, key_of, keys
from pipeline.corrections.signers import office_of, signed
from pipeline.parsing.kind import PaperKind
from pipeline.parsing.language.labels import expand
from pipeline.parsing.language.parties import party_of
from pipeline.parsing.ministers import Minister
from pipeline.parsing.origin import Correction, Origin, Row
from pipeline.parsing.outline.labelled_block import BlockKind, LabelledBlock
from pipeline.parsing.pairing import Answer, Pairing, Question

__all__ = [
    "KINDS",
    "LABELS",
    "Result",
    "apply",
    "key_of",
    "keys",
    "kind",
    "of_text",
    "office_of",
    "relabelled",
    "rows",
    "signed",
]

KINDS: tuple[PaperKind, ...] = get_args(PaperKind)
"""Values of a correction of the kind of a paper."""

LABELS: tuple[BlockKind, ...] = (
    "question", "answer", "party", "notice", "heading", "signature", "text",
)  # fmt: skip
"""Labels that a person can give a block, with numbers or a party behind them: "answer 3 and 4"."""


@dataclass(frozen=True, slots=True)
class Result:
    """Kind, blocks, pairing and signatures of a paper after its corrections were applied."""

    kind: PaperKind
    lines: Sequence[LabelledBlock]
    pairing: Pairing
    signed: Mapping[int, Sequence[Minister]]


def of_text(corrections: Sequence[Correction], text_sha256: str) -> list[Correction]:
    """Return the corrections that were made of this text, in the order of their numbers."""
    mine = (correction for correction in corrections if correction.text_sha256 == text_sha256)
    return sorted(mine, key=lambda correction: correction.number)


def kind(corrections: Sequence[Correction]) -> PaperKind | None:
    """Return the kind that the last such correction gives the paper, None if there is none."""
    stated = [correction.value for correction in corrections if correction.what == "kind"]
    return stated[-1] if stated and stated[-1] in KINDS else None


def relabelled(
    lines: list[LabelledBlock], corrections: Sequence[Correction]
) -> list[LabelledBlock]:
    """Return the blocks with the labels that the corrections give them."""
    for correction in corrections:
        if correction.what == "label":
            lines = _relabelled(lines, correction)
    return lines


def _relabelled(lines: list[LabelledBlock], correction: Correction) -> list[LabelledBlock]:
    """Return the blocks, where that of the correction has its label.

    The heading ends with the place of the correction; the rest of its block is what it heads.
    """
    start, end = correction.span
    inside = [line for line in lines if line.start < end and line.end > start]
    label = label_of(correction.value)
    if not inside or label is None:
        return lines
    last = max(end, *(line.end for line in inside))
    heads = label.kind in {"question", "answer", "notice", "party"}
    body = end + (last > end) if heads else start  # a space parts a heading from its text
    new = replace(label, start=start, body=min(body, last), end=last)
    before = [
        replace(line, body=min(line.body, start), end=start)
        for line in inside[:1]
        if line.start < start
    ]
    place = lines.index(inside[0])
    return [*lines[:place], *before, new, *lines[place + len(inside) :]]


def label_of(value: str) -> LabelledBlock | None:
    """Return a block with the label that a value gives, still without a place; None if unknown.

    Example: "answer 3 en 4" is the heading of the answers to 3 and 4, "party VVD" that of a group.
    """
    name, _, rest = value.partition(" ")
    if name not in LABELS:
        return None
    party = party_of(rest)
    labels = expand(rest) if name in {"question", "answer"} else ()
    if name == "party":
        party = party or rest or None
    return LabelledBlock(name, 0, 0, 0, labels, party, rule="correction")


def rows(origin: Origin, text_sha256: str, result: Result) -> list[Row]:
    """Return a row for each correction of a paper, with its state after parsing."""
    return [
        {
            "publication_id": origin.publication_id,
            "number": correction.number,
            "state": _state(correction, text_sha256, result),
            "what": correction.what,
            "value": correction.value,
            "char_start": correction.char_start,
            "char_end": correction.char_end,
            "text_sha256": correction.text_sha256,
            "corrected_by": correction.by,
            "corrected_why": correction.why,
            "corrected_at": correction.at,
        }
        for correction in sorted(origin.corrections, key=lambda correction: correction.number)
    ]


def _state(correction: Correction, text_sha256: str, result: Result) -> str:
    """Return the state of a correction: applied, dropped or overruled.

    It is dropped if it was made of another text, and overruled if the rows differ from it: a later
    correction contradicts it, or it names a question that is not there.
    """
    if correction.text_sha256 != text_sha256:
        return "dropped"
    return "applied" if _holds(correction, result) else "overruled"


def _holds(correction: Correction, result: Result) -> bool:
    """Return True if the result agrees with a correction."""
    test = AGREES.get(correction.what)
    return test is not None and test(correction, result)


def _label_agrees(correction: Correction, result: Result) -> bool:
    label = label_of(correction.value)
    there = (line.kind for line in result.lines if line.start == correction.char_start)
    return label is not None and label.kind in there


def _question_agrees(correction: Correction, result: Result) -> bool:
    questions = (
        question for question in result.pairing.questions if key_of(question) == correction.value
    )
    return any((question.start, question.end) == correction.span for question in questions)


def _answer_agrees(correction: Correction, result: Result) -> bool:
    named = sorted(keys(correction.value))
    there = (
        answer for answer in result.pairing.answers if (answer.start, answer.end) == correction.span
    )
    return any(sorted(map(key_of, answer.questions)) == named for answer in there)


def _neither_agrees(correction: Correction, result: Result) -> bool:
    passages: list[Question | Answer] = [*result.pairing.questions, *result.pairing.answers]
    return not any(
        passage.start < correction.span[1] and passage.end > correction.span[0]
        for passage in passages
    )


def _askers_agree(correction: Correction, result: Result) -> bool:
    return all(
        ", ".join(question.askers) == correction.value for question in result.pairing.questions
    )


def _minister_agrees(correction: Correction, result: Result) -> bool:
    stated = office_of(correction.value)
    return stated is not None and any(
        (minister.role, minister.name) == (stated.role, stated.name)
        for minister in chain.from_iterable(result.signed.values())
    )


AGREES: Mapping[str, Callable[[Correction, Result], bool]] = {
    "kind": lambda correction, result: result.kind == correction.value,
    "label": _label_agrees,
    "question": _question_agrees,
    "answer": _answer_agrees,
    "neither": _neither_agrees,
    "askers": _askers_agree,
    "minister": _minister_agrees,
}
"""Tests whether the rows agree with a correction, by what it corrects."""
