"""Nothing is accepted in silence that was not understood."""

from collections import Counter
from pathlib import Path

import pytest
from noticed_errors import outcome, papers, rules_broken
from printed_lines import rows
from restyled_papers import VARIANTS

from pipeline.parsing.origin import Origin
from pipeline.quality.prepare import prepare
from pipeline.reading import read_document
from pipeline.rows import parse
from pipeline.tables import frames

EVERY = 12
"""One of so many papers is printed in every form; tests/bench/noticed.py prints all."""
UNNOTICED = 0.04
"""Share of the forms that may be wrong in silence, at most: papers cut where an answer ends."""
HEAD = (
    "Vragen van het lid Dijk (SP) aan de Minister van Financiën over de munt "
    "(ingezonden 3 maart 2026).\n"
    "Antwoord van Minister Heinen (Financiën) (ontvangen 30 maart 2026).\n"
)


def test_papers_in_other_forms_are_read_or_held_back_or_warned_about(corpus: Path) -> None:
    """Print some papers in every form: almost none is wrong, accepted, sure and without warning."""
    counts: Counter[str] = Counter()
    for paper in list(papers(corpus))[::EVERY]:
        whole = VARIANTS["as printed"](paper)
        known = rules_broken(paper, whole) if whole else set()
        for printer in VARIANTS.values():
            if variant := printer(paper):
                counts[outcome(paper, variant, known)] += 1
    assert counts.total() > 100
    assert counts["unnoticed"] <= UNNOTICED * counts.total(), counts


@pytest.mark.parametrize(
    ("suite", "column", "text", "value"),
    [
        ("question", "times_asking", "Vraag 1\nKlopt dat? Ja. Wat nu? Niets. Wie dan?\n", 3),
        ("answer", "question_marks", "Vraag 1\nIs dat zo?\nAntwoord 1\nJa? Ja? Ja? Ja? Ja.\n", 4),
        ("across_tables", "numbers_printed", "Is dat zo?\nWat nu?\nWie weet het?\n", 0.0),
        ("across_tables", "numbers_printed", "Vraag 1\nIs dat zo?\nVraag 2\nWat nu?\n", 1.0),
    ],
)
def test_columns_measure_the_shape_of_a_paper(
    suite: str, column: str, text: str, value: float
) -> None:
    """Compute the columns of the rules for a paper of a few lines."""
    head = HEAD if "Antwoord" in text else HEAD.partition("\n")[0] + "\n"
    found = prepare(frames(rows(head + text, "ah-tk-20252026-1")))[suite][column]
    assert found.max() == value


def test_missing_pages_of_a_letter_without_questions_are_told() -> None:
    """Keep the block below skipped page numbers: the missing page may have held the questions."""
    text = HEAD.partition("\n")[0] + "\n"
    for page in (1, 4):
        text += "".join(f"Regel {n} van deel {page} gaat over de munt.\n" for n in "abcdefg")
        text += f"Tweede Kamer, vergaderjaar 2025–2026, Aanhangsel {page}\n"
    document = read_document(text.encode(), name="ah-tk-20252026-1.txt")
    found = parse(document, Origin("ah-tk-20252026-1", "ah", "0" * 64))
    assert [row["reason"] for row in found["unexplained_span"]] == ["pages_missing"]
    assert found["publication"][0]["explained_share"] is None


def test_a_letter_that_asks_often_without_a_question_found_is_not_explained() -> None:
    """Keep a share for a letter whose questions have a form that nobody knows."""
    text = "# Brief van de Minister van Financiën\nDen Haag, 3 maart 2026\n" + "".join(
        f"Onder deze letter staat iets.\nKent u het bericht over munt {name}?\n" for name in "pqrs"
    )
    found = rows(text)
    assert not found["question"]
    share = found["publication"][0]["explained_share"]
    assert share is not None
    assert share < 0.95


def test_a_letter_with_two_points_that_ask_twice_needs_no_questions() -> None:
    """Seen in: kst-32861-71, a letter that announces the questions of an inquiry."""
    text = "# Brief van de Minister van Financiën\nDen Haag, 3 maart 2026\n" + "".join(
        f"Hieronder staat iets.\nWat kost munt {name}? Anders gezegd: loont dat?\n" for name in "pq"
    )
    assert rows(text)["publication"][0]["explained_share"] is None
