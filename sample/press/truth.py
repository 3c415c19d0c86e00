"""The expected tables of a paper, in the gold format, from its authored form."""

import re
from typing import Any

from press.markup import Cite, Node, Promise, plain, walk
from press.paper import Paper

# The kind of a target by its form; the first match counts.
KINDS = (
    ("kamerstuk", re.compile(r"kst-|dossier-")),
    ("eu_document", re.compile(r"(?:COM|JOIN|SWD|C)\(\d{4}\)\d+")),
    ("staatsblad", re.compile(r"stb-")),
    ("staatscourant", re.compile(r"stcrt-")),
    ("tractatenblad", re.compile(r"trb-")),
    ("handelingen", re.compile(r"h-[et]k-")),
    ("aanhangsel", re.compile(r"ah-[et]k-")),
    ("ecli", re.compile(r"ECLI:")),
    ("url", re.compile(r"https?://")),
    ("answer", re.compile(r"=")),
)


def expected(paper: Paper) -> dict[str, Any]:
    """Return the rows that a reader should find, by table.

    The tables are publication, letters, questions, answers, ministers, references and commitments.
    """
    head = paper.head
    return {
        "source": paper.identifier,
        "publication": {
            "publication_id": head.get("publication_id", paper.identifier),
            "chamber": head["chamber"],
            "kind": head["kind"],
            "dossier_number": head.get("dossier"),
            "sub_number": head.get("sub"),
            "session_year": head["session_year"],
        },
        "letters": paper.letters,
        "questions": [
            question | {"text": _question_text(paper, question["key"])}
            for question in paper.questions
        ],
        "answers": [
            {"keys": list(keys), "relation": relation, "text": _answer_text(paper, index)}
            for index, (keys, relation) in enumerate(paper.answers)
        ],
        "ministers": paper.ministers,
        "references": [row for row, _ in _rows(paper, Cite)],
        "commitments": [row for row, _ in _rows(paper, Promise)],
    }


def _question_text(paper: Paper, key: str) -> str:
    return " ".join(block.text for block in paper.blocks if block.question == key)


def _answer_text(paper: Paper, index: int) -> str:
    text = " ".join(block.text for block in paper.blocks if block.answer == index)
    if not text:
        raise ValueError(f"{paper.identifier}: the answer to {paper.answers[index][0]} has no text")
    return text


def _rows(paper: Paper, wanted: type[Node]) -> list[tuple[dict[str, Any], Node]]:
    found: list[tuple[dict[str, Any], Node]] = []
    for block in paper.blocks:
        for nodes in (block.nodes, *block.lines):
            for node, note in walk(nodes):
                if not isinstance(node, wanted):
                    continue
                if isinstance(node, Cite):
                    label = note.label if note else None
                    found += [
                        (_reference(node, target, block.place, label), node)
                        for target in node.targets
                    ]
                elif isinstance(node, Promise):
                    found.append((_commitment(node, block.place, block.letter), node))
    return found


def _reference(node: Cite, target: str, place: str | None, footnote: int | None) -> dict[str, Any]:
    kind = next(name for name, form in KINDS if form.match(target))
    row: dict[str, Any] = {
        "kind": kind,
        "target": target.removeprefix("="),
        "text": plain(node.nodes),
        "cited_in": place,
        "footnote": footnote,
    }
    return row | {"optional": True} if node.optional else row


def _commitment(node: Promise, place: str | None, letter: int | None) -> dict[str, Any]:
    row = {
        "letter": letter,
        "answer": place.removeprefix("answer ") if place and place.startswith("answer ") else None,
        "text": plain(node.nodes),
        "due_text": node.due_text,
        "due_on": node.due_on.isoformat() if node.due_on else None,
    }
    return row | {"optional": True} if node.optional else row
