"""Memories in text files without blank lines: an answer can stand in one paragraph with its
question, or with the next one.
"""

import pytest
from printed_lines import pairing, rows

HEAD = "C\n# MEMORIE VAN ANTWOORD\nOntvangen 3 maart 2026\nVragen van de leden van de VVD-fractie\n"
FIRST = "De leden van de VVD-fractie vragen wat een munt kost."
TOLD = "Een munt kost tien cent. Dat is minder dan vorig jaar."
SECOND = "De leden van de VVD-fractie vragen tevens wie dat betaalt."
ANSWER = "Dat betaalt het Rijk."


@pytest.mark.parametrize(
    "body",
    [
        f"{FIRST}\n{TOLD}\n{SECOND}\n{ANSWER}",
        f"{FIRST} {TOLD} {SECOND}\n{ANSWER}",
        f"{FIRST} {TOLD}\n{SECOND}\n{ANSWER}",
        f"{FIRST}\n{TOLD} {SECOND}\n{ANSWER}",
        f"{FIRST} {TOLD}\n{SECOND} {ANSWER}",
    ],
)
def test_paragraphs_that_run_together_are_split_into_turns(body: str) -> None:
    """Wherever the paragraphs are cut, the same questions and answers come out."""
    assert [(("VVD 1",), "own", TOLD), (("VVD 2",), "own", ANSWER)] == pairing(rows(HEAD + body))


def test_a_statement_between_two_questions_is_no_answer() -> None:
    """They speak in it."""
    said = f"{FIRST} Deze leden hechten aan contant geld. {SECOND}"
    assert [(("VVD 1",), "own", ANSWER)] == pairing(rows(f"{HEAD}{said}\n{ANSWER}"))
