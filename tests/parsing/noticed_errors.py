"""Outcome of papers in other forms: read right, held back, warned about, rated low, or unnoticed."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from broken_rules import broken
from gold_pairs import pairs_in_gold
from restyled_papers import Paper, Variant, paper_of

from pipeline.accuracy import measure
from pipeline.errors import UnreadableDocument
from pipeline.reading import read_document
from pipeline.rows import parse_file
from pipeline.tables import Rows

Outcome = Literal["right", "held back", "warned", "low confidence", "unnoticed"]
OUTCOMES: tuple[Outcome, ...] = ("right", "held back", "warned", "low confidence", "unnoticed")
SURE = 0.9
"""Confidence from which a pair counts as sure."""
FOLDERS = (
    ("real", "real"),
    ("extractions/pypdfium2", "extractions/pypdfium2"),
    ("letters", "gold"),
)
"""Folders of papers and of their gold."""


def papers(corpus: Path) -> Iterator[Paper]:
    """Yield the papers that print their questions below headings, as text."""
    for folder, golds in FOLDERS:
        for path in sorted((corpus / golds).glob("*.gold.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            name = path.name.removesuffix(".gold.json")
            text = _text(corpus / folder, name)
            paper = paper_of(name, text, gold) if text else None
            if paper:
                yield paper


def _text(folder: Path, name: str) -> str:
    """Return the text of a paper that is a text or Word file, empty for another."""
    text, word = folder / f"{name}.txt", folder / f"{name}.docx"
    if text.exists():
        return text.read_text(encoding="utf-8")
    if not word.exists():
        return ""
    document = read_document(word.read_bytes(), name=word.name)
    return "\n".join(document.text[block.start : block.end] for block in document.blocks)


def rules_broken(paper: Paper, variant: Variant) -> set[str]:
    """Return the names of the rules that a paper breaks as printed."""
    rows = parse_file(variant.text.encode(), f"{paper.name}{variant.suffix}")
    return {rule.name for rule in broken(rows)}


def outcome(paper: Paper, variant: Variant, known: set[str]) -> Outcome:
    """Return the outcome of a variant; ``known`` are the rules that the paper itself breaks."""
    try:
        rows = parse_file(variant.text.encode(), f"{paper.name}{variant.suffix}")
    except UnreadableDocument:
        return "held back"
    found = measure(variant.gold, rows)
    if found["question"].f1 == found["pair"].f1 == 1:
        return "right"
    rules = [rule for rule in broken(rows) if rule.severity != "info"]
    if any(rule.severity == "critical" for rule in rules):
        return "held back"
    if any(rule.name not in known for rule in rules):
        return "warned"
    wrong = _confidence_of_wrong(variant.gold, rows)
    return "low confidence" if wrong and max(wrong) < SURE else "unnoticed"


def _confidence_of_wrong(gold: Mapping[str, Any], rows: Rows) -> list[float]:
    """Return the confidence of each pair that is not in the gold."""
    return [
        float(link["confidence"])
        for link, right in zip(rows["question_answer"], pairs_in_gold(gold, rows), strict=True)
        if not right
    ]
