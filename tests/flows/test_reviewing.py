"""A paper in quarantine waits for a person: it is asked about once, in its own words, and the
person's word holds.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from pipeline_fixture import LETTER_HEAD, ingest_folder, tables
from typer.testing import CliRunner

from pipeline.cli.main import app
from pipeline.domain.events import QuarantineDecision
from pipeline.errors import DecisionRefused
from pipeline.flows import ingesting, publishing, review_prompt, reviewing, tasks
from pipeline.flows.stores import open_stores
from pipeline.settings import Settings, settings

LETTER = f"""{LETTER_HEAD}2. Kan de regering toelichten waarom zij <b>niet</b> *eerder* [schreef](https://example.org) dat de {{{{ wachter }}}} van
"""
SCAN, BROKEN_OFF = "file-leeg", "file-vuurtorens"
WIT = {"id": "m.dewit", "name": "m.dewit"}


@pytest.fixture(scope="module")
def quarantined_letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two letters and a home in which both wait: one breaks off inside a
    question, one has not a word.
    """
    folder = tmp_path_factory.mktemp("reviewing")
    (folder / "letters").mkdir()
    (folder / "letters" / "vuurtorens.txt").write_text(LETTER, encoding="utf-8")
    (folder / "letters" / "leeg.txt").write_bytes(b"")
    ingest_folder(Settings(home=folder / "home", source=f"folder:{folder / 'letters'}"))
    return folder


@pytest.fixture(autouse=True)
def home(
    quarantined_letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Yield a copy of that home, which every command and task of a test takes for its own."""
    shutil.copytree(quarantined_letters / "home", tmp_path / "home", symlinks=True)
    monkeypatch.setenv("GRIFFIER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GRIFFIER_SOURCE", f"folder:{quarantined_letters / 'letters'}")
    settings.cache_clear()
    yield tmp_path / "home"
    settings.cache_clear()


def at(publication_id: str) -> int:
    """Return the log position of the judgement that waits."""
    with open_stores() as stores:
        return reviewing.latest_quarantine(stores, publication_id).position


def decisions(publication_id: str) -> list[QuarantineDecision]:
    """Return the decisions of people about a paper."""
    with open_stores() as stores:
        stream = stores.log.stream(publication_id)
    return [event for _, event in stream if isinstance(event, QuarantineDecision)]


def held(home: Path) -> list[str]:
    """Return the papers that readers see."""
    return tables(home / "warehouse.duckdb")["publication"]["publication_id"].to_list()


def griffier(*arguments: str) -> str:
    """Run a command, which must succeed, and return its output."""
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == 0, done.output
    return done.output


def started(*running: str) -> list[str]:
    """Return the runs that a build starts while these are not done."""
    return [
        str(run["review"]) for run in tasks.plan_reviews(lambda names: len({*names} & {*running}))
    ]


def shown(body: str) -> str:
    """Return the words of some Markdown as a browser shows them."""
    return (
        re.sub(r"<[^>]+>", "", MarkdownIt().render(body)).replace("&lt;", "<").replace("&gt;", ">")
    )


def test_a_release_by_command_loads_the_rows_for_good(home: Path) -> None:
    """The log has the person, the moment and the reason; the rows appear, and a rebuild repeats it."""
    assert [] == held(home)
    griffier(
        "quarantine",
        "release",
        BROKEN_OFF,
        "--by",
        "M. de Wit",
        "--why",
        "het origineel houdt hier op",
    )
    (decision,) = decisions(BROKEN_OFF)
    assert ("M. de Wit", "het origineel houdt hier op") == (decision.by, decision.why)
    assert decision.timestamp.utcoffset() is not None
    before = tables(home / "warehouse.duckdb")
    assert ([BROKEN_OFF], 2) == (held(home), before["question"].height)
    assert ["released"] == before["quarantine"].filter(publication_id=BROKEN_OFF)["state"].to_list()
    griffier("rebuild")
    after = tables(home / "warehouse.duckdb")
    assert all(before[name].equals(after[name]) for name in before)


def test_a_rejection_by_command_keeps_it_out_for_good(home: Path) -> None:
    """Nothing enters, now or in a rebuild, and the tables say who kept it out and why."""
    griffier(
        "quarantine", "reject", BROKEN_OFF, "--by", "M. de Wit", "--why", "per abuis gepubliceerd"
    )
    griffier("rebuild")
    assert [] == held(home)
    (row,) = (
        tables(home / "warehouse.duckdb")["quarantine"].filter(publication_id=BROKEN_OFF).to_dicts()
    )
    assert ("rejected", "M. de Wit", "per abuis gepubliceerd") == (
        row["state"],
        row["decided_by"],
        row["decided_why"],
    )


def test_a_rejected_paper_can_be_released_after_all(home: Path) -> None:
    """And kept out again: a person may change their mind, and see once more what it is about."""
    for word, papers in (("reject", []), ("release", [BROKEN_OFF]), ("reject", [])):
        griffier("quarantine", word, BROKEN_OFF, "--by", "M. de Wit", "--why", f"toch: {word}")
        assert papers == held(home)
        assert "Kan de regering toelichten" in griffier("quarantine", "show", BROKEN_OFF)
    assert ["toch: reject", "toch: release", "toch: reject"] == [
        decision.why for decision in decisions(BROKEN_OFF)
    ]


def test_a_withdrawn_paper_leaves_the_review_list(
    quarantined_letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list is empty, the run that asks about it ends, and a release is refused instead of said
    to be done.
    """
    judgement = at(BROKEN_OFF)
    letters = tmp_path / "letters"
    shutil.copytree(quarantined_letters / "letters", letters)
    monkeypatch.setenv("GRIFFIER_SOURCE", f"folder:{letters}")
    monkeypatch.setenv("GRIFFIER_WITHDRAW_AFTER_HOURS", "0")
    settings.cache_clear()
    ingest_folder(settings())
    (letters / "vuurtorens.txt").unlink()
    (letters / "leeg.txt").unlink()
    for run in ("Monday", "Tuesday"):
        with open_stores() as stores:
            ingesting.recheck(stores, run)
            publishing.publish(stores)
    assert "nothing waits" in griffier("quarantine", "list")
    assert tasks.question(BROKEN_OFF, judgement) is None
    refused = CliRunner().invoke(
        app, ["quarantine", "release", BROKEN_OFF, "--by", "M. de Wit", "--why", "klopt"]
    )
    assert isinstance(refused.exception, DecisionRefused)
    assert [] == decisions(BROKEN_OFF)


def test_rows_that_the_tables_refuse_are_not_offered_for_release(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever a person said, they could not enter."""
    monkeypatch.setattr("pipeline.domain.decisions.REFUSED_BY_TABLES", "question.")
    with open_stores() as stores:
        asked = review_prompt.question(stores, BROKEN_OFF, at(BROKEN_OFF))
        assert asked is not None
        assert not asked.releasable
        with pytest.raises(DecisionRefused, match="the tables take no such rows"):
            reviewing.answer(
                stores, BROKEN_OFF, at(BROKEN_OFF), release=True, by="M. de Wit", why="graag"
            )


def test_the_review_prompt_shows_the_words_of_the_letter_unchanged() -> None:
    """Reason, row, place and the words around it; nothing in a letter becomes a link, a tag or a
    template.
    """
    with open_stores() as stores:
        asked = review_prompt.question(stores, BROKEN_OFF, at(BROKEN_OFF))
    assert asked is not None
    assert asked.releasable
    assert (
        "waarom zij <b>niet</b> *eerder* [schreef](https://example.org) dat de {{ wachter }} van"
        in shown(asked.body)
    )
    assert "Hoeveel vuurtorens zijn er sinds 2020 gedoofd?" in shown(asked.body)
    assert "question.not_broken_off" in shown(asked.body)
    assert "https://example.org" not in re.findall(
        r'href="([^"]+)"', MarkdownIt().render(asked.body)
    )


def test_a_long_review_prompt_is_shortened(monkeypatch: pytest.MonkeyPatch) -> None:
    """A span of thousands of characters is shown by its ends, and of many reasons the first ten are
    told.
    """
    finding = reviewing.Finding(
        {
            "rule": "answer.text_not_too_long",
            "reason": "too long",
            "table_name": "answer",
            "row_id": "x/answer-1",
            "char_start": 0,
            "char_end": 50_000,
        },
        span="Ja. " * 12_500,
    )
    monkeypatch.setattr(reviewing, "findings", lambda *_: [finding] * 25)
    with open_stores() as stores:
        asked = review_prompt.question(stores, BROKEN_OFF, at(BROKEN_OFF))
    assert asked is not None
    assert "15 more reasons" in shown(asked.body)
    assert len(asked.body) < 20_000


def test_a_paper_without_rows_can_only_be_rejected() -> None:
    """A file that cannot be read offers no release."""
    with open_stores() as stores:
        asked = review_prompt.question(stores, SCAN, at(SCAN))
        assert asked is not None
        assert not asked.releasable
        with pytest.raises(DecisionRefused, match="no rows to release"):
            reviewing.answer(stores, SCAN, at(SCAN), release=True, by="M. de Wit", why="graag")


def test_each_quarantine_is_reviewed_once() -> None:
    """One run for each paper that waits, under the same name in every build, and none more after a
    second ingest.
    """
    runs = [f"{SCAN}_{at(SCAN)}", f"{BROKEN_OFF}_{at(BROKEN_OFF)}"]
    assert sorted(runs) == sorted(started())
    ingest_folder(settings())
    assert sorted(runs) == sorted(started())
    assert [] == started(*runs)
    assert [runs[1]] == started(runs[0])


def test_a_review_started_again_after_its_decision_asks_nothing() -> None:
    """Decided on the command line: the run that still asks is started over, once it is done no
    more.
    """
    run, judgement = f"{BROKEN_OFF}_{at(BROKEN_OFF)}", at(BROKEN_OFF)
    griffier("quarantine", "release", BROKEN_OFF, "--by", "M. de Wit", "--why", "klopt")
    others = [name for name in started() if name != run]
    assert [run] == started(run, *others)
    assert [] == started(*others)
    assert tasks.question(BROKEN_OFF, judgement) is None
    assert not tasks.record_answer(BROKEN_OFF, judgement, release=False, user=WIT, why="te laat")
    assert ["klopt"] == [decision.why for decision in decisions(BROKEN_OFF)]


def test_a_later_quarantine_starts_a_new_review_and_ends_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other bytes that are no better: an answer to the old question decides nothing about what
    nobody has seen.
    """
    old = at(BROKEN_OFF)
    (tmp_path / "vuurtorens.txt").write_text(LETTER.replace("2020", "2019"), encoding="utf-8")
    monkeypatch.setenv("GRIFFIER_SOURCE", f"folder:{tmp_path}")
    settings.cache_clear()
    ingest_folder(settings())
    assert at(BROKEN_OFF) > old
    assert {f"{BROKEN_OFF}_{old}", f"{BROKEN_OFF}_{at(BROKEN_OFF)}"} <= {
        *started(f"{BROKEN_OFF}_{old}")
    }
    assert not tasks.record_answer(BROKEN_OFF, old, release=True, user=WIT, why="klopt")
    assert [] == decisions(BROKEN_OFF)
    assert tasks.record_answer(BROKEN_OFF, at(BROKEN_OFF), release=True, user=WIT, why="klopt")


def test_an_answer_written_twice_is_one_decision() -> None:
    """A task that is tried again after its word reached the log succeeds, and adds nothing."""
    judgement = at(BROKEN_OFF)
    for _ in range(2):
        assert tasks.record_answer(
            BROKEN_OFF,
            judgement,
            release=True,
            user={"id": "7", "name": "Marit de Wit"},
            why="klopt",
        )
    assert [("Marit de Wit (7)", "klopt")] == [
        (decision.by, decision.why) for decision in decisions(BROKEN_OFF)
    ]


@pytest.mark.parametrize(("by", "why"), [(" ", "klopt"), ("M. de Wit", ""), ("M. de Wit", "\n")])
def test_a_decision_without_a_name_or_reason_is_refused(by: str, why: str) -> None:
    """Without either nothing is decided."""
    with open_stores() as stores, pytest.raises(DecisionRefused, match="who decides and why"):
        reviewing.answer(stores, BROKEN_OFF, at(BROKEN_OFF), release=True, by=by, why=why)
    assert [] == decisions(BROKEN_OFF)


def test_many_finished_runs_are_counted_in_few_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a thousand judgements only the few that still run are looked for one by one; a build
    starts a hundred runs.
    """
    judged = [
        reviewing.Judgement(f"bestand {number}/x", number, waits=number > 900)
        for number in range(1, 1051)
    ]
    monkeypatch.setattr(reviewing, "judgements", lambda _: judged)
    asked: list[int] = []

    def under_way(names: list[str]) -> int:
        asked.append(len(names))
        return len({*names} & {"bestand~7~x_7"})

    first, *others = tasks.plan_reviews(under_way)
    assert "bestand~7~x_7" == first["review"]
    assert {"publication_id": "bestand 901/x", "judgement": 901} == others[0]["about"]
    assert len(others) == 99
    assert len(asked) < 50
    assert max(asked) <= 50


@pytest.mark.usefixtures("home")
def test_the_review_prompt_shows_the_words_that_were_validated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not those at the same offsets of what today's reader makes of the bytes."""
    with open_stores() as stores:
        judged = reviewing.findings(stores, BROKEN_OFF)
    assert any(finding.span for finding in judged)
    monkeypatch.setattr(reviewing, "_text", lambda *_: "andere woorden " * 10_000)
    with open_stores() as stores:
        assert judged == reviewing.findings(stores, BROKEN_OFF)
