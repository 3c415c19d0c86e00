"""Questions with their answers, in the order in which they were asked."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from pipeline.page.paper.contents import Paper, Passage, local
from pipeline.page.warehouse_rows import Row


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

    def is_of(self, party: str | None, answer_ids: Sequence[str]) -> bool:
        """Return True if a question of this party with these answers belongs to the exchange."""
        return bool(answer_ids) and self.party == party and self.given() == answer_ids


def exchanges(paper: Paper) -> list[Exchange]:
    """Return the exchanges of a paper, merging adjacent questions with the same answer."""
    answers = {passage.row["answer_id"]: passage for passage in paper.passages("answer")}
    links: dict[str, list[Row]] = {}
    for link in paper.parts["link"]:
        links.setdefault(link["question_id"], []).append(link)
    merged: list[Exchange] = []
    shown: set[str] = set()
    preamble = None
    for question in paper.passages("question"):
        row, own_links = question.row, links.get(question.row["question_id"], [])
        names = [link["answer_id"] for link in own_links]
        fresh = row["preamble"] if row["preamble"] != preamble else None
        preamble = row["preamble"]
        if merged and not fresh and merged[-1].is_of(row["party"], names):
            merged[-1] = replace(merged[-1], questions=[*merged[-1].questions, question])
            continue
        exchange = _exchange(question, own_links, answers, shown)
        merged.append(replace(exchange, preamble=fresh))
        shown.update(names)
    return merged


def _exchange(
    question: Passage, links: Sequence[Row], answers: Mapping[str, Passage], shown: AbstractSet[str]
) -> Exchange:
    """Return an exchange of one question without lead-in; ``shown`` answers are only linked."""
    names = [link["answer_id"] for link in links]
    targets = [link["refers_to_question_id"] for link in links if link["refers_to_question_id"]]
    return Exchange(
        party=question.row["party"],
        preamble=None,
        questions=[question],
        answers=[answers[name] for name in names if name not in shown],
        seen=[local(name) for name in names if name in shown],
        relation=links[0]["relation"] if links else None,
        refers_to=local(targets[0]) if targets else None,
        confidence=min((link["confidence"] for link in links), default=None),
    )


def unanswered(exchanges: Sequence[Exchange]) -> list[Passage]:
    """Return the questions that have no answer."""
    return [
        question
        for exchange in exchanges
        if exchange.relation is None
        for question in exchange.questions
    ]
