"""Pairs of question and answer beside those of the gold."""

from collections.abc import Mapping
from typing import Any

from pipeline.accuracy.likeness import same_text
from pipeline.tables import Rows


def pairs_in_gold(gold: Mapping[str, Any], rows: Rows) -> list[bool]:
    """Return for each row of question_answer whether the gold has that pair with that relation."""
    questions = {row["question_id"]: str(row["text"]) for row in rows["question"]}
    answers = {row["answer_id"]: str(row["text"]) for row in rows["answer"]}
    texts = {row["key"]: row["text"] for row in gold["questions"]}
    right = [
        (texts[key], answer["text"], answer["relation"])
        for answer in gold["answers"]
        for key in answer["keys"]
    ]
    return [
        any(
            link["relation"] == relation
            and same_text(question, questions[link["question_id"]])
            and same_text(answer, answers[link["answer_id"]])
            for question, answer, relation in right
        )
        for link in rows["question_answer"]
    ]
