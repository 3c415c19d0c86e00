"""The event core: events, the aggregate they build, decisions about it, and deduplication.

Pure functions over values, in the terms of event sourcing:

* ``events``: everything that can happen to a publication, as frozen and versioned dataclasses;
* ``aggregate``: the state of one publication, folded from its events (``evolve``);
* ``decisions``: quarantine, release and rejection, and which version is accepted;
* ``deduplication``: of the events that a step offers, those that change the state;
* ``pending``: what a publication waits for, which the log keeps as a projection.

``pipeline.log`` stores the events; nothing here knows a database.
"""
