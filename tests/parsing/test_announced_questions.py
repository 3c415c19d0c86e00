"""Sentences about the questions themselves, which ask nothing: members announce their questions."""

import pytest

from pipeline.parsing.language.speech import asks
from pipeline.rows import parse_file

REPORT = """\
35 593 Wijziging van de Wet op de veerponten

B VOORLOPIG VERSLAG VAN DE VASTE COMMISSIE VOOR INFRASTRUCTUUR

Vastgesteld 21 juli 2021

Het voorbereidend onderzoek geeft de commissie aanleiding tot de volgende vragen.

Inleiding

De leden van de VVD-fractie hebben kennisgenomen van het voorstel. {sentence}

De leden van de D66-fractie hebben het voorstel gelezen. Zij hebben nog een vraag.

Kosten

De leden van de D66-fractie vragen de regering wat een veerpont kost.
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "Er zijn nog enkele vragen die zij graag beantwoord zien.",
        "Zij verzoeken de regering de vragen afzonderlijk te beantwoorden.",
        "Zij willen graag nog enkele vragen aan de regering voorleggen.",
        "Zij hebben nog vier vragen, waarop zij graag een antwoord ontvangen.",
        "Zij hebben nog enkele vragen, waarop zij graag een reactie ontvangen.",
        "Zij verzoeken op alle (sub)vragen afzonderlijk te antwoorden.",
        "Zij hebben bij de kosten nog vragen waarop zij graag antwoord krijgen.",
        "Zij hebben nog een aantal vragen aan de regering.",
        "Zij wensen de indieners nog enkele vragen te stellen.",
        "Zij danken voor de antwoorden op de eerder gestelde vragen naar aanleiding hiervan.",
        "Zij hebben op dit moment geen verdere vragen aan de regering.",
    ],
)
def test_an_announcement_of_questions_is_no_question(sentence: str) -> None:
    """It was one, the only question of a report that was explained fully.

    Seen in: kst-35593-B, kst-32549-F, kst-35261-B, kst-34086-B-n1, kst-33014-5, kst-35608-H.
    """
    rows = parse_file(REPORT.format(sentence=sentence).encode(), "kst-35593-B.txt")
    (question,) = rows["question"]
    assert question["text"].startswith("De leden van de D66-fractie vragen")


@pytest.mark.parametrize(
    "paragraph",
    [
        "Zij vragen de regering wanneer zij de vragen van burgers beantwoordt.",
        "De leden verzoeken de minister de vragen van de schippers te beantwoorden.",
        "Zij hebben enkele vragen die zij graag beantwoord zien. Zij vragen of er ponten varen.",
        "De leden vragen de regering deze vragen te stellen aan de provincies.",
        "Zij verzoeken de minister toe te lichten dat er geen vragen zijn.",
        "De leden vragen de regering een termijn te stellen.",
        "Kunt u in de beantwoording van deze vragen op de kosten ingaan?",
    ],
)
def test_a_request_beside_an_announcement_stays_one(paragraph: str) -> None:
    """The paragraph asks for more than answers."""
    assert asks(paragraph)


def test_members_who_wish_a_commitment_ask_for_it() -> None:
    """Without a question mark, in the paragraph of their question.

    Seen in: kst-21501-31-207.
    """
    assert asks("Genoemde leden willen de toezegging dat de veerponten blijven varen.")
    assert not asks("De leden zijn blij met de toezegging dat de veerponten blijven varen.")
