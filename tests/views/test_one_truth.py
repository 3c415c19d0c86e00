"""One definition for each notion: asked, answered, answered elsewhere, open, deferred, promised."""

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from in_memory_warehouse import AS_OF, InMemoryWarehouse

from pipeline.warehouse.derived_rows import split_parties

JUNE, JULY, AUGUST = date(2025, 6, 17), date(2025, 7, 15), date(2025, 8, 28)
CLOCKS = "Hoeveel openbare uurwerken zijn er, en hoeveel daarvan staan stil?"
CLOCKS_AGAIN = "Zij vragen hoeveel openbare uurwerken er zijn en hoeveel daarvan stilstaan."
COUNTED = "questions, answered, answered_elsewhere, open_questions"


def _bill(in_memory_warehouse: InMemoryWarehouse) -> None:
    """Insert a report with three questions of the CDA, and a memorie that repeats two of them."""
    in_memory_warehouse.paper("kst-36000-B", "voorlopig_verslag")
    in_memory_warehouse.paper("kst-36000-C", "memorie_van_antwoord")
    asking = in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE, reply_due_on=JULY)
    reply = in_memory_warehouse.letter("kst-36000-C", 1, "reply", AUGUST)
    in_memory_warehouse.question(asking, 1, "CDA", CLOCKS)
    in_memory_warehouse.question(asking, 2, "CDA", "Wie houdt toezicht op de torens van kerken?")
    in_memory_warehouse.question(asking, 3, "CDA", "Wat gebeurt er met vleermuizen?")
    first = in_memory_warehouse.question(reply, 1, "CDA", CLOCKS_AGAIN)
    second = in_memory_warehouse.question(
        reply, 2, "CDA", "Deze leden vragen wie toezicht houdt op torens van kerken."
    )
    in_memory_warehouse.answer(reply, 1, [first])
    in_memory_warehouse.answer(reply, 2, [second])
    in_memory_warehouse.signature(reply, 1, "Jansen", "Binnenlandse Zaken", ministry_id="mnre1034")


def test_a_question_that_a_later_paper_repeats_counts_once(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """It counts in the paper that asked it first, as answered elsewhere: for its party, ministry and year alike."""
    _bill(in_memory_warehouse)
    for view in ("party_activity", "ministry_activity", "session_year_activity"):
        assert [(3, 0, 3, 0)] == in_memory_warehouse.ask(f"FROM {view} SELECT {COUNTED}"), view
    assert [("mnre1034",)] == in_memory_warehouse.ask("SELECT ministry_id FROM ministry_activity")
    assert [(3,)] == in_memory_warehouse.ask("SELECT questions FROM freshness")


def test_an_answer_in_a_file_of_a_subfolder_is_found_in_that_file(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """The id of such a paper has a slash of its own."""
    memorie = "file-2025/memorie"
    in_memory_warehouse.paper("kst-36000-B", "voorlopig_verslag")
    in_memory_warehouse.paper(memorie, "memorie_van_antwoord", dossier_number="36000")
    asking = in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE)
    reply = in_memory_warehouse.letter(memorie, 1, "reply", AUGUST)
    in_memory_warehouse.question(asking, 1, "CDA", CLOCKS)
    repeat = in_memory_warehouse.question(reply, 1, "CDA", CLOCKS_AGAIN)
    in_memory_warehouse.answer(reply, 1, [repeat])
    assert [(memorie, f"{memorie}/question-1")] == in_memory_warehouse.ask(
        "SELECT answered_in, answered_as FROM asked_question"
    )


def test_a_repeat_is_found_by_its_words_and_doubt_is_shown(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """Two questions of which the reply has the words; a third that it does not repeat."""
    _bill(in_memory_warehouse)
    expected = [
        ("1", "kst-36000-C", "kst-36000-C/question-1"),
        ("2", "kst-36000-C", "kst-36000-C/question-2"),
        ("3", "kst-36000-C", None),
    ]
    assert expected == in_memory_warehouse.ask(
        "SELECT label, answered_in, answered_as FROM asked_question ORDER BY label"
    )
    assert [("kst-36000-B/question-1", JUNE, 72)] == in_memory_warehouse.ask(
        "SELECT asked_question_id, asked_on, response_days FROM answered_question WHERE label = '1'"
    )


def test_a_stock_phrase_is_no_repeat_of_a_longer_question(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """All its five words stand in that one, yet only the same short question repeats it."""
    in_memory_warehouse.paper("kst-36000-B", "voorlopig_verslag")
    in_memory_warehouse.paper("kst-36000-C", "memorie_van_antwoord")
    asking = in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE)
    reply = in_memory_warehouse.letter("kst-36000-C", 1, "reply", AUGUST)
    stock = "Kunt u deze vragen afzonderlijk beantwoorden?"
    in_memory_warehouse.question(asking, 1, "CDA", stock)
    long = (
        "Kunt u aangeven waarom deze uurwerken stilstaan, en vragen van de burgemeesters daarover"
        " afzonderlijk van de gemeenten beantwoorden?"
    )
    in_memory_warehouse.answer(reply, 1, [in_memory_warehouse.question(reply, 1, "CDA", long)])
    link = "SELECT asked_question_id, question_id, likeness FROM question_link"
    assert [] == in_memory_warehouse.ask(link)
    again = in_memory_warehouse.question(reply, 2, "CDA", stock)
    in_memory_warehouse.answer(reply, 2, [again])
    assert [("kst-36000-B/question-1", again, 1.0)] == in_memory_warehouse.ask(link)


def test_questions_of_real_papers_are_no_repeats_of_each_other(
    in_memory_warehouse: InMemoryWarehouse, corpus: Path
) -> None:
    """Of all pairs that one party asks in one paper, one in two hundred at most looks like one."""
    asked = [
        (file.stem, question["fraction"] or "", question["key"], question["text"])
        for folder in ("gold", "real")
        for file in sorted((corpus / folder).glob("*.gold.json"))
        for question in json.loads(file.read_text(encoding="utf-8"))["questions"]
    ]
    questions = pl.DataFrame(asked, schema=["paper", "party", "key", "text"], orient="row")
    in_memory_warehouse.connection.register("real_question", questions)
    ((pairs, alike),) = in_memory_warehouse.ask(
        """
        SELECT count(*), count_if(likeness(words_of(one.text), words_of(other.text)) >= 0.65)
        FROM real_question AS one
        JOIN real_question AS other USING (paper, party) WHERE one.key < other.key
        """
    )
    assert 3_000 < pairs
    assert alike < pairs / 200


def test_a_repeat_without_an_answer_leaves_the_question_open(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """The memorie repeats it and says nothing to it."""
    in_memory_warehouse.paper("kst-36000-B", "voorlopig_verslag")
    in_memory_warehouse.paper("kst-36000-C", "memorie_van_antwoord")
    in_memory_warehouse.question(
        in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE), 1, text=CLOCKS
    )
    in_memory_warehouse.question(
        in_memory_warehouse.letter("kst-36000-C", 1, "reply", AUGUST), 1, text=CLOCKS
    )
    assert [("kst-36000-B/question-1", True)] == in_memory_warehouse.ask(
        "SELECT question_id, replied FROM unanswered_question"
    )


def test_a_reply_to_a_report_that_is_not_held_asks_for_itself(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """A second nota answers a second report: the first one has its reply already."""
    _bill(in_memory_warehouse)
    in_memory_warehouse.paper("kst-36000-E", "nota_naar_aanleiding_van_het_verslag")
    reply = in_memory_warehouse.letter("kst-36000-E", 1, "reply", AUGUST)
    in_memory_warehouse.answer(
        reply, 1, [in_memory_warehouse.question(reply, 1, "VVD", "Geldt dit ook in de nacht?")]
    )
    assert [("CDA", 3, 0, 3, 0), ("VVD", 1, 1, 0, 0)] == in_memory_warehouse.ask(
        f"FROM party_activity SELECT party, {COUNTED} ORDER BY party"
    )


def test_a_report_that_a_later_paper_answers_is_not_overdue(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """A ministry that answered in another paper is not accused of silence."""
    _bill(in_memory_warehouse)
    assert [] == in_memory_warehouse.ask("FROM overdue_request")
    assert [(72, False, "report")] == in_memory_warehouse.ask(
        "SELECT response_days, on_time, link FROM response_time"
    )


def test_written_questions_that_are_printed_twice_count_once(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """First alone, then put off, then answered: one question, answered elsewhere."""
    for paper, series in (("kv-ek-1", "kv"), ("ah-ek-1", "ah"), ("ah-ek-2", "ah")):
        in_memory_warehouse.paper(paper, "schriftelijke_vragen", series=series)
        in_memory_warehouse.question(
            in_memory_warehouse.letter(paper, 1, "request", JUNE), 1, text=CLOCKS
        )
    in_memory_warehouse.letter(
        "ah-ek-1", 2, "deferral", JULY, in_reply_to="ah-ek-1/letter-1", reply_due_on=JULY
    )
    assert [(1, 0, 0, 1)] == in_memory_warehouse.ask(f"FROM party_activity SELECT {COUNTED}")
    assert [(True, JULY, True)] == in_memory_warehouse.ask(
        "SELECT deferred, due_on, overdue FROM unanswered_question"
    )
    reply = in_memory_warehouse.letter(
        "ah-ek-2", 2, "reply", AUGUST, in_reply_to="ah-ek-2/letter-1"
    )
    in_memory_warehouse.answer(reply, 1, ["ah-ek-2/question-1"])
    assert [(1, 0, 1, 0)] == in_memory_warehouse.ask(f"FROM party_activity SELECT {COUNTED}")
    assert [("kv-ek-1/question-1", "ah-ek-2/question-1")] == in_memory_warehouse.ask(
        "SELECT question_id, answered_as FROM asked_question"
    )


def test_a_pointer_answers_where_the_answer_that_it_points_at_is_given(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """Also over two steps; two answers that only point at each other answer nothing."""
    in_memory_warehouse.paper("kst-36000-B")
    asking = in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE)
    reply = in_memory_warehouse.letter("kst-36000-B", 2, "reply", AUGUST, in_reply_to=asking)
    keys = [in_memory_warehouse.question(asking, number) for number in range(1, 7)]
    in_memory_warehouse.answer(reply, 1, keys[:1])
    pointers = {1: 0, 2: 1, 3: 4, 4: 3, 5: None}
    for ordinal, (source, target) in enumerate(pointers.items(), start=2):
        pair = {
            "question_id": keys[source],
            "answer_id": in_memory_warehouse.answer(reply, ordinal),
            "publication_id": "kst-36000-B",
            "relation": "refers",
            "refers_to_question_id": None if target is None else keys[target],
            "confidence": 1.0,
        }
        in_memory_warehouse.add("question_answer", pair)
    assert [("4",), ("5",)] == in_memory_warehouse.ask(
        "SELECT label FROM unanswered_question ORDER BY label"
    )


def test_a_joint_question_counts_for_each_of_its_parties_and_once_in_all(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """D66-Volt are two, GroenLinks-PvdA is one; the askers of written questions bring theirs."""
    in_memory_warehouse.paper("kst-36000-B")
    asking = in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE)
    in_memory_warehouse.question(asking, 1, "D66-Volt")
    in_memory_warehouse.question(asking, 2, "GroenLinks-PvdA")
    in_memory_warehouse.question(
        asking, 3, None, askers=["Knip (VVD)", "Van Dam (Partij voor de Dieren)"]
    )
    expected = [("D66", 1), ("GroenLinks-PvdA", 1), ("PvdD", 1), ("VVD", 1), ("Volt", 1)]
    assert expected == in_memory_warehouse.ask(
        "SELECT party, questions FROM party_activity ORDER BY party"
    )
    assert [(3,)] == in_memory_warehouse.ask("SELECT questions FROM session_year_activity")


@pytest.mark.parametrize(
    ("spelt", "parties"),
    [
        ("GroenLinks-PvdA-Volt", ("GroenLinks-PvdA", "Volt")),
        ("SP-GroenLinks-PvdA-D66", ("SP", "GroenLinks-PvdA", "D66")),
        ("PvdA-GroenLinks", ("PvdA", "GroenLinks")),
        ("Fractie-Otten-SP", ("Fractie-Otten", "SP")),
        ("Fractie-Van de Sanden", ("Fractie-Van de Sanden",)),
    ],
)
def test_the_names_of_parties_that_ask_together_are_split(
    spelt: str, parties: tuple[str, ...]
) -> None:
    """At hyphens between names that the register knows, never inside one."""
    assert parties == split_parties(spelt)


def test_a_letter_to_two_ministries_counts_for_both(in_memory_warehouse: InMemoryWarehouse) -> None:
    """By the offices in its address as the register has them, abbreviations too."""
    in_memory_warehouse.paper("kst-36000-B")
    asking = in_memory_warehouse.letter(
        "kst-36000-B", 1, "request", JUNE, recipient="minister van BZK en de minister van Defensie"
    )
    in_memory_warehouse.question(asking, 1)
    assert [
        ("Binnenlandse Zaken en Koninkrijksrelaties", 1),
        ("Defensie", 1),
    ] == in_memory_warehouse.ask(
        "SELECT ministry, open_questions FROM ministry_activity ORDER BY ministry"
    )


def test_a_deferral_that_is_a_paper_of_its_own_moves_the_deadline(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """It is about the latest request before it; with two it is told that either may be meant."""
    in_memory_warehouse.paper("kst-36000-B")
    in_memory_warehouse.question(
        in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE, reply_due_on=JULY), 1
    )
    in_memory_warehouse.paper("kst-36000-C", "uitstelbericht")
    in_memory_warehouse.letter("kst-36000-C", 1, "deferral", JULY, reply_due_on=date(2025, 12, 1))
    assert [(True, date(2025, 12, 1), False)] == in_memory_warehouse.ask(
        "SELECT deferred, due_on, overdue FROM unanswered_question"
    )
    assert [(True,)] == in_memory_warehouse.ask("SELECT deferral_certain FROM request")
    in_memory_warehouse.paper("kst-36000-A")
    in_memory_warehouse.letter("kst-36000-A", 1, "request", date(2025, 5, 1))
    assert [("kst-36000-B/letter-1", False)] == in_memory_warehouse.ask(
        "SELECT request_letter_id, certain FROM letter_link"
    )


def test_a_deferral_is_no_broken_promise(in_memory_warehouse: InMemoryWarehouse) -> None:
    """It only announces the reply; where that is held, it is kept."""
    in_memory_warehouse.paper("kst-36000-B")
    asking = in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE)
    put_off = in_memory_warehouse.letter(
        "kst-36000-B", 2, "deferral", JULY, in_reply_to=asking, reply_due_on=AUGUST
    )
    promise = {
        "commitment_id": "kst-36000-B/commitment-1",
        "publication_id": "kst-36000-B",
        "letter_id": put_off,
        "text": "U ontvangt de antwoorden uiterlijk 28 augustus.",
        "due_on": AUGUST,
    }
    in_memory_warehouse.add("commitment", promise)
    told = "SELECT state, deadline_passed, procedural, kept, kept_on FROM commitment_deadline"
    assert [("procedural", False, True, False, None)] == in_memory_warehouse.ask(told)
    in_memory_warehouse.letter("kst-36000-B", 3, "reply", date(2025, 8, 27), in_reply_to=asking)
    assert [("kept", False, True, True, date(2025, 8, 27))] == in_memory_warehouse.ask(told)


def test_a_later_letter_that_cites_the_promise_is_named(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """The promise stays past its deadline: whether the letter keeps it is for a person to read."""
    in_memory_warehouse.paper("kst-36000-B")
    reply = in_memory_warehouse.letter("kst-36000-B", 1, "reply", JUNE)
    promise = {"commitment_id": "kst-36000-B/commitment-1", "publication_id": "kst-36000-B"}
    in_memory_warehouse.add(
        "commitment", promise | {"letter_id": reply, "text": "Ik zal.", "due_on": JULY}
    )
    in_memory_warehouse.paper("kst-36000-D")
    later = in_memory_warehouse.letter("kst-36000-D", 1, "other", AUGUST)
    in_memory_warehouse.signature(later, 1, "Jansen", "Financiën")
    in_memory_warehouse.reference("kst-36000-D", 1, "kst-36000-B", letter_id=later)
    assert [("passed", True, later)] == in_memory_warehouse.ask(
        "SELECT state, deadline_passed, followed_by FROM commitment_deadline"
    )


def test_a_person_has_one_name_whatever_letters_print(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """The register's; what is printed stays beside it."""
    in_memory_warehouse.paper("kst-36000-B")
    for ordinal, name in enumerate(("Annet Bertram", "A.W.H. Bertram"), start=1):
        letter = in_memory_warehouse.letter("kst-36000-B", ordinal, "reply", JUNE)
        in_memory_warehouse.signature(
            letter, ordinal, name, "Infrastructuur", person_id="annet-bertram"
        )
    assert [("Annet Bertram", ["A.W.H. Bertram", "Annet Bertram"], 2)] == in_memory_warehouse.ask(
        "SELECT name, printed_names, letters FROM minister_activity"
    )
    assert [(["Annet Bertram"], ["A.W.H. Bertram"])] == in_memory_warehouse.ask(
        "SELECT ministers, printed_names FROM signed_letter WHERE letter_id = 'kst-36000-B/letter-2'"
    )


def test_four_replies_are_too_few_to_rank_and_five_are_enough(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """The view says so, whoever shows it."""
    for number in range(1, 10):
        committee = "vier" if number < 5 else "vijf"
        paper = f"kst-36000-{number}"
        in_memory_warehouse.paper(paper)
        asking = in_memory_warehouse.letter(paper, 1, "request", JUNE, committee=committee)
        in_memory_warehouse.letter(paper, 2, "reply", AUGUST, in_reply_to=asking)
    assert [("vier", 4, False), ("vijf", 5, True)] == in_memory_warehouse.ask(
        "SELECT committee, replies, enough FROM response_time_by_committee ORDER BY committee"
    )


def test_states_add_up_for_every_party_ministry_and_year(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """Asked is answered, answered elsewhere and open together, whatever the papers are."""
    _bill(in_memory_warehouse)
    in_memory_warehouse.paper("kst-36000-F")
    asking = in_memory_warehouse.letter(
        "kst-36000-F", 1, "request", JUNE, recipient="minister van Defensie", reply_due_on=AS_OF
    )
    reply = in_memory_warehouse.letter("kst-36000-F", 2, "reply", AUGUST, in_reply_to=asking)
    keys = [in_memory_warehouse.question(asking, number, "D66-CDA") for number in (1, 2, 3)]
    in_memory_warehouse.answer(reply, 1, keys[:2])
    for view in ("party_activity", "ministry_activity", "session_year_activity"):
        unequal = "questions <> answered + answered_elsewhere + open_questions"
        assert {(False,)} == set(in_memory_warehouse.ask(f"FROM {view} SELECT {unequal}")), view
    assert [(6, 2, 3, 1)] == in_memory_warehouse.ask(f"FROM session_year_activity SELECT {COUNTED}")
    assert [(6, 2, 3, 1)] == in_memory_warehouse.ask(
        f"FROM party_activity SELECT {COUNTED} WHERE party = 'CDA'"
    )
