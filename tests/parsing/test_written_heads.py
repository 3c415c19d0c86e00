"""The head of written questions: who asks whom, and when."""

import pytest
from printed_lines import rows


def head(
    words: str, reply: str = "Antwoord van Minister Heinen (Financiën) (ontvangen 30 maart 2026)."
) -> dict[str, list[dict[str, object]]]:
    """The rows of written questions with this head."""
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
def test_the_head_tells_the_day_and_the_addressee(words: str) -> None:
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
def test_a_notice_answers_nothing(notice: str, kind: str) -> None:
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


def test_a_question_whose_heading_was_lost_at_the_top_of_a_page() -> None:
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
