"""The columns for the rules on questions, answers and commitments."""

import re
from typing import TypeAlias

import polars as pl

from pipeline.parsing.language.parties import party_of
from pipeline.quality.prepare.columns import (
    Frames,
    characters,
    copies,
    found,
    ordinal_gap,
    with_letter,
    with_span,
)
from pipeline.quality.prepare.swallowed import (
    begins_asking,
    find_question_papers,
    heading_inside,
    in_first_person,
    questions_unnamed,
    times_asking,
)

LABEL = r"^(\d+)([a-z]?)$"
"""A number, or a number and the letter of a sub-question."""
PLACES = {letter: place for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz", 1)}
SHORTEST_LINE = 40
"""A shorter last line may be a heading, a name or a cell of a table, which need no full stop."""
OPEN = re.compile(r"[a-zà-ÿ,(“‘–-]")
"""The last character of a line that ends inside a sentence.

It is a lower-case letter, a comma, an opening bracket or quote, or a dash. A digit is not included,
as a table may end with one.
"""
LIST_ITEM = re.compile(r"^\s*(?:[-–—•·*▪◦]|\(?\w{1,3}[.)])\s")
"""The start of a list item, which often has no full stop."""
ADDRESS = re.compile(r"[/@]|www\.")
"""The signs of a web or mail address, which needs no full stop at the end of a line."""
OPENING = 40
"""The number of characters compared to detect that an answer begins with its question."""

Endings: TypeAlias = tuple[dict[str, str], dict[str, str]]
"""The last words by the id of the question or answer that they break off.

The first mapping is for texts that end there, the second for texts in which footnotes follow.
"""


def questions(frames: Frames, endings: Endings) -> pl.DataFrame:
    """Return the questions with checks of their labels, party groups and spans."""
    group = ["publication_id", "letter_id"]
    passages = with_span(frames, with_letter(frames, frames["question"])).sort(
        "publication_id", "ordinal", maintain_order=True
    )
    of_members = find_question_papers(frames)
    given = frames["question_answer"].group_by("publication_id", "question_id")
    passages = passages.join(
        given.agg(answers_given=pl.len().cast(pl.Int64)),
        on=["publication_id", "question_id"],
        how="left",
        maintain_order="left",
    )
    return (
        _ending(passages, "question_id", endings)
        .with_columns(
            _number=pl.col("label").str.extract(LABEL, 1).cast(pl.Int64, strict=False),
            _letter=pl.col("label")
            .str.extract(LABEL, 2)
            .replace_strict(PLACES, default=None, return_dtype=pl.Int64),
        )
        .with_columns(
            ordinal_gap(),
            characters(),
            row_id=pl.col("question_id"),
            text_length=pl.col("text").str.len_chars().cast(pl.Int64),
            party_known=_known(passages["party"]),
            party_missing=pl.col("party").is_null()
            & pl.col("party").is_not_null().any().over(group),
            party_asks=_party_asks(),
            labels_skipped=pl.min_horizontal(_skipped(*group, "party"), _skipped(*group)),
            label_copies=copies("letter_id", "party", "label"),
            text_copies=copies("text"),
            written_length=pl.when(pl.col("publication_id").is_in(list(of_members))).then(
                pl.col("text").str.len_chars().cast(pl.Int64)
            ),
            times_asking=times_asking(passages["text"], passages["publication_id"], of_members),
            in_first_person=in_first_person(
                passages["text"], passages["publication_id"], of_members
            ),
            heading_inside=heading_inside(passages["text"]),
            answers_given=pl.when(pl.col("publication_id").is_in(list(of_members))).then(
                pl.col("answers_given").fill_null(0)
            ),
            chars_shared=(
                pl.col("char_end").shift(1).over("publication_id", order_by="char_start")
                - pl.col("char_start")
            ).cast(pl.Int64),
        )
        .drop("_number", "_letter")
    )


def answers(frames: Frames, endings: Endings) -> pl.DataFrame:
    """Return the answers with their linked questions and checks of their spans."""
    by = ["publication_id", "answer_id"]
    asked = frames["question"].select("publication_id", "question_id", asked="text")
    linked = frames["question_answer"].join(
        asked, on=["publication_id", "question_id"], maintain_order="left"
    )
    linked = linked.group_by(by, maintain_order=True).agg(
        questions_answered=pl.len().cast(pl.Int64), asked=pl.col("asked").first()
    )
    given = with_span(frames, with_letter(frames, frames["answer"])).join(
        linked, on=by, how="left", maintain_order="left"
    )
    given = given.with_columns(questions_answered=pl.col("questions_answered").fill_null(0))
    opening = pl.col("asked").str.head(OPENING)
    return (
        _ending(given, "answer_id", endings)
        .with_columns(
            ordinal_gap(),
            characters(),
            row_id=pl.col("answer_id"),
            text_length=pl.col("text").str.len_chars().cast(pl.Int64),
            questions_unnamed=questions_unnamed(given, frames),
            begins_asking=begins_asking(
                given["text"], given["publication_id"], find_question_papers(frames)
            ),
            heading_inside=heading_inside(given["text"]),
            question_marks=pl.col("text").str.count_matches("?", literal=True).cast(pl.Int64),
            begins_with_question=pl.when(opening.str.len_chars() == OPENING).then(
                pl.col("text").str.starts_with(opening)
            ),
        )
        .drop("asked")
    )


def commitments(frames: Frames) -> pl.DataFrame:
    """Return the commitments with the answer that contains them and the deadline that they set."""
    by = ["publication_id", "answer_id"]
    inside = frames["answer"].select(*by, answer_start="char_start", answer_end="char_end")
    promised = with_span(frames, with_letter(frames, frames["commitment"]))
    return promised.join(inside, on=by, how="left", maintain_order="left").with_columns(
        characters(),
        row_id=pl.col("commitment_id"),
        answer_found=found(frames, "answer", "answer_id"),
        inside_answer=(pl.col("char_start") >= pl.col("answer_start"))
        & (pl.col("char_end") <= pl.col("answer_end")),
        days_to_due=(pl.col("due_on") - pl.col("letter_dated_on")).dt.total_days(),
    )


def unexplained_spans(frames: Frames) -> pl.DataFrame:
    """Return the unexplained spans with the columns that their rules read."""
    row_id = pl.concat_str("publication_id", pl.lit("/unexplained-"), "ordinal")
    return with_span(frames, frames["unexplained_span"]).with_columns(ordinal_gap(), row_id=row_id)


def _known(names: pl.Series) -> pl.Series:
    """Return True for each party group that the vocabulary contains under this exact name."""
    known = {name: None if name is None else party_of(name) == name for name in names.unique()}
    return pl.Series([known[name] for name in names], dtype=pl.Boolean)


def _party_asks() -> pl.Expr:
    """Return an expression: True if an asker's printed party is the question's party group."""
    askers = pl.col("askers").list.join("; ")
    has_party = askers.str.contains("(", literal=True) & pl.col("party").is_not_null()
    return pl.when(has_party).then(askers.str.contains(pl.lit("(") + pl.col("party"), literal=True))


def _skipped(*group: str) -> pl.Expr:
    """Return the number of labels missing between this question and the one before it in its group.

    Questions are in the order of the rows.
    """
    before = pl.col("_number").shift(1).over(*group)
    letter_before = pl.col("_letter").shift(1).over(*group).fill_null(0)
    letter_before = pl.when(pl.col("_number") == before).then(letter_before).otherwise(0)
    numbers = pl.col("_number") - before.fill_null(0) - 1
    letters = pl.col("_letter") - letter_before - 1
    return pl.max_horizontal(numbers, letters, 0)


def _ending(frame: pl.DataFrame, key: str, endings: Endings) -> pl.DataFrame:
    """Add the last words of the paper's last question or answer if it breaks off inside a sentence.

    They are in ``open_ending`` if the text ends there, in ``open_before_notes`` if footnotes
    follow.
    """
    whole, noted = (
        pl.lit(None, dtype=pl.String) if not words_by_id else _last_words(key, words_by_id)
        for words_by_id in endings
    )
    return frame.with_columns(open_ending=whole, open_before_notes=noted)


def _last_words(key: str, words_by_id: dict[str, str]) -> pl.Expr:
    return pl.col(key).replace_strict(words_by_id, default=None, return_dtype=pl.String)


def open_endings(frames: Frames) -> Endings:
    """Return the question or answer at which each broken-off paper ends, with its last words.

    The first mapping is for papers that end there, the second for those in which footnotes follow.
    """
    ends = ("publication_id", "char_start", "char_end")
    units = pl.concat(
        frames[table].select(*ends, unit=f"{table}_id") for table in ("question", "answer")
    )
    notes = (
        frames["reference"]
        .filter(pl.col("footnote").is_not_null())
        .group_by("publication_id")
        .agg("char_start")
    )
    cited = dict(notes.iter_rows())
    texts = dict(frames["publication_text"].select("publication_id", "text").iter_rows())
    whole, noted = {}, {}
    for publication, start, end, unit in (
        units.sort("char_end", "unit").unique("publication_id", keep="last").iter_rows()
    ):
        text = texts.get(publication, "")
        line = text[start:end].rstrip().rpartition("\n")[2]
        if not _breaks_off(line):
            continue
        rest = text[end:].lstrip()
        if not rest:
            whole[unit] = line[-SHORTEST_LINE:]
        elif _begins_with_note(len(text) - len(rest), rest, cited.get(publication, [])):
            noted[unit] = line[-SHORTEST_LINE:]
    return whole, noted


def _breaks_off(line: str) -> bool:
    if (
        len(line) < SHORTEST_LINE
        or LIST_ITEM.match(line)
        or ADDRESS.search(line.rpartition(" ")[2])
    ):
        return False
    return bool(OPEN.match(line[-1]))


def _begins_with_note(start: int, rest: str, cited: list[int]) -> bool:
    """Return True if the first line of the rest contains a citation that is in a footnote."""
    return any(start <= at < start + len(rest.partition("\n")[0]) for at in cited)


def corrections(frames: Frames) -> pl.DataFrame:
    """Return the corrections, with the end of their place compared with that of the text.

    A dropped correction is about another text, so it is not compared.
    """
    lengths = frames["publication_text"].select(
        "publication_id", _length=pl.col("text").str.len_chars().cast(pl.Int64)
    )
    past = pl.col("char_end") - pl.col("_length")
    return (
        frames["correction"]
        .join(lengths, on="publication_id", how="left", maintain_order="left")
        .with_columns(
            chars_past_end=pl.when(pl.col("state") != "dropped").then(past),
            row_id=pl.concat_str("publication_id", pl.lit("/correction-"), "number"),
        )
        .drop("_length")
    )
