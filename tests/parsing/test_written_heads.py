"""The head of written questions: who asks whom, and when."""

import pytest
from printed_lines import rows


def head(
    words: str, reply: str = "Antwoord van Minister Heinen (Financiën) (ontvangen 30 maart 2026)."
) -> dict[str, list[dict[str, object]]]:
    """Return the rows of written questions with this head."""
    return rows(f"{words}\n{reply}\nVraag 1\nIs dat zo?\nAntwoord 1\nJa.", "ah-ek-20252026-1")


@pytest.mark.parametrize(
    ("who", "askers", "party"),
    [
        ("het lid Dijk (SP)", ["Dijk (SP)"], "SP"),
        (
            "de leden Van Weyenberg, Romke de Jong en Kat (allen D66)",
            ["Van Weyenberg (D66)", "Romke de Jong (D66)", "Kat (D66)"],
            "D66",
        ),
        (
            "de leden Koffeman en Nicolaï (beiden Partij voor de Dieren)",
            ["Koffeman (Partij voor de Dieren)", "Nicolaï (Partij voor de Dieren)"],
            "PvdD",
        ),
        (
            "de leden Mutluer (GroenLinks-PvdA) en Kostić (PvdD)",
            ["Mutluer (GroenLinks-PvdA)", "Kostić (PvdD)"],
            None,
        ),
        ("het lid Van Haga (Groep Van Haga)", ["Van Haga (Groep Van Haga)"], "Groep Van Haga"),
    ],
)
def test_askers_are_named_with_their_party(who: str, askers: list[str], party: str | None) -> None:
    """The party group is that of all of them, or none."""
    row = head(
        f"Vragen van {who} aan de Minister van Financiën over de munt (ingezonden 3 maart 2026)."
    )["question"][0]
    assert (askers, party) == (row["askers"], row["party"])


@pytest.mark.parametrize(
    "words",
    [
        "Vragen van het lid Dijk (SP) aan de Minister van Financiën over de munt van 1 mei 1999 (ingezonden 3 maart 2026).",
        "Vragen van het lid Dijk (SP) op 3 maart 2026 medegedeeld aan de Minister van Financiën over de munt.",
        "Vragen van het lid Dijk (SP) aan de Minister van Financiën over de munt (medegedeeld op 3 maart 2026).",
        "Vragen van het lid Dijk (SP) aan de\nMinister van Financiën over de munt (ingezonden 3 maart 2026).",
    ],
)
def test_the_head_gives_the_day_and_the_addressee(words: str) -> None:
    """The day sent in is the one between brackets, or behind "medegedeeld"; the head may run over
    two blocks.
    """
    request, reply = head(words)["letter"]
    assert ("2026-03-03", "Minister van Financiën", "2026-03-30", "Heinen") == (
        str(request["dated_on"]), request["recipient"], str(reply["dated_on"]), reply["sender"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("notice", "kind"),
    [
        (
            "De vragen kunnen niet binnen de gebruikelijke termijn worden beantwoord. Ik zal dat zo spoedig mogelijk doen.",
            "deferral",
        ),
        ("De vragen behoren tot het terrein van een ander.", "other"),
    ],
)
def test_a_notice_of_delay_answers_no_question(notice: str, kind: str) -> None:
    """It is a deferral when it announces a later reply."""
    found = rows(
        "Vragen van het lid Dijk (SP) aan de Minister van Financiën over de munt (ingezonden 3 maart 2026).\n"
        f"Mededeling van Minister Heinen (Financiën) (ontvangen 30 maart 2026).\nVraag 1\nIs dat zo?\nMededeling\n{notice}",
        "ah-ek-20252026-1",
    )
    assert (["request", kind], 1, [], ["Heinen"]) == (
        [row["kind"] for row in found["letter"]],
        len(found["question"]),
        found["answer"],
        [row["name"] for row in found["minister"]],
    )


def test_a_question_without_its_heading_at_the_top_of_a_page_is_found() -> None:
    """It is the paragraph with a question mark above an answer that has no question."""
    found = rows(
        "Vragen van het lid Dijk (SP) aan de Minister van Financiën over de munt (ingezonden 3 maart 2026).\n"
        "Antwoord van Minister Heinen (Financiën) (ontvangen 30 maart 2026).\nVraag 1\nIs dat zo?\nAntwoord 1\nJa.\n"
        "van de munt bekend is?\nAntwoord 2\nNee.",
        "ah-ek-20252026-1",
    )
    assert [("1", "Is dat zo?"), ("2", "van de munt bekend is?")] == [
        (row["label"], row["text"]) for row in found["question"]
    ]
    assert ["Ja.", "Nee."] == [row["text"] for row in found["answer"]]


def test_a_head_runs_to_its_day_over_blocks_of_any_width() -> None:
    """Seen in: ah-tk-20242025-564, where both heads fell apart into five blocks."""
    found = rows(
        "Vragen van de leden Beckerman (SP), Bushoff, Kröger (beiden\n"
        "GroenLinks-PvdA) en Teunissen (PvdD) aan de\n"
        "Staatssecretaris van Financiën over Drenthe (ingezonden 11 oktober 2024).\n"
        "Antwoord van Staatssecretaris Van Marum (Binnenlandse Zaken en\n"
        "Koninkrijksrelaties) en van Minister Hermans (Klimaat en Groene Groei)\n"
        "(ontvangen 18 november 2024).\n"
        "Vraag 1\nIs dat zo?\nAntwoord 1\nJa.",
        "ah-tk-20242025-1",
    )
    assert ["2024-10-11", "2024-11-18"] == [str(one["dated_on"]) for one in found["letter"]]
    assert ["Ja."] == [one["text"] for one in found["answer"]]
    assert found["question"][0]["askers"] == [
        "Beckerman (SP)",
        "Bushoff (GroenLinks-PvdA)",
        "Kröger (GroenLinks-PvdA)",
        "Teunissen (PvdD)",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Vraag van het lid Dijk (SP) aan de Minister van Financiën over de munt (ingezonden 3 maart 2026).",
        "Mondelinge vragen van het lid Dijk (SP) aan de Minister van Financiën over de munt (ingezonden 3 maart 2026)",
        "Vragen van het lid Dijk (SP) aan de Staatsecretaris van Financiën over de munt (ingezonden 3 maart 2026)",
        "(ingezonden 3 maart 2026)\nVragen van het lid Dijk (SP) aan de minister van Financiën over de munt.",
    ],
)
def test_a_head_in_another_form_gives_askers_and_day(words: str) -> None:
    """Seen in: ah-tk-20242025-585, kv-tk-2024Z18775, ah-tk-20242025-559, kv-2024Z18888."""
    found = head(words)
    assert found["question"][0]["askers"] == ["Dijk (SP)"]
    assert str(found["letter"][0]["dated_on"]) == "2026-03-03"


def test_a_reply_alone_is_a_paper() -> None:
    """Seen in: AH 608 as the House's own Word file, without the head of the questions."""
    found = rows(
        "AH 608\n2024Z14419\nAntwoord van minister Van Hijum (Sociale Zaken) "
        "(ontvangen 19 november 2024)\n1. Is dat zo?\nAntwoord vraag 1:\nJa.",
        "ah-608",
    )
    assert [("reply", "2024-11-19")] == [
        (one["kind"], str(one["dated_on"])) for one in found["letter"]
    ]
    assert ["Ja."] == [one["text"] for one in found["answer"]]


def test_a_ministers_letter_names_the_askers_of_its_annex() -> None:
    """Seen in: the letter of 24 March 2024 about questions of the member Eerdmans (JA21)."""
    found = rows(
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\nDatum 24 maart 2024\n"
        "In antwoord op uw brief deel ik u mede dat de vragen van het lid Eerdmans (JA21) aan de "
        "minister van Financiën over de munt worden beantwoord in de bijlage.\n"
        "@ De Minister van Financiën,\n@ E. Heinen\n"
        "Vraag 1\nIs dat zo?\nAntwoord op vraag 1\nJa."
    )
    assert found["publication"][0]["kind"] == "schriftelijke_vragen"
    assert [("JA21", ["Eerdmans (JA21)"])] == [
        (one["party"], one["askers"]) for one in found["question"]
    ]


@pytest.mark.parametrize(
    ("labels", "asked", "texts"),
    [
        (
            "1, 2 en 3",
            "Wie maakt het?Klopt het dat het kon? Zo ja, waarom?Zijn er meer? Zo nee, waarom niet?",
            [
                "Wie maakt het?",
                "Klopt het dat het kon? Zo ja, waarom?",
                "Zijn er meer? Zo nee, waarom niet?",
            ],
        ),
        ("1 en 2", "Is dat zo? Wat dan? Kan het?", ["Is dat zo?", "Wat dan? Kan het?"]),
    ],
)
def test_joint_questions_are_cut_at_the_clearest_ends(
    labels: str, asked: str, texts: list[str]
) -> None:
    """Seen in: ah-tk-20242025-570 and -582, whose extraction lost the line ends."""
    found = rows(
        "Vragen van het lid Dijk (SP) aan de Minister van Financiën over de munt "
        "(ingezonden 3 maart 2026).\n"
        "Antwoord van Minister Heinen (Financiën) (ontvangen 30 maart 2026).\n"
        f"Vraag {labels}\n{asked}\nAntwoord {labels}\nJa.",
        "ah-tk-20242025-1",
    )
    assert texts == [one["text"] for one in found["question"]]
