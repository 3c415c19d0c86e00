"""Planted structural damage changes only the rows around it, or the paper is held back."""

from pathlib import Path

import pytest
from planted_damage import PLANTERS, Damaged, plant

from pipeline.accuracy.likeness import words
from pipeline.quality.prepare.publication_level import wholes
from pipeline.quality.suites import rules
from pipeline.rows import parse_file
from pipeline.tables import Rows, frames

PLACES = 2
"""Places at which each kind of damage is planted in each paper."""

SHAPE = ("explained", "numbers_present", "question_numbers_read", "answer_headings_read")
"""The critical rules about the shape of a paper."""

FARTHEST = {"two columns": 0.05}
"""Share of the damaged papers in which rows elsewhere may change unseen: lines of two columns that
ran together take footnotes from other questions. Nothing else may."""


def by_question(rows: Rows) -> list[tuple[str, str]]:
    """Return the label of each question, with all its words and those of its answers."""
    texts = {row["answer_id"]: str(row["text"]) for row in rows["answer"]}
    given: dict[object, str] = {}
    for link in rows["question_answer"]:
        given[link["question_id"]] = (
            f"{given.get(link['question_id'], '')} {texts[link['answer_id']]}"
        )
    return [
        (str(row["label"]), words(f"{row['text']} {given.get(row['question_id'], '')}"))
        for row in rows["question"]
    ]


def held_back(rows: Rows) -> bool:
    """Return True if a critical rule about the shape of the paper refuses it."""
    found = wholes(frames(rows)).row(0, named=True)
    for name in (*SHAPE, "mostly_answered", "questions_present"):
        rule = rules()[f"across_tables.{name}"]
        value = found[rule.kwargs["column"]]
        low, high = rule.kwargs.get("min_value"), rule.kwargs.get("max_value")
        if value is not None and (
            (low is not None and value < low) or (high is not None and value > high)
        ):
            return True
    return False


def touched(damage: Damaged, whole: list[tuple[str, str]]) -> range:
    """Return the questions in whose words the damage lies, with their neighbours, of which two may
    be joint.
    """
    lines = [words(line) for line in damage.around.splitlines()]
    inside = [
        place
        for place, (label, said) in enumerate(whole)
        if any(
            (len(line) > 12 and line in said) or line.rpartition(" ")[2] == label for line in lines
        )
    ]
    return range(min(inside) - 2, max(inside) + 3) if inside else range(len(whole))


@pytest.mark.parametrize("kind", PLANTERS)
def test_planted_damage_changes_only_the_rows_around_it(kind: str, corpus: Path) -> None:
    """In every real paper, at several places."""
    spread, tried = [], 0
    for path in sorted((corpus / "real").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        whole = by_question(parse_file(text.encode(), path.name))
        for number in range(PLACES):
            damage = plant(kind, text, number)
            if damage is None:
                continue
            tried += 1
            rows = parse_file(damage.text.encode(), path.name)
            kept = by_question(rows)
            lost = [place for place, one in enumerate(whole) if one not in kept]
            near = touched(damage, whole)
            if any(place not in near for place in lost) and not held_back(rows):
                spread.append((path.name, number, [whole[place][0] for place in lost]))
    assert tried > 10
    assert len(spread) <= FARTHEST.get(kind, 0) * tried, spread


def test_a_nota_with_two_stray_headings_is_read_or_held_back(corpus: Path) -> None:
    """Seen in: a nota with 89 questions that came out with 2."""
    rows = parse_file((corpus / "cases" / "n1.txt").read_bytes(), "n1.txt")
    assert len(rows["question"]) == len(rows["answer"]) == 28
