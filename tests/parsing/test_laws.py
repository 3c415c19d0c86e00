"""Invariants of the rows of any paper, however it was cut, spliced, repeated or damaged."""

from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest
from damaged_papers import damaged, mutated
from hypothesis import given, settings
from hypothesis.strategies import integers
from letter_generator import consultation
from printed_lines import document

from pipeline.errors import UnreadableDocument
from pipeline.parsing.language.sentences import clean
from pipeline.parsing.origin import Origin, Rows
from pipeline.reading import read_document
from pipeline.reading.document import Document
from pipeline.rows import parse
from pipeline.tables.checks import violations
from pipeline.tables.frames import PARSED, frames

FACTS = Origin("kst-99999-A", "kst", "0" * 64)


def lawful(paper: Document, rows: Rows) -> None:
    """Assert that the rows fit their tables, point at their own words in the text, and know each
    other.
    """
    assert set(rows) == set(PARSED)
    assert [] == violations(frames(rows))
    for table in ("question", "answer", "reference", "commitment", "unexplained_span"):
        for row in rows[table]:
            start, end = row["char_start"], row["char_end"]
            assert isinstance(start, int)
            assert isinstance(end, int)
            assert row["text"] == clean(paper.text[start:end])
    questions, answers = (
        {row[f"{name}_id"] for row in rows[name]} for name in ("question", "answer")
    )
    letters = {row["letter_id"] for row in rows["letter"]}
    assert {row["question_id"] for row in rows["question_answer"]} <= questions
    assert {row["answer_id"] for row in rows["question_answer"]} == answers
    assert {row["refers_to_question_id"] for row in rows["question_answer"]} <= questions | {None}
    assert {
        row["letter_id"]
        for name in ("question", "answer", "minister", "commitment")
        for row in rows[name]
    } <= letters
    assert {row["question_id"] for row in rows["reference"]} | {
        row["target_question_id"] for row in rows["reference"]
    } <= questions | {None}
    assert {
        row["answer_id"] for name in ("reference", "commitment") for row in rows[name]
    } <= answers | {None}
    assert {row["in_reply_to"] for row in rows["letter"]} <= letters | {None}


@given(integers(0, 10**9))
@settings(max_examples=50, deadline=None)
def test_rows_of_damaged_papers_obey_the_invariants(seed: int) -> None:
    """Rows or a refusal, in every format; tests/bench/parser.py tries two thousand."""
    for content, name in damaged(seed):
        with suppress(UnreadableDocument):
            paper = read_document(content, name=name)
            lawful(paper, parse(paper, FACTS))


@given(integers(0, 10**9))
@settings(max_examples=15, deadline=None)
def test_the_invariants_hold_whatever_metadata_is_known(seed: int) -> None:
    """Any text that can be taken for a document, as a paper, as written questions and as a file
    from a folder.
    """
    text = mutated(seed)
    if text.strip():
        for facts in (
            FACTS,
            Origin("ah-ek-20252026-1", "ah", "0" * 64),
            Origin("file-x", "file", "0" * 64),
        ):
            paper = document(text)
            lawful(paper, parse(paper, facts))


def test_rows_of_real_papers_obey_the_invariants(corpus: Path) -> None:
    """In every format."""
    for path in sorted((corpus / "letters").iterdir()):
        if path.name != "blg-1007826.pdf":  # a scan
            paper = read_document(path.read_bytes(), name=path.name)
            lawful(paper, parse(paper, FACTS))


@given(integers(0, 10**9))
@settings(max_examples=20, deadline=None)
def test_the_same_paper_gives_the_same_rows(seed: int) -> None:
    """Ids included, in their order."""
    paper = document(consultation(seed).text)
    assert repr(parse(paper, FACTS)) == repr(parse(paper, FACTS))


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "Vraag 1",
        "Antwoord 1",
        "Vragen van het lid A (B) aan de Minister van C over d (ingezonden 1 mei 2024).",
        "1",
        "?",
    ],
)
def test_a_nearly_empty_text_is_a_paper_without_rows(text: str) -> None:
    """A few words are a paper without anything in it, not an error."""
    paper = document(text)
    lawful(paper, parse(paper, FACTS))


@pytest.mark.parametrize(
    "words",
    [
        "vragen ",
        "De leden van de VVD-fractie vragen of x? ",
        "zien ontvangen graag ",
        "1, 2 en ",
        "a. b. ",
        "commissie voor A en B, ",
        "? Antwoord: ",
        "A.B. ",
    ],
)
@pytest.mark.parametrize(
    "head",
    [
        "",
        "C MEMORIE VAN ANTWOORD\n",
        "BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR X\nAan de Minister van X\nDen Haag, 3 mei 2024\n",
    ],
)
def test_repeated_words_take_no_more_than_linear_time(words: str, head: str) -> None:
    """Ten times as long a paragraph takes about ten times as long, not a hundred times."""

    def seconds(length: int) -> float:
        paper = document(head + words * (length // len(words)))
        began = process_time()
        parse(paper, FACTS)
        return process_time() - began

    assert seconds(60_000) < 100 * max(seconds(6_000), 0.003)
