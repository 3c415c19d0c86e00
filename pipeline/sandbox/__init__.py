"""The process in which a query of the console runs: it can read one file, for a while, and do
nothing else.

It is a package apart, which imports nothing of the project but its errors, because it starts anew
for every query.
"""
