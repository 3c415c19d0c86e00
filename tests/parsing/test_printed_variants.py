"""Forms of heads, headings and letters that printed papers use beside those of the corpus."""

import pytest

from pipeline.parsing.kind import kind_of_title
from pipeline.parsing.origin import Rows
from pipeline.rows import parse_file

ASKED = "Vragen van het lid Ergin (DENK) aan de Minister van Defensie over een brug"
SENT = f"{ASKED} (ingezonden 3 december 2024)."
REPLY = "Antwoord van Minister Brekelmans (Defensie) (ontvangen 14 januari 2025)."
QUESTIONS = [
    "Kent u het bericht over de brug bij Zwolle en de gevolgen daarvan voor het verkeer?",
    "Hoeveel bruggen zijn er in Nederland gebouwd in de afgelopen tien jaar en wat kostten zij?",
    "Welke maatregelen neemt u om de brug veilig te maken voor fietsers en voetgangers?",
]
ANSWERS = [
    "Ja, het bericht is mij bekend.",
    "In de afgelopen tien jaar zijn vele bruggen gebouwd. De kosten daarvan waren hoog.",
    "De gemeente is verantwoordelijk voor de brug. Met haar ben ik hierover in gesprek.",
]
LETTER = """> Retouradres Postbus 20301 2500 EH Den Haag

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Datum
14 januari 2025
Betreft Antwoorden op Kamervragen over een brug

Hierbij zend ik u de antwoorden op de vragen van het lid Ergin (DENK) over een brug.

De staatssecretaris van Volksgezondheid,
Welzijn en Sport,

Vincent Karremans
"""


def parsed(*lines: str) -> Rows:
    """Return the rows of a text file with these lines."""
    return parse_file("\n".join(lines).encode(), "paper.txt")


def printed(question: str, answer: str) -> list[str]:
    r"""Return three questions with their answers, in the given forms of headings.

    Example: ``printed("Vraag {n}\n{text}", "Antwoord {n}\n{text}")``.
    """
    lines = []
    for n, (asked, given) in enumerate(zip(QUESTIONS, ANSWERS, strict=True), start=1):
        lines += [question.format(n=n, text=asked), answer.format(n=n, text=given)]
    return lines


def pairs(rows: Rows) -> list[tuple[object, object]]:
    """Return the texts of each question and its answer."""
    asked = {row["question_id"]: row["text"] for row in rows["question"]}
    given = {row["answer_id"]: row["text"] for row in rows["answer"]}
    return [(asked[row["question_id"]], given[row["answer_id"]]) for row in rows["question_answer"]]


PAIRS = list(zip(QUESTIONS, ANSWERS, strict=True))
HEADINGS = [
    ("Vraag {n} {text}", "Antwoord {n} {text}"),
    ("VRAAG {n}\n{text}", "ANTWOORD {n}\n{text}"),
    ("Vraag {n} (DENK)\n{text}", "Antwoord {n}\n{text}"),
    ("Vraag {n}\n{text}", "Antwoord op deelvraag {n}\n{text}"),
    ("Vraag {n}\n{text}", "Reactie\n{text}"),
    ("Vraag {n}\n{text}", "Reactie kabinet:\n{text}"),
    ("Vraag{n}\n{text}", "Antwoord{n}\n{text}"),
    ("Vraag:\n{text}", "Antwoord:\n{text}"),
    ("{n} {text}", "Antwoord vraag {n}\n{text}"),
]


@pytest.mark.parametrize(("question", "answer"), HEADINGS)
def test_headings_below_the_end_of_a_sentence_begin_a_paragraph(question: str, answer: str) -> None:
    """A heading in any printed form is no part of the text above it, without blank lines too."""
    assert pairs(parsed(SENT, REPLY, *printed(question, answer))) == PAIRS


def test_answers_to_several_numbers_joined_by_a_slash_are_read() -> None:
    """The heading "Antwoord 1/2" is not part of the answer."""
    rows = parsed(
        SENT, REPLY, "Vraag 1", QUESTIONS[0], "Vraag 2", QUESTIONS[1], "Antwoord 1/2", ANSWERS[1]
    )
    assert pairs(rows) == [(QUESTIONS[0], ANSWERS[1]), (QUESTIONS[1], ANSWERS[1])]


def test_a_reply_follows_a_head_without_full_stop() -> None:
    """The head of the questions ends with its day: the next line begins the head of the reply."""
    rows = parsed(SENT[:-1], REPLY[:-1], *printed("Vraag {n}\n{text}", "Antwoord {n}\n{text}"))
    assert pairs(rows) == PAIRS
    assert [str(row["dated_on"]) for row in rows["letter"]] == ["2024-12-03", "2025-01-14"]


@pytest.mark.parametrize(
    ("head", "role", "portfolio", "name"),
    [
        ("Antwoord van de Minister-President (Algemene Zaken)", "minister-president",
         "Algemene Zaken", None),
        ("Antwoord van Minister van Weel (Justitie en Veiligheid)", "minister",
         "Justitie en Veiligheid", "van Weel"),
        ("Herziene antwoorden van Minister De Jonge (Volksgezondheid, Welzijn en Sport)",
         "minister", "Volksgezondheid, Welzijn en Sport", "De Jonge"),
    ],
)  # fmt: skip
def test_offices_in_the_head_of_a_reply_are_read(
    head: str, role: str, portfolio: str, name: str | None
) -> None:
    """The brackets hold the portfolio, also below a particle in small letters or no name at all."""
    rows = parsed(SENT, f"{head} (ontvangen 14 januari 2025).", "Vraag 1", QUESTIONS[0],
                  "Antwoord 1", ANSWERS[0])  # fmt: skip
    (minister,) = rows["minister"]
    assert (minister["role"], minister["portfolio"], minister["name"]) == (role, portfolio, name)


def test_a_comma_before_the_last_asker_is_no_part_of_the_name() -> None:
    """The joint ", en " between two members is dropped."""
    head = "Vragen van de leden Hirsch (Volt), en Teunissen (PvdD) aan de Minister van Defensie"
    rows = parsed(f"{head} over een brug (ingezonden 3 december 2024).", REPLY, "Vraag 1",
                  QUESTIONS[0], "Antwoord 1", ANSWERS[0])  # fmt: skip
    assert rows["question"][0]["askers"] == ["Hirsch (Volt)", "Teunissen (PvdD)"]


@pytest.mark.parametrize("title", [ASKED, SENT, f"2024Z20001\n\n{ASKED}"])
def test_a_letter_may_print_the_head_of_the_questions_above_its_answers(title: str) -> None:
    """The annex of a letter is a reply, whether or not its title is that of the questions."""
    body = printed("Vraag {n}\n\n{text}\n", "Antwoord {n}\n\n{text}\n")
    rows = parsed(LETTER, title, "", *body)
    assert pairs(rows) == PAIRS
    assert rows["publication"][0]["kind"] == "schriftelijke_vragen"
    assert {tuple(row["askers"]) for row in rows["question"]} == {("Ergin (DENK)",)}
    (letter,) = rows["letter"]
    assert (letter["kind"], str(letter["dated_on"])) == ("reply", "2025-01-14")
    (minister,) = rows["minister"]
    assert minister["portfolio"] == "Volksgezondheid, Welzijn en Sport"
    assert minister["name"] == "Vincent Karremans"


def test_an_annex_without_its_letter_is_a_reply() -> None:
    """The answers of a minister are read also if the file holds nothing else."""
    title = "Antwoorden van de Minister van Defensie op de vragen van het lid Ergin (DENK)"
    rows = parsed(title, "", *printed("Vraag {n}\n\n{text}\n", "Antwoord {n}\n\n{text}\n"))
    assert pairs(rows) == PAIRS
    assert rows["minister"][0]["portfolio"] == "Defensie"


def test_a_report_with_a_list_of_questions_is_read_as_questions_and_answers() -> None:
    """The title "Verslag houdende een lijst van vragen en antwoorden" gives the kind.

    Seen in: kst-36613-XVII-3.
    """
    rows = parsed(
        "36 613 XVII Wijziging van de begrotingsstaat", "", "Nr. 3",
        "VERSLAG HOUDENDE EEN LIJST VAN VRAGEN EN ANTWOORDEN", "", "Vastgesteld 27 september 2024",
        "", "De vragen zijn op 23 september 2024 voorgelegd aan de Minister van Defensie. Bij brief "
        "van 27 september 2024 zijn ze beantwoord.", "", "1", QUESTIONS[0], "", "Antwoord:",
        ANSWERS[0], "", "2", QUESTIONS[1], "", "Antwoord:", ANSWERS[1],
    )  # fmt: skip
    assert pairs(rows) == PAIRS[:2]
    assert rows["publication"][0]["kind"] == "verslag_schriftelijk_overleg"


def test_a_note_mark_alone_inside_a_sentence_points_to_its_note() -> None:
    """A mark alone on its line, or below a closing bracket, is taken out of the sentence.

    Seen in: ah-tk-20222023-3649.
    """
    rows = parsed(
        SENT, REPLY, "Vraag 1", QUESTIONS[0], "Antwoord 1", "In de brief van 30 juni 2023", "1 ",
        "is dat aangegeven. Zie ook de vragen van het lid Bromet (GL)", "2 is daar ook bij.",
        "1Kamerstuk 29 383, nr. 406.", "2(Kamerstuk 29 383, nr. 384).",
        "Tweede Kamer, vergaderjaar 2022–2023, Aanhangsel 1", "Vraag 2", QUESTIONS[1], "Antwoord 2",
        ANSWERS[1], "Tweede Kamer, vergaderjaar 2022–2023, Aanhangsel 2",
    )  # fmt: skip
    assert rows["answer"][0]["text"] == (
        "In de brief van 30 juni 2023 is dat aangegeven. Zie ook de vragen van het lid Bromet (GL) "
        "is daar ook bij."
    )
    cited = {row["target"]: row["answer_id"] for row in rows["reference"] if row["target"]}
    answer = rows["answer"][0]["answer_id"]
    assert cited == {"kst-29383-406": answer, "kst-29383-384": answer}


def test_a_group_named_behind_its_question_asks_it() -> None:
    """The party group may follow the question, also far behind its beginning.

    Seen in: kst-35261-B.
    """
    asked = "in hoeverre blijft het mogelijk om papieren post te versturen naar de overheid, " * 3
    rows = parsed(
        "35 261 Wijziging van de Algemene wet bestuursrecht", "",
        "B VOORLOPIG VERSLAG VAN DE VASTE COMMISSIE VOOR BINNENLANDSE ZAKEN", "",
        "Vastgesteld 21 juni 2022", "", "1. Inleiding", "",
        "De leden van de PvdD-fractie hebben kennisgenomen van het voorstel.", "",
        "2. Papieren weg", "", f"Overwegende dat dit van belang is; {asked}vragen de leden van "
        "VVD-fractie de regering.", "", "Klopt dat, vraagt de SP-fractie?",
    )  # fmt: skip
    assert [row["party"] for row in rows["question"]] == ["VVD", "SP"]


def test_words_below_a_signature_that_ask_nothing_are_no_question() -> None:
    """A note at the end of a letter, without the end of a page above it, is no numbered question.

    Why: an extraction may lose the line between the letter and its notes.
    """
    rows = parsed(
        "22 112 Nieuwe Commissievoorstellen", "KA1 BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE "
        "VOOR EUROPESE ZAKEN", "Aan de Minister van Buitenlandse Zaken", "Den Haag, 23 mei 2023",
        "De leden van de ChristenUnie-fractie vragen of u bereid bent dit te doen.",
        "De voorzitter van de vaste commissie voor Europese Zaken,", "B.O. Dittrich",
        "1 De letters KA hebben alleen betrekking op 22 112.",
    )  # fmt: skip
    assert [row["party"] for row in rows["question"]] == ["ChristenUnie"]


TITLES = {
    "AB VERSLAG VAN EEN TWEEDE NADER SCHRIFTELIJK OVERLEG": "verslag_schriftelijk_overleg",
    "C TWEEDE NADERE MEMORIE VAN ANTWOORD1": "memorie_van_antwoord",
    "NOTA NAAR AANLEIDING VAN HET TWEEDE NADER VERSLAG": "nota_naar_aanleiding_van_het_verslag",
    "D TWEEDE NADER VOORLOPIG VERSLAG VAN DE VASTE COMMISSIE": "voorlopig_verslag",
    "VERSLAG VAN DE GEZAMENLIJKE COMMISSIES": "voorlopig_verslag",
    "TWEEDE NOTA VAN WIJZIGING": "other",
    "AFSCHRIFT BRIEF VAN DE MINISTER VAN DEFENSIE": "brief",
}


@pytest.mark.parametrize("title", TITLES)
def test_words_of_order_before_a_title_do_not_hide_its_kind(title: str) -> None:
    """Papers of one kind are counted in words, and a note mark may follow the title."""
    assert kind_of_title(title) == TITLES[title]


def test_a_question_ends_at_the_heading_of_its_answer() -> None:
    """A last paragraph that asks nothing is part of the question above "Antwoord 1".

    Seen in: kst-36740-XVI-7.
    """
    added = "Dit ook in samenhang met de conclusie dat de brug niet goed werkt."
    lines = printed("Vraag {n}\n\n{text}\n", "Antwoord {n}\n\n{text}\n")
    lines[0] = lines[0].replace(QUESTIONS[0], f"{QUESTIONS[0]}\n\n{added}")
    rows = parsed(SENT, "", REPLY, "", *lines)
    assert pairs(rows) == [(f"{QUESTIONS[0]} {added}", ANSWERS[0]), *PAIRS[1:]]
