"""Rows of the table ``reference``: citations with their question, answer or letter."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.identity import is_fiction
from pipeline.parsing.origin import Row
from pipeline.parsing.pairing import Question
from pipeline.parsing.references.citation import Citation
from pipeline.rows.ids import Ids
from pipeline.rows.places import Place, Places
from pipeline.rows.pointers import Pointers


@dataclass(frozen=True, slots=True)
class Cited:
    """Citation with its location; a pointer also has the key and the question that it refers to."""

    citation: Citation
    place: Place
    target: str | None
    question: Question | None


def cited(citations: Sequence[Citation], places: Places, pointers: Pointers) -> list[Cited]:
    """Return the citations in reading order; a footnote counts at the position of its mark."""
    located = []
    for citation in sorted(
        citations, key=lambda citation: (_position(citation), citation.start, citation.end)
    ):
        place = places.at(
            None
            if citation.footnote is not None and citation.mark_position is None
            else _position(citation)
        )
        target, question = (
            pointers.resolve(citation, place.context)
            if citation.kind == "answer"
            else (citation.target, None)
        )
        located.append(Cited(citation, place, target, question))
    return located


def _position(citation: Citation) -> int:
    """Return the offset of a citation: that of its footnote mark, else where it is printed."""
    return citation.start if citation.mark_position is None else citation.mark_position


def pointers_by_answer(references: Sequence[Cited]) -> dict[int, list[Cited]]:
    """Return the pointers inside each answer, by the ``id()`` of the answer."""
    pointers: dict[int, list[Cited]] = {}
    for reference in references:
        if reference.citation.kind == "answer" and reference.place.answer:
            pointers.setdefault(id(reference.place.answer), []).append(reference)
    return pointers


def reference(cited_item: Cited, ids: Ids, ordinal: int) -> Row:
    """Return a row of the table ``reference``."""
    citation, place = cited_item.citation, cited_item.place
    pointer = citation.kind == "answer"
    return {
        "reference_id": ids.row("reference", ordinal),
        "publication_id": ids.publication_id,
        "letter_id": ids.letter(place.letter),
        "question_id": ids.of(place.question),
        "answer_id": ids.of(place.answer),
        "footnote": citation.footnote,
        "kind": citation.kind,
        "text": citation.text,
        "target": cited_item.target,
        "target_question_id": ids.of(cited_item.question),
        "session_year": citation.session_year,
        "page": citation.page,
        "item": citation.item,
        "cited_on": citation.cited_on,
        "url": None if _invented(citation, ids.publication_id) else citation.url,
        "status": ("resolved" if cited_item.target else "unresolved")
        if pointer
        else citation.status,
        "char_start": citation.start,
        "char_end": citation.end,
        "mark_position": citation.mark_position,
    }


def _invented(citation: Citation, publication_id: str) -> bool:
    """Return True if a paper of the sample cites by a number, which was made up for it.

    Example: ``COM(2025) 990`` and ``Handelingen I 2025/26, nr. 12, item 3`` in ``kst-99012-B``.

    Why: its official address has nothing, or a real paper on another subject. Laws are real, and
    printed addresses end in ``.example``.
    """
    return is_fiction(publication_id) and citation.kind not in {"law", "url"}
