"""The DuckDB warehouse: built from the log and the stored batches, published as files that readers
open.

It holds no truth of its own. ``build`` brings the published file up to the log, ``rebuild`` makes
it from nothing, and both give equal tables. How a file is published, and why so:
docs/decisions/0006-warehouse-publishing.md.

``build`` decides what to write, ``load`` writes it (``papers``: rows out of the stored batches;
``rows`` and ``gaps``: rows out of the log; ``fulltext``: the index), ``publish`` swaps the file in
and ``reader`` opens it: the only part that is imported with the package, because commands that ask
need no other. ``export`` writes it for other programs; ``dictionary`` and ``diagram``
document it.
"""

from pipeline.warehouse.reader import connect, published_position, shown_log

__all__ = ["connect", "published_position", "shown_log"]
