"""The measures of accuracy say the same as the judge's, and hold on every letter that has a gold
table.
"""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline.accuracy import MEASURES, Tally, measure
from pipeline.accuracy.likeness import same_text
from pipeline.accuracy.scoreboard import Scoreboard, score
from pipeline.rows import parse_file

COMMITTED = {
    "question": 1.0,
    "pair": 1.0,
    "minister": 1.0,
    "reference": 1.0,
    "cited_in": 1.0,
    "letter": 1.0,
}
"""F1 on the gold that a change may not fall below."""

SAMPLE = Path(__file__).resolve().parents[2] / "sample"


@pytest.fixture(scope="module")
def judge(corpus: Path) -> ModuleType:
    """Return the scorer that the letters kept apart are judged with."""
    path = corpus.parent / "score" / "score.py"
    if not path.exists():
        pytest.skip("the judge's scorer is not here: this test says nothing on this machine")
    spec = importlib.util.spec_from_file_location("judge", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def scored_corpus(corpus: Path) -> Scoreboard:
    """Return the corpus, scored."""
    return score(corpus / "gold", corpus / "letters")


@pytest.mark.parametrize("name", MEASURES)
def test_the_corpus_does_not_fall_below_the_committed_figure(
    scored_corpus: Scoreboard, name: str
) -> None:
    """On real letters."""
    assert not scored_corpus.failed
    assert scored_corpus.total()[name].f1 >= COMMITTED[name]


def test_the_sample_does_not_fall_below_the_committed_figures() -> None:
    """On fictional letters of every kind in every format."""
    found = score(SAMPLE / "expected", SAMPLE / "letters")
    assert not found.failed
    assert COMMITTED == {
        name: min(tally.f1, COMMITTED[name]) for name, tally in found.total().items()
    }


def test_measures_equal_those_of_the_scorer(corpus: Path, judge: ModuleType) -> None:
    """Also where rows are wrong: one letter is measured against the gold of another."""
    golds = {
        path.name.removesuffix(".gold.json"): json.loads(path.read_text())
        for path in sorted((corpus / "gold").glob("*.json"))
    }
    letters = [
        path
        for path in sorted((corpus / "letters").iterdir())
        if path.stem in golds and path.suffix in {".xml", ".txt"}
    ]
    assert len(letters) > 1
    for path in letters:
        rows = parse_file(path.read_bytes(), path.name)
        plain = json.loads(json.dumps(rows, default=str))
        for name in (path.stem, letters[0].stem):
            expected = judge.compare(golds[name], plain)
            assert expected == {
                key: (tally.hit, tally.gold, tally.found)
                for key, tally in measure(golds[name], rows).items()
            }


def test_the_table_has_a_line_for_each_kind_and_format(scored_corpus: Scoreboard) -> None:
    """And one for all together."""
    table = scored_corpus.table().splitlines()
    assert len(scored_corpus.groups()) + 3 == len(table)
    assert table[-1].startswith("| all | all | 18 |")


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Defensie-industrie, ja.", "defensieindustrie ja", True),
        ("a b c d e f g h i j k l m n o p q r s t", "a b c d e f g h i j k l m n o p q r s", True),
        ("een twee drie", "een twee vier", False),
        ("", "", True),
    ],
)
def test_texts_with_the_same_words_are_equal(left: str, right: str, same: bool) -> None:  # noqa: FBT001
    """Hyphens, case and punctuation do not count; one word in twenty may be missing."""
    assert same == same_text(left, right)


@pytest.mark.parametrize(
    ("tally", "expected"),
    [
        (Tally(0, 0, 0), (1.0, 1.0, 1.0)),
        (Tally(0, 0, 1), (0.0, 0.0, 0.0)),
        (Tally(1, 2, 1), (1.0, 0.5, 2 / 3)),
    ],
)
def test_finding_nothing_is_right_only_if_the_gold_has_nothing(
    tally: Tally, expected: tuple[float, ...]
) -> None:
    """Nothing found where nothing was there is right."""
    assert expected == pytest.approx((tally.precision, tally.recall, tally.f1))


def test_a_letter_that_cannot_be_read_counts_as_missed(tmp_path: Path) -> None:
    """Everything that its gold has is missing, and the reason is told."""
    gold: dict[str, Any] = {
        "publication": {"kind": "brief"},
        "letters": [{"kind": "other", "dated_on": None}],
        "questions": [],
        "answers": [],
        "ministers": [],
        "references": [],
    }
    (tmp_path / "x.gold.json").write_text(json.dumps(gold))
    (tmp_path / "x.txt").write_bytes(b"")
    found = score(tmp_path, tmp_path)
    assert Tally(0, 1, 0) == found.total()["letter"]
    assert found.failed[0].startswith("x.txt: ")
