"""The command digest: new papers and answers, for a mail."""

from datetime import datetime
from typing import Annotated, Literal

import typer


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(digest)


def digest(
    since: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="First day of the digest.")
    ],
    html: Annotated[bool, typer.Option("--html", help="HTML instead of text.")] = False,
    language: Annotated[Literal["nl", "en"], typer.Option(help="Language of the digest.")] = "nl",
    page: Annotated[
        str, typer.Option(help="Address of the page, for links: http://127.0.0.1:8766")
    ] = "",
) -> None:
    """Write the new papers since a day, the deadlines that passed since, and those that are near.

    Example: `griffier digest --since 2026-08-01 | mail -s Griffier clerk@example.org`
    """
    from pipeline.language import language as messages_in
    from pipeline.page import digest as digests
    from pipeline.settings import settings
    from pipeline.warehouse import connect

    with connect(settings().warehouse_path) as connection:
        news = digests.digest(connection, since.date())
    write = digests.as_html if html else digests.as_text
    typer.echo(write(news, messages_in(language, "pipeline.page"), page), nl=html)
