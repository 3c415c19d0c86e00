"""The prompt of ``griffier sql``: a line editor for the console, with the console's limits."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.lexers import PygmentsLexer
from pygments.lexers.sql import SqlLexer

from pipeline import console
from pipeline.cli import prompt_input
from pipeline.cli.completion import NAMES, Schema, candidates, schema_of
from pipeline.cli.output import err, out, print_table
from pipeline.cli.output_formats import OutputFormat, show
from pipeline.errors import GriffierError
from pipeline.settings import settings

MODES = (OutputFormat.TABLE, OutputFormat.CSV, OutputFormat.JSON)
HISTORY = "sql_history"
HELP = r"""A query ends with a semicolon and may take several lines: FROM freshness;
TAB completes a name, the up arrow brings earlier queries back, Ctrl-R searches them.
Ctrl-C gives up what is typed, or the query that runs; Ctrl-D leaves.

\d or .tables        every view and table, with what it holds
\d NAME              its columns, with what they hold
.mode table|csv|json how answers are shown
.help                this
\q or .quit          leave"""


def run_prompt(
    form: OutputFormat, *, rows: int | None, seconds: float, memory: str = "512MB"
) -> None:
    """Read queries and answer them until the person leaves.

    Raises:
        ConfigurationError: nothing was published yet.
    """
    known = schema_of(console.run(NAMES, path=settings().warehouse_path, rows=100_000).rows)
    session: PromptSession[str] = PromptSession(
        history=_history(settings().home),
        completer=Names(known),
        complete_while_typing=False,
        lexer=PygmentsLexer(SqlLexer),
        multiline=Condition(lambda: not prompt_input.is_whole(get_app().current_buffer.text)),
        prompt_continuation=lambda width, _line, _wrapped: "... ".rjust(width),
    )
    out.print(
        "A query ends with [bold];[/bold]  [bold].tables[/bold] lists what there is, "
        "[bold].help[/bold] says more.",
        markup=True,
    )
    shell = Shell(known, form, partial(show, rows=rows, seconds=seconds, memory=memory))
    while not shell.left:
        try:
            shell.answer(session.prompt("griffier> "))
        except KeyboardInterrupt:
            continue
        except EOFError:
            break


class Shell:
    """The action for each input at the prompt: ``ask`` runs a query and shows the answer.

    ``left`` is True once the person wants to leave.
    """

    def __init__(
        self, known: Schema, form: OutputFormat, ask: Callable[[str, OutputFormat], object]
    ) -> None:
        self._known, self._form, self._ask = known, form, ask
        self.left = False

    def answer(self, text: str) -> None:
        """Execute one command, or run the queries in turn until one fails or is cancelled."""
        if command := prompt_input.command(text):
            self._obey(command)
            return
        try:
            for statement in prompt_input.statements(text):
                self._ask(statement, self._form)
        except KeyboardInterrupt:
            err.print("given up")
        except GriffierError as error:
            _complain(str(error))

    def _obey(self, command: prompt_input.Command) -> None:
        """Execute a command to the prompt."""
        relation = self._known.relations.get(command.argument)
        match command.name:
            case "\\q" | ".quit" | ".exit":
                self.left = True
            case "\\d" | ".tables" | ".schema" if relation:
                print_table(relation.comment, ("column", "type", "what it holds"), relation.columns)
            case "\\d" | ".tables" | ".schema" if not command.argument:
                listed = (
                    (relation.name, relation.kind, relation.comment)
                    for relation in self._known.relations.values()
                )
                print_table("", ("name", "kind", "what it holds"), listed)
            case "\\d" | ".tables" | ".schema":
                _complain(f"no view or table is called {command.argument}: .tables lists them")
            case ".mode" if command.argument in MODES:
                self._form = OutputFormat(command.argument)
            case ".mode":
                _complain(f"answers are shown as {', '.join(MODES)}: write .mode csv, for example")
            case ".help" | "\\?":
                out.print(HELP, highlight=False)
            case _:
                _complain(f"there is no command {command.name}: .help lists them")


class Names(Completer):
    """Completion for the line editor."""

    def __init__(self, known: Schema) -> None:
        self._known = known

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterator[Completion]:
        """Yield the names that complete the word before the cursor."""
        del complete_event  # asked for by TAB only
        for candidate in candidates(
            self._known, document.text_before_cursor, document.text_after_cursor
        ):
            yield Completion(
                candidate.text, start_position=-candidate.begun, display_meta=candidate.meaning
            )


def _complain(message: str) -> None:
    err.print(message, style="red", highlight=False)


def _history(home: Path) -> History:
    """Return the earlier queries, stored beside the warehouse.

    If that folder is not writable, they are only kept for this session.
    """
    return FileHistory(home / HISTORY) if os.access(home, os.W_OK) else InMemoryHistory()
