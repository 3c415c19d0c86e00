"""Questions with their answers, and questions without."""

from datetime import date

from in_memory_warehouse import InMemoryWarehouse

JUNE, JULY, AUGUST = date(2025, 6, 17), date(2025, 7, 15), date(2025, 8, 28)


def test_a_question_and_its_answer_are_one_line(in_memory_warehouse: InMemoryWarehouse) -> None:
    """With its fractie, both dates, the days between them, and who signs in their order."""
    in_memory_warehouse.paper("kst-36000-B", title="Verslag")
    asking = in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE, committee="Financiën")
    reply = in_memory_warehouse.letter("kst-36000-B", 2, "reply", AUGUST, in_reply_to=asking)
    question = in_memory_warehouse.question(asking, 1, "BBB", "Waarom?")
    in_memory_warehouse.answer(reply, 1, [question], "Daarom.")
    in_memory_warehouse.signature(reply, 2, None, "Economische Zaken", on_behalf=True)
    in_memory_warehouse.signature(reply, 1, "Jansen", "Financiën")
    expected = (
        "BBB",
        "Waarom?",
        "Daarom.",
        JUNE,
        AUGUST,
        72,
        "Financiën",
        ["Jansen", None],
        ["Financiën", "Economische Zaken"],
    )
    query = "SELECT party, question, answer, asked_on, answered_on, response_days, committee, ministers, portfolios FROM answered_question"
    assert [expected] == in_memory_warehouse.ask(query)


def test_a_shared_answer_is_a_line_for_each_of_its_questions(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """Two questions with one answer are two lines, and a question that two answers speak to is two
    lines too.
    """
    in_memory_warehouse.paper("kst-36000-B")
    asking = in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE)
    reply = in_memory_warehouse.letter("kst-36000-B", 2, "reply", AUGUST, in_reply_to=asking)
    first, second = in_memory_warehouse.question(asking, 1), in_memory_warehouse.question(asking, 2)
    in_memory_warehouse.answer(reply, 1, [first, second])
    in_memory_warehouse.answer(reply, 2, [second])
    expected = [("1", 1, "shared"), ("2", 1, "shared"), ("2", 2, "own")]
    query = "SELECT label, answer.ordinal, relation FROM answered_question JOIN answer USING (answer_id) ORDER BY ALL"
    assert expected == in_memory_warehouse.ask(query)


def test_a_reply_that_repeats_the_questions_has_no_day_of_asking(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """If only the reply is published, the day on which was asked is not known."""
    in_memory_warehouse.paper("kst-36000-C", "memorie_van_antwoord")
    reply = in_memory_warehouse.letter("kst-36000-C", 1, "reply", AUGUST)
    in_memory_warehouse.answer(reply, 1, [in_memory_warehouse.question(reply, 1)])
    assert [(None, AUGUST, None)] == in_memory_warehouse.ask(
        "SELECT asked_on, answered_on, response_days FROM answered_question"
    )


def test_a_question_that_the_reply_leaves_out_is_unanswered(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """It is in unanswered_question, as replied, and not in exchange."""
    in_memory_warehouse.paper("kst-36000-B")
    asking = in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE)
    reply = in_memory_warehouse.letter("kst-36000-B", 2, "reply", AUGUST, in_reply_to=asking)
    in_memory_warehouse.answer(reply, 1, [in_memory_warehouse.question(asking, 1)])
    in_memory_warehouse.question(asking, 2)
    assert [("2", True, 76)] == in_memory_warehouse.ask(
        "SELECT label, replied, open_days FROM unanswered_question"
    )
    assert [("1",)] == in_memory_warehouse.ask("SELECT label FROM answered_question")


def test_overdue_is_counted_to_the_day_that_the_warehouse_knows(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """A term before load.as_of has passed, one on that day has not, and no term is never overdue."""
    in_memory_warehouse.paper("kst-36000-B")
    for ordinal, due_on in enumerate([date(2025, 8, 31), date(2025, 9, 1), None], start=1):
        letter = in_memory_warehouse.letter(
            "kst-36000-B", ordinal, "request", JUNE, reply_due_on=due_on
        )
        in_memory_warehouse.question(letter, ordinal)
    assert [("1", True), ("2", False), ("3", False)] == in_memory_warehouse.ask(
        "SELECT label, overdue FROM unanswered_question ORDER BY label"
    )
    assert [("kst-36000-B/letter-1", 1, 1)] == in_memory_warehouse.ask(
        "SELECT letter_id, overdue_days, questions FROM overdue_request"
    )


def test_a_deferral_moves_the_deadline(in_memory_warehouse: InMemoryWarehouse) -> None:
    """The day that an uitstelbericht promises counts, not the one that was asked for."""
    in_memory_warehouse.paper("kst-36000-B")
    asking = in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE, reply_due_on=JULY)
    in_memory_warehouse.letter(
        "kst-36000-B", 2, "deferral", JULY, in_reply_to=asking, reply_due_on=date(2025, 10, 1)
    )
    in_memory_warehouse.question(asking, 1)
    assert [(date(2025, 10, 1), False, False)] == in_memory_warehouse.ask(
        "SELECT due_on, overdue, replied FROM unanswered_question"
    )
    assert [] == in_memory_warehouse.ask("FROM overdue_request")


def test_a_request_with_a_reply_is_not_overdue(in_memory_warehouse: InMemoryWarehouse) -> None:
    """Also when the reply came late, or leaves questions out."""
    in_memory_warehouse.paper("kst-36000-B")
    asking = in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE, reply_due_on=JULY)
    in_memory_warehouse.letter("kst-36000-B", 2, "reply", AUGUST, in_reply_to=asking)
    assert [] == in_memory_warehouse.ask("FROM overdue_request")


def test_written_questions_are_answered_by_the_paper_that_holds_their_answers(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """Once sent in alone (kv) and later published with answers (ah): the former no longer count as
    unanswered.
    """
    for publication_id, text in {
        "kv-ek-1": "Kan de minister aangeven wanneer de evaluatie van de regeling naar de Kamer komt?",
        "kv-ek-2": "Heeft de minister kennis genomen van het bericht, en zo ja, wat volgt daaruit?",
        "ah-ek-20242025-5": "Kan de minister aangeven wanneer de evaluatie van de regeling naar de Kamer komt ?",
    }.items():
        in_memory_warehouse.paper(publication_id, "schriftelijke_vragen")
        in_memory_warehouse.question(
            in_memory_warehouse.letter(publication_id, 1, "request", JUNE), 1, text=text
        )
    reply = in_memory_warehouse.letter(
        "ah-ek-20242025-5", 2, "reply", JULY, in_reply_to="ah-ek-20242025-5/letter-1"
    )
    in_memory_warehouse.answer(reply, 1, ["ah-ek-20242025-5/question-1"])
    assert [("kv-ek-2",)] == in_memory_warehouse.ask(
        "SELECT publication_id FROM unanswered_question"
    )


def test_a_voorlopig_verslag_is_answered_by_a_later_paper_of_its_dossier(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """By the memorie van antwoord behind it; one before it, or of another dossier, does not count."""
    for publication_id, kind in {
        "kst-36000-B": "voorlopig_verslag",
        "kst-36000-C": "memorie_van_antwoord",
        "kst-36000-AA": "voorlopig_verslag",
        "kst-36001-A": "voorlopig_verslag",
    }.items():
        in_memory_warehouse.paper(publication_id, kind)
        if kind == "voorlopig_verslag":
            in_memory_warehouse.question(
                in_memory_warehouse.letter(publication_id, 1, "request", JUNE), 1
            )
    expected = [("kst-36000-AA",), ("kst-36001-A",)]
    assert expected == in_memory_warehouse.ask(
        "SELECT publication_id FROM unanswered_question ORDER BY publication_id"
    )
