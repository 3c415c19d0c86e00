"""Small promises of the command line: what is no paper is refused, and a version is an option."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import __version__
from pipeline.cli.main import app
from pipeline.errors import UnreadableDocument
from pipeline.settings import unknown_settings


def test_the_version_is_an_option_too() -> None:
    """As in every other program."""
    done = CliRunner().invoke(app, ["--version"])
    assert (0, f"{__version__}\n") == (done.exit_code, done.stdout)


def test_a_file_without_a_letter_and_without_a_number_is_refused(tmp_path: Path) -> None:
    """A README parsed as one publication without a letter, and exit code 0."""
    file = tmp_path / "README.md"
    file.write_text("# Griffier\n\nA program.\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["parse", str(file)])
    assert 0 != done.exit_code
    with pytest.raises(UnreadableDocument, match="holds no letter that is recognised"):
        raise done.exception or AssertionError


def test_a_variable_that_is_no_setting_is_named() -> None:
    """A setting that is misspelt must not go unseen."""
    assert ["GRIFFIER_FOO"] == unknown_settings({"GRIFFIER_FOO": "1", "GRIFFIER_HOME": "x"})
