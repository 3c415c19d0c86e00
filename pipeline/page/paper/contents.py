"""One paper from the warehouse: its text, and all rows that the parser found in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import duckdb

from pipeline.page.paper.highlights import Line, Mark, Span, SpanIndex, lines
from pipeline.page.warehouse_rows import Row, rows

HEAD = """
    SELECT publication.*, publication_text.text
    FROM publication JOIN publication_text USING (publication_id) WHERE publication_id = $id
"""
PARTS = {
    "letter": "SELECT * FROM letter WHERE publication_id = $id ORDER BY ordinal",
    "minister": """
        SELECT minister.* REPLACE (
                CASE WHEN minister.name IS NOT NULL THEN coalesce(person.name, minister.name) END
                AS name
            ),
            minister.name AS printed_name
        FROM minister LEFT JOIN person USING (person_id)
        WHERE publication_id = $id ORDER BY ordinal
    """,
    "question": "SELECT * FROM question WHERE publication_id = $id ORDER BY ordinal",
    "answer": "SELECT * FROM answer WHERE publication_id = $id ORDER BY ordinal",
    "link": (
        "SELECT * FROM question_answer WHERE publication_id = $id ORDER BY question_id, answer_id"
    ),
    "commitment": (
        "SELECT * FROM commitment WHERE publication_id = $id ORDER BY char_start, char_end"
    ),
    "outcome": (
        "SELECT commitment_id, procedural, kept_on FROM commitment_deadline "
        "WHERE publication_id = $id"
    ),
    "reference": """
        SELECT reference.*, held.publication_id IS NOT NULL AS held
        FROM reference
        LEFT JOIN publication AS held ON held.publication_id = reference.target
        WHERE reference.publication_id = $id
        ORDER BY coalesce(mark_position, char_start), char_start, reference_id
    """,
    "cited_by": """
        SELECT reference.publication_id, coalesce(publication.dossier_title,
            publication.title) AS title, count(*) AS citations
        FROM reference
        JOIN publication USING (publication_id)
        WHERE reference.target = $id AND reference.publication_id <> $id
        GROUP BY ALL ORDER BY citations DESC, publication_id LIMIT 50
    """,
    "beside": """
        SELECT
            other.publication_id, other.kind,
            coalesce(any_value(other.published_on), max(letter.dated_on)) AS dated_on
        FROM publication AS this
        JOIN publication AS other USING (dossier_number)
        LEFT JOIN letter ON letter.publication_id = other.publication_id
        WHERE this.publication_id = $id
        GROUP BY other.publication_id, other.kind, other.sub_number
        ORDER BY length(other.sub_number), other.sub_number LIMIT 100
    """,
    "unexplained": "SELECT * FROM unexplained_span WHERE publication_id = $id ORDER BY ordinal",
    "correction": """
        SELECT correction.*, CASE WHEN state <> 'dropped' AND char_start IS NOT NULL
            THEN left(substr(text, char_start + 1, char_end - char_start), 200) END AS words
        FROM correction JOIN publication_text USING (publication_id)
        WHERE publication_id = $id ORDER BY number
    """,
    "open": "SELECT question_id FROM unanswered_question WHERE publication_id = $id",
    "elsewhere": """
        SELECT question_id, answered_in, answered_as FROM asked_question
        WHERE publication_id = $id AND state = 'answered_elsewhere'
    """,
    "identifier": (
        "SELECT value FROM identifier WHERE publication_id = $id AND scheme = 'preferred_url' "
        "ORDER BY value LIMIT 1"
    ),
}
"""The query of each part of the page, on one publication, ``$id``."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote that cites something: its name on the page, its number, and its words."""

    name: str
    label: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Passage:
    """A question or an answer for display: row, name on the page, paragraphs and notes."""

    row: Row
    name: str
    lines: Sequence[Line]
    notes: Sequence[Note]


@dataclass(frozen=True)
class Paper:
    """A publication: its row, its canonical text, and the rows of each part by the part's name."""

    publication: Row
    text: str
    parts: Mapping[str, list[Row]] = field(repr=False)

    @cached_property
    def spans(self) -> dict[str, Span]:
        """Return the spans of questions, answers, commitments and references, by name."""
        kinds = ("question", "answer", "commitment", "reference")
        named_rows = ((local(row[f"{kind}_id"]), row) for kind in kinds for row in self.parts[kind])
        return {name: Span(name, row["char_start"], row["char_end"]) for name, row in named_rows}

    @cached_property
    def notes(self) -> dict[str, Note]:
        """Return the footnotes that cite something, by name on the page."""
        notes: dict[str, Note] = {}
        for row in self.parts["reference"]:
            if row["footnote"] is not None:
                start, end = line_around(self.text, row["char_start"])
                name = f"note-{start}"
                if name not in notes:
                    notes[name] = Note(
                        name,
                        row["footnote"],
                        lines(self.text, start, end, self._inline.touching(start, end)),
                    )
        return notes

    @cached_property
    def marks(self) -> list[Mark]:
        """Return the references to those footnotes, in the order of the text."""
        marks = {}
        for row in self.parts["reference"]:
            if row["footnote"] is not None and row["mark_position"] is not None:
                name = f"note-{line_around(self.text, row['char_start'])[0]}"
                marks[name] = Mark(name, row["footnote"], row["mark_position"])
        return sorted(marks.values(), key=lambda mark: mark.position)

    def source(self) -> list[Line]:
        """Return the lines of the whole text, cut where rows begin and end."""
        return lines(self.text, 0, len(self.text), self.spans.values(), self.marks)

    def passages(self, kind: str) -> list[Passage]:
        """Return all questions, or all answers, cut at the citations and commitments in them."""
        mark_spans = SpanIndex(
            [Span(mark.name, mark.position - 1, mark.position) for mark in self.marks]
        )
        by_name = {mark.name: mark for mark in self.marks}
        passages = []
        for row in self.parts[kind]:
            start, end = row["char_start"], row["char_end"]
            marks = [by_name[span.name] for span in mark_spans.touching(start, end)]
            cut = lines(self.text, start, end, self._inline.touching(start, end), marks)
            passages.append(
                Passage(
                    row, local(row[f"{kind}_id"]), cut, [self.notes[mark.name] for mark in marks]
                )
            )
        return passages

    @cached_property
    def _inline(self) -> SpanIndex:
        return SpanIndex(
            [
                span
                for name, span in self.spans.items()
                if name.startswith(("reference", "commitment"))
            ]
        )


def read_paper(connection: duckdb.DuckDBPyConnection, publication_id: str) -> Paper | None:
    """Return the publication, or None if the warehouse does not hold it."""
    papers = rows(connection, HEAD, {"id": publication_id})
    if not papers:
        return None
    parts = {name: rows(connection, sql, {"id": publication_id}) for name, sql in PARTS.items()}
    return Paper(papers[0], papers[0].pop("text"), parts)


def local(row_id: str) -> str:
    """Return the name of a row on its page: ``question-12`` for ``kst-36741-B/question-12``."""
    return row_id.rpartition("/")[2]


def line_around(text: str, position: int) -> tuple[int, int]:
    """Return the start and end of the line that contains ``position``."""
    end = text.find("\n", position)
    return text.rfind("\n", 0, position) + 1, len(text) if end < 0 else end
