"""From what was found in a paper to rows of the tables in sql/tables/, with their ids."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from pipeline.parsing import citing, commitments, references
from pipeline.parsing.commitments import Commitment
from pipeline.parsing.exchange import Answer, Exchange, Question, clean
from pipeline.parsing.facts import Facts, Row, Rows
from pipeline.parsing.head import Head
from pipeline.parsing.kind import PaperKind
from pipeline.parsing.letters import Letter
from pipeline.parsing.ministers import Minister
from pipeline.parsing.places import Places
from pipeline.parsing.pointers import Pointers
from pipeline.parsing.referring import only_points
from pipeline.reading import READER_VERSION
from pipeline.reading.document import Document


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that was found in one paper.

    ``signed`` are the signatures by the ordinal of their letter; ``grouped`` says that questions are numbered per party group.
    """

    document: Document
    facts: Facts
    kind: PaperKind
    head: Head
    letters: Sequence[Letter]
    signed: Mapping[int, Sequence[Minister]]
    exchange: Exchange
    grouped: bool


def rows(paper: Paper, parser_version: str) -> Rows:
    """All rows of one paper by table, every column of each table present."""
    publication_id, exchange, document = paper.facts.publication_id, paper.exchange, paper.document
    letter_ids: dict[int | None, str | None] = {
        letter.ordinal: f"{publication_id}/letter-{letter.ordinal}" for letter in paper.letters
    }
    ids = {id(one): f"{publication_id}/question-{ordinal}" for ordinal, one in enumerate(exchange.questions, start=1)}
    ids |= {id(one): f"{publication_id}/answer-{ordinal}" for ordinal, one in enumerate(exchange.answers, start=1)}
    places = Places(exchange, paper.letters, spread=paper.kind != "schriftelijke_vragen")
    inside: dict[int, list[citing.Cited]] = {}
    written_on = paper.letters[0].dated_on if len(paper.letters) == 1 else None
    citations = references.find(document, chamber=paper.head.chamber, own=publication_id, dated_on=written_on)
    found = citing.cited(citations, places, Pointers(exchange.questions, grouped=paper.grouped))
    for one in found:
        if one.citation.kind == "answer" and one.place.answer:
            inside.setdefault(id(one.place.answer), []).append(one)
    signed = [(letter, minister) for letter in paper.letters for minister in paper.signed.get(letter.ordinal, ())]
    promised = [(letter, one) for letter in paper.letters if letter.side == "government" for one in _promises(paper, letter)]
    return {
        "publication": [_publication(paper, parser_version)],
        "publication_text": [{"publication_id": publication_id, "text": document.text}],
        "letter": [_letter(letter, publication_id, letter_ids) for letter in paper.letters],
        "question": [
            _question(document, one, publication_id, ids, letter_ids, number)
            for number, one in enumerate(exchange.questions, start=1)
        ],
        "answer": [
            _answer(document, one, publication_id, ids, letter_ids, number)
            for number, one in enumerate(exchange.answers, start=1)
        ],
        "question_answer": [
            row for answer in exchange.answers for row in _ties(document, answer, publication_id, ids, inside.get(id(answer), []))
        ],
        "minister": [
            _minister(minister, publication_id, letter_ids[letter.ordinal], number)
            for number, (letter, minister) in zip(count(1), signed, strict=False)
        ],
        "reference": [
            citing.reference(publication_id, number, one, ids, letter_ids) for number, one in enumerate(found, start=1)
        ],
        "commitment": [
            _commitment(one, publication_id, letter_ids[letter.ordinal], ids.get(id(places.at(one.start).answer)), number)
            for number, (letter, one) in zip(count(1), promised, strict=False)
        ],
    }


def _promises(paper: Paper, letter: Letter) -> list[Commitment]:
    """What a letter of the government promises: in its answers where questions and answers are mingled, else anywhere."""
    if paper.kind == "schriftelijke_vragen":
        spans = [(answer.start, answer.end) for answer in paper.exchange.answers if answer.letter == letter.ordinal]
    else:
        spans = [(letter.start, letter.end)]
    return [one for start, end in spans for one in commitments.find(paper.document, start, end, letter.dated_on)]


def _publication(paper: Paper, parser_version: str) -> Row:
    facts, head = paper.facts, paper.head
    return {
        "publication_id": facts.publication_id,
        "chamber": head.chamber,
        "kind": paper.kind,
        "series": facts.series,
        "dossier_number": head.dossier_number,
        "sub_number": head.sub_number,
        "session_year": head.session_year,
        "title": head.title,
        "dossier_title": head.dossier_title,
        "status": facts.status,
        "published_on": facts.published_on,
        "modified_at": facts.modified_at,
        "version": facts.version,
        "source_url": facts.source_url,
        "media_type": paper.document.media_type,
        "content_sha256": facts.content_sha256,
        "text_sha256": hashlib.sha256(paper.document.text.encode()).hexdigest(),
        "reader_version": READER_VERSION,
        "parser_version": parser_version,
        "log_position": None,
    }


def _letter(letter: Letter, publication_id: str, letter_ids: dict[int | None, str | None]) -> Row:
    return {
        "letter_id": letter_ids[letter.ordinal],
        "publication_id": publication_id,
        "ordinal": letter.ordinal,
        "kind": letter.kind,
        "dated_on": letter.dated_on,
        "place": letter.place,
        "sender": letter.sender,
        "sender_role": letter.sender_role,
        "recipient": letter.recipient,
        "committee": letter.committee,
        "reply_due_on": letter.reply_due_on,
        "in_reply_to": letter_ids.get(letter.in_reply_to) if letter.in_reply_to else None,
    }


def _question(
    document: Document,
    question: Question,
    publication_id: str,
    ids: dict[int, str],
    letter_ids: dict[int | None, str | None],
    ordinal: int,
) -> Row:  # noqa: PLR0913, PLR0917
    return {
        "question_id": ids[id(question)],
        "publication_id": publication_id,
        "letter_id": letter_ids[question.letter],
        "ordinal": ordinal,
        "fraction": question.fraction,
        "askers": list(question.askers),
        "label": question.label,
        "preamble": clean(document.text[slice(*question.preamble)]) if question.preamble else None,
        "text": clean(document.text[question.start : question.end]),
        "char_start": question.start,
        "char_end": question.end,
    }


def _answer(
    document: Document,
    answer: Answer,
    publication_id: str,
    ids: dict[int, str],
    letter_ids: dict[int | None, str | None],
    ordinal: int,
) -> Row:  # noqa: PLR0913, PLR0917
    return {
        "answer_id": ids[id(answer)],
        "publication_id": publication_id,
        "letter_id": letter_ids[answer.letter],
        "ordinal": ordinal,
        "text": clean(document.text[answer.start : answer.end]),
        "char_start": answer.start,
        "char_end": answer.end,
    }


def _ties(
    document: Document, answer: Answer, publication_id: str, ids: dict[int, str], inside: Sequence[citing.Cited]
) -> list[Row]:
    """The rows of ``question_answer`` of one answer: it points elsewhere, is shared, or is a question's own."""
    refers = only_points(document.text, answer.start, answer.end, [(one.citation.start, one.citation.end) for one in inside])
    meant = next((one.question for one in inside if one.question), None) if refers else None
    relation = "refers" if refers else "shared" if len(answer.questions) > 1 else "own"
    return [
        {
            "question_id": ids[id(question)],
            "answer_id": ids[id(answer)],
            "publication_id": publication_id,
            "relation": relation,
            "refers_to_question_id": ids[id(meant)] if meant else None,
            "confidence": round(min(1.0, confidence), 4),
        }
        for question, confidence in zip(answer.questions, answer.confidence, strict=True)
    ]


def _minister(minister: Minister, publication_id: str, letter_id: str | None, ordinal: int) -> Row:
    return {
        "minister_id": f"{publication_id}/minister-{ordinal}",
        "publication_id": publication_id,
        "letter_id": letter_id,
        "ordinal": ordinal,
        "role": minister.role,
        "portfolio": minister.portfolio,
        "name": minister.name,
        "on_behalf": minister.on_behalf,
        "ministry_id": minister.ministry_id,
        "person_id": minister.person_id,
        "in_office": minister.in_office,
    }


def _commitment(one: Commitment, publication_id: str, letter_id: str | None, answer_id: str | None, ordinal: int) -> Row:
    return {
        "commitment_id": f"{publication_id}/commitment-{ordinal}",
        "publication_id": publication_id,
        "letter_id": letter_id,
        "answer_id": answer_id,
        "text": clean(one.text),
        "due_text": one.due_text,
        "due_on": one.due_on,
        "char_start": one.start,
        "char_end": one.end,
    }
