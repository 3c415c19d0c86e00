"""Five people do what they came for: each from the front page, in a browser and a terminal.

A walk takes under two minutes, without SQL. docs/walks.md tells them in prose.
"""

import asyncio
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import feedparser
import icalendar
import openpyxl
import polars as pl
import pytest
from mcp import Client, StdioServerParameters
from page_client import Visitor
from playwright.sync_api import Page, expect

from pipeline.queries import named_query
from pipeline.warehouse import connect

OpenPage = Callable[..., Visitor]
GRIFFIER = Path(sys.executable).with_name("griffier")
LONGEST = 120.0
"""Seconds of a walk."""


@pytest.fixture(autouse=True)
def under_two_minutes() -> Iterator[None]:
    """Measure a walk as a person would: from the front page to the end."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < LONGEST


def saved(page: Page, link: str) -> tuple[str, bytes]:
    """Return the name and the bytes of the file that a link brings."""
    with page.expect_download() as told:
        page.locator(link).first.click()
    return told.value.suggested_filename, Path(told.value.path()).read_bytes()


def opened(page: Page, link: str) -> bytes:
    """Return the response at the address of a link, as a feed reader or a calendar gets it."""
    address = page.locator(link).first.get_attribute("href") or ""
    told = page.request.get(address)
    assert 200 == told.status
    return told.body()


def ask(page: Page, name: str) -> str:
    """Choose a ready-made question from the menu; return its answer in a sentence."""
    page.click(".masthead nav a >> nth=0")
    page.get_by_role("link", name=named_query(name).title, exact=True).click()
    expect(page.locator("h1")).to_have_text(named_query(name).title)
    return page.inner_text(".answer strong")


def terminal(home: Path, *words: str) -> str:
    """Run a command and return its output."""
    environment = {**os.environ, "GRIFFIER_HOME": str(home), "COLUMNS": "200"}
    done = subprocess.run(
        [GRIFFIER, *words], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_a_journalist_takes_what_waits_for_an_answer_to_excel(open_page: OpenPage) -> None:
    """The open questions of the PvdD in Excel with typed dates; late replies, and their share."""
    page = open_page(locale="en", accept_downloads=True).to("/")
    ask(page, "unanswered")
    page.select_option("select[name=party]", "PvdD")
    page.wait_for_url("**party=PvdD**")
    shown = page.locator(".dense tbody tr").count()
    assert str(shown) in page.inner_text(".answer strong")
    name, content = saved(page, ".take a:text-is('Excel')")
    assert name.endswith(".xlsx")
    assert "party-PvdD" in name
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    head, *rows = sheet.iter_rows()
    day = [cell.value for cell in head].index("asked_on")
    assert shown == len(rows)
    assert all(isinstance(row[day].value, datetime) for row in rows)
    assert ask(page, "late_replies")
    assert ask(page, "unanswered_by_ministry")
    assert ask(page, "unanswered_share")
    assert "%" in page.inner_text(".dense tbody")


def test_a_clerk_follows_a_dossier_to_its_open_questions(
    open_page: OpenPage, sample_warehouse: Path
) -> None:
    """Finds it by number, sees who waits for whom, and is told by feed, calendar and mail text."""
    page = open_page(locale="en").to("/")
    page.fill("input[type=search]", "99012")
    page.press("input[type=search]", "Enter")
    page.click(".papers-found a >> nth=0")
    page.click(".facts a[href='/dossier/99012']")
    expect(page.locator("h1")).to_contain_text("99 012")
    assert page.locator("section.list").count() > 2
    feed = feedparser.parse(opened(page, ".chips a[type='application/atom+xml']"))
    assert not feed.bozo
    assert feed.entries
    days = icalendar.Calendar.from_ical(opened(page, ".chips a[href^='/deadlines.ics']"))
    assert "VCALENDAR" == days.name
    told = terminal(sample_warehouse.parent, "digest", "--since", "2026-01-01")
    assert "99 012" in told or "99012" in told


def test_a_researcher_takes_every_pair_with_a_citation(
    open_page: OpenPage, sample_warehouse: Path
) -> None:
    """All pairs as CSV, in polars, ibis and base R, and how to cite them."""
    page = open_page(locale="en", accept_downloads=True).to("/")
    page.click("footer >> text=Download the data")
    name, content = saved(page, "a[href='/data/question_with_answers.csv']")
    assert name.endswith(".csv")
    pairs = pl.read_csv(content, infer_schema_length=None)
    with connect(sample_warehouse) as connection:
        (rows,) = connection.execute("SELECT count(*) FROM question_with_answers").fetchall()[0]
    assert rows == pairs.height
    assert {"question", "answer"} <= {column.partition("_")[0] for column in pairs.columns}
    cited = page.locator("section[aria-labelledby=cite] pre").all_inner_texts()
    assert any(text.startswith("@misc") and "log position" in text for text in cited)
    if shutil.which(
        "Rscript"
    ):  # ibis and R are in tests/elsewhere too, as the documents print them
        address = page.url.removesuffix("/take")
        script = f'cat(nrow(read.csv("{address}/data/question_with_answers.csv")))'
        done = subprocess.run(
            ["Rscript", "--vanilla", "-e", script], capture_output=True, text=True, check=True
        )
        assert str(rows) == done.stdout.strip()


def test_an_engineer_calls_the_api_and_the_mcp_server(
    open_page: OpenPage, sample_warehouse: Path
) -> None:
    """From the front page to the description, a list page by page, and the tools of MCP."""
    page = open_page(locale="en").to("/")
    page.click("footer >> text=For programs")
    described = json.loads(opened(page, "a[href$='/openapi.json']"))
    assert described["openapi"].startswith("3.1")
    assert "/questions" in str(list(described["paths"]))
    first = json.loads(opened(page, "a[href^='/api/v1/questions']"))
    more = page.request.get("/api/v1/questions", params={"limit": 5, "cursor": first["next"]})
    assert 200 == more.status
    assert not {row["question_id"] for row in first["data"]} & {
        row["question_id"] for row in more.json()["data"]
    }
    assert re.search(r"griffier mcp", page.inner_text("main"))

    async def through_mcp() -> tuple[set[str], object]:
        environment = {**os.environ, "GRIFFIER_HOME": str(sample_warehouse.parent)}
        target = StdioServerParameters(command=str(GRIFFIER), args=["mcp"], env=environment)
        async with Client(target) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            told = await client.call_tool("search", {"words": "woning"})
        return tools, told.structured_content

    with ThreadPoolExecutor() as aside:  # the browser's own loop runs in this thread
        tools, found = aside.submit(lambda: asyncio.run(through_mcp())).result()
    assert {"search", "ask"} <= tools
    assert found


def test_a_newcomer_reads_a_question_with_its_answer(open_page: OpenPage) -> None:
    """Searches a word, opens a result, sees the answer and its source, and who gave it."""
    page = open_page(locale="nl").to("/")
    page.fill("input[type=search]", "ligplaats")
    page.press("input[type=search]", "Enter")
    expect(page.locator(".hits mark").first).to_be_visible()
    page.click(".hits a >> nth=0")
    page.wait_for_url("**/letter/**")
    expect(page.locator(".exchange").first).to_be_visible()
    page.click(".exchanges [data-show] >> nth=0")
    expect(page.locator("#source .lit").first).to_be_visible()
    page.keyboard.press("Escape")
    page.click("main a[href*='/person/'] >> nth=0")
    expect(page.locator("dl.numbers")).to_be_visible()
    page.click(".languages a[lang=en]")
    assert "en" == page.locator("html").get_attribute("lang")
