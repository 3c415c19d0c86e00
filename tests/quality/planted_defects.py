"""Defects to plant in a paper, by the rule that must catch each, and near misses that must pass."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from fictional_papers import Paper

Change = Callable[[Paper], None]
WRONG = "kst-90999-Z"


def put(table: str, place: int = 0, **values: Any) -> Change:  # noqa: ANN401
    """Overwrite columns of one row."""

    def change(rows: Paper) -> None:
        rows[table][place].update(values)

    return change


def put_all(table: str, **values: Any) -> Change:  # noqa: ANN401
    """Overwrite columns of every row of a table."""

    def change(rows: Paper) -> None:
        for row in rows[table]:
            row.update(values)

    return change


def move(table: str, column: str, days: int, place: int = 0) -> Change:
    """Move a date of one row."""

    def change(rows: Paper) -> None:
        rows[table][place][column] += timedelta(days=days)

    return change


def without_digits(rows: Paper) -> None:
    """Print no number anywhere."""
    for row in rows["publication_text"]:
        row["text"] = "".join("x" if sign.isdigit() else sign for sign in row["text"])


def twice(table: str, place: int = 0) -> Change:
    """Repeat one row."""

    def change(rows: Paper) -> None:
        rows[table].append(dict(rows[table][place]))

    return change


def drop(table: str, *places: int) -> Change:
    """Leave rows out: all of them where no place is given."""

    def change(rows: Paper) -> None:
        rows[table] = [
            row for place, row in enumerate(rows[table]) if places and place not in places
        ]

    return change


def also(*changes: Change) -> Change:
    """Make several changes that are one defect."""

    def change(rows: Paper) -> None:
        for each in changes:
            each(rows)

    return change


def swap_dates(rows: Paper) -> None:
    """Give the request the date of the reply, and the reverse."""
    request, reply = rows["letter"][:2]
    request["dated_on"], reply["dated_on"], request["reply_due_on"] = (
        reply["dated_on"],
        request["dated_on"],
        None,
    )


def orphan_answer(rows: Paper) -> None:
    """Remove the only link of an answer."""
    answer = rows["question_answer"][0]["answer_id"]
    rows["question_answer"] = [
        link for link in rows["question_answer"] if link["answer_id"] != answer
    ]


def answer_all_at_once(rows: Paper) -> None:
    """Link every question to the first answer, the only one."""
    first = rows["answer"][0]["answer_id"]
    for link in rows["question_answer"]:
        link.update(answer_id=first, relation="shared")
    del rows["answer"][1:], rows["commitment"][:]
    for reference in rows["reference"]:
        reference.update(answer_id=None, question_id=None)


def answer_again(rows: Paper) -> None:
    """Link the first question to the second answer too."""
    first, second = rows["question_answer"][:2]
    rows["question_answer"].append({**first, "answer_id": second["answer_id"]})


def left_unexplained(rows: Paper) -> None:
    """Leave the first words of the paper unexplained."""
    text = rows["publication_text"][0]["text"]
    rows["unexplained_span"] = [
        {
            "publication_id": rows["publication_text"][0]["publication_id"],
            "ordinal": 1,
            "char_start": 0,
            "char_end": 40,
            "text": text[:40],
            "reason": "between_answers",
        }
    ]


def corrected(**values: object) -> Change:
    """Correct the kind of the paper, as a person does."""

    def change(rows: Paper) -> None:
        text = rows["publication_text"][0]
        rows["correction"] = [
            {
                "publication_id": text["publication_id"],
                "number": 1,
                "state": "applied",
                "what": "neither",
                "value": "",
                "char_start": 0,
                "char_end": 4,
                "text_sha256": "0" * 64,
                "corrected_by": "M. de Wit",
                "corrected_why": "dit is het briefhoofd",
                "corrected_at": datetime(2026, 1, 2, tzinfo=UTC),
                **values,
            }
        ]

    return change


def print_answer_headings(count: int) -> Change:
    """Print headings of answers at the end of the paper."""

    def change(rows: Paper) -> None:
        headings = "".join(f"\nAntwoord {number}" for number in range(1, count + 1))
        rows["publication_text"][0]["text"] += headings

    return change


def print_question_numbers(count: int) -> Change:
    """Print numbers of questions that run on in the text."""

    def change(rows: Paper) -> None:
        numbers = " ".join(f"Vraag {number} Waarom?" for number in range(1, count + 1))
        rows["publication_text"][0]["text"] += f"\n{numbers}"

    return change


def point_elsewhere(table: str, column: str) -> Change:
    """Let the row name another that does not exist."""

    def change(rows: Paper) -> None:
        rows[table][0][column] = (
            f"{rows[table][0]['publication_id']}/{column.rpartition('_id')[0].rpartition('_')[2]}-99"
        )

    return change


def past_the_end(table: str, column: str = "char_end", characters: int = 1) -> Change:
    """Put an offset outside the text."""

    def change(rows: Paper) -> None:
        rows[table][-1][column] = len(rows["publication_text"][0]["text"]) + characters

    return change


def skip_ordinal(table: str) -> Change:
    """Count the last row of a table one too far, and its id with it."""

    def change(rows: Paper) -> None:
        last = rows[table][-1]
        old, new = last[f"{table}_id"], f"{last['publication_id']}/{table}-{last['ordinal'] + 1}"
        last["ordinal"] += 1
        for row in (row for found in rows.values() for row in found):
            row.update({column: new for column, value in row.items() if value == old})

    return change


def cut(table: str, after: int) -> Change:
    """End the file inside the last row of a table, ``after`` characters past where it
    begins.
    """

    def change(rows: Paper) -> None:
        text, last = (
            rows["publication_text"][0],
            max(rows[table], key=lambda row: row["char_start"]),
        )
        end = last["char_start"] + after
        text["text"] = text["text"][:end]
        last.update(char_end=end, text=text["text"][last["char_start"] :])
        for kind in ("question", "answer", "reference", "commitment"):
            rows[kind] = [row for row in rows[kind] if row["char_end"] <= end]
        kept = {row["answer_id"] for row in rows["answer"]}
        rows["question_answer"] = [
            link for link in rows["question_answer"] if link["answer_id"] in kept
        ]
        if table == "question":
            del rows["letter"][1:], rows["minister"][:]

    return change


def cut_before_note(table: str, after: int) -> Change:
    """Cut as ``cut`` does, and let a footnote follow: its citation is one that the paper had
    elsewhere.
    """

    def change(rows: Paper) -> None:
        cited = dict(rows["reference"][0])
        cut(table, after)(rows)
        text = rows["publication_text"][0]
        start = len(text["text"]) + 1
        text["text"] += f"\n{cited['text']}"
        rows["reference"] = [
            cited
            | {
                "footnote": "1",
                "answer_id": None,
                "letter_id": None,
                "char_start": start,
                "char_end": len(text["text"]),
            }
        ]

    return change


def garble(share: float) -> Change:
    """Add signs without a meaning behind the words, up to this share of the text."""

    def change(rows: Paper) -> None:
        row = rows["publication_text"][0]
        row["text"] += "\ufffd" * int(len(row["text"]) * share / (1 - share))

    return change


def say(words: str) -> Change:
    """Add these words at the end of the text."""

    def change(rows: Paper) -> None:
        rows["publication_text"][0]["text"] += f"\n{words}"

    return change


def rename(publication_id: str) -> Change:
    """Give the paper another id, in every table."""

    def change(rows: Paper) -> None:
        old = rows["publication"][0]["publication_id"]
        for row in (row for found in rows.values() for row in found):
            for column, value in row.items():
                if isinstance(value, str) and (value == old or value.startswith(f"{old}/")):
                    row[column] = publication_id + value.removeprefix(old)

    return change


def begin_with_question(rows: Paper) -> None:
    """Let an answer hold the question it answers, as if the end of the repeated question was
    missed.
    """
    answer, question = rows["answer"][0], rows["question"][0]
    answer["text"] = f"{question['text']} {answer['text']}"


CRITICAL: dict[str, Change] = {
    "ddl.question.primary_key": twice("question"),
    "ddl.answer.primary_key": twice("answer"),
    "ddl.publication.primary_key": twice("publication"),
    "ddl.question.question_id.check": put("question", question_id=f"{WRONG}/question-1"),
    "ddl.publication.kind.check": put("publication", kind="sonnet"),
    "ddl.letter.kind.check": put("letter", kind="ansichtkaart"),
    "ddl.answer.char_end.check": put("answer", char_end=0),
    "ddl.question.text.not_null": put("question", text=None),
    "publication.id_well_formed": also(rename("stuk-90001-A"), put("publication", series="kst")),
    "publication.series_fits_id": put("publication", series="ah"),
    "publication.session_year_well_formed": put("publication", session_year="24-25"),
    "publication.session_year_possible": put("publication", session_year="2024-2026"),
    "publication.session_year_fits_dates": put("publication", session_year="2031-2032"),
    "publication.published_after_dated": move("publication", "published_on", -60),
    "publication.content_hash_well_formed": put("publication", content_sha256="Z" * 64),
    "publication.text_hash_well_formed": put("publication", text_sha256="G" * 64),
    "publication_text.text_present": also(
        put("publication_text", text="\n\n"),
        *map(drop, ("question", "answer", "question_answer", "reference", "commitment")),
    ),
    "publication_text.text_readable": garble(0.2),
    "letter.ordinal_in_sequence": skip_ordinal("letter"),
    "letter.request_found": point_elsewhere("letter", "in_reply_to"),
    "letter.asked_before_answered": swap_dates,
    "letter.due_after_dated": put("letter", reply_due_on=date(2023, 12, 3)),
    "letter.date_possible": put("letter", dated_on=date(204, 11, 5)),
    "question.ordinal_in_sequence": skip_ordinal("question"),
    "question.letter_found": put("question", letter_id=f"{WRONG}/letter-7"),
    "question.inside_text": past_the_end("question"),
    "question.text_present": put("question", text="?"),
    "question.party_known": put("question", party="Partij van de Molenaars"),
    "question.not_broken_off": cut("question", 70),
    "answer.ordinal_in_sequence": skip_ordinal("answer"),
    "answer.letter_found": put("answer", letter_id=f"{WRONG}/letter-7"),
    "answer.inside_text": past_the_end("answer"),
    "answer.linked": orphan_answer,
    "answer.text_present": put("answer", text="–"),
    "answer.not_broken_off": cut("answer", 75),
    "question_answer.question_found": point_elsewhere("question_answer", "question_id"),
    "question_answer.answer_found": point_elsewhere("question_answer", "answer_id"),
    "question_answer.referred_found": also(
        put("question_answer", relation="refers"),
        point_elsewhere("question_answer", "refers_to_question_id"),
    ),
    "question_answer.refers_elsewhere": lambda rows: rows["question_answer"][0].update(
        relation="refers", refers_to_question_id=rows["question_answer"][0]["question_id"]
    ),
    "minister.ordinal_in_sequence": skip_ordinal("minister"),
    "minister.letter_found": put("minister", letter_id=f"{WRONG}/letter-7"),
    "minister.ministry_known": put(
        "minister", portfolio="Toverkunst en Windvanen", ministry_id=None
    ),
    "reference.inside_text": past_the_end("reference"),
    "reference.letter_found": put("reference", letter_id=f"{WRONG}/letter-7"),
    "reference.passage_found": point_elsewhere("reference", "answer_id"),
    "reference.pointed_found": point_elsewhere("reference", "target_question_id"),
    "reference.mark_inside_text": past_the_end("reference", "mark_position"),
    "reference.resolved_has_target": put("reference", target=None),
    "commitment.letter_found": put("commitment", letter_id=f"{WRONG}/letter-7"),
    "commitment.inside_text": past_the_end("commitment"),
    "commitment.answer_found": point_elsewhere("commitment", "answer_id"),
    "commitment.text_present": put("commitment", text="."),
    "unexplained_span.ordinal_in_sequence": also(
        left_unexplained, put("unexplained_span", ordinal=2)
    ),
    "unexplained_span.inside_text": also(left_unexplained, past_the_end("unexplained_span")),
    "correction.inside_text": corrected(char_end=10**6),
    "across_tables.explained": put("publication", explained_share=0.4),
    "across_tables.numbers_present": also(
        put("publication", kind="schriftelijke_vragen"), put("question", 1, label="9")
    ),
    "across_tables.question_numbers_read": also(
        put("publication", kind="schriftelijke_vragen"), print_question_numbers(12)
    ),
    "across_tables.answer_headings_read": print_answer_headings(8),
    "across_tables.publication_present": drop("publication"),
    "across_tables.text_present": drop("publication_text"),
    "across_tables.questions_present": also(
        put("publication", kind="schriftelijke_vragen"),
        *map(drop, ("question", "answer", "question_answer", "reference", "commitment")),
    ),
    "across_tables.mostly_answered": also(
        drop("question_answer", 1, 2, 3), drop("answer", 1, 2), drop("commitment")
    ),
}
"""Critical rules: each defect holds its paper back."""

WARNING: dict[str, Change] = {
    "unexplained_span.no_page_missing": also(
        left_unexplained, put("unexplained_span", reason="end_missing")
    ),
    "correction.applied": corrected(state="dropped", char_end=10**6),
    "across_tables.mostly_explained": put("publication", explained_share=0.9),
    "across_tables.all_answer_headings_read": print_answer_headings(4),
    "publication.published_within_a_year": also(
        move("publication", "published_on", 400), put("publication", session_year="2025-2026")
    ),
    "publication.title_present": put("publication", title=None),
    "publication.chamber_present": put("publication", chamber=None),
    "publication.source_url_well_formed": put("publication", source_url="ergens op het internet"),
    "publication.dossier_well_formed": put("publication", dossier_number="90 001"),
    "publication_text.text_clean": garble(0.01),
    "letter.answers_a_request": put("letter", kind="other"),
    "letter.answered_within_two_years": also(
        move("letter", "dated_on", -1200), put("letter", reply_due_on=None)
    ),
    "letter.all_answered": drop("question_answer", 3),
    "letter.due_within_a_year": move("letter", "reply_due_on", 600),
    "letter.dated": put("letter", dated_on=None),
    "letter.sender_present": put("letter", 1, sender=None),
    "question.text_at_span": put(
        "question", text="Heeft iemand gevraagd naar de windvaan van de kerk in het dorp?"
    ),
    "question.asked_in_a_request": put("letter", kind="reminder"),
    "question.text_long_enough": put("question", text="Hoezo?"),
    "question.text_not_too_long": put("question", text="Waarom? " * 2000),
    "question.text_usual": also(
        put("publication", kind="schriftelijke_vragen"), put("question", text="Waarom? " * 300)
    ),
    "question.asks_once": also(
        put("publication", kind="schriftelijke_vragen"),
        put("question", text="Klopt dat? Ja. Wat nu? Niets. Wie dan? Niemand. Waar?"),
    ),
    "answer.does_not_ask": put("answer", text="Ja? Ja? Ja? Ja? Ja."),
    "answer.shared_by_numbers": also(
        put("publication", kind="schriftelijke_vragen"), answer_all_at_once, without_digits
    ),
    "answer.begins_as_answer": also(
        put("publication", kind="schriftelijke_vragen"), put("answer", text="Wat nu? Niets.")
    ),
    "question.asked_by_members": also(
        put("publication", kind="schriftelijke_vragen"),
        put("question", text="Dan zal ik niet schromen. Wat gaat u doen?"),
    ),
    "answer.no_heading_inside": put("answer", text="Ja, dat klopt. Antwoorcl 2 Nee, niemand."),
    "question.no_heading_inside": put("question", text="Is dat zo? Vraaq 2 Wat vindt u?"),
    "question.answered_once": also(put("publication", kind="schriftelijke_vragen"), answer_again),
    "across_tables.annex_read": also(
        put("publication", kind="brief"),
        say("Antwoorden van de Minister van Molens op de vragen van het lid Vang (VVD)"),
        *map(drop, ("question", "answer", "question_answer", "reference", "commitment")),
    ),
    "across_tables.numbers_printed": also(
        put("publication", kind="schriftelijke_vragen"), without_digits
    ),
    "question.text_once": lambda rows: rows["question"][1].update(text=rows["question"][0]["text"]),
    "question.party_present": put("question", party=None),
    "question.party_among_askers": put("question", askers=["Wiekema (SP)", "Vang (VVD)"]),
    "question.label_well_formed": put("question", label="vraag één"),
    "question.labels_without_gaps": put("question", 1, label="3"),
    "question.label_once": put("question", 1, label="1"),
    "question.spans_apart": lambda rows: rows["question"][0].update(
        char_end=rows["question"][1]["char_end"]
    ),
    "answer.text_at_span": put(
        "answer", text="Nee, de windvaan van de kerk in het dorp is al jaren geleden verkocht."
    ),
    "answer.given_in_a_reply": put("letter", 1, kind="other"),
    "answer.text_not_too_long": put("answer", text="Ja. " * 20000),
    "answer.question_left_out": begin_with_question,
    "question.whole_before_notes": cut_before_note("question", 70),
    "answer.whole_before_notes": cut_before_note("answer", 75),
    "question_answer.own_is_alone": lambda rows: rows["question_answer"][2].update(relation="own"),
    "question_answer.shared_has_company": put("question_answer", relation="shared"),
    "question_answer.confident": put("question_answer", confidence=0.3),
    "minister.ministry_told": put(
        "minister", portfolio="Toverkunst en Windvanen", ministry_id=None, on_behalf=True
    ),
    "minister.portfolio_present": put("minister", portfolio=None, ministry_id=None),
    "minister.name_present": put("minister", name=None),
    "minister.in_office": put("minister", in_office="false"),
    "reference.text_at_span": put("reference", text="Staatscourant 2024, 11"),
    "reference.target_well_formed": put("reference", target="Kamerstuk 90417"),
    "reference.session_year_possible": put("reference", session_year="2019-2012"),
    "reference.url_well_formed": put("reference", url="zie de website"),
    "commitment.text_at_span": put("commitment", text="De windvaan wordt volgend jaar hersteld."),
    "commitment.inside_answer": lambda rows: rows["commitment"][0].update(
        answer_id=rows["answer"][0]["answer_id"]
    ),
    "commitment.due_after_letter": put("commitment", due_on=date(2023, 6, 21)),
    "across_tables.mostly_resolved": put("reference", status="unresolved", target=None),
    "across_tables.exchange_is_whole": put("letter", 1, kind="other"),
    "across_tables.replies_signed": drop("minister"),
    "across_tables.on_behalf_found": say("Mede namens de staatssecretaris van Economische Zaken."),
    "across_tables.questions_as_announced": say("Hierbij de beantwoording van de twaalf vragen."),
    "across_tables.parties_as_announced": put_all("question", party="BBB"),
    "across_tables.exchange_present": also(
        put("publication", kind="voorlopig_verslag"),
        *map(
            drop, ("question", "answer", "question_answer", "reference", "commitment", "minister")
        ),
        drop("letter", 1),
    ),
    "across_tables.parties_known": lambda rows: _end_with(
        rows, "De leden van de Korenmolen-fractie sluiten zich aan."
    ),
}
"""Rules that warn: each defect is told and its paper loads all the same."""

NEAR_MISSES: dict[str, Change] = {
    "published on the day of its last letter": put("publication", published_on=date(2024, 12, 3)),
    "a letter of the session before": put("publication", session_year="2025-2026"),
    "no session year, no dates": also(
        put("publication", session_year=None, published_on=None),
        put_all("letter", dated_on=None, reply_due_on=None),
    ),
    "answered on the day of asking": also(
        put("letter", dated_on=date(2024, 12, 3)), put("letter", reply_due_on=date(2024, 12, 3))
    ),
    "a reply that asks for nothing": put("letter", reply_due_on=None),
    "the shortest of answers": put("answer", text="Ja"),
    "a question that quotes a minister": also(
        put("publication", kind="schriftelijke_vragen"),
        put("question", text="Waarom zei u: «Ik wil dat niet»?"),
    ),
    "an answer that names a title with a question mark": also(
        put("publication", kind="schriftelijke_vragen"),
        put("answer", text="Het rapport «Waarom molens?» is bekend."),
    ),
    "a short question": put("question", text="Hoe?"),
    "a member who left the party": put("question", party="Fractie-Van de Molen"),
    "a question of no party group": put_all("question", party=None),
    "an ending without a full stop that is an item of a list": lambda rows: _end_with(
        rows, "– tot slot de molens die op dit ogenblik nog stilstaan"
    ),
    "an ending without a full stop that is an address": lambda rows: _end_with(
        rows, "Zie voor de molens die stilstaan www.zilverbeek.example/molens"
    ),
    "a table as last words": lambda rows: _end_with(
        rows, "Molens die draaien 11 Molens die al stilstaan 23"
    ),
    "a sentence without a full stop that is not the last": lambda rows: rows["answer"][0].update(
        text=rows["answer"][0]["text"][:-20]
    ),
    "half of the questions unanswered": also(
        drop("question_answer", 2, 3), drop("answer", 2), drop("commitment")
    ),
    "a request that still waits": also(
        put("publication", kind="voorlopig_verslag"),
        *map(drop, ("answer", "question_answer", "reference", "commitment", "minister")),
        drop("letter", 1),
    ),
    "oral questions, whose words are in the Proceedings": also(
        put("publication", kind="schriftelijke_vragen"),
        say("Mondelinge vragen van het lid Vang (VVD) over molens"),
        *map(
            drop,
            ("question", "answer", "question_answer", "reference", "commitment", "minister"),
        ),
        drop("letter", 1),
    ),
    "a motion without letters": also(
        put("publication", kind="other"),
        *map(
            drop,
            (
                "letter",
                "question",
                "answer",
                "question_answer",
                "reference",
                "commitment",
                "minister",
            ),
        ),
    ),
    "an unresolved reference": put("reference", status="unresolved", target=None),
    "a ministry from before the register": also(
        put("minister", portfolio="Oorlog en Waterstaat", ministry_id=None),
        put("publication", session_year="1998-1999", published_on=date(1999, 2, 3)),
        put_all("letter", dated_on=date(1999, 1, 20), reply_due_on=None),
    ),
    "a minister-president without a portfolio": put(
        "minister", role="minister-president", portfolio=None, ministry_id=None
    ),
    "no place in a letter": put("reference", letter_id=None, answer_id=None),
}
"""Unusual and correct changes: none of these may quarantine a paper."""


def _end_with(rows: Paper, words: str) -> None:
    """End the paper with its last answer, and that answer with a line of these words."""
    text, last = rows["publication_text"][0], rows["answer"][-1]
    text["text"] = f"{text['text'][: last['char_end']]}\n{words}"
    last["char_end"] = len(text["text"])
    last["text"] += f" {words}"
