"""Assembly of the rows of all tables in sql/tables/ from one parsed paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.metadata import NAMES, SourceMetadata
from pipeline.parsing import commitments, references
from pipeline.parsing.commitments import Commitment
from pipeline.parsing.front_page import own_identifiers
from pipeline.parsing.kind import PaperKind
from pipeline.parsing.language.sentences import clean
from pipeline.parsing.letters import Letter
from pipeline.parsing.ministers import Minister
from pipeline.parsing.origin import Origin, Row, Rows
from pipeline.parsing.pairing import Answer, Pairing, Question
from pipeline.parsing.pairing.unexplained import Unexplained
from pipeline.reading import READER_VERSION
from pipeline.reading.document import Document
from pipeline.rows import reference_rows
from pipeline.rows.cross_references import only_points
from pipeline.rows.ids import Ids
from pipeline.rows.places import Places
from pipeline.rows.pointers import Pointers

COLUMNS = tuple(name for name in NAMES if not name.startswith("document_"))
"""Columns of ``publication`` that are fields of ``SourceMetadata``."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Results of parsing one paper.

    ``signed`` are the signatures by the ordinal of their letter; ``explained_share`` is the share
    of the text that was understood, and ``unexplained`` are the remaining spans.
    """

    document: Document
    origin: Origin
    kind: PaperKind
    metadata: SourceMetadata
    letters: Sequence[Letter]
    signed: Mapping[int, Sequence[Minister]]
    pairing: Pairing
    explained_share: float | None = None
    unexplained: Sequence[Unexplained] = ()


def rows(paper: Paper, parser_version: str) -> Rows:
    """Return all rows of one paper by table, with every column of each table."""
    pairing, document = paper.pairing, paper.document
    ids = Ids(paper.origin.publication_id, paper.letters, pairing.questions, pairing.answers)
    places = Places(pairing, paper.letters, spread=paper.kind != "schriftelijke_vragen")
    written_on = paper.letters[0].dated_on if len(paper.letters) == 1 else None
    citations = references.find_references(
        document,
        chamber=paper.metadata.chamber,
        own=own_identifiers(document, paper.metadata, paper.origin),
        session_year=paper.metadata.session_year,
        dated_on=written_on,
    )
    cited = reference_rows.cited(citations, places, Pointers(pairing.questions))
    pointers = reference_rows.pointers_by_answer(cited)
    signed = (
        (letter, minister)
        for letter in paper.letters
        for minister in paper.signed.get(letter.ordinal, ())
    )
    promised = (
        (letter, commitment)
        for letter in paper.letters
        if letter.side == "government"
        for commitment in _promises(paper, letter)
    )
    return {
        "publication": [_publication(paper, parser_version)],
        "publication_text": [{"publication_id": ids.publication_id, "text": document.text}],
        "letter": [_letter(letter, ids) for letter in paper.letters],
        "question": [
            _question(document, question, ids, ordinal)
            for ordinal, question in enumerate(pairing.questions, start=1)
        ],
        "answer": [
            _answer(document, answer, ids, ordinal)
            for ordinal, answer in enumerate(pairing.answers, start=1)
        ],
        "question_answer": [
            row
            for answer in pairing.answers
            for row in _links(document, answer, ids, pointers.get(id(answer), []))
        ],
        "minister": [
            _minister(minister, letter, ids, ordinal)
            for ordinal, (letter, minister) in enumerate(signed, start=1)
        ],
        "reference": [
            reference_rows.reference(reference, ids, ordinal)
            for ordinal, reference in enumerate(cited, start=1)
        ],
        "commitment": [
            _commitment(commitment, letter, ids, ordinal, places.at(commitment.start).answer)
            for ordinal, (letter, commitment) in enumerate(promised, start=1)
        ],
        "unexplained_span": [
            _unexplained(document, span, ids, ordinal)
            for ordinal, span in enumerate(paper.unexplained, start=1)
        ],
    }


def _promises(paper: Paper, letter: Letter) -> list[Commitment]:
    """Return the promises in a letter of the government.

    Why: in written questions the letters overlap, so there only the answers or a notice are
    searched.
    """
    if paper.kind == "schriftelijke_vragen":
        spans = [
            (answer.start, answer.end)
            for answer in paper.pairing.answers
            if answer.letter == letter.ordinal
        ]
        if letter.kind == "deferral":  # a mededeling replaces the answers
            spans = [(letter.start, paper.document.body_end)]
    else:
        spans = [(letter.start, letter.end)]
    return [
        commitment
        for start, end in spans
        for commitment in commitments.find_commitments(paper.document, start, end, letter.dated_on)
    ]


def _publication(paper: Paper, parser_version: str) -> Row:
    origin, stated = paper.origin, paper.metadata
    return {
        "publication_id": origin.publication_id,
        "kind": paper.kind,
        "series": origin.series,
        **{name: getattr(stated, name) for name in COLUMNS},
        "version": origin.version,
        "source_url": origin.source_url,
        "media_type": paper.document.media_type,
        "content_sha256": origin.content_sha256,
        "text_sha256": paper.document.text_sha256,
        "reader_version": READER_VERSION,
        "parser_version": parser_version,
        "explained_share": paper.explained_share,
        "log_position": None,
    }


def _unexplained(document: Document, span: Unexplained, ids: Ids, ordinal: int) -> Row:
    return {
        "publication_id": ids.publication_id,
        "ordinal": ordinal,
        "char_start": span.start,
        "char_end": span.end,
        "text": clean(document.text[span.start : span.end]),
        "reason": span.reason,
    }


def _letter(letter: Letter, ids: Ids) -> Row:
    return {
        "letter_id": ids.letter(letter.ordinal),
        "publication_id": ids.publication_id,
        "ordinal": letter.ordinal,
        "kind": letter.kind,
        "dated_on": letter.dated_on,
        "place": letter.place,
        "sender": letter.sender,
        "sender_role": letter.sender_role,
        "recipient": letter.recipient,
        "committee": letter.committee,
        "reply_due_on": letter.reply_due_on,
        "in_reply_to": ids.letter(letter.in_reply_to),
    }


def _question(document: Document, question: Question, ids: Ids, ordinal: int) -> Row:
    return {
        "question_id": ids.of(question),
        "publication_id": ids.publication_id,
        "letter_id": ids.letter(question.letter),
        "ordinal": ordinal,
        "party": question.party,
        "askers": list(question.askers),
        "label": question.label,
        "preamble": clean(document.text[slice(*question.preamble)]) if question.preamble else None,
        "text": clean(document.text[question.start : question.end]),
        "char_start": question.start,
        "char_end": question.end,
    }


def _answer(document: Document, answer: Answer, ids: Ids, ordinal: int) -> Row:
    return {
        "answer_id": ids.of(answer),
        "publication_id": ids.publication_id,
        "letter_id": ids.letter(answer.letter),
        "ordinal": ordinal,
        "text": clean(document.text[answer.start : answer.end]),
        "char_start": answer.start,
        "char_end": answer.end,
    }


def _links(
    document: Document, answer: Answer, ids: Ids, pointers: Sequence[reference_rows.Cited]
) -> list[Row]:
    """Return the rows of ``question_answer`` of one answer.

    ``relation`` is "refers" if the answer only points to another one, "shared" if it answers
    several questions, else "own".
    """
    refers = only_points(
        document.text,
        answer.start,
        answer.end,
        [(pointer.citation.start, pointer.citation.end) for pointer in pointers],
    )
    target = (
        next((pointer.question for pointer in pointers if pointer.question), None)
        if refers
        else None
    )
    return [
        {
            "question_id": ids.of(question),
            "answer_id": ids.of(answer),
            "publication_id": ids.publication_id,
            "relation": "refers" if refers else "shared" if len(answer.questions) > 1 else "own",
            "refers_to_question_id": ids.of(target),
            "confidence": round(min(1.0, confidence), 4),
        }
        for question, confidence in zip(answer.questions, answer.confidence, strict=True)
    ]


def _minister(minister: Minister, letter: Letter, ids: Ids, ordinal: int) -> Row:
    return {
        "minister_id": ids.row("minister", ordinal),
        "publication_id": ids.publication_id,
        "letter_id": ids.letter(letter.ordinal),
        "ordinal": ordinal,
        "role": minister.role,
        "portfolio": minister.portfolio,
        "name": minister.name,
        "on_behalf": minister.on_behalf,
        "ministry_id": minister.ministry_id,
        "person_id": minister.person_id,
        "in_office": minister.in_office,
    }


def _commitment(
    commitment: Commitment, letter: Letter, ids: Ids, ordinal: int, answer: Answer | None
) -> Row:
    return {
        "commitment_id": ids.row("commitment", ordinal),
        "publication_id": ids.publication_id,
        "letter_id": ids.letter(letter.ordinal),
        "answer_id": ids.of(answer),
        "text": clean(commitment.text),
        "due_text": commitment.due_text,
        "due_on": commitment.due_on,
        "char_start": commitment.start,
        "char_end": commitment.end,
    }
