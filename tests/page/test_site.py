"""Every page of the site: what it shows, what it refuses, and that nothing foreign gets in."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

import duckdb
import hostile_warehouse
import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from pipeline.flows import ingesting, publishing
from pipeline.flows.stores import open_stores
from pipeline.page.app import create_app
from pipeline.queries import named_queries, named_query
from pipeline.report import write_report
from pipeline.settings import Settings
from pipeline.warehouse import connect

PAGES = [
    "/",
    "/?q=leden",
    "/letters",
    "/letter/kst-99012-D",
    "/figures/times",
    "/figures/times?by=party",
    "/figures/times?by=committee",
    "/figures/times?by=session",
    "/figures/unanswered",
    "/figures/commitments",
    "/figures/citations",
    "/figures/citations?paper=kst-99012-D",
    "/figures/activity",
    "/figures/freshness",
    "/sql",
]


@pytest.fixture(scope="module")
def hostile_site(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[[ASGIApp], str]
) -> Iterator[httpx.Client]:
    """Yield the page on a warehouse whose one letter is hostile."""
    home = tmp_path_factory.mktemp("hostile")
    hostile_warehouse.make(home)
    with httpx.Client(base_url=serve(create_app(Settings(home=home))), timeout=60) as client:
        yield client


def links(page: httpx.Response) -> Iterator[str]:
    """Yield the addresses on this site to which a page links, absolute."""
    for node in LexborHTMLParser(page.text).css("[href], [src]"):
        address = urljoin(
            str(page.url), node.attributes.get("href") or node.attributes.get("src") or ""
        )
        if urlsplit(address).netloc == urlsplit(str(page.url)).netloc:
            yield address


def crawl(client: httpx.Client, start: str, most: int = 120) -> dict[str, httpx.Response]:
    """Return the pages that one reaches by following links, by address; a few of each kind, for
    time's sake.

    Links in pages that others wrote, the report and Data Docs, are theirs to keep.
    """
    found: dict[str, httpx.Response] = {}
    waiting = [str(client.base_url.join(start))]
    kinds: dict[str, int] = {}
    while waiting and len(found) < most:
        address = urldefrag(waiting.pop(0)).url
        kind = re.sub(r"=[^&]*|(?<=/letter/).*", "", address)
        kinds[kind] = kinds.get(kind, 0) + 1
        if address in found or kinds[kind] > 8 or "lang=" in address:
            continue
        found[address] = client.get(address, follow_redirects=True)
        if "html" in found[address].headers["content-type"] and not re.search(
            r"/(report|data_docs)/.", address
        ):
            waiting.extend(links(found[address]))
    return found


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("code", ["nl", "en"])
def test_every_page_comes_in_both_languages(site: httpx.Client, path: str, code: str) -> None:
    """Every page has one heading, a title and the language that it says."""
    site.cookies.clear()  # a language chosen in another test would win
    page = site.get(path, headers={"Accept-Language": code})
    tree = LexborHTMLParser(page.text)
    assert 200 == page.status_code
    assert code == tree.css_first("html").attributes["lang"]
    assert 1 == len(tree.css("h1"))
    assert "Griffier" in tree.css_first("title").text()


def test_no_link_leads_nowhere(site: httpx.Client) -> None:
    """Every link on the site finds its page; what is cited and not held says so, with 404."""
    pages = crawl(site, "/")
    broken = {
        address: page.status_code
        for address, page in pages.items()
        if page.status_code != 200
        and not (page.status_code == 404 and ("/letter/" in address or "/report" in address))
    }
    assert {} == broken
    assert len(pages) > 40


def test_every_place_in_a_page_to_which_it_links_is_there(site: httpx.Client) -> None:
    """Permalinks of questions, answers, references and notes point at something."""
    for name in ("kst-99012-D", "kst-99020-C", "ah-ek-20252026-901"):
        tree = LexborHTMLParser(site.get(f"/letter/{name}").text)
        ids = [node.attributes["id"] for node in tree.css("[id]")]
        targets = {node.attributes["href"].removeprefix("#") for node in tree.css('a[href^="#"]')}
        assert len(ids) == len(set(ids))
        assert targets
        assert set() == targets - set(ids)


def test_a_letter_shows_its_questions_beside_their_answers(
    site: httpx.Client, sample_warehouse: Path
) -> None:
    """Every question and every answer of the paper stands on its page, word for word."""
    with connect(sample_warehouse) as connection:
        told = connection.execute(
            "SELECT text FROM question WHERE publication_id = 'kst-99012-B' UNION ALL "
            "SELECT text FROM answer WHERE publication_id = 'kst-99012-B'"
        ).fetchall()
    tree = LexborHTMLParser(site.get("/letter/kst-99012-B").text)
    for mark in tree.css("sup.mark, ol.notes"):
        mark.decompose()
    shown = " ".join(tree.css_first(".exchanges").text(separator="").split())
    assert len(told) > 5
    assert [] == [text for (text,) in told if " ".join(text.split()) not in shown]


def test_a_question_without_an_answer_says_so(site: httpx.Client) -> None:
    """Questions without an answer are counted, and marked where they stand."""
    tree = LexborHTMLParser(
        site.get("/letter/ah-ek-20252026-902", headers={"Accept-Language": "en"}).text
    )
    assert tree.css(".unanswered")
    assert len(tree.css(".exchange.open")) == len(tree.css(".unanswered"))
    assert "unanswered" in tree.css_first(".summary").text()


def test_the_kind_of_link_between_question_and_answer_is_shown(site: httpx.Client) -> None:
    """Own, shared and referring answers are named as such; a pointer leads to the question it
    names.
    """
    pages = "".join(
        site.get(f"/letter/{name}").text
        for name in ("kst-99012-B", "ah-ek-20252026-901", "kst-99020-C")
    )
    classes = {node.attributes["class"] for node in LexborHTMLParser(pages).css(".relation")}
    assert {"relation own", "relation shared", "relation refers"} == classes
    assert LexborHTMLParser(pages).css('.relation.refers a[href^="#question-"]')


def test_a_reference_leads_to_the_paper_here_or_to_the_official_one(site: httpx.Client) -> None:
    """A cited paper that is held has its page here, a law its official address.

    A paper that an invented one cites by a made-up number leads nowhere.
    """
    cited = {
        node.attributes["href"] or ""
        for letter in ("kst-99012-D", "kst-99020-C")
        for node in LexborHTMLParser(site.get(f"/letter/{letter}").text).css("td a.cite")
    }
    assert "/letter/kst-99012-B" in cited
    assert "https://wetten.overheid.nl/BWBR0037885" in cited
    assert not [address for address in cited if "officielebekendmakingen" in address]


def test_the_source_text_is_marked_where_a_row_came_from(
    site: httpx.Client, sample_warehouse: Path
) -> None:
    """Asked for a row, the server marks just its characters: the same that the table states."""
    with connect(sample_warehouse) as connection:
        (text,) = connection.execute(
            "SELECT substring(t.text, char_start + 1, char_end - char_start) FROM question "
            "JOIN publication_text AS t USING (publication_id) WHERE question_id = 'kst-99012-D/question-2'"
        ).fetchall()[0]
    tree = LexborHTMLParser(site.get("/letter/kst-99012-D?show=question-2").text)
    assert text == "".join(mark.text() for mark in tree.css("mark.lit"))
    assert "open" in tree.css_first("#source details").attributes
    assert [] == LexborHTMLParser(site.get("/letter/kst-99012-D?show=question-99").text).css(
        "mark.lit"
    )


def test_another_name_of_a_paper_leads_to_it(site: httpx.Client, sample_warehouse: Path) -> None:
    """The number that the catalogue gave a paper first finds its page."""
    with connect(sample_warehouse) as connection:
        value, name = connection.execute(
            "SELECT value, publication_id FROM identifier SEMI JOIN publication USING (publication_id) "
            "WHERE scheme = 'official' AND value <> publication_id ORDER BY value LIMIT 1"
        ).fetchall()[0]
    found = site.get(f"/letter/{value}")
    assert (307, f"/letter/{name}") == (found.status_code, found.headers["location"])


def test_the_page_of_a_quarantined_paper_shows_the_reason(site: httpx.Client) -> None:
    """A known paper that is not held has a page with the reason, and a link to the original."""
    page = site.get("/letter/blg-9900001", headers={"Accept-Language": "en"})
    assert 404 == page.status_code
    assert "quarantine" in page.text
    assert "OCR" in page.text
    assert 'href="/original/blg-9900001"' in page.text
    real = site.get("/letter/kst-36741-C", headers={"Accept-Language": "en"})
    assert "https://zoek.officielebekendmakingen.nl/kst-36741-C.html" in real.text


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/letter/kst-1-Z",
        "/letter/",
        "/figures/none",
        "/data_docs/../../etc/passwd",
        "/data_docs/%2e%2e/log.sqlite",
        "/data_docs/%00",
        "/data_docs/" + "a" * 5000,
    ],
)
def test_an_unknown_address_gives_a_404_page_with_a_next_step(
    site: httpx.Client, path: str
) -> None:
    """404, in the site's own form, and no file from outside its folders."""
    page = site.get(path)
    assert 404 == page.status_code
    assert 1 == len(LexborHTMLParser(page.text).css("h1"))


@pytest.mark.parametrize("odd", ["path=1", "self=1", "name=x&changed=1"])
@pytest.mark.parametrize("path", ["/", "/letters", "/figures/unanswered", "/nothing"])
def test_an_unknown_parameter_in_an_address_is_ignored(
    site: httpx.Client, path: str, odd: str
) -> None:
    """Unknown parameters of a link from elsewhere are kept and ignored."""
    page = site.get(f"{path}?{odd}")
    assert page.status_code in {200, 404}
    assert (
        odd.partition("&")[0]
        in LexborHTMLParser(page.text).css(".languages a")[0].attributes["href"]
    )


@pytest.mark.parametrize("path", ["/letter/KST-99012-d", "/letter/kst-99012-D/"])
def test_a_paper_is_found_however_a_person_types_its_name(site: httpx.Client, path: str) -> None:
    """In other letters, or with a slash too many."""
    assert "/letter/kst-99012-D" == site.get(path).headers["location"]


def test_the_charts_have_an_address_of_their_own(site: httpx.Client) -> None:
    """One reaches it by cutting off the end of another address."""
    assert "/figures/times" == site.get("/figures").headers["location"]


@pytest.mark.parametrize(
    "path",
    [
        "/letters?party=Partij",
        "/?q=woning&party=Partij",
        "/figures/unanswered?party=Partij",
    ],
)
def test_a_filter_without_matches_is_shown(site: httpx.Client, path: str) -> None:
    """Else the list would say "all" above nothing."""
    assert (
        "Partij"
        == LexborHTMLParser(site.get(path).text).css_first("[name=party] [selected]").text()
    )


def test_an_unknown_state_narrows_nothing(site: httpx.Client) -> None:
    """As the list of states then says."""
    for path, odd in (
        ("/", {"q": "woning", "state": "x"}),
        ("/figures/unanswered", {"state": "x"}),
    ):
        every = LexborHTMLParser(site.get(path, params=odd | {"state": ""}).text).css(".cards > li")
        assert (
            len(every)
            == len(LexborHTMLParser(site.get(path, params=odd).text).css(".cards > li"))
            > 0
        )


def test_headings_are_closed_as_they_were_opened(site: httpx.Client) -> None:
    """Also in a letter of several fracties, whose answers stand a level lower."""
    html = site.get("/letter/kst-99012-D").text
    assert re.findall(r"<h(\d)", html) == re.findall(r"</h(\d)>", html)


def test_a_warehouse_of_another_version_gives_a_page_with_the_next_step(
    tmp_path: Path, serve: Callable[[ASGIApp], str]
) -> None:
    """After an upgrade and before the next load it says what to do."""
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute("CREATE TABLE load AS SELECT 'of old' AS schema_sha256")
    for path in ("/", "/letters", "/letter/kst-1-A", "/figures/times", "/sql"):
        page = httpx.get(f"{serve(create_app(Settings(home=tmp_path)))}{path}", timeout=60)
        assert path == "/sql" or (503, True) == (page.status_code, "griffier rebuild" in page.text)


def test_questions_without_a_date_are_counted(
    tmp_path: Path, serve: Callable[[ASGIApp], str]
) -> None:
    """All open questions of a folder can be in letters without a date."""
    letters, today = tmp_path / "letters", date(2026, 1, 5)
    letters.mkdir()
    head = "Eerste Kamer der Staten-Generaal\n36 999 Wet op de vuurtorens\nA VOORLOPIG VERSLAG\n"
    text = f"{head}Vragen van de leden van de VVD-fractie\n1. Hoeveel vuurtorens zijn er?\n"
    (letters / "kst-36999-A.txt").write_text(text, encoding="utf-8")
    settings = Settings(home=tmp_path / "home", source=f"folder:{letters}")
    with open_stores(settings) as stores:
        ingesting.ingest(stores, today, today, "folder")
        publishing.publish(stores)
    with connect(settings.warehouse_path) as connection:
        found = connection.execute("SELECT asked_on FROM unanswered_question").fetchall()
    assert [(None,)] == found
    site = serve(create_app(settings))
    for figure in ("unanswered", "freshness", "activity", "times"):
        page = httpx.get(f"{site}/figures/{figure}", timeout=60)
        assert (figure, 200) == (figure, page.status_code)


def test_a_site_without_a_warehouse_gives_a_page_with_the_next_step(
    tmp_path: Path, serve: Callable[[ASGIApp], str]
) -> None:
    """Before the first load the page says what to do."""
    page = httpx.get(f"{serve(create_app(Settings(home=tmp_path)))}/letters", timeout=60)
    assert 503 == page.status_code
    assert "griffier ingest" in page.text


def test_an_internal_error_gives_a_page_with_the_same_headers(
    tmp_path: Path, serve: Callable[[ASGIApp], str]
) -> None:
    """A visitor sees that it is not their doing, and nothing of the inside."""
    (tmp_path / "warehouse.duckdb").write_text("no database")
    page = httpx.get(f"{serve(create_app(Settings(home=tmp_path)))}/letters", timeout=60)
    assert 500 == page.status_code
    assert 1 == len(LexborHTMLParser(page.text).css("h1"))
    assert "duckdb" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_a_request_other_than_get_or_head_is_refused(site: httpx.Client) -> None:
    """No address takes anything."""
    assert {405} == {
        site.request(method, "/letters").status_code
        for method in ("POST", "PUT", "DELETE", "PATCH")
    }


def test_the_front_page_tells_how_many_questions_are_open(
    site: httpx.Client, sample_warehouse: Path
) -> None:
    """Also where no deadline has passed: "no question is overdue" alone reads as none is open."""
    with connect(sample_warehouse) as warehouse:
        found = warehouse.execute("SELECT count(*) FROM unanswered_question").fetchone()
    assert found
    page = LexborHTMLParser(site.get("/", headers={"Accept-Language": "en"}).text)
    shown = page.css_first("[aria-labelledby=waiting]").text()
    assert f"{found[0]} questions have no answer yet." in shown


def test_a_ministry_is_one_choice_under_its_name_in_the_register(
    site: httpx.Client, sample_warehouse: Path
) -> None:
    """Letters print it in several ways; the list, a search and the feeds know it by that name."""
    with connect(sample_warehouse) as warehouse:
        names = {
            row[0]
            for row in warehouse.execute(
                "SELECT name FROM ministry SEMI JOIN minister USING (ministry_id)"
            ).fetchall()
        }
    for path in ("/letters", "/?q=woning", "/feeds"):
        page = LexborHTMLParser(site.get(path).text)
        text = page.css_first("main").text()
        assert all(name in text for name in names), path
    one = min(names)
    for path in ("/letters", "/feed.atom"):
        assert 200 == site.get(path, params={"ministry": one}).status_code
    cards = LexborHTMLParser(site.get("/letters", params={"ministry": one}).text).css(".cards > li")
    assert cards


def test_filters_narrow_the_list(site: httpx.Client) -> None:
    """Of all papers those of one fractie, kind or dossier; what cannot be gives none."""
    every = LexborHTMLParser(site.get("/letters").text).css(".cards > li")
    of_one = LexborHTMLParser(site.get("/letters", params={"dossier": "99012"}).text).css(
        ".cards > li"
    )
    none = LexborHTMLParser(site.get("/letters", params={"party": "x' OR 1=1 --"}).text).css(
        ".cards > li"
    )
    assert 2 <= len(of_one) < len(every)
    assert [] == none


def test_the_language_switch_is_remembered(address: str) -> None:
    """Once chosen, a language stays, whatever the browser prefers."""
    with httpx.Client(base_url=address, headers={"Accept-Language": "nl"}, timeout=60) as visitor:
        assert 'lang="en"' in visitor.get("/letters?lang=en").text.splitlines()[1]
        assert 'lang="en"' in visitor.get("/letters").text.splitlines()[1]
        assert 'lang="nl"' in visitor.get("/letters?lang=nl").text.splitlines()[1]


def test_every_answer_forbids_foreign_code(site: httpx.Client) -> None:
    """The policy allows our own files only, also on errors; no page has a script or style of its
    own inside it.
    """
    for path in [*PAGES, "/nothing", "/static/page.js"]:
        answer = site.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "nosniff" == answer.headers["x-content-type-options"]
        if path != "/static/page.js":
            tree = LexborHTMLParser(answer.text)
            assert {None} == {script.text() or None for script in tree.css("script")}
            assert [] == tree.css("style, [style], [onclick], iframe, object, embed")


LOADED = "[src], link[href]:not([rel=alternate]):not([rel=canonical])"
"""Elements that a browser fetches by itself: feeds and the page's own address are only named."""


def test_no_page_loads_anything_from_elsewhere(site: httpx.Client) -> None:
    """Only links lead away; everything that loads by itself is ours."""
    for path in PAGES:
        loaded = LexborHTMLParser(site.get(path).text).css(LOADED)
        assert [] == [
            node.html
            for node in loaded
            if not (node.attributes.get("src") or node.attributes["href"]).startswith("/static/")
        ]
    style = site.get("/static/page.css").text
    assert [] == [
        url for url in re.findall(r"url\(([^)]*)\)", style) if not url.startswith('"fonts/')
    ]


@pytest.mark.parametrize(
    "path",
    [
        *PAGES,
        f"/letter/{hostile_warehouse.PAPER}",
        f"/letter/{hostile_warehouse.PAPER}?show=question-1",
        f"/figures/citations?paper={quote(hostile_warehouse.ATTACK)}",
        f"/letters?dossier={quote(hostile_warehouse.ATTACK)}",
        f"/letter/{quote(hostile_warehouse.ATTACK)}",
        f"/sql?sql={quote(hostile_warehouse.ATTACK)}",
        "/sql?sql=FROM+question",
        f"/?q={quote(hostile_warehouse.ATTACK)}",
        "/?q=alert",
        f"/?lang={quote(hostile_warehouse.ATTACK)}",
    ],
)
def test_a_hostile_letter_stays_text(hostile_site: httpx.Client, path: str) -> None:
    """Whatever a letter or an address says, it becomes neither an element, nor an attribute, nor a
    script's address.
    """
    page = hostile_site.get(path)
    tree = LexborHTMLParser(page.text)
    assert page.status_code in {200, 400, 404}
    assert all(script.attributes.get("src") for script in tree.css("script"))
    assert (2 if path.startswith("/sql") else 1) == len(tree.css("script"))
    assert [] == tree.css("img, style, iframe")
    nodes = list(tree.root.traverse())
    assert [] == [
        node.html
        for node in nodes
        if any(name.startswith("on") for name in (node.attributes or {}))
    ]
    assert [] == [
        href
        for node in tree.css("a[href]")
        if (href := node.attributes["href"] or "").lower().startswith("javascript:")
    ]


def test_a_hostile_letter_is_still_readable(hostile_site: httpx.Client) -> None:
    """Escaping loses nothing: the words stand on the page as they were written."""
    tree = LexborHTMLParser(hostile_site.get(f"/letter/{hostile_warehouse.PAPER}").text)
    assert hostile_warehouse.ATTACK in tree.css_first(".question .words").text()


def test_the_site_works_under_any_path(
    sample_warehouse: Path, serve: Callable[[ASGIApp], str]
) -> None:
    """Mounted below a path, every link and every file stays below it."""
    address = serve(
        Starlette(routes=[Mount("/a/griffier", create_app(Settings(home=sample_warehouse.parent)))])
    )
    with httpx.Client(base_url=address, timeout=60) as client:
        pages = crawl(client, "/a/griffier/", most=40)
    assert len(pages) > 30
    assert {200, 404} >= {page.status_code for page in pages.values()}
    assert [] == [
        unquote(address)
        for address in pages
        if not urlsplit(address).path.startswith("/a/griffier")
    ]


def test_a_query_gives_a_table_and_a_file(site: httpx.Client) -> None:
    """The console shows the rows, links their papers, and gives the same rows as CSV."""
    sql = "SELECT question_id, label, askers FROM question ORDER BY question_id LIMIT 3"
    tree = LexborHTMLParser(site.get("/sql", params={"sql": sql}).text)
    told = site.get("/sql.csv", params={"sql": sql})
    lines = list(csv.reader(io.StringIO(told.text.removeprefix("\ufeff"))))
    assert 3 == len(tree.css(".result tbody tr"))
    assert (
        tree.css_first(".result tbody a")
        .attributes["href"]
        .startswith("/letter/ah-ek-20252026-901#question-1")
    )
    assert ["question_id", "label", "askers"] == lines[0]
    assert [row.css_first("td").text().strip() for row in tree.css(".result tbody tr")] == [
        line[0] for line in lines[1:]
    ]
    assert "text/csv; charset=utf-8" == told.headers["content-type"]


def test_the_csv_file_has_every_column_or_names_what_it_lacks(site: httpx.Client) -> None:
    """Two columns of one name do not hide each other; an endless day is refused in words, as in the
    table.
    """
    told = site.get("/sql.csv", params={"sql": "SELECT 1 AS a, 2 AS a"})
    assert "a,a\r\n1,2\r\n" == told.text.removeprefix("\ufeff")
    endless = site.get("/sql.csv", params={"sql": "SELECT 'infinity'::DATE AS a"})
    assert 400 == endless.status_code
    assert "cast it to VARCHAR" in LexborHTMLParser(endless.text).css_first("pre").text()


def test_every_named_query_is_offered_and_runs_at_a_click(site: httpx.Client) -> None:
    """In the visitor's language; those that need a value ask for it, and the others answer at once."""
    offered = LexborHTMLParser(site.get("/sql", params={"lang": "nl"}).text).css(".examples a")
    assert [query.title_nl for query in named_queries().values()] == [
        node.text() for node in offered
    ]
    for node, query in zip(offered, named_queries().values(), strict=True):
        page = site.get(node.attributes["href"] or "")
        asked_for = [
            field.attributes["name"] for field in LexborHTMLParser(page.text).css(".values [name]")
        ]
        needs_a_value = any(parameter.required for parameter in query.parameters)
        assert (200, [f"${parameter.name}" for parameter in query.parameters]) == (
            page.status_code,
            asked_for,
        )
        assert needs_a_value != bool(LexborHTMLParser(page.text).css(".result"))


def test_a_value_goes_with_the_query_in_its_address(site: httpx.Client) -> None:
    """It is filled in again, decides the answer and the file, and one of the wrong kind is refused
    in words.
    """
    sql = named_query("unanswered").sql
    asked = {"sql": sql, "$party": "PvdD", "$since": ""}
    tree = LexborHTMLParser(site.get("/sql", params=asked).text)
    assert "PvdD" == tree.css_first("[name='$party']").attributes["value"]
    assert 4 == len(tree.css(".result tbody tr"))
    told = site.get(tree.css_first("a[download]").attributes["href"] or "").text
    assert 4 == len(list(csv.reader(io.StringIO(told)))) - 1
    refused = site.get("/sql", params=asked | {"$since": "gisteren"})
    assert (400, "since is date") == (
        refused.status_code,
        LexborHTMLParser(refused.text).css_first(".refused pre").text()[:13],
    )


def test_a_csv_cell_that_a_spreadsheet_would_run_becomes_text(site: httpx.Client) -> None:
    """Formulas in letters are shown by spreadsheets, numbers below nought stay numbers."""
    told = site.get("/sql.csv", params={"sql": "SELECT '=1+1' AS a, -1 AS b"}).text
    assert "'=1+1,-1" == told.splitlines()[1]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("true", "true"),
        ("['BBB', NULL]", '["BBB", null]'),
        ("{'on': DATE '2026-01-31'}", '{"on": "2026-01-31"}'),
        ("'ab'::BLOB", "6162"),
        ("1.50::DECIMAL(4, 2)", "1.50"),
        ("TIMESTAMPTZ '2026-01-31 10:00:00+00'", "2026-01-31T10:00:00+00:00"),
    ],
)
def test_values_are_written_as_in_the_terminal(
    site: httpx.Client, value: str, written: str
) -> None:
    """In the table and in the file, and never as this program's own language has them."""
    sql = f"SELECT {value} AS told"
    cell = LexborHTMLParser(site.get("/sql", params={"sql": sql}).text).css_first(
        ".result tbody td"
    )
    assert written == cell.text().strip()
    lines = list(
        csv.reader(
            io.StringIO(site.get("/sql.csv", params={"sql": sql}).text.removeprefix("\ufeff"))
        )
    )
    assert [["told"], [written]] == lines


@pytest.mark.parametrize(
    "sql", ["DROP TABLE question", "FROM read_csv('/etc/passwd')", "SELECT 1; SELECT 2", "SELEC 1"]
)
def test_a_refused_query_shows_the_reason(site: httpx.Client, sql: str) -> None:
    """The console only reads, and tells what it refuses."""
    page = site.get("/sql", params={"sql": sql})
    assert 400 == page.status_code
    assert LexborHTMLParser(page.text).css_first(".refused pre").text().strip()
    assert 400 == site.get("/sql.csv", params={"sql": sql}).status_code


def test_the_schema_stands_beside_the_console(site: httpx.Client) -> None:
    """Every table and view with what its columns mean, in the words of the DDL."""
    schema = LexborHTMLParser(site.get("/sql").text).css_first(".schema").text()
    assert "unanswered_question" in schema
    assert "One row per question as a paper prints it: the smallest unit" in schema
    assert "Offset of the first character in publication_text.text" in schema


HOSTILE = (
    '<p onclick="alert(1)" style="position:fixed">Theirs</p><script>alert(1)</script>'
    '<a href="javascript:alert(1)">x</a><img src="https://example.org/x.png">'
)


@pytest.fixture
def site_with_report(
    tmp_path: Path, sample_warehouse: Path, serve: Callable[[ASGIApp], str]
) -> Iterator[httpx.Client]:
    """Yield the page with the real report of the sample, and hostile pages as Data Docs."""
    home = tmp_path / "home"
    write_report(sample_warehouse, home / "report" / "index.html")
    for name in ("data_docs/index.html", "data_docs/expectations/letter.html"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        section = f'<div class="ge-section"><h5>Overview</h5>{HOSTILE}</div>'
        (home / name).write_text(f"<html><body>{section}</body></html>", encoding="utf-8")
    with httpx.Client(
        base_url=serve(create_app(Settings(home=home, warehouse=sample_warehouse))),
        follow_redirects=True,
        timeout=60,
    ) as client:
        yield client


@pytest.mark.parametrize(("code", "heading"), [("nl", "Dekking"), ("en", "Coverage")])
def test_the_report_has_the_sites_frame_and_language(
    site_with_report: httpx.Client, code: str, heading: str
) -> None:
    """One language of it, below the menu, with its style limited to its place."""
    told = site_with_report.get("/report", headers={"Accept-Language": code})
    tree = LexborHTMLParser(told.text)
    assert code == tree.css_first("html").attributes["lang"]
    assert tree.css(".masthead nav a")
    assert 1 == len(tree.css("h1"))
    assert heading in [node.text() for node in tree.css(".report h2")]
    assert [] == tree.css("main style, main script, main input, main [style]")
    style = site_with_report.get("/report.css").text
    assert style.startswith("@scope (.report) {")
    assert style.count("{") == style.count("}")


def test_data_docs_have_the_sites_frame_and_run_nothing(site_with_report: httpx.Client) -> None:
    """Their text and tables are shown, without their scripts, styles, forms and images."""
    tree = LexborHTMLParser(site_with_report.get("/data_docs/expectations/letter.html").text)
    assert tree.css(".masthead nav a")
    assert "Overview" == tree.css_first(".theirs h2").text()
    assert "Theirs" == tree.css_first(".theirs p").text()
    assert "en" == tree.css_first(".theirs").attributes["lang"]
    assert [] == tree.css("main script, main img, main [style], main [onclick], .theirs [href]")
    listed = LexborHTMLParser(site_with_report.get("/data_docs/index.html").text).css_first("main")
    assert "letter" in listed.text()
    assert 404 == site_with_report.get("/data_docs/expectations/none.html").status_code


def test_no_page_allows_inline_script_or_style(
    site: httpx.Client, site_with_report: httpx.Client
) -> None:
    """Also the report, Data Docs and originals, which others wrote."""
    pages = [site.get(path) for path in [*PAGES, "/take", "/ask", "/original/kst-99012-D"]]
    pages += [
        site_with_report.get(path) for path in ("/report", "/data_docs/expectations/letter.html")
    ]
    for page in pages:
        assert 200 == page.status_code, page.url
        assert "unsafe" not in page.headers["content-security-policy"], page.url


def test_a_pdf_opens_in_a_browser(site: httpx.Client) -> None:
    """Chromium shows no PDF in a sandbox: only text is shut in one."""
    told = site.get("/original/kst-99031-E")
    assert ("application/pdf", b"%PDF") == (told.headers["content-type"], told.content[:4])
    assert "sandbox" not in told.headers["content-security-policy"]
    assert "sandbox" in site.get("/original/kst-99012-D").headers["content-security-policy"]
    tree = LexborHTMLParser(site.get("/letter/kst-99031-E").text)
    assert tree.css("a[href='/original/kst-99031-E'][data-outside]")


def test_a_paper_is_named_in_dutch_too_on_an_english_page(site: httpx.Client) -> None:
    """As the paper calls itself; its dossier's title is not repeated below the heading."""
    paper = LexborHTMLParser(site.get("/letter/kst-99020-C?lang=en").text)
    kicker = paper.css_first("main .kicker")
    assert "Memorandum of reply (Memorie van antwoord)" in kicker.text()
    assert "Memorie van antwoord" == kicker.css_first("span[lang=nl]").text()
    assert paper.css_first(".subheading") is None
    report = LexborHTMLParser(site.get("/letter/kst-99020-B?lang=en").text)
    assert report.css_first(".subheading").text().startswith("Voorlopig verslag van de vaste")
    dutch = site.get("/letter/kst-99020-C?lang=nl").text
    assert "Memorie van antwoord (" not in dutch
    assert "officielebekendmakingen.nl" not in LexborHTMLParser(dutch).css_first("footer").text()


def test_a_shade_has_one_meaning_in_all_charts_of_a_page(site: httpx.Client) -> None:
    """The shade of "answered" over time is that of "answered" by party."""
    tree = LexborHTMLParser(site.get("/figures/activity?lang=en").text)
    legend = tree.css_first("figcaption.legend")
    shades = [node.attributes["class"] for node in legend.css("rect")]
    names = legend.text(separator="|", strip=True).split("|")
    assert {"Answered": "series-0", "Open": "series-1"} == dict(zip(names, shades, strict=True))
    for row in tree.css("table.ranges tbody tr"):
        asked, answered, elsewhere, _ = (int(cell.text(strip=True)) for cell in row.css("td.n")[:4])
        bars = {
            bar.attributes["class"]: float((bar.attributes["width"] or "").rstrip("%"))
            for bar in row.css("td.chart rect")
        }
        share = bars["series-0"] / bars["series-1"]
        assert pytest.approx((answered + elsewhere) / asked, abs=0.01) == share


def test_figures_over_few_replies_are_drawn_as_points_below_the_others(site: httpx.Client) -> None:
    """A share of one is no bar beside that of many, and has no percentile."""
    rows = LexborHTMLParser(site.get("/figures/times?lang=en").text).css("tbody tr:not(.few-head)")
    few = ["few" in (row.attributes.get("class") or "") for row in rows]
    assert sorted(few) == few
    assert {False, True} == set(few)
    for row, is_few in zip(rows, few, strict=True):
        replies = int(row.css("td.n")[-1].text(strip=True))
        assert is_few is (replies < 5)
        drawn = {node.tag for node in row.css("td.chart svg > *")} - {"line"}
        assert ({"circle"} if is_few else {"rect"}) == drawn
        assert is_few is ("–" == row.css("td.n")[1].text(strip=True))
        assert not (is_few and "%" in row.css("td.n")[3].text())
