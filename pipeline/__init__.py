"""Event-sourced pipeline for the correspondence of the Dutch Senate and the government."""

__version__ = "0.2.0"
