"""Columns that more than one table needs."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

Frames = Mapping[str, pl.DataFrame]

HEAD = 30
"""Characters of a text that are looked at to tell whether it says anything at all."""
EDGE = 24
"""Characters at either end of a passage that must be found where its offsets point; only letters
and digits are compared where spaces, line breaks, hyphens or bullets tell clean text from canonical
text."""
MARGIN = 300
"""Characters of the canonical text in which those are looked for: a label and a mark or two may
stand before them."""
BY_DATE = "letter"
"""References of this kind name a letter by its date only: no register says which paper that is, so
they stay unresolved."""
BY_LETTER = ["publication_id", "letter_id"]
"""Rows are joined within their publication, so that no other paper in the batch can change what is
said of them."""
APART = "\0"
"""Stands between the parts of a joined key: no id and no file name holds it."""


def named_in(frame: pl.DataFrame, key: str, own: str | None = None) -> pl.Expr:
    """Whether the column ``own`` (``key`` itself if not told) names a row of ``frame`` in the same
    publication.
    """
    here = (
        frame.select(pl.concat_str("publication_id", key, separator=APART)).to_series().drop_nulls()
    )
    return pl.concat_str("publication_id", own or key, separator=APART).is_in(here.implode())


def found(frames: Frames, table: str, key: str, own: str | None = None) -> pl.Expr:
    """Whether what the column ``own`` names is there, as ``named_in``; NULL where it names
    nothing.
    """
    return pl.when(pl.col(own or key).is_not_null()).then(named_in(frames[table], key, own))


def with_letter(frames: Frames, frame: pl.DataFrame) -> pl.DataFrame:
    """Adds ``letter_found``, and the kind and date of the row's letter."""
    letter = frames["letter"].select(*BY_LETTER, letter_kind="kind", letter_dated_on="dated_on")
    return frame.with_columns(letter_found=found(frames, "letter", "letter_id")).join(
        letter, on=BY_LETTER, how="left", maintain_order="left"
    )


def ordinal_gap() -> pl.Expr:
    """How far the ordinal is from the row's place when the rows of its publication are counted from
    1.
    """
    return (
        (pl.col("ordinal") - pl.col("ordinal").rank("ordinal").over("publication_id"))
        .cast(pl.Int64)
        .alias("ordinal_gap")
    )


def characters() -> pl.Expr:
    """Letters and digits in the first characters of the row's text."""
    return (
        pl.col("text")
        .str.head(HEAD)
        .str.count_matches(r"[\p{L}\p{N}]")
        .cast(pl.Int64)
        .alias("characters")
    )


def copies(*columns: str) -> pl.Expr:
    """How many rows of this publication agree in these columns."""
    return pl.len().over("publication_id", *columns).cast(pl.Int64)


def questions_open(frames: Frames) -> pl.DataFrame:
    """The questions with ``open``: whether no answer is tied to them."""
    return frames["question"].with_columns(open=~named_in(frames["question_answer"], "question_id"))


def first_place(name: str, wanted: pl.Expr) -> list[pl.Expr]:
    """Where the first of the wanted rows of a group stands: ``<name>_start`` and ``<name>_end``."""
    start, end = (pl.col(column).filter(wanted) for column in ("char_start", "char_end"))
    return [
        start.min().cast(pl.Int64).alias(f"{name}_start"),
        end.sort_by(start).first().cast(pl.Int64).alias(f"{name}_end"),
    ]


def with_span(frames: Frames, frame: pl.DataFrame) -> pl.DataFrame:
    """Adds ``chars_past_end`` and ``text_at_span``: whether char_start and char_end point at the
    row's own words.

    The span is looked up in Python, whose text is indexed by character; Polars counts from the
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
    """Whether the words begin near the start of a span and end near its end; most do so to the
    letter.
    """
    first, last = words[:EDGE], words[-EDGE:]
    if first in head and last in tail:
        return True
    first, last = _letters(words[: 2 * EDGE])[:EDGE], _letters(words[-2 * EDGE :])[-EDGE:]
    return first in _letters(head) and last in _letters(tail)


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))
