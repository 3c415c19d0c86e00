"""Sentences of official Dutch, which has many abbreviations with full stops, and clean text."""

from collections.abc import Iterator

from pipeline.lexicon import concept

ABBREVIATION = concept("abbreviation")
SENTENCE_END = concept("sentence-end")
LONGEST_ABBREVIATION = 10
"""Characters to look back for an abbreviation before a full stop."""


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the sentences of ``text[start:end]`` as offsets, without white space around them."""
    stop = len(text) if end is None else end
    begin = start
    for match in SENTENCE_END.finditer(text, start, stop):
        if text[match.start()] == "." and ABBREVIATION.search(
            text, max(begin, match.start() - LONGEST_ABBREVIATION), match.start()
        ):
            continue
        if span := trimmed(text, begin, match.end()):
            yield span
        begin = match.end()
    if span := trimmed(text, begin, stop):
        yield span


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of ``text[start:end]`` without white space around it, None if it is empty."""
    piece = text[start:end].rstrip()
    bare = piece.lstrip()
    return (start + len(piece) - len(bare), start + len(piece)) if bare else None


def clean(text: str) -> str:
    """Return the words on one line: each run of white space becomes one space.

    Nothing else needs cleaning: footnote markers, page numbers and hyphens at line ends were
    removed when the text was read, so ``clean(text[char_start:char_end])`` is the text of every
    row.
    """
    return " ".join(text.split())
