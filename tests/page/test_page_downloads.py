"""Taking data along: lists and searches as files, whole tables, and the published file itself."""

import csv
import io
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import polars as pl
import pytest
from page_client import Visitor
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser
from starlette.types import ASGIApp

from pipeline.page.app import create_app
from pipeline.page.serving.local_server import Warming
from pipeline.page.serving.snapshots import KEPT, SCHEMA, Snapshots, keep_figures, use_figures
from pipeline.settings import Settings
from pipeline.warehouse import connect


def rows(answer: httpx.Response) -> list[dict[str, str]]:
    """Return the rows of a CSV file, after the mark that spreadsheets need."""
    assert 200 == answer.status_code, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def shown(site: httpx.Client, path: str) -> LexborHTMLParser:
    """Return a page in English."""
    return LexborHTMLParser(site.get(path, headers={"Accept-Language": "en"}).text)


def test_the_list_of_papers_downloads_as_filtered(site: httpx.Client) -> None:
    """The file has every paper of the list, not only those of its page, in the list's order."""
    listed = [
        node.attributes["href"].rpartition("/")[2]
        for node in shown(site, "/letters").css(".cards h2 a")
    ]
    assert listed == [row["publication_id"] for row in rows(site.get("/letters.csv"))][:25]
    of_one = rows(site.get("/letters.csv?party=PvdD"))
    assert 0 < len(of_one) < len(listed)
    links = shown(site, "/letters?party=PvdD").css(".take a")
    assert "/letters.csv?party=PvdD" in [link.attributes["href"] for link in links]
    assert "/feed.atom?party=PvdD" in [link.attributes["href"] for link in links]
    assert 404 == site.get("/letters.exe").status_code


@pytest.mark.parametrize("q", ["leden", '"de leden" -zzzz', "schoolzwem*"])
def test_a_search_downloads_with_all_its_results(site: httpx.Client, q: str) -> None:
    """The file has the total that the page states, in its order, with question and answers."""
    page = LexborHTMLParser(site.get("/", params={"q": q}, headers={"Accept-Language": "en"}).text)
    found = rows(site.get("/search.csv", params={"q": q}))
    assert f"{len(found)} " == page.css_first("#found").text()[: len(f"{len(found)} ")]
    first = page.css_first(".hits a").attributes["href"].partition("#")[0]
    assert first.endswith(found[0]["publication_id"])
    assert all(row["question"] or row["answer"] for row in found)
    assert 404 == site.get("/search.csv").status_code


def test_a_file_of_a_search_is_named_after_it(site: httpx.Client) -> None:
    """Search and filters are in the name."""
    name = site.get("/search.xlsx?q=leden&party=SGP").headers["content-disposition"]
    assert "leden" in name
    assert "party-SGP" in name


def test_a_long_list_has_a_jump_to_any_page(open_page: Callable[..., Visitor]) -> None:
    """The number of a page is typed; one too high gives the last page; the search stays."""
    page = open_page(locale="en").to("/?q=leden")
    last = int(page.get_attribute(".pages input[name=page]", "max") or 0)
    assert last > 1
    page.fill(".pages input[name=page]", str(last))
    page.press(".pages input[name=page]", "Enter")
    page.wait_for_url(f"**/?q=leden&page={last}")
    expect(page.locator(".pages a[rel=next]")).to_have_count(0)
    page.goto(f"/?q=leden&page={last + 70}")
    assert str(last) == page.input_value(".pages input[name=page]")
    assert page.locator(".cards li").count() > 0


@pytest.mark.parametrize(
    "path", ["/figures/unanswered", "/figures/commitments", "/ask/parties", "/?q=leden"]
)
def test_a_page_beyond_the_end_is_the_last_one(site: httpx.Client, path: str) -> None:
    """An old link to a list that became shorter still shows rows."""
    page = shown(site, f"{path}{'&' if '?' in path else '?'}page=99999")
    assert page.css(".cards li, .dense tbody tr")


def test_every_table_and_view_is_offered_in_every_format(
    site: httpx.Client, sample_warehouse: Path
) -> None:
    """The page lists them all; a file has the rows of its table."""
    with connect(sample_warehouse) as connection:
        names = {
            row[0]
            for row in connection.execute(
                "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' "
                "UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND "
                "schema_name = 'main'"
            ).fetchall()
        }
        pairs = connection.execute("SELECT count(*) FROM question_with_answers").fetchall()[0][0]
    offered = {link.attributes["href"] for link in shown(site, "/take").css("tbody a")}
    assert {f"/data/{name}.{form}" for name in names for form in ("csv", "parquet")} <= offered
    assert pairs == len(rows(site.get("/data/question_with_answers.csv")))
    told = pl.read_parquet(io.BytesIO(site.get("/data/question_with_answers.parquet").content))
    assert pairs == told.height
    for missing in ("nothing.csv", "question.exe", "duckdb_tables.csv", "griffier-1-x.duckdb"):
        assert 404 == site.get(f"/data/{missing}").status_code


def test_a_table_is_read_by_its_length_and_in_parts(
    site: httpx.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As polars reads an address; nothing stays on the disk of the server."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))  # of the server too: it is a thread here
    path = "/data/question_with_answers.csv"
    plain = {"Accept-Encoding": "identity"}
    whole = site.get(path, headers=plain)
    assert str(len(whole.content)) == site.head(path, headers=plain).headers["content-length"]
    part = site.get(path, headers={"Range": "bytes=10-29"})
    assert (206, whole.content[10:30]) == (part.status_code, part.content)
    assert whole.headers["etag"] == part.headers["etag"]
    assert whole.content == site.get(path, headers={"Accept-Encoding": "gzip"}).content
    until = time.monotonic() + 30
    while [*tmp_path.iterdir()] and time.monotonic() < until:
        time.sleep(0.01)
    assert [] == [*tmp_path.iterdir()]


def test_the_published_file_has_a_name_that_never_gets_other_bytes(site: httpx.Client) -> None:
    """The short name leads to the name of this snapshot; parts of it are served by range."""
    moved = site.get("/data/griffier.duckdb")
    assert 302 == moved.status_code
    name = moved.headers["location"]
    whole = site.get(name)
    assert (200, "bytes") == (whole.status_code, whole.headers["accept-ranges"])
    assert "immutable" in whole.headers["cache-control"]
    assert "content-encoding" not in whole.headers
    size = len(whole.content)
    part = site.get(name, headers={"Range": "bytes=8-11"})
    assert (206, b"DUCK") == (part.status_code, part.content)
    assert f"bytes 8-11/{size}" == part.headers["content-range"]
    end = site.get(name, headers={"Range": "bytes=-100"})
    assert whole.content[-100:] == end.content
    assert 416 == site.get(name, headers={"Range": f"bytes={size + 1}-"}).status_code
    assert str(size) == site.head(name).headers["content-length"]
    assert 404 == site.get(f"{name}.wal").status_code
    assert 404 == site.get(name.replace("griffier-", "griffier-9")).status_code


def test_the_download_page_states_how_to_cite(site: httpx.Client, sample_warehouse: Path) -> None:
    """Each citation has the day, the log position, and says that the sample is invented."""
    with connect(sample_warehouse) as connection:
        as_of, position = connection.execute("SELECT as_of, log_position FROM load").fetchall()[0]
    cited = [node.text() for node in shown(site, "/take").css("section[aria-labelledby=cite] pre")]
    assert 3 == len(cited)
    for text in cited:
        assert f"known up to {as_of}, log position {position}" in text
        assert "SAMPLE" in text


@pytest.fixture
def copied_sample_warehouse(sample_warehouse: Path, tmp_path: Path) -> Path:
    """Return a copy of the warehouse of the sample, of which no other test keeps figures."""
    return Path(shutil.copyfile(sample_warehouse, tmp_path / "warehouse.duckdb"))


def test_kept_figures_are_those_of_the_views(copied_sample_warehouse: Path) -> None:
    """Each kept table has the rows of its view, and the search still finds its index."""
    with connect(copied_sample_warehouse) as plain, connect(copied_sample_warehouse) as kept:
        assert not use_figures(kept)
        keep_figures(plain.cursor())
        assert use_figures(kept)
        for view in KEPT:
            held, made = (one.execute(f"FROM {view}").fetchall() for one in (kept, plain))
            assert sorted(map(repr, made)) == sorted(map(repr, held)), view
            assert SCHEMA in str(kept.execute(f"EXPLAIN FROM {view}").fetchall())
        assert kept.execute("FROM search('leden')").fetchall()


def test_pages_are_the_same_before_and_after_figures_are_kept(
    copied_sample_warehouse: Path, serve: Callable[[ASGIApp], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that reads the views and one that reads what was kept are alike to the last byte."""
    paths = ["/", "/figures/unanswered", "/figures/times?by=party", "/dossier/99012", "/party/PvdD"]
    monkeypatch.setattr("pipeline.page.serving.snapshots.keep_figures", lambda _: None)
    address = serve(create_app(Settings(home=copied_sample_warehouse.parent)))
    before = [httpx.get(f"{address}{path}", timeout=60).text for path in paths]
    with connect(copied_sample_warehouse) as connection:
        keep_figures(connection.cursor())
        assert use_figures(connection)
        after = [httpx.get(f"{address}{path}", timeout=60).text for path in paths]
    assert before == after


def test_a_new_snapshot_is_warm_before_anybody_asks(copied_sample_warehouse: Path) -> None:
    """The page's server looks for one itself, and keeps its figures."""
    warming = Warming(Snapshots(copied_sample_warehouse), seconds=0.1)
    warming.start()
    try:
        with connect(copied_sample_warehouse) as connection:
            while not use_figures(connection):
                assert warming.is_alive()
                time.sleep(0.05)
    finally:
        warming.end()
    assert not warming.is_alive()
