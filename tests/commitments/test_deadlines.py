"""Days and terms as letters print them, and the last day of each."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parsing.calendar.days import days, read_date
from pipeline.parsing.calendar.deadlines import deadlines
from pipeline.parsing.calendar.last_days import budget_day, christmas_recess, summer_recess
from pipeline.parsing.language.sentences import sentences
from pipeline.parsing.letters.reply_deadlines import reply_deadline

WRITTEN = date(2025, 6, 17)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Den Haag, 17 juni 2025", date(2025, 6, 17)),
        ("17 JUNI 2025", date(2025, 6, 17)),
        ("vrijdag 12 januari 2024 12.00 uur", date(2024, 1, 12)),
        ("1e sept. 2024", date(2024, 9, 1)),
        ("15 maart2024", date(2024, 3, 15)),
        ("17-06-2025", date(2025, 6, 17)),
        ("2025-06-17", date(2025, 6, 17)),
        ("1 juli jl.", date(2024, 7, 1)),
        ("12 mei jl.", date(2025, 5, 12)),
        ("12 mei a.s.", date(2026, 5, 12)),
        ("5 dezer", date(2025, 6, 5)),
        ("31 juni 2024, dus 1 juli 2024", date(2024, 7, 1)),
        ("12 mei 9999", None),
        ("12.345 mei", None),
        ("2023/10/04/artikel", None),
        ("binnenkort", None),
    ],
)
def test_a_day_is_read_as_printed(printed: str, expected: date | None) -> None:
    """Without a year it is counted from the letter; what no calendar has is no day."""
    assert expected == read_date(printed, WRITTEN)


def test_a_day_without_a_year_needs_a_letter() -> None:
    """Nothing is guessed."""
    assert read_date("1 juli jl.") is None


TERMS = {
    "binnen vier weken na dagtekening": date(2025, 7, 15),
    "binnen een termijn van veertien dagen": date(2025, 7, 1),
    "binnen zes maanden": date(2025, 12, 17),
    "binnen tien werkdagen": date(2025, 7, 1),
    "binnen één jaar": date(2026, 6, 17),
    "uiterlijk 1 september 2025": date(2025, 9, 1),
    "vóór vrijdag 12 september 12.00 uur": date(2025, 9, 12),
    "voor 1 juni": date(2026, 6, 1),
    "in de week van 7 juli": date(2025, 7, 7),
    "voor het einde van de maand": date(2025, 6, 30),
    "eind deze maand": date(2025, 6, 30),
    "volgende week": date(2025, 6, 29),
    "in september": date(2025, 9, 30),
    "uiterlijk in maart 2026": date(2026, 3, 31),
    "medio september": date(2025, 9, 20),
    "begin 2026": date(2026, 4, 30),
    "begin volgend jaar": date(2026, 4, 30),
    "eind 2025": date(2025, 12, 31),
    "nog dit jaar": date(2025, 12, 31),
    "in de loop van 2026": date(2026, 12, 31),
    "in het eerste kwartaal van 2026": date(2026, 3, 31),
    "in het laatste kwartaal van 2025": date(2025, 12, 31),
    "in Q1 2026": date(2026, 3, 31),
    "in de tweede helft van 2026": date(2026, 12, 31),
    "in het najaar van 2025": date(2025, 12, 20),
    "dit najaar": date(2025, 12, 20),
    "voor het najaar": date(2025, 9, 22),
    "komend voorjaar": date(2026, 6, 20),
    "voor de zomer": date(2025, 7, 4),
    "vóór het zomerreces": date(2025, 7, 4),
    "voor het kerstreces": date(2025, 12, 19),
    "met Prinsjesdag": date(2025, 9, 16),
    "zo spoedig mogelijk": None,
    "na de zomer": None,
    "de komende maanden": None,
    "voor de begrotingsbehandeling": None,
}


@pytest.mark.parametrize(("printed", "last_day"), TERMS.items())
def test_a_deadline_is_the_last_day_of_the_period(printed: str, last_day: date | None) -> None:
    """Counted from the letter; a term without an end is one all the same."""
    [term] = deadlines(f"Dat gebeurt {printed}.", WRITTEN)
    assert last_day == term.due_on


@pytest.mark.parametrize(
    "words",
    [
        "in de zomerperiode",
        "een kwartaalbericht",
        "in 2024-2025",
        "met 3 mei als peildatum",
        "binnen de termijn",
    ],
)
def test_words_that_state_no_period_give_no_deadline(words: str) -> None:
    """A season in a compound, a session year, a day that only passes by."""
    assert deadlines(f"Dat gebeurt {words}.", WRITTEN) == []


def test_the_calendar_knows_recesses_and_working_days() -> None:
    """Recesses and Prinsjesdag as they were."""
    assert [date(2021, 7, 9), date(2022, 7, 8), date(2024, 7, 5)] == [
        summer_recess(year) for year in (2021, 2022, 2024)
    ]
    assert [date(2023, 12, 22), date(2024, 12, 20)] == [
        christmas_recess(year) for year in (2023, 2024)
    ]
    assert [date(2022, 9, 20), date(2025, 9, 16)] == [budget_day(year) for year in (2022, 2025)]


REPLIES = {
    "De leden zien uw reactie tegemoet en ontvangen deze graag binnen vier weken na dagtekening van deze brief.": date(
        2025, 7, 15
    ),
    "De commissie ontvangt uw antwoord graag vóór vrijdag 12 september 2025 12.00 uur.": date(
        2025, 9, 12
    ),
    "Zij zien de reactie binnen de gestelde termijn tegemoet.": None,
    "De vragen kunnen niet binnen drie weken worden beantwoord. Ik zal ze vóór het einde van de maand beantwoorden.": date(
        2025, 6, 30
    ),
    "Voor het debat op 24 juni 2025 ontvangt de commissie uw antwoord graag vóór 20 juni.": date(
        2025, 6, 20
    ),
    "De vragen, ingezonden op 3 mei 2025, worden later beantwoord.": None,
    "U ontvangt de antwoorden zo spoedig mogelijk.": None,
    "Het wetsvoorstel treedt binnen vier weken in werking.": None,
}


@pytest.mark.parametrize(("letter", "expected"), REPLIES.items())
def test_the_reply_deadline_is_the_period_stated_for_the_reply(
    letter: str, expected: date | None
) -> None:
    """Of several terms the one of the reply, not one that is refused, past or about something else."""
    assert expected == reply_deadline(f"Geachte voorzitter,\n{letter}\nHoogachtend,", WRITTEN)


def test_without_a_date_only_full_days_count() -> None:
    """Four weeks from an unknown day are no day."""
    assert reply_deadline("Wij ontvangen uw reactie graag binnen vier weken.", None) is None
    assert reply_deadline("Wij ontvangen uw reactie graag vóór 1 juli 2025.", None) == date(
        2025, 7, 1
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Zie nr. 31 van R.P. Brekelmans. Dat is zo.",
            ["Zie nr. 31 van R.P. Brekelmans.", "Dat is zo."],
        ),
        (
            "Zie de brief van 3 mei jl. Daarin staat meer.",
            ["Zie de brief van 3 mei jl.", "Daarin staat meer."],
        ),
        ("“Ja.” Nee? Goed…", ["“Ja.”", "Nee?", "Goed…"]),
        ("om 12.00 uur\nDan niet", ["om 12.00 uur", "Dan niet"]),
    ],
)
def test_sentences_end_at_their_full_stop_and_not_at_abbreviations(
    text: str, expected: list[str]
) -> None:
    """Not at initials and abbreviations."""
    assert expected == [text[start:end] for start, end in sentences(text)]


WORDS = st.sampled_from(
    [
        "binnen ",
        "vier ",
        "weken ",
        "in ",
        "september ",
        "2026 ",
        "eind ",
        "het ",
        "najaar ",
        "31 ",
        "1 ",
        "juni ",
        "a.s. ",
        "Q1 ",
        "komende ",
    ]
)


@given(st.lists(WORDS, max_size=25), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_any_text_gives_deadlines_in_order_without_overlap(words: list[str], written: date) -> None:
    """Nothing raises, whatever the day of the letter."""
    text = "".join(words)
    found = deadlines(text, written)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(text[day.start : day.end].strip() for day in days(text, written))
