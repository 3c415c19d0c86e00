"""The list of papers: those held, newest first, narrowed by the visitor's filters."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from pipeline.downloads import DOWNLOAD_FORMATS
from pipeline.page.extract import OFFERED, Extract, download
from pipeline.page.feeds.entries import FILTERS
from pipeline.page.filter_options import options
from pipeline.page.request_context import RequestContext
from pipeline.page.warehouse_rows import last_page, page_of

PAGE = 25
"""Papers on one page of the list."""
ALL = 2**31
"""The page size of a file: every paper."""

PAPERS = """
    WITH dated AS (
        SELECT publication_id, max(dated_on) AS dated_on, any_value(committee
        ORDER BY ordinal) AS committee
        FROM letter GROUP BY publication_id
    ), chosen AS (
        SELECT
            publication.publication_id, kind, chamber, series, dossier_number, session_year,
                publication.title, dossier_title,
            coalesce(published_on, dated.dated_on) AS dated_on, dated.committee,
            count(*) OVER () AS total
        FROM publication
        LEFT JOIN dated USING (publication_id)
        WHERE
            ($kind = '' OR kind = $kind)
            AND ($chamber = '' OR chamber = $chamber)
            AND ($dossier = '' OR dossier_number = $dossier)
            AND ($session = '' OR session_year = $session)
            AND ($party = '' OR publication_id IN (SELECT publication_id
            FROM asking_party WHERE party = $party))
            AND ($person = '' OR publication_id IN (SELECT publication_id
            FROM minister WHERE person_id = $person))
            AND ($asker = '' OR publication_id IN (SELECT publication_id
            FROM question WHERE list_contains(askers, $asker)))
            AND ($ministry = '' OR publication_id IN (SELECT publication_id
            FROM minister LEFT JOIN ministry USING (ministry_id)
            WHERE $ministry IN (portfolio, ministry.name)))
        ORDER BY dated_on DESC NULLS LAST, publication.publication_id
        LIMIT $size OFFSET $skip
    )
    SELECT chosen.*, coalesce(asked.questions, 0) AS questions, coalesce(waiting.questions,
        0) AS unanswered, asking.parties
    FROM chosen
    LEFT JOIN (
        SELECT
            publication_id,
            count(*) AS questions
        FROM question SEMI JOIN chosen USING (publication_id)
        GROUP BY publication_id
    ) AS asked USING (publication_id)
    LEFT JOIN (
        SELECT publication_id, list(DISTINCT party ORDER BY party) AS parties
        FROM asking_party SEMI JOIN chosen USING (publication_id)
        GROUP BY publication_id
    ) AS asking USING (publication_id)
    LEFT JOIN (
        SELECT publication_id, count(*) AS questions
        FROM unanswered_question SEMI JOIN chosen USING (publication_id)
        GROUP BY publication_id
    ) AS waiting USING (publication_id)
    ORDER BY dated_on DESC NULLS LAST, publication_id
"""

ASKED = ("kind", "chamber", "dossier", "session", "party", "ministry", "person", "asker")


def letters(context: RequestContext) -> Response:
    """Show the papers that match the filters in the address."""
    selected = {name: context.parameter(name) for name in ASKED}
    with context.warehouse() as connection:
        page = context.number("page", 1, 1_000_000)
        papers, page, total = page_of(connection, PAPERS, selected, page, PAGE)
        choices = options(connection, "kind", "session", "party", "ministry")
    filters = {name: value for name, value in selected.items() if value}
    shown = {
        "papers": papers,
        "total": total,
        "page": page,
        "last": last_page(total, PAGE),
        "selected": selected,
        "filters": filters,
        "followed": {name: value for name, value in filters.items() if name in FILTERS},
        "forms": OFFERED,
        "choices": choices,
    }
    return context.render("letters.html", shown)


def file(context: RequestContext) -> Response:
    """Return the papers that match the filters in the address as a file."""
    ending = context.request.path_params["ending"]
    if ending not in DOWNLOAD_FORMATS:
        raise HTTPException(404)
    selected = {name: context.parameter(name) for name in ASKED}
    extract = Extract(
        title=context.language.translate("nav.letters"),
        sql=f"SELECT * EXCLUDE (total) FROM ({PAPERS})",  # noqa: S608
        path="/letters",
        values={**selected, "size": ALL, "skip": 0},
        filters={name: value for name, value in selected.items() if value},
    )
    with context.warehouse() as connection:
        return download(context, connection, extract, ending)
