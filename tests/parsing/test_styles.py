"""However a pairing is printed, the same questions and answers come out."""

from hypothesis import given, settings
from hypothesis.strategies import integers
from letter_generator import Printed, consultation, memorie
from printed_lines import pairing, rows

SEEDS = integers(0, 10**9)


def read_back(paper: Printed, publication_id: str) -> None:
    """Assert that the rows of a printed paper are the parts that were printed."""
    found = rows(paper.text, publication_id)
    assert paper.questions == [
        (row["party"], row["label"], row["text"]) for row in found["question"]
    ]
    got = pairing(found)
    assert [(names, relation) for names, relation, *_ in paper.answers] == [
        (names, relation) for names, relation, _ in got
    ]
    for (_, _, begin, end), (_, _, text) in zip(paper.answers, got, strict=True):
        assert text.startswith(begin)
        assert text.endswith(end)


@given(SEEDS)
@settings(
    max_examples=120, deadline=None, derandomize=True
)  # a change is judged by the same papers as the last one
def test_a_consultation_reads_back_however_it_is_printed(seed: int) -> None:
    """A verslag: any numbering, any heading, repeats reworded, mangled, in indirect speech, or
    none.
    """
    read_back(consultation(seed), "kst-98200-B")


@given(SEEDS)
@settings(
    max_examples=120, deadline=None, derandomize=True
)  # a change is judged by the same papers as the last one
def test_a_memorie_reads_back_however_it_is_printed(seed: int) -> None:
    """A memorie: any turn of phrase of members and government, per party group or per topic."""
    read_back(memorie(seed), "kst-98300-C")
