"""Comparison of rows with the expected ones: the measures by which the parser's accuracy is published.

A text is right when its words are those of the truth (at least 95 in 100 as F1, at most 15 too many
or missing; case, punctuation and hyphens do not count). ``misses`` says in words what is wrong, so
that an empty list means: all right.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]
ENOUGH, STRAY = 0.95, 15
DASHES = {ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"} | {0xAD: None}


def misses(truth: Row, found: dict[str, list[Row]]) -> list[str]:
    """Return every difference between the expected tables and the rows of one file."""
    return [
        *_publication(truth["publication"], found["publication"][0]),
        *_letters(truth, found),
        *_questions(truth, found),
        *_pairs(truth, found),
        *_counted(
            "minister",
            Counter(map(_office, truth["ministers"])),
            Counter(map(_office, found["minister"])),
        ),
        *_references(truth, found),
        *_commitments(truth, found["commitment"]),
    ]


def _publication(expected: Row, row: Row) -> Iterator[str]:
    """Compare the publication: a field that the file does not state stays empty, all others are
    right.
    """
    for column in ("kind", "chamber"):
        if expected[column] != row[column]:
            yield f"publication: {column} is {expected[column]}, found {row[column]}"
    for column in ("dossier_number", "sub_number", "session_year"):
        if expected[column] and row[column] not in (None, expected[column]):
            yield f"publication: {column} is {expected[column]}, found {row[column]}"


def _letters(truth: Row, found: dict[str, list[Row]]) -> Iterator[str]:
    columns = ("kind", "dated_on", "sender", "recipient", "reply_due_on")
    wanted, rows = truth["letters"], sorted(found["letter"], key=lambda row: row["ordinal"])
    if len(wanted) != len(rows):
        yield f"letters: {[row['kind'] for row in wanted]} expected, {[row['kind'] for row in rows]} found"
    for expected, row in zip(wanted, rows, strict=False):
        for column in columns:
            if _fold(expected[column]) != _fold(row[column]):
                yield f"letter {expected['ordinal']}: {column} is {expected[column]}, found {row[column]}"


def _questions(truth: Row, found: dict[str, list[Row]]) -> Iterator[str]:
    rows = sorted(found["question"], key=lambda row: row["ordinal"])
    if len(truth["questions"]) != len(rows):
        yield f"questions: {[row['key'] for row in truth['questions']]} expected, {[_key(row) for row in rows]} found"
    for expected in truth["questions"]:
        row = _same_question(expected, rows)
        if not row:
            yield f"question {expected['key']}: not found"
        elif not _same_text(expected["text"], row["text"]):
            yield f"question {expected['key']}: {expected['text']!r} expected, {row['text']!r} found"
        elif expected["askers"] != list(row["askers"] or []):
            yield f"question {expected['key']}: asked by {expected['askers']}, found {row['askers']}"


def _pairs(truth: Row, found: dict[str, list[Row]]) -> Iterator[str]:
    answers = {row["answer_id"]: row for row in found["answer"]}
    links = [
        (row["question_id"], row["relation"], answers[row["answer_id"]]["text"])
        for row in found["question_answer"]
    ]
    for answer in truth["answers"]:
        for key in answer["keys"]:
            question = next(row for row in truth["questions"] if row["key"] == key)
            row = _same_question(question, found["question"])
            mine = [link for link in links if row and link[0] == row["question_id"]]
            right = next(
                (
                    link
                    for link in mine
                    if link[1] == answer["relation"] and _same_text(answer["text"], link[2])
                ),
                None,
            )
            if right:
                links.remove(right)
            else:
                got = [(relation, text) for _, relation, text in mine]
                yield f"answer {key}: {answer['relation']} {answer['text']!r} expected, {got} found"
    yield from (
        f"answer too many: {relation} {text!r} to {question}" for question, relation, text in links
    )


def _references(truth: Row, found: dict[str, list[Row]]) -> Iterator[str]:
    first = {key: answer["keys"][0] for answer in truth["answers"] for key in answer["keys"]}
    place: dict[tuple[str, str], str] = {}
    for question in truth["questions"]:
        row = _same_question(question, found["question"])
        if row:
            place["question", row["question_id"]] = f"question {question['key']}"
            for link in found["question_answer"]:
                if link["question_id"] == row["question_id"]:
                    place.setdefault(
                        ("answer", link["answer_id"]),
                        f"answer {first.get(question['key'], question['key'])}",
                    )

    def spot(row: Row) -> str:
        kind = "answer" if row["answer_id"] else "question" if row["question_id"] else ""
        return place.get((kind, row[f"{kind}_id"]), "elsewhere") if kind else ""

    wanted = Counter((*_cited(row), _in_text(row["cited_in"])) for row in truth["references"])
    rows = [row for row in found["reference"] if row["kind"] != "law" and row["target"]]
    yield from _counted("reference", wanted, Counter((*_cited(row), spot(row)) for row in rows))


def _commitments(truth: Row, rows: list[Row]) -> Iterator[str]:
    found = [(_bare(row["text"]), str(row["due_on"]) if row["due_on"] else None) for row in rows]
    for row in truth["commitments"]:
        commitment = (_bare(row["text"]), row["due_on"])
        if commitment in found:
            found.remove(commitment)
        elif not row.get("optional"):
            yield f"commitment: {row['text']!r}, due {row['due_on']}, not found"
    yield from (f"commitment too many: {text!r}, due {due_on}" for text, due_on in found)


def _counted(name: str, wanted: Counter[Any], rows: Counter[Any]) -> Iterator[str]:
    yield from (f"{name}: {row} not found" for row in (wanted - rows).elements())
    yield from (f"{name}: {row} too many" for row in (rows - wanted).elements())


def _same_question(expected: Row, rows: list[Row]) -> Row | None:
    wanted = (_fold(expected["fraction"]), _fold(expected["label"]))
    return next((row for row in rows if (_fold(row["party"]), _fold(row["label"])) == wanted), None)


def _key(row: Row) -> str:
    return f"{row['party']} {row['label']}"


def _office(row: Row) -> tuple[str, str, str]:
    return _fold(row["role"]), _bare(row["portfolio"]), _bare(row["name"])


def _cited(row: Row) -> tuple[str, str]:
    target = _fold(row["target"])
    if row["kind"] == "url":
        target = re.sub(r"^(https?://)?(www\.)?", "", target).rstrip("/").replace("-", "")
    return row["kind"], target


def _in_text(cited_in: str | None) -> str:
    return cited_in if cited_in and cited_in.startswith(("question", "answer")) else ""


def _same_text(left: str, right: str) -> bool:
    mine, other = _words(left), _words(right)
    common, stray = (mine & other).total(), (mine - other).total() + (other - mine).total()
    return stray <= STRAY and 2 * common >= ENOUGH * (mine.total() + other.total())


def _words(text: str) -> Counter[str]:
    joined = re.sub(r"(?<=\w)-\s+(?=\w)", "", _plain(text)).replace("-", "")
    return Counter(re.findall(r"\w+", joined))


def _plain(value: object) -> str:
    return (
        unicodedata.normalize("NFKC", "" if value is None else str(value))
        .translate(DASHES)
        .casefold()
    )


def _fold(value: object) -> str:
    return " ".join(_plain(value).split())


def _bare(value: object) -> str:
    return " ".join(re.findall(r"\w+", _plain(value)))
