"""The console on the page: who may start a query, and that no number of queries delays a page."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import httpx
import openpyxl
import polars as pl
import pytest
from page_client import ENDLESS, Visitor, page_times
from playwright.sync_api import expect
from starlette.types import ASGIApp

from pipeline.page.app import create_app
from pipeline.settings import Settings

OpenPage = Callable[..., Visitor]


@pytest.mark.parametrize("site_of_origin", ["cross-site", "same-site"])
def test_another_site_starts_no_query(site: httpx.Client, site_of_origin: str) -> None:
    """A link elsewhere brings the query along; only a person on this page runs it."""
    query = "/sql?sql=SELECT+41%2B1+AS+n"
    headers = {"Sec-Fetch-Site": site_of_origin, "Accept-Language": "en"}
    told = site.get(query, headers=headers)
    assert 200 == told.status_code
    assert "41+1" in told.text
    assert 'class="scroll result"' not in told.text
    assert "Another site sent this query" in told.text
    assert 403 == site.get(query.replace("/sql?", "/sql.csv?"), headers=headers).status_code
    for trusted in ("same-origin", "none"):
        assert 'class="scroll result"' in site.get(query, headers={"Sec-Fetch-Site": trusted}).text


@pytest.mark.parametrize("ending", ["csv", "nl.csv", "xlsx", "json", "parquet"])
def test_a_query_result_downloads_in_every_format(site: httpx.Client, ending: str) -> None:
    """As below the ready-made questions; a format that is none is not found."""
    told = site.get(f"/sql.{ending}", params={"sql": "SELECT 41 + 1 AS answer, '=1' AS text"})
    assert 200 == told.status_code, told.text
    suffix = ending.removeprefix("nl.")
    assert f'.{suffix}"' in told.headers["content-disposition"]
    if suffix == "csv":
        assert "42" in told.text
        assert "'=1" in told.text
    elif suffix == "json":
        assert [{"answer": 42, "text": "=1"}] == told.json()
    elif suffix == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(told.content)).worksheets[0]
        assert (42, "=1") == tuple(cell.value for cell in sheet[2])
    else:
        assert [(42, "=1")] == pl.read_parquet(io.BytesIO(told.content)).rows()
    assert 404 == site.get("/sql.exe", params={"sql": "SELECT 1"}).status_code


def test_waiting_queries_delay_no_page(
    sample_warehouse: Path, serve: Callable[[ASGIApp], str]
) -> None:
    """With 100 queries that wait, the front page still has a thread and answers."""
    alone, waiting = page_times(serve(create_app(Settings(home=sample_warehouse.parent))))
    assert waiting < max(2 * alone, 1.0), (alone, waiting)


def test_a_query_in_the_browser_shows_its_rows(open_page: OpenPage) -> None:
    """Completion, running time and Cancel, sorting, a chart of two columns, and history."""
    page = open_page(locale="en").to("/sql")
    page.locator("textarea").press_sequentially("SELECT party, count(*) AS n FROM ques")
    expect(page.locator("[data-names] button").first).to_have_text("question")
    page.keyboard.press("Tab")
    page.keyboard.type(" GROUP BY 1 ORDER BY 1")
    assert "GROUP" in page.locator(".colours .k").all_inner_texts()
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".result tbody tr")
    assert "sql=SELECT" in page.url
    page.click(".result th >> nth=1")
    numbers = [int(text) for text in page.locator(".result td.n").all_inner_texts()]
    assert sorted(numbers) == numbers
    page.select_option("[data-plot-label]", index=1)
    assert page.locator("[data-figure] rect").count() == len(numbers)
    assert 1 == page.locator("[data-history] li").count()
    page.fill("textarea", ENDLESS)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-clock]")).to_contain_text(re.compile(r"running for \d"))
    page.click("[data-cancel]")
    expect(page.locator("[data-clock]")).to_have_text("cancelled")
    page.click("[data-forget]")
    assert page.locator("[data-history]").is_hidden()
