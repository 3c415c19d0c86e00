"""A ``Document`` to rows: letters, questions, answers, ministers, references, commitments. Pure functions, no I/O."""

from pipeline.parsing.facts import Facts, Rows
from pipeline.reading.document import Document

PARSER_VERSION = "1"
"""Raised whenever the same document may give other rows than before."""


def parse(document: Document, facts: Facts) -> Rows:
    """The rows of one paper, by table; see ``pipeline.parsing.paper``."""
    from pipeline.parsing import paper

    return paper.parse(document, facts)
