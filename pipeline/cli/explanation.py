"""Explanations of a parse: the labels of each block, the rules that gave them, and its outcome.

Example: the block "Antwoord 2 Ja." has the kind ``answer`` by the rule
``answer-heading.on-questions``, and its outcome is ``answer to 2``.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.lexicon import Hit, concept, lexicon
from pipeline.parsing.language.sentences import sentences
from pipeline.parsing.origin import Row, Rows
from pipeline.parsing.outline import outline
from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.reading.document import Document

NOT_EXPLAINED = "not explained"

HEADINGS = frozenset({"question", "answer", "number", "party", "notice", "aside"})
"""Kinds of blocks that are headings of the blocks below them."""

LETTERHEAD = frozenset({"letter-title", "address", "chamber-address", "date-line", "date-label"})
"""Labels of the parts of a letterhead."""


@dataclass(frozen=True, slots=True)
class Explained:
    """Block of text ``text[start:end]``, its kind, the rule that gave it, and its outcomes.

    ``rules`` are the ids of all entries of the lexicon that match in it, ``helpers`` the ids of
    those that count only together with others.
    """

    start: int
    end: int
    text: str
    kind: str
    rule: str
    rules: tuple[str, ...]
    helpers: tuple[str, ...]
    outcomes: tuple[str, ...]


def explain(document: Document, rows: Rows) -> list[Explained]:
    """Return every block of a document with its labels, rules and outcomes."""
    names = _question_names(rows)
    spans = [*_spans(rows, names)]
    explained = []
    for line in outline(document):
        text = document.text[line.start : line.end]
        rules, helpers = _rules(text)
        outcomes = _outcomes(line, rules, spans)
        explained.append(
            Explained(line.start, line.end, text, line.kind, line.rule, rules, helpers, outcomes)
        )
    return explained


def labels_of(text: str) -> Iterator[Hit]:
    """Yield the matches of every entry in a block, and at the start of each of its sentences."""
    parts = list(dict.fromkeys([text, *(text[start:end] for start, end in sentences(text))]))
    for label in lexicon().labels.values():
        for part in parts if label.place == "start" else parts[:1]:
            yield from concept(label.name).hits(part.lower() if label.lowered else part)


def _rules(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the entries that match in a block: ordinary ones, and helpers."""
    names_by_use: dict[bool, dict[str, None]] = {False: {}, True: {}}
    for hit in labels_of(text):
        names_by_use[lexicon().labels[hit.label].helper][hit.rule] = None
    return tuple(names_by_use[False]), tuple(names_by_use[True])


def counts(explained: Sequence[Explained]) -> Counter[str]:
    """Return the number of blocks that each rule matched."""
    return Counter(
        rule
        for block in explained
        for rule in dict.fromkeys((block.rule, *block.rules, *block.helpers))
        if rule
    )


def _question_names(rows: Rows) -> Mapping[object, str]:
    """Return a display name such as "VVD 1a" for each question, by its id."""
    return {
        row["question_id"]: " ".join(str(part) for part in (row["party"], row["label"]) if part)
        for row in rows["question"]
    }


def _spans(rows: Rows, names: Mapping[object, str]) -> Iterator[tuple[int, int, str]]:
    """Yield the span and the name of every row that has a span in the text."""
    answered: dict[object, list[str]] = {}
    for row in rows["question_answer"]:
        answered.setdefault(row["answer_id"], []).append(names[row["question_id"]])
    for row in rows["question"]:
        yield _span(row, f"question {names[row['question_id']]}")
    for row in rows["answer"]:
        yield _span(row, f"answer to {', '.join(answered.get(row['answer_id'], []))}")
    for row in rows["reference"]:
        yield _span(row, f"reference {row['target'] or row['text']}")
    for row in rows["commitment"]:
        yield _span(row, "promise")


def _span(row: Row, name: str) -> tuple[int, int, str]:
    start, end = row["char_start"], row["char_end"]
    return int(str(start)), int(str(end)), name


def _outcomes(
    line: LabelledBlock, rules: Sequence[str], spans: Sequence[tuple[int, int, str]]
) -> tuple[str, ...]:
    """Return the names of the rows that overlap the block, and the part of the paper that it is."""
    rows = [name for start, end, name in spans if start < line.end and end > line.start]
    part = _part(line, rules)
    lines = [part, *rows] if part else rows
    return tuple(dict.fromkeys(lines)) or (NOT_EXPLAINED,)


def _part(line: LabelledBlock, rules: Sequence[str]) -> str:
    """Return the part of a paper that the block is, such as a heading or a signature."""
    if line.kind == "signature":
        return "signature"
    if line.kind in HEADINGS:
        return f"heading of {line.kind} {', '.join(line.labels) or line.party or ''}".strip()
    if LETTERHEAD & {rule.partition(".")[0] for rule in rules}:
        return "letterhead"
    return "heading" if line.kind == "heading" else ""
