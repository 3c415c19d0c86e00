"""The page in a real browser: what one clicks, sees, prints and hears read out."""

import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from page_client import Visitor
from playwright.sync_api import Page, expect
from starlette.types import ASGIApp

from pipeline.page.app import create_app
from pipeline.queries import named_query
from pipeline.report import write_report
from pipeline.settings import Settings

OpenPage = Callable[..., Visitor]
PHONE = {"width": 360, "height": 740}
PAGES = [
    "/",
    "/?q=leden",
    "/letters",
    "/letter/kst-99012-D",
    "/letter/ah-ek-20252026-902",
    "/letter/kst-99031-F",
    "/figures/times",
    "/figures/unanswered",
    "/figures/commitments",
    "/figures/citations",
    "/figures/activity",
    "/figures/freshness",
    "/sql?sql=FROM+answered_question+LIMIT+5",
    "/sql?sql=FROM+nothing",
    pytest.param(
        f"/sql?{urlencode({'sql': named_query('unanswered').sql, '$party': 'PvdD'})}",
        id="/sql with values",
    ),
    "/letter/blg-9900001",
    "/ask",
    "/ask/unanswered",
    "/ask/dossier",
    "/feeds",
    "/dossier/99012",
    "/party/PvdD",
    "/person/anna-bergweide",
    "/ministry/mnre1130",
    "/versions/kst-99012-D",
    "/take",
    "/api",
]


def test_a_click_on_a_row_highlights_its_characters_in_the_source(open_page: OpenPage) -> None:
    """Question, answer and reference: the source text opens beside the letter, marked and in view;
    Escape closes it.
    """
    page = open_page().to("/letter/kst-99012-D")
    cited = page.get_attribute("tr:has(a.cite.held)", "id")
    for name, words in (
        ("question-2", "ringvaart"),
        ("answer-1", "overgangsregel"),
        (cited, "99 012, B"),
    ):
        page.click(f'.exchanges [data-show="{name}"], table [data-show="{name}"]')
        lit = page.locator("#source .lit")
        assert words in "".join(lit.all_inner_texts())
        expect(lit.first).to_be_in_viewport()
        assert "true" == page.get_attribute(f'[data-show="{name}"]', "aria-current")
    assert "Gemarkeerd" in page.inner_text("[data-shown]")
    page.keyboard.press("Escape")
    assert 0 == page.locator("#source .lit").count()
    assert cited == page.evaluate("document.activeElement.dataset.show")


def test_without_scripts_the_server_highlights_a_rows_characters(open_page: OpenPage) -> None:
    """The same link works in a browser that runs no script."""
    page = open_page(java_script_enabled=False).to("/letter/kst-99012-D")
    page.click('.exchanges [data-show="question-2"]')
    expect(page.locator("#lit")).to_contain_text("ringvaart")
    expect(page.locator("#lit")).to_be_visible()


def test_a_search_leads_to_the_letter(open_page: OpenPage) -> None:
    """Typed and sent with Enter; a result opens its letter at the question that was found."""
    page = open_page().to("/")
    page.fill("input[type=search]", "ringvaart")
    page.press("input[type=search]", "Enter")
    expect(page.locator(".hits mark").first).to_have_text("ringvaart")
    page.click(".hits a >> nth=0")
    page.wait_for_url("**/letter/**")
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_permalink_scrolls_to_its_question(open_page: OpenPage) -> None:
    """The address of a question shows that question, not the top of its letter."""
    page = open_page().to("/letter/kst-99012-D#question-5")
    expect(page.locator("#question-5:target")).to_be_in_viewport()


def test_the_console_runs_a_query_by_keyboard(open_page: OpenPage) -> None:
    """Written in the box and asked with Control and Enter; an answer leads to its letter."""
    page = open_page().to("/sql")
    page.fill(
        "textarea",
        "SELECT question_id FROM question\nWHERE publication_id = 'kst-99012-D' ORDER BY ordinal",
    )
    page.press("textarea", "Control+Enter")
    page.wait_for_selector(".result tbody tr")
    assert 5 == page.locator(".result tbody tr").count()
    page.click(".result tbody tr:nth-child(3) a")
    page.wait_for_url("**/letter/kst-99012-D#question-3")


def test_a_named_query_asks_for_its_values(open_page: OpenPage) -> None:
    """A click on the question, a word in its field, and the answer; the address is that of the
    answer.
    """
    page = open_page().to("/sql")
    page.click(f"text={named_query('asked_about').title_nl}")
    page.fill("[name='$words']", "woning")
    assert 0 == page.locator(".result").count()
    page.press("[name='$words']", "Enter")
    page.wait_for_selector(".result tbody tr")
    assert "woning" in page.inner_text(".result tbody").lower()
    assert "%24words=woning" in page.url


def test_the_language_switch_stays_on_the_same_page(open_page: OpenPage) -> None:
    """The switch keeps the page, changes its words, and is remembered on the next."""
    page = open_page().to("/figures/times?by=party")
    page.click("text=English")
    expect(page.locator("h1")).to_have_text("How long does an answer take?")
    assert "by=party" in page.url
    page.click("nav >> text=Papers")
    expect(page.locator("h1")).to_have_text("Papers")


def test_a_filter_applies_as_it_is_picked(open_page: OpenPage) -> None:
    """No button to find: the list follows the choice."""
    page = open_page().to("/letters")
    before = page.locator(".cards > li").count()
    page.select_option("select[name=party]", "PvdD")
    page.wait_for_url("**party=PvdD**")
    assert 0 < page.locator(".cards > li").count() < before


def test_the_back_button_takes_a_filter_back_too(open_page: OpenPage) -> None:
    """The chosen filter and the list agree, also on the way back."""
    page = open_page().to("/?q=woning")
    page.select_option("select[name=state]", "unanswered")
    page.wait_for_url("**state=unanswered**")
    page.go_back()
    page.wait_for_url("**/?q=woning")
    expect(page.locator("select[name=state]")).to_have_value("")


def test_a_paper_in_the_graph_highlights_its_citations(open_page: OpenPage) -> None:
    """Pointing at a paper shows what it cites; picking it shows everything around it."""
    page = open_page().to("/figures/citations")
    node = page.locator(".graph [data-node='kst-99012-B']").first
    node.hover()
    expect(page.locator(".graph path.lit").first).to_be_visible()
    node.click()
    page.wait_for_url("**paper=kst-99012-B**")
    expect(page.locator("h1")).to_contain_text("99 012, B")


def faults(page: Page) -> list[tuple[str, str, list[str]]]:
    """Return every violation that axe finds: the rule, its weight, and some of the elements."""
    found = Axe().run(page).response["violations"]
    return [
        (fault["id"], fault["impact"], [node["html"] for node in fault["nodes"]][:3])
        for fault in found
    ]


@pytest.mark.parametrize("path", PAGES)
def test_pages_on_a_phone_in_dark_mode_pass_axe_without_scrolling_sideways(
    open_page: OpenPage, path: str, address: str
) -> None:
    """Every request goes to this server, nothing complains, nothing is wider than the screen, and
    all can be read.
    """
    visitor = open_page(viewport=PHONE, color_scheme="dark")
    page = visitor.to(path)
    assert {urlsplit(address).netloc} == {urlsplit(url).netloc for url in visitor.requested}
    assert [] == [words for words in visitor.complaints if "status of 4" not in words]
    assert PHONE["width"] == page.evaluate("document.documentElement.scrollWidth")
    assert [] == faults(page)
    page.emulate_media(color_scheme="light")
    assert [] == faults(page)


def test_report_and_data_docs_are_readable_on_a_phone_in_dark_mode(
    open_page: OpenPage, sample_warehouse: Path, serve: Callable[[ASGIApp], str], tmp_path: Path
) -> None:
    """In the frame of the site they keep to the rules of its own pages."""
    write_report(sample_warehouse, tmp_path / "report" / "index.html")
    shutil.copytree(sample_warehouse.parent / "data_docs", tmp_path / "data_docs")
    address = serve(create_app(Settings(home=tmp_path, warehouse=sample_warehouse)))
    checked = next((tmp_path / "data_docs" / "validations" / "question").rglob("*.html"))
    for path in ("report/index.html", checked.relative_to(tmp_path)):
        visitor = open_page(viewport=PHONE, color_scheme="dark")
        page = visitor.to(f"{address}/{path}")
        assert {urlsplit(address).netloc} == {urlsplit(url).netloc for url in visitor.requested}
        assert [] == visitor.complaints
        assert PHONE["width"] == page.evaluate("document.documentElement.scrollWidth")
        assert [] == faults(page)
        page.emulate_media(color_scheme="light")
        assert [] == faults(page)


@pytest.mark.parametrize("path", ["/figures/activity", "/figures/freshness"])
@pytest.mark.parametrize("locale", ["nl", "en"])
def test_the_periods_under_a_chart_can_be_read_on_a_phone(
    open_page: OpenPage, path: str, locale: str
) -> None:
    """No label touches the next, and none hangs off the screen."""
    page = open_page(viewport=PHONE, locale=locale).to(path)
    places = [label.bounding_box() or {} for label in page.locator(".columns .label").all()]
    assert len(places) > 2
    edges = [(box["x"], box["x"] + box["width"]) for box in places]
    assert [] == [(one, other) for one, other in pairwise(edges) if one[1] + 4 > other[0]]
    assert edges[-1][1] <= PHONE["width"]


@pytest.mark.parametrize("path", PAGES)
def test_pages_on_a_desktop_in_light_mode_pass_axe(open_page: OpenPage, path: str) -> None:
    """No accessibility fault of any weight, in English."""
    assert [] == faults(open_page(locale="en").to(path))


def test_a_letter_with_its_source_open_passes_axe(open_page: OpenPage) -> None:
    """Nor while the source text stands beside the letter."""
    page = open_page().to("/letter/kst-99012-D")
    page.click('.exchanges [data-show="question-2"]')
    assert [] == faults(page)


def test_every_control_is_reached_by_keyboard(open_page: OpenPage) -> None:
    """The first stop skips to the content; the source opens with Enter and gives the focus back."""
    page = open_page().to("/letter/kst-99012-D")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip')")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id === 'main'")
    page.focus('.exchanges [data-show="answer-1"]')
    page.keyboard.press("Enter")
    expect(page.locator("#source .lit").first).to_be_visible()
    page.keyboard.press("Escape")
    assert "answer-1" == page.evaluate("document.activeElement.dataset.show")


def test_a_letter_prints_without_navigation(open_page: OpenPage, tmp_path: Path) -> None:
    """On paper there are the letter's words and none of the page's tools."""
    page = open_page().to("/letter/kst-99012-D")
    page.emulate_media(media="print")
    assert page.locator(".exchanges").is_visible()
    assert not page.locator(".masthead nav").is_visible()
    assert not page.locator(".tools").first.is_visible()
    assert page.pdf(path=tmp_path / "letter.pdf").startswith(b"%PDF")
