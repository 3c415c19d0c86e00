"""Replies that repeat no question and number their answers as the request numbered its questions."""

from printed_lines import pairing, rows

LETTERS = """\
Eerste Kamer der Staten-Generaal
98 420 Vaste veerponten
F VERSLAG VAN EEN SCHRIFTELIJK OVERLEG
# BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR INFRASTRUCTUUR
Aan de minister van Infrastructuur en Waterstaat
Den Haag, 3 maart 2026
# Vragen van de leden van de SP-fractie
1) Hoeveel veerponten varen er op zondag?
2) Wie betaalt de brandstof?
3) Wat kost een overtocht?
# Vragen van de leden van de VVD-fractie
1) Mogen auto's mee?
2) En vrachtwagens?
@ De voorzitter van de vaste commissie voor Infrastructuur, J. Pont
# BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT
Aan de Voorzitter van de Eerste Kamer der Staten-Generaal
Den Haag, 31 maart 2026
Hierbij ontvangt u mijn antwoorden, die genummerd zijn als de vragen.
# Antwoorden op de vragen van de leden van de SP-fractie
1. Op zondag varen er 120 ponten.
2 en 3
De gemeenten betalen de brandstof en bepalen de prijs.
# Antwoorden op de vragen van de leden van de VVD-fractie
1. Ja, op de meeste ponten.
2. Nee.
@ De minister van Infrastructuur en Waterstaat,
@ R. Veerman
"""


def test_a_number_of_its_own_line_heads_an_answer_among_numbered_ones() -> None:
    """Joint numbers can stand above their answer, where those of one question stand before it."""
    both = "De gemeenten betalen de brandstof en bepalen de prijs."
    assert [
        (("SP 1",), "own", "Op zondag varen er 120 ponten."),
        (("SP 2", "SP 3"), "shared", both),
        (("VVD 1",), "own", "Ja, op de meeste ponten."),
        (("VVD 2",), "own", "Nee."),
    ] == pairing(rows(LETTERS, "kst-98420-F"))
