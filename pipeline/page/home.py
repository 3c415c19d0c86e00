"""The first page: the search box, new papers, unanswered questions and coming deadlines."""

from starlette.responses import Response

from pipeline.page import searching
from pipeline.page.request_context import RequestContext
from pipeline.page.warehouse_rows import ASKING, rows

NEWEST = """
    SELECT publication_id, kind, coalesce(dossier_title, title) AS title, coalesce(published_on,
        dated.dated_on) AS dated_on
    FROM publication
    LEFT JOIN (SELECT publication_id, max(dated_on) AS dated_on
    FROM letter GROUP BY publication_id) AS dated
        USING (publication_id)
    ORDER BY dated_on DESC NULLS LAST, publication_id
    LIMIT 5
"""
WAITING = f"""
    WITH waiting AS (
        SELECT publication_id, min(question_id) AS question_id, party, min(due_on) AS due_on,
            count(*) AS questions, arg_min(question, question_id) AS question,
            arg_min(parties, question_id) AS parties
        FROM unanswered_question
        WHERE overdue
        GROUP BY publication_id, party
        ORDER BY due_on, publication_id, party
        LIMIT 4
    )
    SELECT * EXCLUDE (parties) REPLACE ({ASKING} AS party) FROM waiting
    ORDER BY due_on, publication_id, party
"""  # noqa: S608 -- a constant
OPEN = "SELECT count(*) AS n FROM question_state WHERE state = 'open'"
COMING = """
    SELECT publication_id, commitment_id, text, due_on FROM commitment_deadline
    WHERE state = 'coming' ORDER BY due_on, commitment_id LIMIT 4
"""


def home(context: RequestContext) -> Response:
    """Show the first page, or search results if the address contains a search."""
    if context.parameter("q"):
        return searching.results(context)
    with context.warehouse() as connection:
        state = rows(connection, "SELECT * FROM freshness")[0]
        newest, waiting, coming = (rows(connection, sql) for sql in (NEWEST, WAITING, COMING))
        open_questions = rows(connection, OPEN)[0]["n"]
    shown = {"state": state, "newest": newest, "waiting": waiting, "coming": coming}
    return context.render("home.html", {**shown, "open_questions": open_questions})
