"""Questions with their answers, in the order in which they were asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.page.paper import Paper, Passage, local
from pipeline.page.request_context import Row


@dataclass(frozen=True, slots=True)
class Exchange:
    """Questions with the same answer or set of answers; ``relation`` is None without an answer.

    ``seen`` names the answers that were shown with an earlier question and are only linked here.
    ``preamble`` is the lead-in of the questions, unless the exchange before has the same one.
    """

    party: str | None
    preamble: str | None
    questions: Sequence[Passage]
    answers: Sequence[Passage]
    seen: Sequence[str]
    relation: str | None
    refers_to: str | None
    confidence: float | None

    def given(self) -> list[str]:
        """Return the ids of the answers that are shown here."""
        return [passage.row["answer_id"] for passage in self.answers]


def exchanges(paper: Paper) -> list[Exchange]:
    """Return the exchanges of a paper, merging adjacent questions with the same answer."""
    answers = {passage.row["answer_id"]: passage for passage in paper.passages("answer")}
    ties: dict[str, list[Row]] = {}
    for tie in paper.parts["tie"]:
        ties.setdefault(tie["question_id"], []).append(tie)
    found: list[Exchange] = []
    shown: set[str] = set()
    preamble = None
    for question in paper.passages("question"):
        row = question.row
        mine = ties.get(row["question_id"], [])
        names = [tie["answer_id"] for tie in mine]
        fresh = row["preamble"] if row["preamble"] != preamble else None
        preamble = row["preamble"]
        last = found[-1] if found else None
        if last and names and not fresh and last.party == row["party"] and last.given() == names:
            found[-1] = replace(last, questions=[*last.questions, question])
            continue
        found.append(
            Exchange(
                party=row["party"],
                preamble=fresh,
                questions=[question],
                answers=[answers[name] for name in names if name not in shown],
                seen=[local(name) for name in names if name in shown],
                relation=mine[0]["relation"] if mine else None,
                refers_to=next(
                    (
                        local(tie["refers_to_question_id"])
                        for tie in mine
                        if tie["refers_to_question_id"]
                    ),
                    None,
                ),
                confidence=min((tie["confidence"] for tie in mine), default=None),
            )
        )
        shown.update(names)
    return found


def unanswered(found: Sequence[Exchange]) -> list[Passage]:
    """Return the questions that have no answer."""
    return [
        question
        for exchange in found
        if exchange.relation is None
        for question in exchange.questions
    ]
