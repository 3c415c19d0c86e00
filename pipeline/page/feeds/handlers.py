"""The handlers of feeds and of the calendar."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from starlette.responses import Response

from pipeline.page.feeds import atom, ical
from pipeline.page.feeds.entries import FILTERS, latest, new_publications
from pipeline.page.feeds.following import history
from pipeline.page.filter_options import options
from pipeline.page.links import row_path
from pipeline.page.request_context import RequestContext
from pipeline.page.warehouse_rows import Row, rows

SINCE = "due_on >= coalesce((SELECT as_of FROM load) - INTERVAL 1 YEAR, due_on)"
"""The filter of the calendar: the year before the last day that is known, and all days after it.

Why: nobody looks up an older deadline in a calendar, and a million questions gave 87,000 entries.
"""
DEADLINES = f"""
    SELECT * FROM (
        SELECT
            'request' AS what, open.letter_id AS id, min(due_on) AS due_on,
            min(coalesce(publication.dossier_title, publication.title)) AS title,
            min(open.recipient) AS who, count(*) AS questions, min(question) AS text,
            publication.publication_id
        FROM asked_question AS open
        JOIN publication ON publication.publication_id = open.publication_id
        WHERE state = 'open' AND {SINCE}
            AND ($party = '' OR question_id IN (SELECT question_id
                FROM asking_party WHERE lower(asking_party.party) = lower($party)))
            AND ($dossier = '' OR open.dossier_number = $dossier)
            AND ($ministry = '' OR contains(lower(open.recipient), lower($ministry))
                OR open.letter_id IN (FROM letters_asking_ministry($ministry)))
        GROUP BY open.letter_id, publication.publication_id
        UNION ALL BY NAME
        SELECT
            'promise' AS what, commitment_id AS id, due_on, text AS title,
            array_to_string(ministers, ', ') AS who, 0 AS questions, text, publication_id
        FROM commitment_deadline
        -- a deferral only moves the day of its request, which is above
        WHERE state IN ('passed', 'coming') AND {SINCE} AND $party = ''
            AND ($dossier = '' OR dossier_number = $dossier)
            AND ($ministry = ''
                OR contains(lower(array_to_string(portfolios, '; ')), lower($ministry)))
    )
    JOIN publication_version AS version USING (publication_id)
    WHERE version.in_force
    ORDER BY due_on, id
"""  # noqa: S608 -- a constant
CHOICES = ("party", "dossier", "ministry")
MOST_OPTIONS = 300
"""The values in each list of the page about feeds."""


def everything(context: RequestContext) -> Response:
    """Return the feed of all new versions of papers, filtered by the address."""
    chosen = {name: value for name in FILTERS if (value := context.parameter(name))}
    with context.warehouse() as connection:
        entries = new_publications(context, connection, chosen)
        updated = latest(entries, connection)
    title = " · ".join([context.language.translate("feed.new"), *chosen.values()])
    filters = {name: value for name, value in chosen.items() if name != "person"}
    return answer(context, title, context.absolute("/letters", **filters), entries, updated)


def follow(context: RequestContext) -> Response:
    """Return the feed of one question or one promise."""
    row_id = context.request.path_params["row"].removesuffix(".atom")
    with context.warehouse() as connection:
        feed = history(context, connection, row_id)
        if feed is None:
            return context.render("message.html", {"what": "not_found"}, status=404)
        title, entries = feed
        updated = latest(entries, connection)
    return answer(context, title, entries[0].address, entries, updated)


def answer(
    context: RequestContext, title: str, page: str, entries: Sequence[atom.Entry], updated: datetime
) -> Response:
    """Return a feed of these entries; its id is its address on this site."""
    address, mark = context.canonical, _mark(context)
    feed = atom.Feed(
        atom.tag(address.partition(f"//{context.request.url.netloc}")[2]),
        mark + title,
        address,
        page,
        updated,
        [replace(entry, title=mark + entry.title) for entry in entries],
        context.language.code,
    )
    return Response(
        atom.to_xml(feed),
        media_type=atom.MEDIA_TYPE,
        headers={"Cache-Control": "no-cache", "Vary": "Cookie, Accept-Language"},
    )


def _mark(context: RequestContext) -> str:
    """Return the mark of the fictional sample before a title, or "".

    Why: readers and calendars show entries among those of other sources.
    """
    return f"[{context.language.translate('site.sample_short')}] " if context.sample else ""


def deadlines(context: RequestContext) -> Response:
    """Return a calendar of the days on which replies and promises are due."""
    chosen = {name: context.parameter(name) for name in CHOICES}
    with context.warehouse() as connection:
        dates = rows(connection, DEADLINES, chosen)
    name = " · ".join(
        [
            context.language.translate("feed.deadlines"),
            *(value for value in chosen.values() if value),
        ]
    )
    mark = _mark(context)
    return Response(
        ical.to_ics(
            mark + name,
            [_day(context, row, mark) for row in dates],
            context.language.translate("feed.deadlines_since"),
        ),
        media_type=ical.MEDIA_TYPE,
        headers={"Cache-Control": "no-cache", "Vary": "Cookie, Accept-Language"},
    )


def index(context: RequestContext) -> Response:
    """Show the page that lists and explains the feeds."""
    with context.warehouse() as connection:
        choices = options(connection, "party", "ministry", "committee", most=MOST_OPTIONS)
    return context.render("feeds/index.html", {"choices": choices})


def _day(context: RequestContext, row: Row, mark: str) -> ical.Day:
    translate = context.language.translate
    promise = row["what"] == "promise"
    message = "feed.day_promise" if promise else "feed.day_request"
    summary = translate(message, who=row["who"] or "?")
    address = f"{context.site}{row_path(row['id'])}"
    text = row["title"] or row["text"]
    return ical.Day(
        f"{row['id']}@griffier", row["due_on"], mark + summary, f"{text}\n{address}", address,
        row["accepted_at"].astimezone(UTC),
    )  # fmt: skip
