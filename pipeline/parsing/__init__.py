"""A ``Document`` to rows: letters, questions, answers, ministers, references, commitments. Pure
functions, no I/O.

``paper`` reads one paper from beginning to end. It finds what each line announces (``outline``),
which kind of paper it is (``kind``), its letters (``letters``), what they ask and answer
(``pairing``) and who signs them (``ministers``); what is cited (``references``) and promised
(``commitments``) is added when all of it becomes rows (``rows``). ``language`` and ``calendar``
know the turns of phrase and the days that these share. ``accuracy`` measures the result against
gold.
"""

from pipeline.parsing.paper import PARSER_VERSION, parse, parse_file

__all__ = ["PARSER_VERSION", "parse", "parse_file"]
