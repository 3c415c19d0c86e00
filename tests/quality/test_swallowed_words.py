"""Signs that a question or answer holds the words of others, and texts that only look like it."""

import polars as pl
import pytest

from pipeline.quality.prepare.swallowed import heading_inside, in_first_person, questions_unnamed

PAPER = "ah-tk-20252026-1"


@pytest.mark.parametrize(
    ("speaking", "texts"),
    [
        (
            True,
            [
                "Dan zal ik niet schromen. Wat gaat u doen?",
                "Ik zal de Kamer informeren. Wat gaat u doen?",
            ],
        ),
        (
            False,
            [
                "Bent u het met mij eens dat veerponten nodig zijn?",
                "Deelt u mijn mening dat dit niet kan?",
                "Wanneer is de mijn in Limburg gesloten?",
            ],
        ),
    ],
)
def test_only_ik_shows_that_a_minister_speaks(*, speaking: bool, texts: list[str]) -> None:
    """Members write "met mij eens" and "mijn mening" in their questions, and ask about mines."""
    papers = pl.Series([PAPER] * len(texts))
    flags = in_first_person(pl.Series(texts), papers, frozenset({PAPER}))
    assert [speaking] * len(texts) == flags.to_list()


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Is dat zo? Vraaq 3", "Vraaq 3"),
        ("Is dat zo? Vraaq 2 Wat vindt u?", "Vraaq 2"),
        ("Is dat zo?\nVraaq 2\nwat vindt u?", "Vraaq 2"),
        ("Is dat zo? Vraag 2: wat vindt u?", "Vraag 2:"),
        ("Is dat zo? Vragen 2 en 3 Wat vindt u?", "Vragen 2"),
        ("Ja, dat klopt. Antwoorcl l Nee, niemand.", "Antwoorcl l"),
        ("Ja, dat klopt. Antwoorden 2 tot en met 4 Nee, niemand.", "Antwoorden 2"),
        ("De molen draait. Aanvraag 12 Molen De Hoop is afgewezen.", None),
        ("Kunt u ze sturen? Graag 3 Exemplaren.", None),
        ("Dat is bekend. Vraag 2 gaat over de veerponten.", None),
        ("Dat is bekend. Vragen 2 en 3 gaan over de veerponten.", None),
    ],
)
def test_a_heading_begins_as_vraag_or_antwoord_and_no_sentence_goes_on(
    text: str, heading: str | None
) -> None:
    """Another word with a number, and a sentence about a question, are no misread heading."""
    assert [heading] == heading_inside(pl.Series([text])).to_list()


@pytest.mark.parametrize(
    ("above", "unnamed"),
    [
        ("Antwoord 4 en 5", 0),
        ("Antwoord op de vragen 1 tot en met 12 van de leden Jansen en Pietersen over een pont", 0),
        ("Antwoorden van de Minister van Infrastructuur en Waterstaat", 12),
        ("Vragen 1 tot en met 12\nAntwoorden", 12),
        ("Op 3 dagen voeren 4 veerponten. " + 10 * "Dat is bekend bij de gemeente. ", 12),
        (10 * "Dat is bekend bij de gemeente. " + "Antwoord 4 en 5", 0),
        ("12 Kunt u zeggen hoeveel veerponten er in 2024 en in 2025 zijn gestopt?", 12),
    ],
)
def test_the_line_above_an_answer_names_its_questions(above: str, unnamed: int) -> None:
    """A heading does, also at the end of a paragraph; a paragraph or a question does not."""
    text = f"{above}\nJa, dat klopt."
    given = pl.DataFrame(
        {
            "publication_id": [PAPER],
            "char_start": [len(above) + 1],
            "questions_answered": [12],
        }
    )
    frames = {
        "publication": pl.DataFrame({"publication_id": [PAPER], "kind": ["schriftelijke_vragen"]}),
        "publication_text": pl.DataFrame({"publication_id": [PAPER], "text": [text]}),
    }
    assert [unnamed] == questions_unnamed(given, frames).to_list()
