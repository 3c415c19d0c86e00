"""Explanations of a parse: each block with its rules and what became of it."""

from pathlib import Path

import pytest

from pipeline.cli import explanation
from pipeline.cli.explanation import Explained
from pipeline.lexicon import entries
from pipeline.reading import read_document
from pipeline.rows import parse_file

LETTER = """Vragen van het lid Pronk (VVD) aan de Minister van Financiën over munten (ingezonden \
3 mei 2024).

Antwoord van Minister De Graaf (Financiën) (ontvangen 24 mei 2024).

Vraag 1

Wat kost een munt?

Antwoord 1

Een munt kost tien cent. Zie ook Kamerstuk 36741, nr. 3.

Dit staat tussen de vragen in.
"""


@pytest.fixture(scope="module")
def blocks() -> list[Explained]:
    """Return the blocks of a small letter."""
    content = LETTER.encode()
    document = read_document(content, name="ah-tk-20232024-1999.txt")
    return explanation.explain(document, parse_file(content, "ah-tk-20232024-1999.txt"))


def outcome(blocks: list[Explained], beginning: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the kind, rule and outcomes of the block that begins so."""
    block = next(block for block in blocks if block.text.startswith(beginning))
    return block.kind, block.rule, block.outcomes


def test_a_heading_names_its_rule_and_its_number(blocks: list[Explained]) -> None:
    """The rule is the id of an entry of the lexicon."""
    expected = ("answer", "answer-heading.on-questions", ("heading of answer 1",))
    assert expected == outcome(blocks, "Antwoord 1")


def test_an_explained_block_names_its_rows(blocks: list[Explained]) -> None:
    """A question with its party group, an answer with what it cites."""
    assert ("question VVD 1",) == outcome(blocks, "Wat kost")[2]
    assert ("answer to VVD 1", "reference kst-36741-3") == outcome(blocks, "Een munt")[2]


def test_a_rule_counts_once_per_block(blocks: list[Explained]) -> None:
    """Every rule that is counted is an entry of the lexicon, or one of the format or vocabulary."""
    counts = explanation.counts(blocks)
    known = {entry.id for entry in entries()}
    assert set() == {rule for rule in counts if rule not in known and "." in rule} - {
        "vocabulary.party"
    }
    assert 1 == counts["answer-heading.on-questions"]


def test_every_block_of_the_sample_has_an_outcome(sample: Path) -> None:
    """A block outside every row and every letter is called not explained."""
    for path in sorted(sample.glob("*.xml"))[:3]:
        content = path.read_bytes()
        found = explanation.explain(
            read_document(content, name=path.name), parse_file(content, path.name)
        )
        assert found
        assert all(block.outcomes for block in found)
