"""The preparation of a batch's tables as frames for the expectations.

Great Expectations reads one frame and one column at a time. Data that a rule needs from another
table, or from the words of a text, is put into a column here, so that the rule itself stays data.
Every prepared column depends only on the row's own publication; NULL means that the rule does not
apply to this row.
"""

from collections.abc import Mapping

import polars as pl

from pipeline.quality.prepare.links import ministers, question_answers, references
from pipeline.quality.prepare.papers import letters, publications, texts
from pipeline.quality.prepare.passages import (
    answers,
    commitments,
    corrections,
    open_endings,
    questions,
    unexplained_spans,
)
from pipeline.quality.prepare.publication_level import wholes


def prepare(frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return the prepared frames, one per suite, from frames that the DDL accepts.

    Each has its table's own columns, those prepared for its rules, and ``row_id``, the row's key as
    text. ``across_tables`` has one row for each publication that any table names.
    """
    endings = open_endings(frames)
    return {
        "publication": publications(frames),
        "publication_text": texts(frames),
        "letter": letters(frames),
        "question": questions(frames, endings),
        "answer": answers(frames, endings),
        "question_answer": question_answers(frames),
        "minister": ministers(frames),
        "reference": references(frames),
        "commitment": commitments(frames),
        "unexplained_span": unexplained_spans(frames),
        "correction": corrections(frames),
        "across_tables": wholes(frames),
    }
