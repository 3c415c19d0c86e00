"""The words that are looked for before an expression is tried: where there is none, the expression
finds nothing either.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.parsing.language import phrases
from pipeline.parsing.language.sentences import sentences
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
