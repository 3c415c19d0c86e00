"""Where letters come from: the official catalogue and repository, a folder of files, and a replay
of both.

docs/source.md says which module does what.
"""
