"""The limited process pool in which documents from outside are read and parsed.

Each document is read by a worker process with limits of processor time, memory and output, which
may open no connection and write no file, and affects no other document when it ends.

``task`` defines tasks and outcomes, ``work`` the pure function that a worker runs, ``worker`` its
process behind ``pipeline.barriers`` and ``pool`` the processes together. No
module that a worker imports may import polars or pyarrow: with 1 GB of address space they cannot be
loaded.

Why: a document can be hostile: 795 bytes of PDF can fill all memory and abort the process that
opens them.
"""

from pipeline.isolation.pool import Pool, shared_pool
from pipeline.isolation.task import Limits, Outcome, Task

__all__ = ["Limits", "Outcome", "Pool", "Task", "shared_pool"]
