"""Ways to look at a document in a test."""

from pipeline.reading.document import Document


def blocks(document: Document) -> list[str]:
    """Return the text of every block."""
    return [document.text[block.start : block.end] for block in document.blocks]


def kinds(document: Document) -> list[str]:
    """Return the kind of every block."""
    return [block.kind for block in document.blocks]


def notes(document: Document) -> list[tuple[str, str]]:
    """Return number and text of every footnote."""
    return [(note.label, document.text[note.start : note.end]) for note in document.footnotes]


def marks(document: Document) -> list[tuple[str, str, int | None]]:
    """Return the last word before every mark, its number, the note it points to."""
    return [
        (document.text[: mark.position].split()[-1], mark.label, mark.note)
        for mark in document.marks
    ]


def body(document: Document) -> str:
    """Return the body as one line."""
    return " ".join(document.text[: document.body_end].split())
