"""The event log: all facts and decisions of this project in one order, kept permanently.

``open_log`` gives the ``EventLog`` that a setting names: an SQLite file or a PostgreSQL database.
"""

from pipeline.log.eventlog import Decide, EventLog, open_log, utc_now
from pipeline.log.storage import Placed

__all__ = ["Decide", "EventLog", "Placed", "open_log", "utc_now"]
