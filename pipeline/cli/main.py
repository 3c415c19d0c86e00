"""The commands and their help; each opens what it needs, calls one flow and prints its result.

Exit codes: 0 done, 1 a foreseen error or a negative result, 2 wrong use of the command.
"""

import os
import sys
from typing import Annotated, NoReturn

import typer
from rich.text import Text
from typer.models import CommandInfo

from pipeline import __version__
from pipeline.cli import (
    correct,
    digest,
    doctor,
    export,
    ingest,
    maintenance,
    parse,
    quarantine,
    query,
    reparse,
    report,
    score,
    search,
    serve,
    sql,
    status,
)
from pipeline.cli.output import err
from pipeline.conditions import foreseen
from pipeline.errors import GriffierError

app = typer.Typer(
    name="griffier",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="The correspondence of the Dutch Senate and the government, as tables.",
)
for part in (
    ingest,
    parse,
    sql,
    search,
    query,
    status,
    export,
    reparse,
    quarantine,
    correct,
    report,
    serve,
    doctor,
    digest,
    maintenance,
    score,
):
    part.register(app)


READERS = frozenset(("sql", "query", "search", "export", "coverage", "open", "status"))
"""The commands that show the warehouse.

If hosts share one, these commands first update the local copy.
"""


PANELS = {
    "Get letters": ("ingest", "parse"),
    "Read, search and count": (
        "open", "query", "search", "sql", "coverage", "status", "report", "export", "digest", "mcp",
    ),
    "Review and correct": ("correct", "withdraw", "quarantine"),
    "Keep it running": (
        "doctor", "verify", "gc", "backup", "restore", "copy-log", "rebuild", "reproject", "pull",
        "diff", "reparse",
    ),
    "Develop": ("score", "gold", "replay", "version"),
}  # fmt: skip
"""The groups in which the help lists the commands."""
WITHOUT_SETTINGS = frozenset(("version", "parse", "doctor"))
"""The commands that read no setting, and ``doctor``, which reports wrong ones with all else."""


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def follow_publication(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Convert the correspondence of the Dutch Senate and the government to tables."""
    if context.invoked_subcommand not in WITHOUT_SETTINGS:
        _refuse_unknown_settings()
    if os.environ.get("GRIFFIER_PUBLISH") and context.invoked_subcommand in READERS:
        from pipeline.settings import settings
        from pipeline.warehouse import mirror

        mirror.follow(settings().warehouse_path, settings().publish)


def _refuse_unknown_settings() -> None:
    """Refuse environment variables that begin like a setting but are not one."""
    if not any(name.startswith("GRIFFIER_") for name in os.environ):
        return  # the settings load slowly
    from pipeline.connections import refuse_connections
    from pipeline.settings import refuse_unknown_settings

    refuse_unknown_settings(os.environ)
    refuse_connections(os.environ)


@app.command()
def version() -> None:
    """Print the version.

    Example: `griffier version`
    """
    typer.echo(__version__)


def _arrange(commands: list[CommandInfo]) -> None:
    """Sort the commands as ``PANELS`` lists them, each in its panel."""
    panels = {name: panel for panel, names in PANELS.items() for name in names}
    order = list(panels)
    for command in commands:
        command.rich_help_panel = panels[_name(command)]
    commands.sort(key=lambda command: order.index(_name(command)))


def _name(command: CommandInfo) -> str:
    """Return the name by which a command is called."""
    return command.name or str(getattr(command.callback, "__name__", "")).replace("_", "-")


_arrange(app.registered_commands)


def main() -> None:
    """Run the command line; print a foreseen error as one message and exit with code 1."""
    if wrong := [part for part in sys.argv if not part.isprintable() and _is_half_read(part)]:
        err.print(f"griffier: {wrong[0]!r} is no text in UTF-8: type it again", soft_wrap=True)
        sys.exit(2)
    try:
        app(standalone_mode=True)
    except GriffierError as error:
        give_up(error)
    except Exception as error:
        if (condition := _of_the_warehouse(error) or foreseen(error)) is None:
            raise
        give_up(condition)


def _is_half_read(argument: str) -> bool:
    """Return True if an argument had bytes that are no UTF-8, which Python keeps as surrogates."""
    return any("\ud800" <= character <= "\udfff" for character in argument)


def _of_the_warehouse(error: Exception) -> GriffierError | None:
    """Return the error to report if the database file is of another version, or None."""
    if "duckdb" not in sys.modules:  # which nothing loaded, and help must come at once
        return None
    from pipeline.settings import settings
    from pipeline.warehouse.schema_check import outdated

    return outdated(error, settings().warehouse_path)


def give_up(error: GriffierError) -> NoReturn:
    """Print a foreseen error as one message and exit with code 1."""
    # As it is: brackets in it are names of rules or of files, no markup, and a hash that is broken
    # cannot be copied.
    err.print(
        Text.assemble(("griffier:", "bold red"), f" {error}"),
        highlight=False,
        soft_wrap=True,
    )
    sys.exit(1)
