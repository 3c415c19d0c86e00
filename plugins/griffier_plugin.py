"""The web interface inside Airflow's UI, behind its login: letters, quality report and Data Docs.

Interface: Airflow 3.3, "Plugins" (fastapi_apps, external_views).

Why: every Airflow process loads this file, including those of tasks, so it imports nothing heavy;
the page is made at the first request.
"""

import logging
import secrets
from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlsplit

from airflow.configuration import conf
from airflow.plugins_manager import AirflowPlugin

PREFIX = "/griffier"
BASE = urlsplit(conf.get("api", "base_url", fallback="")).path.rstrip("/") + PREFIX
"""Address of the page, also if Airflow itself is served under a path."""


REVIEWS = "review_quarantine"
"""DAG with the prompts of reviewers. A user who may answer them may also correct papers."""

BUILD = "build_warehouse"
"""DAG that parses a paper again with its corrections."""

logger = logging.getLogger(__name__)


class Guarded:
    """The page as an ASGI application, for users who may see Airflow's own website.

    Why: FastAPI checks dependencies for routes, not for mounted applications. So all requests pass
    through one route, which forwards them.
    """

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        await self._app(scope, receive, send)

    @cached_property
    def _app(self) -> Any:
        from airflow.api_fastapi.app import get_auth_manager
        from airflow.api_fastapi.auth.managers.models.resource_details import (
            AccessView,
            DagAccessEntity,
            DagDetails,
        )
        from airflow.api_fastapi.core_api.security import get_user, requires_access_view
        from airflow.sdk import BaseHook
        from fastapi import Depends, FastAPI, Response

        from pipeline.page.app import create_app
        from pipeline.page.paper.correcting import PERSON, Corrector
        from pipeline.settings import settings, use_connections

        use_connections(BaseHook.get_connection)
        secret = conf.get("api", "secret_key", fallback="") or secrets.token_hex()
        page = create_app(settings(), Corrector(secret.encode(), record_and_build))

        class Onward(Response):
            """Response of the page for this person."""

            def __init__(self, person: str | None) -> None:
                super().__init__()
                self._person = person

            async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
                await page({**scope, PERSON: self._person}, receive, send)

        def reviewer(user: Any = Depends(get_user)) -> str | None:  # noqa: B008 -- FastAPI's own way
            """Return the name of a user who may answer the prompts of the review, else None."""
            may_review = get_auth_manager().is_authorized_dag(
                method="PUT",
                access_entity=DagAccessEntity.HITL_DETAIL,
                details=DagDetails(id=REVIEWS),
                user=user,
            )
            return user.get_name() if may_review else None

        guard = FastAPI(
            dependencies=[Depends(requires_access_view(AccessView.WEBSITE))],
            openapi_url=None,
            docs_url=None,
            redoc_url=None,
        )

        async def onward(person: Any = Depends(reviewer)) -> Any:  # noqa: B008 -- as above
            return Onward(person)

        # FastAPI checks the login before the page sees a request; the page checks the form.
        guard.api_route("/correct/{path:path}", methods=["POST"])(onward)
        guard.api_route("/{path:path}", methods=["GET", "HEAD"])(onward)
        return guard


def record_and_build(publication_id: str, person: str, fields: Mapping[str, str]) -> int:
    """Record a correction from the form, and start a build that reads the paper with it."""
    from airflow.api.common.trigger_dag import trigger_dag
    from airflow.utils.types import DagRunTriggeredByType

    from pipeline.flows.correcting import record_form

    number = record_form(publication_id, person, fields)
    try:
        trigger_dag(BUILD, triggered_by=DagRunTriggeredByType.UI, triggering_user_name=person)
    except Exception as error:  # noqa: BLE001 -- the correction is kept; the clock starts a build too
        logger.warning("%s was not started for a correction: %s", BUILD, error)
    return number


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
