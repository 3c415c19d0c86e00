"""The data-quality report: one HTML file that needs no network, for people who do not know Great
Expectations.

It is read from the published warehouse only, so that it can be made again for any day that the log
can be replayed to.
"""

from pipeline.report.page import write_report

__all__ = ["write_report"]
