"""The page as a visitor meets it: a real server on loopback, and a real browser."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import duckdb
import httpx
import pytest
from local_servers import served
from page_client import Visitor
from playwright.sync_api import Browser
from starlette.types import ASGIApp

from pipeline.page.app import create_app
from pipeline.settings import Settings


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[ASGIApp], str]]:
    """Serve an application until the tests are over; return its address."""
    with ExitStack() as running:
        yield lambda app: f"http://127.0.0.1:{running.enter_context(served(app))}"


@pytest.fixture(scope="session")
def address(sample_warehouse: Path, serve: Callable[[ASGIApp], str]) -> str:
    """Serve the page on the sample and yield its address."""
    return serve(create_app(Settings(home=sample_warehouse.parent)))


@pytest.fixture(scope="session")
def connection(address: str) -> Iterator[httpx.Client]:
    """Yield an open connection to the page on the sample."""
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.fixture
def site(connection: httpx.Client) -> httpx.Client:
    """Return the page on the sample, as a visitor without cookies asks it.

    Why: a test that chose a language would choose it for the tests after it.
    """
    connection.cookies.clear()
    return connection


@pytest.fixture
def settings_before_rebuild(sample_warehouse: Path, tmp_path: Path) -> Settings:
    """Return settings with a warehouse of another version, as between an upgrade and a load."""
    settings = Settings(home=tmp_path)
    shutil.copyfile(sample_warehouse, settings.warehouse_path)
    with duckdb.connect(str(settings.warehouse_path)) as connection:
        connection.execute("DROP MACRO TABLE search")
        connection.execute("DROP VIEW unanswered_question")
        connection.execute("UPDATE load SET schema_sha256 = repeat('0', 64)")
    return settings


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Visitor]]:
    """Start a visit, with whatever Playwright knows of a browser (viewport, colour scheme,
    locale).
    """
    with ExitStack() as open_contexts:

        def start(**wanted: object) -> Visitor:
            context = browser.new_context(**{"base_url": address, "locale": "nl", **wanted})
            open_contexts.callback(context.close)
            page = context.new_page()
            visitor = Visitor(page, [], [])
            context.on("request", lambda request: visitor.requested.append(request.url))
            page.on("console", lambda message: visitor.complaints.append(message.text))
            page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
            return visitor

        yield start
