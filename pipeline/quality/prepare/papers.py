"""The columns for the rules on papers, their texts and their letters."""

import polars as pl

from pipeline.quality.prepare.columns import Frames, first_place, found, ordinal_gap, questions_open

HEAD = 200
"""The number of characters of a paper's text that are checked for letters and digits."""
GARBLED = r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F\u{E000}-\u{F8FF}\u{FFFD}]"
"""The characters of an unreadable font or encoding: control, private use and replacement ones."""
SEPTEMBER = 9
"""Month in which a session year (vergaderjaar) begins: on the third Tuesday."""
SESSION = r"^(\d{4})-(\d{4})$"


def session(column: str) -> tuple[pl.Expr, pl.Expr]:
    """Return the first year of a session year, and the difference to its second: 2024 and 1."""
    first, second = (pl.col(column).str.extract(SESSION, group).cast(pl.Int64) for group in (1, 2))
    return first, second - first


def publications(frames: Frames) -> pl.DataFrame:
    """Return the publications with comparisons of their dates, session year and text."""
    dated = frames["letter"].group_by("publication_id").agg(last_dated_on=pl.col("dated_on").max())
    first, span = session("session_year")
    known = pl.coalesce("published_on", "last_dated_on")
    return (
        frames["publication"]
        .join(dated, on="publication_id", how="left", maintain_order="left")
        .with_columns(
            row_id=pl.col("publication_id"),
            series_fits=pl.col("publication_id").str.starts_with(pl.col("series") + "-"),
            session_span=span,
            session_distance=first
            - (known.dt.year() - (known.dt.month() < SEPTEMBER).cast(pl.Int64)),
            days_unpublished=(pl.col("published_on") - pl.col("last_dated_on")).dt.total_days(),
        )
    )


def texts(frames: Frames) -> pl.DataFrame:
    """Return the canonical texts with their number of readable characters."""
    text = pl.col("text").str
    return frames["publication_text"].with_columns(
        row_id=pl.col("publication_id"),
        characters=text.head(HEAD).str.count_matches(r"[\p{L}\p{N}]").cast(pl.Int64),
        garbled_share=text.count_matches(GARBLED) / pl.max_horizontal(text.len_chars(), 1),
    )


def letters(frames: Frames) -> pl.DataFrame:
    """Return the letters with the days from request to reply and to the deadline.

    Each reply has what it leaves open.
    """
    requests = frames["letter"].select(
        "publication_id",
        pl.col("letter_id").alias("in_reply_to"),
        request_kind="kind",
        request_dated_on="dated_on",
        request_due_on="reply_due_on",
    )
    first = (
        frames["letter"]
        .filter(kind="request")
        .group_by("publication_id")
        .agg(first_request_dated_on=pl.col("dated_on").min())
    )
    by = ["publication_id", "in_reply_to"]
    replies = pl.col("kind").is_in(["reply", "deferral"])
    committees = frames["publication"].filter(kind="voorlopig_verslag")["publication_id"]
    # A request that a reply repeats often goes without its signature; the committee's own paper
    # does not.
    signed = (pl.col("kind") != "request") | pl.col("publication_id").is_in(committees.implode())
    return (
        frames["letter"]
        .join(requests, on=by, how="left", maintain_order="left")
        .join(first, on="publication_id", how="left", maintain_order="left")
        .join(
            _replied_to(frames),
            on=["publication_id", "letter_id"],
            how="left",
            maintain_order="left",
        )
        .with_columns(
            ordinal_gap(),
            row_id=pl.col("letter_id"),
            year=pl.col("dated_on").dt.year().cast(pl.Int64),
            request_found=found(frames, "letter", "letter_id", "in_reply_to"),
            asked_on=pl.when(replies).then(
                pl.coalesce("request_dated_on", "first_request_dated_on")
            ),
            days_to_due=(pl.col("reply_due_on") - pl.col("dated_on")).dt.total_days(),
            days_late=pl.when(kind="reply").then(
                (pl.col("dated_on") - pl.col("request_due_on")).dt.total_days()
            ),
            sender_missing=pl.when(signed).then(pl.col("sender").is_null()),
        )
        .with_columns(days_after_request=(pl.col("dated_on") - pl.col("asked_on")).dt.total_days())
    )


def _replied_to(frames: Frames) -> pl.DataFrame:
    """Return the numbers of questions, and of open ones, that each reply should answer.

    These are the questions of the letter that it replies to and those that only it repeats. A reply
    that does not name a letter should answer all questions of its paper.
    """
    replies = (
        frames["letter"]
        .filter(kind="reply")
        .select("publication_id", "in_reply_to", reply="letter_id")
    )
    questions = questions_open(frames).join(replies, on="publication_id")
    put_to_it = (pl.col("letter_id") == pl.col("in_reply_to")) | (
        pl.col("letter_id") == pl.col("reply")
    )
    return (
        questions.filter(pl.col("in_reply_to").is_null() | put_to_it)
        .group_by("publication_id", letter_id="reply")
        .agg(
            *first_place("unanswered", pl.col("open")),
            asked=pl.len().cast(pl.Int64),
            unanswered=pl.col("open").sum().cast(pl.Int64),
        )
        .with_columns(unanswered_share=pl.col("unanswered") / pl.col("asked"))
    )
