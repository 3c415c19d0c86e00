"""Searching on the first page: by words, by number, by title, narrowed by filters."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from starlette.types import ASGIApp

from pipeline.page.app import create_app
from pipeline.settings import Settings
from pipeline.warehouse.schema import create_tables, create_views


def found(site: httpx.Client, q: str, **filters: str) -> list[LexborNode]:
    """Return the exchanges that a search shows."""
    return LexborHTMLParser(site.get("/", params={"q": q, **filters}).text).css(".hits > li")


def papers(site: httpx.Client, q: str) -> list[str]:
    """Return the papers that a search shows."""
    return [
        node.attributes["href"] or ""
        for node in LexborHTMLParser(site.get("/", params={"q": q}).text).css(".papers-found a")
    ]


def test_words_in_questions_and_answers_are_found_and_highlighted(site: httpx.Client) -> None:
    """A result shows question and answer with the words marked, and leads to the place in its
    letter.
    """
    hits = found(site, "ligplaats")
    assert hits
    for hit in hits:
        assert {"ligplaats"} == {mark.text().lower()[:9] for mark in hit.css("mark")}
        assert "/letter/" in (hit.css_first("a").attributes["href"] or "")
        assert "#" in (hit.css_first("a").attributes["href"] or "")


def test_a_question_is_found_with_its_answer(site: httpx.Client) -> None:
    """Its answer has none of the words and is shown all the same, on the page and in the file."""
    (hit,) = found(site, '"bij oostenwind"')
    link = hit.css_first(".answer-text a")
    assert "/letter/ah-ek-20252026-901#answer-2" in (link.attributes["href"] or "")
    assert link.text().startswith("Het Rijk houdt hiervan geen register bij.")
    (row,) = site.get("/search.json", params={"q": '"bij oostenwind"'}).json()
    assert ["ah-ek-20252026-901/answer-2"] == row["answer_ids"]


@pytest.mark.parametrize("party", ["D66", "SP"])
def test_a_joint_question_is_found_for_each_of_its_parties(site: httpx.Client, party: str) -> None:
    """A question of members of several parties has no party of its own."""
    (hit,) = found(site, '"bij oostenwind"', party=party)
    assert party in hit.css_first(".kicker strong").text().split(", ")
    assert [] == found(site, '"bij oostenwind"', party="SGP")


def test_filters_narrow_what_was_found(site: httpx.Client) -> None:
    """By fractie, minister, year and whether there is an answer."""
    every = found(site, "leden")
    of_one = found(site, "leden", party="SGP")
    assert 0 < len(of_one) < len(every)
    assert {"SGP"} == {node.css_first(".kicker strong").text() for node in of_one}
    assert [] == found(site, "leden", year="1999")
    assert [] == found(site, "leden", ministry="Nergens")
    open_ones = found(site, "schoolzwembaden", state="unanswered")
    assert open_ones
    assert all(node.css(".alert") for node in open_ones)
    assert [] == found(site, "schoolzwembaden", state="answered")


@pytest.mark.parametrize(
    "q", ["99012", "99 012", "kst-99012-B", "99 012, B", "Kamerstuk 99 012, B", "kst-99012 B"]
)
def test_a_number_finds_its_papers(site: httpx.Client, q: str) -> None:
    """However a clerk writes it."""
    assert "/letter/kst-99012-B" in papers(site, q)


def test_words_of_a_title_find_its_papers(site: httpx.Client) -> None:
    """A paper without questions is found too."""
    assert "/letter/kst-99031-F" in papers(site, "overzetboten veren")


def test_a_page_beyond_the_last_is_the_last(site: httpx.Client) -> None:
    """Not a list of so many found above a word that there are none."""
    first, beyond = (found(site, "woning", page=page) for page in ("1", "99"))
    assert [hit.text() for hit in first] == [hit.text() for hit in beyond] != []


def test_a_search_without_results_shows_a_message(site: httpx.Client) -> None:
    """Also where a search is all signs, or a text that someone pasted."""
    for q in ("qqqq", "';--", "%", "a" * 5000, "(((", "\x00"):
        page = site.get("/", params={"q": q})
        assert 200 == page.status_code
        assert LexborHTMLParser(page.text).css(".empty")


def test_a_search_without_an_index_shows_a_message(
    tmp_path: Path, serve: Callable[[ASGIApp], str]
) -> None:
    """One that an older version published is no fault: numbers and titles are found, and the page
    says what words need.
    """
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        create_tables(connection)
        create_views(connection)
    page = httpx.get(
        f"{serve(create_app(Settings(home=tmp_path)))}/",
        params={"q": "bos"},
        headers={"Accept-Language": "en"},
        timeout=60,
    )
    assert 200 == page.status_code
    assert "griffier rebuild" in page.text


def headings(site: httpx.Client, q: str) -> list[str]:
    """Return the sections of a page of results, without that of its files."""
    tree = LexborHTMLParser(site.get("/", params={"q": q, "lang": "en"}).text)
    return [node.text() for node in tree.css("main h2:not(#take)")]


def test_the_message_about_no_results_is_hidden_below_results(site: httpx.Client) -> None:
    """A number finds papers, a name finds a person, and no line says nothing."""
    assert ["Papers"] == headings(site, "99012")
    assert ["0 questions with their answers"] == headings(site, "zzzz")


def test_a_total_counts_what_the_pages_show(site: httpx.Client) -> None:
    """More than one page of results: their sum is the total, which a filter narrows."""
    shown = [found(site, "leden", page=str(page)) for page in (1, 2)]
    assert [f"{len(shown[0]) + len(shown[1])} questions with their answers"] == headings(
        site, "leden"
    )[-1:]
    assert 25 == len(shown[0])


def test_a_query_with_quotes_minus_and_prefix_keeps_them(site: httpx.Client) -> None:
    """Each narrows what the bare words find."""
    bare = found(site, "openbare uurwerken")
    phrase = found(site, '"openbare uurwerken"')
    assert 0 < len(phrase) < len(bare)
    assert all("openbare uurwerken" in node.text().lower() for node in phrase)
    without = found(site, "uurwerken -openbare")
    assert 0 < len(without) < len(found(site, "uurwerken"))
    assert len(found(site, "uurw*")) >= len(found(site, "uurwerken"))
    assert [] == found(site, '"uurwerken openbare"')


def test_a_name_finds_a_person_and_leads_to_the_letters(site: httpx.Client) -> None:
    """Members by the name under their questions, ministers by any printed form of theirs."""
    tree = LexborHTMLParser(site.get("/", params={"q": "wiegersma"}).text)
    link = tree.css_first(".persons-found a").attributes["href"] or ""
    assert "/letter/ah-ek-20252026-901" in site.get(link).text


def test_a_search_for_stop_words_shows_a_notice(site: httpx.Client) -> None:
    """A search for words that stand everywhere says why it finds nothing."""
    assert ": de." in LexborHTMLParser(site.get("/?q=de&lang=en").text).css_first("main").text()


def test_a_search_is_narrowed_by_the_name_that_a_ministry_has_in_the_list(
    site: httpx.Client,
) -> None:
    """The list has its name in the register, letters print another one now and then."""
    page = LexborHTMLParser(site.get("/?q=leden").text)
    names = [one.text() for one in page.css("[name=ministry] option")[1:]]
    assert any(found(site, "leden", ministry=name) for name in names)
