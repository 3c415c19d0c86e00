"""The validation of a batch of parsed letters by the suites in expectations/.

It determines which publications are quarantined, and which load with a warning. Great Expectations
runs once for all tables of a batch. Its import takes seconds, so it happens inside the first call
of ``validate``. The reasons for this use: docs/decisions/0007-great-expectations.md.
"""

from pipeline.quality.data_docs import data_docs_due
from pipeline.quality.history import History, history
from pipeline.quality.outcome import DDL_SUITE, QualityOutcome, validate
from pipeline.quality.suites import Rule, Suite, rules, suite_version, suites

__all__ = [
    "DDL_SUITE",
    "History",
    "QualityOutcome",
    "Rule",
    "Suite",
    "data_docs_due",
    "history",
    "rules",
    "suite_version",
    "suites",
    "validate",
]
