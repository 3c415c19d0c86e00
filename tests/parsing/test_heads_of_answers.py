"""The heads above answers, as many ways as ministries write them: a reply that repeats nothing is
tied by them alone.
"""

from collections.abc import Callable, Iterable, Iterator

import pytest
from ferry_letters import CHAIR, CONSULTATION, HEAD, MINISTER, REPLY, REQUEST
from printed_lines import pairing, rows

ASKED = (
    ("D66", ("1", "2", "3", "4")),
    ("SP", ("5", "6")),
    ("PvdD", ("7",)),
)
"""The numbers run through the whole request."""
NAMES = {"D66": "D66-fractie", "SP": "SP-fractie", "PvdD": "fractie van de Partij voor de Dieren"}
QUESTIONS = {
    "1": "Hoeveel veerponten varen er op zondag?",
    "2": "Wie betaalt de brandstof?",
    "3": "Wat kost een overtocht?",
    "4": "Mogen auto's mee?",
    "5": "Wanneer wordt de dienstregeling herzien?",
    "6": "Is er overleg met de provincie geweest?",
    "7": "Hoe worden paarden vervoerd?",
}
ANSWERS = {
    "1": "Op zondag varen er 120 ponten.",
    "2": "De gemeenten bepalen dat allemaal zelf.",
    "5": "Dat gebeurt in het najaar van 2027.",
    "6": "Ja. Er is op 2 mei 2025 gesproken over de lijn.",
    "7": "Paarden reizen in een eigen wagen.",
}
EXPECTED = [
    (("D66 1",), "own", ANSWERS["1"]),
    (("D66 2", "D66 3", "D66 4"), "shared", ANSWERS["2"]),
    (("SP 5",), "own", ANSWERS["5"]),
    (("SP 6",), "own", ANSWERS["6"]),
    (("PvdD 7",), "own", ANSWERS["7"]),
]


Below = Callable[[str, str], list[str]]
"""Ways in which a head and its answer become paragraphs."""


def request() -> Iterator[str]:
    """Yield the questions, below a heading for each party group."""
    for group, numbers in ASKED:
        yield f"# Vragen van de leden van de {NAMES[group]}"
        yield from (f"{number}. {QUESTIONS[number]}" for number in numbers)


def reply(one: str, several: str, part: str, below: Below) -> Iterator[str]:
    """Yield the answers: ``one`` heads the answer to one question, ``several`` that to questions 2,
    3 and 4, ``part`` those to a group.
    """
    for group, numbers in ASKED:
        if part:
            yield part.format(leden=NAMES[group])
        for number in numbers:
            if answer := ANSWERS.get(number):
                head = several if number == "2" else one
                yield from below(head.format(n=number, fractie=group, leden=NAMES[group]), answer)


def letters(
    asked: Iterable[str], answered: Iterable[str]
) -> list[tuple[tuple[str, ...], str, str]]:
    """Return the pairing of a request and a reply with these lines."""
    lines = [*asked, CHAIR, REPLY, "Hierbij mijn antwoorden.", *answered, MINISTER]
    return pairing(rows(CONSULTATION + REQUEST + "\n".join(lines)))


STYLES = [
    ("Antwoord op vraag {n}", "Antwoord op de vragen 2 t/m 4"),
    ("Antwoord op vraag {n}", "Antwoorden 2-4"),
    ("Antwoord {n}.", "Antwoord 2, 3, 4."),
    ("Antwoord {n}", "Antwoorden 2, 3 en 4"),
    ("Antwoord vraag {n}:", "Antwoord vragen 2 t/m 4:"),
    ("Antwoord op uw vraag {n}", "Antwoord op uw vragen 2 t/m 4"),
    ("Antwoord op vraagnummer {n}", "Antwoord op de vraagnummers 2, 3 en 4"),
    ("Antwoord op vraag nr. {n}", "Antwoord op vragen nrs. 2 t/m 4"),
    ("Antwoord bij vraag {n}", "Antwoord bij de vragen 2 t/m 4"),
    ("Het antwoord op vraag {n}:", "Het antwoord op de vragen 2 tot en met 4:"),
    ("Gezamenlijk antwoord op vraag {n}", "Gezamenlijk antwoord op de vragen 2, 3 en 4"),
    ("Antwoord op vraag {n}", "Gecombineerd antwoord op de vragen 2 t/m 4"),
    ("Vraag {n}", "Vragen 2 t/m 4"),
    ("Vraag {n}.", "Vragen 2, 3 en 4."),
    ("Vraag {n}:", "Vragen 2 tot en met 4:"),
    ("Vraag {n}", "Vraag 2 en vraag 3 en vraag 4"),
    ("Vraag {n}", "Vraag 2 tot en met vraag 4"),
    ("Vraag nummer {n}", "Vragen nummers 2 t/m 4"),
    ("Beantwoording vraag {n}", "Beantwoording vragen 2 t/m 4"),
    ("Beantwoording van vraag {n}", "Beantwoording van de vragen 2 t/m 4"),
    ("Beantwoording van vraag {n}:", "Beantwoording van de vragen 2, 3 en 4:"),
    ("Beantwoording {n}", "Beantwoording 2 t/m 4"),
    ("Reactie op vraag {n}", "Reactie op de vragen 2 t/m 4"),
    ("Reactie vraag {n}", "Reactie vragen 2, 3 en 4"),
    ("Reactie van het kabinet op vraag {n}", "Reactie van het kabinet op de vragen 2 t/m 4"),
    ("Antwoord van de minister op vraag {n}", "Antwoord van de minister op de vragen 2 t/m 4"),
    ("Vraag {n} ({fractie})", "Vragen 2 t/m 4 (D66)"),
    ("Vraag {n} - {fractie}", "Vragen 2 t/m 4 - D66"),
    ("Vraag {n} {fractie}", "Vragen 2 t/m 4 D66"),
    ("Vraag {n} van de leden van de {leden}", "Vragen 2 t/m 4 van de leden van de {leden}"),
    ("Vraag {n} van de {leden}", "Vragen 2, 3 en 4 van de {leden}"),
    ("Vraag {n} van {fractie}", "Vragen 2, 3 en 4 van {fractie}"),
    ("Antwoord op vraag {n} ({fractie})", "Antwoord op de vragen 2 t/m 4 (D66)"),
    (
        "Antwoord op vraag {n} van de leden van de {leden}",
        "Antwoord op de vragen 2 t/m 4 van de leden van de {leden}",
    ),
    ("Reactie op vraag {n} van de {leden}", "Reactie op de vragen 2 t/m 4 van de {leden}"),
    (
        "Beantwoording van vraag {n} van de leden van de {leden}",
        "Beantwoording van de vragen 2 t/m 4 van de leden van de {leden}",
    ),
]


WITHIN = [
    ("Antwoord vraag {n}:", "Antwoord vragen 2, 3 en 4:"),
    ("Antwoord {n}.", "Antwoord 2-4."),
    ("Vraag {n}:", "Vragen 2 t/m 4:"),
    ("Beantwoording van vraag {n}.", "Beantwoording van de vragen 2 t/m 4."),
    ("Reactie op vraag {n}:", "Reactie op de vragen 2 tot en met 4:"),
    ("Vraag {n} ({fractie}):", "Vragen 2 t/m 4 (D66):"),
    ("Antwoord op vraag {n} ({fractie}):", "Antwoord op de vragen 2 t/m 4 (D66):"),
    (
        "Antwoord op vraag {n} van de leden van de {leden}:",
        "Antwoord op de vragen 2 t/m 4 van de leden van de {leden}:",
    ),
]
"""Heads before the first words of the answer."""

PARTS = ["# Antwoorden op de vragen van de leden van de {leden}", ""]
"""Above the answers to a party group, or nothing."""


@pytest.mark.parametrize(("one", "several"), STYLES)
@pytest.mark.parametrize("part", PARTS)
def test_an_answer_heading_on_its_own_line_opens_its_answer(
    one: str, several: str, part: str
) -> None:
    """Below headings of the party groups, and without."""
    assert EXPECTED == letters(
        request(), reply(one, several, part, lambda head, answer: [head, answer])
    )


@pytest.mark.parametrize(("one", "several"), WITHIN)
@pytest.mark.parametrize("part", PARTS)
def test_an_answer_heading_within_a_paragraph_opens_its_answer(
    one: str, several: str, part: str
) -> None:
    """The answer begins behind it."""
    assert EXPECTED == letters(
        request(), reply(one, several, part, lambda head, answer: [f"{head} {answer}"])
    )


@pytest.mark.parametrize(
    "head", [one for one, _ in STYLES if "{fractie}" in one or "{leden}" in one]
)
def test_an_answer_heading_with_a_party_group_answers_its_question(head: str) -> None:
    """Also where each of them counts from 1, and the reply has no other headings."""
    asked = (
        "# Vragen van de leden van de D66-fractie",
        "1. Wat kost dat?",
        "# Vragen van de leden van de SP-fractie",
        "1. Waarom?",
    )
    given = [head.format(n=1, fractie=group, leden=f"{group}-fractie") for group in ("SP", "D66")]
    expected = [(("SP 1",), "own", "Daarom."), (("D66 1",), "own", "Tien euro.")]
    assert expected == letters(asked, [given[0], "Daarom.", given[1], "Tien euro."])


@pytest.mark.parametrize(
    "head",
    [
        "Vraag {n} ({fractie})",
        "Vraag {n} van de leden van de {fractie}-fractie",
    ],
)
def test_an_answer_heading_with_a_party_group_names_the_asker(head: str) -> None:
    """In a reply that alone prints the questions, without other headings."""
    said = [
        ("D66", 1, "Wat kost dat?", "Tien euro."),
        ("D66", 2, "Wie betaalt dat?", "Het Rijk."),
        ("SP", 1, "Waarom?", "Daarom."),
    ]
    body = [
        line
        for group, n, *words in said
        for line in (head.format(fractie=group, n=n), words[0], "Antwoord", words[1])
    ]
    found = rows(
        f"{HEAD}D NOTA NAAR AANLEIDING VAN HET VERSLAG\nOntvangen 4 juni 2026\n" + "\n".join(body)
    )
    assert [((f"{group} {n}",), "own", reply) for group, n, _, reply in said] == pairing(found)


def test_a_numbered_sentence_in_bold_is_no_heading() -> None:
    """A text file sets what members said in bold, and the reply below it."""
    found = rows(
        f"{HEAD}D MEMORIE VAN ANTWOORD\nOntvangen 4 juni 2026\n# Vragen van de leden van de CDA-fractie\n"
        "# **1. De leden van de CDA-fractie vroegen of de gemeenten voldoende middelen ontvangen.**\nDat is zo.\n"
        "# **2. Zij vroegen voorts op welk moment de wet wordt geëvalueerd.**\nBinnen vijf jaar.\n"
    )
    assert [
        (("CDA 1",), "own", "Dat is zo."),
        (("CDA 2",), "own", "Binnen vijf jaar."),
    ] == pairing(found)
