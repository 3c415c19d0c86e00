"""The letters inside a paper: who writes to whom, when, and what for."""

from datetime import date

import pytest
from printed_lines import rows

REQUEST = """BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR FINANCIËN
Aan de Minister van Financiën
Den Haag, 3 maart 2026
{}
@ De voorzitter van de vaste commissie voor Financiën,
@ A. Jansen
"""
REPLY = """BRIEF VAN DE MINISTER VAN FINANCIËN
Aan de Voorzitter van de Eerste Kamer der Staten-Generaal
’s-Gravenhage, 31 maart 2026
{}
@ De Minister van Financiën,
@ E. Heinen
"""
ASKS = "1. Wat kost een munt?\nDe commissie ontvangt uw antwoord graag binnen vier weken na dagtekening van deze brief."


def letters(text: str) -> list[dict[str, object]]:
    """Return the letters of a verslag with this text."""
    return rows("B VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n" + text)["letter"]


def test_a_request_and_its_reply_are_two_letters() -> None:
    """Every column of both."""
    request, reply = letters(
        REQUEST.format(ASKS) + REPLY.format("1. Wat kost een munt?\nTien cent.")
    )
    committee = "vaste commissie voor Financiën"
    asked = {
        "kind": "request",
        "dated_on": date(2026, 3, 3),
        "place": "Den Haag",
        "sender": "A. Jansen",
        "sender_role": f"voorzitter van de {committee}",
        "recipient": "Minister van Financiën",
        "committee": committee,
        "reply_due_on": date(2026, 3, 31),
        "in_reply_to": None,
    }
    answered = {
        "kind": "reply",
        "dated_on": date(2026, 3, 31),
        "place": "’s-Gravenhage",
        "sender": "E. Heinen",
        "sender_role": "Minister van Financiën",
        "recipient": "Voorzitter van de Eerste Kamer der Staten-Generaal",
        "committee": committee,
        "reply_due_on": None,
        "in_reply_to": "kst-99999-A/letter-1",
    }
    assert asked == {name: request[name] for name in asked}
    assert answered == {name: reply[name] for name in answered}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (
            "Het is niet mogelijk de vragen binnen de gestelde termijn te beantwoorden. U hoort uiterlijk 1 mei 2026 van mij.",
            "deferral",
        ),
        ("Ik verzoek u om uitstel.", "deferral"),
        ("Hierbij reageer ik op uw brief. De munt blijft.", "reply"),
    ],
)
def test_a_minister_answers_or_asks_for_time(body: str, kind: str) -> None:
    """A letter without answers that promises them for later is a deferral."""
    assert ["request", kind] == [
        row["kind"] for row in letters(REQUEST.format(ASKS) + REPLY.format(body))
    ]


@pytest.mark.parametrize(
    "body",
    [
        "De commissie herinnert u aan haar brief van 3 maart 2026.",
        "De commissie herinnert u aan haar brief van 3 maart 2026 en verzoekt u de daarin gestelde vragen spoedig te beantwoorden.",
    ],
)
def test_a_committee_that_only_recalls_its_letter_reminds(body: str) -> None:
    """A rappel answers to the request before it."""
    found = letters(REQUEST.format(ASKS) + REQUEST.format(body))
    assert [("request", None), ("reminder", "kst-99999-A/letter-1")] == [
        (row["kind"], row["in_reply_to"]) for row in found
    ]


def test_letters_without_titles_are_found_by_address_and_date() -> None:
    """An extraction can lose the titles."""
    text = (REQUEST.format(ASKS) + REPLY.format("1. Wat kost een munt?\nTien cent.")).replace(
        "BRIEF VAN", "Van"
    )
    lines = [line for line in text.splitlines() if not line.startswith("Van")]
    assert ["request", "reply"] == [row["kind"] for row in letters("\n".join(lines))]


def test_a_short_letter_keeps_its_date_from_the_next_one_without_titles() -> None:
    """The second reply began at the date line of the first, which was left with its address."""
    replies = [
        REPLY.format("Helaas lukt dat niet."),
        REPLY.format("1. Wat kost een munt?\nEen cent."),
    ]
    replies[1] = replies[1].replace("31 maart", "3 april")
    text = (REQUEST.format(ASKS) + "".join(replies)).replace(",\n@ E.", ", E.")
    lines = [line for line in text.splitlines() if not line.startswith("BRIEF VAN")]
    found = letters("\n".join(lines))
    assert ["2026-03-03", "2026-03-31", "2026-04-03"] == [str(row["dated_on"]) for row in found]
    assert ["A. Jansen", "E. Heinen", "E. Heinen"] == [row["sender"] for row in found]


def test_dates_come_from_the_list_of_letters_where_the_letters_lost_theirs() -> None:
    """The front part names them in order."""
    front = (
        "– De uitgaande brief van 3 maart 2026.\n– De antwoordbrieven van 26 en 31 maart 2026.\n"
    )
    body = REQUEST.format(ASKS) + REPLY.format("Ja.") + REPLY.format("Nee.")
    text = "\n".join(
        line for line in body.splitlines() if " maart 2026" not in line or "graag" in line
    )
    assert ["2026-03-03", "2026-03-26", "2026-03-31"] == [
        str(row["dated_on"]) for row in letters(front + text)
    ]


def test_a_letter_that_the_committee_read_before_dates_none_in_the_paper() -> None:
    """Its day was that of the reply, where the reply had lost its own.

    Seen in: kst-33506-AB, kst-34902-N.
    """
    front = (
        "De commissie heeft kennisgenomen van de brief van 7 februari 2026 met de reactie daarop.\n"
        "Naar aanleiding hiervan heeft zij de Minister op 3 maart 2026 een brief gestuurd.\n"
        "De Minister heeft op 31 maart 2026 gereageerd.\n"
    )
    body = REQUEST.format(ASKS) + REPLY.format("1. Wat kost een munt?\nTien cent.")
    text = body.replace("’s-Gravenhage, 31 maart 2026\n", "")
    assert ["2026-03-03", "2026-03-31"] == [str(row["dated_on"]) for row in letters(front + text)]


def test_a_letter_that_answers_no_question_has_kind_other() -> None:
    """Alone in its paper, with questions that it only puts to itself."""
    found = rows(
        "C "
        + REPLY.format(
            "Waarom zijn er munten? Dat vraagt men mij vaak.\n1. Wat kosten zij?\nTien cent."
        )
    )
    assert (["other"], []) == ([row["kind"] for row in found["letter"]], found["question"])


def test_place_and_day_after_the_address_date_the_letter() -> None:
    """An extraction can put them into one line with it."""
    text = (
        "Nr. 9 Brief van de Minister van Financiën\n"
        "Aan de Voorzitter van de Eerste Kamer der Staten-Generaal Den Haag, 3 juni 2026\nHierbij zend ik u mijn brief.\n"
        "@ De Minister van Financiën,\n@ E. Heinen"
    )
    (found,) = rows(text)["letter"]
    assert (date(2026, 6, 3), "Den Haag") == (found["dated_on"], found["place"])
    assert "Voorzitter van de Eerste Kamer der Staten-Generaal" == found["recipient"]
