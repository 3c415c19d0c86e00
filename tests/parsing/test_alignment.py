"""Repeated questions in a reply: the thresholds at their edges, and the end of the repeat."""

import pytest
from printed_lines import document

from pipeline.parsing.outline import outline
from pipeline.parsing.pairing import Question, Repeat, alignment
from pipeline.parsing.pairing.alignment.comparison import INDIRECT, NUMBERED, QUOTED, REPEATED

TEN = "een twee drie vier vijf zes zeven acht negen tien"
"""Ten words: with n of them and 10 - n others on both sides, the similarity is n / 10."""


def repeats(asked: list[Question], text: str) -> list[Repeat]:
    """Return the positions at which the lines after the questions repeat them."""
    paper = document(text)
    targets = [alignment.target(paper, question) for question in asked]
    return alignment.find_repeats(paper, outline(paper)[len(asked) :], targets)[0]


def repeated(question: str, reply: str, *, number: str = "", counted: bool = False) -> str | None:
    """Return the words of a reply that repeat a question, None where it does not repeat it."""
    text = f"{question}\n{number}{reply}\nHet antwoord staat hier."
    asked = Question(1, None, number.strip(" .") or "1", 0, len(question), counted=counted)
    found = repeats([asked], text)
    return document(text).text[found[0].start : found[0].end] if found else None


def alike(share: int) -> str:
    """Return a sentence with so many of the ten words, at its beginning, and others behind them."""
    words = TEN.split()
    return " ".join(words[:share] + [f"anders{place}" for place in range(10 - share)])


def test_a_block_repeats_a_question_from_the_threshold_on() -> None:
    """Six of ten words in common is enough, five is not."""
    assert REPEATED == 0.6
    assert f"{alike(6)}?" == repeated(f"{TEN}?", f"{alike(6)}?")
    assert repeated(f"{TEN}?", f"{alike(5)}?") is None


def test_the_number_of_the_question_lowers_the_threshold() -> None:
    """Four of ten words are enough under the same number, three are not; under another number they
    count for nothing.
    """
    assert NUMBERED == 0.4
    assert f"4. {alike(4)}?" == repeated(f"{TEN}?", f"{alike(4)}?", number="4. ")
    assert repeated(f"{TEN}?", f"{alike(3)}?", number="4. ") is None
    assert repeated(f"{TEN}?", f"4. {alike(4)}?") is None


def test_an_answer_that_begins_with_the_words_of_its_question_is_no_repeat() -> None:
    """Without a question mark, or words that say who asks, eight of ten words are needed."""
    assert INDIRECT == 0.8
    assert f"{alike(8)}." == repeated(f"{TEN}?", f"{alike(8)}.")
    assert repeated(f"{TEN}?", f"{alike(7)}.") is None


def test_a_question_in_indirect_speech_is_a_repeat() -> None:
    """The askers are not part of the question."""
    reply = "De leden van de VVD-fractie vragen of de minister de leeszalen in Salland openhoudt."
    assert reply == repeated("Houdt de minister de leeszalen in Salland open?", reply)


def test_the_question_of_another_number_is_found_by_its_words() -> None:
    """A reply may put its questions in another order."""
    first, second = (
        "Hoeveel sluizen zijn er in Zeeland?",
        "Wie betaalt het onderhoud van de molens?",
    )
    asked = [
        Question(1, None, "1", 0, len(first)),
        Question(1, None, "2", len(first) + 1, len(first) + 1 + len(second)),
    ]
    found = repeats(asked, f"{first}\n{second}\n1. {second}\nDe eigenaar.\n2. {first}\nZestig.")
    assert ["2", "1"] == [repeat.question.label for repeat in found]


@pytest.mark.parametrize(
    ("question", "reply", "expected"),
    [
        ("Is dat zo?", "Is dat zo? Ja, dat is zo.", "Is dat zo?"),
        (
            "Wat kost dat? En wie betaalt het?",
            "Wat kost dat? Wie betaalt het? Dat is bekend.",
            "Wat kost dat? Wie betaalt het?",
        ),
        (
            "Kunt u dat doen? De leden vrezen van niet.",
            "Kunt u dat doen? De leden vrezen van niet.",
            "Kunt u dat doen? De leden vrezen van niet.",
        ),
        (
            "Hoe staat het met nr. 3 van de lijst?",
            "Hoe staat het met nr. 3 van de lijst? Goed.",
            "Hoe staat het met nr. 3 van de lijst?",
        ),
    ],
)
def test_the_repeat_ends_where_both_are_most_alike(
    question: str, reply: str, expected: str
) -> None:
    """The answer may begin in the same block."""
    assert expected == repeated(question, reply)


def test_emphasis_shows_where_a_repeat_ends() -> None:
    """The bold words are the question, also where its end was reworded."""
    question = "Welke gemeenten hebben een leeszaal? Graag een overzicht."
    assert "Welke gemeenten hebben een leeszaal? Graag een lijst per jaar." == repeated(
        question,
        "**Welke gemeenten hebben een leeszaal? Graag een lijst per jaar.** Alle gemeenten.",
    )


def test_a_lead_in_is_repeated_only_when_it_is_much_alike() -> None:
    """Nothing is lost when a lead-in is not seen; an answer must not be taken for one."""
    assert QUOTED == 0.75
    for share, seen in ((8, 1), (7, 0)):
        paper = document(f"{TEN}.\n{alike(share)}.")
        target = alignment.surrounding(paper, 0, len(TEN))
        assert seen == len(alignment.find_repeats(paper, outline(paper)[1:], [target])[1])
