"""One paper under many names: it stays one publication, and its latest edition stands for it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.flows import ingesting, status
from pipeline.flows.stores import open_stores

Open = Callable[..., Any]
"""Opens the pipeline over the papers and a scenario (the fixture open_pipeline)."""
REPRINT = """
[[step]]
  [[step.paper]]
  identifier = "kst-36999-A-h1"
  ondernummer = "A"
  modified = {reprinted}
  files = {{ xml = "later/reprint.xml" }}
  [[step.paper]]
  identifier = "kst-36999-A"
  modified = {changed}
[[step]]
  [[step.gone]]
  identifier = "kst-36999-A-h1"
"""


@pytest.fixture
def reprint(papers: Path) -> None:
    """Write the text of a reprint of kst-36999-A for a scenario."""
    original = (papers / "kst-36999-A.xml").read_text(encoding="utf-8")
    (papers / "later" / "reprint.xml").write_text(
        original.replace("gedoofd", "uitgezet"), encoding="utf-8"
    )


def asked(opened: Any) -> list[str]:  # noqa: ANN401
    """Return the questions of kst-36999-A that readers see."""
    return opened.tables()["question"].filter(publication_id="kst-36999-A")["text"].to_list()


@pytest.mark.usefixtures("reprint")
@pytest.mark.parametrize(
    ("reprinted", "changed"),
    [("2026-01-15", "2026-01-15"), ("2026-01-22", "2026-03-01"), ("2026-03-01", "2026-01-22")],
    ids=["on one day", "the original changed later", "the reprint came later"],
)
def test_a_reprint_stands_for_its_paper_while_both_are_listed(
    open_pipeline: Open, reprinted: str, changed: str
) -> None:
    """In whatever order the catalogue changes its records; two records are no news of each other."""
    opened = open_pipeline(REPRINT.format(reprinted=reprinted, changed=changed))
    opened.ingest()
    opened.server.advance()
    opened.ingest()
    assert ["Hoeveel vuurtorens zijn er uitgezet?"] == asked(opened)
    opened.assert_quiet()
    opened.assert_quiet(recheck=True)


@pytest.mark.usefixtures("reprint")
def test_a_withdrawn_reprint_gives_way_to_the_original(open_pipeline: Open) -> None:
    """After confirmation, as every withdrawal."""
    opened = open_pipeline(REPRINT.format(reprinted="2026-01-22", changed="2026-01-22"))
    opened.server.advance()
    opened.ingest()
    opened.server.advance()
    opened.ingest(recheck=True)
    assert ["Hoeveel vuurtorens zijn er uitgezet?"] == asked(opened)
    opened.ingest(recheck=True)
    assert [] == asked(opened)
    opened.ingest()
    assert ["Hoeveel vuurtorens zijn er gedoofd?"] == asked(opened)
    opened.assert_quiet()


def test_a_paper_whose_dossier_is_listed_later_is_rekeyed_to_its_strongest_name(
    open_pipeline: Open, papers: Path
) -> None:
    """It leaves the name that it had, which still finds it; one address is asked for once for both."""
    (papers / "later" / "fresh.xml").write_bytes((papers / "kst-36999-A.xml").read_bytes())
    fresh = '[[step]]\n[[step.paper]]\nidentifier = "kst-1299999"\nmodified = 2026-02-0{}\nfiles = {{ xml = "later/fresh.xml" }}\n'
    opened = open_pipeline(
        fresh.format(1) + fresh.format(2) + 'dossiernummer = "36999"\nondernummer = "D"\n'
    )
    opened.server.advance()
    opened.ingest()
    assert "kst-1299999" in opened.held()
    opened.server.advance()
    opened.ingest()
    assert ["kst-36999-A", "kst-36999-B", "kst-36999-D"] == opened.held()
    with open_stores(opened.settings) as stores:
        told = {row["what"]["publication_id"] for row in status.history(stores, "kst-1299999")}
        reason = stores.log.publication("kst-1299999").status[1]
    assert {"kst-1299999", "kst-36999-D"} == told
    assert "kst-1299999 is kst-36999-D" in str(reason)
    opened.assert_quiet()
    opened.assert_quiet(recheck=True)


MOVED = """
[[step]]
  [[step.paper]]
  identifier = "kst-1299999"
  modified = {modified}
  files = {{ xml = "later/fresh.xml" }}
  dossiernummer = "{dossier}"
  ondernummer = "{letter}"
"""
"""A fresh paper, of which the catalogue tells this dossier and letter."""


@pytest.mark.parametrize("other", [("37000", "D"), ("36999", "E")], ids=["dossier", "letter"])
def test_a_fresh_paper_whose_dossier_or_letter_is_corrected_is_rekeyed_once(
    open_pipeline: Open, papers: Path, other: tuple[str, str]
) -> None:
    """Its number tells that it is the same; when the catalogue takes the change back, so do we. No
    gap is told of the letter it left.
    """
    (papers / "later" / "fresh.xml").write_bytes((papers / "kst-36999-A.xml").read_bytes())
    one, two = ("36999", "D"), other
    told = [
        MOVED.format(modified=f"2026-02-0{day}", dossier=dossier, letter=letter)
        for day, (dossier, letter) in ((1, one), (2, two))
    ]
    opened = open_pipeline("".join([*told, told[0].replace("2026-02-01", "2026-02-03")]))
    held = []
    for _ in range(3):
        opened.server.advance()
        opened.ingest()
        held.append(opened.held()[2:])
        opened.assert_quiet()
        opened.assert_quiet(recheck=True)
    before, after = ("kst-{}-{}".format(*name) for name in (one, two))
    assert [[before], [after], [before]] == held
    with open_stores(opened.settings) as stores:
        assert f"kst-1299999 is {before}" in str(stores.log.publication(after).status[1])
        assert {before, after} == {
            row["what"]["publication_id"] for row in status.history(stores, "kst-1299999")
        }


def test_two_fresh_papers_that_swap_numbers_are_both_held(
    open_pipeline: Open, papers: Path
) -> None:
    """Each name is left by one and taken by the other, in one listing."""
    (papers / "later" / "fresh.xml").write_bytes((papers / "kst-36999-A.xml").read_bytes())
    (papers / "later" / "other.xml").write_bytes((papers / "kst-36999-B.xml").read_bytes())

    def told(day: int, letter: str, other: str) -> str:
        one = MOVED.format(modified=f"2026-02-0{day}", dossier="36999", letter=letter)
        two = (
            one.replace("1299999", "1299998")
            .replace("fresh", "other")
            .replace(f'"{letter}"', f'"{other}"')
        )
        return one + two.replace("[[step]]", "")

    opened = open_pipeline(told(1, "C", "D") + told(2, "D", "C"))
    asked = []
    for _ in range(2):
        opened.server.advance()
        opened.ingest()
        asked.append(dict(opened.tables()["question"].select("publication_id", "text").iter_rows()))
    lights, guard = asked[0]["kst-36999-A"], asked[0]["kst-36999-B"]
    assert [(lights, guard), (guard, lights)] == [
        (day.get("kst-36999-C"), day.get("kst-36999-D")) for day in asked
    ]
    opened.assert_quiet()


def test_a_dossier_that_a_paper_left_has_no_gap_before_its_letter(
    open_pipeline: Open, papers: Path
) -> None:
    """If only the mistake named a D, the C is not missing."""
    (papers / "later" / "fresh.xml").write_bytes((papers / "kst-36999-A.xml").read_bytes())
    told = (
        MOVED.format(modified="2026-02-01", dossier="36999", letter="D"),
        MOVED.format(modified="2026-02-02", dossier="37000", letter="D"),
    )
    opened = open_pipeline("".join(told))
    gaps = []
    for _ in told:
        opened.server.advance()
        opened.ingest()
        gaps.append(
            opened.tables()["coverage"].filter(state="expected")["publication_id"].to_list()
        )
    assert [["kst-36999-C"], []] == gaps


def test_two_papers_listed_with_one_address_get_the_same_bytes_for_one_request(
    open_pipeline: Open, papers: Path
) -> None:
    """Whatever becomes of the address becomes of both."""
    names = (
        'identifier = "kst-1299998"\n',
        'identifier = "kst-1299998"\ndossiernummer = "36999"\nondernummer = "E"\n',
    )
    (papers / "kst-1299998.xml").write_bytes((papers / "kst-36999-A.xml").read_bytes())
    opened = open_pipeline(
        "".join(f"[[step]]\n[[step.paper]]\n{name}modified = 2026-02-01\n" for name in names)
    )
    with open_stores(opened.settings) as stores:
        for _ in names:
            opened.server.advance()
            ingesting.list_source(stores, *opened.days)
        with ingesting.open_source(opened.settings) as source:
            assert {"fetched": 2} == ingesting.fetch_planned(
                stores, source, ["kst-1299998", "kst-36999-E"], "both"
            )
    assert 1 == sum(
        count
        for target, count in opened.server.counts().items()
        if target.endswith("kst-1299998.xml")
    )


def test_a_copy_in_a_folder_does_not_take_the_place_of_the_official_paper(
    open_pipeline: Open, papers: Path
) -> None:
    """Nor does the paper that it took: each source goes on by its own list, in any turn."""
    opened = open_pipeline()
    opened.ingest()
    official = opened.tables()["publication"]
    (papers / "kst-36999-A.xml").write_text(
        (papers / "kst-36999-B.xml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    folder = opened.settings.model_copy(update={"source": f"folder:{papers}"})
    for _ in range(2):
        with open_stores(folder) as stores:
            assert {} == ingesting.ingest(stores, *opened.days, "folder")
        opened.ingest()
    assert official.equals(opened.tables()["publication"])
    opened.assert_quiet()
