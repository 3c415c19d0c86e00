"""Readings compete: no single line chooses how a paper is read."""

from printed_lines import pairing, rows

TOP = "# D NOTA NAAR AANLEIDING VAN HET VERSLAG\nOntvangen 12 maart 2025\n# 1. Inleiding\n"
STRAY = "Vraag 1: samenloop met andere regels\nDeze kop hoort bij het betoog en stelt niets.\n"


def nota(count: int) -> str:
    """Return a nota whose questions have a bare number and whose answers a heading."""
    return "".join(
        f"{number}\nKan de regering onderdeel {number} toelichten?\nAntwoord\n"
        f"De regering ziet onderdeel {number} als een verplichting.\n"
        for number in range(1, count + 1)
    )


def test_a_stray_heading_of_a_question_changes_no_row_but_its_own() -> None:
    """Seen in: a nota with 89 questions, of which two such lines left two."""
    clean = pairing(rows(TOP + nota(12)))
    damaged = pairing(rows(TOP + nota(6) + STRAY + nota(12).partition("7\n")[2].join(["7\n", ""])))
    kept = [one for one in clean if one in damaged]
    assert len(clean) == 12
    assert len(kept) >= 11


def test_a_question_without_a_heading_is_found_above_its_answer() -> None:
    """A page took the line "Vraag 2"; the heading of the answer still names it."""
    found = rows(
        "Vragen van het lid Dijk (SP) aan de Minister van Financiën over de munt "
        "(ingezonden 3 maart 2026).\n"
        "Antwoord van Minister Heinen (Financiën) (ontvangen 30 maart 2026).\n"
        "Vraag 1\nIs dat zo?\nAntwoord 1\nJa.\n"
        "Deelt u die mening?\nAntwoord 2\nNee.\n"
        "Vraag 3\nWat nu?\nAntwoord 3\nNiets.",
        "ah-tk-20242025-1",
    )
    assert [("1", "Is dat zo?"), ("2", "Deelt u die mening?"), ("3", "Wat nu?")] == [
        (one["label"], one["text"]) for one in found["question"]
    ]
    assert ["Ja.", "Nee.", "Niets."] == [one["text"] for one in found["answer"]]


def test_an_answer_without_a_heading_is_found_below_its_question() -> None:
    """Seen in: the letter of 7 November 2023 about question 2023Z16994."""
    found = rows(
        "Vragen van het lid Dijk (SP) aan de Minister van Financiën over de munt "
        "(ingezonden 3 maart 2026).\n"
        "Antwoord van Minister Heinen (Financiën) (ontvangen 30 maart 2026).\n"
        "Vraag 1\nIs dat zo?\nAntwoord 1\nJa.\n"
        "Vraag 2\nDeelt u die mening?\nDie mening deel ik niet.\nDat zit anders.\n"
        "Vraag 3\nWat nu?\nAntwoord 3\nNiets.",
        "ah-tk-20242025-1",
    )
    assert ["Is dat zo?", "Deelt u die mening?", "Wat nu?"] == [
        one["text"] for one in found["question"]
    ]
    assert "Die mening deel ik niet. Dat zit anders." in [one["text"] for one in found["answer"]]
