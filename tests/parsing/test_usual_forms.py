"""Usual forms that few papers at hand print: each was read, lost, and is read again."""

import pytest
from ferry_letters import CHAIR, CONSULTATION, MINISTER, REPLY, REQUEST
from printed_lines import pairing, rows

from pipeline.rows import parse_file

HEAD = (
    "Vragen van het lid Dijk (SP) aan de Minister van Defensie over kazernes (ingezonden 3 oktober 2024).\n"
    "Antwoord van Minister Brekelmans (Defensie) (ontvangen 24 oktober 2024).\n"
)
ASKED = ["Kent u het bericht?", "Hoeveel kazernes staan leeg?", "Wat kost dat?"]
GIVEN = ["Ja.", "Er staan drie kazernes leeg.", "Dat kost twee miljoen euro."]


def read(text: str, name: str = "ah-tk-20242025-561.txt") -> dict[str, list[dict]]:
    """Return the rows of a text file."""
    return parse_file(text.encode(), name)


@pytest.mark.parametrize(
    "form",
    ["{n}. {q} Antwoord: {a}\n", "{n}. {q}\n\nANTWOORD\n{a}\n\n"],
)
def test_the_heading_of_an_answer_is_no_word_of_it(form: str) -> None:
    """In capitals, or behind a soft line break of Word."""
    printed = zip(ASKED, GIVEN, strict=True)
    text = HEAD + "".join(form.format(n=n, q=q, a=a) for n, (q, a) in enumerate(printed, 1))
    assert [one["text"] for one in read(text)["answer"]] == GIVEN


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("1. Ja.\n\n2 en 3. Beide zijn bekend.\n", [["1"], ["2", "3"]]),
        ("Ad 1. Ja.\n\nAd 2. Drie.\n\nAd 3. Twee miljoen.\n", [["1"], ["2"], ["3"]]),
    ],
)
def test_a_list_of_answers_is_divided(listed: str, expected: list[list[str]]) -> None:
    """Also at joint numbers, and at "Ad 1."."""
    asked = "".join(f"{n}. {words}\n\n" for n, words in enumerate(ASKED, 1))
    found = read(f"{HEAD}Vragen\n\n{asked}Antwoord\n\n{listed}")
    labels = {one["question_id"]: one["label"] for one in found["question"]}
    links: dict[str, list[str]] = {}
    for link in found["question_answer"]:
        links.setdefault(link["answer_id"], []).append(labels[link["question_id"]])
    assert list(links.values()) == expected


MEMORIE = (
    "Eerste Kamer der Staten-Generaal\n98 441 Wet vaste veerponten\nC MEMORIE VAN ANTWOORD\n"
    "# Vragen van de leden van de BBB-fractie\n{asked}\nDat is zo.\n{end}"
)


@pytest.mark.parametrize(
    "asked",
    [
        "De leden van de BBB-fractie ontvangen graag een overzicht van de kosten.",
        "De leden van de BBB-fractie vernemen graag wie de brandstof betaalt.",
        "De leden van de BBB-fractie informeren naar het loon van de schippers.",
        "De leden van de BBB-fractie zouden het op prijs stellen als de regering dit toelicht.",
    ],
)
def test_members_ask_with_these_verbs(asked: str) -> None:
    """The wish of the government below the last answer is no part of it."""
    end = f"De regering hecht aan een spoedige behandeling van het wetsvoorstel.\n{MINISTER}"
    found = pairing(rows(MEMORIE.format(asked=asked, end=end), "kst-98441-C"))
    assert found == [(("BBB 1",), "own", "Dat is zo.")]


def consulted(asked: str, reply: str = "") -> dict[str, list[dict]]:
    """Return the rows of a consultation with these questions of the SP."""
    headed = f"{CONSULTATION}{REQUEST}# Vragen van de leden van de SP-fractie\n{asked}\n"
    return rows(f"{headed}{CHAIR}{REPLY}{reply}\n{MINISTER}", "kst-98440-G")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (
            "Kan de minister per pont aangeven:\n- wat het tarief is;\n- wanneer die vaart?\nWat kost dat?",
            [
                "Kan de minister per pont aangeven: - wat het tarief is; - wanneer die vaart?",
                "Wat kost dat?",
            ],
        ),
        (
            "Kan de minister ook ingaan op de volgende punten?\n- Hoe veilig zijn de ponten?\n- Hoe oud zijn ze?",
            ["Hoe veilig zijn de ponten?", "Hoe oud zijn ze?"],
        ),
    ],
)
def test_bullets_complete_a_question_or_ask_themselves(asked: str, expected: list[str]) -> None:
    """Committees of the Senate print both."""
    found = [" ".join(str(one["text"]).split()) for one in consulted(asked)["question"]]
    assert found == expected


@pytest.mark.parametrize(
    "closing",
    [
        "De leden van de commissie ontvangen uw antwoord graag vóór 31 maart 2026.",
        "De leden verzoeken u de antwoorden binnen vier weken na dagtekening van deze brief te geven.",
    ],
)
def test_the_wish_of_a_committee_for_its_answer_is_no_question(closing: str) -> None:
    """It names a day."""
    assert ["Wie betaalt dat?"] == [
        one["text"] for one in consulted(f"Wie betaalt dat?\n{closing}")["question"]
    ]


@pytest.mark.parametrize(
    ("reply", "kind", "due"),
    [
        (
            "Het overleg over de veren is nog niet afgerond. Ik streef ernaar de vragen voor 1 mei 2026 te beantwoorden.",
            "deferral",
            "2026-05-01",
        ),
        (
            "Beantwoording van de vragen binnen vier weken is helaas niet mogelijk. U ontvangt de antwoorden uiterlijk 1 mei 2026.",
            "deferral",
            "2026-05-01",
        ),
    ],
)
def test_a_minister_needs_more_time(reply: str, kind: str, due: str) -> None:
    """The term that is not kept is not the day of the answer."""
    letter = consulted("Wie betaalt dat?", reply)["letter"][-1]
    assert (letter["kind"], str(letter["reply_due_on"])) == (kind, due)


def test_a_pointer_to_a_paper_cited_behind_it_is_none_to_this_paper() -> None:
    """Its question 1 is another one."""
    given = "Zie het antwoord op vraag 1, Aanhangsel Handelingen II 2023/24, nr. 594."
    text = f"{HEAD}Vraag 1\n\n{ASKED[0]}\n\nAntwoord 1\n\nJa.\n\nVraag 2\n\n{ASKED[1]}\n\nAntwoord 2\n\n{given}\n"
    assert ["own", "own"] == [one["relation"] for one in read(text)["question_answer"]]


@pytest.mark.parametrize("head", ["Onze referentie BS2024031234", "Blad {n} van 3", "{n}/3"])
def test_the_head_of_a_page_is_no_word_of_an_answer(head: str) -> None:
    """Letters of ministries print it on each page after the first."""
    pages = [
        f"{HEAD}Vraag 1\nKent u het bericht?\n\nAntwoord 1\nIk ken het bericht over de kazernes, waarvan de kosten",
        "al jaren stijgen.\n\nVraag 2\nWat kost dat?\n\nAntwoord 2\nDe kosten van beheer en onderhoud bedragen vorig jaar",
        "twee miljoen euro.\n",
    ]
    text = pages[0] + "".join(
        f"\n\f{head.format(n=n)}\n{page}" for n, page in enumerate(pages[1:], 2)
    )
    assert [
        "Ik ken het bericht over de kazernes, waarvan de kosten al jaren stijgen.",
        "De kosten van beheer en onderhoud bedragen vorig jaar twee miljoen euro.",
    ] == [one["text"] for one in read(text)["answer"]]


def test_questions_and_answers_in_one_paragraph_are_told_apart() -> None:
    """An extraction without blank lines joins paragraphs whose last line is full."""
    asked = ["vragen wat een munt kost.", "vragen tevens wie dat betaalt."]
    told = ["Een munt kost tien cent. Dat is minder dan vorig jaar.", "Dat betaalt het Rijk."]
    first, second = (f"De leden van de VVD-fractie {words}" for words in asked)
    lead = "De leden van de SGP-fractie lezen dat munten van koper zijn. Zij vragen waarom."
    paragraph = f"{first} {told[0]} {second} {told[1]} {lead}\nKoper slijt niet."
    head = "C\n# MEMORIE VAN ANTWOORD\nOntvangen 3 maart 2026\nVragen van de leden van de VVD-fractie\n"
    found = rows(head + paragraph)
    assert [first, second, lead] == [one["text"] for one in found["question"]]
    assert [*told, "Koper slijt niet."] == [one["text"] for one in found["answer"]]


def test_a_paragraph_of_many_questions_and_answers_is_read_in_turn() -> None:
    """Each answer ends where members ask again."""
    turn = "De leden van de VVD-fractie vragen wat een munt kost. Een munt kost tien cent."
    found = rows(
        "C\n# MEMORIE VAN ANTWOORD\nVragen van de leden van de VVD-fractie\n" + f"{turn} " * 400
    )
    assert (400, 400) == (len(found["question"]), len(found["answer"]))


def lettered(answer: str) -> list[tuple[str, str]]:
    """Return each question with its answer, for two lettered parts below "Vraag 1"."""
    question = "Vraag 1\n\na. Kent u het bericht?\n\nb. Staan er kazernes leeg?\n\n"
    found = read(f"{HEAD}{question}Antwoord 1\n\n{answer}Vraag 2\n\nWat?\n\nAntwoord 2\n\nIets.\n")
    questions = {one["question_id"]: one["text"] for one in found["question"]}
    answers = {one["answer_id"]: one["text"] for one in found["answer"]}
    links = [
        (questions[one["question_id"]], answers[one["answer_id"]])
        for one in found["question_answer"]
    ]
    assert links[-1] == ("Wat?", "Iets.")
    return links[:-1]


def test_an_answer_with_the_letters_of_its_question_answers_each_part() -> None:
    """A sub-question with its own answer is a row."""
    expected = [("Kent u het bericht?", "Ja."), ("Staan er kazernes leeg?", "Nee.")]
    assert expected == lettered("a. Ja.\n\nb. Nee.\n\n")


def test_an_answer_with_fewer_letters_than_its_question_is_one_answer() -> None:
    """Its letters are a list of its own."""
    assert len(lettered("a. Ja.\n\n")) == 1
