"""The prompt of ``griffier sql``: what is typed, what is completed, and a whole session in a
terminal.
"""

import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from typer.testing import CliRunner

from pipeline.cli import prompt
from pipeline.cli.completion import Column, Relation, Schema, candidates
from pipeline.cli.main import app
from pipeline.cli.output_formats import OutputFormat
from pipeline.cli.prompt_input import Command, command, is_whole, statements
from pipeline.settings import Settings

COLUMNS = {
    "answered_question": ("question_id", "party", "answer"),
    "publication": ("publication_id", "title"),
}
KNOWN = Schema(
    {
        name: Relation(
            name,
            kind,
            f"One row per {name}.",
            tuple(Column(column, "VARCHAR", "") for column in COLUMNS.get(name, ())),
        )
        for name, kind in (
            ("answered_question", "view"),
            ("publication", "table"),
            ("publication_text", "table"),
        )
    },
    keywords=("FROM", "SELECT", "WHERE"),
    functions=("median",),
)


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("FROM answered_question;", True),
        ("FROM answered_question", False),
        ("SELECT 1; -- as a check", True),
        ("SELECT 1; SELECT 2", False),
        ("SELECT ';", False),
        ("SELECT 1; SELECT 'a", False),
        ('SELECT "a;', False),
        ("SELECT $$;$$", False),
        ("SELECT 1 -- ;", False),
        ("SELECT 1; /* not yet", False),
        ("SELECT 'één; twee';", True),
        ("", True),
        ("\\d answered_question", True),
        (".mode csv", True),
    ],
)
def test_a_query_ends_with_its_own_semicolon(typed: str, *, whole: bool) -> None:
    """And not with one inside a text, a name or a comment."""
    assert whole == is_whole(typed)


def test_several_queries_in_one_line_are_asked_one_by_one() -> None:
    """Each without its semicolon; what says nothing is none."""
    assert ["SELECT ';'", "FROM één"] == statements("SELECT ';'; ;FROM één;-- done\n;")


@given(st.text(alphabet=st.sampled_from("aé€;'\"$-/* \n\\."), max_size=30))
def test_whatever_is_typed_has_statements(text: str) -> None:
    """No text stops the prompt, and nothing is in a statement that was not typed."""
    assert all(statement in text for statement in statements(text))
    assert is_whole(text) in {True, False}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (".mode csv", Command(".mode", "csv")),
        ("  \\D answered_question ;", Command("\\d", "answered_question")),
        ("SELECT 1;", None),
        ("\\d a b", Command("\\d", "a b")),
    ],
)
def test_a_dot_command_is_distinguished_from_sql(typed: str, found: Command | None) -> None:
    """As psql and sqlite3 write them."""
    assert found == command(typed)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("FROM publ", "", ["publication", "publication_text"]),
        (
            "SELECT 1 FROM answered_question JOIN ",
            "",
            ["answered_question", "publication", "publication_text"],
        ),
        ("SELECT par", " FROM answered_question", ["party"]),
        ("SELECT ti", "", ["title"]),
        ("SELECT ti", " FROM answered_question", []),
        ("SELECT x.", " FROM answered_question AS x", ["question_id", "party", "answer"]),
        ("SELECT p.t", " FROM answered_question x JOIN publication p", ["title"]),
        ("SEL", "", ["SELECT"]),
        ("sel", "", ["select"]),
        ("SELECT med", "", ["median"]),
        ("\\d ans", "", ["answered_question"]),
        (".mode ", "", ["table", "csv", "json"]),
        (".", "", [".help", ".mode", ".tables"]),
    ],
)
def test_completion_depends_on_the_words_before(before: str, after: str, found: list[str]) -> None:
    """Views and tables after FROM, columns of what the statement names, keywords as they were
    begun.
    """
    assert found == [one.text for one in candidates(KNOWN, before, after)]


@pytest.fixture
def typed(
    sample_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], None]:
    """Type into a prompt in this process, whose history is in an empty folder; Ctrl-D at the end
    leaves.
    """
    monkeypatch.setattr(
        "pipeline.cli.prompt.settings", lambda: Settings(home=tmp_path, warehouse=sample_warehouse)
    )
    monkeypatch.setattr(
        "pipeline.settings.settings", lambda: Settings(home=tmp_path, warehouse=sample_warehouse)
    )

    def session(keys: str) -> None:
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
            _send(pipe, keys)
            prompt.run_prompt(OutputFormat.CSV, rows=None, seconds=20)

    return session


def _send(pipe: PipeInput, keys: str) -> None:
    pipe.send_text(keys + "\x04")


def test_a_session_goes_on_after_an_error(
    typed: Callable[[str], None], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The refusal is shown, the next query is answered, and the input is kept in the history."""
    typed(
        "COPY publication TO '/tmp/stolen.csv';\rSELECT\r1 AS one;\r\\d nowhere\r.mode xml\r.what\r"
    )
    told = capfd.readouterr()
    assert ["one", "1"] == told.out.splitlines()[-2:]
    for said in (
        "COPY is not among what may be asked",
        "no view or table is called nowhere",
        ".mode csv",
        "no command .what",
    ):
        assert said in told.err
    assert not Path("/tmp/stolen.csv").exists()  # noqa: S108
    assert "+SELECT\n+1 AS one;" in (tmp_path / prompt.HISTORY).read_text()


def test_brackets_in_an_error_are_shown_and_stop_nothing(
    typed: Callable[[str], None], capfd: pytest.CaptureFixture[str]
) -> None:
    """They are SQL, and no markup of the message that quotes it."""
    typed("FROM nope '[/b]';\rSELECT 1 AS one;\r")
    told = capfd.readouterr()
    assert "nope '[/b]'" in " ".join(told.err.split())
    assert "one" in told.out


def test_the_schema_is_shown(
    typed: Callable[[str], None], capfd: pytest.CaptureFixture[str]
) -> None:
    """With the comments of the views and of their columns."""
    typed(".tables\r\\d freshness\r.help\r\\q\r")
    told = capfd.readouterr().out
    for word in ("answered_question", "publication_text", "as_of", "Papers in the", "Ctrl-R"):
        assert word in told


def test_a_query_may_come_from_standard_input(
    sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This is the case if nobody sits at a terminal."""
    monkeypatch.setattr(
        "pipeline.settings.settings", lambda: Settings(home=sample_warehouse.parent)
    )
    assert (
        "one\r\n1\r\n"
        == CliRunner()
        .invoke(app, ["sql", "--format", "csv"], input="SELECT 1 AS one;\n")
        .stdout_bytes.decode()
    )


OWN_TERMINAL = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); from pipeline.cli import main; main()"
"""The command, once standard input is its controlling terminal: then Ctrl-C is a signal, as in
life."""


class Terminal:
    """``griffier sql`` as a person has it: a process behind a terminal, whose screen is read and
    typed on.
    """

    def __init__(self, home: Path) -> None:
        ours, theirs = pty.openpty()
        environment = {
            **os.environ,
            "GRIFFIER_HOME": str(home),
            "TERM": "xterm",
            "PROMPT_TOOLKIT_NO_CPR": "1",
        }
        termios.tcsetwinsize(ours, (40, 120))
        self.process = subprocess.Popen(
            [sys.executable, "-c", OWN_TERMINAL, "sql"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            start_new_session=True,
        )
        os.close(theirs)
        self._screen = ours
        self._unseen = ""

    def type(self, keys: str) -> None:
        """Press these keys."""
        os.write(self._screen, keys.encode())

    def see(self, pattern: str, seconds: float = 30) -> str:
        """Return the output up to this pattern; the rest is left for the next call."""
        end = time.monotonic() + seconds
        while not (found := re.search(pattern, self._unseen)):
            ready, _, _ = select.select([self._screen], [], [], max(0, end - time.monotonic()))
            assert ready, f"{pattern} was not seen, but: {self._unseen}"
            self._unseen += os.read(self._screen, 65536).decode(errors="replace")
        shown, self._unseen = self._unseen[: found.end()], self._unseen[found.end() :]
        return shown


@pytest.fixture
def terminal(sample_warehouse: Path, tmp_path: Path) -> Iterator[Terminal]:
    """Yield a terminal whose person has left at the end."""
    for file in sample_warehouse.parent.glob("warehouse*.duckdb"):
        (tmp_path / file.name).symlink_to(file.resolve())
    found = Terminal(tmp_path)
    yield found
    found.process.kill()
    found.process.wait()


def test_a_session_in_a_terminal_completes_recalls_and_ends(terminal: Terminal) -> None:
    """In a real terminal: TAB, the up arrow, Ctrl-C during a query and Ctrl-D."""
    terminal.see("griffier>")
    terminal.type("SELECT count(*) AS papers FROM publication_t")
    terminal.see("publication_t")
    terminal.type("\t")
    terminal.see("ext")
    terminal.type(";\r")
    assert "papers" in terminal.see("└")
    terminal.see("griffier>")
    terminal.type("\x1b[A")
    terminal.see("publication_text")
    terminal.type("\x03SELECT count(*) FROM range(1000000000000);\r")
    time.sleep(2)
    started = time.monotonic()
    terminal.type("\x03")
    terminal.see("given up")
    assert time.monotonic() - started < 5
    terminal.see("griffier>")
    terminal.type("\x04")
    assert 0 == terminal.process.wait(timeout=20)
