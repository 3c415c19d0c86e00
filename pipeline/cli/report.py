"""The command that writes the data-quality report."""

import typer

from pipeline.cli.output import out


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(report)


def report() -> None:
    """Write the data-quality report over the published warehouse: one HTML file without a network.

    Example: `griffier report`
    """
    from pipeline.flows import publishing
    from pipeline.flows.stores import open_stores

    with open_stores() as stores:
        out.print(str(publishing.write_report(stores)), highlight=False, soft_wrap=True)
