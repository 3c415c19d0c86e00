"""Settings come from the environment, and a wrong one is told by its name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError
from pipeline.settings import Settings, settings


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    """Read the settings anew before and after each test."""
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        (
            "GRIFFIER_REQUESTS_PER_SECOND",
            "many",
            "GRIFFIER_REQUESTS_PER_SECOND is 'many': Input should be a valid number",
        ),
        (
            "GRIFFIER_CONCURRENCY",
            "99",
            "GRIFFIER_CONCURRENCY is '99': Input should be less than or equal to 32",
        ),
        (
            "GRIFFIER_STORE",
            "file:data/store",
            "GRIFFIER_STORE is 'file:data/store': write a folder as file:///PATH",
        ),
        (
            "GRIFFIER_PUBLISH",
            "FILE:published",
            "GRIFFIER_PUBLISH is 'FILE:published': write a folder as file:///PATH",
        ),
        (
            "GRIFFIER_CONTACT",
            "Zoë",
            "GRIFFIER_CONTACT is 'Zoë': it must be one line of letters, digits and signs of ASCII",
        ),
        (
            "GRIFFIER_CONTACT",
            "a\nb: c",
            "GRIFFIER_CONTACT is 'a\\nb: c': it must be one line",
        ),
        (
            "GRIFFIER_NOTIFIER_ARGUMENTS",
            "late",
            'GRIFFIER_NOTIFIER_ARGUMENTS is no JSON: write it as {"name": "value"}',
        ),
    ],
)
def test_an_invalid_setting_is_reported_by_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    """In one line and without a traceback, as every foreseen error."""
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError) as raised:
        settings()
    assert str(raised.value).startswith(told)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GRIFFIER_TIMEOUT_SECONDS", "inf"),
        ("GRIFFIER_REQUESTS_PER_SECOND", "inf"),
        ("GRIFFIER_WRITER_WAIT_SECONDS", "inf"),
        ("GRIFFIER_LATE_AFTER_MINUTES", "1e300"),
        ("GRIFFIER_WORKERS", "1000000"),
        ("GRIFFIER_READER_SECONDS", "1000000000000000"),
        ("GRIFFIER_READER_MEMORY_MB", "100000000000000000"),
        ("GRIFFIER_MAX_BYTES", "9" * 400),
        ("GRIFFIER_KEEP_SNAPSHOTS", "9" * 30),
    ],
)
def test_an_enormous_number_is_refused_before_it_is_used(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """The kernel takes no time-out of a thousand years, and no machine a million processes."""
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match="less than or equal to"):
        settings()


@pytest.mark.parametrize(
    "told",
    ["one.example, two.example", "one.example,two.example", '["one.example", "two.example"]'],
)
def test_hosts_are_listed_as_the_documentation_lists_them(
    monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    """With commas, or as JSON."""
    monkeypatch.setenv("GRIFFIER_ALLOWED_HOSTS", told)
    assert {"one.example", "two.example"} == settings().allowed_hosts


def test_an_empty_setting_stands_for_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that a script left empty made the current folder the home."""
    names = [f"GRIFFIER_{name.upper()}" for name in Settings.model_fields]
    for name in names:
        monkeypatch.delenv(name, raising=False)
    usual = settings()
    settings.cache_clear()
    for name in names:
        monkeypatch.setenv(name, "")
    assert usual == settings()


def test_the_home_of_a_user_is_found_without_a_shell(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As a file .env gives it: a folder called ~ was made."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GRIFFIER_HOME", "~/letters")
    assert tmp_path / "letters" == settings().home
