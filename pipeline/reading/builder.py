"""From drafts of blocks and notes, each with offsets of its own, to one ``Document`` with one text.

A reader fills one ``Flow`` per block or note, in reading order, and calls ``assemble`` at the end.
White space is normalised on the way in, so no reader has to think of it again.
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


class Flow:
    """The words of one block or note as they come in, with what is attached to them.

    Positions are offsets in the flow's own text. A space is written only when a word follows it, so
    a mark stands right behind its word and no emphasis begins or ends with a space.
    """

    __slots__ = ("_length", "_parts", "_space", "emphases", "links", "marks")

    def __init__(self, text: str = "") -> None:
        self._parts: list[str] = []
        self._length = 0
        self._space = False
        self.emphases: list[tuple[EmphasisKind, int, int]] = []
        self.links: list[tuple[int, int, str]] = []
        self.marks: list[tuple[str, int, int | None]] = []
        self.add(text)

    def __len__(self) -> int:
        """The number of characters written so far."""
        return self._length

    @property
    def text(self) -> str:
        """All words so far."""
        return "".join(self._parts)

    def add(self, text: str, emphasis: Iterable[EmphasisKind] = (), link: str = "") -> None:
        """Append characters (cleaned ones, see ``characters``), bold or linked where the reader
        says so.
        """
        words = " ".join(text.split())
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

    def space(self) -> None:
        """The next words stand apart from those before."""
        self._space = True

    def mark(self, label: str, note: int | None) -> None:
        """A footnote mark stands here; ``note`` is the index of its note among the drafts given to
        ``assemble``.
        """
        self.marks.append((label, self._length, note))

    def absorb(self, other: Flow) -> int:
        """Append another flow with all that is attached to it; the number of marks that stood here
        before.
        """
        before = len(self.marks)
        self.add(other.text)
        start = self._length - len(other)
        self.emphases += [
            (kind, start + first, start + last) for kind, first, last in other.emphases
        ]
        self.links += [(start + first, start + last, target) for first, last, target in other.links]
        self.marks += [(label, start + at, note) for label, at, note in other.marks]
        return before

    def _emphasise(self, kind: EmphasisKind, start: int) -> None:
        """Note an emphasis up to here, as one with the last of its kind when only a space parts
        them.
        """
        for index in range(len(self.emphases) - 1, -1, -1):
            known, first, last = self.emphases[index]
            if known == kind:
                if start - last <= 1:
                    self.emphases[index] = (kind, first, self._length)
                    return
                break
        self.emphases.append((kind, start, self._length))


@dataclass(slots=True)
class BlockDraft:
    """A block whose place in the text is not yet known. ``label`` is already the beginning of the
    flow's text.
    """

    kind: BlockKind
    flow: Flow
    label: str = ""
    level: int = 1
    role: str = ""
    page: int | None = None


@dataclass(slots=True)
class NoteDraft:
    """A footnote whose place in the text is not yet known."""

    label: str
    flow: Flow


@dataclass(slots=True)
class _Attached:
    """What hangs on offsets of the whole text."""

    emphases: list[Emphasis] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)

    def take(self, flow: Flow, start: int) -> None:
        self.emphases += [
            Emphasis(kind, start + first, start + last) for kind, first, last in flow.emphases
        ]
        self.links += [(start + first, start + last, target) for first, last, target in flow.links]


def assemble(
    blocks: Sequence[BlockDraft],
    notes: Sequence[NoteDraft],
    media_type: str,
    metadata: Mapping[str, str] | None = None,
) -> Document:
    """One document of all drafts, in the order given. Empty ones are left out; their marks move to
    the words before.
    """
    places = {
        index: place
        for place, index in enumerate(i for i, note in enumerate(notes) if len(note.flow))
    }
    lines: list[str] = []
    final_blocks: list[Block] = []
    marks: list[Mark] = []
    attached = _Attached()
    start = 0
    for draft in blocks:
        text = draft.flow.text
        if not text:
            anchor = max(0, start - 1)
            marks += [
                Mark(label, anchor, _place(places, note)) for label, _, note in draft.flow.marks
            ]
            continue
        body = len(draft.label) + (
            draft.label != "" and text[len(draft.label) : len(draft.label) + 1] == " "
        )
        end = start + len(text)
        final_blocks.append(
            Block(
                draft.kind,
                start,
                end,
                start + body,
                draft.label,
                draft.level,
                draft.role,
                draft.page,
            )
        )
        marks += [
            Mark(label, start + at, _place(places, note)) for label, at, note in draft.flow.marks
        ]
        attached.take(draft.flow, start)
        lines.append(text)
        start = end + 1
    body_end = start if places else max(0, start - 1)
    footnotes: list[Footnote] = []
    for index in places:
        text = notes[index].flow.text
        footnotes.append(Footnote(notes[index].label, start, start + len(text)))
        attached.take(notes[index].flow, start)
        lines.append(text)
        start += len(text) + 1
    return Document(
        text="\n".join(lines),
        blocks=tuple(final_blocks),
        body_end=body_end,
        media_type=media_type,
        footnotes=tuple(footnotes),
        marks=tuple(marks),
        emphases=tuple(attached.emphases),
        links=tuple(attached.links),
        metadata=dict(metadata or {}),
    )


def _place(places: Mapping[int, int], note: int | None) -> int | None:
    return None if note is None else places.get(note)
