"""The rules of the lexicon as a document, for readers who know letters but not expressions."""

from collections.abc import Iterable
from itertools import groupby

from pipeline.lexicon.entries import Entry, Label, lexicon

PLACES = {
    "start": "at the start of a block or sentence",
    "whole": "as a whole block",
    "anywhere": "anywhere in a block or sentence",
}

INTRODUCTION = """# Rules: what Griffier recognises in a paper

This document is made by `make docs` from the lexicon (`pipeline/lexicon/data/`); a test holds it.

Griffier reads a paper block by block: a heading, a paragraph, an item of a list. A rule recognises
one printed form, such as the heading "Antwoord op vraag 3". The chapters below list every rule by
what it recognises. *Matches* shows forms that the rule accepts, *not* shows forms that look alike
and that it must refuse; a test tries all of them. *Seen in* is a paper in which the rule matched:
its identifier at [officielebekendmakingen.nl](https://www.officielebekendmakingen.nl). A dash means
that no paper at hand has the form; the last column then states why the rule stays.
`griffier parse --explain FILE` shows which rules matched where.

A rule that is wrong or missing: open an issue with the printed form (at most ten words) and the
identifier of the paper.
"""

HEAD = "| rule | matches | not | seen in | why |\n|---|---|---|---|---|"


def guide() -> str:
    """Return the document in Markdown."""
    labels = lexicon().labels.values()
    parts = [INTRODUCTION]
    for chapter, group in groupby(labels, key=lambda label: label.chapter):
        parts.append(f"## {chapter}\n")
        parts += (_section(label) for label in group)
    parts.append("## Parts of rules\n\nSeveral rules include these forms.\n")
    parts.append(_table(lexicon().fragments.values()))
    return "\n".join(parts)


def _section(label: Label) -> str:
    about = f" {label.what}" if label.what else ""
    about += " It counts only together with other rules." if label.helper else ""
    return (
        f"### {label.title}\n\n`{label.name}`, {PLACES[label.place]}.{about}\n\n"
        f"{_table(label.entries)}"
    )


def _table(entries: Iterable[Entry]) -> str:
    rows = [HEAD]
    for entry in entries:
        cells = (
            f"`{entry.id}`",
            _examples(entry.matches),
            _examples(entry.rejects),
            entry.seen_in or "–",
            _cell(f"{entry.why} {entry.kept}"),
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def _examples(texts: tuple[str, ...]) -> str:
    return "<br>".join(f"“{_cell(text)}”" for text in texts)


def _cell(text: str) -> str:
    escaped = " ".join(text.split()).replace("\\", "\\\\")
    for sign in "|*_<>`[]":
        escaped = escaped.replace(sign, f"\\{sign}")
    return escaped
