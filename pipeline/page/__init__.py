"""The page: the letters, the figures and a read-only SQL console for people with a browser, in
Dutch and in English.

``create_app`` gives the whole of it as one Starlette application. ``griffier open`` serves it on
this machine, and ``plugins/griffier_plugin.py`` serves the same one inside Airflow's UI, behind
Airflow's login. It only reads: every route answers GET, every page opens the warehouse anew and so
shows the newest publish. Which parts it is built with, and why: docs/decisions/0010-page.md.

``app`` says which address is answered by which module: ``home`` and ``searching``, ``listing``,
``paper_page`` (as ``paper``, ``exchanges`` and ``marks`` make it up), ``figures`` and ``citations``
(drawn by ``charts`` and ``graph``), ``query``, ``documents``. A ``visit`` is the request as all of
them see it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.page.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- the module's own protocol
    """Import the application when it is asked for: snippets are wanted without it."""
    if name != "create_app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipeline.page.app import create_app as created  # noqa: PLC0415

    return created
