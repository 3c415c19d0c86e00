"""Rows of the table reference: what is cited, and in which question, answer or letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.parsing.origin import Row
from pipeline.parsing.pairing import Question
from pipeline.parsing.references.citation import Citation
from pipeline.parsing.rows.ids import Ids
from pipeline.parsing.rows.places import Place, Places
from pipeline.parsing.rows.pointers import Pointers


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation with the place that carries it, and for a pointer the key and question that it
    means.
    """

    citation: Citation
    place: Place
    target: str | None
    question: Question | None


def cited(citations: Sequence[Citation], places: Places, pointers: Pointers) -> list[Cited]:
    """The citations in the order in which they meet the reader: a footnote counts where its mark
    stands.
    """
    found = []
    for citation in sorted(citations, key=lambda one: (_position(one), one.start, one.end)):
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
        found.append(Cited(citation, place, target, question))
    return found


def _position(citation: Citation) -> int:
    """Where a reader meets the citation: at the mark of its footnote, else where it is printed."""
    return citation.start if citation.mark_position is None else citation.mark_position


def pointers_by_answer(found: Sequence[Cited]) -> dict[int, list[Cited]]:
    """The pointers that stand in each answer, by the answer's identity."""
    pointers: dict[int, list[Cited]] = {}
    for one in found:
        if one.citation.kind == "answer" and one.place.answer:
            pointers.setdefault(id(one.place.answer), []).append(one)
    return pointers


def reference(one: Cited, ids: Ids, ordinal: int) -> Row:
    """A row of the table ``reference``."""
    citation, place = one.citation, one.place
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
        "target": one.target,
        "target_question_id": ids.of(one.question),
        "session_year": citation.session_year,
        "page": citation.page,
        "item": citation.item,
        "cited_on": citation.cited_on,
        "url": citation.url,
        "status": ("resolved" if one.target else "unresolved") if pointer else citation.status,
        "char_start": citation.start,
        "char_end": citation.end,
        "mark_position": citation.mark_position,
    }
