"""The web interface, in Dutch and in English: letters, figures and a read-only SQL console.

``create_app`` returns it as one Starlette application. ``griffier open`` serves it on this machine,
and ``plugins/griffier_plugin.py`` serves the same application inside Airflow's UI, behind Airflow's
login. It only reads: every route answers GET, and every page opens the warehouse anew and so shows
the newest publish. Its parts and the reasons for them: docs/decisions/0010-page.md.

``app`` maps addresses to modules: ``home`` and ``searching``, ``listing``, ``paper_page`` (composed
of ``paper``, ``question_answers`` and ``highlights``), ``figures`` and ``citations`` (drawn by
``charts`` and ``graph``), ``query``, ``documents``. All of them receive the request as a
``RequestContext``.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.page.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- the module's own protocol
    """Import the application on first access: snippets are used without it."""
    if name != "create_app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipeline.page.app import create_app as created  # noqa: PLC0415

    return created
