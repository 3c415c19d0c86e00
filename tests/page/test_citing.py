"""Citing a paper, and what search engines are told."""

import json
import re
from datetime import date
from xml.etree import ElementTree as ET

import httpx
from selectolax.lexbor import LexborHTMLParser

from pipeline.page.paper.bibliography import citations, leidraad

PAPER = {
    "publication_id": "kst-36600-XV-B",
    "series": "kst",
    "chamber": "EK",
    "session_year": "2024-2025",
    "sub_number": "B",
    "published_on": date(2025, 6, 17),
    "title": "Verslag",
    "dossier_title": "Begroting {SZW}",
}


def test_a_citation_names_chamber_session_dossier_and_number() -> None:
    """Letters of the Senate stand alone, numbers of the House have "nr."."""
    assert "Kamerstukken I 2024/25, 36600-XV, B" == leidraad(PAPER)
    house = {**PAPER, "publication_id": "kst-36600-4", "chamber": "TK", "sub_number": "4"}
    assert "Kamerstukken II 2024/25, 36600, nr. 4" == leidraad(house)


def test_every_citation_format_names_the_paper_and_parses() -> None:
    """CSL-JSON is JSON, BibTeX has balanced braces, APA has the day."""
    told = citations(PAPER, "https://example.org/p", date(2026, 8, 31), 184)
    (item,) = json.loads(told["CSL-JSON"])
    assert ([[2025, 6, 17]], "https://example.org/p") == (item["issued"]["date-parts"], item["URL"])
    assert told["BibTeX"].count("{") == told["BibTeX"].count("}")
    assert "log position 184" in told["BibTeX"]
    assert "(2025, 17 juni)" in told["APA"]


def test_a_letter_page_states_how_to_cite_it(site: httpx.Client) -> None:
    """All four forms stand on the page, folded away."""
    page = LexborHTMLParser(site.get("/letter/kst-99012-D").text)
    shown = [node.text() for node in page.css("details.query h3")]
    assert ["Leidraad", "APA", "BibTeX", "CSL-JSON"] == shown


def test_search_engines_find_papers_and_start_no_query(site: httpx.Client) -> None:
    """robots.txt keeps them off the console and names the map, which lists pages that exist."""
    robots = site.get("/robots.txt").text
    assert "Disallow: /sql" in robots
    address = re.search(r"Sitemap: (\S+)", robots)
    assert address
    told = ET.fromstring(site.get(address[1]).content)  # noqa: S314 -- our own
    pages = [node.text or "" for node in told.iter() if node.tag.endswith("loc")]
    assert len(pages) > 30
    assert all(200 == site.get(page).status_code for page in pages[:8] + pages[-8:])


def test_a_page_states_one_canonical_address(site: httpx.Client) -> None:
    """The canonical address has the choices in order and no language."""
    page = LexborHTMLParser(site.get("/letters?session=2025-2026&lang=en&kind=brief").text)
    link = page.css_first("link[rel=canonical]").attributes["href"] or ""
    assert link.endswith("/letters?kind=brief&session=2025-2026")
