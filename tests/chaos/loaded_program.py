"""The whole program, loaded once: each command of the chaos suite is forked from this process."""

import importlib
import pkgutil

import great_expectations as gx

import pipeline

NOT_LOADED = ("pipeline.page", "pipeline.airflow_provider", "pipeline.local_airflow")
"""Parts that serve pages or belong to Airflow: no command of the suite uses them."""

for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
    if not module.name.startswith(NOT_LOADED):
        importlib.import_module(module.name)
gx.get_context(mode="ephemeral")
