"""The document: the form into which every format is read.

``Document.text`` is the canonical text: one line per block, lines of the page joined, hyphens at
line ends removed, running heads and page numbers removed, footnote marks taken out and kept as
positions. After the body come the footnotes, one line each. All offsets in all tables refer to this
text, so the same paper gives the same offsets in every format, as far as the formats hold the same
words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

BlockKind = Literal["heading", "paragraph", "list_item", "signature", "table"]
EmphasisKind = Literal["bold", "italic", "underline"]
REFERENCE = "referentie"
"""The role of a line in the column next to a ministry's letter."""
CELL = " | "
"""Separator between the cells of a table row, as one line."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row: ``text[start:end]``, without line breaks.

    ``label`` is the marker of a list item or numbered heading as printed ("1.", "a)", "–"); it is
    part of the text, and the words after it begin at ``body_start``. ``level`` is the depth of a
    list item or heading (1 = outermost). A row of a table is one block, its cells separated by
    ``CELL``. ``page`` counts from 1, None if the format has no pages.

    ``role`` is the role that the format itself states, "" if it states none. XML and HTML do:
    "vraag" and "antwoord" for the content of a question or an answer, "vraag-nr" and "antwoord-nr"
    for their headings; "kamervraagomschrijving-vraag" and "-antwoord" for the names of who asks and
    who answers; "kamervraagopmerking" for a Mededeling or Toelichting; "kamervraagnummer",
    "dossiernummer", "dossiertitel", "ondernummer", "stuktitel" and "datum" for the head of a paper,
    "vergaderjaar", "kameraanduiding", "documenttype" and "overig" for the lines above it;
    "tussenkop" and "kop" for headings; "ondertekening"; "inhoudsopgave". In a PDF only the column
    in which a ministry sets its address, telephone number and references has a role: "referentie".
    """

    kind: BlockKind
    start: int
    end: int
    body_start: int
    label: str = ""
    level: int = 1
    role: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark that was at ``position``; ``note`` is the index of its note, None if lost."""

    label: str
    position: int
    note: int | None


@dataclass(frozen=True, slots=True)
class Footnote:
    """The text of one note, ``text[start:end]``, without its number."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Bold, italic or underlined words: ``text[start:end]``."""

    kind: EmphasisKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Missing pages, above the block ``text[start:end]``, or below it at the end of the file.

    If no block begins after the missing pages, they are missing in the last one.
    """

    kind: Literal["pages", "end"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """The content of one file: its canonical text, and blocks that cover the body in order.

    ``body_end`` is the offset in ``text`` at which the footnotes begin, or the end of the text if
    there are none. The notes are in the order of the file.

    ``metadata`` holds what the file states about itself, by the names of the official metadata
    without their prefix (``identifier``, ``title``, ``dossiernummer``, ``ondernummer``,
    ``vergaderjaar``, ``creator``, ...). ``links`` are addresses that the format attaches to words:
    ``(start, end, target)``; a paper of the official publisher is named by its identifier
    ("kst-22112-4103"), anything else by its address. ``gaps`` are the places where the page numbers
    show that pages are missing.
    """

    text: str
    blocks: tuple[Block, ...]
    body_end: int
    media_type: str
    footnotes: tuple[Footnote, ...] = ()
    marks: tuple[Mark, ...] = ()
    emphases: tuple[Emphasis, ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()

    @property
    def text_sha256(self) -> str:
        """Return the SHA-256 of the canonical text: equal for two files with the same text."""
        return sha256(self.text.encode()).hexdigest()

    def words(self, block: Block) -> str:
        """Return the block's text without its label."""
        return self.text[block.body_start : block.end]
