"""The command ``griffier``: every flow for people, and for programs with ``--json``."""

from pipeline.cli.main import main

__all__ = ["main"]
