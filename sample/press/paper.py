"""A paper as printed, with its expected rows: blocks in order, and what a reader should find."""

from dataclasses import dataclass, field, replace
from typing import Any

from press.markup import Node, Text, plain

QUESTION_PARTS = ("kop", "antwoordkop", "vraag", "antwoord")
BILL_PARTS = ("wij", "considerans", "afkondiging", "artikel", "slot")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or signature as it is printed.

    ``label`` is the marker of an item as printed; ``repeated`` marks a question that the reply
    repeats. ``place`` is where its citations belong (``cited_in`` of the truth); ``question`` is a
    key and ``answer`` an index of ``Paper.answers`` when the block is part of their text. ``lines``
    are the printed lines of a signature; ``numbers`` says that ``label`` is the number of a
    question, which is no part of its text; a ``joined`` block is printed in the paragraph of the
    one before, ``rows`` are those of a table, its head first.
    """

    kind: str
    nodes: tuple[Node, ...] = ()
    label: str = ""
    level: int = 1
    repeated: bool = False
    letter: int | None = None
    place: str | None = None
    question: str | None = None
    answer: int | None = None
    lines: tuple[tuple[Node, ...], ...] = ()
    numbers: bool = False
    joined: bool = False
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """Return clean words, with the marker of a plain list item."""
        if self.rows:
            return " ".join(cell for row in self.rows for cell in row)
        words = plain(self.nodes)
        return (
            f"{self.label} {words}"
            if self.kind == "item" and self.label and not self.numbers
            else words
        )


@dataclass(slots=True)
class Paper:
    """A paper with its expected rows.

    ``answers`` are ``(keys, relation)``, the other lists hold rows in the gold format.
    """

    head: dict[str, Any]
    blocks: list[Block] = field(default_factory=list)
    letters: list[dict[str, Any]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    answers: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    ministers: list[dict[str, Any]] = field(default_factory=list)

    @property
    def identifier(self) -> str:
        """Return the official identifier, which is also the name of its files."""
        return str(self.head["identifier"])

    @property
    def dossier(self) -> str:
        """Return the dossier number as printed: ``99 012``."""
        number = str(self.head.get("dossier", ""))
        return f"{number[:2]} {number[2:5]} {number[5:].lstrip('-')}".strip()

    @property
    def written_questions(self) -> bool:
        """Return True if these are written questions, which have a layout of their own."""
        return self.identifier.startswith(("ah-", "kv-"))

    @property
    def series_name(self) -> str:
        """Return the name of the series in its papers and in the catalogue."""
        names = {"ah": "Aanhangsel van de Handelingen", "kv": "Kamervragen zonder antwoord"}
        return names.get(self.identifier[:2], "Kamerstuk")

    @property
    def printed(self) -> list[Block]:
        """Return the printed paragraphs: blocks that share a paragraph are merged."""
        rows: list[Block] = []
        for block in self.blocks:
            if block.joined:
                rows[-1] = replace(rows[-1], nodes=(*rows[-1].nodes, Text(" "), *block.nodes))
            else:
                rows.append(block)
        return rows
