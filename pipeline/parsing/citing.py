"""Rows of the tables reference and commitment: what is cited and promised, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.parsing.exchange import Question
from pipeline.parsing.facts import Row
from pipeline.parsing.places import Place, Places
from pipeline.parsing.pointers import Pointers
from pipeline.parsing.references.citation import Citation


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation with the place that carries it, and for a pointer the key and question that it means."""

    citation: Citation
    place: Place
    target: str | None
    question: Question | None


def cited(citations: Sequence[Citation], places: Places, pointers: Pointers) -> list[Cited]:
    """The citations in the order in which they meet the reader: a footnote counts where its mark stands."""
    found = []
    for citation in sorted(citations, key=lambda one: (_position(one), one.start, one.end)):
        place = places.at(None if citation.footnote is not None and citation.mark_position is None else _position(citation))
        target, question = pointers.resolve(citation, place.context) if citation.kind == "answer" else (citation.target, None)
        found.append(Cited(citation, place, target, question))
    return found


def _position(citation: Citation) -> int:
    """Where a reader meets the citation: at the mark of its footnote, else where it is printed."""
    return citation.start if citation.mark_position is None else citation.mark_position


def reference(
    publication_id: str, ordinal: int, one: Cited, ids: Mapping[int, str], letter_ids: Mapping[int | None, str | None]
) -> Row:
    """A row of the table ``reference``; ``ids`` are those of questions and answers by object."""
    citation, place = one.citation, one.place
    pointer = citation.kind == "answer"
    return {
        "reference_id": f"{publication_id}/reference-{ordinal}",
        "publication_id": publication_id,
        "letter_id": letter_ids.get(place.letter),
        "question_id": ids.get(id(place.question)),
        "answer_id": ids.get(id(place.answer)),
        "footnote": citation.footnote,
        "kind": citation.kind,
        "text": citation.text,
        "target": one.target,
        "target_question_id": ids.get(id(one.question)) if one.question else None,
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
