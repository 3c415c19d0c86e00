"""The page inside Airflow's UI, behind Airflow's login: the letters, the data-quality report and
Data Docs.

Every Airflow process loads this file, a task's too, so it imports nothing heavy: the page is made
when it is first asked for. Interface: Airflow 3.3, "Plugins" (fastapi_apps, external_views).
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlsplit

from airflow.configuration import conf
from airflow.plugins_manager import AirflowPlugin

PREFIX = "/griffier"
BASE = urlsplit(conf.get("api", "base_url", fallback="")).path.rstrip("/") + PREFIX
"""Where the page is, also where Airflow itself is served under a path."""


class Guarded:
    """The page as an ASGI application that answers nobody whom Airflow does not let see its own
    website.

    FastAPI asks its dependencies for routes, not for applications mounted in it. So everything goes
    through one route, and that route hands the request on.
    """

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answers one request."""
        await self._app(scope, receive, send)

    @cached_property
    def _app(self) -> Any:
        from airflow.api_fastapi.auth.managers.models.resource_details import AccessView
        from airflow.api_fastapi.core_api.security import requires_access_view
        from fastapi import Depends, FastAPI, Response

        from pipeline.page import create_app
        from pipeline.settings import settings

        page = create_app(settings())

        class Onward(Response):
            """An answer that the page gives."""

            async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
                await page(scope, receive, send)

        guard = FastAPI(
            dependencies=[Depends(requires_access_view(AccessView.WEBSITE))],
            openapi_url=None,
            docs_url=None,
            redoc_url=None,
        )

        @guard.api_route("/{path:path}", methods=["GET", "HEAD"])
        async def onward() -> Response:
            return Onward()

        return guard


class GriffierPlugin(AirflowPlugin):
    """What Airflow reads."""

    name = "griffier"
    fastapi_apps: ClassVar[list[Any]] = [
        {"app": Guarded(), "url_prefix": PREFIX, "name": "Griffier"}
    ]
    external_views: ClassVar[list[Any]] = [
        {
            "name": "Griffier",
            "href": f"{BASE}/",
            "destination": "nav",
            "nav_top_level": True,
            "url_route": "griffier",
            "icon": f"{BASE}/static/griffier.svg",
        },
        {
            "name": "Data quality",
            "href": f"{BASE}/report",
            "destination": "nav",
            "category": "browse",
            "url_route": "griffier-report",
        },
        {
            "name": "Data Docs",
            "href": f"{BASE}/data_docs/",
            "destination": "nav",
            "category": "browse",
            "url_route": "griffier-data-docs",
        },
    ]
