"""The web interface, in Dutch and in English: letters, figures and a read-only SQL console.

``app.create_app`` returns it as one Starlette application. ``griffier open`` serves that on this
machine, and ``plugins/griffier_plugin.py`` inside Airflow's UI, behind Airflow's login. It only
reads: every route answers GET, but that of the form for corrections, which only Airflow has
(``paper.correcting``). Every page opens the warehouse anew and so shows the newest publish. Its
parts and the reasons for them: docs/decisions/0010-page.md.

``app`` maps addresses to modules: ``home`` and ``searching``, ``listing``, ``sql_console``,
``documents``, and the packages ``paper``, ``figures``, ``ask``, ``entities``, ``feeds`` and
``api``; ``serving`` has what stands around them. All of them receive the request as a
``RequestContext`` and query the warehouse by ``warehouse_rows``.
"""
