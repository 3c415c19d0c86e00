"""The command that writes the warehouse as files for other programs."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.cli.output import out, steps


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(export)


def export(
    folder: Annotated[
        Path,
        typer.Argument(
            help="Folder to write: new, empty, or an earlier export, which is replaced."
        ),
    ],
    form: Annotated[
        Literal["parquet", "csv", "duckdb"],
        typer.Option("--format", help="A file per table and view, or a copy of the DuckDB file."),
    ] = "parquet",
) -> None:
    """Write every table and view as files, with a datapackage.json that describes them.

    Example: `griffier export letters --format csv`
    """
    from pipeline.settings import settings
    from pipeline.warehouse.export import export as write

    with steps(quiet=False) as on_progress:
        done = write(settings().warehouse_path, folder, form, on_progress)
    out.print(
        f"{done.folder}: {done.files} files, {done.bytes / 1e6:,.1f} MB",
        highlight=False,
        soft_wrap=True,
    )
