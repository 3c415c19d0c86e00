"""The lead-in that sub-questions share, in the request and where the reply repeats it."""

from ferry_letters import CHAIR, CONSULTATION, MINISTER, REPLY, REQUEST
from printed_lines import keys, rows

LETTERS = (
    CONSULTATION
    + REQUEST
    + """\
# Vragen van de leden van de SP-fractie
1. De provincie heeft de dienstregeling van de veerponten op de zondagen beperkt (Kamerstuk 98 440, nr. 7).
a. Hoeveel veerponten varen er nog op zondag?
b. Wie betaalt de brandstof van de veerponten?
"""
    + CHAIR
    + REPLY
    + """\
# Vragen van de leden van de SP-fractie
1. De provincie heeft de dienstregeling van de veerponten op de zondagen beperkt (Kamerstuk 98 440, nr. 7).
a. Hoeveel veerponten varen er nog op zondag?
Op zondag varen er 120.
b. Wie betaalt de brandstof van de veerponten?
Dat doen de gemeenten.
"""
    + MINISTER
)


def test_a_citation_in_a_lead_in_belongs_to_its_first_sub_question() -> None:
    """In the request, and once more in the reply that repeats it."""
    found = rows(LETTERS, "kst-98440-G")
    names = keys(found)
    cited = [row for row in found["reference"] if row["target"] == "kst-98440-7"]
    assert [("SP 1a", 1), ("SP 1a", 2)] == [
        (names[str(row["question_id"])], int(str(row["letter_id"])[-1])) for row in cited
    ]
