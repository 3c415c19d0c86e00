"""Promises to the Chamber: which sentences are one, and when they fall due."""

from collections.abc import Callable
from datetime import date

import pytest

from pipeline.parsing.commitments import Commitment, find_commitments
from pipeline.reading.document import Document

Timer = Callable[[Callable[[], object]], float]
WRITTEN = date(2025, 6, 17)


def promised(text: str, written: date | None = WRITTEN) -> list[Commitment]:
    """Return the promises of a letter that says ``text``."""
    return find_commitments(Document(text, (), len(text), "text/plain"), 0, len(text), written)


PROMISES = {
    "Hierover zal uw Kamer in het najaar nader worden geïnformeerd.": (
        "in het najaar",
        date(2025, 12, 20),
    ),
    "Ik zal uw Kamer voor het zomerreces informeren.": ("voor het zomerreces", date(2025, 7, 4)),
    "Ik zeg toe dat de evaluatie met uw Kamer wordt gedeeld.": (None, None),
    "Dat zeg ik de leden graag toe.": (None, None),
    "De Kamer ontvangt het rapport in het eerste kwartaal van 2026.": (
        "in het eerste kwartaal van 2026",
        date(2026, 3, 31),
    ),
    "Ik informeer uw Kamer uiterlijk 1 september 2025 over de uitkomsten.": (
        "uiterlijk 1 september 2025",
        date(2025, 9, 1),
    ),
    "Zodra het onderzoek is afgerond, zal ik de Kamer hierover informeren.": (None, None),
    "Het kabinet verwacht uw Kamer in het tweede kwartaal van 2026 te kunnen informeren.": (
        "in het tweede kwartaal van 2026",
        date(2026, 6, 30),
    ),
    "De regering zal beide Kamers begin 2026 een voortgangsrapportage toesturen.": (
        "begin 2026",
        date(2026, 4, 30),
    ),
    "Ik kom hier voor de zomer bij uw Kamer op terug.": ("voor de zomer", date(2025, 7, 4)),
    "Uw Kamer ontvangt voor de begrotingsbehandeling een brief.": (
        "voor de begrotingsbehandeling",
        None,
    ),
    "De beantwoording wordt uiterlijk 12 juli 2025 verzonden.": (
        "uiterlijk 12 juli 2025",
        date(2025, 7, 12),
    ),
}

NO_PROMISES = [
    "Ik heb uw Kamer op 3 mei 2025 hierover geïnformeerd.",
    "Uw Kamer is in het voorjaar geïnformeerd.",
    "Zoals toegezegd heb ik uw Kamer hierover in het najaar van 2024 geïnformeerd.",
    "Indien dat nodig blijkt, zal ik uw Kamer informeren.",
    "Mocht dat gebeuren, dan informeer ik uw Kamer in het najaar.",
    "Ik zou uw Kamer in het najaar informeren.",
    "Ik zal uw Kamer hierover niet apart informeren.",
    "Hierbij zend ik u de antwoorden op de vragen.",
    "Wanneer zal de minister de Kamer informeren?",
    "De leden van de fractie ontvangen graag binnen vier weken een reactie.",
    "De leden vragen de regering toe te zeggen dat de Kamer in het najaar een brief ontvangt.",
    "Het kabinet zal investeren in bruggen.",
    "De Europese Commissie zal in het najaar een voorstel indienen.",
    "Uw Kamer wordt jaarlijks geïnformeerd.",
]


@pytest.mark.parametrize(("sentence", "term"), PROMISES.items())
def test_a_promise_has_its_deadline_as_printed_and_as_a_day(
    sentence: str, term: tuple[str | None, date | None]
) -> None:
    """One row per sentence, with the sentence's own offsets."""
    text = f"Dank voor uw vragen. {sentence} Het onderzoek loopt."
    [found] = promised(text)
    assert (sentence, *term) == (found.text, found.due_text, found.due_on)
    assert text[found.start : found.end] == sentence


@pytest.mark.parametrize("sentence", NO_PROMISES)
def test_a_past_conditional_refused_or_asked_intention_is_no_promise(sentence: str) -> None:
    """Nor is what others will do."""
    assert promised(sentence) == []


def test_promises_outside_the_span_of_the_letter_are_ignored() -> None:
    """Another letter of the paper has its own promises."""
    text = "Ik zal uw Kamer in het najaar informeren. En dan nog iets."
    assert (
        find_commitments(Document(text, (), len(text), "text/plain"), 42, len(text), WRITTEN) == []
    )


def test_a_deadline_before_the_letter_is_not_that_of_the_promise() -> None:
    """The day of an earlier letter is not when the promise falls due."""
    [found] = promised("Zoals gemeld op 3 mei 2025 zal ik uw Kamer hierover informeren.")
    assert (found.due_text, found.due_on) == (None, None)


@pytest.mark.parametrize(
    "piece",
    [
        "zal uw Kamer ",
        "zal uw Kamer. Nu ",
        "ik zeg ",
        "Q1 uw Kamer. Zal ",
        "in het najaar ",
        "uw vragen ",
        ". ",
        "worden ",
    ],
)
def test_repeated_words_keep_promises_found_in_linear_time(
    piece: str, processor_seconds: Timer
) -> None:
    """Half a million characters of almost-promises take under a second of work."""
    text = (piece * (500_000 // len(piece) + 1))[:500_000]
    assert processor_seconds(lambda: promised(text)) < 1
