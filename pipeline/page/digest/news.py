"""The contents of a digest: new papers, answers to older questions, and overdue and due items."""

from dataclasses import dataclass
from datetime import date, datetime, time

import duckdb

from pipeline.language import AMSTERDAM
from pipeline.page.warehouse_rows import Row, rows

SOON_DAYS = 14
"""Days ahead in which a promise counts as due soon."""
MOST = 50
"""The number of rows of each part; the total is shown beside them."""

PAPERS = """
    SELECT
        version.publication_id, version.version, version.accepted_at, publication.kind,
        coalesce(publication.dossier_title, publication.title) AS title,
        (SELECT count(*) FROM question
        WHERE question.publication_id = version.publication_id) AS questions,
        (SELECT count(*) FROM answer
        WHERE answer.publication_id = version.publication_id) AS answers
    FROM publication_version AS version
    JOIN publication ON publication.publication_id = version.publication_id
    WHERE version.in_force AND version.accepted_at >= $since
    ORDER BY version.accepted_at, version.log_position
"""
LATE = """
    SELECT publication_id, min(question_id) AS question_id, party, min(due_on) AS due_on,
        count(*) AS questions, arg_min(question, question_id) AS text
    FROM unanswered_question
    WHERE overdue AND due_on >= $day
    GROUP BY publication_id, party ORDER BY due_on, publication_id, party
"""
"""The questions with a deadline that passed since the day."""
DUE = """
    SELECT publication_id, commitment_id, text, due_on, ministers
    FROM commitment_deadline
    WHERE due_on BETWEEN as_of AND as_of + CAST($soon AS INTEGER)
    ORDER BY due_on, commitment_id
"""


@dataclass(frozen=True, slots=True)
class Digest:
    """The parts of a digest since ``since``; ``as_of`` is the last day that is known."""

    since: date
    as_of: date | None
    sample: bool
    papers: list[Row]
    late: list[Row]
    due: list[Row]

    @property
    def empty(self) -> bool:
        """Return True if there is no new paper and no new overdue item: then no mail is sent."""
        return not self.papers and not self.late


def digest(connection: duckdb.DuckDBPyConnection, since: date) -> Digest:
    """Return the news of the warehouse since this day, by the calendar of Amsterdam."""
    moment = datetime.combine(since, time(), AMSTERDAM)
    load = rows(connection, "SELECT * FROM load")[0]
    return Digest(
        since,
        load["as_of"],
        bool(load.get("sample")),
        rows(connection, PAPERS, {"since": moment}),
        rows(connection, LATE, {"day": since}),
        rows(connection, DUE, {"soon": SOON_DAYS}),
    )
