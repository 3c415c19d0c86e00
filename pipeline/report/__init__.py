"""The data-quality report: one HTML file that needs no network.

It is for people who do not know Great Expectations. It reads only the published warehouse.

Why: it can be made again for any day to which the log can be replayed.
"""

from pipeline.report.page import write_report

__all__ = ["write_report"]
