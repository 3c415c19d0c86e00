"""Dutch and English: the same words in both, and numbers and dates as each writes them."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from string import Formatter

import pytest

import pipeline.page
from pipeline.language import CODES, language, preferred_code

HERE = Path(pipeline.page.__file__).parent
DUTCH, ENGLISH = (language(code, "pipeline.page") for code in CODES)


def placeholders(words: str) -> set[str]:
    """Return the names of the values that some words take."""
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def test_both_languages_have_the_same_words() -> None:
    """Nothing is said in one language only, and each says it with the same values."""
    assert DUTCH.messages.keys() == ENGLISH.messages.keys()
    told = {
        name: (placeholders(words), placeholders(ENGLISH.messages[name]))
        for name, words in DUTCH.messages.items()
    }
    assert {} == {name: both for name, both in told.items() if both[0] != both[1]}


def test_every_message_that_a_template_uses_is_translated() -> None:
    """A name written out in a template or in code has its words."""
    places = [*(HERE / "templates").rglob("*.html"), *HERE.rglob("*.py")]
    said = {
        name
        for place in places
        for name in re.findall(
            r'\btranslate\(\s*["\']([\w.]+)["\']\s*[,)]', place.read_text(encoding="utf-8")
        )
    }
    assert len(said) > 100
    assert set() == {
        name for name in said if name not in DUTCH.messages and f"{name}.one" not in DUTCH.messages
    }


def test_numbers_and_days_are_written_as_each_language_does() -> None:
    """Marks of thousands and decimals change places; months have their names; a dash stands for
    none.
    """
    assert ("1.234.567", "1,234,567") == (DUTCH.number(1234567), ENGLISH.number(1234567))
    assert ("12,5", "12.5") == (DUTCH.number(12.5, 1), ENGLISH.number(12.5, 1))
    assert ("17 juni 2025", "17 June 2025") == (
        DUTCH.day(date(2025, 6, 17)),
        ENGLISH.day(date(2025, 6, 17)),
    )
    assert ("–", "–") == (DUTCH.number(None), DUTCH.day(None))


def test_times_are_shown_in_amsterdam_time() -> None:
    """UTC is the form in which moments are stored, not the one in which people live."""
    assert "17 juni 2025, 16:05" == DUTCH.moment(datetime(2025, 6, 17, 14, 5, tzinfo=UTC))


def test_a_count_of_one_has_a_singular_message() -> None:
    """1 vraag, 2 vragen, 1.000 vragen."""
    assert ["1 vraag", "2 vragen", "1.000 vragen"] == [
        DUTCH.translate("letter.questions", n=n) for n in (1, 2, 1000)
    ]


@pytest.mark.parametrize(
    ("asked", "remembered", "accepted", "expected"),
    [
        (None, None, "", "nl"),
        (None, None, "en-GB,en;q=0.9,nl;q=0.5", "en"),
        (None, None, "fr,de;q=0.9", "nl"),
        (None, "en", "nl", "en"),
        ("nl", "en", "en", "nl"),
        ("xx", None, "en", "en"),
    ],
)
def test_a_language_in_the_address_outranks_cookie_and_browser(
    asked: str | None, remembered: str | None, accepted: str, expected: str
) -> None:
    """Dutch where nothing else is wanted."""
    assert expected in CODES
    assert expected == preferred_code(asked, remembered, accepted)
