"""What the page of one publication shows: its letters, questions with their answers, notes, references and promises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import duckdb

from pipeline.page.marks import Line, Mark, Span, lines
from pipeline.page.visit import Row, rows

ROWS = {
    "letter": "SELECT * FROM letter WHERE publication_id = $id ORDER BY ordinal",
    "minister": "SELECT * FROM minister WHERE publication_id = $id ORDER BY ordinal",
    "question": "SELECT * FROM question WHERE publication_id = $id ORDER BY ordinal",
    "answer": "SELECT * FROM answer WHERE publication_id = $id ORDER BY ordinal",
    "tie": "SELECT * FROM question_answer WHERE publication_id = $id ORDER BY question_id, answer_id",
    "commitment": "SELECT * FROM commitment WHERE publication_id = $id ORDER BY char_start, char_end",
    "reference": """
        SELECT reference.*, held.publication_id IS NOT NULL AS held
        FROM reference
        LEFT JOIN publication AS held ON held.publication_id = reference.target
        WHERE reference.publication_id = $id
        ORDER BY coalesce(mark_position, char_start), char_start, reference_id
    """,
    "cited_by": """
        SELECT reference.publication_id, coalesce(publication.dossier_title, publication.title) AS title, count(*) AS citations
        FROM reference
        JOIN publication USING (publication_id)
        WHERE reference.target = $id AND reference.publication_id <> $id
        GROUP BY ALL ORDER BY citations DESC, publication_id LIMIT 50
    """,
    "beside": """
        SELECT other.publication_id, other.kind, coalesce(any_value(other.published_on), max(letter.dated_on)) AS dated_on
        FROM publication AS this
        JOIN publication AS other USING (dossier_number)
        LEFT JOIN letter ON letter.publication_id = other.publication_id
        WHERE this.publication_id = $id
        GROUP BY other.publication_id, other.kind, other.sub_number ORDER BY length(other.sub_number), other.sub_number LIMIT 100
    """,
    "open": "SELECT question_id FROM unanswered_question WHERE publication_id = $id",
    "identifier": "SELECT value FROM identifier WHERE publication_id = $id AND scheme = 'preferred_url' ORDER BY value LIMIT 1",
}
"""One query per part of the page; all are about one publication, ``$id``."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote as it stands below what it belongs to: where it begins in the text, its number, and its lines."""

    name: str
    label: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Passage:
    """A question or answer as it is read: its row, its paragraphs, and the notes whose marks stand in it."""

    row: Row
    name: str
    lines: Sequence[Line]
    notes: Sequence[Note]


@dataclass(frozen=True, slots=True)
class Exchange:
    """Questions that one answer, or one set of answers, serves; no answers where there are none.

    ``seen`` holds the answers that were shown in full with an earlier question and are only pointed to here.
    """

    fraction: str | None
    preamble: str | None
    questions: Sequence[Passage]
    answers: Sequence[Passage]
    seen: Sequence[str]
    relation: str | None
    refers_to: str | None
    confidence: float | None


@dataclass(frozen=True)
class Paper:
    """All that is known of one publication, in the order in which it is read."""

    publication: Row
    text: str
    parts: dict[str, list[Row]] = field(repr=False)

    @property
    def spans(self) -> list[Span]:
        """The characters of every question, answer, reference and commitment."""
        kinds = ("question", "answer", "commitment", "reference")
        return [Span(local(row[f"{kind}_id"]), row["char_start"], row["char_end"]) for kind in kinds for row in self.parts[kind]]

    @property
    def notes(self) -> dict[int, Note]:
        """The footnotes that cite something, by where their line begins in the text."""
        found: dict[int, Note] = {}
        for row in self.parts["reference"]:
            if row["footnote"] is not None:
                begin, end = line_around(self.text, row["char_start"])
                found.setdefault(
                    begin, Note(f"note-{begin}", row["footnote"], lines(self.text, begin, end, self._inline(begin, end)))
                )
        return found

    @property
    def marks(self) -> list[Mark]:
        """Where those footnotes are marked in the text."""
        found = {}
        for row in self.parts["reference"]:
            if row["mark_position"] is not None:
                begin, _ = line_around(self.text, row["char_start"])
                found[begin] = Mark(f"note-{begin}", row["footnote"], row["mark_position"])
        return sorted(found.values(), key=lambda mark: mark.position)

    def source(self) -> list[Line]:
        """The whole text, every line of it cut where rows begin and end."""
        return lines(self.text, 0, len(self.text), self.spans, self.marks)

    def passages(self, kind: str) -> list[Passage]:
        """Every question, or every answer."""
        notes, marks = self.notes, self.marks
        found = []
        for row in self.parts[kind]:
            start, end = row["char_start"], row["char_end"]
            here = [notes[int(mark.name.removeprefix("note-"))] for mark in marks if start < mark.position <= end]
            cut = lines(self.text, start, end, self._inline(start, end), marks)
            found.append(Passage(row, local(row[f"{kind}_id"]), cut, here))
        return found

    def exchanges(self) -> list[Exchange]:
        """Questions beside their answers, in the order asked; neighbours with the same shared answer stand together."""
        answers = {passage.row["answer_id"]: passage for passage in self.passages("answer")}
        ties: dict[str, list[Row]] = {}
        for tie in self.parts["tie"]:
            ties.setdefault(tie["question_id"], []).append(tie)
        found: list[Exchange] = []
        shown: dict[str, Exchange] = {}
        preamble = None
        for question in self.passages("question"):
            row = question.row
            mine = ties.get(row["question_id"], [])
            names = [tie["answer_id"] for tie in mine]
            last = found[-1] if found else None
            fresh = row["preamble"] if row["preamble"] != preamble else None
            preamble = row["preamble"]
            if last and names and not fresh and last.fraction == row["fraction"] and _names(last) == names:
                found[-1] = _joined(last, question)
                continue
            found.append(
                Exchange(
                    fraction=row["fraction"],
                    preamble=fresh,
                    questions=[question],
                    answers=[answers[name] for name in names if name not in shown],
                    seen=[local(name) for name in names if name in shown],
                    relation=mine[0]["relation"] if mine else None,
                    refers_to=next((local(tie["refers_to_question_id"]) for tie in mine if tie["refers_to_question_id"]), None),
                    confidence=min((tie["confidence"] for tie in mine), default=None),
                )
            )
            shown.update(dict.fromkeys(names, found[-1]))
        return found

    def _inline(self, start: int, end: int) -> list[Span]:
        rows = [*self.parts["commitment"], *self.parts["reference"]]
        found = (Span(local(row.get("reference_id") or row["commitment_id"]), row["char_start"], row["char_end"]) for row in rows)
        return [span for span in found if span.start < end and span.end > start]


def read(connection: duckdb.DuckDBPyConnection, publication_id: str) -> Paper | None:
    """The publication, None when the warehouse does not hold it."""
    head = """
        SELECT publication.*, publication_text.text
        FROM publication JOIN publication_text USING (publication_id) WHERE publication_id = $id
    """
    found = rows(connection, head, {"id": publication_id})
    if not found:
        return None
    parts = {name: rows(connection, sql, {"id": publication_id}) for name, sql in ROWS.items()}
    return Paper(found[0], found[0].pop("text"), parts)


def local(row_id: str) -> str:
    """The name of a row on its publication's page: ``question-12`` of ``kst-36741-B/question-12``."""
    return row_id.rpartition("/")[2]


def line_around(text: str, position: int) -> tuple[int, int]:
    """Where the line that holds ``position`` begins and ends."""
    end = text.find("\n", position)
    return text.rfind("\n", 0, position) + 1, len(text) if end < 0 else end


def unanswered(exchanges: Iterable[Exchange]) -> list[Passage]:
    """The questions that have no answer."""
    return [question for exchange in exchanges if exchange.relation is None for question in exchange.questions]


def _names(exchange: Exchange) -> list[str]:
    return [passage.row["answer_id"] for passage in exchange.answers]


def _joined(exchange: Exchange, question: Passage) -> Exchange:
    return Exchange(
        exchange.fraction,
        exchange.preamble,
        [*exchange.questions, question],
        exchange.answers,
        exchange.seen,
        exchange.relation,
        exchange.refers_to,
        exchange.confidence,
    )
