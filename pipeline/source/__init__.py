"""Sources of letters: the official catalogue and repository, a folder of files, and a replay.

docs/source.md describes the modules.
"""
