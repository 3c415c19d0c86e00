"""Invariants of every document, whatever its format."""

from pipeline.reading.document import Document

NEVER = frozenset("\r\t\f\v\u00a0\u00ad\u200b\ufeff\ufb01")


def assert_laws(document: Document) -> None:
    """Assert that blocks are ordered, disjoint and cover the body, and that all spans point into
    the text.
    """
    text, body_end = document.text, document.body_end
    place = 0
    for block in document.blocks:
        words = text[block.start : block.end]
        assert (place, words.strip()) == (block.start, words)
        assert block.start <= block.body_start <= block.end <= body_end
        assert words
        assert "\n" not in words
        assert words.startswith(block.label)
        assert block.level >= 1
        place = block.end + 1
    assert document.blocks
    assert place - (0 if document.footnotes else 1) == body_end
    for note in document.footnotes:
        assert place == note.start < note.end
        assert "\n" not in text[note.start : note.end]
        place = note.end + 1
    assert place - 1 == len(text)
    for mark in document.marks:
        assert 0 <= mark.position <= body_end
        assert mark.note is None or 0 <= mark.note < len(document.footnotes)
    spans = [(emphasis.start, emphasis.end) for emphasis in document.emphases] + [
        link[:2] for link in document.links
    ]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert not NEVER & set(text)
