"""The search: questions and answers by words, in their exchanges, and papers by number or title."""

import re
from dataclasses import dataclass, field
from datetime import date

import duckdb
from starlette.exceptions import HTTPException
from starlette.responses import Response

from pipeline.downloads import DOWNLOAD_FORMATS
from pipeline.page.extract import OFFERED, Extract, download
from pipeline.page.filter_options import options
from pipeline.page.paper.contents import local
from pipeline.page.request_context import RequestContext
from pipeline.page.snippets import Part, plain, snippet
from pipeline.page.warehouse_rows import Row, last_page, rows

PAGE = 25
"""Exchanges on one page of results."""
ALL = 2_000_000_000
"""Rows of a file: every result."""
FURTHEST = 500
"""The last page of results that an address can ask for."""
LONGEST = 300
"""Characters of a search: more is a pasted text."""

FOUND = """
    WITH ranked AS MATERIALIZED (
        SELECT place, exchange_no, points FROM search_ranked({arguments}) {filters}
    ),
    exchange AS MATERIALIZED (
        SELECT exchange_no, max(points) AS best FROM ranked GROUP BY exchange_no
    ),
    foremost AS MATERIALIZED (
        SELECT exchange_no, best FROM exchange WHERE best >= (
            SELECT min(best) FROM (SELECT best FROM exchange ORDER BY best DESC LIMIT {foremost}))
    ),
    kept AS MATERIALIZED (
        SELECT
            coalesce(question_id, passage_id) AS exchange, best, points, question_id, passage_id,
            kind, publication_id, dated_on
        FROM foremost
        JOIN ranked USING (exchange_no)
        JOIN search_index.passage ON passage.rowid = ranked.place
    ),
    page AS (
        SELECT exchange, best FROM kept GROUP BY exchange, best
        ORDER BY best DESC, exchange LIMIT $size OFFSET $skip
    ),
    hit AS MATERIALIZED (
        SELECT
            exchange, any_value(page.best) AS best,
            any_value(question_id) AS question_id, any_value(publication_id) AS publication_id,
            arg_max(dated_on, (points, passage_id)) AS dated_on,
            list(passage_id ORDER BY points DESC, passage_id)
                FILTER (kind = 'answer') AS answer_ids
        FROM kept JOIN page USING (exchange) GROUP BY exchange
    ),
    asked AS (
        SELECT question_id, label, party, askers
        FROM question
        WHERE rowid IN (SELECT rowid FROM question SEMI JOIN hit USING (publication_id))
    ),
    asking AS (
        SELECT question_id, string_agg(party, ', ' ORDER BY party) AS parties
        FROM asking_party
        WHERE rowid IN (SELECT rowid FROM asking_party SEMI JOIN hit USING (publication_id))
        GROUP BY question_id
    ),
    pair AS (
        SELECT question_id, list(answer_id ORDER BY answer_id) AS answer_ids
        FROM question_answer
        WHERE rowid IN (SELECT rowid FROM question_answer SEMI JOIN hit USING (publication_id))
        GROUP BY question_id
    ),
    waiting AS (
        SELECT question_id
        FROM question_state SEMI JOIN hit USING (publication_id) WHERE state = 'open'
    )
    SELECT
        hit.exchange, hit.question_id, hit.publication_id, label,
        coalesce(asked.party, asking.parties) AS party, askers,
        publication.kind AS paper_kind,
        coalesce(publication.dossier_title, publication.title) AS title,
        waiting.question_id IS NULL AS answered,
        hit.dated_on, coalesce(hit.answer_ids, pair.answer_ids) AS answer_ids,
        (SELECT count(*) FROM exchange) AS total
    FROM hit
    JOIN publication ON publication.publication_id = hit.publication_id
    LEFT JOIN asked ON asked.question_id = hit.question_id
    LEFT JOIN asking ON asking.question_id = hit.question_id
    LEFT JOIN pair ON pair.question_id = hit.question_id
    LEFT JOIN waiting ON waiting.question_id = hit.question_id
    ORDER BY hit.best DESC, hit.exchange
"""
"""One page of exchanges with their total: answers that match, or if none does all of the question.

``foremost`` are the exchanges up to this page, with all that equal the last of them.

Why: half a million passages may match, so they are ranked and counted by number. Names, and the
columns that are shown, are read for the rows of the page only, by their place in the table: found
by a key, DuckDB reads them for all rows.
"""
ARGUMENTS = {name: f"{name} := ${name}" for name in ("party", "since", "until")}
FILTERS = {
    "ministry": "publication_id IN ("
    "SELECT publication_id FROM minister LEFT JOIN ministry USING (ministry_id) "
    "WHERE $ministry IN (portfolio, ministry.name))",
    "committee": "publication_id IN ("
    "SELECT publication_id FROM letter WHERE committee = $committee)",
    "state": "($state = 'answered') = (question_id IS NULL OR question_id NOT IN ("
    "SELECT question_id FROM question_state WHERE state = 'open'))",
}
"""Arguments of the search, and conditions on its passages, by the name of a visitor's filter."""
FILE = """
    WITH hit AS (SELECT *, row_number() OVER () AS place FROM ({found})),
    replies AS (
        SELECT place, string_agg(answer.text, chr(10) ORDER BY answer.answer_id) AS answer
        FROM (SELECT place, unnest(answer_ids) AS answer_id FROM hit)
        JOIN answer USING (answer_id) GROUP BY place
    )
    SELECT
        hit.party, hit.dated_on, hit.title, hit.label, question.text AS question, replies.answer,
        answered, hit.askers, paper_kind AS kind, hit.publication_id, hit.question_id,
        hit.answer_ids
    FROM hit
    LEFT JOIN question ON question.question_id = hit.question_id
    LEFT JOIN replies ON replies.place = hit.place
    ORDER BY hit.place
"""
"""The results as rows of a file, with the same answers as on the page."""
TEXTS = """
    SELECT question_id AS id, text FROM question
    WHERE rowid IN (SELECT rowid FROM question WHERE question_id IN (SELECT unnest($ids)))
    UNION ALL
    SELECT answer_id, text FROM answer
    WHERE rowid IN (SELECT rowid FROM answer WHERE answer_id IN (SELECT unnest($ids)))
"""
"""The texts of the results on this page only, looked up by their place in the table.

Why: by their ids, DuckDB reads the texts of all rows.
"""
WORD_FORMS = "SELECT form FROM search_words($q)"
"""The word forms of the search, read once for all results.

Why: the search would return them with every row.
"""
LEFT_OUT = """
    SELECT form FROM search_index.stop_word WHERE form IN (SELECT unnest($words)) ORDER BY form
"""
"""Words that are in nearly every text, so that they are not searched."""
PERSONS = """
    WITH named AS (
        SELECT person_id AS key, name, role, any_value(portfolio) AS portfolio,
            sum(letters)::BIGINT AS papers, 'person' AS kind,
            concat_ws(' ', name, array_to_string(printed_names, ' ')) AS names
        FROM minister_activity WHERE name IS NOT NULL AND person_id IS NOT NULL
        GROUP BY ALL
        UNION ALL
        SELECT asker, asker, 'lid', NULL, count(DISTINCT publication_id), 'asker', asker
        FROM (SELECT unnest(askers) AS asker, publication_id FROM question)
        GROUP BY asker
    )
    SELECT * FROM named
    WHERE len($words) > 0 AND list_bool_and(list_transform($words, lambda word: contains(
        ' ' || regexp_replace(lower(strip_accents(names)), '[^a-z0-9]+', ' ', 'g') || ' ',
        ' ' || word || ' ')))
    ORDER BY papers DESC, name LIMIT 6
"""
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
    "SELECT count(*) > 0 AS told FROM duckdb_functions() WHERE function_name = 'search_ranked'"
)
"""The test for the search index; an older version's warehouse has none until it is rebuilt."""

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
    """An exchange in the search results: its row, its answers, and the snippets to show."""

    row: Row
    answer_ids: list[str] = field(default_factory=list)
    question: list[Part] = field(default_factory=list)
    answers: list[tuple[str, list[Part]]] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Return its name on the page of its paper."""
        return local(self.row["question_id"])


def results(context: RequestContext) -> Response:
    """Show the search results, narrowed by the visitor's filters."""
    q, selected = context.parameter("q")[:LONGEST], _selected(context)
    page = context.number("page", 1, FURTHEST)
    with context.warehouse() as connection:
        searchable = rows(connection, SEARCHABLE)[0]["told"]
        hits, total, page = _page_of(connection, q, selected, page) if searchable else ([], 0, page)
        papers = rows(connection, PAPERS, _papers_named(q)) if page == 1 else []
        persons = rows(connection, PERSONS, {"words": _name_words(q)}) if page == 1 else []
        left_out = _left_out(connection, q) if searchable else []
        choices = options(connection, "party", "ministry", "committee", "year")
    template_values = {
        "q": q,
        "selected": selected,
        "papers": papers,
        "persons": persons,
        "left_out": left_out,
        "choices": choices,
        "searchable": searchable,
        "hits": hits,
    }
    last = min(last_page(total, PAGE), FURTHEST)
    filters = {"q": q, **{name: value for name, value in selected.items() if value}}
    template_values |= {
        "total": total,
        "last": last,
        "page": page,
        "filters": filters,
        "forms": OFFERED,
    }
    return context.render("results.html", template_values)


def file(context: RequestContext) -> Response:
    """Return every result of the search in the address as a file, the best first."""
    ending, q = context.request.path_params["ending"], context.parameter("q")[:LONGEST]
    if ending not in DOWNLOAD_FORMATS or not q:
        raise HTTPException(404)
    selected = _selected(context)
    with context.warehouse() as connection:
        if not rows(connection, SEARCHABLE)[0]["told"]:
            raise HTTPException(404)
        sql, values = found(q, selected, ALL, 0)
        extract = Extract(
            title=context.language.translate("search.title", q=q),
            sql=FILE.format(found=sql),
            path="/",
            values=values,
            filters={"q": q, **{name: value for name, value in selected.items() if value}},
        )
        return download(context, connection, extract, ending)


def _selected(context: RequestContext) -> dict[str, str]:
    """Return the filters of a search; those that have no meaning are empty."""
    selected = {name: context.parameter(name) for name in ("party", "ministry", "committee")}
    selected["state"] = context.picked("state", "answered", "unanswered")
    selected["year"] = (
        context.parameter("year") if YEAR.fullmatch(context.parameter("year")) else ""
    )
    return selected


def _page_of(
    connection: duckdb.DuckDBPyConnection, q: str, selected: dict[str, str], page: int
) -> tuple[list[Hit], int, int]:
    """Return the exchanges of a page with their snippets, their total, and the page number.

    The page number is that of the last page if the address requests a later one.
    """
    hits, total = _hits(connection, q, selected, page)
    if not hits and page > 1:
        page = last_page(_hits(connection, q, selected, 1)[1], PAGE)
        hits, total = _hits(connection, q, selected, page)
    _quote(connection, hits, q)
    return hits, total, page


def _hits(
    connection: duckdb.DuckDBPyConnection, q: str, selected: dict[str, str], page: int
) -> tuple[list[Hit], int]:
    """Return one page of exchanges that contain the words, the best first, and their total."""
    hits = rows(connection, *found(q, selected, PAGE, (page - 1) * PAGE))
    return [Hit(row, row["answer_ids"] or []) for row in hits], hits[0]["total"] if hits else 0


def found(q: str, selected: dict[str, str], size: int, skip: int) -> tuple[str, Row]:
    """Return the query for ``size`` exchanges after the first ``skip``, and its parameters.

    Why: a filter that is not chosen is left out; with a parameter that is empty DuckDB would read
    its columns for every passage that matches.
    """
    chosen: Row = {name: value for name, value in selected.items() if value and name != "year"}
    if year := selected.get("year"):
        chosen |= {"since": date(int(year), 1, 1), "until": date(int(year), 12, 31)}
    arguments = [argument for name, argument in ARGUMENTS.items() if name in chosen]
    conditions = [condition for name, condition in FILTERS.items() if name in chosen]
    sql = FOUND.format(
        arguments=", ".join(["$q", *arguments]),
        filters=f"SEMI JOIN (FROM search_index.passage WHERE {' AND '.join(conditions)}) "
        "USING (passage_no)"
        if conditions
        else "",
        foremost=size + skip,
    )
    return sql, {"q": q, "size": size, "skip": skip, **chosen}


def _left_out(connection: duckdb.DuckDBPyConnection, q: str) -> list[str]:
    """Return the words of a search that occur in nearly every text."""
    words = re.findall(r"[a-z0-9]+", plain(q))
    return [row["form"] for row in rows(connection, LEFT_OUT, {"words": words})]


def _name_words(q: str) -> list[str]:
    """Return the words that a name must have, or none if the search is for a number."""
    words: list[str] = re.findall(r"[a-z0-9]+", plain(q))
    return [] if any(word.isdigit() for word in words) else words


def _quote(connection: duckdb.DuckDBPyConnection, hits: list[Hit], q: str) -> None:
    """Add to each hit its snippets, with the words of the search marked."""
    if not hits:
        return
    forms = {row["form"] for row in rows(connection, WORD_FORMS, {"q": q})}
    ids = [name for hit in hits for name in (hit.row["question_id"], *hit.answer_ids) if name]
    texts = {row["id"]: row["text"] for row in rows(connection, TEXTS, {"ids": ids})}
    for hit in hits:
        hit.question = snippet(texts.get(hit.row["question_id"], ""), forms)
        hit.answers = [(local(name), snippet(texts[name], forms)) for name in hit.answer_ids]


def _papers_named(q: str) -> Row:
    """Return the parameters of the search for papers: identifier, dossier number, title words.

    Example: "36741 B" gives the dossier 36741 and the number B.
    """
    number = NUMBER.fullmatch(q)
    suffix = f"-{number['suffix'].upper()}" if number and number["suffix"] else ""
    return {
        "q": q,
        "dossier": f"{number['first']}{number['rest']}{suffix}" if number else "",
        "sub": (number["sub"] or "").upper() if number else "",
        "words": [] if number else [plain(word) for word in re.findall(r"[^\W_]{3,}", q)],
    }
