"""The MCP server, asked by the official client: in process, over stdio, over HTTP."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import uvicorn
from mcp import Client, StdioServerParameters
from mcp.server.mcpserver import MCPServer
from mcp.types import CallToolResult, Tool

from pipeline.page.mcp import create_server
from pipeline.page.serving import local_server
from pipeline.page.serving.half_open import CutHalfOpen
from pipeline.settings import Settings

GRIFFIER = str(Path(sys.executable).with_name("griffier"))


def called(
    target: MCPServer | StdioServerParameters | str, tool: str, /, **arguments: object
) -> CallToolResult:
    """Call one tool and return its result."""

    async def run() -> CallToolResult:
        async with Client(target) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(run())


@pytest.fixture
def server(sample_warehouse: Path) -> MCPServer:
    """Return the server on the sample."""
    return create_server(Settings(home=sample_warehouse.parent))


def test_every_tool_is_read_only_and_described(server: MCPServer) -> None:
    """Each tool has a description and is marked as one that only reads."""

    async def run() -> list[Tool]:
        async with Client(server) as client:
            return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in asyncio.run(run())}
    assert {"search", "questions", "ask", "letter", "sql"} == tools.keys()
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools.values())


def test_the_server_searches_queries_and_shows_a_letter_with_spans(server: MCPServer) -> None:
    """The same rows as the API, with places that point into the text."""
    found = called(server, "search", words="woning").structured_content
    assert found["total"] >= len(found["data"]) > 0
    told = called(server, "ask", name="unanswered", values={"party": "PvdD"}).structured_content
    assert 4 == told["total"]
    letter = called(server, "letter", publication_id="kst-99012-D").structured_content
    row = letter["questions"][1]
    assert "ringvaart" in letter["text"][row["char_start"] : row["char_end"]]


def test_the_ready_made_questions_are_listed_with_the_values_they_take(server: MCPServer) -> None:
    """A client learns which values it must give and what holds without them."""
    listed = called(server, "questions").structured_content["result"]
    (dossier,) = (query["parameters"] for query in listed if query["name"] == "dossier")
    assert [("dossier", "text", True, None)] == [
        (one["name"], one["type"], one["required"], one["default"]) for one in dossier
    ]


def test_a_warehouse_of_another_version_is_told_with_the_next_step(
    settings_before_rebuild: Settings,
) -> None:
    """The SDK would tell a client of a crash instead."""
    told = called(create_server(settings_before_rebuild), "ask", name="unanswered")
    assert (True, True) == (told.is_error, "`griffier rebuild` makes it anew" in str(told.content))


def test_a_query_that_writes_is_refused(server: MCPServer) -> None:
    """A SELECT is answered; writing, files and unknown names come back as an error in words."""
    told = called(server, "sql", query="SELECT count(*) AS n FROM question").structured_content
    assert told["rows"][0]["n"] > 50
    for attack, words in (
        ("DROP TABLE question", "DROP is not among what may be asked"),
        ("FROM read_csv('/etc/passwd')", "read_csv"),
        ("FROM nothing", "nothing"),
    ):
        assert words in refusal(server, "sql", query=attack)
    accents = called(server, "sql", query="SELECT repeat('é', 300000) AS text")
    assert "é" * 300_000 == accents.structured_content["rows"][0]["text"]
    assert "left(text, 500)" in refusal(server, "sql", query="SELECT repeat('x', 2000000)")
    assert "'nothing' is held" in refusal(server, "letter", publication_id="nothing")
    assert "cursor" in refusal(server, "search", words="woning", cursor="x")
    assert "griffier query" in refusal(server, "ask", name="nothing")


def test_a_missing_warehouse_is_reported_with_what_to_do(tmp_path: Path) -> None:
    """Also a client that asks meanwhile hears how to make one."""
    assert "griffier ingest" in refusal(
        create_server(Settings(home=tmp_path)), "ask", name="unanswered"
    )


def refusal(server: MCPServer, tool: str, /, **arguments: object) -> str:
    """Return the message with which a call was refused."""
    result = called(server, tool, **arguments)
    assert result.is_error
    return result.content[0].text


def test_the_server_answers_over_standard_input(sample_warehouse: Path) -> None:
    """``griffier mcp`` is a server that a client starts."""
    environment = {**os.environ, "GRIFFIER_HOME": str(sample_warehouse.parent)}
    target = StdioServerParameters(command=GRIFFIER, args=["mcp"], env=environment)
    told = called(target, "ask", name="freshness").structured_content
    assert told["data"][0]["papers"] > 10


def test_the_server_answers_over_http(sample_warehouse: Path) -> None:
    """``griffier mcp --http`` tells its address, and answers there."""
    environment = {**os.environ, "GRIFFIER_HOME": str(sample_warehouse.parent)}
    command = [GRIFFIER, "mcp", "--http", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout
            address = running.stdout.readline().split(" is at ")[1].split()[0]
            told = called(address, "ask", name="freshness")
        finally:
            running.terminate()
    assert told.structured_content["data"][0]["papers"] > 10


def test_half_a_request_over_http_is_cut(
    server: MCPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has the deadline of the page: without one a connection stayed open until the server ended."""
    monkeypatch.setattr(CutHalfOpen, "seconds", 0.5)
    serving = uvicorn.Server(local_server.server_config(server.streamable_http_app()))
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()  # a connection before the server is ready waits for it
    thread = threading.Thread(target=serving.run, args=([listening],), daemon=True)
    thread.start()
    try:
        for begun in (b"", b"POST /mcp HT", b"POST /mcp HTTP/1.1\r\nContent-Length: 9\r\n\r\n{"):
            with socket.create_connection(listening.getsockname(), timeout=60) as connection:
                connection.sendall(begun)
                while connection.recv(4096):
                    pass
    finally:
        serving.should_exit = True
        thread.join(timeout=30)
