"""Griffier: the correspondence of the Eerste Kamer and the government, as a log of facts and tables
to query.
"""

__version__ = "0.2.0"
