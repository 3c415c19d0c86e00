"""The steps of the pipeline: each asks the log what is left to do, does it, and writes what came of it.

The only place where sources, log, store, parser, quality and warehouse meet. Every step may run twice, at once with
itself, or be killed: running it again mends everything.
"""
