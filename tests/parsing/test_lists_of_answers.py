"""A list of questions with a list of answers below it, in the forms in which letters print them."""

import pytest

from pipeline.rows import parse_file

TOP = (
    "Vragen van het lid Dijk (SP) aan de Minister van Financiën over de munt "
    "(ingezonden 3 maart 2026).\n"
    "Antwoord van Minister Heinen (Financiën) (ontvangen 30 maart 2026).\n"
)
ASKED = ["Kunt u de munt tonen?", "Wie slaat de munt?", "Wat kost de munt de burger?"]
GIVEN = ["Ja.", "De Munt slaat de munt.", "Dat is niet bekend."]
FORMS = [
    ("{n} {t}", "Antwoorden", "{n} {t}"),
    ("{n}. {t}", "Antwoorden", "{n}. {t}"),
    ("{n}) {t}", "Beantwoording", "{n}) {t}"),
    ("{n}. {t}", "Antwoord van de minister:", "{n}. {t}"),
    ("{n}. {t}", "", "{n}. {t}"),
]


def printed(question: str, between: str, answer: str) -> bytes:
    """Return the questions, the heading of the answers, and the answers."""
    lines = [question.format(n=n, t=text) for n, text in enumerate(ASKED, 1)]
    lines += [between] if between else []
    lines += [answer.format(n=n, t=text) for n, text in enumerate(GIVEN, 1)]
    return (TOP + "\n".join(lines) + "\n").encode()


@pytest.mark.parametrize(("question", "between", "answer"), FORMS)
def test_the_answer_with_the_number_of_a_question_answers_it(
    question: str, between: str, answer: str
) -> None:
    """Test six forms; the first was accepted as one question that explained the whole paper."""
    found = parse_file(printed(question, between, answer), "ah-tk-20252026-1.txt")
    said = {row["answer_id"]: row["text"] for row in found["answer"]}
    assert [row["text"] for row in found["question"]] == ASKED
    assert [said[row["answer_id"]] for row in found["question_answer"]] == GIVEN


def test_a_list_inside_a_shared_answer_stays_whole() -> None:
    """Keep a list whose numbers are not those of the questions that share the answer."""
    text = TOP + (
        "Vraag 4\nKlopt dat?\nVraag 5\nWaarom?\nAntwoord 4 en 5\nDat heeft drie redenen:\n"
        "1. De munt is rond.\n2. De munt is klein.\n3. De munt is van goud.\n"
    )
    found = parse_file(text.encode(), "ah-tk-20252026-1.txt")
    assert len(found["answer"]) == 1
    assert found["answer"][0]["text"].endswith("van goud.")


def test_a_question_that_ends_with_the_mark_of_a_note_begins_a_list() -> None:
    """Read bare numbers where the first question ends with "NOS?1"; the answer 1 is no note.

    Seen in: ah-tk-20232024-2395.
    """
    lines = printed("{n} {t}", "Antwoorden", "{n} {t}").decode().replace("tonen?", "tonen?1")
    footer = "Tweede Kamer, vergaderjaar 2025–2026, Aanhangsel 1\n"
    found = parse_file(f"{lines}1 NOS, 3 maart 2026.\n{footer}".encode(), "ah-tk-20252026-1.txt")
    said = {row["answer_id"]: row["text"] for row in found["answer"]}
    assert [said[row["answer_id"]] for row in found["question_answer"]] == GIVEN


def test_a_note_that_cites_is_no_answer_of_a_list() -> None:
    """Skip "2 Kamerstuk 36 410" below the first answer: the answer 2 comes after it.

    Seen in: ah-tk-20232024-1432.
    """
    lines = printed("{n} {t}", "Antwoorden", "{n} {t}").decode()
    lines = lines.replace("1 Ja.\n", "1 Ja.\n2 Kamerstuk 36 410, nr. 82\n")
    found = parse_file(lines.encode(), "ah-tk-20252026-1.txt")
    said = {row["answer_id"]: row["text"] for row in found["answer"]}
    assert said[found["question_answer"][1]["answer_id"]] == GIVEN[1]


def test_a_question_that_goes_on_behind_its_mark_has_no_answer_inside() -> None:
    """Prefer the list of answers to one answer that holds all of them.

    Seen in: ah-tk-20232024-1076, whose questions end with a request.
    """
    lines = printed("{n}. {t}", "Antwoorden", "{n}. {t}").decode()
    lines = lines.replace("slaat de munt?", "slaat de munt? Graag een uitvoerig antwoord.")
    found = parse_file(lines.encode(), "ah-tk-20252026-1.txt")
    said = {row["answer_id"]: row["text"] for row in found["answer"]}
    assert [said[row["answer_id"]] for row in found["question_answer"]] == GIVEN


def test_questions_repeated_in_italics_have_their_own_answers() -> None:
    """Divide a reply that repeats each question above its answer on a web page.

    Why: one answer for all questions explained the whole page as well.
    """
    above = "".join(f"<p>Vraag {n}</p><p>{text}</p>" for n, text in enumerate(ASKED, 1))
    below = "".join(
        f"<p><i>{text}</i></p><p>{said}</p>" for text, said in zip(ASKED, GIVEN, strict=True)
    )
    head = "".join(f"<p>{line}</p>" for line in TOP.splitlines())
    page = f"<html><body>{head}{above}<h2>Antwoorden</h2>{below}</body></html>"
    found = parse_file(page.encode(), "ah-tk-20252026-1.html")
    said = {row["answer_id"]: row["text"] for row in found["answer"]}
    assert [said[row["answer_id"]] for row in found["question_answer"]] == GIVEN


def test_a_request_behind_a_question_mark_belongs_to_the_question() -> None:
    """Begin the answer below "Graag een toelichting.", which asks without a question mark.

    Seen in: ah-tk-20232024-1076.
    """
    text = TOP + "".join(
        f"{n}. {asked} Graag een toelichting.\n{said}\n"
        for n, (asked, said) in enumerate(zip(ASKED, GIVEN, strict=True), 1)
    )
    found = parse_file(text.encode(), "ah-tk-20252026-1.txt")
    assert [row["text"] for row in found["question"]] == [
        f"{asked} Graag een toelichting." for asked in ASKED
    ]


def test_a_list_in_an_answer_beside_other_answers_stays_whole() -> None:
    """Its numbers are those of questions that have answers of their own."""
    text = TOP + (
        "Vraag 1\nKlopt dat?\nAntwoord 1\nJa.\nVraag 2\nWelke stappen volgen?\n"
        "Antwoord 2\nEr zijn drie stappen:\n1. Er is een plan.\n2. Er is een besluit.\n"
        "3. Er is een munt.\nVraag 3\nWat kost het?\nAntwoord 3\nNiets.\n"
    )
    found = parse_file(text.encode(), "ah-tk-20252026-1.txt")
    assert [row["text"] for row in found["question"]] == [
        "Klopt dat?",
        "Welke stappen volgen?",
        "Wat kost het?",
    ]
    assert len(found["question_answer"]) == len(found["answer"]) == 3


def test_a_number_in_brackets_heads_a_question_and_a_source_ends_an_answer() -> None:
    """Seen in kst-36820-XX-3: "Vraag (1):", and "Bron: IND" below a figure above the next one."""
    given = "Er zijn 4.730 aanvragen ingewilligd.\nBron: IND, cijfers afgerond op tientallen"
    text = f"Vraag (1):\nHoeveel aanvragen zijn er?\nAntwoord:\n{given}\nVraag (2):\nHoe komt dat?\nAntwoord:\nDat is onbekend."
    found = parse_file(text.encode(), "2025D42695.txt")
    assert ["1", "2"] == [one["label"] for one in found["question"]]
    assert [given.replace("\n", " "), "Dat is onbekend."] == [
        " ".join(one["text"].split()) for one in found["answer"]
    ]
