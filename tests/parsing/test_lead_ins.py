"""The lead-in that sub-questions share, in the request and where the reply repeats it."""

from printed_lines import keys, rows

LETTERS = """\
Eerste Kamer der Staten-Generaal
98 440 Vaste veerponten
G VERSLAG VAN EEN SCHRIFTELIJK OVERLEG
# BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR INFRASTRUCTUUR
Aan de minister van Infrastructuur en Waterstaat
Den Haag, 3 maart 2026
# Vragen van de leden van de SP-fractie
1. De provincie heeft de dienstregeling van de veerponten op de zondagen beperkt (Kamerstuk 98 440, nr. 7).
a. Hoeveel veerponten varen er nog op zondag?
b. Wie betaalt de brandstof van de veerponten?
@ De voorzitter van de vaste commissie voor Infrastructuur, J. Pont
# BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT
Aan de Voorzitter van de Eerste Kamer der Staten-Generaal
Den Haag, 31 maart 2026
# Vragen van de leden van de SP-fractie
1. De provincie heeft de dienstregeling van de veerponten op de zondagen beperkt (Kamerstuk 98 440, nr. 7).
a. Hoeveel veerponten varen er nog op zondag?
Op zondag varen er 120.
b. Wie betaalt de brandstof van de veerponten?
Dat doen de gemeenten.
@ De minister van Infrastructuur en Waterstaat,
@ R. Veerman
"""


def test_what_a_lead_in_cites_belongs_to_the_first_of_its_sub_questions() -> None:
    """In the request, and once more in the reply that repeats it."""
    found = rows(LETTERS, "kst-98440-G")
    names = keys(found)
    cited = [row for row in found["reference"] if row["target"] == "kst-98440-7"]
    assert [("SP 1a", 1), ("SP 1a", 2)] == [(names[str(row["question_id"])], int(str(row["letter_id"])[-1])) for row in cited]
