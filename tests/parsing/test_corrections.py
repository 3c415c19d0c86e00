"""A person's corrections are the last reading of a paper, for the text that the person saw."""

import json
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_generator import consultation
from printed_lines import document
from test_laws import lawful

from pipeline import corrections
from pipeline.accuracy import measure
from pipeline.accuracy.gold import gold
from pipeline.corrections.statements import numbered, state
from pipeline.errors import DecisionRefused
from pipeline.parsing.letters import Letter
from pipeline.parsing.origin import Correction, Origin, Rows
from pipeline.parsing.outline import outline
from pipeline.parsing.pairing import Answer, Pairing, Question
from pipeline.parsing.pairing.numbered_items import Item
from pipeline.reading import read_document
from pipeline.reading.document import Document
from pipeline.rows import parse

FACTS = Origin("kst-99999-A", "kst", "0" * 64)
AT = datetime(2026, 1, 2, tzinfo=UTC)
EVERY = 3
"""One of so many real papers is compared."""
KEYS = ("VVD 1", "SP 1", "SP 2a", "7")
TEXT = "abcdefghi " * 10


@pytest.fixture(scope="module")
def letter(sample: Path) -> Document:
    """Return a fictional paper with a request and a reply."""
    file = sample / "kst-99012-B.xml"
    return read_document(file.read_bytes(), name=file.name)


def corrected(paper: Document, *stated: tuple[str, ...]) -> Rows:
    """Return the rows of a paper after these corrections, each typed as on the command line."""
    origin = FACTS
    for number, asked in enumerate(stated, start=1):
        told = state(parse(paper, origin), *asked)
        made = correction(number, paper.text_sha256, told.what, told.value)
        made = replace(made, char_start=told.char_start, char_end=told.char_end)
        origin = replace(origin, corrections=(*origin.corrections, made))
    return parse(paper, origin)


def correction(
    number: int, text_sha256: str, what: str, value: str, start: int | None = None, end: int = 0
) -> Correction:
    """Return a correction by M. de Wit."""
    place = (None, None) if start is None else (start, end)
    return Correction(number, text_sha256, what, value, *place, "M. de Wit", "nagelezen", AT)


def asked(rows: Rows) -> dict[str, str]:
    """Return the words of every question by its party and label."""
    return {f"{row['party']} {row['label']}": str(row["text"]) for row in rows["question"]}


def answered(rows: Rows) -> dict[str, list[str]]:
    """Return the first words of the answers to every question that has any."""
    names = {row["question_id"]: f"{row['party']} {row['label']}" for row in rows["question"]}
    texts = {row["answer_id"]: str(row["text"])[:30] for row in rows["answer"]}
    found: dict[str, list[str]] = {}
    for link in rows["question_answer"]:
        found.setdefault(names[link["question_id"]], []).append(texts[link["answer_id"]])
    return found


def block(rows: Rows, name: str) -> int:
    """Return the number of the first block that is in this row."""
    return next(one.number for one in numbered(rows) if name in one.rows)


def states(rows: Rows) -> list[object]:
    """Return the state of every correction."""
    return [row["state"] for row in rows["correction"]]


def test_a_corrected_question_begins_at_the_stated_offset(letter: Document) -> None:
    """Nothing else changes but its words, and their place."""
    before = parse(letter, FACTS)
    after = corrected(letter, ("question", "VVD 1a", "25:ondervinden ondernemers"))
    assert ["applied"] == states(after)
    assert asked(after)["VVD 1a"].startswith("ondervinden ondernemers")
    assert asked(before) | {"VVD 1a": ""} == asked(after) | {"VVD 1a": ""}
    assert before["answer"] == after["answer"]


def test_a_question_that_was_missed_is_added_with_its_answer(letter: Document) -> None:
    """The statement of a person replaces the parser's reading of that place."""
    before = parse(letter, FACTS)
    place = str(block(before, "answer BBB 2"))
    after = corrected(
        letter,
        ("neither", "", str(block(before, "question BBB 2"))),
        (
            "question",
            "SP 9",
            str(block(before, "question BBB 2")),
            str(block(before, "question BBB 2")),
        ),
        ("answer", "SP 9", place, place),
    )
    assert ["overruled", "applied", "applied"] == states(after)
    assert "BBB 2" not in asked(after)
    assert asked(before)["BBB 2"] == asked(after)["SP 9"]
    assert answered(before)["BBB 2"] == answered(after)["SP 9"]
    lawful(letter, after | {"correction": []})


def test_the_party_of_a_question_is_corrected_at_its_place(letter: Document) -> None:
    """The question that covers the place is renamed, and keeps its answer."""
    before = parse(letter, FACTS)
    place = str(block(before, "question D66 1"))
    after = corrected(letter, ("question", "Partij voor de Dieren 9", place, place))
    assert answered(before)["D66 1"] == answered(after)["PvdD 9"]
    assert len(before["question"]) == len(after["question"])


def test_a_label_changes_how_the_blocks_below_are_read(letter: Document) -> None:
    """The heading of a party is taken for text no more: the questions below it have its name."""
    number = next(
        one.number for one in numbered(parse(letter, FACTS)) if one.text.endswith("D66-fractie")
    )
    after = corrected(letter, ("label", "party Volt", str(number)))
    assert {"Volt 1", "Volt 2"} <= asked(after).keys()
    assert ["applied"] == states(after)


def test_a_label_ends_inside_its_block() -> None:
    """Behind the words of the heading comes the answer itself."""
    paper = document(
        "Vragen van het lid Knip (VVD) aan de Minister van Defensie (ingezonden 2 mei 2024).\n"
        "Antwoord van Minister Brekelmans (Defensie) (ontvangen 16 mei 2024).\n"
        "Vraag 1\nHoe hoog is de toren?\nAntw 1 De toren is zestig meter hoog.\n"
        "Vraag 2\nHoe breed is de toren?\nAntwoord 2\nDe toren is tien meter breed."
    )
    after = corrected(paper, ("label", "answer 1", "5", "5:Antw 1"))
    assert "De toren is zestig meter hoog." in {row["text"] for row in after["answer"]}


def test_a_corrected_kind_replaces_the_parsed_one(letter: Document) -> None:
    """Also where its title gives another."""
    assert "brief" == corrected(letter, ("kind", "brief"))["publication"][0]["kind"]


@pytest.mark.parametrize(
    ("value", "row"),
    [
        (
            "Mina Korenblom, minister van Volkshuisvesting en Ruimtelijke Ordening",
            ("minister", "Volkshuisvesting en Ruimtelijke Ordening", "Mina Korenblom", False),
        ),
        (
            "mede namens de minister van Financiën",
            ("minister", "Financiën", None, True),
        ),
    ],
)
def test_a_corrected_signature_replaces_the_parsed_one(
    letter: Document, value: str, row: tuple[object, ...]
) -> None:
    """The signature for the same office is replaced; another office is added."""
    after = corrected(letter, ("minister", value))["minister"]
    assert row in {(one["role"], one["portfolio"], one["name"], one["on_behalf"]) for one in after}
    offices = [(one["role"], one["portfolio"]) for one in after]
    assert len(offices) == len(set(offices))


def test_corrected_askers_replace_the_parsed_ones(sample: Path) -> None:
    """The party is theirs if all are of one."""
    file = sample / "ah-ek-20252026-901.xml"
    paper = read_document(file.read_bytes(), name=file.name)
    rows = corrected(paper, ("askers", "Knip (VVD), Jansen (VVD)"))
    assert {("VVD", ("Knip (VVD)", "Jansen (VVD)"))} == {
        (row["party"], tuple(row["askers"])) for row in rows["question"]
    }


def test_a_correction_of_another_text_is_dropped(letter: Document) -> None:
    """Its row says so, and no other row changes."""
    other = correction(1, "f" * 64, "kind", "brief")
    rows = parse(letter, replace(FACTS, corrections=(other,)))
    assert ["dropped"] == states(rows)
    assert parse(letter, FACTS) == rows | {"correction": []}


@pytest.mark.parametrize(
    ("what", "value"),
    [("answer", "VVD 99"), ("label", "chapter 3"), ("minister", "Piet Puk")],
)
def test_a_correction_that_has_no_effect_is_overruled(
    letter: Document, what: str, value: str
) -> None:
    """A newer parser may number otherwise, or know other labels: that must not go unseen."""
    other = correction(1, letter.text_sha256, what, value, 100, 200)
    assert ["overruled"] == states(parse(letter, replace(FACTS, corrections=(other,))))


@pytest.mark.parametrize(
    ("told", "message"),
    [
        (("colour", "red"), "colour cannot be corrected: use one of kind, label"),
        (("kind", "novel"), "'novel' is no kind of paper: use one of verslag"),
        (("question", "", "12"), "the right value is missing"),
        (("question", "1", "12"), "4 questions are called 1: write one of BBB 1, D66 1"),
        (("question", "VVD 1a"), "say where the question VVD 1a begins, ends, or both"),
        (("question", "VVD 99", "12"), "say both where it begins and where it ends"),
        (("question", "VVD 1a", "900"), "no block 900: those of the text are 1 to"),
        (("question", "VVD 1a", "25:olifant"), "block 25 has no 'olifant': copy words"),
        (("question", "VVD 1a", "", "3"), "the place ends .* before it begins"),
        (("question", "VVD 1a", "twelve"), "'twelve' is no place"),
        (("answer", "VVD 99", "12", "13"), "no questions are called VVD 99; the paper has BBB 1"),
        (("label", "chapter 3", "12"), "chapter is no label of a block: use one of question"),
        (("label", "answer 3", "12", "13"), "a label is given to one block"),
        (("neither", ""), "'' is no place"),
        (("minister", "Piet Puk"), "no office of the government in 'Piet Puk'"),
    ],
)
def test_an_impossible_correction_is_refused_with_the_next_step(
    letter: Document, told: tuple[str, ...], message: str
) -> None:
    """Nothing is recorded then."""
    with pytest.raises(DecisionRefused, match=message):
        state(parse(letter, FACTS), *told)


@st.composite
def made(draw: st.DrawFn, length: int) -> tuple[str, str, int, int]:
    """Draw any correction of a stretch of a text of this length."""
    what = draw(st.sampled_from(["question", "question", "answer", "neither", "label", "askers"]))
    values = {
        "answer": st.sampled_from([*KEYS, "VVD 1, SP 1"]),
        "label": st.sampled_from(["answer 1", "question 2", "party SP", "text", "heading"]),
        "askers": st.sampled_from(["Knip (VVD)", "Knip (VVD), Jansen (SP)"]),
    }
    value = "" if what == "neither" else draw(values.get(what, st.sampled_from(KEYS)))
    start = draw(st.integers(0, length - 2))
    return what, value, start, draw(st.integers(start + 1, length))


def places(pairing: Pairing) -> tuple[object, ...]:
    """Return all that a pairing holds."""
    names = {id(one): number for number, one in enumerate(pairing.questions)}
    return (
        [
            (one.letter, one.party, one.label, one.start, one.end, one.askers)
            for one in pairing.questions
        ],
        [
            (one.letter, one.start, one.end, [names[id(q)] for q in one.questions], one.confidence)
            for one in pairing.answers
        ],
    )


@settings(max_examples=80, deadline=None)
@given(st.lists(made(len(TEXT)), min_size=1, max_size=6))
def test_applying_corrections_twice_is_applying_them_once(
    told: list[tuple[str, str, int, int]],
) -> None:
    """Whatever they contradict: each other, or the reading."""
    first, second = Question(1, "VVD", "1", 0, 9), Question(1, "SP", "1", 20, 38)
    pairing = Pairing(
        [first, second],
        [Answer(2, 50, 60, [first], [0.8]), Answer(2, 70, 90, [first, second], [0.7, 0.6])],
    )
    letters = [
        Letter(1, "request", "committee", 0, 0, 1, 0, 45),
        Letter(2, "reply", "government", 1, 1, 2, 45, len(TEXT)),
    ]
    paper = Document(TEXT, (), len(TEXT), "text/plain")
    given_ = [correction(n, paper.text_sha256, *one) for n, one in enumerate(told, start=1)]
    corrections.apply(paper, letters, pairing, given_)
    once = deepcopy(places(pairing))
    corrections.apply(paper, letters, pairing, given_)
    assert once == places(pairing)


def test_a_label_inside_the_heading_of_another_cuts_that_heading_short() -> None:
    """No block has words that begin behind its end: they would count as text below zero."""
    paper = document(consultation(0).text)
    told = [("label", "question 2", 0, 60), ("label", "question 3", 1, 2)]
    given_ = [correction(n, paper.text_sha256, *one) for n, one in enumerate(told, start=1)]
    blocks = corrections.relabelled(outline(paper), given_)
    assert ("2",) == blocks[0].labels
    assert [] == [block for block in blocks if not block.start <= block.body <= block.end]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**9), st.data())
def test_rows_of_a_corrected_paper_obey_the_invariants(seed: int, data: st.DataObject) -> None:
    """Any corrections of any place: rows that fit their tables, the same each time."""
    paper = document(consultation(seed).text)
    told = data.draw(st.lists(made(len(paper.text)), min_size=1, max_size=4))
    given_ = tuple(correction(n, paper.text_sha256, *one) for n, one in enumerate(told, start=1))
    rows = parse(paper, replace(FACTS, corrections=given_))
    lawful(paper, rows)
    assert rows == parse(paper, replace(FACTS, corrections=given_))


def test_a_block_labelled_as_a_heading_leaves_no_empty_question() -> None:
    """The words of a request that a person labels as the heading of an answer ask nothing."""
    paper = document(consultation(0).text)
    told = correction(1, paper.text_sha256, "label", "answer 1", 139, 504)
    lawful(paper, parse(paper, replace(FACTS, corrections=(told,))))


def test_an_item_ends_with_its_words_although_a_number_below_it_has_none() -> None:
    """A label for one character of a question leaves the rest of its number without words."""
    item = Item(("1",), 1, [(0, 9)], [Item(("a",), 2)])
    assert (0, 9, False) == (item.start, item.end, item.empty)


def right(table: dict[str, Any], rows: Rows) -> bool:
    """Return True if every measure of the rows against a gold table is 1."""
    return all(tally.f1 == 1 for tally in measure(table, rows).values())


def test_the_gold_of_a_corrected_paper_shows_the_fault_of_the_parser(letter: Document) -> None:
    """The corrected rows agree with it, those of the parser do not."""
    rows = corrected(
        letter,
        ("question", "VVD 1a", "25:ondervinden ondernemers"),
        ("minister", "Mina Korenblom, minister van Volkshuisvesting en Ruimtelijke Ordening"),
    )
    table = json.loads(json.dumps(gold(rows, "kst-99012-B.xml"), default=str))
    assert right(table, rows)
    before = measure(table, parse(letter, FACTS))
    assert ["question", "pair", "minister"] == [
        name for name, tally in before.items() if tally.f1 < 1
    ]


def test_the_gold_of_rows_that_are_right_is_the_checked_gold(corpus: Path) -> None:
    """For one of so many real papers: what scores 1 against the checked gold gives gold with the same keys."""
    compared = 0
    tables = [*(corpus / "gold").glob("*.gold.json"), *(corpus / "real").glob("*.gold.json")]
    for path in sorted(tables)[::EVERY]:
        checked = json.loads(path.read_text(encoding="utf-8"))
        places_ = (corpus / "letters", path.parent)
        file = next(
            one / checked["source"] for one in places_ if (one / checked["source"]).exists()
        )
        rows = parse(
            read_document(file.read_bytes(), name=file.name),
            Origin.of_file(file.stem, file.read_bytes()),
        )
        table = json.loads(json.dumps(gold(rows, file.name), default=str))
        assert right(table, rows), file.name
        labels = [(one["fraction"], one["label"]) for one in checked["questions"]]
        twice = len(set(labels)) < len(labels)  # a number printed twice has a key of its own
        if not checked.get("scope") and not twice and right(checked, rows):
            compared += 1
            keys = sorted(one["key"] for one in table["questions"])
            assert sorted(one["key"] for one in checked["questions"]) == keys, file.name
    assert compared > 10
