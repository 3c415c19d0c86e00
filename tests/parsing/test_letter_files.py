"""Fictional letters of every kind, with what a clerk would read in them."""

import json
from pathlib import Path
from typing import Any

import pytest
from printed_lines import keys, pairing, rows

LETTERS = Path(__file__).parent / "letters"
NAMES = sorted(path.stem for path in LETTERS.glob("*.txt"))


def read(name: str) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """Return the expected parts of a letter, and its rows."""
    expected = json.loads((LETTERS / f"{name}.json").read_text(encoding="utf-8"))
    return expected, rows((LETTERS / f"{name}.txt").read_text(encoding="utf-8"), name)


def between(text: str, begin: str, end: str) -> str:
    """Return the text, shown as where it begins and ends when that is right."""
    return f"{begin} ... {end}" if text.startswith(begin) and text.endswith(end) else text


@pytest.mark.parametrize("name", NAMES)
def test_a_file_gives_its_kind_and_letters(name: str) -> None:
    """A paper's kind, and of each letter the kind, day, sender and term."""
    expected, found = read(name)
    letters = [
        [
            row["kind"],
            str(row["dated_on"]),
            row["sender"],
            str(row["reply_due_on"]) if row["reply_due_on"] else None,
        ]
        for row in found["letter"]
    ]
    assert (expected["kind"], expected["letters"]) == (found["publication"][0]["kind"], letters)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_gives_its_questions(name: str) -> None:
    """Each question with its party group, label and whole text, in order."""
    expected, found = read(name)
    wanted = [
        (party, label, f"{begin} ... {end}") for party, label, begin, end in expected["questions"]
    ]
    ends = [(begin, end) for _, _, begin, end in expected["questions"]] + [("", "")] * len(
        found["question"]
    )
    got = [
        (row["party"], row["label"], between(row["text"], *place))
        for row, place in zip(found["question"], ends, strict=False)
    ]
    assert wanted == got


@pytest.mark.parametrize("name", NAMES)
def test_a_file_gives_its_answers(name: str) -> None:
    """Each answer with the questions that it answers, its relation and its whole text, in order."""
    expected, found = read(name)
    wanted = [
        (tuple(named), relation, f"{begin} ... {end}")
        for named, relation, begin, end in expected["answers"]
    ]
    ends = [(begin, end) for *_, begin, end in expected["answers"]] + [("", "")] * len(
        found["answer"]
    )
    got = [
        (named, relation, between(text, *place))
        for (named, relation, text), place in zip(pairing(found), ends, strict=False)
    ]
    assert [(tuple(_label(key, expected) for key in named), *rest) for named, *rest in wanted] == [
        (tuple(_label(key, expected) for key in named), *rest) for named, *rest in got
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_gives_its_pointers(name: str) -> None:
    """Each pointer to another answer: where it stands, and the key that it means."""
    expected, found = read(name)
    names = keys(found)
    first = {}
    for link in found["question_answer"]:
        first.setdefault(link["answer_id"], names[link["question_id"]])
    got = [
        [first.get(row["answer_id"]) or names.get(row["question_id"]), row["target"]]
        for row in found["reference"]
        if row["kind"] == "answer"
    ]
    assert [[_label(key, expected) for key in pointer] for pointer in expected["pointers"]] == [
        [_label(key, expected) for key in pointer] for pointer in got
    ]


def _label(key: str | None, expected: dict[str, Any]) -> str | None:
    """Return the key, or its label alone where the paper numbers its questions through."""
    through = all(" " not in named for answer in expected["answers"] for named in answer[0])
    return key.rpartition(" ")[2] if key and through else key
