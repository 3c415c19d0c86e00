"""Context of each line of a reply: its party group and number, and the next heading."""

from collections.abc import Iterator, Sequence

from pipeline.parsing.outline.labelled_block import LabelledBlock

HEADINGS = frozenset(
    {"party", "question", "answer", "notice", "aside", "signature", "number", "heading"}
)


def stops(lines: Sequence[LabelledBlock]) -> list[int]:
    """Return for each line where a repeat must have ended: at the next heading or signature."""
    found: list[int] = []
    stop = lines[-1].end
    for line in reversed(lines):
        found.append(stop)
        if line.kind in HEADINGS:
            stop = line.start
    return found[::-1]


def contexts(lines: Sequence[LabelledBlock]) -> Iterator[tuple[str | None, str]]:
    """Yield for each line the party group and number that it belongs to."""
    party: str | None = None
    number = heading = ""
    for line in lines:
        label = heading if line.kind == "text" else ""
        heading = ""
        if line.kind == "party":
            party, number = line.party, ""
        elif line.kind in {"question", "number"}:
            number = line.labels[0] if len(line.labels) == 1 else ""
            heading, label = (number, "") if line.body == line.end else ("", number)
        elif line.kind == "item" and line.labels:
            own = line.labels[0]
            label = own if own[0].isdigit() else number.rstrip("abcdefghijklmnopqrstuvwxyz") + own
            number = own if own[0].isdigit() else number
        yield party, label
