"""The one form that every format is read into.

``Document.text`` is the canonical text: one line per block, lines of the page joined, hyphens at
line ends undone, running heads and page numbers gone, footnote marks taken out and remembered as
positions. After the body come the footnotes, one line each. Every offset in every table points into
this text, so the same paper gives the same offsets whichever format it was read from, as far as the
formats hold the same words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

BlockKind = Literal["heading", "paragraph", "list_item", "signature", "table"]
EmphasisKind = Literal["bold", "italic", "underline"]

REFERENCE = "referentie"
"""The role of a line in the column beside a ministry's letter."""

CELL = " | "
"""Separator between the cells of a table row, as one line."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row: ``text[start:end]``, without line breaks.

    ``label`` is the marker of a list item or numbered heading as printed ("1.", "a)", "–"); it is
    part of the text and ``body_start`` is where the words after it begin. ``level`` is the depth of
    a list item or heading (1 = outermost). A row of a table is one block, its cells parted by
    ``CELL``. ``page`` counts from 1, None where the format has no pages.

    ``role`` is what the format itself says the block is, empty where it says nothing. XML and HTML
    do: "vraag" and "antwoord" for what stands in a question or an answer, "vraag-nr" and
    "antwoord-nr" for their headings; "kamervraagomschrijving-vraag" and "-antwoord" for who asks
    and who answers; "kamervraagopmerking" for a Mededeling or Toelichting; "kamervraagnummer",
    "dossiernummer", "dossiertitel", "ondernummer", "stuktitel" and "datum" for the head of a paper,
    "vergaderjaar", "kameraanduiding", "documenttype" and "overig" for the lines above it;
    "tussenkop" and "kop" for headings; "ondertekening"; "inhoudsopgave". Of a PDF only the column
    in which a ministry sets its address, telephone number and references has one: "referentie".
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
    """A footnote mark: it stood at ``position``, between the characters there, and pointed to the
    note ``label``.

    ``note`` is the index in ``Document.footnotes`` of the note it points to, None where the note is
    not in the file.
    """

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
class Document:
    """The content of one file. ``body_end`` is where footnotes begin in ``text``; blocks cover the
    body in order.

    ``body_end`` is the end of the text where there are no footnotes. The notes stand in the order
    of the file.

    ``metadata`` holds what the file states about itself, by the names of the official metadata
    without their prefix (``identifier``, ``title``, ``dossiernummer``, ``ondernummer``,
    ``vergaderjaar``, ``creator``, ...). ``links`` are addresses the format attaches to words:
    ``(start, end, target)``; a paper of the official publisher is named by its identifier
    ("kst-22112-4103"), anything else by its address.
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

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the canonical text: equal for two files with the same text."""
        return sha256(self.text.encode()).hexdigest()

    def words(self, block: Block) -> str:
        """Return the block's text without its label."""
        return self.text[block.body_start : block.end]
