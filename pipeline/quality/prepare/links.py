"""The columns for the rules on question-answer links, signatures and references."""

import polars as pl

from pipeline.parsing.ministers.register import tenures
from pipeline.quality.prepare.columns import (
    BY_DATE,
    Frames,
    copies,
    found,
    ordinal_gap,
    with_letter,
    with_span,
)
from pipeline.quality.prepare.papers import session


def question_answers(frames: Frames) -> pl.DataFrame:
    """Return the question-answer links with checks of both ends and the count of questions."""
    by = ["publication_id", "question_id"]
    spans = frames["question"].select(*by, "char_start", "char_end")
    relation = pl.col("relation")
    return (
        frames["question_answer"]
        .join(spans, on=by, how="left", maintain_order="left")
        .with_columns(
            row_id=pl.col("question_id") + " " + pl.col("answer_id"),
            question_found=found(frames, "question", "question_id"),
            answer_found=found(frames, "answer", "answer_id"),
            referred_found=found(frames, "question", "question_id", "refers_to_question_id"),
            refers_to_itself=pl.col("refers_to_question_id") == pl.col("question_id"),
            own_sharers=pl.when(relation == "own").then(copies("answer_id")),
            shared_sharers=pl.when(relation == "shared").then(copies("answer_id")),
        )
    )


def ministers(frames: Frames) -> pl.DataFrame:
    """Return the signatures with checks of office and ministry."""
    signed = with_letter(frames, frames["minister"])
    minister = pl.col("role") != "minister-president"
    named = pl.col("portfolio").is_not_null()
    covered = ~pl.col("on_behalf") & (
        pl.col("letter_dated_on") >= min(tenure.first for tenure in tenures())
    ).fill_null(value=True)
    return signed.with_columns(
        ordinal_gap(),
        row_id=pl.col("minister_id"),
        ministry_known=pl.when(named & covered).then(pl.col("ministry_id").is_not_null()),
        ministry_told=pl.when(named & ~covered).then(pl.col("ministry_id").is_not_null()),
        portfolio_missing=pl.when(minister).then(pl.col("portfolio").is_null()),
        name_missing=pl.when(~pl.col("on_behalf")).then(pl.col("name").is_null()),
    )


def references(frames: Frames) -> pl.DataFrame:
    """Return the references with checks of their location, target, and target format by kind."""
    resolved = pl.col("status") == "resolved"
    cited = with_span(frames, with_letter(frames, frames["reference"]))
    texts = frames["publication_text"].select(
        "publication_id", _text=pl.col("text").str.len_chars().cast(pl.Int64)
    )
    return (
        cited.join(texts, on="publication_id", how="left", maintain_order="left")
        .with_columns(
            row_id=pl.col("reference_id"),
            passage_found=pl.min_horizontal(
                found(frames, "question", "question_id"), found(frames, "answer", "answer_id")
            ),
            pointed_found=found(frames, "question", "question_id", "target_question_id"),
            mark_past_end=pl.col("mark_position") - pl.col("_text").fill_null(0),
            resolved_without_target=pl.when(resolved).then(pl.col("target").is_null()),
            kind_and_target=pl.col("kind") + " " + pl.col("target"),
            session_span=session("session_year")[1],
            is_resolved=pl.when(pl.col("kind") != BY_DATE).then(resolved.cast(pl.Int64)),
        )
        .drop("_text")
    )
