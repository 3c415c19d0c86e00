"""Rows of one paper: parsed, corrected by persons, and assembled for the tables of sql/tables/.

All functions are pure and do no I/O.
"""

from pipeline.rows.composition import parse, parse_file

__all__ = ["parse", "parse_file"]
