"""The DuckDB warehouse: built from the log and the stored batches, published as files for readers.

It has no data of its own. ``build`` brings the published file up to the log, ``rebuild`` makes it
from nothing, and both give equal tables. docs/decisions/0006-warehouse-publishing.md describes how
a file is published, and why.

``build`` decides what to write, ``load`` writes it (``papers``: rows from the stored batches;
``rows`` and ``dossier_gaps``: rows from the log; ``fulltext``: the index), ``publish`` swaps the
file in and ``reader`` opens it. ``export`` writes it for other programs; ``dictionary`` and
``diagram`` document it.

Why: only ``reader`` is imported with the package, because commands that read need no other part.
"""

from pipeline.warehouse.reader import connect, published_position, shown_log

__all__ = ["connect", "published_position", "shown_log"]
