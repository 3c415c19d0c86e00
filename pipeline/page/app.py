"""The application: its routes, and the security headers of every response."""

from collections.abc import Awaitable, Callable

import duckdb
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.errors import ConfigurationError
from pipeline.page import (
    data,
    documents,
    home,
    listing,
    searching,
    sql_console,
)
from pipeline.page.api import about as about_api
from pipeline.page.api import create_api
from pipeline.page.ask import pages as ask
from pipeline.page.entities import pages as entities
from pipeline.page.entities.kinds import KINDS
from pipeline.page.feeds import handlers as feeds
from pipeline.page.figures import citation_graph
from pipeline.page.figures import pages as figures
from pipeline.page.paper import original, versions
from pipeline.page.paper import page as paper_page
from pipeline.page.paper.correcting import Corrector, correct
from pipeline.page.request_context import RequestContext
from pipeline.page.serving import crawling, health
from pipeline.page.serving.etags import etag, matches
from pipeline.page.serving.query_queue import Turns
from pipeline.page.serving.snapshots import Snapshots
from pipeline.settings import Settings
from pipeline.warehouse.reader import current_snapshot
from pipeline.warehouse.schema_check import outdated

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
"""The Content-Security-Policy: only our own files, no inline script or style.

Only our own origin (Airflow's UI) may frame a page.
"""

Handler = Callable[[RequestContext], Response]


def create_app(settings: Settings, corrector: Corrector | None = None) -> Starlette:
    """Return the web application for this warehouse, served alone or mounted under any path.

    With a ``corrector`` the page of a paper has the form to correct it, for whoever may.
    """
    snapshots = Snapshots(settings.warehouse_path, settings.publish)
    turns = Turns()
    # With a form the page differs by person, so no browser may keep it for another one.
    show_paper = _page if corrector else _kept
    app = Starlette(
        routes=[
            Route("/", _kept(home.home)),
            Route("/ask", _kept(ask.index)),
            Route("/ask/{file}", _kept(ask.question)),
            Route("/feeds", _kept(feeds.index)),
            Route("/feed.atom", _kept(feeds.everything)),
            Route("/follow/{row:path}", _kept(feeds.follow)),
            Route("/deadlines.ics", _kept(feeds.deadlines)),
            *(Route(f"/{kind}/{{id:path}}", _kept(entities.entity)) for kind in KINDS),
            Route("/versions/{publication_id:path}", _kept(versions.versions)),
            Route("/letters", _kept(listing.letters)),
            Route("/letters.{ending}", _page(listing.file)),
            Route("/search.{ending}", _page(searching.file)),
            Route("/take", _kept(data.take)),
            Route("/data/{file}", _page(data.data)),
            Route("/letter/{publication_id:path}", show_paper(paper_page.paper)),
            *(
                [Route("/correct/{publication_id:path}", correct, methods=["POST"])]
                * bool(corrector)
            ),
            Route("/original/{publication_id:path}", _page(original.original)),
            Route("/figures", _page(figures.first)),
            Route("/figures/times", _kept(figures.times)),
            Route("/figures/unanswered", _kept(figures.unanswered)),
            Route("/figures/commitments", _kept(figures.commitments)),
            Route("/figures/citations", _kept(citation_graph.citations)),
            Route("/figures/activity", _kept(figures.activity)),
            Route("/figures/freshness", _kept(figures.freshness)),
            Route("/sql", _query(sql_console.console, turns)),
            Route("/sql.{ending}", _query(sql_console.download, turns)),
            Route("/healthz", _page(health.healthz)),
            Route("/metrics", _page(health.metrics)),
            Route("/report", _page(documents.report)),
            Route("/report.css", _page(documents.report_style)),
            Route("/report/index.html", _page(documents.report)),
            Route("/data_docs/{file:path}", _page(documents.data_docs)),
            Route("/robots.txt", _kept(crawling.robots)),
            Route("/sitemap.xml", _kept(crawling.sitemap)),
            Route("/api", _kept(about_api.about)),
            Mount("/api/v1", create_api(settings, snapshots)),
            Mount("/static", StaticFiles(packages=[(__package__ or "", "static")])),
        ],
        middleware=[Middleware(SecurityHeaders), Middleware(Compressed)],
        exception_handlers={
            HTTPException: _no_page,
            ConfigurationError: _no_warehouse,
            duckdb.InterruptException: _too_slow,
            duckdb.Error: _no_answer,
            500: _fault,
        },
    )
    app.state.settings = settings
    app.state.snapshots = snapshots
    app.state.corrector = corrector
    return app


RENAMED_PARAMETERS = {"fraction": "party"}
"""Query parameters by their old name: such an address is redirected, so that old links work."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
"""The headers of every response."""


class SecurityHeaders:
    """A middleware that adds the headers which keep foreign code and frames out.

    A page may set its own policy.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with the headers added."""

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, told)


def _page(handler: Handler) -> Callable[[Request], Response]:
    """Return an endpoint that calls a handler with the context of the request.

    Why: it is not async, so it runs in a thread and a long query blocks no other request.
    """

    def endpoint(request: Request) -> Response:
        context = RequestContext.of(request)
        if RENAMED_PARAMETERS.keys() & request.query_params.keys():
            return RedirectResponse(context.renamed(RENAMED_PARAMETERS), 301)
        return handler(context)

    return endpoint


def _query(
    handler: Callable[[RequestContext, Turns], Awaitable[Response]], turns: Turns
) -> Callable[[Request], Awaitable[Response]]:
    """Answer a query without holding a thread while it waits."""

    async def endpoint(request: Request) -> Response:
        context = RequestContext.of(request)
        if RENAMED_PARAMETERS.keys() & request.query_params.keys():
            return RedirectResponse(context.renamed(RENAMED_PARAMETERS), 301)
        return await handler(context, turns)

    return endpoint


def _kept(handler: Handler) -> Callable[[Request], Response]:
    """Answer as ``_page`` does, with an ETag; a client that has this version gets 304.

    It is only for pages that depend on the snapshot, the address and the language alone.
    """

    def keeping(context: RequestContext) -> Response:
        snapshot = current_snapshot(context.settings.warehouse_path)
        accepted = context.request.headers.get("accept", "")
        plain = "lang" not in context.request.query_params  # which would set a cookie
        if snapshot is None or not plain or "json" in accepted:
            return handler(context)
        tag = etag(context, snapshot)
        headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Cookie, Accept-Language"}
        if matches(context.request, tag):
            return Response(status_code=304, headers=headers)
        answer = handler(context)
        if answer.status_code == 200:  # noqa: PLR2004
            answer.headers["ETag"] = tag
        return answer

    return _page(keeping)


class Compressed:
    """A middleware that compresses pages, feeds, JSON and CSV, but no compressed file."""

    PACKED = (".xlsx", ".parquet", ".duckdb", ".woff2")

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._packing = app, GZipMiddleware(app, minimum_size=1000, compresslevel=5)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, compressed if that saves bytes.

        A part of a file is sent as it is: its offsets count uncompressed bytes.
        """
        packed = str(scope.get("path", "")).endswith(self.PACKED)
        packed = packed or any(name == b"range" for name, _ in scope.get("headers", ()))
        await (self._app if packed else self._packing)(scope, receive, send)


def _no_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    path = RequestContext.of(request).path
    if status == 404 and path == "":  # mounted, and asked without the last slash  # noqa: PLR2004
        return RedirectResponse(f"{request.scope.get('root_path', '')}/")
    return RequestContext.of(request).render("message.html", {"what": "not_found"}, status=status)


def _no_warehouse(request: Request, _: Exception) -> Response:
    return RequestContext.of(request).render("message.html", {"what": "no_warehouse"}, status=503)


def _no_answer(request: Request, error: Exception) -> Response:
    if outdated(error, request.app.state.settings.warehouse_path) is None:
        raise error
    return RequestContext.of(request).render("message.html", {"what": "outdated"}, status=503)


def _too_slow(request: Request, _: Exception) -> Response:
    return RequestContext.of(request).render("message.html", {"what": "slow"}, status=503)


def _fault(request: Request, _: Exception) -> Response:
    answer = RequestContext.of(request).render("message.html", {"what": "fault"}, status=500)
    answer.headers.update(HEADERS)  # Starlette answers faults outside every middleware
    return answer
