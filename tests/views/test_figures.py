"""Response times, activity, promises, timelines and coverage, over rows written by hand."""

from datetime import date, timedelta

from in_memory_warehouse import InMemoryWarehouse

JUNE = date(2025, 6, 1)


def _answered(
    in_memory_warehouse: InMemoryWarehouse,
    publication_id: str,
    days: int,
    *,
    term: int | None = None,
    committee: str | None = None,
) -> tuple[str, str]:
    """Return a paper with a request of 1 June and a reply so many days later; the keys of both
    letters.
    """
    in_memory_warehouse.paper(publication_id)
    due_on = JUNE + timedelta(term) if term is not None else None
    asking = in_memory_warehouse.letter(
        publication_id, 1, "request", JUNE, committee=committee, reply_due_on=due_on
    )
    reply = in_memory_warehouse.letter(
        publication_id, 2, "reply", JUNE + timedelta(days), in_reply_to=asking
    )
    return asking, reply


def test_response_times_have_medians_and_percentiles(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """Ten replies after 1 to 10 days, half of them with a term of four days, one of those within
    it.
    """
    for days in range(1, 11):
        _answered(
            in_memory_warehouse,
            f"kst-36000-{days}",
            days,
            term=4 if days % 2 == 0 else None,
            committee="Financiën",
        )
    expected = [("Financiën", 10, 5.5, 5.5, 9.1, 10, 5, 2, 0.4, True)]
    assert expected == in_memory_warehouse.ask("FROM response_time_by_committee")
    assert [("2024-2025", "verslag_schriftelijk_overleg", 10, 5.5)] == in_memory_warehouse.ask(
        "SELECT session_year, kind, replies, median_days FROM response_time_by_session_year"
    )
    assert [(4, True), (6, False), (9, None)] == in_memory_warehouse.ask(
        "SELECT response_days, on_time FROM response_time WHERE response_days IN (4, 6, 9) ORDER BY ALL"
    )


def test_replies_to_requests_without_a_day_are_none_in_time(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """A number of replies is 0, not NULL; only their share is unknown."""
    _answered(in_memory_warehouse, "kst-36000-A", 9, committee="Financiën")
    assert [(1, 0, 0, None)] == in_memory_warehouse.ask(
        "SELECT replies, with_deadline, in_time, on_time_share FROM response_time_by_committee"
    )


def test_a_reply_before_its_request_or_without_a_date_is_not_counted(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """A misread date must not pull a median down."""
    _answered(in_memory_warehouse, "kst-36000-A", -3)
    in_memory_warehouse.paper("kst-36000-B")
    in_memory_warehouse.letter(
        "kst-36000-B",
        2,
        "reply",
        None,
        in_reply_to=in_memory_warehouse.letter("kst-36000-B", 1, "request", JUNE),
    )
    assert [] == in_memory_warehouse.ask("FROM response_time")


def test_a_reply_of_two_ministries_counts_for_both_once(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """Two signatures of one ministry are one reply; the ministry is told by its identifier, else by
    the printed words.
    """
    _, reply = _answered(in_memory_warehouse, "kst-36000-A", 10)
    in_memory_warehouse.signature(reply, 1, "Jansen", "Financiën", ministry_id="mnre1090")
    in_memory_warehouse.signature(
        reply, 2, "De Vries", "Fiscaliteit en Belastingdienst", ministry_id="mnre1090"
    )
    in_memory_warehouse.signature(reply, 3, "Bakker", "Zeevaart")
    expected = [(None, "Zeevaart", 1, 10.0), ("mnre1090", "Financiën", 1, 10.0)]
    query = "SELECT ministry_id, portfolio, replies, median_days FROM response_time_by_ministry ORDER BY portfolio DESC"
    assert expected == in_memory_warehouse.ask(query)


def test_a_reply_counts_once_for_every_party_that_asks(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """It does, be its questions in the request, in the reply, or in both."""
    asking, reply = _answered(in_memory_warehouse, "kst-36000-A", 10)
    in_memory_warehouse.question(asking, 1, "BBB")
    in_memory_warehouse.question(asking, 2, "BBB")
    in_memory_warehouse.question(reply, 3, "D66")
    in_memory_warehouse.question(asking, 4, None)
    expected = [("BBB", 1, 10.0), ("D66", 1, 10.0)]
    assert expected == in_memory_warehouse.ask(
        "SELECT party, replies, median_days FROM response_time_by_party ORDER BY party"
    )


def test_ministers_are_counted_by_person_and_office(in_memory_warehouse: InMemoryWarehouse) -> None:
    """The letters, the answers in them, the days they took, and how often another signed for the
    office.
    """
    for number, publication_id in enumerate(("kst-36000-A", "kst-36000-B"), start=1):
        _, reply = _answered(in_memory_warehouse, publication_id, 10 * number)
        in_memory_warehouse.answer(reply, 1)
        in_memory_warehouse.answer(reply, 2)
        person = {"person_id": "jan-jansen", "ministry_id": "mnre1090"}
        in_memory_warehouse.signature(
            reply, 1, "J. Jansen" if number == 1 else "Jan Jansen", "Financiën", **person
        )
        in_memory_warehouse.signature(reply, 2, None, "Zeevaart", on_behalf=True)
    expected = [
        ("jan-jansen", "Jan Jansen", "Financiën", 2, 2, 0, 4, 15.0),
        (None, None, "Zeevaart", 2, 2, 2, 4, 15.0),
    ]
    query = "SELECT person_id, name, portfolio, letters, replies, on_behalf, answers, median_days FROM minister_activity"
    assert expected == in_memory_warehouse.ask(query + " ORDER BY portfolio")


def test_parties_are_counted_by_session_year(in_memory_warehouse: InMemoryWarehouse) -> None:
    """Questions, those with an answer, and the papers and dossiers they are in."""
    for publication_id in ("kst-36000-A", "kst-36000-B"):
        asking, reply = _answered(in_memory_warehouse, publication_id, 10)
        in_memory_warehouse.answer(reply, 1, [in_memory_warehouse.question(asking, 1, "BBB")])
        in_memory_warehouse.question(asking, 2, "BBB")
    assert [("BBB", "2024-2025", 4, 2, 0, 2, 0, 0, 2, 1)] == in_memory_warehouse.ask(
        "FROM party_activity"
    )


def test_a_promise_shows_its_deadline_and_who_made_it(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """A term before load.as_of has passed; a promise without one never has."""
    _, reply = _answered(in_memory_warehouse, "kst-36000-A", 10)
    in_memory_warehouse.signature(reply, 1, "Jansen", "Financiën")
    for number, due_on in enumerate((date(2025, 8, 31), date(2025, 12, 31), None), start=1):
        commitment = {
            "commitment_id": f"kst-36000-A/commitment-{number}",
            "publication_id": "kst-36000-A",
            "letter_id": reply,
        }
        in_memory_warehouse.add(
            "commitment", commitment | {"text": "Ik zeg dit toe.", "due_on": due_on}
        )
    expected = [(-1, True, ["Jansen"]), (121, False, ["Jansen"]), (None, False, ["Jansen"])]
    assert expected == in_memory_warehouse.ask(
        "SELECT days_left, deadline_passed, ministers FROM commitment_deadline ORDER BY commitment_id"
    )


def test_a_timeline_shows_letters_papers_and_gaps(in_memory_warehouse: InMemoryWarehouse) -> None:
    """Letters by their dates, a paper without letters by its day of publication, and what is known
    but not held.
    """
    asking, _ = _answered(in_memory_warehouse, "kst-36000-A", 10)
    in_memory_warehouse.question(asking, 1)
    in_memory_warehouse.paper("kst-36000-B", "other", published_on=date(2025, 7, 1))
    held = {
        "source": "catalogue",
        "series": "kst",
        "dossier_number": "36000",
        "publication_id": "kst-36000-A",
        "state": "held",
    }
    gap = held | {
        "publication_id": "kst-36000-C",
        "sub_number": "C",
        "state": "expected",
        "since": date(2025, 8, 1),
    }
    in_memory_warehouse.add("coverage", held, gap)
    expected = [
        (date(2025, 6, 1), "request", "kst-36000-A", 1),
        (date(2025, 6, 11), "reply", "kst-36000-A", None),
        (date(2025, 7, 1), "paper", "kst-36000-B", None),
        (date(2025, 8, 1), "expected", "kst-36000-C", None),
    ]
    query = "SELECT happened_on, what, publication_id, questions FROM dossier_timeline WHERE dossier_number = '36000'"
    assert expected == in_memory_warehouse.ask(query + " ORDER BY happened_on")


def test_coverage_and_freshness_count_what_is_missing(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """By month: listed, held, missing, kept out, withdrawn and expected; and the same over all in
    one row.
    """
    base = {"source": "catalogue", "series": "kst", "session_year": "2024-2025", "month": JUNE}
    states = [
        "held",
        "held",
        "listed",
        "failed",
        "quarantined",
        "rejected",
        "withdrawn",
        "expected",
    ]
    in_memory_warehouse.add(
        "coverage",
        *(
            base | {"publication_id": f"kst-36000-{number}", "state": state}
            for number, state in enumerate(states)
        ),
    )
    _answered(in_memory_warehouse, "kst-36000-0", 10)
    assert [("catalogue", JUNE, "kst", "2024-2025", 7, 2, 2, 2, 1, 1)] == in_memory_warehouse.ask(
        "FROM coverage_by_month"
    )
    expected = [(date(2025, 9, 1), 7, date(2025, 6, 11), 1, 2, 2, 1, 1)]
    assert expected == in_memory_warehouse.ask(
        "SELECT as_of, log_position, last_letter_on, papers, letters, missing, quarantined, expected FROM freshness"
    )
