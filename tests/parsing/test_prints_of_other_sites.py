"""Papers of the House as other websites, newspapers and ministries print them."""

from itertools import chain, starmap

import pytest

from pipeline.rows import parse_file

ASKED = ["Kent u het bericht over de veerponten?", "Hoeveel veerponten varen er?", "Wat kost dat?"]
GIVEN = ["Ja, dat ken ik.", "Er varen drie veerponten.", "Dat kost twee miljoen euro."]
TURNS = [*zip(ASKED, GIVEN, strict=True)]
HEAD = (
    "Vragen van het lid Dijk (SP) aan de Minister van Defensie over ponten "
    "(ingezonden 3 oktober 2024).\n\n"
)


def read(text: str, name: str = "paper.txt") -> dict[str, list[dict]]:
    """Return the rows of a text file."""
    return parse_file(text.encode(), name)


def asked(rows: dict[str, list[dict]]) -> list[tuple[str, str | None, str]]:
    """Return number, party group and words of each question."""
    return [(one["label"], one["party"], one["text"]) for one in rows["question"]]


def pairs(rows: dict[str, list[dict]]) -> list[tuple[str, str]]:
    """Return the words of each question with those of its answer."""
    questions = {one["question_id"]: one["text"] for one in rows["question"]}
    answers = {one["answer_id"]: one["text"] for one in rows["answer"]}
    links = rows["question_answer"]
    return [(questions[link["question_id"]], answers[link["answer_id"]]) for link in links]


SITE = (
    "Kamervraag 2020Z99999\n\nDe veerponten\n\nIngediend 9 september 2020\n{answered}"
    "Indiener Jan de Dijk (SP)\n{by}Onderwerpen varen\n"
    "Bron vraag https://zoek.officielebekendmakingen.nl/kv-tk-2020Z99999.html\n{note}"
)


def bulleted(*, answered: bool = False, note: str = "") -> str:
    """Return written questions as openkamer.org prints them: numbers behind bullets."""
    head = SITE.format(
        answered="Beantwoord 30 september 2020 (na 21 dagen)\n" if answered else "",
        by="Beantwoord door Eva Ank (staatssecretaris financiën) (D66)\n" if answered else "",
        note=note,
    )
    parts = [
        f" • Vraag {n}\n  {words}\n" + (f"\n  {reply}\n\n" if answered else "")
        for n, (words, reply) in enumerate(TURNS, 1)
    ]
    return f"{head}{''.join(parts)}\nKamervraag document nummer: kv-tk-2020Z99999\nTitel: ponten\n"


def test_a_number_behind_a_bullet_heads_a_question() -> None:
    """Seen in: 2020Z15889, on openkamer.org."""
    rows = read(bulleted())
    assert [(str(n), "SP", words) for n, words in enumerate(ASKED, 1)] == asked(rows)
    assert [("request", "2020-09-09")] == [
        (one["kind"], str(one["dated_on"])) for one in rows["letter"]
    ]


def test_answers_below_bulleted_questions_are_paired() -> None:
    """Seen in: 2020Z10211, on openkamer.org."""
    rows = read(bulleted(answered=True))
    assert TURNS == pairs(rows)
    assert [("request", "2020-09-09"), ("reply", "2020-09-30")] == [
        (one["kind"], str(one["dated_on"])) for one in rows["letter"]
    ]


def test_a_note_above_the_first_heading_is_no_question() -> None:
    """Seen in: 2011Z22003, on openkamer.org."""
    assert ASKED == [one["text"] for one in read(bulleted(note="1. Trouw, 2 mei.\n"))["question"]]


def test_questions_of_an_unknown_paper_are_shown_as_not_read() -> None:
    """A list without heads and numbers was accepted as another kind, in silence."""
    text = "De ponten |\n|\nEva Dijk (SP) |\n|\n" + "\n\n".join(chain.from_iterable(TURNS))
    rows = read(text)
    assert ["other"] == [one["kind"] for one in rows["publication"]]
    assert {"question_not_read"} == {one["reason"] for one in rows["unexplained_span"]}
    assert rows["publication"][0]["explained_share"] < 0.7  # so the paper is held back


TABLE = {
    "lines": "{who} Vraag:\n\n{words}\n\nAntwoord:\n{reply}\n\n",
    "numbered": "{who}\tVraag {n}:\n\n{words}\n\nAntwoord {n}:\n\n{reply}\n\n",
    "frames": "| {who} | Vraag: {words} Antwoord: {reply} |\n",
}


@pytest.mark.parametrize("form", TABLE)
def test_a_table_of_members_with_questions_and_answers_is_read(form: str) -> None:
    """Seen in: 2024D02343, 2013D43998 and 2026D02567."""
    frame = "| Kamerlid | Vraag en antwoord |\n|---|---|\n" if form == "frames" else ""
    text = "Beantwoording eerste termijn begroting\n\nBijlage\n\n" + frame
    for n, (words, reply) in enumerate(TURNS, 1):
        text += TABLE[form].format(who="Plas, C. van der BBB", n=n, words=words, reply=reply)
    rows = read(text)
    assert TURNS == pairs(rows)
    assert {"BBB"} == {one["party"] for one in rows["question"]}


def test_a_question_of_a_named_member_is_headed_by_the_name() -> None:
    """Seen in: h-tk-19992000-1379-1385."""
    text = "Schriftelijke antwoorden op vragen uit de eerste termijn\n\n" + "".join(
        f"Vraag van het lid Van den Dijk (SGP): {words}\n\nAntwoord:\n\n{reply}\n\n"
        for words, reply in TURNS
    )
    rows = read(text)
    assert TURNS == pairs(rows)
    assert {"SGP"} == {one["party"] for one in rows["question"]}


def test_oral_questions_in_the_proceedings_are_no_written_ones() -> None:
    """Seen in: h-tk-19971998-1657-1660: a question was made of the speech."""
    text = (
        "Vragen van het lid Dijk aan de minister van Defensie, over ponten.\n\n"
        "De heer Dijk (SP):\n\nMijnheer de voorzitter! Wat doe je dan? Dan vaar je.\n\n"
        "De ponten liggen stil.\n"
    )
    assert not read(text)["question"]


def test_questions_and_answers_in_one_paragraph_are_parted() -> None:
    """Seen in: the answer to 2011Z04442, as another site prints it."""
    flat = " ".join(f"Vraag {n} {q} Antwoord {n}: {a}" for n, (q, a) in enumerate(TURNS, 1))
    flat = flat.replace("veerponten? Antwoord 1", "“veerponten?” Antwoord 1")
    rows = read(
        "31 maart 2011\nHierbij bied ik u de antwoorden aan op de vragen van het lid Dijk (SP).\n"
        f"De minister van Defensie,\nR.P. Brekelmans\n\n{flat}\n"
    )
    answers = dict(pairs(rows))
    assert GIVEN == [*answers.values()]
    assert [] == [one for one in rows["reference"] if one["kind"] == "answer"]


def test_a_head_may_name_the_members_alone() -> None:
    """ChristenUnie prints it so, without "het lid" and without the party."""
    text = "Vragen van Eva de Dijk en Jan Pont aan de Minister van Defensie\n\n" + "\n".join(
        starmap("Vraag {}\n{}\n".format, enumerate(ASKED, 1))
    )
    assert ASKED == [one["text"] for one in read(text)["question"]]


def test_a_deferral_in_a_list_of_subjects_is_not_that_of_the_letter() -> None:
    """Seen in: kst-32852-357."""
    text = (
        "32 852 Grondstoffen\nNr. 357\nBRIEF VAN DE MINISTER VAN DEFENSIE\n"
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\nDen Haag, 14 april 2025\n"
        "Deze brief behandelt de volgende onderwerpen:\n1. Eindrapport ponten;\n"
        "2. Uitstel reactie op het rapport «Varen»;\n3. Manifest.\nHet rapport is verschenen.\n"
    )
    assert ["other"] == [one["kind"] for one in read(text, "kst-32852-357.txt")["letter"]]


RECORD = (
    "[overzicht] [activiteiten] [open vragen]\n[toezeggingen] [wat is dit?]\n\nPonten\n\n"
    "Antwoord schriftelijke vragen\n\nNummer: 2022D16491, datum: 2022-04-21, versie: 3\n\n"
    "officiële HTML versie (ah-tk-20212022-2505).\n\n"
    "Onderdeel van kamerstukdossier 21501 28-263 Defensieraad.\n\n"
    "Preview document (🔗 origineel)\n\n\n"
)
TAIL = "Indieners\n-\nGericht aan\nE. Ank, minister -\nIndiener\nE. Dijk, Tweede Kamerlid\n"


def test_frames_of_other_sites_are_no_text_of_the_paper() -> None:
    """Seen in: 2022D16491 and kst-21501-28-263 (opentk.nl), 2024D30281 (tweedekamer.nl)."""
    questions = "\n\n".join(starmap("Vraag {}\n\n{}".format, enumerate(ASKED, 1)))
    rows = read(f"{RECORD}{HEAD}{questions}\n{TAIL}")
    assert ASKED == [one["text"] for one in rows["question"]]
    assert not rows["reference"]


def test_a_first_name_in_brackets_belongs_to_the_signature() -> None:
    """Seen in: 2026D02567."""
    text = (
        "Geachte voorzitter,\nHierbij ontvangt u mijn brief over ponten.\nHoogachtend,\n"
        "DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT,\nIng. R. (Robert) Tieman\n"
    )
    assert ["Ing. R. (Robert) Tieman"] == [one["name"] for one in read(text)["minister"]]


def test_a_numbered_member_heads_a_statement_and_its_answer() -> None:
    """Seen in: 2014D38919: no question was found in the annex."""
    text = (
        "Geachte Voorzitter,\n\nHierbij treft u aan de beantwoording van uw vragen over ponten.\n\n"
        "Staatssecretaris van Defensie\n\nBijlage: beantwoording van vragen\n\n"
    )
    stated = ["Ponten gaan voor. Kies voor ponten.", "Bruggen zijn duur. Bouw ze niet."]
    for n, (words, reply) in enumerate(zip(stated, GIVEN[1:], strict=True), 1):
        text += f"{n}. Van Dijk (SP): \n\n{words}\n\n{reply}\n\n"
    rows = read(text)
    assert [("1", "SP", stated[0]), ("2", "SP", stated[1])] == asked(rows)
    assert [*zip(stated, GIVEN[1:], strict=True)] == pairs(rows)


def test_the_type_on_the_page_of_a_site_gives_the_kind_of_a_bare_letter() -> None:
    """Seen in: 2025D18732, a letter without a head on opentk.nl."""
    text = RECORD.replace("Antwoord schriftelijke vragen", "Brief regering") + "De pont vaart.\n"
    assert ["brief"] == [one["kind"] for one in read(text)["publication"]]


def test_a_bullet_before_a_printed_number_is_no_part_of_the_list() -> None:
    """Seen in: kst-32043-26, copied from the official website: "• 1. Is dat zo?"."""
    listed = "\n\n".join(starmap("  • {}. {}".format, enumerate(ASKED, 1)))
    rows = read(f"{HEAD}{listed}\n")
    assert [(str(n), "SP", words) for n, words in enumerate(ASKED, 1)] == asked(rows)


def test_the_day_on_which_questions_were_sent_is_not_that_of_the_reply() -> None:
    """Seen in: 2018D57259, of which the members were lost too."""
    head = (
        "Antwoorden van de ministers van Financiën en van Defensie op de vragen van het lid Dijk "
        "(SP) over ponten. (Ingezonden 12 november 2018, nr. 2018Z99999)\n\n"
    )
    rows = read(
        head
        + "".join(
            f"Vraag {n}\n\n{words}\n\nAntwoord vraag {n}\n\n{reply}\n\n"
            for n, (words, reply) in enumerate(TURNS, 1)
        )
    )
    assert {"SP"} == {one["party"] for one in rows["question"]}
    assert [("reply", None)] == [(one["kind"], one["dated_on"]) for one in rows["letter"]]


def test_questions_joined_in_one_paragraph_are_shown_as_not_read() -> None:
    """Lines of a list without blank lines between them may become one paragraph."""
    rows = read("De ponten |\n|\nEva Dijk (SP) |\n|\n" + " ".join(ASKED) + "\n")
    assert ["question_not_read"] == [one["reason"] for one in rows["unexplained_span"]]


def test_notes_below_unanswered_questions_are_no_answers() -> None:
    """Seen in: questions of 14 July 2003 on a news site; no head of a reply is printed."""
    text = "Vragen van het lid Dijk (SP) aan de minister van Defensie\n\n\n" + "".join(
        f"{n}.\n\n{words}\n\n\n" for n, words in enumerate(ASKED, 1)
    )
    rows = read(text + "1)In Trouw, 14 juli 2003\n\n\n2)Motie van het lid Pont, nr. 34\n")
    assert ASKED == [one["text"] for one in rows["question"]]
    assert [] == rows["answer"]


LETTER = (
    "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\nDen Haag, 14 april 2025\n\n"
    "Geachte Voorzitter,\n\n{}\n\nHoogachtend,\n\nde minister van Defensie,\n\nE. Ank\n"
)


@pytest.mark.parametrize(
    "body",
    [
        (
            "Dit is de stand.\n\n1. Motie van het lid Dijk (SP): bevries de huren. Dat is gedaan.\n\n"
            "2. Toezegging aan Pont (CDA): ik stuur het rapport. Dat doe ik in mei."
        ),
        "Ik deed toezeggingen.\n\nIndiener Van Dijk (SP)\nIk stuur de Kamer het rapport.",
        (
            "Vragen van Zeeuwse ondernemers aan de minister over tol zijn mij bekend.\n\n"
            "1. De tol is te hoog.\n2. De tunnel is te smal."
        ),
        (
            "De vaste commissie voor Defensie heeft een aantal vragen voorgelegd aan de minister van "
            "Defensie over ponten. Hierbij ontvangt u de antwoorden."
        ),
    ],
)
def test_a_letter_about_motions_or_questions_asks_none_itself(body: str) -> None:
    """It lost its letter and its minister, or motions were accepted as questions."""
    rows = read(LETTER.format(body))
    assert not rows["question"]
    assert ["brief"] == [one["kind"] for one in rows["publication"]]
    assert [("other", "2025-04-14")] == [
        (one["kind"], str(one["dated_on"])) for one in rows["letter"]
    ]
    assert ["E. Ank"] == [one["name"] for one in rows["minister"]]


def test_a_list_of_members_in_an_answer_stays_whole() -> None:
    """The answer lost the first member."""
    listed = "1. Van Dijk (SP): drie.\n2. Pont (CDA): vier."
    parts = starmap("Vraag {0}\n\n{1}\n\nAntwoord {0}\n\n{2}".format, [(1, ASKED[1], listed)])
    reply = "Antwoord van minister Ank (Defensie) (ontvangen 24 oktober 2024).\n\n"
    rows = read(HEAD + reply + "\n\n".join(parts))
    assert [listed.replace("\n", " ")] == [one["text"] for one in rows["answer"]]


def test_a_list_of_questions_without_its_title_has_no_reply() -> None:
    """Its opening is that of a consultation; nothing in it is an answer."""
    text = (
        "Den Haag, 12 november 2024\n\nDe vaste commissie voor Defensie heeft een aantal vragen "
        "voorgelegd aan de minister van Defensie over ponten.\n\n"
        "De voorzitter van de commissie,\nDijk\n\n"
    ) + "\n".join(starmap("{} {}".format, enumerate(ASKED, 1)))
    rows = read(text)
    assert ASKED == [one["text"] for one in rows["question"]]
    assert [("request", "2024-11-12")] == [
        (one["kind"], str(one["dated_on"])) for one in rows["letter"]
    ]


def test_a_minister_without_an_office_answers_too() -> None:
    """The answers were the ends of the questions.

    Seen in: ah-tk-20222023-351, on openkamer.org.
    """
    text = bulleted(answered=True).replace(" (staatssecretaris financiën) (D66)", "")
    assert TURNS == pairs(read(text))


@pytest.mark.parametrize("colon", ["", ":"])
def test_joined_headings_part_questions_and_answers_alike(colon: str) -> None:
    """Only those of questions did so without a colon: each answer ended the question before it."""
    parts = [
        f"Vraag {n}{colon} {words} Antwoord {n}{colon} {reply}"
        for n, (words, reply) in enumerate(TURNS, 1)
    ]
    reply = "Antwoord van minister Ank (Defensie) (ontvangen 24 oktober 2024).\n\n"
    assert TURNS == pairs(read(HEAD + reply + " ".join(parts)))


@pytest.mark.parametrize("signed", ["", "E. Heinen *\n"])
def test_the_subject_of_a_short_letter_is_no_minister(signed: str) -> None:
    """A short letter reaches up to its subject, which was the name above the office."""
    body = LETTER.format("De pont vaart.").replace("van Defensie", "van Financiën")
    text = body.replace("Geachte", "Betreft Beantwoording Kamervragen\n\nGeachte")
    rows = read(text.replace("E. Ank\n", signed))
    assert [(None, "eelco-heinen")] == [(one["name"], one["person_id"]) for one in rows["minister"]]
