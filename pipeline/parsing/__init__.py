"""A ``Document`` to rows: letters, questions, answers, ministers, references, commitments. Pure functions, no I/O."""

from pipeline.parsing.paper import PARSER_VERSION, parse

__all__ = ["PARSER_VERSION", "parse"]
