"""A sheet that a walker of marked-up text (xml, html, docx) writes on, element by element, in
reading order.

The walker says what begins and what ends; the sheet keeps the open block, list depth, emphasis and
notes, so that every walker treats them alike. Text outside any block opens a paragraph of its own:
nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.reading.builder import BlockDraft, Flow, NoteDraft, assemble
from pipeline.reading.characters import clean
from pipeline.reading.document import CELL, BlockKind, Document, EmphasisKind
from pipeline.reading.markers import list_marker
from pipeline.reading.official import MASTHEAD, numbers_paper
from pipeline.reading.signatures import sign

_NOTE_NUMBER = re.compile(r"\[?(\d{1,3}|\*{1,3}|[a-z])[\]).:]?")


class Sheet:
    """Blocks and notes in the making."""

    def __init__(self) -> None:
        self._blocks: list[BlockDraft] = []
        self._notes: list[NoteDraft] = []
        self._note_of: dict[str, int] = {}
        self._marks: list[tuple[Flow, int, str]] = []
        self._kind: BlockKind = "paragraph"
        self._role = ""
        self._level = 1
        self._label = ""
        self._open: Flow | None = None
        self._note: Flow | None = None
        self._emphases: list[EmphasisKind] = []
        self._links: list[str] = []
        self._row: list[Flow] | None = None

    # -- blocks
    # ----------------------------------------------------------------------------------------

    def block(self, kind: BlockKind = "paragraph", role: str = "", level: int = 1) -> None:
        """What comes next stands on a line of its own."""
        if self._inside():
            self._flow().space()
            return
        self._open = None
        self._kind, self._role, self._level = kind, role, level

    def label(self, text: str) -> None:
        """The marker of the next block ("1.", "a)", "–")."""
        self._label = " ".join(clean(text).split())

    def words(self, text: str) -> None:
        """Running text."""
        flow = self._note if self._note is not None else self._row[-1] if self._row else self._open
        if flow is None:
            if not text.strip():
                return
            flow = self._flow()
        flow.add(clean(text), self._emphases, self._links[-1] if self._links else "")

    def space(self) -> None:
        """What comes next stands apart from what came before."""
        flow = self._note if self._note is not None else self._row[-1] if self._row else self._open
        if flow is not None:
            flow.space()

    # -- what is attached to words
    # -----------------------------------------------------------------------------------

    def emphasise(self, kind: EmphasisKind) -> None:
        """Words from here on are bold, italic or underlined, until ``plain``."""
        self._emphases.append(kind)

    def plain(self) -> None:
        """The emphasis that began last ends."""
        self._emphases.pop()

    def link(self, target: str) -> None:
        """Words from here on lead to an address, until ``unlink``."""
        self._links.append(target)

    def unlink(self) -> None:
        """The link that began last ends."""
        self._links.pop()

    # -- notes
    # ----------------------------------------------------------------------------------------

    def mark(self, label: str, key: str) -> None:
        """A footnote mark stands here; ``key`` names its note within the file."""
        if self._note is not None:
            return  # a note's own number
        flow = self._flow()
        flow.mark(" ".join(label.split()), None)
        self._marks.append((flow, len(flow.marks) - 1, key))

    def open_note(self, key: str, label: str = "") -> None:
        """Words from here on are the note ``key``, until ``close_note``."""
        self._note = Flow()
        self._note_of.setdefault(key, len(self._notes))
        self._notes.append(NoteDraft(" ".join(label.split()), self._note))

    def note_label(self, text: str) -> None:
        """The number of the open note."""
        if self._notes and not self._notes[-1].label:
            number = _NOTE_NUMBER.fullmatch(text.strip())
            self._notes[-1].label = number[1] if number else text.strip()

    def close_note(self) -> None:
        """Back to the block that carries the mark."""
        self._note = None

    @property
    def in_note(self) -> bool:
        """Whether a note is open."""
        return self._note is not None

    # -- tables
    # ----------------------------------------------------------------------------------------

    def open_row(self) -> None:
        """A row of a table begins."""
        self._open = None
        self._row = []

    def cell(self) -> None:
        """A cell of the open row begins."""
        if self._row is not None:
            self._row.append(Flow())

    def close_row(self) -> None:
        """The row ends: one line, its cells side by side, or a line of the paper's head."""
        cells, self._row = [cell for cell in self._row or [] if len(cell)], None
        head = len(self._blocks) < MASTHEAD and numbers_paper([cell.text for cell in cells])
        line = Flow()
        replaced: dict[int, int] = {}
        for cell in cells:
            if len(line):
                line.add(" " if head else CELL)
            replaced[id(cell)] = line.absorb(cell)
        if len(line):
            self._blocks.append(BlockDraft("heading" if head else "table", line, role=self._role))
            self._marks = [
                (line, index + replaced[id(flow)], key)
                if id(flow) in replaced
                else (flow, index, key)
                for flow, index, key in self._marks
            ]
        self._open = None

    # -- the end
    # ----------------------------------------------------------------------------------------

    def texts(self) -> list[str]:
        """The text of each block so far."""
        return [block.flow.text for block in self._blocks]

    def titled(self, role: str) -> str:
        """The first block in a role in the head of the paper, empty where it has none."""
        return next(
            (block.flow.text for block in self._blocks[:MASTHEAD] if block.role == role), ""
        )

    def document(self, media_type: str, metadata: Mapping[str, str]) -> Document:
        """Everything written, as one document."""
        for flow, index, key in self._marks:
            label, position, _ = flow.marks[index]
            note = self._note_of.get(key)
            flow.marks[index] = (
                label or (self._notes[note].label if note is not None else ""),
                position,
                note,
            )
        for block in self._blocks:
            if not block.label and (marker := list_marker(block.flow.text)):
                block.label = marker
                block.kind = "list_item" if block.kind == "paragraph" else block.kind
        sign(self._blocks)
        for note_draft in self._notes:
            note_draft.label = note_draft.label or self._marked(note_draft)
        return assemble(self._blocks, self._notes, media_type, metadata)

    def _marked(self, note: NoteDraft) -> str:
        """The label that the first mark of a note without a number carries."""
        index = next(i for i, draft in enumerate(self._notes) if draft is note)
        return next(
            (flow.marks[i][0] for flow, i, _ in self._marks if flow.marks[i][2] == index), ""
        )

    def _inside(self) -> bool:
        """Whether a note or a table cell is open, in which no block can begin."""
        return self._note is not None or bool(self._row)

    def _flow(self) -> Flow:
        """Where words go now; a new block where none is open."""
        if self._note is not None:
            return self._note
        if self._row is not None:
            if not self._row:
                self._row.append(Flow())
            return self._row[-1]
        if self._open is None:
            self._open = Flow()
            kind: BlockKind = "list_item" if self._label else self._kind
            self._blocks.append(BlockDraft(kind, self._open, self._label, self._level, self._role))
            if self._label:
                self._open.add(self._label + " ")
                self._label = ""
        return self._open
