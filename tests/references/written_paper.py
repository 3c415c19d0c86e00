"""A small paper made of lines: what the finders of references are tried on."""

from collections.abc import Mapping

from pipeline.parsing.references import Citation, find_references
from pipeline.reading.document import Block, Document, Footnote, Mark


def paper(
    *lines: str, notes: Mapping[str, str] | None = None, metadata: Mapping[str, str] | None = None
) -> Document:
    """Return a document with one block per line; ``[1]`` in a line is the mark of the note with
    that label in ``notes``.
    """
    text, blocks, marks = "", [], []
    labels = list(notes or {})
    for line in lines:
        start = len(text)
        for piece, label in _pieces(line):
            text += piece
            if label:
                marks.append(
                    Mark(label, len(text), labels.index(label) if label in labels else None)
                )
        blocks.append(Block("paragraph", start, len(text), start))
        text += "\n"
    body_end, footnotes = len(text), []
    for label, note in (notes or {}).items():
        footnotes.append(Footnote(label, len(text), len(text) + len(note)))
        text += note + "\n"
    return Document(
        text,
        tuple(blocks),
        body_end,
        "text/plain",
        tuple(footnotes),
        tuple(marks),
        metadata=metadata or {},
    )


def _pieces(line: str) -> list[tuple[str, str]]:
    """Return the line cut behind every mark, each piece with the label of the mark that follows it."""
    pieces = [part.partition("]") for part in line.split("[")]
    return [
        (part if number == 0 else rest, pieces[number + 1][0] if number + 1 < len(pieces) else "")
        for number, (part, _, rest) in enumerate(pieces)
    ]


def cited(sentence: str, *, chamber: str | None = "EK") -> list[Citation]:
    """Return the citations in one sentence in the middle of a letter, but for named laws."""
    lines = ("Den Haag, 3 maart 2025", "Geachte voorzitter,", sentence, "Hoogachtend,")
    return [
        citation
        for citation in find_references(paper(*lines), chamber=chamber)
        if citation.kind != "law"
    ]


def targets(sentence: str, *, chamber: str | None = "EK") -> list[str | None]:
    """Return the targets that one sentence cites."""
    return [citation.target for citation in cited(sentence, chamber=chamber)]


def pointed(sentence: str) -> list[tuple[str | None, str | None]]:
    """Return the pointers of one sentence: the party group, and the label or the word that stands
    for it.
    """
    return [
        (one.party, one.label or one.ordinal_word)
        for one in cited(sentence)
        if one.kind == "answer"
    ]
