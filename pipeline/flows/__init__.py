"""The steps of the pipeline: each reads the remaining work from the log and records the result.

This is the only package where sources, log, store, parser, quality and warehouse meet. Every step
may run twice, concurrently with itself, or be killed: running it again completes the work.

In the order in which a paper passes them: ``listing``, ``fetching`` (of the papers that
``fetch_plans`` selects), ``acceptance``, ``publishing``; ``reviewing`` and ``review_prompt`` for
decisions by people, ``reparsing`` after a change of the parser. ``ingesting`` runs all of them in
one call, for the command line; ``tasks`` runs each step in one call, for the DAGs.
"""
