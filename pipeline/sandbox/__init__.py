"""The process in which a query of the console runs: it can only read one file, for a limited time.

The package imports nothing of the project but its errors and barriers. ``nursery`` is a process
that has loaded it and forks for every query, ``worker`` is the forked code, ``statements`` decides
which queries only read, ``running`` is the client.
"""
