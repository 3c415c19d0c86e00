"""Judges a batch of parsed letters by the suites in expectations/: who may enter the warehouse, and
what is odd.

Great Expectations does the judging, once for all tables of a batch. Its import takes seconds, so it
happens inside the first call of ``validate``. Why it is used this way:
docs/decisions/0007-great-expectations.md.
"""

from pipeline.quality.history import History, history
from pipeline.quality.rulebook import Rule, Suite, rules, suite_version, suites
from pipeline.quality.verdict import DDL_SUITE, Verdict, validate

__all__ = [
    "DDL_SUITE",
    "History",
    "Rule",
    "Suite",
    "Verdict",
    "history",
    "rules",
    "suite_version",
    "suites",
    "validate",
]
