"""The page of each kind of entity: its name, its numbers and its lists, as SQL.

Every statement takes ``$id``: the party's short name, the id of the person or the ministry in the
register, the committee as printed, the number of the dossier.
"""

from dataclasses import dataclass

from pipeline.page.warehouse_rows import ASKING

OPEN = f"""
    SELECT asked_on, due_on, overdue, {ASKING} AS party, question, recipient, question_id
    FROM unanswered_question WHERE {{}} ORDER BY overdue DESC, asked_on NULLS LAST, question_id
"""  # noqa: S608 -- a constant
PAPERS = """
    SELECT
        coalesce(published_on, (SELECT max(dated_on) FROM letter
            WHERE letter.publication_id = publication.publication_id)) AS dated_on,
        kind, coalesce(dossier_title, title) AS title, dossier_number, publication_id
    FROM publication WHERE {} ORDER BY dated_on DESC NULLS LAST, publication_id
"""
PROMISES = """
    SELECT due_on, text, due_text, ministers, made_on, commitment_id
    FROM commitment_deadline WHERE NOT procedural AND {} ORDER BY due_on NULLS LAST, commitment_id
"""
"""The promises, without the announcements of a later reply."""
TIMES = """
    SELECT answered_on, asked_on, due_on, on_time, response_days, committee, letter_id
    FROM response_time WHERE {} ORDER BY answered_on DESC, letter_id
"""
SIGNED = "letter_id IN (SELECT letter_id FROM minister WHERE {})"
PROMISED = """
    commitment_id IN (SELECT commitment_id FROM commitment
    WHERE letter_id IN (SELECT letter_id FROM minister WHERE {}))
"""
NAMED = "(ministry_id = $id OR portfolio = $id)"
"""The filter on a ministry: by its id in the register, or by its printed name if it has no id."""

ASKED = """
    SELECT asked_question.question_id FROM asked_question JOIN letter_ministry
    ON letter_ministry.letter_id = coalesce(asked_question.request_letter_id,
        asked_question.letter_id)
    WHERE letter_ministry.ministry_id = $id AND asked_question.state = 'open'
"""
"""The open questions that a ministry is asked."""


@dataclass(frozen=True, slots=True)
class Section:
    """A list on the page.

    ``question`` names the ready-made question with the complete list, if there is one;
    ``parameter`` is that question's parameter for the entity.
    """

    name: str
    sql: str
    question: str = ""
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity.

    ``name`` is the SQL of its heading (no row: unknown entity), ``numbers`` that of one row of
    figures. ``feed`` is the feed's parameter for the entity.
    """

    name: str
    numbers: str
    sections: tuple[Section, ...]
    feed: str


ASKED_BY = "question_id IN (SELECT question_id FROM asking_party WHERE lower(party) = lower($id))"
"""A joint question is open for each of its parties."""
ASKS = """
    publication_id IN (
        SELECT asked_question.publication_id FROM asked_question JOIN asking_party
        USING (question_id) WHERE lower(asking_party.party) = lower($id))
"""
"""The papers in which a party asks something, which are counted; no reply that repeats it."""
PARTY = Kind(
    "SELECT any_value(party) AS name FROM asking_party WHERE lower(party) = lower($id) "
    "HAVING name IS NOT NULL",
    """
    SELECT
        (SELECT sum(questions) FROM party_activity WHERE lower(party) = lower($id)) AS questions,
        (SELECT sum(open_questions) FROM party_activity
            WHERE lower(party) = lower($id)) AS unanswered,
        (SELECT sum(papers) FROM party_activity WHERE lower(party) = lower($id)) AS papers
    """,
    (
        Section("open", OPEN.format(ASKED_BY), "unanswered", "party"),
        Section("papers", PAPERS.format(ASKS)),
        Section(
            "years",
            "SELECT session_year, questions, answered, answered_elsewhere, open_questions, "
            "papers, dossiers FROM party_activity "
            "WHERE lower(party) = lower($id) ORDER BY session_year DESC NULLS LAST",
            "parties",
            "party",
        ),
    ),
    "party",
)
PERSON = Kind(
    """
    SELECT coalesce(
        (SELECT name FROM person WHERE person_id = $id),
        (SELECT arg_max(name, length(name)) FROM minister WHERE person_id = $id)
    ) AS name
    FROM minister WHERE person_id = $id LIMIT 1
    """,
    f"""
    SELECT
        (SELECT count(DISTINCT letter_id) FROM minister WHERE person_id = $id) AS letters,
        (SELECT count(*) FROM answer WHERE {SIGNED.format("person_id = $id")}) AS answers,
        (SELECT count(*) FROM response_time WHERE {SIGNED.format("person_id = $id")}) AS replies,
        (SELECT median(response_days) FROM response_time
            WHERE {SIGNED.format("person_id = $id")}) AS median_days
    """,  # noqa: S608
    (
        Section("promises", PROMISES.format(PROMISED.format("person_id = $id"))),
        Section("times", TIMES.format(SIGNED.format("person_id = $id"))),
        Section(
            "papers",
            PAPERS.format(
                "publication_id IN (SELECT publication_id FROM minister WHERE person_id = $id)"
            ),
        ),
    ),
    "person",
)
MINISTRY = Kind(
    f"""
    SELECT coalesce(
        (SELECT name FROM ministry WHERE ministry_id = $id),
        (SELECT arg_max(portfolio, letter_id) FROM minister WHERE {NAMED})
    ) AS name
    FROM minister WHERE {NAMED}
    UNION ALL
    SELECT name FROM ministry WHERE ministry_id = $id LIMIT 1
    """,  # noqa: S608
    f"""
    SELECT
        (SELECT count(DISTINCT letter_id) FROM minister WHERE {NAMED}) AS letters,
        (SELECT count(*) FROM answer WHERE {SIGNED.format(NAMED)}) AS answers,
        (SELECT count(*) FROM unanswered_question WHERE question_id IN ({ASKED})) AS unanswered,
        (SELECT count(*) FROM response_time WHERE {SIGNED.format(NAMED)}) AS replies,
        (SELECT median(response_days) FROM response_time
            WHERE {SIGNED.format(NAMED)}) AS median_days
    """,  # noqa: S608
    (
        Section("open", OPEN.format(f"question_id IN ({ASKED})"), "unanswered", "ministry"),
        Section("promises", PROMISES.format(PROMISED.format(NAMED))),
        Section("times", TIMES.format(SIGNED.format(NAMED))),
        Section(
            "persons",
            f"""
            SELECT any_value(person.name) AS name, role, portfolio,
                count(DISTINCT letter_id) AS letters, person_id
            FROM minister JOIN person USING (person_id)
            WHERE {NAMED} AND person_id IS NOT NULL
            GROUP BY person_id, role, portfolio ORDER BY letters DESC, person_id
            """,  # noqa: S608
        ),
        Section(
            "papers",
            PAPERS.format(
                f"publication_id IN (SELECT publication_id FROM minister WHERE {NAMED})"  # noqa: S608
            ),
        ),
    ),
    "ministry",
)
COMMITTEE = Kind(
    "SELECT any_value(committee) AS name FROM letter WHERE committee = $id HAVING name IS NOT NULL",
    """
    SELECT
        (SELECT count(*) FROM letter WHERE committee = $id) AS letters,
        (SELECT count(*) FROM unanswered_question WHERE committee = $id) AS unanswered,
        (SELECT count(*) FROM response_time WHERE committee = $id) AS replies,
        (SELECT median(response_days) FROM response_time WHERE committee = $id) AS median_days
    """,
    (
        Section("open", OPEN.format("committee = $id")),
        Section("times", TIMES.format("committee = $id")),
        Section(
            "papers",
            PAPERS.format(
                "publication_id IN (SELECT publication_id FROM letter WHERE committee = $id)"
            ),
        ),
    ),
    "committee",
)
DOSSIER = Kind(
    """
    SELECT coalesce(arg_max(dossier_title, publication_id), '') AS name
    FROM publication WHERE dossier_number = $id HAVING count(*) > 0
    UNION ALL SELECT '' FROM coverage WHERE dossier_number = $id GROUP BY dossier_number LIMIT 1
    """,
    """
    SELECT
        (SELECT count(*) FROM publication WHERE dossier_number = $id) AS papers,
        (SELECT count(*) FROM asked_question WHERE dossier_number = $id) AS questions,
        (SELECT count(*) FROM unanswered_question WHERE dossier_number = $id) AS unanswered
    """,
    (
        Section(
            "waiting",
            "SELECT due_on, overdue_days, recipient, committee, questions, letter_id "
            "FROM overdue_request WHERE dossier_number = $id ORDER BY due_on, letter_id",
        ),
        Section(
            "timeline",
            """
            SELECT happened_on, what, kind, sender, recipient, questions,
                coalesce(letter_id, publication_id) AS letter_id
            FROM dossier_timeline WHERE dossier_number = $id
            ORDER BY happened_on NULLS LAST, length(sub_number), sub_number, letter_id
            """,
            "dossier",
            "dossier",
        ),
        Section("open", OPEN.format("dossier_number = $id"), "unanswered", "dossier"),
        Section("promises", PROMISES.format("dossier_number = $id")),
        Section(
            "cites",
            """
            SELECT target, count(*) AS citations,
                any_value(cited_publication_id) AS cited_publication_id
            FROM reference_holding JOIN publication USING (publication_id)
            WHERE dossier_number = $id
            GROUP BY target ORDER BY citations DESC, target
            """,
        ),
        Section(
            "cited_by",
            """
            SELECT publication_id, any_value(title) AS title, count(*) AS citations
            FROM reference_holding JOIN publication USING (publication_id)
            WHERE cited_publication_id IN (
                    SELECT publication_id FROM publication WHERE dossier_number = $id)
                AND dossier_number IS DISTINCT FROM $id
            GROUP BY publication_id ORDER BY citations DESC, publication_id
            """,
        ),
    ),
    "dossier",
)
KINDS = {
    "party": PARTY,
    "person": PERSON,
    "ministry": MINISTRY,
    "committee": COMMITTEE,
    "dossier": DOSSIER,
}
