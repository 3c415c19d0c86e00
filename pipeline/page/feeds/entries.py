"""Entries of a feed: one for each version of a paper, or for each row of a question."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import duckdb

from pipeline.json_encoding import text_of
from pipeline.page.feeds.atom import Entry, tag
from pipeline.page.links import page_of
from pipeline.page.paper_names import paper_name
from pipeline.page.request_context import RequestContext
from pipeline.page.warehouse_rows import Row, rows

MOST = 50
"""The number of entries of a feed: enough for a reader that requests it once a day."""
KEYS = ("commitment_id", "question_id", "answer_id", "reference_id", "letter_id", "publication_id")
"""The columns that identify the subject of a row, the most specific one first."""
WORDS = ("text", "question", "answer", "title", "as_printed")
"""The columns with the text of an entry; the first one is its title."""
TITLE = 120

NEWS = """
    SELECT
        version.publication_id, version.version, version.accepted_at, publication.kind,
        coalesce(publication.dossier_title, publication.title) AS title,
        (SELECT string_agg(DISTINCT sender, ', ' ORDER BY sender) FROM (
            SELECT unnest(CASE WHEN list_count(signed_letter.ministers) > 0
                THEN signed_letter.ministers ELSE [letter.sender] END) AS sender
            FROM letter LEFT JOIN signed_letter USING (letter_id)
            WHERE letter.publication_id = version.publication_id)
        WHERE sender IS NOT NULL) AS senders
    FROM publication_version AS version
    JOIN publication ON publication.publication_id = version.publication_id
    WHERE
        ($kind = '' OR publication.kind = $kind)
        AND ($session = '' OR publication.session_year = $session)
        AND ($dossier = '' OR publication.dossier_number = $dossier)
        AND ($party = '' OR version.publication_id IN (SELECT publication_id
            FROM asking_party WHERE lower(party) = lower($party)))
        AND ($ministry = '' OR version.publication_id IN (SELECT publication_id
            FROM minister LEFT JOIN ministry USING (ministry_id)
            WHERE $ministry IN (portfolio, ministry_id, ministry.name)))
        AND ($person = '' OR version.publication_id IN (SELECT publication_id
            FROM minister WHERE person_id = $person))
        AND ($committee = '' OR version.publication_id IN (SELECT publication_id
            FROM letter WHERE committee = $committee))
    ORDER BY version.accepted_at DESC, version.log_position DESC LIMIT $most
"""
"""Versions of papers, the latest first. A version is an event of the log: its acceptance."""
FILTERS = ("kind", "session", "dossier", "party", "ministry", "person", "committee")
ROWS = """
    SELECT asked.*, version.accepted_at AS feed_updated
    FROM asked
    JOIN publication_version AS version
        ON version.publication_id = {paper} AND version.in_force
    ORDER BY feed_updated DESC, asked.{key} LIMIT {most}
"""


def new_publications(
    context: RequestContext, connection: duckdb.DuckDBPyConnection, chosen: Mapping[str, str]
) -> list[Entry]:
    """Return an entry for each version of a paper that matches the filters."""
    versions = rows(connection, NEWS, {**dict.fromkeys(FILTERS, ""), **chosen, "most": MOST})
    return [_version(context, row) for row in versions]


def of_question(
    context: RequestContext, connection: duckdb.DuckDBPyConnection
) -> list[Entry] | None:
    """Return an entry for each row of the table ``asked``, or None if its rows name no paper."""
    names = [row[0] for row in connection.execute("DESCRIBE asked").fetchall()]
    key = next((name for name in KEYS if name in names), None)
    if key is None:
        return None
    of_row = f"regexp_replace(asked.{key}, '/[a-z]+-[0-9]+$', '')"
    paper = "asked.publication_id" if key == "publication_id" else of_row
    answer_rows = rows(connection, ROWS.format(key=f'"{key}"', paper=paper, most=MOST))
    return [_row(context, row, key) for row in answer_rows]


def latest(entries: Sequence[Entry], connection: duckdb.DuckDBPyConnection) -> datetime:
    """Return when a feed last changed: its latest entry, or the last known event without any."""
    if entries:
        return max(entry.updated for entry in entries)
    last_event = connection.execute("SELECT last_event_at FROM load").fetchone()
    return last_event[0] if last_event and last_event[0] else datetime(2010, 1, 1, tzinfo=UTC)


def _version(context: RequestContext, row: Row) -> Entry:
    name, language = row["publication_id"], context.language
    kind = language.named("kind", row["kind"])
    version = row["version"]
    number = language.translate("feed.version", version=version) if version > 1 else ""
    return Entry(
        tag(f"{name}/version-{row['version']}"),
        f"{paper_name(name)}{number}: {row['title'] or kind}",
        context.absolute(f"/letter/{name}"),
        row["accepted_at"],
        kind,
        row["senders"] or "",
    )


def _row(context: RequestContext, row: Row, key: str) -> Entry:
    texts = [str(row[name]) for name in WORDS if row.get(name)]
    facts = [
        f"{context.language.messages.get(f'column.{name}', name)}: {text_of(value)}"
        for name, value in row.items()
        if name not in {*WORDS, key, "feed_updated"} and value not in (None, [], False)
    ]
    title = texts[0] if texts else text_of(row[key])
    party = f"{row['party']}: " if row.get("party") else ""
    return Entry(
        tag(row[key]),
        f"{party}{title if len(title) <= TITLE else f'{title[:TITLE]}…'}",
        f"{context.site}{page_of(key, row[key]) or '/'}",
        row["feed_updated"],
        "\n".join([*texts, *facts]),
    )
