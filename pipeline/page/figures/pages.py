"""The figures: response times, unanswered questions, promises, activity and freshness."""

from datetime import date

from starlette.responses import RedirectResponse, Response

from pipeline.page.figures import charts
from pipeline.page.request_context import RequestContext
from pipeline.page.warehouse_rows import ASKING, Row, last_page, page_of, rows

PAGE = 25
"""Rows on one page of a list."""

TIMES = {
    "ministry": """
        SELECT portfolio AS name, portfolio AS pick, NULL AS kind, *
        FROM response_time_by_ministry WHERE portfolio IS NOT NULL
    """,
    "party": """
        SELECT party AS name, party AS pick, NULL AS kind, *
        FROM response_time_by_party WHERE party IS NOT NULL
    """,
    "committee": (
        "SELECT committee AS name, NULL AS pick, NULL AS kind, * FROM response_time_by_committee"
    ),
    "session": """
        SELECT session_year AS name, session_year AS pick, kind, * EXCLUDE (kind)
        FROM response_time_by_session_year
        WHERE session_year IS NOT NULL
    """,
}
"""The response times by each grouping; each view has the same measures."""

GATHERED = f"""
    CREATE OR REPLACE TEMP TABLE waiting AS
    SELECT publication_id, question_id, question, {ASKING} AS party, recipient, asked_on,
        open_days, due_on, overdue, deferred, replied, as_of
    FROM unanswered_question
"""  # noqa: S608 -- a constant
"""The unanswered questions in a temporary table, used by every figure of the page.

Why: at a million questions it takes a quarter of a second to collect them.
"""
OPEN = """
    SELECT *, count(*) OVER () AS total FROM waiting
    WHERE ($party = ''
            OR question_id IN (SELECT question_id FROM asking_party WHERE party = $party))
        AND ($state = '' OR overdue = ($state = 'overdue'))
    ORDER BY overdue DESC, due_on NULLS LAST, asked_on, publication_id, question_id
    LIMIT $size OFFSET $skip
"""
WAITING = """
    SELECT
        count(*) AS questions, count(*) FILTER (overdue) AS overdue,
            count(DISTINCT publication_id) AS papers, any_value(as_of) AS as_of,
        count(*) FILTER (open_days <= 30) AS "30",
        count(*) FILTER (open_days > 30 AND open_days <= 90) AS "90",
        count(*) FILTER (open_days > 90 AND open_days <= 180) AS "180",
        count(*) FILTER (open_days > 180) AS "more"
    FROM waiting
    WHERE $party = ''
        OR question_id IN (SELECT question_id FROM asking_party WHERE party = $party)
"""
"""Open questions of the visitor's party by age.

Why: count_if is NULL where all are NULL, as in letters without a date, and where there is no row.
"""
SILENT = """
    FROM overdue_request
    WHERE $party = '' OR letter_id IN (
        SELECT question.letter_id FROM question JOIN asking_party USING (question_id)
        WHERE asking_party.party = $party
    )
    ORDER BY overdue_days DESC, letter_id
    LIMIT 50
"""
"""Letters without a reply, filtered by the visitor's party."""
OPEN_PARTIES = (
    "SELECT DISTINCT asking_party.party FROM waiting JOIN asking_party USING (question_id) "
    "ORDER BY lower(asking_party.party)"
)

COMMITMENTS = """
    SELECT *, count(*) OVER () AS total FROM commitment_deadline
    WHERE
        CASE WHEN $state = '' THEN NOT procedural WHEN $state = 'procedural' THEN procedural
            ELSE state = $state AND NOT procedural END
        AND ($ministry = '' OR list_contains(portfolios, $ministry))
    ORDER BY due_on NULLS LAST, made_on, commitment_id
    LIMIT $size OFFSET $skip
"""
COMMITMENT_COUNTS = """
    SELECT
        count(*) FILTER (NOT procedural) AS total, count(*) FILTER (state = 'passed') AS passed,
        count(*) FILTER (state = 'coming') AS coming, count(*) FILTER (state = 'none') AS "none",
        count(*) FILTER (procedural) AS procedural, any_value(as_of) AS as_of
    FROM commitment_deadline
    WHERE $ministry = '' OR list_contains(portfolios, $ministry)
"""
COMMITMENT_MINISTRIES = (
    "SELECT DISTINCT unnest(portfolios) AS portfolio FROM commitment_deadline "
    "ORDER BY lower(portfolio)"
)
PERIODS = """
    SELECT
        date_trunc($unit, coalesce(asked.asked_on, letter.dated_on))::DATE AS begins,
        count_if(state <> 'open') AS answered,
        count_if(state = 'open') AS "open"
    FROM asked_question AS asked
    JOIN letter USING (letter_id)
    WHERE coalesce(asked.asked_on, letter.dated_on) IS NOT NULL
    GROUP BY 1 ORDER BY 1
"""
PARTIES = """
    SELECT party, sum(questions)::BIGINT AS questions, sum(answered)::BIGINT AS answered,
        sum(answered_elsewhere)::BIGINT AS answered_elsewhere,
        sum(open_questions)::BIGINT AS open_questions, sum(papers)::BIGINT AS papers
    FROM party_activity GROUP BY party ORDER BY questions DESC, party
"""
MINISTERS = (
    "SELECT * FROM minister_activity WHERE name IS NOT NULL ORDER BY answers DESC, letters DESC, "
    "name, role, portfolio LIMIT 60"
)


def first(context: RequestContext) -> Response:
    """Redirect the figures as a whole to the response times."""
    return RedirectResponse(context.url("/figures/times"))


def times(context: RequestContext) -> Response:
    """Show the response times in days, by ministry, fractie, committee or session year."""
    by = context.parameter("by") if context.parameter("by") in TIMES else "ministry"
    order = "name DESC, kind" if by == "session" else "enough DESC, median_days DESC, name"
    with context.warehouse() as connection:
        groups = rows(connection, f"SELECT * FROM ({TIMES[by]}) ORDER BY {order}")  # noqa: S608
    most, ticks = charts.across(max((_farthest(row) for row in groups), default=1))
    return context.render(
        "times.html", {"by": by, "rows": groups, "most": most, "ticks": ticks, "choices": TIMES}
    )


def _farthest(row: Row) -> float:
    """Return the largest value that a row draws: with few replies there is no percentile."""
    return float(row["p90_days"] if row["enough"] else row["longest_days"])


def unanswered(context: RequestContext) -> Response:
    """Show the questions without an answer, overdue ones first."""
    selected = {
        "party": context.parameter("party"),
        "state": context.picked("state", "overdue", "other"),
    }
    page = context.number("page", 1, 1_000_000)
    with context.warehouse() as connection:
        connection.execute(GATHERED)
        page_rows, page, total = page_of(connection, OPEN, selected, page, PAGE)
        counts = rows(connection, WAITING, {"party": selected["party"]})[0]
        parties = [row["party"] for row in rows(connection, OPEN_PARTIES)]
        requests = rows(connection, SILENT, {"party": selected["party"]})
    template_values = {
        "rows": page_rows,
        "page": page,
        "last": last_page(total, PAGE),
        "counts": counts,
        "selected": selected,
        "parties": parties,
    }
    return context.render("unanswered.html", {**template_values, "requests": requests})


def commitments(context: RequestContext) -> Response:
    """Show the promises that ministers made to the Chamber, by deadline."""
    selected = {
        "state": context.picked("state", "passed", "coming", "none", "procedural"),
        "ministry": context.parameter("ministry"),
    }
    page = context.number("page", 1, 1_000_000)
    with context.warehouse() as connection:
        page_rows, page, total = page_of(connection, COMMITMENTS, selected, page, PAGE)
        counts = rows(connection, COMMITMENT_COUNTS, {"ministry": selected["ministry"]})[0]
        ministries = [
            row["portfolio"] for row in rows(connection, COMMITMENT_MINISTRIES) if row["portfolio"]
        ]
    template_values = {
        "rows": page_rows,
        "page": page,
        "last": last_page(total, PAGE),
        "counts": counts,
        "selected": selected,
    }
    return context.render("commitments.html", {**template_values, "ministries": ministries})


def activity(context: RequestContext) -> Response:
    """Show the numbers of questions and answers over time, and by party or minister."""
    bounds = (
        "SELECT min(dated_on) AS first, max(dated_on) AS last FROM letter SEMI JOIN question "
        "USING (publication_id)"
    )
    with context.warehouse() as connection:
        first, last = rows(connection, bounds)[0].values()
        unit = charts.period(first, last) if first else "month"
        counted = {
            row["begins"]: (row["answered"], row["open"])
            for row in rows(connection, PERIODS, {"unit": unit})
        }
        parties, ministers = rows(connection, PARTIES), rows(connection, MINISTERS)
    chart = charts.columns(counted, unit, 2)
    return context.render(
        "activity.html",
        {"chart": chart, "unit": unit, "parties": parties, "ministers": ministers},
    )


def freshness(context: RequestContext) -> Response:
    """Show until which day and how completely the source is held, and which papers are missing."""
    months = """
        SELECT month, sum(held) AS held, sum(missing + kept_out) AS missing FROM coverage_by_month
        WHERE month IS NOT NULL GROUP BY month ORDER BY month
    """
    listings = """
        SELECT source, min(listed_from) AS listed_from, max(listed_until) AS listed_until,
            sum(record_count) AS records,
               max(listed_at) AS listed_at
        FROM listing GROUP BY source ORDER BY source
    """
    absent = (
        "SELECT * FROM coverage WHERE state <> 'held' ORDER BY state, since DESC NULLS LAST, "
        "publication_id LIMIT 200"
    )
    with context.warehouse() as connection:
        state = rows(connection, "SELECT * FROM freshness")[0]
        counted = {row["month"]: (row["held"], row["missing"]) for row in rows(connection, months)}
        listed, missing = rows(connection, listings), rows(connection, absent)
    unit = charts.period(min(counted), max(counted)) if counted else "month"
    chart = charts.columns(_gathered(counted, unit), unit, 2)
    return context.render(
        "freshness.html",
        {"state": state, "chart": chart, "unit": unit, "listings": listed, "missing": missing},
    )


def _gathered(counted: dict[date, tuple[int, int]], unit: str) -> dict[date, tuple[int, int]]:
    """Return the counts by month added up to counts by a longer period."""
    length = charts.PERIODS[unit]
    totals: dict[date, tuple[int, int]] = {}
    for day, (held, missing) in counted.items():
        begins = day.replace(month=(day.month - 1) // length * length + 1)
        before = totals.get(begins, (0, 0))
        totals[begins] = before[0] + held, before[1] + missing
    return totals
