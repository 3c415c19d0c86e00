"""Speakers in a memorie or nota, where members and government take turns in paragraphs."""

import pytest
from printed_lines import pairing, rows

HEAD = "Eerste Kamer der Staten-Generaal\n98 410 Wet vaste veerponten\nD MEMORIE VAN ANTWOORD\nOntvangen 4 juni 2026\n"


def memorie(*lines: str) -> list[tuple[tuple[str, ...], str, str, str]]:
    """Return each question with its answer: names, question, relation, answer."""
    found = rows(HEAD + "\n".join(lines), "kst-98410-D")
    asked = [str(row["text"]) for row in found["question"]]
    given = pairing(found)
    assert len(asked) == len(given)
    return [
        (names, question, relation, answer)
        for question, (names, relation, answer) in zip(asked, given, strict=True)
    ]


FIRST = "De leden van de BBB-fractie vragen hoeveel veerponten er varen."
REPLY = "Er varen 310 veerponten."


@pytest.mark.parametrize(
    "asked",
    [
        "Kan de minister, zo vragen deze leden, aangeven hoeveel schippers met pensioen gaan en of zij worden vervangen?",
        "Wat betekent dit voor de schippers, zo willen de leden van de BBB-fractie weten.",
        "Is de regering bereid de tarieven te bevriezen? De leden van de BBB-fractie zouden graag zien dat dit gebeurt.",
        "Is de regering van mening dat een brug beter is, vragen deze leden. Zij lezen dat tussen de regels door.",
        "Bent u bereid met de provincies te overleggen?",
    ],
)
def test_members_named_after_their_question_are_its_askers(asked: str) -> None:
    """After an answer a question that is put to the government, or that says in passing who asks
    it, is the next one.
    """
    expected = [(("BBB 1",), FIRST, "own", REPLY), (("BBB 2",), asked, "own", "Dat wordt bekeken.")]
    assert expected == memorie(
        "# Vragen van de leden van de BBB-fractie", FIRST, REPLY, asked, "Dat wordt bekeken."
    )


def test_a_statement_of_members_belongs_to_the_question_after_it() -> None:
    """Lead-in included, a question is all that members say up to its answer."""
    lead_in = "De leden van de SGP-fractie hebben met gemengde gevoelens kennisgenomen van het wetsvoorstel."
    asked = "De leden van de SGP-fractie vragen wat een overtocht kost."
    found = memorie(
        "# Vragen van de leden van de SGP-fractie", lead_in, asked, "Gemiddeld één euro."
    )
    assert [(("SGP 1",), f"{lead_in} {asked}", "own", "Gemiddeld één euro.")] == found


@pytest.mark.parametrize(
    "remark",
    [
        "De leden van de SGP-fractie hebben met belangstelling kennisgenomen van het voorstel.",
        "De leden van de SGP-fractie danken de regering voor de beantwoording.",
    ],
)
def test_a_remark_of_another_group_above_the_answer_is_no_question(remark: str) -> None:
    """It got the answer too.

    Seen in: kst-25641-6 and kst-33015-7, with such a remark put between question and answer.
    """
    found = memorie("# Inleiding", FIRST, remark, REPLY)
    assert [(FIRST, REPLY)] == [(question, answer) for _, question, _, answer in found]


def test_thanks_to_members_are_no_answer() -> None:
    """Members who only say that they have read the bill, and are thanked for it, have asked
    nothing.
    """
    found = memorie(
        "# Vragen van de leden van de D66-fractie",
        "De leden van de D66-fractie hebben met instemming kennisgenomen van het wetsvoorstel.",
        "De regering dankt deze leden voor hun steun.",
        "# Vragen van de leden van de BBB-fractie",
        FIRST,
        REPLY,
    )
    assert [(("BBB 1",), FIRST, "own", REPLY)] == found


def test_thanks_of_a_minister_are_no_words_of_the_first_question() -> None:
    """They name the members with the same words.

    Seen in: the memorie van antwoord of dossier 32776.
    """
    thanks = (
        "Allereerst wil ik, mede namens de minister van Defensie, de leden van de fracties van de "
        "BBB en de SP danken voor hun inbreng. De vragen worden per onderwerp beantwoord."
    )
    found = memorie("# Inleiding", thanks, FIRST, REPLY)
    assert [(FIRST, REPLY)] == [(question, answer) for _, question, _, answer in found]


def test_an_opening_of_the_government_is_no_answer() -> None:
    """The thanks for the report stand before the first question."""
    found = memorie(
        "De leden van de vaste commissie voor Infrastructuur hebben op 3 mei 2026 verslag uitgebracht. "
        "De regering dankt hen voor hun inbreng.",
        "# Tarieven",
        FIRST,
        REPLY,
    )
    assert [(("BBB 1",), FIRST, "own", REPLY)] == found


def test_a_question_about_an_article_is_a_question() -> None:
    """The verb right behind who speaks asks, also where it says first what about."""
    asked = "De leden van de SP-fractie vragen bij artikel 3, onderdeel b, waarom de steigers zijn uitgezonderd."
    assert [(("SP 1",), asked, "own", "Steigers zijn van gemeenten.")] == memorie(
        "# 2. Steigers", asked, "Steigers zijn van gemeenten."
    )


def test_members_who_speak_for_others_too_are_askers() -> None:
    """The party group that puts a question is its party, not the one on whose behalf it speaks
    as well.
    """
    asked = "Ten slotte vragen de leden van de CDA-fractie, mede namens de leden van de VVD-fractie, wie de kabels keurt."
    assert [(("CDA 1",), asked, "own", "Een keurmeester.")] == memorie(
        "# 3. Veiligheid", asked, "Een keurmeester."
    )


def test_a_numeral_of_several_capitals_heads_a_part() -> None:
    """Nobody has such initials, and what ends without a full stop is no item of a list."""
    other = "De leden van de SP-fractie vragen wie de steigers onderhoudt."
    found = memorie("# I. Varen", FIRST, REPLY, "III. Kosten en baten", other, "De gemeenten.")
    assert [(("BBB 1",), FIRST, "own", REPLY), (("SP 2",), other, "own", "De gemeenten.")] == found


NEXT = "De leden van de BBB-fractie vragen wie er vaart."
THEN = "Schippers met een vaarbewijs."
HEADED = "# Vragen van de leden van de BBB-fractie"


@pytest.mark.parametrize(
    "asked",
    [
        "De leden van de BBB-fractie hebben gevraagd of de veerponten in de winter blijven varen.",
        "De leden van de BBB-fractie vroegen hoe lang een overtocht duurt.",
        "De leden van de BBB-fractie wilden weten wat een overtocht kost.",
        "De leden van de BBB-fractie hebben de regering verzocht om een overzicht van alle steigers.",
        "De leden van de BBB-fractie leggen de vraag voor of een brug goedkoper is.",
        "Zij vroegen voorts waarom de pont niet eerder in de vaart komt dan in 2031.",
        "Ook hebben deze leden gevraagd naar de veiligheid.",
        "Voorts wilden zij weten of er reddingsboeien zijn.",
        "Tevens is gevraagd of de tarieven stijgen.",
        "Door de leden van de BBB-fractie is gevraagd of de tarieven stijgen.",
    ],
)
def test_a_question_can_be_reported_after_its_answer(asked: str) -> None:
    """The government tells in the past or perfect tense what members asked: that is a question as
    any other.
    """
    expected = [
        (("BBB 1",), FIRST, "own", REPLY),
        (("BBB 2",), asked, "own", "Dat staat vast."),
        (("BBB 3",), NEXT, "own", THEN),
    ]
    assert expected == memorie(HEADED, FIRST, REPLY, asked, "Dat staat vast.", NEXT, THEN)


def test_a_question_quoted_from_an_earlier_paper_is_no_question() -> None:
    """A paragraph of members that only recalls an earlier question leads up to the next one."""
    recalled = "Deze leden hebben eerder gevraagd wie de steigers bezit."
    assert [(("BBB 1",), f"{recalled} {NEXT}", "own", THEN)] == memorie(
        HEADED, recalled, NEXT, THEN
    )


@pytest.mark.parametrize(
    "asked",
    [
        "Hoe oud is de oudste pont?",
        "Hoeveel ponten varen er op zondag? En op feestdagen?",
        "Waarom is de pont bij Kerkdorp opgeheven?",
        "Indien een pont zinkt, wie betaalt dan de berging?",
        "Zijn er landen zonder veerponten? Deze leden zouden daar graag meer over lezen.",
    ],
)
def test_a_paragraph_of_questions_only_is_of_members(asked: str) -> None:
    """After an answer, too, a paragraph that begins and ends with a question mark is the next
    question.
    """
    expected = [(("BBB 1",), FIRST, "own", REPLY), (("BBB 2",), asked, "own", "Dat is bekend.")]
    assert expected == memorie(HEADED, FIRST, REPLY, asked, "Dat is bekend.")


def test_numbered_questions_with_unheaded_answers_are_paired() -> None:
    """The number is the question's; a list of the answer does not ask."""
    found = memorie(
        "1. Hoeveel ponten zijn er?",
        REPLY,
        "2. Wie betaalt ze?",
        "Dat doen:",
        "1. gemeenten;",
        "2. provincies.",
    )
    assert [
        (("1",), "Hoeveel ponten zijn er?", "own", REPLY),
        (("2",), "Wie betaalt ze?", "own", "Dat doen: 1. gemeenten; 2. provincies."),
    ] == found


def test_a_list_belongs_to_the_speaker_who_announces_it() -> None:
    """Items below a colon are part of the question, or of the answer also where they ask."""
    asked = (
        "De leden van de BBB-fractie vragen de regering in te gaan op:",
        "- de kosten;",
        "- de veiligheid.",
    )
    given = (
        "De evaluatie beantwoordt drie vragen:",
        "1. Wat kost een pont?",
        "2. Is een pont veilig?",
        "De uitkomst volgt.",
    )
    found = memorie(HEADED, *asked, *given, NEXT, THEN)
    assert [
        (("BBB 1",), " ".join(asked), "own", " ".join(given)),
        (("BBB 2",), NEXT, "own", THEN),
    ] == found


@pytest.mark.parametrize(
    "asked",
    [
        "De regering stelt dat ponten duur zijn. De leden van de BBB-fractie vragen waarom dat zo is.",
        "Ponten zijn duur. Kan de regering ingaan op de kosten van brandstof?",
    ],
)
def test_a_remark_and_its_question_are_one_question(asked: str) -> None:
    """If the format shows paragraphs, one that ends with a question of members is theirs from
    its beginning.
    """
    found = rows(
        f"{HEAD}{HEADED}\n{FIRST}\n{REPLY}\n{asked}\nBrandstof kost veel.",
        "kst-98410-D",
        "application/xml",
    )
    assert [FIRST, asked] == [row["text"] for row in found["question"]]


def test_a_few_words_in_italics_above_a_question_are_a_heading() -> None:
    """They belong to no answer, which then can say no more than where the answer stands."""
    found = memorie(
        HEADED,
        FIRST,
        REPLY,
        NEXT,
        "Zie het antwoord op vraag 1.",
        "**Tarieven en tijden**",
        "Wat kost een pont?",
        "Niets.",
    )
    assert [(("BBB 1",), "own"), (("BBB 2",), "refers"), (("BBB 3",), "own")] == [
        (names, link) for names, _, link, _ in found
    ]
    assert ["Zie het antwoord op vraag 1.", "Niets."] == [answer for *_, answer in found[1:]]


def test_in_a_text_file_a_short_line_above_a_question_is_a_heading() -> None:
    """There a few words that end no sentence, between a paragraph that ends and one that asks, are
    a heading, too.
    """
    found = memorie(HEADED, FIRST, REPLY, "Tarieven en tijden", NEXT, "Dat wordt bekeken.")
    assert [REPLY, "Dat wordt bekeken."] == [answer for *_, answer in found]


def test_a_question_reported_by_the_government_is_followed_by_its_answer() -> None:
    """The rest of the question's paragraph, unless members speak, is its answer in every format."""
    told = "De leden van de BBB-fractie vroegen of de tarieven stijgen. Die blijven gelijk."
    found = rows(f"{HEAD}{HEADED}\n{told}\n{NEXT}\n{THEN}", "kst-98410-D", "application/xml")
    assert ["Die blijven gelijk.", THEN] == [row["text"] for row in found["answer"]]


@pytest.mark.parametrize(
    "answer",
    [
        "Zij informeren reizigers over de dienstregeling.",
        "Ook hebben zij de bevoegdheid een pont stil te leggen.",
        "Door de leden van de raad is een plan gemaakt.",
        "De vraag rijst dan wie er betaalt. Dat doen gemeenten.",
        "In antwoord op de vraag wie er betaalt, zegt de regering: gemeenten.",
        "“Wie vaart, betaalt?” Zo eenvoudig is het niet.",
        "Verder verwijst de regering naar het antwoord op de tweede vraag van de leden van de VVD-fractie.",
        "Ten aanzien van de kosten verwijs ik naar het antwoord op de vraag van de leden van de VVD-fractie.",
    ],
)
def test_members_who_are_only_mentioned_do_not_ask(answer: str) -> None:
    """An answer may begin with words that those of members also begin with."""
    assert [(("BBB 1",), FIRST, "own", f"Dat doen gemeenten. {answer}")] == memorie(
        HEADED, FIRST, "Dat doen gemeenten.", answer
    )
