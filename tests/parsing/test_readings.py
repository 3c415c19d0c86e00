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


NOTA = """# NOTA NAAR AANLEIDING VAN HET VERSLAG
Ontvangen 12 maart 2026
# CDA
De leden van de CDA-fractie vragen hoeveel veerponten er varen.
Er varen in het hele land twaalf veerponten, waarvan vier op de grote rivier in het oosten.
De leden van de VVD-fractie vragen wie het onderhoud van de veerponten betaalt.
De provincie betaalt het onderhoud van de veerponten, zoals zij dat ook bij de bruggen doet.
De leden van de SP-fractie vragen wat een overtocht met de veerpont kost.
Een overtocht kost voor een voetganger een euro, en voor een fietser een euro en vijftig cent.
# Kosten
De leden van de D66-fractie vragen wat een brug kost.
Een brug kost veertig miljoen euro.
"""


def test_a_stray_heading_of_a_group_does_not_number_the_questions_of_others() -> None:
    """Most text stands below the heading of one group, but other groups name themselves in it.

    Why: which of two readings numbers the questions is decided by how well it fits all of them.
    """
    found = rows(NOTA, "kst-99999-9")
    assert [(row["label"], row["party"]) for row in found["question"]] == [
        ("1", "CDA"),
        ("2", "VVD"),
        ("3", "SP"),
        ("4", "D66"),
    ]


def test_groups_with_headings_number_their_own_questions_between_topics() -> None:
    """Headings of topics inside the parts of groups do not change who asks, nor the numbers."""
    text = NOTA.replace("De leden van de VVD-fractie", "Deze leden")
    text = text.replace("De leden van de SP-fractie", "Zij")
    text = text.replace("# Kosten\n", "# D66\n# Kosten\n")
    found = rows(text, "kst-99999-9")
    assert [(row["label"], row["party"]) for row in found["question"]] == [
        ("1", "CDA"),
        ("2", "CDA"),
        ("3", "CDA"),
        ("1", "D66"),
    ]
