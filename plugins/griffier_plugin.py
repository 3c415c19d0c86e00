"""The web interface inside Airflow's UI, behind its login: letters, quality report and Data Docs.

Interface: Airflow 3.3, "Plugins" (fastapi_apps, external_views).

Why: every Airflow process loads this file, including those of tasks, so it imports nothing heavy;
the page is made at the first request.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlsplit

from airflow.configuration import conf
from airflow.plugins_manager import AirflowPlugin

PREFIX = "/griffier"
BASE = urlsplit(conf.get("api", "base_url", fallback="")).path.rstrip("/") + PREFIX
"""Address of the page, also if Airflow itself is served under a path."""


class Guarded:
    """The page as an ASGI application, for users who may see Airflow's own website.

    Why: FastAPI checks dependencies for routes, not for mounted applications. So all requests pass
    through one route, which hands them on.
    """

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
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
            """A response that the page gives."""

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
    """Airflow's description of this plugin."""

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
