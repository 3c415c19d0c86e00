"""Assembly of drafts of blocks and notes, each with its own offsets, into one ``Document``.

One ``TextRun`` holds the words of a block or note; ``assemble`` puts them in order. White space is
normalised on the way in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from typing import Literal, NamedTuple

from pipeline.reading.document import (
    Block,
    BlockKind,
    Document,
    Emphasis,
    EmphasisKind,
    Footnote,
    Mark,
)

SpanKind = Literal[EmphasisKind, "link", "mark", "raised"]
EMPHASES = frozenset({"bold", "italic", "underline"})
_LONG = 80
"""Characters from which looking for white space to mend is faster than mending it."""


class Span(NamedTuple):
    """Emphasis, a link, a footnote mark or raised digits: ``text[start:end]``.

    ``value`` is the target of a link or the label of a mark; ``note`` is the index of the note of a
    mark, which has no length.
    """

    kind: SpanKind
    start: int
    end: int
    value: str = ""
    note: int | None = None

    def moved(self, shift: int) -> Span:
        """Return the span further on in a text."""
        return self._replace(start=self.start + shift, end=self.end + shift)


class TextRun:
    """The words of one block or note while they are added, with what is attached to them.

    Positions are offsets in the run's own text. A space is only written when a word follows it, so
    a mark directly follows its word and no emphasis begins or ends with a space.
    """

    __slots__ = ("_last", "_length", "_parts", "_space", "spans")

    def __init__(self, text: str = "") -> None:
        self._parts: list[str] = []
        self._length = 0
        self._space = False
        self._last: dict[str, int] = {}
        self.spans: list[Span] = []
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

    def add(self, text: str) -> int:
        """Append characters (cleaned, see ``characters``); return the offset of their words."""
        long = len(text) > _LONG and text.isprintable() and "  " not in text
        words = text.strip(" ") if long else " ".join(text.split())
        if not words:
            self._space |= text != ""
            return self._length
        self._space |= text[0].isspace()
        closes = text[-1].isspace()
        if self._space and self._length:
            self._parts.append(" ")
            self._length += 1
        start, self._length = self._length, self._length + len(words)
        self._parts.append(words)
        self._space = closes
        return start

    def take(self, text: str, spans: Iterable[Span]) -> None:
        """Append characters with what is attached to them."""
        inside = [_from_word(span, text) for span in sorted(spans, key=attrgetter("start"))]
        columns = {column for span in inside for column in span[1:3] if column < len(text)}
        starts, ends = {}, {}
        for first, last in pairwise(sorted(columns | {0, len(text)})):
            ends[first] = self._length
            starts[first] = self.add(text[first:last])
        for span in inside:
            end = ends.get(span.end, self._length)
            start = end if span.kind == "mark" else starts.get(span.start, end)
            self.attach(span._replace(start=start, end=end))

    def attach(self, span: Span) -> None:
        """Attach a span, merged with the last emphasis of its kind if only a space parts them."""
        if span.kind != "mark" and span.start >= span.end:
            return
        if span.kind in EMPHASES:
            last = self._last.get(span.kind)
            if last is not None and span.start - self.spans[last].end <= 1:
                self.spans[last] = self.spans[last]._replace(end=span.end)
                return
            self._last[span.kind] = len(self.spans)
        self.spans.append(span)

    def space(self) -> None:
        """Separate the next words from those before."""
        self._space = True

    def absorb(self, other: TextRun) -> None:
        """Append another run with what is attached to it."""
        start = self.add(other.text)
        self.spans += [span.moved(start) for span in other.spans]


def _from_word(span: Span, text: str) -> Span:
    """Return a span of words that begins at the first of them."""
    if span.kind == "mark":
        return span
    words = text[span.start : span.end]
    return span._replace(start=span.start + len(words) - len(words.lstrip()))


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

    note_indexes: Mapping[int, int]
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
        self._mark(draft.run, start)
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
        self._attach(draft.run)

    def note(self, draft: NoteDraft) -> None:
        """Add a note after the body."""
        self.notes.append(Footnote(draft.label, self.end, self.end + len(draft.run)))
        self._attach(draft.run)

    def _mark(self, run: TextRun, start: int) -> None:
        for kind, at, _, label, note in run.spans:
            if kind == "mark":
                index = None if note is None else self.note_indexes.get(note)
                self.marks.append(Mark(label, start + at, index))

    def _attach(self, run: TextRun) -> None:
        for kind, start, end, target, _ in run.spans:
            match kind:
                case "link":
                    self.links.append((self.end + start, self.end + end, target))
                case "bold" | "italic" | "underline":
                    self.emphases.append(Emphasis(kind, self.end + start, self.end + end))
        self.lines.append(run.text)
        self.end += len(run) + 1


def assemble(
    blocks: Iterable[BlockDraft],
    notes: Sequence[NoteDraft],
    media_type: str,
    metadata: Mapping[str, str] | None = None,
) -> Document:
    """Return one document of all drafts, in the order given, without empty ones."""
    non_empty = [index for index, note in enumerate(notes) if len(note.run)]
    assembly = _Assembly({index: position for position, index in enumerate(non_empty)})
    for draft in blocks:
        assembly.block(draft)
    body_end = assembly.end if non_empty else max(0, assembly.end - 1)
    for index in non_empty:
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
