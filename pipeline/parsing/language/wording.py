"""Clean text of a span of the canonical text, as rows hold it."""


def clean(text: str) -> str:
    """Return the words on one line: each run of white space becomes one space.

    Nothing else needs cleaning: footnote markers, page numbers and hyphens at line ends were
    removed when the text was read, so ``clean(text[char_start:char_end])`` is the text of every
    row.
    """
    return " ".join(text.split())
