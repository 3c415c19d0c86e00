"""The limited process pool in which documents from outside are read and parsed.

A document is hostile until it was read: 795 bytes of PDF can fill all memory and abort the process
that opens them. So each one is read by a worker process that may use so much processor time, memory
and output, may open no connection and write no file, and takes no other document down with it.

``task`` is what goes in and comes out, ``work`` the pure function that a worker runs, ``barriers``
what the kernel refuses it, ``worker`` its process and ``pool`` the processes together. Nothing that
a worker imports may import polars or pyarrow: with 1 GB of address space they cannot be loaded.
"""

from pipeline.isolation.pool import Pool, shared_pool
from pipeline.isolation.task import Limits, Outcome, Task

__all__ = ["Limits", "Outcome", "Pool", "Task", "shared_pool"]
