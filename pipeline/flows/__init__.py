"""The steps of the pipeline: each asks the log what is left to do, does it, and writes what came of
it.

The only place where sources, log, store, parser, quality and warehouse meet. Every step may run
twice, at once with itself, or be killed: running it again mends everything.

In the order of a paper's way: ``listing``, ``fetching`` (of what ``fetch_plans`` names),
``deciding``, ``publishing``; ``reviewing`` and ``asking`` where a person decides, ``reparsing``
where the parser changed. ``ingesting`` does all in one call, for the command line; ``tasks`` does
each step in one call, for the DAGs.
"""
