"""Columns that more than one table needs."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

Frames = Mapping[str, pl.DataFrame]

HEAD = 200
"""Characters of a text that are looked at to tell whether it says anything at all."""
EDGE = 24
"""Letters and digits at either end of a passage that must be found where its offsets point."""
MARGIN = 300
"""Characters of the canonical text in which those are looked for: a label and a mark or two may stand before them."""
NOT_WORD = r"[^\p{L}\p{N}]+"
"""What clean text and canonical text may differ in: spaces, line breaks, hyphens, quotes, bullets."""


def found(frames: Frames, table: str, key: str, own: str | None = None) -> pl.Expr:
    """Whether the column ``own`` names a row of ``table``; NULL where it names none."""
    column = pl.col(own or key)
    return pl.when(column.is_not_null()).then(column.is_in(frames[table][key].drop_nulls().implode()))


def with_letter(frames: Frames, frame: pl.DataFrame) -> pl.DataFrame:
    """Adds ``letter_found``, and the kind and date of the row's letter."""
    letter = frames["letter"].select("letter_id", letter_kind="kind", letter_dated_on="dated_on")
    return frame.with_columns(letter_found=found(frames, "letter", "letter_id")).join(
        letter.unique("letter_id"), on="letter_id", how="left", maintain_order="left"
    )


def ordinal_gap() -> pl.Expr:
    """How far the ordinal is from the row's place when the rows of its publication are counted from 1."""
    return (pl.col("ordinal") - pl.col("ordinal").rank("ordinal").over("publication_id")).cast(pl.Int64).alias("ordinal_gap")


def characters() -> pl.Expr:
    """Letters and digits in the first characters of the row's text."""
    return pl.col("text").str.head(HEAD).str.count_matches(r"[\p{L}\p{N}]").cast(pl.Int64).alias("characters")


def copies(*columns: str) -> pl.Expr:
    """How many rows of this publication agree in these columns."""
    return pl.len().over("publication_id", *columns).cast(pl.Int64)


def with_span(frames: Frames, frame: pl.DataFrame) -> pl.DataFrame:
    """Adds ``chars_past_end`` and ``text_at_span``: whether char_start and char_end point at the row's own words.

    The span is looked up in Python, whose text is indexed by character; Polars counts from the start each time.
    """
    texts = dict(frames["publication_text"].select("publication_id", "text").iter_rows())
    spans = [
        (text := texts.get(publication, ""), text[start : min(end, start + MARGIN)], text[max(start, end - MARGIN) : end])
        for publication, start, end in frame.select("publication_id", "char_start", "char_end").iter_rows()
    ]
    text = pl.col("text").str
    past = pl.col("char_end") - pl.Series([len(text) for text, _, _ in spans], dtype=pl.Int64)
    opening = _letters(pl.lit(pl.Series([head for _, head, _ in spans], dtype=pl.String)))
    closing = _letters(pl.lit(pl.Series([tail for _, _, tail in spans], dtype=pl.String)))
    first = _letters(text.head(2 * EDGE)).str.head(EDGE)
    last = _letters(text.tail(2 * EDGE)).str.tail(EDGE)
    return frame.with_columns(
        chars_past_end=past,
        text_at_span=pl.when(past <= 0).then(
            opening.str.contains(first, literal=True) & closing.str.contains(last, literal=True)
        ),
    )


def _letters(words: pl.Expr) -> pl.Expr:
    return words.str.replace_all(NOT_WORD, "")
