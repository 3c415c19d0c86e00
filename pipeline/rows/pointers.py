"""Resolution of pointers to another answer: "zie het antwoord op vraag 2 van D66"."""

import re
from collections.abc import Sequence

from pipeline.parsing.pairing import Question
from pipeline.parsing.references.citation import Citation

ORDINALS = {
    word: number
    for number, word in enumerate(
        (
            "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste",
            "negende", "tiende", "elfde",
            "twaalfde", "dertiende", "veertiende", "vijftiende", "zestiende", "zeventiende",
            "achttiende", "negentiende",
            "twintigste",
        )
    )
}  # fmt: skip
"""Indices in a list, from 0, by their Dutch ordinal."""

ANY = "*"
"""Key for any party group."""

LETTER = re.compile(r"[a-z]$")


class Pointers:
    """Index of the questions of one paper by the names that its letters use for them.

    The key of a question whose number counts within its party group includes the group: "D66 2".
    """

    def __init__(self, questions: Sequence[Question]) -> None:
        self.questions = list(questions)
        self.order = {id(question): place for place, question in enumerate(self.questions)}
        self.own: dict[tuple[str | None, str], list[Question]] = {}
        self.parts: dict[tuple[str | None, str], list[Question]] = {}
        self.counted: dict[str | None, dict[str, Question]] = {}
        for question in self.questions:
            for party in (question.party, ANY):
                self.own.setdefault((party, question.label), []).append(question)
                self.parts.setdefault((party, question.parent), []).append(question)
                self.counted.setdefault(party, {}).setdefault(
                    question.parent or question.label, question
                )

    def key(self, question: Question, label: str | None = None) -> str:
        """Return the key of a question within its paper: "2", or "D66 2" if its group counts."""
        number = label or question.label
        return f"{question.party} {number}" if question.grouped and question.party else number

    def resolve(
        self, citation: Citation, here: Question | None
    ) -> tuple[str | None, Question | None]:
        """Return the key and the question that a pointer refers to, both None if it is unresolved.

        ``here`` is the question that the pointer belongs to, None if there is none.
        """
        party = citation.party or (here.party if here else None)
        if citation.label is not None:
            return self._labelled(citation.label, party, here, named=citation.party is not None)
        if citation.ordinal_word in {"vorige", "volgende"}:
            return self._beside(here, -1 if citation.ordinal_word == "vorige" else 1)
        numbers = self._numbers(party)
        place = _place(citation, len(numbers))
        if place is None or not 0 <= place < len(numbers):
            return None, None
        label, question = numbers[place]
        return self.key(question, label), question

    def _labelled(
        self, label: str, party: str | None, here: Question | None, *, named: bool
    ) -> tuple[str | None, Question | None]:
        """Return the key and the question with this number.

        A named party group takes precedence, then the group at hand, then the only match in the
        paper.
        """
        if LETTER.fullmatch(label) and here is not None:
            label = (here.parent or here.label) + label
        for group in (party, *(() if named and party in self.counted else (ANY,))):
            for number, questions in (
                (None, self.own.get((group, label), [])),
                (label, self.parts.get((group, label), [])),
                (
                    None,
                    self.own.get((group, LETTER.sub("", label)), []),
                ),  # "1a" may point to question 1
            ):
                if questions and (
                    group == party or len({question.party for question in questions}) == 1
                ):
                    return self.key(questions[0], number), questions[0]
        return None, None

    def _numbers(self, party: str | None) -> list[tuple[str, Question]]:
        """Return the numbers of a party group with their questions.

        Sub-questions count as one: the first of them represents their number.
        """
        return list(self.counted.get(ANY if party is None else party, {}).items())

    def _beside(self, here: Question | None, step: int) -> tuple[str | None, Question | None]:
        """Return the key and the question ``step`` places after ``here``, None if there is none."""
        if here is None or id(here) not in self.order:
            return None, None
        place = self.order[id(here)] + step
        if not 0 <= place < len(self.questions):
            return None, None
        return self.key(self.questions[place]), self.questions[place]


def _place(citation: Citation, count: int) -> int | None:
    """Return the index among ``count`` questions that a word gives, None if it gives none.

    A pointer without a word means the only question of the party group that it names.
    """
    if citation.ordinal_word is None:
        return 0 if count == 1 and citation.party else None
    return count - 1 if citation.ordinal_word == "laatste" else ORDINALS.get(citation.ordinal_word)
