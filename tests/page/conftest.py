"""The page as a visitor meets it: a real server on loopback, and a real browser."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

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
