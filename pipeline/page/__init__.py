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

from pipeline.page.app import create_app

__all__ = ["create_app"]
