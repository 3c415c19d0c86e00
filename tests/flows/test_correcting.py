"""A person corrects a paper: kept as an event, read at once or by the next build, in every rebuild,
and dropped when the text changes.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline import settings as configuration
from pipeline.accuracy.scoreboard import score
from pipeline.cli.main import app
from pipeline.corrections.statements import numbered
from pipeline.errors import ConfigurationError, DecisionRefused
from pipeline.flows import acceptance, correcting, ingesting, publishing, status
from pipeline.flows.stores import Stores, open_stores
from pipeline.settings import Settings

Open = Callable[..., Any]
"""Opens the pipeline over the papers and a scenario (the fixture open_pipeline)."""
A, B = "kst-36999-A", "kst-36999-B"
PERSON = {"by": "M. de Wit", "why": "nagelezen"}


def correct(stores: Stores, name: str, *asked: str) -> int:
    """Record one correction; its number."""
    known = correcting.reading(stores, name)
    return correcting.state_and_correct(stores, known, *asked, **PERSON).number


def question_of(opened: Any, name: str) -> list[tuple[object, ...]]:  # noqa: ANN401
    """Return the party and label of every question of a paper that readers see."""
    found = opened.tables()["question"].filter(publication_id=name)
    return list(found.select("party", "label").rows())


def rebuilt(opened: Any) -> bool:  # noqa: ANN401
    """Return True if a rebuild from the log and the store gives the same tables."""
    seen = opened.tables()
    with open_stores(opened.settings) as stores:
        publishing.rebuild(stores)
    return all(frame.equals(opened.tables()[name]) for name, frame in seen.items())


def block_of(stores: Stores, name: str, words: str) -> str:
    """Return the number of the block with these words."""
    blocks = correcting.reading(stores, name).rows
    return next(str(one.number) for one in numbered(blocks) if words in one.text)


@pytest.fixture
def opened(open_pipeline: Open) -> Any:  # noqa: ANN401
    """Return a pipeline that holds both papers."""
    held = open_pipeline()
    held.ingest()
    return held


def test_a_correction_is_in_the_tables_and_in_every_rebuild(opened: Any) -> None:  # noqa: ANN401
    """With who and why; once more it adds nothing; taken back, the tables are as they were."""
    before = opened.tables()
    with open_stores(opened.settings) as stores:
        place = block_of(stores, A, "vuurtorens zijn er")
        asked = ("question", "SP 1", place, place)
        assert 1 == correct(stores, A, *asked)
        changes = correcting.read_again(stores, A)
        assert ("question", "party") in {(one.table, one.column) for one in changes}
        position = stores.log.position()
        assert 1 == correct(stores, A, *asked)
        assert position == stores.log.position()
    assert [("SP", "1")] == question_of(opened, A)
    assert [("VVD", "1")] == question_of(opened, B)
    row = opened.tables()["correction"].to_dicts()[0]
    assert ("applied", "M. de Wit", "nagelezen") == (
        row["state"],
        row["corrected_by"],
        row["corrected_why"],
    )
    assert rebuilt(opened)
    with open_stores(opened.settings) as stores:
        correcting.withdraw(stores, A, 1, **PERSON)
        correcting.read_again(stores, A)
        assert 2 == correct(stores, A, *asked), "the number of a withdrawn one is not used again"
        correcting.withdraw(stores, A, 2, **PERSON)
    opened.ingest()
    after = opened.tables()
    ours = ("correction", "publication", "question", "letter", "coverage", "quarantine")
    assert all(before[name].equals(after[name]) for name in ours)
    assert rebuilt(opened)


def test_a_recorded_correction_waits_for_the_next_build(opened: Any) -> None:  # noqa: ANN401
    """A decision whose rows were made without it leaves it waiting."""
    with open_stores(opened.settings) as stores:
        made_before = acceptance.parse_batch(stores, [A])
        place = block_of(stores, A, "vuurtorens zijn er")
        correct(stores, A, "question", "SP 1", place, place)
        assert [A] == acceptance.plan_decisions(stores)
        assert made_before
        acceptance.decide_batch(stores, made_before)
        assert [A] == acceptance.plan_decisions(stores)
    opened.ingest()
    assert [("SP", "1")] == question_of(opened, A)
    opened.assert_quiet()


def test_a_correction_is_dropped_with_a_notice_when_the_text_changes(
    opened: Any,  # noqa: ANN401
    papers: Path,
) -> None:
    """Readers see that in the tables and in the status; the same text again makes it count again."""
    with open_stores(opened.settings) as stores:
        place = block_of(stores, A, "vuurtorens zijn er")
        correct(stores, A, "question", "SP 1", place, place)
        correcting.read_again(stores, A)
    file = papers / f"{A}.xml"
    original = file.read_text(encoding="utf-8")
    file.write_text(original.replace("vuurtorens zijn", "bakens zijn"), encoding="utf-8")
    opened.ingest(recheck=True)
    assert [("VVD", "1")] == question_of(opened, A)
    assert ["dropped"] == opened.tables()["correction"]["state"].to_list()
    notice = "correction 1 dropped: the text changed since"
    assert notice in opened.tables()["coverage"].filter(publication_id=A)["reason"].to_list()
    with open_stores(opened.settings) as stores:
        assert notice in {row["why"] for row in status.publication_statuses(stores)}
        assert [] == acceptance.plan_decisions(stores)
    warnings = opened.tables()["quality_warning"].filter(rule="correction.applied")
    assert ["correction 1 (question SP 1, by M. de Wit) is dropped"] == [
        reason.partition(": ")[2] or reason for reason in warnings["reason"].to_list()
    ]
    assert rebuilt(opened)
    file.write_text(original, encoding="utf-8")
    opened.ingest(recheck=True)
    assert ["applied"] == opened.tables()["correction"]["state"].to_list()
    assert [("SP", "1")] == question_of(opened, A)


def test_a_paper_in_quarantine_is_corrected_into_the_tables(
    open_pipeline: Open, papers: Path
) -> None:
    """A person states that the cut-off block is no question; the paper needs no release."""
    file = papers / f"{A}.xml"
    broken = "gedoofd?</al>\n<al>2. Kan de regering toelichten waarom zij de vuurtorens van</al>"
    text = file.read_text(encoding="utf-8").replace("gedoofd?</al>", broken)
    file.write_text(text, encoding="utf-8")
    opened = open_pipeline()
    opened.ingest()
    assert [B] == opened.held()
    with open_stores(opened.settings) as stores:
        correct(stores, A, "neither", "", block_of(stores, A, "Kan de regering"))
        correcting.read_again(stores, A)
    assert [A, B] == opened.held()
    assert [("VVD", "1")] == question_of(opened, A)
    assert rebuilt(opened)


def test_an_impossible_correction_is_refused(opened: Any) -> None:  # noqa: ANN401
    """Nothing is recorded then."""
    position = opened.position()
    with open_stores(opened.settings) as stores:
        with pytest.raises(ConfigurationError, match="nothing in the log is called kst-1"):
            correcting.reading(stores, "kst-1")
        known = correcting.reading(stores, A)
        kind = ("kind", "brief", "", "")
        with pytest.raises(DecisionRefused, match="say who decides and why"):
            correcting.state_and_correct(stores, known, *kind, by="M. de Wit", why=" ")
        with pytest.raises(DecisionRefused, match="has no correction 7 to withdraw; it has none"):
            correcting.withdraw(stores, A, 7, **PERSON)
    assert position == opened.position()


def test_a_correction_of_a_text_that_changed_meanwhile_is_refused(
    opened: Any,  # noqa: ANN401
    papers: Path,
) -> None:
    """The person has not seen it."""
    with open_stores(opened.settings) as stores:
        known = correcting.reading(stores, A)
    file = papers / f"{A}.xml"
    text = file.read_text(encoding="utf-8").replace("vuurtorens zijn", "bakens zijn")
    file.write_text(text, encoding="utf-8")
    opened.ingest(recheck=True)
    with (
        open_stores(opened.settings) as stores,
        pytest.raises(DecisionRefused, match="the text of kst-36999-A changed meanwhile"),
    ):
        correcting.state_and_correct(stores, known, "kind", "brief", "", "", **PERSON)


@pytest.fixture
def home(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Yield a home with one paper of the sample, which the command line uses."""
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "kst-99012-B.xml").write_bytes((sample / "kst-99012-B.xml").read_bytes())
    monkeypatch.setenv("GRIFFIER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GRIFFIER_SOURCE", f"folder:{letters}")
    configuration.settings.cache_clear()
    with open_stores(Settings()) as stores:
        ingesting.ingest(stores, date(2026, 1, 1), date(2026, 1, 1), "folder")
        publishing.publish(stores)
    yield
    configuration.settings.cache_clear()


def griffier(*words: str) -> str:
    """Run a command and return its output."""
    done = CliRunner().invoke(app, words)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert 0 == done.exit_code, done.output
    return str(done.stdout)


@pytest.mark.usefixtures("home")
def test_a_clerk_corrects_a_paper_on_the_command_line(tmp_path: Path) -> None:
    """Look at the blocks, correct one, see it applied, take it along as gold, take it back."""
    shown = json.loads(griffier("correct", "kst-99012-B", "--show", "--json"))
    block = next(one for one in shown["blocks"] if one["rows"] == ["question VVD 1a"])
    begin = f"{block['number']}:{' '.join(block['text'].split()[8:11])}"
    person = ("--by", "M. de Wit", "--why", "de vraag begint later")
    asked = ("correct", "kst-99012-B", "question", "VVD 1a", "--from", begin, *person)
    done = json.loads(griffier(*asked, "--json"))
    assert ("applied", 1, "held") == (
        done["state"],
        done["correction"],
        done["publication_state"],
    )
    assert {("question", "text"), ("question", "char_start")} <= {
        (one["table"], one["column"]) for one in done["changes"]
    }
    shown_again = griffier("correct", "kst-99012-B", "--show")
    assert "de vraag begint later" in " ".join(shown_again.split())
    griffier("gold", "kst-99012-B", "--into", str(tmp_path / "gold"))
    board = score(tmp_path / "gold", tmp_path / "gold")
    assert ["question", "pair"] == [
        name for name, tally in board.total().items() if tally.f1 < 1
    ], "the parser alone still makes the fault that was corrected"
    assert "withdrawn" in griffier("correct", "kst-99012-B", "--withdraw", "1", *person)
    assert json.loads(griffier("correct", "kst-99012-B", "--show", "--json")) == shown
