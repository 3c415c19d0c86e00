"""Ids of rows: publication id, kind of row and ordinal from 1, such as kst-36741-B/question-3."""

from collections.abc import Sequence

from pipeline.parsing.letters import Letter
from pipeline.parsing.pairing import Answer, Question


class Ids:
    """Ids of the letters, questions and answers of one paper.

    They depend on the paper alone, so that parsing it again gives the same ids.
    """

    def __init__(
        self,
        publication_id: str,
        letters: Sequence[Letter],
        questions: Sequence[Question],
        answers: Sequence[Answer],
    ) -> None:
        self.publication_id = publication_id
        self._letters = {letter.ordinal for letter in letters}
        self._objects = {
            id(item): self.row("question", ordinal)
            for ordinal, item in enumerate(questions, start=1)
        }
        self._objects |= {
            id(item): self.row("answer", ordinal) for ordinal, item in enumerate(answers, start=1)
        }

    def row(self, kind: str, ordinal: int) -> str:
        """Return the id of a row, such as kst-36741-B/question-3."""
        return f"{self.publication_id}/{kind}-{ordinal}"

    def letter(self, ordinal: int | None) -> str | None:
        """Return the id of the letter with this ordinal, None if there is no such letter."""
        return self.row("letter", ordinal) if ordinal in self._letters else None

    def of(self, item: Question | Answer | None) -> str | None:
        """Return the id of a question or answer, None for None."""
        return None if item is None else self._objects[id(item)]
