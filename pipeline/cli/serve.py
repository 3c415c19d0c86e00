"""Commands that serve until they are stopped: open, replay, mcp."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("open")(open_page)
    app.command()(replay)
    app.command()(mcp)


def open_page(
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Port on 127.0.0.1; 0 takes a free one.")
    ] = 8766,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Show the page in your browser.")
    ] = True,
) -> None:
    """Serve the page on 127.0.0.1: search, the letters, the figures and a read-only SQL console.

    It shows the latest published data, also while new letters are loaded. Stop it with Ctrl-C.

    Example: `griffier open --port 0`
    """
    from pipeline.page.serving import local_server

    local_server.main(port, browser=browser)


def replay(
    folder: Annotated[
        Path,
        typer.Argument(
            help="Folder of papers, with their catalogue file.", exists=True, file_okay=False
        ),
    ],
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Port on 127.0.0.1; 0 takes a free one.")
    ] = 8765,
    scenario: Annotated[
        Path | None,
        typer.Option(help="Scenario file: the faults of the source, step by step.", exists=True),
    ] = None,
) -> None:
    """Serve a folder as the official source on 127.0.0.1: catalogue, repository, their faults.

    Example: `griffier replay sample/letters --port 8765`, and in another terminal
    `GRIFFIER_CATALOGUE_URL=http://127.0.0.1:8765/sru GRIFFIER_ALLOW_LOOPBACK=1 griffier ingest`
    """
    from pipeline.source import replay as source

    source.main(folder, port, scenario)


def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Serve over HTTP instead of standard input and output.")
    ] = False,
    port: Annotated[
        int,
        typer.Option(min=0, max=65_535, help="Port on 127.0.0.1, with --http; 0 takes a free one."),
    ] = 8768,
) -> None:
    """Serve the warehouse to language models over the Model Context Protocol.

    Tools: search, the ready-made questions, read-only SQL, and a letter with its spans.

    Example: `griffier mcp`, as the command of a server in the settings of your MCP client
    """
    from pipeline.settings import settings
    from pipeline.warehouse import connect

    if http:
        from pipeline.page.serving import local_server

        local_server.serve_mcp(port)
        return
    from pipeline.page.mcp import create_server

    connect(settings().warehouse_path).close()
    create_server(settings()).run("stdio")
