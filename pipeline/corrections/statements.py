"""Statements of a person about a paper, checked against its rows and located in its text.

A place is a block, or a block and words in it: "12" is the whole block 12, "12:Kan de minister"
begins, or ends, with these words. Blocks are the lines of the canonical text, counted from 1.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.corrections import KINDS, LABELS, keys, label_of, office_of
from pipeline.errors import DecisionRefused
from pipeline.parsing.language.parties import party_of
from pipeline.parsing.origin import Corrected, Row, Rows
from pipeline.parsing.outline.blocks import line_of
from pipeline.reading.document import Block, Document

PLACE = re.compile(r"(?P<number>\d{1,6})(?::(?P<words>.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Statement:
    """A checked statement of a person: the fields of a correction without who and why."""

    what: Corrected
    value: str
    char_start: int | None = None
    char_end: int | None = None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A block of the text by its number, and the rows that it is in, such as "answer VVD 1"."""

    number: int
    start: int
    end: int
    text: str
    rows: tuple[str, ...]


def numbered(rows: Rows) -> list[Numbered]:
    """Return the blocks of a paper with their numbers, without empty lines."""
    text = str(rows["publication_text"][0]["text"])
    spans = [*_named_spans(rows)]
    blocks = []
    for number, (start, end) in enumerate(_lines(text), start=1):
        names = (name for name, begin, stop in spans if begin < end and stop > start)
        if start < end:
            inside = tuple(dict.fromkeys(names))
            blocks.append(Numbered(number, start, end, text[start:end], inside))
    return blocks


def state(rows: Rows, what: str, value: str, begin: str = "", end: str = "") -> Statement:
    """Return the statement that ``what`` has this value, from ``begin`` to ``end``.

    A question or an answer that is known already keeps the begin or end that is not given.

    Raises:
        DecisionRefused: no such thing can be corrected, or the value or a place cannot be found.
    """
    blocks = {block.number: block for block in numbered(rows)}
    typed = _Typed(rows, blocks, " ".join(value.split()), begin.strip(), end.strip())
    if what not in STATE:
        raise DecisionRefused(f"{what} cannot be corrected: use one of {', '.join(STATE)}")
    return STATE[what](typed)


@dataclass(frozen=True, slots=True)
class _Typed:
    """A statement as typed, with the rows and the blocks of the paper."""

    rows: Rows
    blocks: Mapping[int, Numbered]
    value: str
    begin: str
    end: str


def _kind(typed: _Typed) -> Statement:
    if typed.value not in KINDS:
        raise DecisionRefused(f"{typed.value!r} is no kind of paper: use one of {', '.join(KINDS)}")
    return Statement("kind", typed.value)


def _askers(typed: _Typed) -> Statement:
    return Statement("askers", ", ".join(keys(_given(typed.value, "Knip (VVD), Bikker (CU)"))))


def _neither(typed: _Typed) -> Statement:
    end = typed.end or typed.begin.partition(":")[0]
    return Statement("neither", "", *_span(typed.blocks, typed.begin, end))


def _question(typed: _Typed) -> Statement:
    key = _key(_given(typed.value, "VVD 1a"))
    known = _matching(typed.rows["question"], key)
    if len(known) > 1:
        names = ", ".join(map(_name, known))
        raise DecisionRefused(
            f"{len(known)} questions are called {key}: write one of {names}; where those are "
            "equal, point at one with --from and --to and give it a number of its own"
        )
    place = _passage(typed, known, f"question {key}")
    return Statement("question", _name(known[0]) if known else key, *place)


def _answer(typed: _Typed) -> Statement:
    questions = typed.rows["question"]
    answered: list[Row] = []
    for key in map(_key, keys(_given(typed.value, "VVD 1, VVD 2"))):
        known = _matching(questions, key)
        if len(known) != 1:
            names = ", ".join(map(_name, known or questions)) or "none: correct those first"
            raise DecisionRefused(
                f"{len(known) or 'no'} questions are called {key}; the paper has {names}"
            )
        answered += known
    names = ", ".join(map(_name, answered))
    wanted = {row["question_id"] for row in answered}
    linked: dict[object, set[object]] = {}
    for link in typed.rows["question_answer"]:
        linked.setdefault(link["answer_id"], set()).add(link["question_id"])
    given = [row for row in typed.rows["answer"] if linked.get(row["answer_id"]) == wanted]
    return Statement("answer", names, *_passage(typed, given, f"answer to {names}"))


def _passage(typed: _Typed, known: Sequence[Row], name: str) -> tuple[int, int]:
    """Return the span from the typed begin to the typed end.

    If one of them is missing, it is that of the only row in ``known``; ``name`` is for messages.

    Raises:
        DecisionRefused: both are missing; or one is, and ``known`` does not have exactly one row;
            or the span ends before it begins.
    """
    begin, end = typed.begin, typed.end
    if not (begin or end):
        raise DecisionRefused(f"say where the {name} begins, ends, or both (--from, --to)")
    if not (begin and end) and len(known) != 1:
        raise DecisionRefused(
            f"the paper has {len(known) or 'no'} {name}: say both where it begins and where it "
            "ends (--from and --to)"
        )
    start = _begin(typed.blocks, begin, body=True) if begin else int(str(known[0]["char_start"]))
    stop = _end(typed.blocks, end) if end else int(str(known[0]["char_end"]))
    return _ordered(start, stop)


def _label(typed: _Typed) -> Statement:
    begin, end = typed.begin, typed.end
    if label_of(_given(typed.value, "answer 3")) is None:
        name = typed.value.partition(" ")[0]
        raise DecisionRefused(f"{name} is no label of a block: use one of {', '.join(LABELS)}")
    first, last = begin.partition(":")[0], (end or begin).partition(":")[0]
    if first != last or ":" in begin:
        raise DecisionRefused(
            "a label is given to one block: name its number alone (--from 12); where its heading "
            "ends inside the block, add the last words (--to '12:Antwoord 3')"
        )
    return Statement("label", typed.value, *_span(typed.blocks, begin, end or begin))


def _minister(typed: _Typed) -> Statement:
    value, begin = typed.value, typed.begin
    if office_of(value) is None:
        raise DecisionRefused(
            f"no office of the government in {value!r}: write the name and the office, as in "
            "'Ruben Brekelmans, minister van Defensie'"
        )
    place = _span(typed.blocks, begin, typed.end or begin) if begin else (None, None)
    return Statement("minister", value, *place)


STATE: Mapping[str, Callable[[_Typed], Statement]] = {
    "kind": _kind,
    "label": _label,
    "question": _question,
    "answer": _answer,
    "neither": _neither,
    "askers": _askers,
    "minister": _minister,
}
"""Subjects of corrections, each with the function that checks what a person typed."""


def _span(blocks: Mapping[int, Numbered], begin: str, end: str) -> tuple[int, int]:
    return _ordered(_begin(blocks, begin), _end(blocks, end))


def _ordered(start: int, end: int) -> tuple[int, int]:
    if start >= end:
        raise DecisionRefused(f"the place ends (at {end}) before it begins (at {start})")
    return start, end


def _begin(blocks: Mapping[int, Numbered], place: str, *, body: bool = False) -> int:
    """Return the offset at which a place begins; behind its list marker if ``body``."""
    block, words = _located(blocks, place)
    if words is not None:
        return words[0]
    if not body:
        return block.start
    document = Document(block.text, (), len(block.text), "text/plain")
    whole = Block("paragraph", 0, len(block.text), 0)
    line = line_of(document, whole, None, "")
    return block.start + (line.body if line.body < line.end else 0)


def _end(blocks: Mapping[int, Numbered], place: str) -> int:
    block, words = _located(blocks, place)
    return words[1] if words else block.end


def _located(blocks: Mapping[int, Numbered], place: str) -> tuple[Numbered, tuple[int, int] | None]:
    """Return the block of a place, and the span of its words if it has any."""
    match = PLACE.fullmatch(place.strip())
    if match is None:
        raise DecisionRefused(
            f"{place!r} is no place: write the number of a block (12), or with words in it "
            "(12:Kan de minister)"
        )
    block = blocks.get(int(match["number"]))
    if block is None:
        raise DecisionRefused(
            f"no block {match['number']}: those of the text are {min(blocks)} to {max(blocks)}"
        )
    if not (match["words"] or "").split():
        return block, None
    words = r"\s+".join(map(re.escape, match["words"].split()))
    matches = list(re.finditer(words, block.text))
    if len(matches) != 1:
        raise DecisionRefused(
            f"block {block.number} has {len(matches) or 'no'} {match['words']!r}: copy words that "
            "it has once"
        )
    return block, (block.start + matches[0].start(), block.start + matches[0].end())


def _given(value: str, example: str) -> str:
    if not value:
        raise DecisionRefused(f"the right value is missing: write it as in {example!r}")
    return value


def _key(value: str) -> str:
    """Return the name of a question with the short name of its party.

    Example: ``_key("Partij voor de Dieren 2") == "PvdD 2"``.
    """
    party, _, label = value.rpartition(" ")
    return f"{party_of(party) or party} {label}".strip()


def _name(row: Row) -> str:
    return f"{row['party']} {row['label']}" if row["party"] else str(row["label"])


def _matching(questions: Sequence[Row], key: str) -> list[Row]:
    """Return the questions of this name; a number alone names those of every party."""
    same = [row for row in questions if _name(row) == key]
    return same or [row for row in questions if row["label"] == key]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _named_spans(rows: Rows) -> Iterator[tuple[str, int, int]]:
    """Yield the name and the span of every question and answer."""
    names = {row["question_id"]: _name(row) for row in rows["question"]}
    answered: dict[object, list[str]] = {}
    for link in rows["question_answer"]:
        answered.setdefault(link["answer_id"], []).append(names[link["question_id"]])
    for kind in ("question", "answer"):
        for row in rows[kind]:
            name = names.get(row.get("question_id")) or ", ".join(answered[row["answer_id"]])
            yield f"{kind} {name}", int(str(row["char_start"])), int(str(row["char_end"]))
