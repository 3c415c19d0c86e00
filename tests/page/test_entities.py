"""The pages of dossiers, persons, party groups, ministries and committees; versions side by side."""

from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline.page.paper.versions import compare
from pipeline.warehouse import connect

SOURCES = {
    "party": "SELECT DISTINCT party FROM question WHERE party IS NOT NULL",
    "person": "SELECT DISTINCT person_id FROM minister WHERE person_id IS NOT NULL",
    "ministry": "SELECT DISTINCT ministry_id FROM minister WHERE ministry_id IS NOT NULL",
    "committee": "SELECT DISTINCT committee FROM letter WHERE committee IS NOT NULL",
    "dossier": "SELECT DISTINCT dossier_number FROM coverage WHERE dossier_number IS NOT NULL",
}


@pytest.mark.parametrize("kind", SOURCES)
def test_every_entity_has_a_page_and_a_feed(
    sample_warehouse: Path, site: httpx.Client, kind: str
) -> None:
    """Each name in the data has a page with a heading, and a feed that answers."""
    with connect(sample_warehouse) as connection:
        values = [row[0] for row in connection.execute(SOURCES[kind]).fetchall()]
    assert values
    for value in values:
        page = site.get(f"/{kind}/{quote(value, safe='')}")
        assert 200 == page.status_code, value
        shown = LexborHTMLParser(page.text)
        assert shown.css_first("h1").text().strip()
        feed = shown.css("link[rel=alternate]")[-1].attributes["href"]
        assert 200 == site.get(feed).status_code
    assert 404 == site.get(f"/{kind}/nobody-at-all").status_code


def test_a_dossier_shows_gaps_and_open_questions(site: httpx.Client) -> None:
    """The letters by date, the paper that the dossier skips, and what it cites."""
    page = LexborHTMLParser(site.get("/dossier/99012", headers={"Accept-Language": "en"}).text)
    sections = [heading.attributes["id"] for heading in page.css("h2[id]")]
    assert ["timeline", "promises", "cites"] == [
        name for name in sections if name in {"timeline", "promises", "cites"}
    ]
    assert "skips this letter" in page.css_first("[aria-labelledby=timeline]").text()


def test_a_median_of_few_replies_states_their_number(site: httpx.Client) -> None:
    """Under five replies the median is pale and says how many there were."""
    page = site.get("/person/anna-bergweide", headers={"Accept-Language": "en"})
    few = LexborHTMLParser(page.text).css_first(".numbers .few")
    assert "only 2" in few.text()


def test_names_on_a_letter_are_links(site: httpx.Client) -> None:
    """Ministers, ministries, parties and the dossier of a letter lead to their pages."""
    page = LexborHTMLParser(site.get("/letter/kst-99012-B").text)
    kinds = {(a.attributes.get("href") or "").split("/")[1] for a in page.css("main a[href^='/']")}
    assert {"dossier", "ministry", "party"} <= kinds


def test_versions_show_which_words_changed() -> None:
    """Equal paragraphs stand beside each other; of a changed one only the words are marked."""
    pairs = compare("Same.\nThe term is four weeks.\nGone.", "Same.\nThe term is six weeks.\nNew!")
    assert [False, True, True] == [pair.changed for pair in pairs]
    assert ["four"] == [piece.text for piece in pairs[1].before if piece.changed]
    assert ["six"] == [piece.text for piece in pairs[1].after if piece.changed]
    texts = ["".join(piece.text for piece in pair.after) for pair in pairs]
    assert ["Same.", "The term is six weeks.", "New!"] == texts


def test_a_comparison_of_versions_shows_both_texts_whole() -> None:
    """Whatever is marked, each side reads as its version."""
    old, new = "a b\nc\n\nd e f", "c\nd x f\nlast"
    pairs = compare(old, new)
    for side, text in (("before", old), ("after", new)):
        lines = [getattr(pair, side) for pair in pairs if getattr(pair, side)]
        assert text == "\n".join("".join(piece.text for piece in line) for line in lines)


def test_the_comparison_of_a_paper_with_one_version_states_that(site: httpx.Client) -> None:
    """There is nothing to compare, and an unknown paper is not found."""
    page = site.get("/versions/kst-99012-D", headers={"Accept-Language": "en"})
    assert 200 == page.status_code
    assert "one version" in page.text
    assert 404 == site.get("/versions/nothing").status_code
