"""The output of commands: tables and text for people, JSON for programs, progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.progress import Progress

    from pipeline.flows.reparsing import Change

JSON = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
"""The option of every command that can do both."""

out = Console(markup=False)
err = Console(stderr=True, markup=False)
"""Standard error, without markup: messages contain words of letters and queries, such as [/b]."""
SHOWN = 90
"""Characters of a text that a table shows."""
SAMPLE_NOTICE = "SAMPLE: invented letters of invented people. Nobody said any of this."
CONTROL_PICTURES = {
    code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"
} | dict.fromkeys(range(0x7F, 0xA0), 0xFFFD)
"""The replacement of control characters by Unicode's pictures of them.

Why: they would move the cursor or change the title of the terminal.
"""


def plain(value: object) -> object:
    """Return a JSON value for a type that JSON lacks: dates as ISO 8601, paths as text.

    Raises:
        TypeError: the type is neither.
    """
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"no JSON for {type(value).__name__}: {value!r}")


def print_json(value: object) -> None:
    """Print one JSON value on standard output, for programs."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1, default=plain)
    sys.stdout.write("\n")


def print_table(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    to: Console = out,
    *,
    lines: bool = True,
) -> None:
    """Print a table for people; long cells wrap.

    Cells are shown as they are: without markup, and without commands to the terminal. Without
    ``lines`` between them, more columns of figures fit beside each other.
    """
    table = Table(title=_shown(title) if title else None, title_justify="left", header_style="bold")
    if not lines:
        table.box, table.padding, table.pad_edge = None, (0, 2, 0, 0), False
    for column in columns:
        table.add_column(_shown(column), overflow="fold")
    for row in rows:
        table.add_row(*(_shown(cell) for cell in row))
    to.print(table)


def print_records(
    columns: Sequence[str], rows: Iterable[Sequence[object]], to: Console = out
) -> None:
    """Print rows one below the other with a line per column, for wide tables."""
    for number, row in enumerate(rows, 1):
        print_record(f"row {number}", zip(columns, row, strict=True), to)


def print_record(title: str, cells: Iterable[tuple[str, object]], to: Console = out) -> None:
    """Print one row with a line per column, under a title."""
    record = Table.grid(padding=(0, 2, 0, 0))
    record.add_column(style="bold", no_wrap=True)
    record.add_column(overflow="fold")
    for column, cell in cells:
        record.add_row(_shown(column), _shown(cell))
    to.rule(title, align="left", style="dim")
    to.print(record)


def print_changes(title: str, changes: Iterable[Change]) -> None:
    """Print the changed cells and rows of papers, with the beginning of long values."""
    rows = [
        (
            change.table,
            change.row_id,
            change.column or "(row)",
            beginning(change.before),
            beginning(change.after),
        )
        for change in changes
    ]
    print_table(title, ("table", "row", "column", "before", "after"), rows)


def beginning(value: object) -> str:
    """Return a value as text on one line, at most ``SHOWN`` characters of it; "" for None."""
    return "" if value is None else shorten(str(value), SHOWN, placeholder=" …")


def _shown(cell: object) -> Text:
    return Text("" if cell is None else str(cell).translate(CONTROL_PICTURES))


def print_sample_notice() -> None:
    """Print on standard error that the answer is about the fictional sample."""
    err.print(SAMPLE_NOTICE, highlight=False, soft_wrap=True)


def print_facts(title: str, facts: Mapping[str, object]) -> None:
    """Print names and values, one pair a line."""
    width = max(map(len, facts), default=0)
    out.print(title, style="bold", highlight=False)
    for name, value in facts.items():
        out.print(f"  {name:{width}}  {value}", highlight=False, soft_wrap=True)


class Steps:
    """The progress of a flow, one bar per step; flows call ``(step, done, total)``."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._bars: dict[str, int] = {}

    def __call__(self, step: str, done: int, total: int | None) -> None:
        """Move the bar of ``step`` to ``done`` of ``total`` (None if it is not known yet)."""
        if step not in self._bars:
            self._bars[step] = self._progress.add_task(step, total=total)
        self._progress.update(self._bars[step], completed=done, total=total)  # type: ignore[arg-type]  # rich's own TaskID is an int


@contextmanager
def steps(*, quiet: bool) -> Iterator[Steps]:
    """Show progress bars on standard error while a flow runs.

    There are none if ``quiet``, or if standard error is not a terminal.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description:<9}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, disable=quiet or not err.is_terminal) as progress:
        yield Steps(progress)
