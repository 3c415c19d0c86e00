"""The columns for the rules across tables: one row per publication.

A row has the numbers of the publication's rows, and what its own text announces.
"""

import re
from collections.abc import Callable

import polars as pl

from pipeline.parsing.language.parties import named
from pipeline.quality.prepare.columns import BY_DATE, Frames, first_place, named_in, questions_open
from pipeline.quality.prepare.swallowed import ASKED_OF

EXCHANGES = (
    "verslag_schriftelijk_overleg",
    "voorlopig_verslag",
    "memorie_van_antwoord",
    "nota_naar_aanleiding_van_het_verslag",
)
"""Kinds of paper that ask or answer by their nature; a committee may, rarely, have nothing to ask.
"""

ORAL_QUESTIONS = r"(?m)^Mondelinge\svragen\svan\s"
"""The head of oral questions: their paper only announces them, the Proceedings have their words.

Seen in: kv-tk-2024Z18775.
"""
ANNEX_OF_ANSWERS = r"(?m)^Antwoorden\s(?:van|op)\s.{0,200}vragen\s(?:van|over|en)\s"
"""The title of an annex with the answers of a minister: "Antwoorden van de Minister op de vragen".

Seen in: the letter of 7 November 2023 about question 2023Z16994.
"""
ANSWER_HEADING = (
    r"(?m)^(?:(?i:antwoord(?:en)?|reactie|beantwoording)(?:\s(?:op\s)?(?:de\s)?vra(?:ag|gen))?"
    r"(?:\s\d{1,3}[a-z]?(?:(?:,\s|\sen\s|,\sen\s|\st/m\s)\d{1,3}[a-z]?){0,8})?)\s?[.:]?$"
)
"""A line that is only the heading of an answer: Antwoord 3, Antwoord op vraag 2 en 3:, Reactie."""
QUESTION_NUMBER = r"Vraag\s\d{1,3}(?:\n|\s{1,8}[A-Z«])"
"""The number of a question above its words, also if text extraction merged columns."""
BEFORE_QUESTION = 30
"""The number of characters before a question in which its number is looked for."""
NUMBER = re.compile(r"\d{1,3}[a-z]{0,4}")
SEVERAL = 4
"""The number of question marks from which the only question of a paper may hold several."""
FEWEST_HEADINGS = 3
"""The number of answer headings below which their count is not compared."""

NUMBERS = ("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
ANNOUNCED_QUESTIONS = (
    r"(?i)\b(?:de|deze|uw|onderstaande|volgende|bijgaande)\s"  # "beantwoording van de 30 vragen"
    rf"(\d{{1,3}}|{'|'.join(NUMBERS)})\s"
    r"(?:schriftelijke\s|aanvullende\s|nadere\s|feitelijke\s)?vragen\b"
)
"""The number of questions that a letter announces.

A phrase for a part of them ("de twee vragen van D66") gives a smaller number than the total.
"""
ON_BEHALF = (
    r"(?i)\bmede\snamens\s(?:de|mijn|zijn|haar)\s(?:[a-z]+\s){0,3}?(?:minister|staatssecretaris)"
)
"""A reply that is also given for another office: "mede namens de Staatssecretaris van …"."""
ASKING_PARTIES = re.compile(r"\bfracties\b[^.\n]{0,400}\bvragen\b")
"""The sentence in which a committee names the groups with questions.

Example: "De leden van de fracties van A, B en C hebben … vragen".
"""

NAMED_GROUP = re.compile(
    r"\b[Ll]eden\svan\sde\s(?:"
    r"([A-ZÀ-Þ0-9][^\s,.;:()]{0,40}?)-fractie\b"
    r"|fractie\svan\s(?:de\s|het\s)?([A-ZÀ-Þ0-9][^\s,.;:()]{0,40}(?:\s(?:van|voor|de|der|het|en|[A-ZÀ-Þ][^\s,.;:()]{0,40})){0,6})"
    r")"
)
"""A group's members, as headings and sentences name them.

Example: "de leden van de SP-fractie", "van de fractie van de SP".
"""
PLAIN_START = re.compile(r"eden\svan\sde\s")
"""The literal text of ``NAMED_GROUP`` from its second letter, as a pre-filter.

Why: plain letters at the start are found many times as fast.
"""


def wholes(frames: Frames) -> pl.DataFrame:
    """Return one row per publication in any table: its counts, gaps and announcements."""
    named_anywhere = pl.concat(frame.select("publication_id") for frame in frames.values()).unique(
        maintain_order=True
    )
    replied = pl.col("replies") > 0
    text = pl.col("text").str
    counts = (
        named_anywhere.join(_kinds(frames), on="publication_id", how="left", maintain_order="left")
        .join(_texts(frames), on="publication_id", how="left", maintain_order="left")
        .join(_letters(frames), on="publication_id", how="left", maintain_order="left")
        .join(_counts(frames), on="publication_id", how="left", maintain_order="left")
        .join(_missing_numbers(frames), on="publication_id", how="left", maintain_order="left")
        .join(_printed_numbers(frames), on="publication_id", how="left", maintain_order="left")
        .with_columns(
            numbers_missing=pl.when(pl.col("kind").is_in(ASKED_OF)).then("numbers_missing"),
            numbers_printed=pl.when(pl.col("kind").is_in(ASKED_OF)).then("numbers_printed"),
        )
        .with_columns(
            pl.col(
                "^(questions|answers|references|resolvable|unanswered|unresolved|requests|replies|.*_rows)$"
            ).fill_null(0)
        )
        .with_columns(
            row_id=pl.col("publication_id"),
            has_publication=pl.col("kind").is_not_null(),
            has_text=pl.col("text").is_not_null(),
            questions_asked=pl.when(
                pl.col("kind").is_in(ASKED_OF) & ~text.contains(ORAL_QUESTIONS)
            ).then("questions"),
            unanswered_share=pl.when(replied & (pl.col("questions") > 0)).then(
                pl.col("unanswered") / pl.col("questions")
            ),
            unresolved_share=pl.when(pl.col("resolvable") > 0).then(
                pl.col("unresolved") / pl.col("resolvable")
            ),
            exchanged=pl.when(pl.col("kind").is_in(EXCHANGES)).then("questions"),
            annex_unread=pl.when(pl.col("questions") + pl.col("answers") == 0).then(
                text.contains(ANNEX_OF_ANSWERS)
            ),
            lacks_letter=pl.when(kind="verslag_schriftelijk_overleg").then(
                (pl.col("requests") == 0) | (pl.col("replies") + pl.col("deferral_rows") == 0)
            ),
            on_behalf_missing=pl.when(replied).then(
                text.contains(ON_BEHALF) & (pl.col("on_behalf_rows") == 0)
            ),
            questions_announced=text.extract_all(ANNOUNCED_QUESTIONS)
            .list.eval(_number(pl.element().str.extract(ANNOUNCED_QUESTIONS, 1)))
            .list.max(),
            parties_missing=_parties_missing(frames, named_anywhere["publication_id"]),
            party_unknown=pl.col("text").map_elements(_unknown_name, return_dtype=pl.String),
        )
        .with_columns(
            **_shape(),
            questions_short=pl.when(pl.col("questions") > 0).then(
                pl.col("questions_announced") - pl.col("questions")
            ),
        )
    )
    return counts.with_columns(
        *_place("on_behalf", counts, pl.col("on_behalf_missing"), re.compile(ON_BEHALF).search),
        *_place("announced_questions", counts, pl.col("questions_short") > 0, _announcing),
        *_place(
            "announced_parties",
            counts,
            pl.col("parties_missing").is_not_null(),
            ASKING_PARTIES.search,
        ),
        *_place("unknown_party", counts, pl.col("party_unknown").is_not_null(), _unknown_group),
    ).drop("text")


def _shape() -> dict[str, pl.Expr]:
    """Return the columns that compare the rows with the headings that the paper prints.

    ``answer_headings_read`` is the share of printed answer headings for which there is an answer,
    for papers that print at least a few. ``question_numbers_read`` also counts for a paper of any
    other kind in which no question was found.

    Seen in: 2026Z04886, written questions without their head, of which the kind is unknown.
    """
    headings = pl.col("text").str.count_matches(ANSWER_HEADING).cast(pl.Int64)
    numbers = pl.col("text").str.extract_all(QUESTION_NUMBER).list.unique().list.len()
    return {
        "question_numbers": numbers.cast(pl.Int64),
        "question_numbers_read": pl.when(
            (numbers >= FEWEST_HEADINGS)
            & (pl.col("kind").is_in(ASKED_OF) | (pl.col("questions") == 0))
        ).then((pl.col("questions") / numbers).clip(0, 1)),
        "answer_headings": headings,
        "answer_headings_read": pl.when(
            (headings >= FEWEST_HEADINGS)
            & pl.col("kind").is_in([*ASKED_OF, *EXCHANGES])
            & (pl.col("deferral_rows").fill_null(0) == 0)
        ).then((pl.col("answers") / headings).clip(0, 1)),
    }


def _missing_numbers(frames: Frames) -> pl.DataFrame:
    """Return, by publication, the share of printed question numbers that no question has.

    Numbers count from 1 within a letter and party group.
    """
    number = pl.col("label").str.extract(r"^(\d{1,3})(?:[a-z]{0,4})$").cast(pl.Int64)
    return (
        frames["question"]
        .with_columns(number=number)
        .drop_nulls("number")
        .group_by("publication_id", "letter_id", "party")
        .agg(pl.col("number").max().alias("last"), pl.col("number").n_unique().alias("known"))
        .group_by("publication_id")
        .agg(numbers_missing=1 - pl.col("known").sum() / pl.col("last").sum())
    )


def _printed_numbers(frames: Frames) -> pl.DataFrame:
    """Return, by publication, the share of questions whose number is printed before their words.

    NULL for a publication with one question that asks less than ``SEVERAL`` times. A joint number
    is printed before the first of its questions only.
    """
    texts = dict(frames["publication_text"].select("publication_id", "text").iter_rows())
    columns = ("publication_id", "label", "char_start", "text")
    shares: dict[str, list[bool]] = {}
    last: dict[str, str] = {}
    asking: dict[str, int] = {}
    for paper, label, start, text in frames["question"].select(columns).iter_rows():
        above = texts.get(paper, "")[max(0, start - BEFORE_QUESTION) : start]
        numbers = NUMBER.findall(above) or last.get(paper, "").split()
        last[paper] = " ".join(numbers)
        shares.setdefault(paper, []).append(NUMBER.match(label) is None or label in numbers)
        asking[paper] = asking.get(paper, 0) + text.count("?")
    several = {
        paper: printed
        for paper, printed in shares.items()
        if len(printed) > 1 or asking[paper] >= SEVERAL
    }
    return pl.DataFrame(
        {
            "publication_id": list(several),
            "numbers_printed": [sum(printed) / len(printed) for printed in several.values()],
        },
        schema={"publication_id": pl.String, "numbers_printed": pl.Float64},
    )


def _kinds(frames: Frames) -> pl.DataFrame:
    return frames["publication"].select("publication_id", "kind", "explained_share")


def _texts(frames: Frames) -> pl.DataFrame:
    return frames["publication_text"].select("publication_id", "text")


def _letters(frames: Frames) -> pl.DataFrame:
    signed = named_in(frames["minister"], "letter_id")
    return (
        frames["letter"]
        .group_by("publication_id")
        .agg(
            requests=(pl.col("kind") == "request").sum().cast(pl.Int64),
            replies=(pl.col("kind") == "reply").sum().cast(pl.Int64),
            deferral_rows=(pl.col("kind") == "deferral").sum().cast(pl.Int64),
            unsigned_rows=((pl.col("kind") == "reply") & ~signed).sum().cast(pl.Int64),
        )
    )


def _counts(frames: Frames) -> pl.DataFrame:
    """Return the number of rows of each kind, by publication."""
    questions = (
        questions_open(frames)
        .group_by("publication_id")
        .agg(
            *first_place("unanswered", pl.col("open")),
            questions=pl.len(),
            unanswered=pl.col("open").sum(),
        )
    )
    given = frames["answer"].group_by("publication_id").agg(answers=pl.len())
    resolvable = pl.col("kind") != BY_DATE
    unresolved = resolvable & (pl.col("status") != "resolved")
    cited = (
        frames["reference"]
        .group_by("publication_id")
        .agg(
            *first_place("unresolved", unresolved),
            references=pl.len(),
            resolvable=resolvable.sum(),
            unresolved=unresolved.sum(),
        )
    )
    signed = (
        frames["minister"].group_by("publication_id").agg(on_behalf_rows=pl.col("on_behalf").sum())
    )
    counted = questions
    for other in (given, cited, signed):
        counted = counted.join(other, on="publication_id", how="full", coalesce=True)
    return counted.with_columns(pl.exclude("publication_id").cast(pl.Int64))


def _place(
    name: str, counts: pl.DataFrame, differs: pl.Expr, find: Callable[[str], re.Match[str] | None]
) -> tuple[pl.Series, pl.Series]:
    """Return the start and end of an announcement that the paper contradicts.

    The columns are ``<name>_start`` and ``<name>_end``, NULL for all other papers.
    """
    texts = counts.select(pl.when(differs).then("text")).to_series()
    spans = [match.span() if text and (match := find(text)) else (None, None) for text in texts]
    starts, ends = ([span[edge] for span in spans] for edge in (0, 1))
    return pl.Series(f"{name}_start", starts, dtype=pl.Int64), pl.Series(
        f"{name}_end", ends, dtype=pl.Int64
    )


def _announcing(text: str) -> re.Match[str] | None:
    """Return the announcement of the largest number of questions."""

    def number(announcement: re.Match[str]) -> int:
        number_word = announcement[1].lower()
        return NUMBERS.index(number_word) + 2 if number_word in NUMBERS else int(number_word)

    return max(re.finditer(ANNOUNCED_QUESTIONS, text), key=number, default=None)


def _unknown_group(text: str) -> re.Match[str] | None:
    """Return the first mention of a party group outside the vocabulary, None if there is none."""
    groups = (NAMED_GROUP.match(text, plain.start() - 1) for plain in PLAIN_START.finditer(text))
    return next((group for group in groups if group and not named(group[1] or group[2])), None)


def _unknown_name(text: str) -> str | None:
    group = _unknown_group(text)
    return group and (group[1] or group[2])


def _number(column: pl.Expr) -> pl.Expr:
    """Return a number in digits or words as a number: 3 for "drie" or "3"."""
    words = {word: str(value) for value, word in enumerate(NUMBERS, 2)}
    return column.str.to_lowercase().replace(words).cast(pl.Int64, strict=False)


def _parties_missing(frames: Frames, publications: pl.Series) -> pl.Series:
    """Return the party groups that a paper announces but has no questions of, joined, or NULL.

    Papers without a question of any announced group get NULL.

    Why: if one announced group has questions, the names are surely party groups.
    """
    asking: dict[str, set[str]] = {}
    named_once = frames["question"].select("publication_id", "party").drop_nulls().unique()
    for publication, party in named_once.iter_rows():
        asking.setdefault(publication, set()).add(party)
    texts = dict(frames["publication_text"].select("publication_id", "text").iter_rows())
    missing = []
    for publication in publications:
        present = asking.get(publication, set())
        announced = ASKING_PARTIES.search(texts.get(publication, "")) if present else None
        absent = {naming.name for naming in named(announced[0])} - present if announced else set()
        missing.append(", ".join(sorted(absent)) or None)
    return pl.Series(missing, dtype=pl.String)
