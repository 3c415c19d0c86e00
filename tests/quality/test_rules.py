"""Each rule fails when it should, passes when it should, and holds back nobody else."""

import pytest
from fictional_papers import frames_of, id_of, paper
from planted_defects import CRITICAL, NEAR_MISSES, WARNING

from pipeline.quality import QualityOutcome, rules, validate

HEALTHY = 500
PLANTED = CRITICAL | WARNING
NUMBERS = {rule: number for number, rule in enumerate(PLANTED, 1)}


def planted(rule: str) -> tuple[str, dict]:
    """Return a paper of its own with this defect, and the id under which its rows go."""
    rows = paper(NUMBERS[rule])
    PLANTED[rule](rows)
    return id_of(rows) if rows["publication_text"] else f"kst-{90000 + NUMBERS[rule]}-A", rows


@pytest.fixture(scope="module")
def outcome() -> QualityOutcome:
    """Return one batch: a healthy paper, and one paper for each defect."""
    return validate(frames_of(paper(HEALTHY), *(planted(rule)[1] for rule in PLANTED)))


@pytest.mark.parametrize("rule", CRITICAL)
def test_a_critical_defect_is_caught_by_its_rule(outcome: QualityOutcome, rule: str) -> None:
    """The planted paper is held back by the rule that is about its defect."""
    assert rule in {failure["rule"] for failure in outcome.failures.get(planted(rule)[0], ())}


@pytest.mark.parametrize("rule", WARNING)
def test_a_lesser_defect_warns_and_loads(outcome: QualityOutcome, rule: str) -> None:
    """The planted paper is warned of by the rule that is about its defect, and is not held back."""
    publication = planted(rule)[0]
    assert rule in {failure["rule"] for failure in outcome.warnings.get(publication, ())}
    assert () == outcome.failures.get(publication, ())


def test_exactly_the_planted_papers_are_held_back(outcome: QualityOutcome) -> None:
    """No paper without a critical defect shares in the fate of those with one."""
    assert {planted(rule)[0] for rule in CRITICAL} == set(outcome.failures)


def test_a_healthy_paper_fails_nothing(outcome: QualityOutcome) -> None:
    """The paper without a defect passes every rule, also beside a hundred bad ones."""
    publication = id_of(paper(HEALTHY))
    told = [failure["rule"] for failure in outcome.warnings.get(publication, ())]
    assert publication not in outcome.failures
    assert [] == told


def test_a_paper_has_the_same_outcome_in_any_batch(outcome: QualityOutcome) -> None:
    """Judged in three batches, in another order and with other neighbours, each paper fails what it
    failed before.
    """
    papers = [paper(HEALTHY), *(planted(rule)[1] for rule in PLANTED)]
    parts = [validate(frames_of(*papers[first::3][::-1])) for first in range(3)]
    assert outcome.failures == {
        publication: told for part in parts for publication, told in part.failures.items()
    }


def test_every_rule_that_names_rows_has_a_defect() -> None:
    """A new rule comes with a defect that it catches."""
    told = {
        name
        for name, rule in rules().items()
        if rule.severity != "info" and "mean" not in rule.expectation
    }
    assert told - {"publication.text_once"} == {
        rule for rule in PLANTED if not rule.startswith("ddl.")
    }


def test_an_unusual_and_correct_paper_is_accepted() -> None:
    """Near misses of every rule load."""
    papers = {name: paper(number) for number, name in enumerate(NEAR_MISSES, 1)}
    for name, rows in papers.items():
        NEAR_MISSES[name](rows)
    outcome = validate(frames_of(*papers.values()))
    held = {
        name: outcome.failures[id_of(rows)]
        for name, rows in papers.items()
        if id_of(rows) in outcome.failures
    }
    assert {} == held


def test_a_failure_names_its_row_and_span(outcome: QualityOutcome) -> None:
    """Whoever looks at a quarantined paper is led to the words that are wrong."""
    publication, rows = planted("question.party_known")
    question = rows["question"][0]
    told = next(
        failure
        for failure in outcome.failures[publication]
        if failure["rule"] == "question.party_known"
    )
    expected = {
        "rule": "question.party_known",
        "reason": "the party group 'Partij van de Molenaars' is not in the vocabulary",
        "table_name": "question",
        "row_id": question["question_id"],
        "char_start": question["char_start"],
        "char_end": question["char_end"],
        "words": "Hoeveel molens langs de Zilverbeek wekken op dit ogenblik stroom op voor de omliggende dorpen?",
    }
    assert expected == told


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("across_tables.mostly_answered", "Welke gevolgen verwacht u"),
        ("letter.all_answered", "Wanneer ontvangt de Kamer"),
        ("across_tables.mostly_resolved", "Kamerstuk 90417, nr. 12"),
        ("across_tables.questions_as_announced", "de twaalf vragen"),
        ("across_tables.on_behalf_found", "Mede namens de staatssecretaris"),
        ("across_tables.parties_as_announced", "fracties van BBB en D66 hebben"),
    ],
)
def test_a_rule_over_a_whole_paper_names_a_place_too(
    outcome: QualityOutcome, rule: str, words: str
) -> None:
    """A part that is missing somewhere leads to the first question, citation or sentence that says so."""
    publication, rows = planted(rule)
    found = (*outcome.failures.get(publication, ()), *outcome.warnings.get(publication, ()))
    (told,) = (failure for failure in found if failure["rule"] == rule)
    text = rows["publication_text"][0]["text"]
    assert text[told["char_start"] : told["char_end"]].startswith(words)
    assert told["words"] is not None
    assert told["words"].startswith(words)


@pytest.mark.parametrize(
    ("named", "unknown"),
    [
        ("De leden van de fractie van de Partij voor de Dieren", None),
        ("De leden van de Fractie-Van de Molen", None),
        ("De leden van de 50PLUS-fractie en de leden van de fractie van GroenLinks-PvdA", None),
        ("De leden van de SP- en PvdD-fractie", None),
        ("De leden van de fractie", None),
        ("De leden van de fractie van de Partij van de Molenaars", "Partij van de Molenaars"),
        ("De leden van de Wieken-fractie", "Wieken"),
    ],
)
def test_an_unknown_party_group_is_reported_by_name(named: str, unknown: str | None) -> None:
    """As headings and sentences name it; a known one by whichever of its names is no news."""
    rows = paper()
    text = rows["publication_text"][0]
    start = len(text["text"]) + 1
    text["text"] += f"\n{named} sluiten zich daarbij aan."
    told = [
        f
        for f in validate(frames_of(rows)).warnings.get(id_of(rows), ())
        if f["rule"] == "across_tables.parties_known"
    ]
    expected = (
        [(f"the party group {unknown} is not in the vocabulary", start + 3)] if unknown else []
    )
    assert expected == [(failure["reason"], failure["char_start"]) for failure in told]


def test_each_reply_is_held_against_what_it_replies_to() -> None:
    """Of two exchanges in one paper, the reply that leaves a question open is named, and the other
    is not.
    """
    rows = paper()
    request, reply = (dict(row) for row in rows["letter"])
    question, answer = dict(rows["question"][0]), dict(rows["answer"][0])
    name = question["publication_id"]
    rows["letter"] += [
        request | {"letter_id": f"{name}/letter-3", "ordinal": 3},
        reply | {"letter_id": f"{name}/letter-4", "ordinal": 4, "in_reply_to": f"{name}/letter-3"},
    ]
    for number in (5, 6):
        again = question | {
            "question_id": f"{name}/question-{number}",
            "ordinal": number,
            "letter_id": f"{name}/letter-3",
        }
        rows["question"].append(again | {"label": str(number - 4)})
    rows["answer"].append(
        answer | {"answer_id": f"{name}/answer-4", "ordinal": 4, "letter_id": f"{name}/letter-4"}
    )
    link = rows["question_answer"][0]
    rows["question_answer"].append(
        link | {"question_id": f"{name}/question-5", "answer_id": f"{name}/answer-4"}
    )
    outcome = validate(frames_of(rows))
    told = [
        (f["row_id"], f["reason"])
        for f in outcome.warnings[name]
        if f["rule"] == "letter.all_answered"
    ]
    assert [(f"{name}/letter-4", "1 of the 2 questions that it replies to have no answer")] == told


def test_long_words_are_cut_between_words() -> None:
    """The kept words of a failing span begin as the span does and ends with a whole word."""
    rows = paper()
    answer = rows["answer"][1]
    answer["letter_id"] = f"{answer['publication_id']}/letter-1"
    answer["char_end"] += 60
    text = rows["publication_text"][0]["text"]
    (told,) = (
        f
        for f in validate(frames_of(rows)).warnings["kst-90001-A"]
        if f["rule"] == "answer.given_in_a_reply"
    )
    assert told["words"] is not None
    assert " ".join(text[answer["char_start"] : answer["char_end"]].split()).startswith(
        told["words"] + " "
    )
    assert 80 < len(told["words"]) <= 100
