"""Headings that no entry of the lexicon has, told by their series: they count from 1.

Why: of "V1: … A1: …" or "Vraag-1 … Antwoord-1 …" nobody can list all forms, but the blocks of one
series ask and those of the other follow them with the same numbers.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from pipeline.parsing.language.speech import asks
from pipeline.parsing.outline.labelled_block import NUMBERED, BlockKind, LabelledBlock
from pipeline.reading.document import Document
from pipeline.reading.markers import heads_answer
from pipeline.reading.series import Member, bare_series, numbered_series

MOSTLY = 0.6
"""Share of a series that asks, from which it is one of questions."""
BELOW = 3
"""Blocks below a heading in which a question is looked for."""
HEADINGS = frozenset({"question", "answer", "number", "party", "signature"})
"""Kinds of blocks that end the text below a heading."""


def numbered_headings(document: Document, lines: Sequence[LabelledBlock]) -> list[LabelledBlock]:
    """Return the blocks, with those of a series as headings of questions or answers."""
    classified = list(lines)
    texts = [document.text[line.start : line.end] for line in lines]
    known = {label for line in lines if line.kind == "question" for label in line.labels}
    for series in numbered_series(texts):
        free = [
            member for member in series if lines[member.index].kind in {"text", "item", "heading"}
        ]
        asking = sum(_asks_below(document, classified, member) for member in series)
        kind: BlockKind | None = None
        if asking >= MOSTLY * len(series):
            kind = "question"
            known |= {number for member in series for number in member.numbers}
        elif _numbers_known(series, known) and asking <= (1 - MOSTLY) * len(series):
            kind = "answer"
        for member in free if kind else ():
            classified[member.index] = _heading(document, lines[member.index], member, kind)
    for index, number in chain.from_iterable(bare_series(texts, heads_answer)):
        if lines[index].kind in {"text", "item"}:
            classified[index] = _item(document, lines[index], number)
    return classified


def _item(document: Document, line: LabelledBlock, number: str) -> LabelledBlock:
    """Return a block as the item of a bare number."""
    words = document.text[line.start + len(number) : line.end]
    body = line.end - len(words.lstrip())
    return replace(
        line, kind="item", labels=(number,), body=body, depth=NUMBERED, rule="series.bare"
    )


def _numbers_known(series: Sequence[Member], known: set[str]) -> bool:
    """Return True if a series has the numbers of questions that were asked above."""
    return known.issuperset(number for member in series for number in member.numbers)


def _asks_below(document: Document, lines: Sequence[LabelledBlock], member: Member) -> bool:
    """Return True if the words behind a heading, or the blocks right below it, ask."""
    for index in range(member.index, min(member.index + 1 + BELOW, len(lines))):
        line = lines[index]
        if index > member.index and (line.kind in HEADINGS or _listed(line)):
            return False
        if asks(document.text[line.start : line.end]):
            return True
    return False


def _listed(line: LabelledBlock) -> bool:
    return line.kind == "item" and line.depth == NUMBERED


def _heading(
    document: Document, line: LabelledBlock, member: Member, kind: BlockKind | None
) -> LabelledBlock:
    """Return a block as the heading of a question or answer, its words behind the heading."""
    words = document.text[line.start + member.end : line.end]
    body = line.end - len(words.lstrip())
    labels = member.numbers
    return replace(line, kind=kind or line.kind, labels=labels, body=body, depth=0, rule="series")
