"""Who speaks in a memorie or nota, where members and government take turns in paragraphs."""

import pytest
from printed_lines import exchange, rows

HEAD = "Eerste Kamer der Staten-Generaal\n98 410 Wet vaste veerponten\nD MEMORIE VAN ANTWOORD\nOntvangen 4 juni 2026\n"


def memorie(*lines: str) -> list[tuple[tuple[str, ...], str, str, str]]:
    """Each question with its answer: names, question, relation, answer."""
    found = rows(HEAD + "\n".join(lines), "kst-98410-D")
    asked = [str(row["text"]) for row in found["question"]]
    given = exchange(found)
    assert len(asked) == len(given)
    return [(names, question, relation, answer) for question, (names, relation, answer) in zip(asked, given, strict=True)]


FIRST = "De leden van de BBB-fractie vragen hoeveel veerponten er varen."
REPLY = "Er varen 310 veerponten."


@pytest.mark.parametrize(
    "asked",
    [
        "Kan de minister, zo vragen deze leden, aangeven hoeveel schippers met pensioen gaan en of zij worden vervangen?",
        "Wat betekent dit voor de schippers, zo willen de leden van de BBB-fractie weten.",
        "Is de regering bereid de tarieven te bevriezen? De leden van de BBB-fractie zouden graag zien dat dit gebeurt.",
        "Is de regering van mening dat een brug beter is, vragen deze leden. Zij lezen dat tussen de regels door.",
        "Bent u bereid met de provincies te overleggen?",
    ],
)
def test_members_who_ask_before_they_are_named(asked: str) -> None:
    """After an answer a question that is put to the government, or that says in passing who asks it, is the next one."""
    expected = [(("BBB 1",), FIRST, "own", REPLY), (("BBB 2",), asked, "own", "Dat wordt bekeken.")]
    assert expected == memorie("# Vragen van de leden van de BBB-fractie", FIRST, REPLY, asked, "Dat wordt bekeken.")


def test_what_members_say_first_belongs_to_their_question() -> None:
    """Lead-in included, a question is all that members say up to its answer."""
    lead_in = "De leden van de SGP-fractie hebben met gemengde gevoelens kennisgenomen van het wetsvoorstel."
    asked = "De leden van de SGP-fractie vragen wat een overtocht kost."
    found = memorie("# Vragen van de leden van de SGP-fractie", lead_in, asked, "Gemiddeld één euro.")
    assert [(("SGP 1",), f"{lead_in} {asked}", "own", "Gemiddeld één euro.")] == found


def test_thanks_for_what_members_say_answer_nothing() -> None:
    """Members who only say that they have read the bill, and are thanked for it, have asked nothing."""
    found = memorie(
        "# Vragen van de leden van de D66-fractie",
        "De leden van de D66-fractie hebben met instemming kennisgenomen van het wetsvoorstel.",
        "De regering dankt deze leden voor hun steun.",
        "# Vragen van de leden van de BBB-fractie",
        FIRST,
        REPLY,
    )
    assert [(("BBB 1",), FIRST, "own", REPLY)] == found


def test_who_is_asked_about_an_article_is_asked() -> None:
    """The verb right behind who speaks asks, also where it says first what about."""
    asked = "De leden van de SP-fractie vragen bij artikel 3, onderdeel b, waarom de steigers zijn uitgezonderd."
    assert [(("SP 1",), asked, "own", "Steigers zijn van gemeenten.")] == memorie(
        "# 2. Steigers", asked, "Steigers zijn van gemeenten."
    )


def test_members_who_speak_for_others_too_are_the_ones_who_ask() -> None:
    """The party group that puts a question is its fraction, not the one on whose behalf it speaks as well."""
    asked = "Ten slotte vragen de leden van de CDA-fractie, mede namens de leden van de VVD-fractie, wie de kabels keurt."
    assert [(("CDA 1",), asked, "own", "Een keurmeester.")] == memorie("# 3. Veiligheid", asked, "Een keurmeester.")


def test_the_last_wish_of_the_government_is_no_answer() -> None:
    """What stands between the last answer and the signature, and answers nothing, belongs to the letter."""
    closing = "De regering hecht aan een spoedige behandeling van het wetsvoorstel."
    signed = ("@ De minister van Infrastructuur en Waterstaat,", "@ H. Veerman-Pont")
    found = memorie("# Vragen van de leden van de BBB-fractie", FIRST, REPLY, closing, *signed)
    assert [(("BBB 1",), FIRST, "own", REPLY)] == found


def test_a_numeral_of_several_capitals_heads_a_part() -> None:
    """Nobody has such initials, and what ends without a full stop is no item of a list."""
    other = "De leden van de SP-fractie vragen wie de steigers onderhoudt."
    found = memorie("# I. Varen", FIRST, REPLY, "III. Kosten en baten", other, "De gemeenten.")
    assert [(("BBB 1",), FIRST, "own", REPLY), (("SP 2",), other, "own", "De gemeenten.")] == found
