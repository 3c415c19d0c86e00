"""The MCP server: search, ready-made questions, read-only SQL and letters, for language models.

It uses the functions of the JSON API and, for SQL, the console, so it has the limits of both.
Interface: the official Python SDK 2.x, "MCPServer".
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from functools import wraps
from typing import Annotated, Any

import duckdb
from anyio import to_thread
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from pipeline import __version__, console
from pipeline.conditions import foreseen_as_conditions
from pipeline.errors import GriffierError, QueryRefused
from pipeline.json_encoding import distinct, json_value
from pipeline.page.api import answers
from pipeline.page.api.models import LONGEST
from pipeline.page.serving.snapshots import Snapshots
from pipeline.queries import named_queries
from pipeline.settings import Settings
from pipeline.warehouse.schema_check import outdated

INSTRUCTIONS = """
The correspondence of the Dutch Senate (Eerste Kamer) and the government: papers, their letters,
questions and answers. Letters are in Dutch, so search in Dutch. Begin with `questions` (ready-made
questions with parameters) or `search`; `letter` gives a paper whole, and char_start and char_end of
its rows point into its text. Cite papers by publication_id. Days run to as_of, not to today.
Where an answer has "sample": true, the letters and people are invented: say so.
"""
READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
SQL_ROWS = 200
MOST = 50
"""The rows of one answer: more would fill the client's context."""
LARGEST = 1_000_000
"""The characters of one answer to SQL, for the same reason: one row can hold them all."""

Rows = dict[str, Any]
Ask = Callable[[duckdb.DuckDBPyConnection], Any]
Tool = Callable[..., Awaitable[Any]]


def _in_words(tool: Tool) -> Tool:
    """Return the tool with foreseen errors as the SDK's own, which show their message.

    Why: of any other error the SDK keeps the message from the client, and logs a traceback.
    """

    @wraps(tool)
    async def answering(*arguments: object, **named: object) -> object:
        try:
            with foreseen_as_conditions():
                return await tool(*arguments, **named)
        except GriffierError as error:
            raise ToolError(str(error)) from error

    return answering


def create_server(settings: Settings) -> MCPServer[Any]:
    """Return the server on the warehouse of these settings."""
    server: MCPServer[Any] = MCPServer(
        "griffier",
        title="Griffier",
        version=__version__,
        instructions=INSTRUCTIONS,
        log_level="WARNING",  # at INFO each request is eight lines of the terminal
    )
    snapshots = Snapshots(settings.warehouse_path, settings.publish)

    async def read(ask: Ask) -> Any:  # noqa: ANN401 -- whatever was asked
        return await to_thread.run_sync(_asked, settings, snapshots, ask)

    @server.tool(annotations=READS)
    @_in_words
    async def search(
        words: Annotated[str, Field(max_length=LONGEST, description="Words in Dutch.")],
        party: Annotated[str, Field(description="Short name of a party group: PvdD.")] = "",
        limit: Annotated[int, Field(ge=1, le=MOST)] = 10,
        cursor: Annotated[str | None, Field(description="`next` of the answer before.")] = None,
    ) -> Rows:
        """Find questions and answers that hold these words, the best matches first."""
        page: Rows = await read(
            lambda connection: answers.searched(connection, words, party, cursor, limit)
        )
        return page

    @server.tool(annotations=READS)
    @_in_words
    async def questions() -> list[Rows]:
        """List the ready-made questions: name, title, and the parameters that each takes."""
        return [
            {
                "name": query.name,
                "title": query.title,
                "grain": query.grain,
                "parameters": [asdict(parameter) for parameter in query.parameters],
            }
            for query in named_queries().values()
        ]

    @server.tool(annotations=READS)
    @_in_words
    async def ask(
        name: Annotated[str, Field(description="Name of a ready-made question.")],
        values: Annotated[dict[str, str] | None, Field(description="Parameters by name.")] = None,
        limit: Annotated[int, Field(ge=1, le=MOST)] = 20,
        cursor: Annotated[str | None, Field(description="`next` of the answer before.")] = None,
    ) -> Rows:
        """Answer a ready-made question, such as unanswered with {"party": "PvdD"}."""
        page: Rows = await read(
            lambda connection: answers.answered(connection, name, values or {}, cursor, limit)
        )
        return page

    @server.tool(annotations=READS)
    @_in_words
    async def letter(
        publication_id: Annotated[str, Field(description="Such as kst-36867-C.")],
    ) -> Rows:
        """Return a paper whole: text, letters, questions, answers, references, with their spans."""
        paper: Rows | None = await read(
            lambda connection: answers.paper(connection, publication_id)
        )
        if paper is None:
            raise QueryRefused(f"no paper {publication_id!r} is held: find its id with `search`")
        return paper

    @server.tool(annotations=READS)
    @_in_words
    async def sql(
        query: Annotated[str, Field(description="One SELECT in DuckDB's SQL.")],
    ) -> Rows:
        """Run read-only SQL on the warehouse, 10 seconds and 200 rows at most.

        `SHOW TABLES` and `DESCRIBE <table>` list the tables and their columns.
        """
        result = await to_thread.run_sync(
            lambda: console.run(query, path=settings.warehouse_path, rows=SQL_ROWS)
        )
        names = distinct(result.columns)
        rows = [
            {name: json_value(value) for name, value in zip(names, row, strict=True)}
            for row in result.rows
        ]
        if (size := len(json.dumps(rows, ensure_ascii=False))) > LARGEST:
            raise QueryRefused(
                f"this answer has {size:,} characters, more than {LARGEST:,}: ask for fewer rows "
                "or columns, or for the first words of a text: left(text, 500)"
            )
        return {
            "columns": dict(zip(names, result.types, strict=True)),
            "rows": rows,
            "truncated": result.truncated,
            "sample": result.sample,
        }

    return server


def _asked(settings: Settings, snapshots: Snapshots, ask: Ask) -> Any:  # noqa: ANN401
    """Return what was asked of the published warehouse.

    Raises:
        WarehouseOutdated: the query failed because another version made the warehouse.
    """
    try:
        with snapshots.connect() as connection:
            return ask(connection)
    except duckdb.Error as error:
        raise outdated(error, settings.warehouse_path) or error from None
