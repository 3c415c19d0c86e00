"""Rule columns that several tables share."""

from collections.abc import Mapping

import polars as pl

Frames = Mapping[str, pl.DataFrame]

HEAD = 30
"""The number of characters of a text that are checked for letters and digits."""
EDGE = 24
"""The number of characters at either end of a passage that must match at its offsets.

If spaces, line breaks, hyphens or bullets differ between clean and canonical text, only letters and
digits are compared.
"""
MARGIN = 300
"""The number of characters of the canonical text that are searched for them.

Why: a label and a footnote reference or two may precede them.
"""
BY_DATE = "letter"
"""The kind of references that identify a letter by its date only.

They stay unresolved: no register links a date to a paper.
"""
BY_LETTER = ["publication_id", "letter_id"]
"""The columns on which rows are joined with their letter.

Why: within one publication, no other paper of the batch can change the result.
"""
APART = "\0"
"""The separator between the parts of a joined key; no id and no file name contains it."""


def named_in(frame: pl.DataFrame, key: str, own: str | None = None) -> pl.Expr:
    """Return an expression: True if column ``own`` refers to a row of ``frame`` in its publication.

    ``own`` is ``key`` itself by default.
    """
    here = (
        frame.select(pl.concat_str("publication_id", key, separator=APART)).to_series().drop_nulls()
    )
    return pl.concat_str("publication_id", own or key, separator=APART).is_in(here.implode())


def found(frames: Frames, table: str, key: str, own: str | None = None) -> pl.Expr:
    """Return an expression as ``named_in`` does, NULL where the column ``own`` is NULL."""
    return pl.when(pl.col(own or key).is_not_null()).then(named_in(frames[table], key, own))


def with_letter(frames: Frames, frame: pl.DataFrame) -> pl.DataFrame:
    """Add ``letter_found``, and the kind and date of the row's letter."""
    letter = frames["letter"].select(*BY_LETTER, letter_kind="kind", letter_dated_on="dated_on")
    return frame.with_columns(letter_found=found(frames, "letter", "letter_id")).join(
        letter, on=BY_LETTER, how="left", maintain_order="left"
    )


def ordinal_gap() -> pl.Expr:
    """Return the ordinal minus the row's position in its publication, counted from 1."""
    return (
        (pl.col("ordinal") - pl.col("ordinal").rank("ordinal").over("publication_id"))
        .cast(pl.Int64)
        .alias("ordinal_gap")
    )


def characters() -> pl.Expr:
    """Return the number of letters and digits in the first characters of the row's text."""
    return (
        pl.col("text")
        .str.head(HEAD)
        .str.count_matches(r"[\p{L}\p{N}]")
        .cast(pl.Int64)
        .alias("characters")
    )


def copies(*columns: str) -> pl.Expr:
    """Return the number of rows of this publication with equal values in these columns."""
    return pl.len().over("publication_id", *columns).cast(pl.Int64)


def questions_open(frames: Frames) -> pl.DataFrame:
    """Return the questions with the column ``open``: True if no answer is linked to them."""
    return frames["question"].with_columns(open=~named_in(frames["question_answer"], "question_id"))


def first_place(name: str, wanted: pl.Expr) -> list[pl.Expr]:
    """Return the span of a group's first wanted row: ``<name>_start`` and ``<name>_end``."""
    start, end = (pl.col(column).filter(wanted) for column in ("char_start", "char_end"))
    return [
        start.min().cast(pl.Int64).alias(f"{name}_start"),
        end.sort_by(start).first().cast(pl.Int64).alias(f"{name}_end"),
    ]


def with_span(frames: Frames, frame: pl.DataFrame) -> pl.DataFrame:
    """Add ``chars_past_end`` and ``text_at_span``: True if the span contains the row's own words.

    Why: the span is looked up in Python, which indexes text by character; Polars counts from the
    start each time.
    """
    texts = dict(frames["publication_text"].select("publication_id", "text").iter_rows())
    past, held = [], []
    spans = (frame[name].to_list() for name in ("publication_id", "char_start", "char_end", "text"))
    for publication, start, end, words in zip(*spans, strict=True):
        text = texts.get(publication, "")
        past.append(end - len(text))
        held.append(
            _holds(
                text[start : min(end, start + MARGIN)], text[max(start, end - MARGIN) : end], words
            )
            if past[-1] <= 0
            else None
        )
    return frame.with_columns(
        chars_past_end=pl.Series(past, dtype=pl.Int64),
        text_at_span=pl.Series(held, dtype=pl.Boolean),
    )


def _holds(head: str, tail: str, words: str) -> bool:
    """Return True if the words begin near the start of a span and end near its end.

    Most match character by character; for the others only letters and digits are compared.
    """
    first, last = words[:EDGE], words[-EDGE:]
    if first in head and last in tail:
        return True
    first, last = _letters(words[: 2 * EDGE])[:EDGE], _letters(words[-2 * EDGE :])[-EDGE:]
    return first in _letters(head) and last in _letters(tail)


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))
