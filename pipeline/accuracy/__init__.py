"""Accuracy measures: agreement of a paper's rows with a hand-checked gold table.

The project is judged by these measures: a text is right if its words are those of the gold, a pair
if both its texts and its relation are right, a citation if kind and target are; ``cited_in`` also
requires the right question or answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.accuracy.likeness import alike, fold, same_text, words
from pipeline.parsing.origin import Row, Rows

MEASURES = ("question", "pair", "minister", "reference", "cited_in", "letter")
"""Names of the measures.

question: text, label and party; pair: both texts and the relation; minister: role, portfolio, name;
reference: kind and target; cited_in: the same in the right place; letter: kind and date.
"""

COMPARABLE = 0.5
"""Minimum share of common words for a found question to be compared with a gold one."""

Gold = Mapping[str, Any]
"""One gold table: publication, letters, questions, answers, ministers, references."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one measure: correct rows, rows in the gold table, rows found."""

    hit: int = 0
    gold: int = 0
    found: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Add up two tallies."""
        return Tally(self.hit + other.hit, self.gold + other.gold, self.found + other.found)

    @property
    def precision(self) -> float:
        """Return the share of found rows that are right, 1 if gold and found are both empty."""
        return self.hit / self.found if self.found else float(self.gold == 0)

    @property
    def recall(self) -> float:
        """Return the share of gold rows that were found, 1 if gold and found are both empty."""
        return self.hit / self.gold if self.gold else float(self.found == 0)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def nothing_found(gold: Gold) -> dict[str, Tally]:
    """Return the tallies of a letter that could not be read."""
    cited = 0 if gold.get("scope") else sum(not row.get("optional") for row in gold["references"])
    pairs = sum(len(row["keys"]) for row in gold["answers"])
    counts = (
        len(gold["questions"]),
        pairs,
        len(gold["ministers"]),
        cited,
        cited,
        len(gold["letters"]),
    )
    return {measure: Tally(0, count, 0) for measure, count in zip(MEASURES, counts, strict=True)}


def measure(gold: Gold, rows: Rows) -> dict[str, Tally]:
    """Return the tallies of one letter's rows against its gold table.

    A gold table with a ``scope`` covers only part of the letter.
    """
    wanted, questions = gold["questions"], rows["question"]
    matched = _assign(wanted, questions)
    good = {
        number: questions[place]
        for number, place in matched.items()
        if same_text(wanted[number]["text"], str(questions[place]["text"]))
    }
    right = sum(
        fold(wanted[n]["label"]) == fold(row["label"])
        and words(_party(wanted[n])) == words(row["party"])
        for n, row in good.items()
    )
    scoped = bool(gold.get("scope"))
    cited, placed = (Tally(), Tally()) if scoped else _references(gold, rows, matched)
    return {
        "question": Tally(right, len(wanted), len(matched) if scoped else len(questions)),
        "pair": _pairs(gold, rows, good, scoped=scoped),
        "minister": _bags(
            (_minister(row) for row in gold["ministers"]),
            (_minister(row) for row in rows["minister"]),
        ),
        "reference": cited,
        "cited_in": placed,
        "letter": _bags(
            ((row["kind"], row["dated_on"]) for row in gold["letters"]),
            ((row["kind"], _day(row["dated_on"])) for row in rows["letter"]),
        ),
    }


def _assign(wanted: Sequence[Gold], questions: Sequence[Row]) -> dict[int, int]:
    """Match gold questions to found ones, one to one: {index in gold: index in found}.

    Equal texts come first, then equal labels, then the most similar texts.
    """
    scored = []
    for number, gold in enumerate(wanted):
        for place, row in enumerate(questions):
            text = str(row["text"])
            similar, right = alike(gold["text"], text), same_text(gold["text"], text)
            if similar >= COMPARABLE or right:
                same = fold(_party(gold)) == fold(row["party"]) and fold(gold["label"]) == fold(
                    row["label"]
                )
                scored.append((right, same, similar, -abs(number - place), number, place))
    matched: dict[int, int] = {}
    for *_, number, place in sorted(scored, reverse=True):
        if number not in matched and place not in matched.values():
            matched[number] = place
    return matched


def _party(gold: Gold) -> object:
    """Return the party group of a gold question, also from tables with its old column name."""
    return gold.get("party", gold.get("fraction"))


def _pairs(gold: Gold, rows: Rows, good: Mapping[int, Row], *, scoped: bool) -> Tally:
    """Count the gold pairs of which both texts and the relation were found.

    Each found pair counts once.
    """
    texts = {row["answer_id"]: str(row["text"]) for row in rows["answer"]}
    links: dict[object, list[Row]] = {}
    for link in rows["question_answer"]:
        links.setdefault(link["question_id"], []).append(link)
    number = {row["key"]: place for place, row in enumerate(gold["questions"])}
    hit = total = 0
    for answer in gold["answers"]:
        for key in answer["keys"]:
            total += 1
            question = good.get(number[key])
            left = links.get(question["question_id"], []) if question else []
            same = [
                link
                for link in left
                if link["relation"] == answer["relation"]
                and same_text(answer["text"], texts[link["answer_id"]])
            ]
            if same:
                left.remove(same[0])
                hit += 1
    pair_count = len(rows["question_answer"])
    return Tally(hit, total, min(pair_count, total) if scoped else pair_count)


def _references(gold: Gold, rows: Rows, matched: Mapping[int, int]) -> tuple[Tally, Tally]:
    """Count citations by kind and target, and the same in the right place.

    Named laws and mentions without a target do not count.
    """
    first = _first_keys(gold)
    place = _places(gold, rows, matched, first)

    def found_at(row: Row) -> str:
        spot = row["answer_id"] or row["question_id"]
        return place.get(spot, "elsewhere") if spot else ""

    def gold_at(row: Gold) -> str:
        kind, _, key = (row.get("cited_in") or "").partition(" ")
        if kind == "answer":
            return f"answer {first.get(key, key)}"
        return f"question {key}" if kind == "question" else ""

    must = [row for row in gold["references"] if not row.get("optional")]
    may = [row for row in gold["references"] if row.get("optional")]
    seen = [row for row in rows["reference"] if row["kind"] != "law" and row["target"]]
    return (
        _bags(map(_cited, must), map(_cited, seen), map(_cited, may)),
        _bags(
            ((*_cited(row), gold_at(row)) for row in must),
            ((*_cited(row), found_at(row)) for row in seen),
            ((*_cited(row), gold_at(row)) for row in may),
        ),
    )


def _first_keys(gold: Gold) -> dict[str, str]:
    """Return for each question of the gold table the first key of its answer, which names it."""
    first: dict[str, str] = {}
    for answer in gold["answers"]:
        for key in answer["keys"]:
            first.setdefault(key, answer["keys"][0])
    return first


def _places(
    gold: Gold, rows: Rows, matched: Mapping[int, int], first: Mapping[str, str]
) -> dict[object, str]:
    """Return the names that the gold table has for the questions and answers that were found."""
    place: dict[object, str] = {}
    answers: dict[object, list[object]] = {}
    for link in rows["question_answer"]:
        answers.setdefault(link["question_id"], []).append(link["answer_id"])
    for number in sorted(matched):
        key = gold["questions"][number]["key"]
        question_id = rows["question"][matched[number]]["question_id"]
        place[question_id] = f"question {key}"
        for answer_id in answers.get(question_id, []):
            place.setdefault(answer_id, f"answer {first.get(key, key)}")
    return place


def _bags(gold: Iterable[object], rows: Iterable[object], optional: Iterable[object] = ()) -> Tally:
    """Count the hits of two multisets; optional items may be found or not."""
    want, have = Counter(gold), Counter(rows)
    have -= (have - want) & Counter(optional)
    return Tally(sum((want & have).values()), sum(want.values()), sum(have.values()))


def _minister(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return fold(row["role"]), words(row["portfolio"]), words(row["name"])


def _cited(row: Mapping[str, Any]) -> tuple[str, str]:
    target = fold(row["target"])
    if row["kind"] == "url":
        target = re.sub(r"^(https?://)?(www\.)?", "", target).rstrip("/").replace("-", "")
    return str(row["kind"]), target


def _day(value: object) -> str | None:
    return str(value)[:10] if value else None
