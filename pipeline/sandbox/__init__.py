"""The process in which a query of the console runs: it can read one file, for a while, and do
nothing else.

It is a package apart, which imports nothing of the project but its errors. ``nursery`` is a process
that has loaded it and forks for every query, ``worker`` what the fork does, ``statements`` decides
which queries only read, ``running`` is the other side of it.
"""
