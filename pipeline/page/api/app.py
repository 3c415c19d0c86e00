"""The FastAPI application of ``/api/v1``: a route for each list, question, paper and search."""

from collections.abc import Callable
from typing import Annotated, Any

import duckdb
from fastapi import FastAPI, Query, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from pipeline import __version__
from pipeline.errors import ConfigurationError, QueryRefused
from pipeline.page.api import answers
from pipeline.page.api.models import (
    LONGEST,
    MOST,
    TEXT,
    Paper,
    Problem,
    ReadyQuestions,
    Rows,
    page_model,
    query_model,
    question_model,
)
from pipeline.page.api.resources import RESOURCES, Resource
from pipeline.page.serving.etags import matches, request_etag
from pipeline.page.serving.snapshots import Snapshots
from pipeline.queries import NamedQuery, named_queries
from pipeline.settings import Settings
from pipeline.warehouse.reader import current_snapshot
from pipeline.warehouse.schema_check import outdated

VERSION = "1"
PROBLEMS: dict[int | str, dict[str, Any]] = {
    304: {"description": "Nothing changed since the answer with this ETag."},
    400: {"model": Problem, "description": "A value cannot be."},
    503: {"model": Problem, "description": "No warehouse of this version, or it took too long."},
}
MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Problem, "description": "Not held."}}
DESCRIPTION = """
The correspondence of the Dutch Senate and the government, as data. Read-only; no key is needed.
Rows come in the order of their key; `next` is the cursor of the next page. Names of fields are
those of the tables and views. Ask with `If-None-Match` to be told when nothing changed.
"""


def create_api(settings: Settings, snapshots: Snapshots) -> FastAPI:
    """Return the application that serves the warehouse of these settings."""
    api = FastAPI(
        title="Griffier",
        version=VERSION,
        summary=f"Griffier {__version__}",
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
    )
    api.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD"],
        expose_headers=["ETag"],
    )
    api.add_exception_handler(QueryRefused, _refused)
    api.add_exception_handler(ConfigurationError, _not_published)
    api.add_exception_handler(duckdb.InterruptException, _too_slow)
    api.add_exception_handler(duckdb.Error, _no_answer)
    api.state.settings, api.state.snapshots = settings, snapshots
    _Api(api, settings, snapshots)
    return api


class _Api:
    """The routes of one application."""

    def __init__(self, api: FastAPI, settings: Settings, snapshots: Snapshots) -> None:
        self._api, self._settings, self._snapshots = api, settings, snapshots
        for resource in RESOURCES.values():
            self._list(resource)
        self._get("/papers/{publication_id}", self.paper, Paper, MISSING, "One paper, whole")
        self._get("/search", self.search, Rows, {}, "Search questions and answers")
        self._get("/ask", self.questions, ReadyQuestions, {}, "The ready-made questions")
        for query in named_queries().values():
            self._question(query)

    def paper(self, request: Request, publication_id: str) -> Response:
        """Return all rows of a paper, and its text."""
        return self._answer(request, lambda connection: answers.paper(connection, publication_id))

    def search(
        self,
        request: Request,
        q: Annotated[str, Query(min_length=1, max_length=LONGEST, pattern=TEXT)],
        party: Annotated[str, Query(max_length=LONGEST, pattern=TEXT)] = "",
        cursor: Annotated[str | None, Query(max_length=LONGEST)] = None,
        limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
    ) -> Response:
        """Return questions and answers that hold the words, the best ones first."""
        return self._answer(
            request, lambda connection: answers.searched(connection, q, party, cursor, limit)
        )

    def questions(self, request: Request) -> Response:
        """Return the ready-made questions with their SQL."""
        base = str(request.url).partition("?")[0].rstrip("/")
        questions = [
            {
                "name": query.name,
                "title": query.title,
                "title_nl": query.title_nl,
                "grain": query.grain,
                "address": f"{base}/{query.name}",
                "sql": query.sql,
            }
            for query in named_queries().values()
        ]
        return self._answer(request, lambda _: {"data": questions})

    def _list(self, resource: Resource) -> None:
        def rows(request: Request, query: BaseModel) -> Response:
            parameters = query.model_dump()
            chosen = {
                name: value for name in resource.filters if (value := parameters[name]) is not None
            }
            return self._answer(
                request,
                lambda connection: answers.listed(
                    connection,
                    resource,
                    chosen,
                    parameters["fields"],
                    parameters["cursor"],
                    parameters["limit"],
                ),
            )

        model: Any = Annotated[query_model(resource), Query()]
        rows.__annotations__ = {"request": Request, "query": model, "return": Response}
        rows.__name__ = resource.name
        self._get(f"/{resource.name}", rows, page_model(resource), {}, resource.meaning)

    def _question(self, query: NamedQuery) -> None:
        def rows(request: Request, asked: BaseModel) -> Response:
            told = asked.model_dump(mode="json", exclude_none=True)
            cursor, limit = told.pop("cursor", None), told.pop("limit")
            given = {
                name: str(value).lower() if isinstance(value, bool) else str(value)
                for name, value in told.items()
            }
            return self._answer(
                request,
                lambda connection: answers.answered(connection, query.name, given, cursor, limit),
            )

        model: Any = Annotated[question_model(query), Query()]
        rows.__annotations__ = {"request": Request, "asked": model, "return": Response}
        rows.__name__ = f"ask_{query.name}"
        self._get(f"/ask/{query.name}", rows, Rows, {}, query.title)

    def _get(
        self,
        path: str,
        handler: Callable[..., Response],
        model: type[BaseModel],
        more: dict[int | str, dict[str, Any]],
        summary: str,
    ) -> None:
        self._api.add_api_route(
            path,
            handler,
            methods=["GET"],
            response_model=model,
            responses={**PROBLEMS, **more},
            summary=summary,
        )

    def _answer(
        self, request: Request, ask: Callable[[duckdb.DuckDBPyConnection], Any]
    ) -> Response:
        """Return the result of a query on the warehouse as JSON, or 304 if the client has it."""
        snapshot = current_snapshot(self._settings.warehouse_path)
        tag = request_etag(request, snapshot) if snapshot else ""
        headers = {"ETag": tag, "Cache-Control": "no-cache"} if tag else {}
        if tag and matches(request, tag):
            return Response(status_code=304, headers=headers)
        with self._snapshots.connect() as connection:
            content = ask(connection)
        if content is None:
            return JSONResponse({"detail": "No such paper is held."}, 404)
        return JSONResponse(content, headers=headers)


def _refused(_: Request, error: Exception) -> Response:
    return JSONResponse({"detail": str(error)}, 400)


def _not_published(_: Request, error: Exception) -> Response:
    return JSONResponse({"detail": str(error)}, 503)


def _too_slow(_: Request, __: Exception) -> Response:
    return JSONResponse({"detail": "This took too long and was stopped: narrow it."}, 503)


def _no_answer(request: Request, error: Exception) -> Response:
    if outdated(error, request.app.state.settings.warehouse_path) is None:
        raise error
    detail = "The warehouse was made by another version of griffier: run griffier rebuild."
    return JSONResponse({"detail": detail}, 503)
