"""The report in a real browser: on a desk, on a phone, on paper, in two languages, without a
network.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from report_warehouse import PAPER, paper_rows, row, runs, warehouse

from pipeline.quality import rules
from pipeline.report import write_report

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
BOTH = pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
MANY = 300
LONG = "het antwoord breekt af: " + "waterschapsbelastingaangiftebiljetten en sluizen " * 4


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a report over hundreds of runs, with a full quarantine and every state of coverage in
    many session years.
    """
    folder = tmp_path_factory.mktemp("report")
    failing = {
        run: [name for place, name in enumerate(rules()) if (run + place) % 29 == 0]
        for run in range(1, MANY + 1)
    }
    rows = paper_rows()
    for number in range(1, 21):
        name = f"kst-36600-XV-{number}"
        told = {
            "publication_id": name,
            "content_sha256": "b" * 64,
            "state": "open",
            "log_position": 100 + number,
        }
        rows["quarantine"] += [
            row(
                "quarantine",
                **told,
                ordinal=place,
                rule=rule,
                reason=LONG,
                row_id=f"{name}/answer-{place}",
                char_start=9,
                char_end=99,
            )
            for place, rule in enumerate(list(rules())[number : number + 7], 1)
        ]
    states = ("held", "quarantined", "rejected", "listed", "failed", "withdrawn", "expected")
    rows["coverage"] += [
        row(
            "coverage",
            source="catalogue",
            publication_id=f"{year}-{state}",
            series="kst",
            session_year=f"{year}-{year + 1}",
            state=state,
        )
        for year in range(2010, 2026)
        for state in states
    ]
    docs = folder / "data_docs.html"
    docs.touch()
    return write_report(
        warehouse(folder, runs(MANY, failing), rows), folder / "index.html", data_docs=docs
    ).as_uri()


@contextmanager
def reading(browser: Browser, address: str, **wanted: object) -> Iterator[tuple[Page, list[str]]]:
    """Yield the report in a browser that has no network, and everything that the page asks for."""
    with browser.new_context(**{"viewport": DESK, "offline": True, **wanted}) as context:
        page, requested = context.new_page(), []
        context.on("request", lambda request: requested.append(request.url))
        page.goto(address)
        yield page, requested


def words_of(pdf: bytes, number: int) -> str:
    """Return the words on one page of a PDF, counted from 0."""
    return " ".join(
        pypdfium2.PdfDocument(io.BytesIO(pdf))[number].get_textpage().get_text_range().split()
    )


@BOTH
def test_the_report_fits_the_screen_and_requests_nothing(
    browser: Browser, address: str, screen: dict[str, int]
) -> None:
    """Nobody scrolls sideways, also with every list of rules open, and the one request is for the
    page itself.
    """
    with reading(browser, address, viewport=screen) as (page, requested):
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert screen["width"] == page.evaluate("document.documentElement.scrollWidth")
        assert [address] == [url for url in requested if not url.startswith("data:")]


@pytest.mark.parametrize(("language", "screen"), [("nl", PHONE), ("en", DESK)])
def test_the_report_passes_axe(
    browser: Browser, address: str, screen: dict[str, int], language: str
) -> None:
    """Of any weight, with every list of rules open."""
    with reading(browser, address, viewport=screen) as (page, _):
        page.locator(f"label[lang={language}]").click()
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        faults = Axe().run(page).response["violations"]
    assert [] == [
        (fault["id"], fault["impact"], [node["html"] for node in fault["nodes"]][:3])
        for fault in faults
    ]


def test_the_language_is_switched_without_scripts_by_mouse_and_by_keyboard(
    browser: Browser, address: str
) -> None:
    """One language is shown at a time."""
    with reading(browser, address, java_script_enabled=False) as (page, _):
        dutch, english = page.locator("main[lang=nl]"), page.locator("main[lang=en]")
        expect(dutch).to_be_visible()
        expect(english).to_be_hidden()
        page.get_by_text("English", exact=True).click()
        expect(english).to_be_visible()
        expect(dutch).to_be_hidden()
        page.keyboard.press("ArrowLeft")
        expect(dutch).to_be_visible()


def test_the_trend_ends_where_the_dimension_stands(browser: Browser, address: str) -> None:
    """A line over many runs is thinned out, yet its last point is the latest run: at the top only
    when all was met.
    """
    with reading(browser, address) as (page, _):
        cards = (
            page.locator("main[lang=en] .card, main[lang=nl] .card")
            .filter(has=page.locator("svg.trend"))
            .all()
        )
        assert len(cards) == 12
        for card in cards:
            share, height = (
                card.locator(".share").text_content(),
                card.locator("circle").get_attribute("cy"),
            )
            assert (share is not None and share.startswith("100")) == (height == "4.0")


def test_the_report_prints_every_section(browser: Browser, address: str) -> None:
    """The first page has the title, no line runs off the paper, and all rules are there though
    their lists are closed.
    """
    with reading(browser, address) as (page, _):
        pdf = page.pdf(format="A4")
    printed = pypdfium2.PdfDocument(io.BytesIO(pdf))
    everything = " ".join(words_of(pdf, number) for number in range(len(printed)))
    assert "Datakwaliteit van Griffier" in words_of(pdf, 0)
    assert "English" not in everything
    assert PAPER in everything
    assert [] == [
        rule.title["nl"]
        for rule in rules().values()
        if rule.title["nl"] not in everything.replace("- ", "-")
    ]
    for sheet in printed:
        text = sheet.get_textpage()
        right = max((text.get_rect(place)[2] for place in range(text.count_rects())), default=0)
        assert right <= sheet.get_width() - 40  # the margin of 16 mm is 45 points
