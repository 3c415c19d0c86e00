"""Searching: questions and answers that hold the words, each in its exchange, and papers by number
or title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from math import ceil

import duckdb
from starlette.responses import Response

from pipeline.page.listing import CHOICES
from pipeline.page.paper import local
from pipeline.page.snippets import Part, plain, snippet
from pipeline.page.visit import Row, Visit, rows

PAGE = 20
"""Exchanges on one page of results."""
MOST = 1000
"""Passages that a search looks through; those further down hold few of its words."""
LONGEST = 300
"""Characters of a search: more is a pasted text."""

FOUND = """
    WITH found AS MATERIALIZED (
        SELECT * EXCLUDE (text, forms)
        FROM search($q, party := nullif($party, ''), since := $since, until := $until,
            most := $most)
    )
    SELECT
        found.*, question.label, question.party, question.askers, publication.kind AS paper_kind,
        coalesce(publication.dossier_title, publication.title) AS title,
        question.question_id IN (SELECT question_id FROM question_answer) AS answered
    FROM found
    JOIN publication ON publication.publication_id = found.publication_id
    LEFT JOIN question ON question.question_id = found.question_id
    WHERE
        ($ministry = '' OR found.publication_id IN (SELECT publication_id
        FROM minister WHERE portfolio = $ministry))
        AND ($state = '' OR answered = ($state = 'answered'))
    ORDER BY words_found DESC, score DESC, found.question_id, found.answer_id
"""
TEXTS = """
    SELECT question_id AS id, text FROM question WHERE question_id IN (SELECT unnest($ids))
    UNION ALL
    SELECT answer_id, text FROM answer WHERE answer_id IN (SELECT unnest($ids))
"""
"""Only of what is shown: reading a thousand texts takes longer than finding them."""
FORMS = "SELECT form FROM search_words($q)"
"""Once for all that is shown, where a search tells them with every row."""
PAPERS = """
    SELECT publication.publication_id, kind, title, dossier_title, coalesce(published_on,
        dated.dated_on) AS dated_on
    FROM publication
    LEFT JOIN (SELECT publication_id, max(dated_on) AS dated_on
    FROM letter GROUP BY publication_id) AS dated
        USING (publication_id)
    WHERE
        publication.publication_id = $q
        OR publication.publication_id IN (SELECT publication_id FROM identifier WHERE value = $q)
        OR ($dossier <> '' AND dossier_number = $dossier AND ($sub = '' OR sub_number = $sub))
        OR (len($words) > 0 AND list_bool_and(list_transform($words, lambda word: contains(
            lower(strip_accents(concat_ws(' ', title, dossier_title))), word))))
    ORDER BY dated_on DESC NULLS LAST, publication.publication_id
    LIMIT 6
"""
SEARCHABLE = (
    "SELECT count(*) > 0 AS told FROM duckdb_functions() WHERE function_name = 'search' AND "
    "function_type = 'table_macro'"
)
"""Whether this warehouse has the index: one that an older version published has none until it is
built anew."""
YEARS = (
    "SELECT DISTINCT year(dated_on) AS value FROM letter WHERE dated_on IS NOT NULL ORDER BY 1 DESC"
)

YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# 36867, 36 867, "36 600 XV, B", kst-36867-C, "Kamerstuk 36 867, nr. 12": a dossier, and perhaps a
# number in it.
NUMBER = re.compile(
    r"(?:kst|kamerstuk|dossier)?[ -]*(?P<first>\d{2})[ .]?(?P<rest>\d{3})"
    r"(?:[ -](?P<suffix>[IVXLC]{1,6}|\d{2})\b)?(?:[ ,-]+(?:nr\.? ?)?(?P<sub>[A-Z]{1,3}|\d{1,4}))?",
    re.IGNORECASE,
)


@dataclass
class Hit:
    """An exchange that was found: what it says of itself and which of its answers, and once shown,
    the words in them.
    """

    row: Row
    answer_ids: list[str] = field(default_factory=list)
    question: list[Part] = field(default_factory=list)
    answers: list[tuple[str, list[Part]]] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where it stands on the page of its paper."""
        return local(self.row["question_id"] or self.row["answer_id"])


def results(visit: Visit) -> Response:
    """What was found, narrowed by what the visitor picks."""
    q = visit.asked("q")[:LONGEST]
    asked = {name: visit.asked(name) for name in ("party", "ministry")}
    asked["state"] = visit.picked("state", "answered", "unanswered")
    asked["year"] = visit.asked("year") if YEAR.fullmatch(visit.asked("year")) else ""
    page = visit.number("page", 1, MOST)
    with visit.warehouse() as connection:
        searchable = rows(connection, SEARCHABLE)[0]["told"]
        hits = _hits(connection, q, asked) if searchable else []
        page = min(page, max(1, ceil(len(hits) / PAGE)))
        shown = hits[(page - 1) * PAGE : page * PAGE]
        _quote(connection, shown, q)
        papers = rows(connection, PAPERS, _papers_asked(q)) if page == 1 else []
        choices = {
            name: [row["value"] for row in rows(connection, CHOICES[name])]
            for name in ("party", "ministry")
        }
        choices["year"] = [str(row["value"]) for row in rows(connection, YEARS)]
    context = {
        "q": q,
        "asked": asked,
        "papers": papers,
        "choices": choices,
        "searchable": searchable,
        "hits": shown,
    }
    return visit.render(
        "results.html",
        {**context, "found": len(hits), "more": len(hits) > page * PAGE, "page": page},
    )


def _hits(connection: duckdb.DuckDBPyConnection, q: str, asked: dict[str, str]) -> list[Hit]:
    """The exchanges that hold the words, the best ones first; a question and its answer are one."""
    year = int(asked["year"]) if asked["year"] else None
    values = {
        "q": q,
        "most": MOST,
        "since": date(year, 1, 1) if year else None,
        "until": date(year, 12, 31) if year else None,
        **{name: asked[name] for name in ("party", "ministry", "state")},
    }
    found: dict[str, Hit] = {}
    for row in rows(connection, FOUND, values):
        name = row["question_id"] or row["answer_id"]
        hit = found.setdefault(name, Hit(row))
        if row["kind"] == "answer":
            hit.answer_ids.append(row["answer_id"])
    return list(found.values())


def _quote(connection: duckdb.DuckDBPyConnection, hits: list[Hit], q: str) -> None:
    """Put into each hit the words that were found in it."""
    if not hits:
        return
    forms = {row["form"] for row in rows(connection, FORMS, {"q": q})}
    ids = [name for hit in hits for name in (hit.row["question_id"], *hit.answer_ids) if name]
    texts = {row["id"]: row["text"] for row in rows(connection, TEXTS, {"ids": ids})}
    for hit in hits:
        hit.question = snippet(texts.get(hit.row["question_id"], ""), forms)
        hit.answers = [(local(name), snippet(texts[name], forms)) for name in hit.answer_ids]


def _papers_asked(q: str) -> Row:
    """What a search asks of papers: an identifier, a dossier with perhaps a number in it, or words
    of a title.
    """
    number = NUMBER.fullmatch(q)
    suffix = f"-{number['suffix'].upper()}" if number and number["suffix"] else ""
    return {
        "q": q,
        "dossier": f"{number['first']}{number['rest']}{suffix}" if number else "",
        "sub": (number["sub"] or "").upper() if number else "",
        "words": [] if number else [plain(word) for word in re.findall(r"[^\W_]{3,}", q)],
    }
