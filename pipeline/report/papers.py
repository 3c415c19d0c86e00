"""The single letters in the report: quarantined ones, those with most problems, missing ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import duckdb

from pipeline import identity

WORST = 15
WAITING = 50
MISSING = 25
EDGE = 5
"""The number of words at either end of a passage in the address of its text fragment."""

PROBLEMS = """
    WITH problem AS (
        SELECT question.publication_id, 'unanswered' AS what, question_id AS row_id, text,
            char_start, char_end
        FROM question SEMI JOIN (FROM unanswered_question WHERE replied) USING (question_id)
        UNION ALL
        SELECT question.publication_id, 'unsure', question.question_id, question.text,
            question.char_start, question.char_end
        FROM question_answer JOIN question USING (question_id)
        WHERE question_answer.confidence < 0.5
        UNION ALL
        SELECT publication_id, 'unresolved', reference_id, text, char_start, char_end
        FROM reference
        WHERE status <> 'resolved' AND kind <> 'letter'
        UNION ALL
        SELECT publication_id, 'not_in_office', minister_id, name, NULL, NULL
        FROM minister
        WHERE in_office = 'false'
    )
    SELECT publication_id, any_value(publication.title) AS title,
           count(*) AS problems,
           count(*) FILTER (what = 'unanswered') AS unanswered,
           count(*) FILTER (what = 'unsure') AS unsure,
           count(*) FILTER (what = 'unresolved') AS unresolved,
           count(*) FILTER (what = 'not_in_office') AS not_in_office,
           min_by(text, coalesce(char_start, 2147483647)) AS words,
           min(char_start) AS char_start,
           min_by(char_end, coalesce(char_start, 2147483647)) AS char_end
    FROM problem JOIN publication USING (publication_id)
    GROUP BY publication_id
    ORDER BY problems DESC, publication_id
    LIMIT ?
"""

QUARANTINE = """
    SELECT publication_id, rule, reason, table_name, row_id, char_start, char_end, log_position,
        state
    FROM quarantine
    WHERE state = 'open'
    ORDER BY log_position DESC, publication_id, ordinal
"""

ADDRESSES = """
    SELECT publication_id, min(value) FROM identifier
    WHERE scheme = 'preferred_url' AND value LIKE 'https://%'
    GROUP BY publication_id
"""

COVERAGE = """
    SELECT coalesce(session_year, '') AS session_year, state, count(*) AS papers
    FROM coverage GROUP BY ALL ORDER BY session_year DESC, state
"""

MISSED = """
    SELECT publication_id, state, reason, title FROM coverage
    WHERE state IN ('failed', 'expected', 'listed')
    ORDER BY state, since DESC NULLS LAST, publication_id
    LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Worst:
    """One letter that loaded with problems: the number by kind, and the text of the first."""

    publication_id: str
    title: str | None
    problems: Mapping[str, int]
    words: str | None
    span: tuple[int, int] | None
    page: str | None
    passage: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """One letter in quarantine that waits for a decision, with all reasons."""

    publication_id: str
    page: str | None
    log_position: int
    reasons: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """The single letters in the report."""

    worst: tuple[Worst, ...]
    held: tuple[Held, ...]
    waiting: int
    decided: Mapping[str, int]
    coverage: Mapping[str, Mapping[str, int]]
    missed: tuple[Mapping[str, Any], ...]

    @property
    def states(self) -> set[str]:
        """Return the states of the listed papers."""
        return {state for counts in self.coverage.values() for state in counts}


def read_papers(connection: duckdb.DuckDBPyConnection) -> Papers:
    """Read the worst letters, the quarantine and the coverage from the warehouse."""
    pages = dict(connection.execute(ADDRESSES).fetchall())
    held = _held(connection, pages)
    states = (
        "SELECT state, count(DISTINCT publication_id) FROM quarantine WHERE state <> 'open' GROUP "
        "BY state ORDER BY state"
    )
    coverage: dict[str, dict[str, int]] = {}
    for year, state, papers in connection.execute(COVERAGE).fetchall():
        coverage.setdefault(year, {})[state] = papers
    return Papers(
        worst=tuple(_worst(row, pages) for row in _rows(connection, PROBLEMS, WORST)),
        held=held[:WAITING],
        waiting=len(held),
        decided=dict(connection.execute(states).fetchall()),
        coverage=coverage,
        missed=tuple(_rows(connection, MISSED, MISSING)),
    )


def official_page(publication_id: str, pages: Mapping[str, str]) -> str | None:
    """Return the source's address for people, or the one that the official identifier implies."""
    return pages.get(publication_id) or identity.official_page(publication_id)


def passage(page: str | None, words: str | None) -> str | None:
    """Return an address that makes a browser highlight these words (a text fragment).

    All large browsers support it.
    """
    all_words = (words or "").split()
    if page is None or not all_words:
        return None
    parts = [all_words] if len(all_words) <= 2 * EDGE else [all_words[:EDGE], all_words[-EDGE:]]
    return f"{page}#:~:text=" + ",".join(
        quote(" ".join(part), safe="").replace("-", "%2D") for part in parts
    )


def _worst(row: Mapping[str, Any], pages: Mapping[str, str]) -> Worst:
    page = official_page(row["publication_id"], pages)
    kinds = ("unanswered", "unsure", "unresolved", "not_in_office")
    return Worst(
        publication_id=row["publication_id"],
        title=row["title"],
        problems={kind: row[kind] for kind in kinds if row[kind]},
        words=row["words"],
        span=(row["char_start"], row["char_end"]) if row["char_start"] is not None else None,
        page=page,
        passage=passage(page, row["words"]),
    )


def _held(connection: duckdb.DuckDBPyConnection, pages: Mapping[str, str]) -> tuple[Held, ...]:
    """Return the letters in quarantine, each with all of its reasons."""
    reasons: dict[str, list[Mapping[str, Any]]] = {}
    for row in _rows(connection, QUARANTINE):
        reasons.setdefault(row["publication_id"], []).append(row)
    return tuple(
        Held(name, official_page(name, pages), failures[0]["log_position"], tuple(failures))
        for name, failures in reasons.items()
    )


def _rows(
    connection: duckdb.DuckDBPyConnection, query: str, *values: object
) -> list[dict[str, Any]]:
    return connection.execute(query, list(values)).pl().to_dicts()
