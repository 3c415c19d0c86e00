"""A replay of the official source on loopback: a folder served as catalogue and repository.

It is for tests, for the sample run, and for trying failures of the source. ``catalogue_file``
describes the folder, ``scenario`` the scenarios.
"""

from pipeline.source.replay.server import HOST, ReplayServer, main, serve

__all__ = ["HOST", "ReplayServer", "main", "serve"]
