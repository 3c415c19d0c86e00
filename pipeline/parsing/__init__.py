"""Parser of a ``Document``: its letters, their questions and answers, ministers, references.

All functions are pure and do no I/O. ``outline`` labels each block, ``paper`` divides a paper
into letters (``letters``), questions and answers (``pairing``) by its ``kind``. ``ministers``
finds who signs, ``references`` and ``commitments`` find citations and promises. ``language`` and
``calendar`` recognise the phrases and dates that these packages share. ``pipeline.rows`` makes
rows of the result.
"""

PARSER_VERSION = "4"
"""Version of the parser, raised when the same document may give other rows than before."""
