"""The words that are looked for before an expression is tried: where there is none, the expression
finds nothing either.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.parsing.language import phrases
from pipeline.parsing.language.sentences import sentences
from pipeline.parsing.outline.announcements import BEGINNINGS
from pipeline.parsing.outline.blocks import HEADINGS
from pipeline.reading import read

EXPRESSIONS = {
    "asks": (phrases.ASKS, phrases.ASKS_WORDS),
    "told": (phrases.TOLD, phrases.TOLD_WORDS),
    "closes": (phrases.CLOSES, phrases.CLOSES_WORDS),
}


def said(letters: Path) -> Iterator[str]:
    """Every sentence of the letters in a folder that can be read as XML, in small letters and
    without question marks.
    """
    for path in sorted(letters.glob("*.xml")):
        document = read(path.read_bytes(), name=path.name)
        for start, end in sentences(document.text):
            yield document.text[start:end].lower().replace("?", "")


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_what_an_expression_finds_has_one_of_its_words(name: str, sample: Path) -> None:
    """An expression that learns a new turn of phrase needs its word in the list as well."""
    expression, words = EXPRESSIONS[name]
    found = [one for one in said(sample) if expression.search(one)]
    assert found
    assert [] == [one for one in found if not any(word in one for word in words)]


def test_what_is_a_heading_begins_with_letters_of_headings(sample: Path) -> None:
    """An expression for a new heading needs its first letters in the list as well."""
    documents = [read(path.read_bytes(), name=path.name) for path in sorted(sample.glob("*.xml"))]
    blocks = [
        document.text[block.start : block.end]
        for document in documents
        for block in document.blocks
    ]
    found = [text for text in blocks if any(pattern.match(text) for _, pattern in HEADINGS)]
    assert found
    assert [] == [text for text in found if text[:3].capitalize() not in BEGINNINGS]
