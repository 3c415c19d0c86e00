"""Assembly of drafts of blocks and notes, each with its own offsets, into one ``Document``.

One ``TextRun`` holds the words of a block or note; ``assemble`` puts them in order. White space is
normalised on the way in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.reading.document import (
    Block,
    BlockKind,
    Document,
    Emphasis,
    EmphasisKind,
    Footnote,
    Mark,
)

_LONG = 80
"""Characters from which looking for white space to mend is faster than mending it."""


class TextRun:
    """The words of one block or note while they are added, with their marks, links and emphasis.

    Positions are offsets in the run's own text. A space is only written when a word follows it, so
    a mark directly follows its word and no emphasis begins or ends with a space.
    """

    __slots__ = ("_last", "_length", "_parts", "_space", "emphases", "links", "marks", "raised")

    def __init__(self, text: str = "") -> None:
        self._parts: list[str] = []
        self._length = 0
        self._space = False
        self._last: dict[EmphasisKind, int] = {}
        self.emphases: list[tuple[EmphasisKind, int, int]] = []
        self.links: list[tuple[int, int, str]] = []
        self.marks: list[tuple[str, int, int | None]] = []
        self.raised: list[tuple[int, int]] = []
        if text:
            self.add(text)

    def __len__(self) -> int:
        """Return the number of characters written so far."""
        return self._length

    @property
    def text(self) -> str:
        """Return all words so far."""
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0] if self._parts else ""

    def add(
        self,
        text: str,
        emphasis: Iterable[EmphasisKind] = (),
        link: str = "",
        *,
        raised: bool = False,
    ) -> None:
        """Append characters (cleaned, see ``characters``), bold, linked or raised if stated."""
        long = len(text) > _LONG and text.isprintable() and "  " not in text
        words = text.strip(" ") if long else " ".join(text.split())
        if not words:
            self._space |= text != ""
            return
        self._space |= text[0].isspace()
        closes = text[-1].isspace()
        if self._space and self._length:
            self._parts.append(" ")
            self._length += 1
        start, self._length = self._length, self._length + len(words)
        self._parts.append(words)
        self._space = closes
        for kind in emphasis:
            self._emphasise(kind, start)
        if link:
            self.links.append((start, self._length, link))
        if raised:
            self.raised.append((start, self._length))

    def space(self) -> None:
        """Separate the next words from those before."""
        self._space = True

    def mark(self, label: str, note: int | None) -> None:
        """Add a footnote mark here; ``note`` is the index of its note among the drafts."""
        self.marks.append((label, self._length, note))

    def absorb(self, other: TextRun) -> int:
        """Append another run with marks, links, emphasis; return the number of marks before."""
        before = len(self.marks)
        self.add(other.text)
        start = self._length - len(other)
        self.emphases += [(kind, start + a, start + b) for kind, a, b in other.emphases]
        self.links += [(start + a, start + b, target) for a, b, target in other.links]
        self.marks += [(label, start + at, note) for label, at, note in other.marks]
        self.raised += [(start + a, start + b) for a, b in other.raised]
        return before

    def _emphasise(self, kind: EmphasisKind, start: int) -> None:
        """Add an emphasis up to here, merged with the last of its kind if a space parts them."""
        last = self._last.get(kind)
        if last is not None and start - self.emphases[last][2] <= 1:
            self.emphases[last] = (kind, self.emphases[last][1], self._length)
            return
        self._last[kind] = len(self.emphases)
        self.emphases.append((kind, start, self._length))


@dataclass(slots=True)
class BlockDraft:
    """A block without its place in the text; ``label`` is already the start of the run's text."""

    kind: BlockKind
    run: TextRun
    label: str = ""
    level: int = 1
    role: str = ""
    page: int | None = None


@dataclass(slots=True)
class NoteDraft:
    """A footnote without its place in the text."""

    label: str
    run: TextRun


@dataclass(slots=True)
class _Assembly:
    """A document under construction: lines of text, and items with offsets in the whole text."""

    places: Mapping[int, int]
    lines: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    emphases: list[Emphasis] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    end: int = 0

    def block(self, draft: BlockDraft) -> None:
        """Add a block; the marks of an empty one move to the words before."""
        text = draft.run.text
        if not text:
            self._mark(draft.run, max(0, self.end - 1))
            return
        start = self.end
        body = len(draft.label) + (
            draft.label != "" and text[len(draft.label) : len(draft.label) + 1] == " "
        )
        self.blocks.append(
            Block(
                draft.kind,
                start,
                start + len(text),
                start + body,
                draft.label,
                draft.level,
                draft.role,
                draft.page,
            )
        )
        self._mark(draft.run, start)
        self._attach(draft.run)

    def note(self, draft: NoteDraft) -> None:
        """Add a note after the body."""
        self.notes.append(Footnote(draft.label, self.end, self.end + len(draft.run)))
        self._attach(draft.run)

    def _mark(self, run: TextRun, start: int) -> None:
        for label, at, note in run.marks:
            place = None if note is None else self.places.get(note)
            self.marks.append(Mark(label, start + at if len(run) else start, place))

    def _attach(self, run: TextRun) -> None:
        start = self.end
        self.emphases += [Emphasis(kind, start + a, start + b) for kind, a, b in run.emphases]
        self.links += [(start + a, start + b, target) for a, b, target in run.links]
        self.lines.append(run.text)
        self.end += len(run) + 1


def assemble(
    blocks: Iterable[BlockDraft],
    notes: Sequence[NoteDraft],
    media_type: str,
    metadata: Mapping[str, str] | None = None,
) -> Document:
    """Return one document of all drafts, in the order given, without empty ones."""
    kept = [index for index, note in enumerate(notes) if len(note.run)]
    assembly = _Assembly({index: place for place, index in enumerate(kept)})
    for draft in blocks:
        assembly.block(draft)
    body_end = assembly.end if kept else max(0, assembly.end - 1)
    for index in kept:
        assembly.note(notes[index])
    return Document(
        text="\n".join(assembly.lines),
        blocks=tuple(assembly.blocks),
        body_end=body_end,
        media_type=media_type,
        footnotes=tuple(assembly.notes),
        marks=tuple(assembly.marks),
        emphases=tuple(assembly.emphases),
        links=tuple(assembly.links),
        metadata=dict(metadata or {}),
    )
