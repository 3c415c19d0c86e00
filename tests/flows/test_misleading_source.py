"""A source that answers every request in a valid form, with something else than the papers."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import SourceChanged
from pipeline.flows import ingesting, reviewing
from pipeline.flows.stores import open_stores

Open = Callable[..., Any]
LETTERS = "ABCDEFGHIJKL"
TITLE = "Wijziging van de Wet op de vuurtorens"
MAINTENANCE = (
    "<!DOCTYPE html><html><body><h1>Onderhoud</h1><p>De website is tijdelijk niet bereikbaar. "
    "Probeer het later nog eens.</p></body></html>"
)
PAGE = """<!DOCTYPE html><html><body><p>Eerste Kamer der Staten-Generaal</p><p>36 999</p><p>{letter}</p>
<h1>VOORLOPIG VERSLAG</h1><h2>Vragen van de leden van de VVD-fractie</h2>{questions}</body></html>
"""


def page(letter: str, *, questions: int = 4, word: str = "vuurtorens") -> str:
    """Return a paper that prints its dossier and letter and has so many questions."""
    asked = (f"<p>{n}. Hoeveel {word} van soort {n} zijn er?</p>" for n in range(1, questions + 1))
    return PAGE.format(letter=letter, questions="".join(asked))


def write(folder: Path, pages: dict[str, str], *, forms: Iterable[str] = ("html",)) -> None:
    """Write papers and what the catalogue says of them."""
    folder.mkdir(exist_ok=True)
    entries = []
    for letter, text in pages.items():
        for form in forms:
            (folder / f"kst-36999-{letter}.{form}").write_text(text, encoding="utf-8")
        entries.append(
            f'[[paper]]\nidentifier = "kst-36999-{letter}"\ndossiertitel = "{TITLE}"\n'
            'documenttitel = "Voorlopig verslag"\nsubrubriek = "Verslag"\n'
            "available = 2026-01-13\nmodified = 2026-01-15\n"
        )
    (folder / "catalogue.toml").write_text("\n".join(entries), encoding="utf-8")


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Return twelve papers of one dossier."""
    folder = tmp_path / "papers"
    write(folder, {letter: page(letter) for letter in LETTERS})
    return folder


def replace_text(papers: Path, letters: str, text: str) -> None:
    """Serve another text for some papers."""
    for letter in letters:
        (papers / f"kst-36999-{letter}.html").write_text(text, encoding="utf-8")


def questions(opened: Any) -> int:  # noqa: ANN401
    """Return how many questions readers see."""
    return int(opened.tables()["question"].height)


def reasons(opened: Any, name: str) -> list[str]:  # noqa: ANN401
    """Return the rules on which a paper waits in quarantine."""
    with open_stores(opened.settings) as stores:
        waiting = stores.log.publication(name).open_quarantine
    return [failure["rule"] for failure in waiting.event.failures] if waiting else []


def test_a_maintenance_page_for_most_papers_stops_the_run_before_it_writes(
    open_pipeline: Open, papers: Path
) -> None:
    """Eleven of twelve would change: nothing is written, and the run ends with the reason."""
    opened = open_pipeline()
    opened.ingest()
    before, seen = opened.position(), questions(opened)
    replace_text(papers, LETTERS[:11], MAINTENANCE)
    with pytest.raises(SourceChanged, match=r"changed 11 held papers, .* --yes"):
        opened.ingest(recheck=True)
    assert (before, seen) == (opened.position(), questions(opened))


def test_without_the_brake_a_maintenance_page_is_quarantined_and_the_old_text_stays(
    open_pipeline: Open, papers: Path
) -> None:
    """The page that --yes writes is validated all the same: it names no paper, and lost all questions."""
    opened = open_pipeline(brake_share=1.0)
    opened.ingest()
    seen = questions(opened)
    replace_text(papers, LETTERS[:11], MAINTENANCE)
    opened.ingest(recheck=True)
    assert seen == questions(opened)
    assert {"source.names-none", "source.lost-shape"} == set(reasons(opened, "kst-36999-A"))
    assert [] == reasons(opened, "kst-36999-L")


def test_new_papers_that_name_nobody_and_share_their_bytes_are_quarantined(
    open_pipeline: Open, papers: Path
) -> None:
    """A maintenance page as the first version of several papers is none of them."""
    replace_text(papers, "AB", MAINTENANCE)
    opened = open_pipeline()
    opened.ingest()
    assert ["source.names-none"] == reasons(opened, "kst-36999-A")
    assert "kst-36999-A" not in opened.held()


def test_a_paper_served_with_the_text_of_another_is_quarantined(
    open_pipeline: Open, papers: Path
) -> None:
    """The source serves letter B where letter A is listed, and another dossier for C."""
    replace_text(papers, "A", page("B", word="vissersboten"))
    replace_text(papers, "C", page("C", word="havens").replace("36 999", "36 998"))
    opened = open_pipeline()
    opened.ingest()
    for name in ("kst-36999-A", "kst-36999-C"):
        assert ["source.names-another"] == reasons(opened, name)
    assert len(LETTERS) - 2 == len(opened.held())


def test_a_version_that_lost_most_questions_is_quarantined_and_can_be_released(
    open_pipeline: Open, papers: Path
) -> None:
    """It names itself, yet three of four questions are gone."""
    opened = open_pipeline()
    opened.ingest()
    replace_text(papers, "A", page("A", questions=1))
    opened.ingest(recheck=True)
    assert ["source.lost-shape"] == reasons(opened, "kst-36999-A")
    assert 4 * len(LETTERS) == questions(opened)
    with open_stores(opened.settings) as stores:
        held = stores.log.publication("kst-36999-A").open_quarantine.event.content_sha256
        reviewing.record(
            stores, "kst-36999-A", held, release=True, by="Iris", why="it was shortened"
        )
    opened.ingest()
    assert 4 * len(LETTERS) - 3 == questions(opened)
    opened.assert_quiet(recheck=True)


def test_a_corrected_version_is_accepted(open_pipeline: Open, papers: Path) -> None:
    """One question less, and other words: no lie."""
    opened = open_pipeline()
    opened.ingest()
    replace_text(papers, "A", page("A", questions=3, word="lantaarns"))
    opened.ingest(recheck=True)
    assert [] == reasons(opened, "kst-36999-A")
    assert 4 * len(LETTERS) - 1 == questions(opened)


def test_a_file_of_a_folder_is_accepted_without_its_own_number(
    tmp_path: Path, open_pipeline: Open
) -> None:
    """Ministries' own letters print no number, and copies are allowed."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for name in ("kst-36999-A", "kst-36999-B"):
        (folder / f"{name}.html").write_text(MAINTENANCE, encoding="utf-8")
    opened = open_pipeline()
    settings = opened.settings.model_copy(update={"source": f"folder:{folder}"})
    with open_stores(settings) as stores:
        assert {"fetched": 2, "accepted": 2} == ingesting.ingest(stores, *opened.days, "folder")


GONE = '[[step]]\n[[step.fault]]\nkind = "status"\nstatus = 404\npath = "*kst-36999-*"\n'


def test_a_source_without_any_paper_stops_each_run_and_withdraws_nothing(
    open_pipeline: Open,
) -> None:
    """404 on everything, twice: the brake holds for withdrawals too."""
    opened = open_pipeline(GONE)
    opened.ingest()
    opened.server.advance()
    before = opened.position()
    for _ in range(3):
        with pytest.raises(SourceChanged, match="no longer has 12"):
            opened.ingest(recheck=True)
    assert before == opened.position()
    assert len(LETTERS) == len(opened.held())


ELSEWHERE = "[[step]]\n" + "".join(
    f'[[step.paper]]\nidentifier = "kst-12999{number:02}"\nmodified = 2026-02-02\n'
    f'dossiernummer = "37000"\nondernummer = "{letter}"\n'
    for number, letter in enumerate("ABCDEF")
)
"""The catalogue tells another dossier of six fresh papers than before."""


@pytest.fixture
def fresh(papers: Path) -> None:
    """Serve six papers that the catalogue lists by a number of its own, under dossier 36999."""
    entries = (papers / "catalogue.toml").read_text(encoding="utf-8")
    for number, letter in enumerate("ABCDEF"):
        (papers / f"kst-12999{number:02}.html").write_bytes(
            (papers / f"kst-36999-{letter}.html").read_bytes()
        )
        entries = entries.replace(
            f'"kst-36999-{letter}"',
            f'"kst-12999{number:02}"\ndossiernummer = "36999"\nondernummer = "{letter}"',
        )
    (papers / "catalogue.toml").write_text(entries, encoding="utf-8")


@pytest.mark.usefixtures("fresh")
def test_a_listing_that_moves_too_many_held_papers_is_not_written(open_pipeline: Open) -> None:
    """Each move withdraws a paper under the identifier that readers know."""
    opened = open_pipeline(ELSEWHERE)
    opened.ingest()
    held, before = opened.held(), opened.kinds("kst-36999-A")
    assert len(LETTERS) == len(held)
    opened.server.advance()
    for _ in range(2):
        with pytest.raises(SourceChanged, match="moved 6 to other identifiers"):
            opened.ingest()
    assert (held, before) == (opened.held(), opened.kinds("kst-36999-A"))
    assert not opened.kinds("kst-37000-A")


@pytest.mark.usefixtures("fresh")
def test_a_listing_that_moves_many_held_papers_is_written_without_the_brake(
    open_pipeline: Open,
) -> None:
    """As `--yes` does, once a person has looked."""
    opened = open_pipeline(ELSEWHERE, brake_share=1.0)
    opened.ingest()
    opened.server.advance()
    opened.ingest()
    assert {f"kst-37000-{letter}" for letter in "ABCDEF"} <= set(opened.held())
    assert len(LETTERS) == len(opened.held())


def recheck(opened: Any, run: str, moment: datetime) -> None:  # noqa: ANN401
    """Run one recheck at a moment."""
    with open_stores(opened.settings, lambda: moment) as stores:
        ingesting.recheck(stores, run)


def test_two_runs_within_a_day_withdraw_nothing(open_pipeline: Open) -> None:
    """A second apart both may meet one outage; a day after the first it is withdrawn."""
    opened = open_pipeline('[[step]]\n[[step.gone]]\nidentifier = "kst-36999-A"\n')
    opened.ingest()
    opened.server.advance()
    first = datetime(2026, 9, 1, 6, tzinfo=UTC)
    recheck(opened, "one", first)
    recheck(opened, "two", first + timedelta(seconds=1))
    recheck(opened, "three", first + timedelta(hours=23))
    assert "PublicationWithdrawn" not in opened.kinds("kst-36999-A")
    recheck(opened, "one", first + timedelta(days=2))  # the same run, done again
    assert "PublicationWithdrawn" not in opened.kinds("kst-36999-A")
    recheck(opened, "four", first + timedelta(days=1))
    assert "PublicationWithdrawn" in opened.kinds("kst-36999-A")


REPRINT = """
[[step]]
  [[step.paper]]
  identifier = "kst-36999-A-h1"
  dossiernummer = "36999"
  ondernummer = "A"
  modified = 2026-01-22
  files = { html = "later/kst-36999-A-h1.html" }
[[step]]
  [[step.gone]]
  identifier = "kst-36999-A-h1"
  listed = true
"""


def test_the_original_replaces_a_reprint_that_is_gone(open_pipeline: Open, papers: Path) -> None:
    """Both are still listed: it is withdrawn once, comes back, and further runs write nothing."""
    (papers / "later").mkdir()
    (papers / "later" / "kst-36999-A-h1.html").write_text(page("A", word="bakens"))
    opened = open_pipeline(REPRINT)
    opened.ingest()
    opened.server.advance()
    opened.ingest()
    assert "bakens" in str(opened.tables()["question"]["text"].to_list())
    opened.server.advance()
    opened.ingest(recheck=True)
    opened.ingest(recheck=True)
    opened.ingest()
    assert "bakens" not in str(opened.tables()["question"]["text"].to_list())
    assert 1 == opened.kinds("kst-36999-A").count("PublicationWithdrawn")
    assert "kst-36999-A" in opened.held()
    for recheck_too in (False, True, False):
        opened.assert_quiet(recheck=recheck_too)


def test_the_version_of_a_reprint_does_not_depend_on_the_order_of_intervals(
    papers: Path, tmp_path: Path, open_pipeline: Open
) -> None:
    """A backfill may meet the reprint's interval before that of the original."""
    (papers / "kst-36999-A-h1.html").write_text(page("A", word="bakens"))
    with (papers / "catalogue.toml").open("a") as catalogue:
        catalogue.write(
            '[[paper]]\nidentifier = "kst-36999-A-h1"\ndossiernummer = "36999"\n'
            'ondernummer = "A"\nmodified = 2026-03-22\n'
        )
    versions = []
    for order, months in {"forward": (1, 3), "backward": (3, 1)}.items():
        opened = open_pipeline()
        opened.settings = opened.settings.model_copy(update={"home": tmp_path / order})
        for month in months:
            opened.days = tuple(datetime(2026, month, day, tzinfo=UTC).date() for day in (1, 28))
            opened.ingest()
        shown = opened.tables()["publication"].filter(publication_id="kst-36999-A")
        versions.append(shown["version"].item())
    assert [2, 2] == versions
