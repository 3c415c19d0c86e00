"""The report is one file that tells people how the data stands, in two languages and without a
network.
"""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from report_warehouse import PAPER, paper_rows, runs, warehouse

from pipeline.language import CODES, language
from pipeline.report import write_report
from pipeline.report.figures import trend
from pipeline.report.papers import passage
from pipeline.report.results import DRAWN, downsampled


class Page(HTMLParser):
    """The contents that a browser would find: tags in order, the text of each main part, and whatever would be
    requested.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.requested: list[str] = []
        self.said: dict[str, str] = {}
        self._main = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect ids, links and anything that loads by itself."""
        known = dict(attrs)
        if known.get("id"):
            self.ids.append(known["id"] or "")
        if tag == "main":
            self._main = known["lang"] or ""
        if tag == "a":
            self.links.append(known["href"] or "")
        outside_style = tag == "link" and not (known["href"] or "").startswith("data:")
        if (
            tag == "script"
            or outside_style
            or known.keys() & {"src", "srcset", "data", "action", "poster"}
        ):
            self.requested.append(tag)

    def handle_data(self, data: str) -> None:
        """Collect the words of each language."""
        if self._main:
            self.said[self._main] = self.said.get(self._main, "") + " " + " ".join(data.split())


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the report over two runs: in the second a rule fails that was met, and another is met
    again.
    """
    folder = tmp_path_factory.mktemp("report")
    results = runs(2, failing={1: ["letter.dated"], 2: ["question.labels_without_gaps"]})
    accuracy = folder / "accuracy.json"
    accuracy.write_text(
        json.dumps({"total": {"pair": {"precision": 0.9876, "recall": 1.0, "f1": 0.9937}}})
    )
    docs = folder / "data_docs" / "index.html"
    docs.parent.mkdir()
    docs.touch()
    out = write_report(
        warehouse(folder, results, paper_rows()),
        folder / "report" / "index.html",
        accuracy=accuracy,
        data_docs=docs,
    )
    return out.read_text(encoding="utf-8")


def test_the_report_requests_nothing_from_elsewhere(page: str) -> None:
    """The page loads no script, picture, font or style from anywhere."""
    assert [] == Page(page).requested
    assert "url(" not in page
    assert "@import" not in page


def test_every_id_and_address_inside_the_page_is_sound(page: str) -> None:
    """Ids are unique and every jump within the page lands."""
    found = Page(page)
    assert len(found.ids) == len(set(found.ids))
    assert {link[1:] for link in found.links if link.startswith("#")} <= set(found.ids)


def test_both_languages_show_the_same_figures(page: str) -> None:
    """Dutch and English name the same papers, rules and places."""
    found = Page(page)
    facts = re.compile(r"\b(?:kst-\S+?-[A-Z]|[a-z_]+\.[a-z_]+(?:\.[a-z_]+)*)\b")
    assert facts.findall(found.said["nl"]) == facts.findall(found.said["en"])


def test_the_report_names_the_rules_that_changed(page: str) -> None:
    """The rule that newly fails, the one that is met again, the paper that entered and the one that
    is held.
    """
    said = Page(page).said["en"]
    changed = said[said.index("Newly failing") : said.index("These papers wait for a decision")]
    order = [
        changed.index(told)
        for told in (
            "labels_without_gaps",
            "Passed again",
            "letter.dated",
            "Entered",
            PAPER,
            "kst-90002-B",
        )
    ]
    assert sorted(order) == order


def test_the_report_lists_letters_with_a_warning(page: str) -> None:
    """Beside a rule that is not met stand the papers that do not meet it."""
    said = Page(page).said["en"]
    unmet = said[said.index("7 of 100 rows") :]
    assert unmet.index(PAPER) < 30


def test_a_letter_is_linked_to_the_official_page_and_to_the_words(page: str) -> None:
    """Whoever follows the second link lands on the passage itself."""
    official = f"https://zoek.officielebekendmakingen.nl/{PAPER}.html"
    links = Page(page).links
    assert official in links
    assert any(link.startswith(f"{official}#:~:text=Hoeveel%20molens") for link in links)


def test_hostile_words_of_a_letter_stay_text(page: str) -> None:
    """Words of a letter or of a reason are shown, never run."""
    assert "<nothing>" not in page
    assert "it answers &lt;nothing&gt;" in page


def test_the_share_of_checks_is_never_rounded_up_to_all(page: str) -> None:
    """One failing row in thousands is not a hundred per cent."""
    assert "99,9\u00a0%" in page
    assert "99.9%" == language("en", "pipeline.report").share(0.999999)
    assert "100%" == language("en", "pipeline.report").share(1.0)


def test_the_report_links_accuracy_and_data_docs(page: str) -> None:
    """The parser's measured accuracy is in the page, Great Expectations' own pages are one link
    away.
    """
    assert "98.8%" in Page(page).said["en"]
    assert "../data_docs/index.html" in Page(page).links


def test_an_empty_warehouse_gives_a_page(tmp_path: Path) -> None:
    """Before the first letter the page says so."""
    only_load = {"load": paper_rows()["load"]}
    out = write_report(
        warehouse(tmp_path, [], only_load), tmp_path / "index.html", accuracy=tmp_path / "none.json"
    )
    assert "No letter has been validated yet" in out.read_text(encoding="utf-8")


def test_a_report_over_a_thousand_runs_stays_small(tmp_path: Path) -> None:
    """The page does not grow with its history: below 2 MB at 1,000 runs."""
    out = write_report(
        warehouse(tmp_path, runs(1000), paper_rows()),
        tmp_path / "index.html",
        accuracy=tmp_path / "none.json",
    )
    assert out.stat().st_size < 2_000_000


def test_the_same_warehouse_gives_the_same_page(tmp_path: Path) -> None:
    """Nothing in the page depends on when or where it is made."""
    made = warehouse(tmp_path, runs(3), paper_rows())
    first, second = (
        write_report(made, tmp_path / name / "index.html", accuracy=tmp_path / "none.json")
        for name in "ab"
    )
    assert first.read_bytes() == second.read_bytes()


def test_a_long_trend_is_drawn_with_few_points() -> None:
    """A trend keeps its level and its ends when it is thinned out."""
    thin = downsampled([place / 999 for place in range(1000)])
    assert DRAWN == len(thin)
    assert thin == sorted(thin)
    assert pytest.approx(0.5, abs=0.01) == sum(thin) / len(thin)


def test_a_passage_is_found_by_its_ends() -> None:
    """Long passages are named by their first and last words, and signs that mean something in an
    address are written out.
    """
    assert "p#:~:text=Ja%2C%20zo%2Den%2Dzo." == passage("p", "Ja, zo-en-zo.")
    assert "p#:~:text=a%20b%20c%20d%20e,h%20i%20j%20k%20l" == passage(
        "p", "a b c d e f g h i j k l"
    )
    assert passage(None, "Ja") is None


def test_the_report_has_every_message_in_both_languages() -> None:
    """No word is missing in one of the languages, and each takes the same values."""
    dutch, english = (language(code, "pipeline.report").messages for code in CODES)
    assert dutch.keys() == english.keys()
    places = re.compile(r"\{(\w+)\}")
    assert {name: set(places.findall(said)) for name, said in dutch.items()} == {
        name: set(places.findall(said)) for name, said in english.items()
    }


@pytest.mark.parametrize("number", [1, 4, 5, 30])
def test_a_trend_needs_five_runs(number: int) -> None:
    """Fewer are points without a line through them."""
    drawn = trend([1 - place / 100 for place in range(number)])
    assert (number >= 5) is ("<polyline" in drawn)
    assert (number if number < 5 else 1) == drawn.count("<circle")
