"""Heads of written questions of which an extraction glued two words at a line end.

Seen in: ah-tk-20242025-586 ("en deStaatssecretaris van").
"""

import pytest

from pipeline.rows import parse_file

ASKED = "Vragen van de leden De Vries en Jansen (beiden VVD) aan de Minister van Defensie over het bericht dat veerponten niet varen (ingezonden 3 oktober 2023)."
ANSWERED = "Antwoord van Minister Brekelmans (Defensie), mede namens de Staatssecretaris van Justitie en Veiligheid (ontvangen 24 oktober 2023)."
BODY = "Vraag 1\nKent u het bericht over de veerponten?\nAntwoord 1\nJa.\nVraag 2\nVaart er een pont?\nAntwoord 2\nNee, die vaart niet.\n"


def glued(before: str, after: str) -> dict[str, list[dict]]:
    """Return the rows of a paper that lost the space between these words."""
    head = f"{ASKED}\n{ANSWERED}".replace(f"{before} {after}", f"{before}{after}")
    assert f"{before}{after}" in head
    return parse_file(f"{head}\n{BODY}".encode(), "ah-tk-20232024-9901.txt")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Vries", "en"),
        ("en", "Jansen"),
        ("(beiden", "VVD)"),
        ("VVD)", "aan"),
        ("aan", "de"),
        ("de", "Minister"),
        ("Minister", "van"),
        ("van", "Defensie"),
        ("Defensie", "over"),
        ("varen", "(ingezonden"),
        ("(ingezonden", "3"),
        ("3", "oktober"),
        ("Brekelmans", "(Defensie)"),
        ("(Defensie),", "mede"),
        ("namens", "de"),
        ("de", "Staatssecretaris"),
        ("Staatssecretaris", "van"),
        ("van", "Justitie"),
        ("en", "Veiligheid"),
        ("Veiligheid", "(ontvangen"),
        ("(ontvangen", "24"),
        ("24", "oktober"),
        ("oktober", "2023"),
    ],
)
def test_a_head_is_read_with_two_words_glued(before: str, after: str) -> None:
    """Days, party, recipient and ministers are those of the head as printed."""
    rows = glued(before, after)
    days = [(one["kind"], str(one["dated_on"])) for one in rows["letter"]]
    assert [("request", "2023-10-03"), ("reply", "2023-10-24")] == days
    assert ["VVD", "VVD"] == [one["party"] for one in rows["question"]]
    signed = [(one["role"], (one["portfolio"] or "").replace(" ", "")) for one in rows["minister"]]
    assert [("minister", "Defensie"), ("staatssecretaris", "JustitieenVeiligheid")] == signed
    assert "Brekelmans" == rows["minister"][0]["name"]
    recipient = (rows["letter"][0]["recipient"] or "").replace(" ", "")
    assert "MinistervanDefensie" == recipient
