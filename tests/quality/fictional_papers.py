"""One small, valid, fictional paper as rows: a committee asks, a minister answers. Tests change one
thing in it.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from pipeline.tables import PARSED, Frames, frames, tables

Paper = dict[str, list[dict[str, Any]]]

QUESTIONS = (
    (
        "BBB",
        "1",
        "Hoeveel molens langs de Zilverbeek wekken op dit ogenblik stroom op voor de omliggende dorpen?",
    ),
    (
        "BBB",
        "2",
        "Welke gevolgen verwacht u van het nieuwe waterpeil voor de molens die al stilstaan?",
    ),
    (
        "D66",
        "1a",
        "Kunt u toelichten waarom de proef met kleine turbines een jaar later begint dan gepland?",
    ),
    (
        "D66",
        "1b",
        "Wanneer ontvangt de Kamer de eerste uitkomsten van die proef met kleine turbines?",
    ),
)
ANSWERS = (
    "Op dit ogenblik wekken elf molens stroom op voor de dorpen langs de Zilverbeek. Zie Kamerstuk 90417, nr. 12.",
    "Het nieuwe waterpeil heeft geen gevolgen voor molens die stilstaan, omdat hun sluizen gesloten blijven.",
    "De proef begint later, omdat turbines te laat kwamen. Ik zal de Kamer in het voorjaar van 2025 de uitkomsten sturen.",
)


def paper(number: int = 1, rounds: int = 1) -> Paper:
    """Return a verslag van een schriftelijk overleg of dossier ``90000 + number``.

    Each round has four questions and three answers, in words of its own.
    """
    dossier = str(90000 + number)
    publication = f"kst-{dossier}-A"
    rows: Paper = {name: [] for name in PARSED[2:]}
    lines = [
        f"{dossier} Molens langs de Zilverbeek",
        "Aan de minister van Klimaat en Groene Groei",
        "Den Haag, 5 november 2024",
        "De leden van de fracties van BBB en D66 hebben naar aanleiding van de brief over de molens nog enkele vragen.",
    ]
    request, reply = f"{publication}/letter-1", f"{publication}/letter-2"
    for ordinal, (party, label, text) in enumerate(_repeated(rounds), 1):
        start = _append(lines, f"{label}. {text}") + len(label) + 2
        question = _row(
            "question",
            publication,
            ordinal,
            letter_id=request,
            text=text,
            char_start=start,
            char_end=start + len(text),
        )
        rows["question"].append(question | {"party": party, "label": label})
    _append(lines, "Den Haag, 3 december 2024")
    for ordinal, text in enumerate(
        [_said(text, turn) for turn in range(rounds) for text in ANSWERS], 1
    ):
        start = _append(lines, text)
        rows["answer"].append(
            _row(
                "answer",
                publication,
                ordinal,
                letter_id=reply,
                text=text,
                char_start=start,
                char_end=start + len(text),
            )
        )
    _append(lines, "De minister van Klimaat en Groene Groei, A. Molenaar")
    _append(lines, "Vastgesteld door de commissie op 10 december 2024.")
    text = "\n".join(lines)
    for place in range(4 * rounds):
        question, answer, relation = (
            place + 1,
            place // 4 * 3 + min(place % 4, 2) + 1,
            "shared" if place % 4 > 1 else "own",
        )
        link = _row("question_answer", publication, None, relation=relation, confidence=0.97)
        rows["question_answer"].append(
            link
            | {
                "question_id": f"{publication}/question-{question}",
                "answer_id": f"{publication}/answer-{answer}",
            }
        )
    rows["letter"] = [
        _row(
            "letter",
            publication,
            1,
            kind="request",
            dated_on=date(2024, 11, 5),
            reply_due_on=date(2024, 12, 3),
            sender="B. Wouda",
        ),
        _row(
            "letter",
            publication,
            2,
            kind="reply",
            dated_on=date(2024, 12, 3),
            in_reply_to=request,
            sender="A. Molenaar",
        ),
    ]
    rows["minister"] = [
        _row(
            "minister",
            publication,
            1,
            letter_id=reply,
            role="minister",
            portfolio="Klimaat en Groene Groei",
            name="A. Molenaar",
        )
        | {"on_behalf": False, "ministry_id": "griffier:kgg", "in_office": "unknown"}
    ]
    rows["reference"] = [
        _cited(
            publication,
            reply,
            text,
            "Kamerstuk 90417, nr. 12",
            kind="kamerstuk",
            target="kst-90417-12",
        )
    ]
    rows["commitment"] = [
        _cited(publication, reply, text, ANSWERS[2].partition(". ")[2], due_on=date(2025, 6, 20))
    ]
    rows["reference"][0]["answer_id"], rows["commitment"][0]["answer_id"] = (
        f"{publication}/answer-1",
        f"{publication}/answer-3",
    )
    rows["publication_text"] = [{"publication_id": publication, "text": text}]
    rows["publication"] = [_publication(publication, dossier, text)]
    return rows


def frames_of(*papers: Paper) -> Frames:
    """Return the tables of one batch that holds these papers."""
    return frames({name: [row for paper in papers for row in paper[name]] for name in papers[0]})


def id_of(rows: Paper) -> str:
    """Return the id under which a paper was made, whatever a test did to its rows."""
    return str(rows["publication_text"][0]["publication_id"])


def _repeated(rounds: int) -> Iterator[tuple[str, str, str]]:
    """Yield the questions of every round, numbered on: by party group first, as a letter has them."""
    for name in dict.fromkeys(party for party, _, _ in QUESTIONS):
        own = [(label, text) for party, label, text in QUESTIONS if party == name]
        numbers = len({label[0] for label, _ in own})
        for turn in range(rounds):
            yield from (
                (name, f"{int(label[0]) + turn * numbers}{label[1:]}", _said(text, turn))
                for label, text in own
            )


def _said(text: str, turn: int) -> str:
    """Return the same words, told apart by round."""
    return f"In ronde {turn} vroeg men: {text}" if turn else text


def _append(lines: list[str], line: str) -> int:
    """Append a line and return its offset in the joined text."""
    lines.append(line)
    return sum(len(before) + 1 for before in lines[:-1])


def _row(table: str, publication: str, ordinal: int | None, **known: object) -> dict[str, Any]:
    """Return a row of the table with every column of the DDL."""
    row: dict[str, Any] = {column.name: None for column in tables()[table].columns}
    row["publication_id"] = publication
    if ordinal is not None:
        row[f"{table}_id"] = f"{publication}/{table}-{ordinal}"
        if "ordinal" in row:
            row["ordinal"] = ordinal
    return row | known


def _cited(publication: str, letter: str, text: str, words: str, **known: object) -> dict[str, Any]:
    """Return the only reference or commitment of a paper: the words at their place in the text."""
    table, start = "reference" if "kind" in known else "commitment", text.index(words)
    row = _row(
        table,
        publication,
        1,
        letter_id=letter,
        text=words,
        char_start=start,
        char_end=start + len(words),
        **known,
    )
    return row | ({"status": "resolved"} if table == "reference" else {})


def _publication(publication: str, dossier: str, text: str) -> dict[str, Any]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    known = {
        "chamber": "EK",
        "kind": "verslag_schriftelijk_overleg",
        "series": "kst",
        "dossier_number": dossier,
        "sub_number": "A",
        "session_year": "2024-2025",
        "title": "Verslag van een schriftelijk overleg over molens langs de Zilverbeek",
        "published_on": date(2024, 12, 12),
        "modified_at": datetime(2024, 12, 12, 9, 30, tzinfo=UTC),
        "version": 1,
        "source_url": f"https://zoek.officielebekendmakingen.nl/{publication}.html",
        "media_type": "text/plain",
        "content_sha256": digest,
        "text_sha256": digest,
        "reader_version": "1",
        "parser_version": "1",
    }
    return _row("publication", publication, None, **known)
