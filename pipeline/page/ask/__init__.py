"""Ready-made questions: every query of sql/queries/ as a page, as files and as a feed.

``/ask`` lists them, ``/ask/<name>?party=…`` answers one, ``/ask/<name>.xlsx?party=…`` is the same
answer as a file. The address holds the query's name and the values of its parameters and nothing
of its SQL, so that a link keeps working when the SQL is mended.

``questions`` knows how each query is presented, ``choices`` what its parameters may be,
``answering`` runs it, ``cells`` and ``bars`` draw it, ``pages`` are the handlers.
"""
