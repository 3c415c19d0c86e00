"""The named queries that do more than sort a view, over rows written by hand."""

from datetime import UTC, date, datetime

import pytest
from in_memory_warehouse import AS_OF, InMemoryWarehouse

from pipeline.queries import named_queries, named_query, values

JUNE, JULY, AUGUST = date(2025, 6, 17), date(2025, 7, 15), date(2025, 8, 28)
FILLED = {"text": "x", "integer": "3", "boolean": "true", "date": "2025-06-17"}
SEARCHES = {
    "asked_about"
}  # they need the search index, which a little warehouse has not: tests/use/test_queries.py


def asked(
    in_memory_warehouse: InMemoryWarehouse, name: str, /, *columns: str, **given: str
) -> list[tuple[object, ...]]:
    """Return some columns of a named query's rows."""
    query = named_query(name)
    found = in_memory_warehouse.connection.execute(query.sql, values(query.parameters, given))
    places = [[column[0] for column in found.description or ()].index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in found.fetchall()]


@pytest.mark.parametrize("name", [name for name in named_queries() if name not in SEARCHES])
def test_a_query_can_be_asked_of_an_empty_warehouse(
    empty_warehouse: InMemoryWarehouse, name: str
) -> None:
    """With nothing but what it requires, and with every value given, it is no error; only freshness
    has a row.
    """
    required = {
        parameter.name: "x" for parameter in named_query(name).parameters if parameter.required
    }
    filled = {parameter.name: FILLED[parameter.type] for parameter in named_query(name).parameters}
    assert [name == "freshness"] * 2 == [
        bool(asked(empty_warehouse, name, **given)) for given in (required, filled)
    ]


def test_a_value_that_is_left_out_narrows_nothing(in_memory_warehouse: InMemoryWarehouse) -> None:
    """Each value that is given narrows by itself, and capitals of a fractie do not matter."""
    in_memory_warehouse.paper("kst-36000-B")
    in_memory_warehouse.paper("kst-36999-B")
    early = in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE, reply_due_on=JULY)
    late = in_memory_warehouse.letter("kst-36999-B", 1, "request", JULY)
    in_memory_warehouse.question(early, 1, "BBB")
    in_memory_warehouse.question(early, 2, "D66")
    in_memory_warehouse.question(late, 1, "BBB")
    keys = ("kst-36000-B/question-1", "kst-36000-B/question-2", "kst-36999-B/question-1")
    for given, expected in [
        ({}, keys),
        ({"party": "bbb"}, (keys[0], keys[2])),
        ({"since": "2025-07-15"}, keys[2:]),
        ({"dossier": "36000"}, keys[:2]),
        ({"overdue": "true"}, keys[:2]),
        ({"overdue": "false", "party": "D66", "dossier": "36000"}, keys[1:2]),
        ({"party": "Volt"}, ()),
    ]:
        assert [(key,) for key in expected] == asked(
            in_memory_warehouse, "unanswered", "question_id", **given
        )


@pytest.mark.parametrize("ministry", ["mnre1034", "binnenlandse zaken", "Koninkrijksrelaties"])
def test_a_ministry_is_the_same_one_in_requests_and_questions(
    in_memory_warehouse: InMemoryWarehouse, ministry: str
) -> None:
    """It is the addressee as the register has it: an abbreviation is found, another office is not."""
    in_memory_warehouse.paper("kst-36000-B")
    for ordinal, recipient in enumerate(("minister van BZK", "minister van Financiën"), start=1):
        letter = in_memory_warehouse.letter(
            "kst-36000-B", ordinal, "request", JUNE, recipient=recipient, reply_due_on=JULY
        )
        in_memory_warehouse.question(letter, ordinal)
    assert [("kst-36000-B/letter-1",)] == asked(
        in_memory_warehouse, "overdue", "letter_id", ministry=ministry
    )
    assert [("kst-36000-B/question-1",)] == asked(
        in_memory_warehouse, "unanswered", "question_id", ministry=ministry
    )


@pytest.mark.parametrize("party", ["D66", "volt", "VVD"])
def test_a_joint_question_is_one_of_each_of_its_parties(
    in_memory_warehouse: InMemoryWarehouse, party: str
) -> None:
    """Both a joint name and the parties of several members are found, and all are listed."""
    in_memory_warehouse.paper("kst-36000-B")
    letter = in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE, reply_due_on=JULY)
    in_memory_warehouse.question(letter, 1, "D66-Volt")
    askers = ["Van Ginkel (VVD)", "De Boer (Volt)", "Smit (D66)"]
    answered = in_memory_warehouse.question(letter, 2, None, askers=askers)
    listed = [("D66-Volt", ["D66", "Volt"]), (None, ["D66", "VVD", "Volt"])]
    expected = listed[1:] if party == "VVD" else listed
    assert expected == asked(in_memory_warehouse, "unanswered", "party", "parties", party=party)
    assert [(letter,)] == asked(in_memory_warehouse, "overdue", "letter_id", party=party)
    in_memory_warehouse.answer(letter, 1, [answered])
    for view in ("asked_question", "answered_question", "question_with_answers"):
        found = f"SELECT party, parties FROM {view} WHERE question_id = ?"  # noqa: S608
        assert listed[1:] == in_memory_warehouse.ask(found, answered), view


def test_questions_are_in_the_order_of_their_numbers(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """The tenth comes after the second."""
    in_memory_warehouse.paper("kst-36000-B")
    letter = in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE)
    for ordinal in (10, 2, 1):
        in_memory_warehouse.question(letter, ordinal)
    assert [("1",), ("2",), ("10",)] == asked(in_memory_warehouse, "unanswered", "label")
    assert [("1",), ("2",), ("10",)] == asked(
        in_memory_warehouse, "paper", "label", paper="kst-36000-B"
    )


def test_an_office_is_counted_under_one_name_whatever_its_capitals(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """Minister van Financiën and minister van Financiën are one; questions that a reply leaves out
    are told apart.
    """
    in_memory_warehouse.paper("kst-36000-B")
    first = in_memory_warehouse.letter(
        "kst-36000-B", 1, "request", JUNE, recipient="Minister van Financiën", reply_due_on=JULY
    )
    second = in_memory_warehouse.letter(
        "kst-36000-B", 2, "request", JULY, recipient="minister van Financiën"
    )
    in_memory_warehouse.letter("kst-36000-B", 3, "reply", AUGUST, in_reply_to=first)
    in_memory_warehouse.question(first, 1)
    in_memory_warehouse.question(second, 2)
    columns = (
        "ministry",
        "open_questions",
        "overdue",
        "left_out_of_a_reply",
        "oldest_asked_on",
        "longest_open_days",
    )
    expected = ("Financiën", 2, 1, 1, JUNE, (AS_OF - JUNE).days)
    assert [expected] == asked(in_memory_warehouse, "unanswered_by_ministry", *columns)


def test_a_question_answered_by_another_paper_counts_once(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """A share of unanswered questions neither counts it twice nor as open."""
    in_memory_warehouse.paper("kst-36000-B", "voorlopig_verslag")
    in_memory_warehouse.paper("kst-36000-C", "memorie_van_antwoord")
    asking = in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE)
    reply = in_memory_warehouse.letter("kst-36000-C", 1, "reply", AUGUST)
    in_memory_warehouse.question(asking, 1)
    repeated = in_memory_warehouse.question(reply, 1)
    in_memory_warehouse.answer(reply, 1, [repeated])
    in_memory_warehouse.answer(reply, 2, [repeated])
    in_memory_warehouse.question(reply, 2)
    columns = ("party", "questions", "answered_elsewhere", "open_questions", "open_share")
    assert [("BBB", 1, 1, 0, 0.0)] == asked(in_memory_warehouse, "unanswered_share", *columns)
    assert [] == asked(in_memory_warehouse, "unanswered_share", session_year="2019-2020")


def test_a_request_that_another_paper_answers_is_not_overdue(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """One with an open question is, and one whose questions were not recognised, for nobody can say
    otherwise.
    """
    in_memory_warehouse.paper("kst-36000-B", "voorlopig_verslag")
    in_memory_warehouse.paper("kst-36000-C", "memorie_van_antwoord")
    in_memory_warehouse.letter("kst-36000-C", 1, "reply", AUGUST)
    in_memory_warehouse.question(
        in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE, reply_due_on=JULY), 1
    )
    in_memory_warehouse.paper("kst-36999-B")
    in_memory_warehouse.question(
        in_memory_warehouse.letter(
            "kst-36999-B", 1, "request", JUNE, reply_due_on=JULY, recipient="Minister van Financiën"
        ),
        1,
    )
    in_memory_warehouse.letter("kst-36999-B", 2, "request", JUNE, reply_due_on=JULY)
    assert [("kst-36999-B/letter-1",), ("kst-36999-B/letter-2",)] == asked(
        in_memory_warehouse, "overdue", "letter_id"
    )
    assert [("kst-36999-B/letter-1",)] == asked(
        in_memory_warehouse, "overdue", "letter_id", ministry="financiën"
    )


def test_a_deferral_does_not_make_a_late_reply_timely(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """The term of the request counts, and the day to which it was put off stands beside it."""
    in_memory_warehouse.paper("kst-36000-B")
    asking = in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE, reply_due_on=JULY)
    in_memory_warehouse.letter(
        "kst-36000-B", 2, "deferral", JULY, in_reply_to=asking, reply_due_on=AUGUST
    )
    reply = in_memory_warehouse.letter("kst-36000-B", 3, "reply", AUGUST, in_reply_to=asking)
    in_memory_warehouse.letter("kst-36000-B", 4, "reply", JULY, in_reply_to=asking)
    in_memory_warehouse.signature(reply, 2, None, "Economische Zaken", on_behalf=True)
    in_memory_warehouse.signature(reply, 1, "Jansen", "Financiën")
    columns = ("late_days", "deferred_until", "portfolios", "letter_id")
    expected = [(44, AUGUST, ["Financiën", "Economische Zaken"], reply)]
    assert expected == asked(in_memory_warehouse, "late_replies", *columns)
    assert expected == asked(in_memory_warehouse, "late_replies", *columns, ministry="economische")
    assert [] == asked(in_memory_warehouse, "late_replies", ministry="Defensie")
    assert [] == asked(in_memory_warehouse, "late_replies", since="2025-08-29")


def test_a_deferral_is_held_to_its_own_day(in_memory_warehouse: InMemoryWarehouse) -> None:
    """By the last reply to the same request; where that is in another paper, nothing is said."""
    in_memory_warehouse.paper("kst-36000-B")
    asking = in_memory_warehouse.letter(
        "kst-36000-B", 1, "request", JUNE, recipient="minister van Financiën"
    )
    in_memory_warehouse.letter(
        "kst-36000-B", 2, "deferral", JULY, in_reply_to=asking, reply_due_on=date(2025, 8, 20)
    )
    for ordinal, dated_on in enumerate((date(2025, 8, 18), AUGUST), start=3):
        in_memory_warehouse.letter("kst-36000-B", ordinal, "reply", dated_on, in_reply_to=asking)
    in_memory_warehouse.paper("kst-36999-E")
    in_memory_warehouse.letter(
        "kst-36999-E",
        1,
        "deferral",
        JUNE,
        reply_due_on=AUGUST,
        sender_role="staatssecretaris van Financiën",
    )
    expected = [
        ("minister van Financiën", JUNE, date(2025, 8, 20), AUGUST, 8),
        ("staatssecretaris van Financiën", None, AUGUST, None, None),
    ]
    assert expected == asked(
        in_memory_warehouse,
        "deferrals",
        "office",
        "asked_on",
        "promised_before",
        "answered_on",
        "days_after_promise",
    )
    assert expected[:1] == asked(
        in_memory_warehouse,
        "deferrals",
        "office",
        "asked_on",
        "promised_before",
        "answered_on",
        "days_after_promise",
        since="2025-07-01",
    )


def test_a_paper_is_found_by_any_name_and_shows_what_stays_unanswered(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """Question beside answer, twice where two answer it, and alone where none does."""
    in_memory_warehouse.paper("kst-36000-B")
    in_memory_warehouse.add(
        "identifier",
        {"publication_id": "kst-36000-B", "scheme": "official", "value": "kst-1259252"},
    )
    asking = in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE)
    reply = in_memory_warehouse.letter("kst-36000-B", 2, "reply", AUGUST, in_reply_to=asking)
    first = in_memory_warehouse.question(asking, 1, text="Waarom?")
    in_memory_warehouse.question(asking, 2, text="Wanneer?")
    in_memory_warehouse.answer(reply, 1, [first], "Daarom.")
    in_memory_warehouse.answer(reply, 2, [first], "Hierom.")
    expected = [("Waarom?", "Daarom."), ("Waarom?", "Hierom."), ("Wanneer?", None)]
    for name in ("kst-36000-B", "kst-1259252"):
        assert expected == asked(in_memory_warehouse, "paper", "question", "answer", paper=name)
    assert [] == asked(in_memory_warehouse, "paper", paper="kst-36000-C")


def test_a_shared_answer_is_one_row_with_all_its_questions(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """In the order of their numbers; one that only refers says where to."""
    in_memory_warehouse.paper("kst-36000-B")
    asking = in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE)
    reply = in_memory_warehouse.letter("kst-36000-B", 2, "reply", AUGUST, in_reply_to=asking)
    questions = [
        in_memory_warehouse.question(asking, ordinal, "BBB" if ordinal < 10 else "D66")
        for ordinal in (2, 9, 10, 11, 12)
    ]
    in_memory_warehouse.answer(reply, 1, questions[:3])
    in_memory_warehouse.answer(reply, 2, questions[3:4])
    pointer = in_memory_warehouse.answer(reply, 3)
    link = {
        "question_id": questions[4],
        "answer_id": pointer,
        "publication_id": "kst-36000-B",
        "relation": "refers",
    }
    in_memory_warehouse.add(
        "question_answer", link | {"refers_to_question_id": questions[0], "confidence": 1.0}
    )
    expected = [
        ("shared", 3, ["BBB", "D66"], ["2", "9", "10"], None),
        ("refers", 1, ["D66"], ["12"], ["2"]),
    ]
    columns = ("relation", "questions", "parties", "labels", "refers_to_labels")
    assert expected == asked(in_memory_warehouse, "shared_answers", *columns)
    assert expected[1:] == asked(in_memory_warehouse, "shared_answers", *columns, relation="refers")


def test_an_answer_that_refers_says_every_question_that_it_names_and_who_asked(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """Seen in ah-tk-20232024-2168 ("vragen 2, 6 en 8") and ah-tk-20242025-564, asked by four parties."""
    in_memory_warehouse.paper("kst-36000-B")
    letter = in_memory_warehouse.letter("kst-36000-B", 1, "reply", JUNE)
    askers = ["Beckerman (SP)", "Bamenga (D66)"]
    targets = [in_memory_warehouse.question(letter, ordinal) for ordinal in (2, 6, 8)]
    asking = in_memory_warehouse.question(letter, 10, None, askers=askers)
    answer = in_memory_warehouse.answer(letter, 1)
    link = {"question_id": asking, "answer_id": answer, "publication_id": "kst-36000-B"}
    pointer = {"relation": "refers", "refers_to_question_id": targets[0], "confidence": 1.0}
    in_memory_warehouse.add("question_answer", link | pointer)
    for ordinal, target in enumerate(targets, start=1):
        in_memory_warehouse.reference(
            "kst-36000-B", ordinal, "8", "answer", answer_id=answer, target_question_id=target
        )
    assert [(["D66", "SP"], ["2", "6", "8"])] == asked(
        in_memory_warehouse, "shared_answers", "parties", "refers_to_labels"
    )


def test_a_shared_answer_to_questions_of_no_party_has_no_parties(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """A file shows an empty cell then, not the brackets of an empty list."""
    in_memory_warehouse.paper("kst-36000-B")
    letter = in_memory_warehouse.letter("kst-36000-B", 1, "reply", JUNE)
    questions = [in_memory_warehouse.question(letter, ordinal, None) for ordinal in (1, 2)]
    in_memory_warehouse.answer(letter, 1, questions)
    assert [(2, None)] == asked(in_memory_warehouse, "shared_answers", "questions", "parties")


def test_a_citation_has_the_number_of_its_footnote(in_memory_warehouse: InMemoryWarehouse) -> None:
    """A clerk follows a citation from its footnote; one in running text has none."""
    in_memory_warehouse.paper("kst-36000-B")
    in_memory_warehouse.reference("kst-36000-B", 1, "kst-22112-4103", footnote="5")
    in_memory_warehouse.reference("kst-36000-B", 2, "kst-31409-423")
    assert [("5", "kst-22112-4103"), (None, "kst-31409-423")] == asked(
        in_memory_warehouse, "cites", "footnote", "target", paper="kst-36000-B"
    )


def test_the_days_of_a_ministry_are_counted_over_the_replies_of_a_period(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """A question about 2025: replies before and after that year do not count."""
    days = [date(2024, 12, 31), JULY, AUGUST, date(2026, 1, 1)]
    for ordinal, answered_on in enumerate(days):
        paper = f"kst-36000-{ordinal}"
        in_memory_warehouse.paper(paper)
        asking = in_memory_warehouse.letter(paper, 1, "request", date(2024, 6, 17))
        reply = in_memory_warehouse.letter(paper, 2, "reply", answered_on, in_reply_to=asking)
        in_memory_warehouse.signature(reply, 1, "Jansen", "Financiën", ministry_id="mnre1090")
    columns = ("portfolio", "replies", "mean_days", "longest_days")
    assert [("Financiën", 2, 415.0, 437)] == asked(
        in_memory_warehouse, "slowest_ministries", *columns, since="2025-01-01", until="2025-12-31"
    )
    assert [4] == [row[1] for row in asked(in_memory_warehouse, "slowest_ministries", *columns)]


@pytest.mark.parametrize("ministry", ["mnre1045", "zaken en klimaat", "Economische Zaken"])
def test_a_ministry_that_signs_is_found_by_each_of_its_names(
    in_memory_warehouse: InMemoryWarehouse, ministry: str
) -> None:
    """Its printed name is that of the day, its name in the register the latest."""
    in_memory_warehouse.paper("kst-36000-B")
    asking = in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE, reply_due_on=JULY)
    reply = in_memory_warehouse.letter("kst-36000-B", 2, "reply", AUGUST, in_reply_to=asking)
    in_memory_warehouse.signature(reply, 1, "Vos", "Economische Zaken", ministry_id="mnre1045")
    promise = {"publication_id": "kst-36000-B", "letter_id": reply, "text": "Ik zal dat doen."}
    for ordinal, due_on in enumerate((JULY, date(2026, 1, 1)), start=1):
        told = {"commitment_id": f"kst-36000-B/commitment-{ordinal}", "due_on": due_on}
        in_memory_warehouse.add("commitment", told | promise)
    for name in ("late_replies", "commitments_due", "commitments_past_deadline"):
        assert 1 == len(asked(in_memory_warehouse, name, ministry=ministry)), name
        assert [] == asked(in_memory_warehouse, name, ministry="Defensie"), name


def test_papers_that_cite_a_paper_are_found_under_every_name_it_had(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """By the name that was cited and by the paper's own; a dossier and a European document by
    theirs.
    """
    for letter in "ABC":
        in_memory_warehouse.paper(f"kst-36000-{letter}")
    in_memory_warehouse.add(
        "identifier",
        {"publication_id": "kst-36000-A", "scheme": "official", "value": "kst-1259252"},
    )
    in_memory_warehouse.reference("kst-36000-B", 1, "kst-36000-A")
    in_memory_warehouse.reference("kst-36000-B", 2, "kst-36000-A")
    in_memory_warehouse.reference("kst-36000-C", 1, "kst-1259252")
    in_memory_warehouse.reference("kst-36000-C", 2, "COM(2025)120", "eu_document")
    expected = [("kst-36000-B", "kst-36000-A", 2), ("kst-36000-C", "kst-1259252", 1)]
    for name in ("kst-36000-A", "kst-1259252"):
        assert expected == asked(
            in_memory_warehouse, "cited_by", "publication_id", "target", "citations", paper=name
        )
    assert [("kst-36000-C",)] == asked(
        in_memory_warehouse, "cited_by", "publication_id", paper="com(2025)120"
    )
    assert [("kst-36000-A", "kst-36000-B")] == asked(
        in_memory_warehouse, "cites", "cited_publication_id", "cited_in", paper="kst-36000-B"
    )[:1]


def test_a_held_paper_is_not_missing(in_memory_warehouse: InMemoryWarehouse) -> None:
    """A cited paper that is here, or a cited dossier of which a paper is; the kind is kamerstuk
    unless said otherwise.
    """
    for letter in "AB":
        in_memory_warehouse.paper(f"kst-36000-{letter}")
    for ordinal, target in enumerate(
        ("kst-36000-B", "dossier-36000", "kst-99-1", "kst-99-1", "kst-88-1"), start=1
    ):
        in_memory_warehouse.reference("kst-36000-A", ordinal, target)
    in_memory_warehouse.reference("kst-36000-B", 1, "kst-88-1")
    in_memory_warehouse.reference("kst-36000-B", 2, "stb-2024-1", "staatsblad")
    assert [("kst-88-1", 2, 2), ("kst-99-1", 1, 2)] == asked(
        in_memory_warehouse, "missing_papers", "target", "papers", "citations"
    )
    assert [("stb-2024-1",)] == asked(
        in_memory_warehouse, "missing_papers", "target", kind="staatsblad"
    )
    assert [("kst-88-1",)] == asked(in_memory_warehouse, "missing_papers", "target", most="1")


def test_papers_that_cite_each_other_come_with_their_titles(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """One row per pair."""
    in_memory_warehouse.paper("kst-36000-A", title="Vraag")
    in_memory_warehouse.paper("kst-36000-B", title="Antwoord")
    in_memory_warehouse.reference("kst-36000-A", 1, "kst-36000-B")
    in_memory_warehouse.reference("kst-36000-B", 1, "kst-36000-A")
    assert [("Vraag", "Antwoord")] == asked(
        in_memory_warehouse, "mutual_citations", "title", "other_title"
    )


def test_a_promise_is_due_up_to_its_day_and_past_it_after(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """Seen from the day that the warehouse knows; a promise without a term is neither."""
    in_memory_warehouse.paper("kst-36000-B")
    reply = in_memory_warehouse.letter("kst-36000-B", 1, "reply", JUNE)
    in_memory_warehouse.signature(reply, 1, "Jansen", "Financiën")
    for ordinal, due_on in enumerate((date(2025, 8, 31), AS_OF, date(2025, 12, 31), None), start=1):
        told = {
            "commitment_id": f"kst-36000-B/commitment-{ordinal}",
            "publication_id": "kst-36000-B",
            "letter_id": reply,
        }
        in_memory_warehouse.add("commitment", told | {"text": "Ik zal.", "due_on": due_on})
    assert [(AS_OF, 0), (date(2025, 12, 31), 121)] == asked(
        in_memory_warehouse, "commitments_due", "due_on", "days_left"
    )
    assert [(AS_OF,)] == asked(
        in_memory_warehouse,
        "commitments_due",
        "due_on",
        until="2025-12-30",
        ministry="fin",
        dossier="36000",
    )
    assert [] == asked(in_memory_warehouse, "commitments_due", ministry="Defensie")
    assert [(date(2025, 8, 31), 1)] == asked(
        in_memory_warehouse, "commitments_past_deadline", "due_on", "days_past"
    )


def test_a_minister_is_found_by_name_without_accents_and_by_the_register(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """Also where another signed on behalf of the office and no name is printed."""
    in_memory_warehouse.paper("kst-36000-B")
    reply = in_memory_warehouse.letter("kst-36000-B", 1, "reply", JUNE)
    in_memory_warehouse.signature(reply, 1, "Zoë Jansen", "Financiën")
    in_memory_warehouse.signature(
        reply, 2, None, "Economische Zaken", on_behalf=True, person_id="jan-de-vries"
    )
    assert [("Zoë Jansen",)] == asked(in_memory_warehouse, "ministers", "name", name="zoe")
    assert [("jan-de-vries",)] == asked(
        in_memory_warehouse, "ministers", "person_id", name="De Vries"
    )
    assert [("Zoë Jansen",)] == asked(
        in_memory_warehouse, "ministers", "name", portfolio="financiën"
    )


def _judged(in_memory_warehouse: InMemoryWarehouse, run_id: str, day: int, **success: bool) -> None:
    for severity, met in success.items():
        told = {
            "run_id": run_id,
            "suite": "letter",
            "expectation_id": severity,
            "severity": severity,
            "success": met,
        }
        in_memory_warehouse.add(
            "quality_result", told | {"validated_at": datetime(2025, 6, day, tzinfo=UTC)}
        )


def test_the_latest_runs_are_counted_before_the_rules_that_were_met_are_left_out(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """A clean run is one of the latest; within a run the gravest rule comes first."""
    _judged(in_memory_warehouse, "old", 1, critical=False)
    _judged(in_memory_warehouse, "new", 2, info=False, critical=False, warning=True)
    _judged(in_memory_warehouse, "clean", 3, critical=True)
    assert [("new", "critical"), ("new", "info")] == asked(
        in_memory_warehouse, "quality", "run_id", "severity", runs="2"
    )
    assert [("clean", "critical")] == asked(
        in_memory_warehouse, "quality", "run_id", "severity", runs="1", passed="true"
    )
    assert ("old", "critical") == asked(in_memory_warehouse, "quality", "run_id", "severity")[-1]


def test_a_paper_held_from_any_source_is_no_gap(in_memory_warehouse: InMemoryWarehouse) -> None:
    """One row per paper, whichever sources list it."""
    in_memory_warehouse.paper("kst-36000-A")
    for source, publication_id, state in [
        ("catalogue", "kst-36000-A", "failed"),
        ("catalogue", "kst-36000-B", "failed"),
        ("folder", "kst-36000-B", "quarantined"),
        ("catalogue", "kst-36999-A", "listed"),
    ]:
        told = {
            "source": source,
            "publication_id": publication_id,
            "state": state,
            "dossier_number": publication_id[4:9],
        }
        in_memory_warehouse.add("coverage", told)
    expected = [("kst-36000-B", ["failed", "quarantined"]), ("kst-36999-A", ["listed"])]
    assert expected == asked(in_memory_warehouse, "coverage_gaps", "publication_id", "states")
    assert expected[:1] == asked(
        in_memory_warehouse, "coverage_gaps", "publication_id", "states", dossier="36000"
    )


def test_open_quarantines_are_distinguished_from_decided_ones(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """Open unless said otherwise."""
    for ordinal, state in enumerate(("open", "released"), start=1):
        told = {
            "publication_id": f"kst-36000-{ordinal}",
            "content_sha256": "0" * 64,
            "ordinal": 1,
            "rule": "unreadable",
        }
        in_memory_warehouse.add("quarantine", told | {"reason": "a scan", "state": state})
    assert [("kst-36000-1",)] == asked(in_memory_warehouse, "quarantined", "publication_id")
    assert [("kst-36000-2",)] == asked(
        in_memory_warehouse, "quarantined", "publication_id", state="released"
    )
