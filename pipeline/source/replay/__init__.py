"""The official source on loopback: a folder of papers served as the catalogue and the repository
serve them.

For tests, for the sample run, and for trying what happens when the source misbehaves. The folder is
described in ``catalogue_file``, scenarios in ``scenario``.
"""

from pipeline.source.replay.server import HOST, ReplayServer, main, serve

__all__ = ["HOST", "ReplayServer", "main", "serve"]
