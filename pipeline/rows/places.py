"""Lookup of the question, answer or letter that contains an offset of the canonical text."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.parsing.letters import Letter
from pipeline.parsing.pairing import Answer, Pairing, Question


@dataclass(frozen=True, slots=True)
class Place:
    """The letter, and the question or answer, that contain an offset; None where there is none."""

    letter: int | None = None
    question: Question | None = None
    answer: Answer | None = None

    @property
    def context(self) -> Question | None:
        """Question from which a pointer at this place is resolved."""
        return self.question or (
            self.answer.questions[0] if self.answer and self.answer.questions else None
        )


class Places:
    """Index of the spans of questions, lead-ins, repeats and answers of a paper.

    ``spread`` is true if each letter is one contiguous part of the paper; the letters of printed
    written questions are interleaved.
    """

    def __init__(self, pairing: Pairing, letters: Sequence[Letter], *, spread: bool) -> None:
        self.letters = letters if spread else ()
        spans: list[tuple[int, int, Place]] = [
            (answer.start, answer.end, Place(answer.letter, None, answer))
            for answer in pairing.answers
        ]
        lead_ins: set[tuple[int, int]] = set()
        for question in pairing.questions:
            spans.append((question.start, question.end, Place(question.letter, question)))
            if question.preamble and question.preamble not in lead_ins:
                lead_ins.add(
                    question.preamble
                )  # the first sub-question gets the citations of a lead-in
                spans.append((*question.preamble, Place(question.letter, question)))
        spans += [
            (repeat.start, repeat.end, Place(None, repeat.question)) for repeat in pairing.repeats
        ]
        self.spans = sorted(spans, key=lambda span: (span[0], -span[1]))
        self.starts = [start for start, _, _ in self.spans]
        self.reach = list(accumulate((end for _, end, _ in self.spans), max))

    def at(self, position: int | None) -> Place:
        """Return the place at an offset.

        A span includes its end offset, because a footnote mark right behind the last character
        belongs to it.
        """
        if position is None:
            return Place()
        index = bisect_right(self.starts, position) - 1
        while index >= 0 and self.reach[index] >= position:  # no earlier span reaches further
            _, end, place = self.spans[index]
            if position <= end:
                letter = (
                    self._letter(position)
                    or place.letter
                    or (place.question.letter if place.question else None)
                )
                return Place(letter, place.question, place.answer)
            index -= 1
        return Place(self._letter(position))

    def _letter(self, position: int) -> int | None:
        return next(
            (letter.ordinal for letter in self.letters if letter.start <= position <= letter.end),
            None,
        )
