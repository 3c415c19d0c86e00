"""Ready-made questions: every query of sql/queries/ as a page, as files and as a feed.

``/ask`` lists them, ``/ask/<name>?party=…`` answers one, ``/ask/<name>.xlsx?party=…`` is the same
answer as a file. The address contains the query's name and the values of its parameters, but no
SQL, so that a link stays valid when the SQL is corrected.

``questions`` defines the presentation of each query, ``choices`` the values of its parameters,
``answering`` runs it, ``cells`` writes its values, ``pages`` are the handlers.
"""
