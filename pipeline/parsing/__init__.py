"""Parser of a ``Document`` into rows: letters, questions, answers, references and so on.

All functions are pure and do no I/O. ``paper`` parses one paper: it labels each block
(``outline``), determines the kind of paper (``kind``), its letters (``letters``), their questions
and answers (``pairing``) and the ministers who sign them (``ministers``). ``references`` and
``commitments`` find citations and promises when ``rows`` builds the rows of the tables.
``language`` and ``calendar`` recognise the phrases and dates that these packages share.
``accuracy`` compares the result with the gold standard.
"""

from pipeline.parsing.paper import PARSER_VERSION, parse, parse_file

__all__ = ["PARSER_VERSION", "parse", "parse_file"]
