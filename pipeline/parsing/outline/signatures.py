"""First signatory of a letter: the name and the office, as printed."""

from collections.abc import Sequence

from pipeline.lexicon import concept
from pipeline.parsing.language.sentences import clean
from pipeline.parsing.outline.blocks import NAME_LINE, OFFICE_LINE
from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.reading.document import Document

NAME_BEHIND_OFFICE = concept("name-behind-office")
ARTICLE = concept("office-article")


def first(document: Document, lines: Sequence[LabelledBlock]) -> tuple[str | None, str | None]:
    """Return the name and the office of the first signatory, each None if not printed."""
    signed = [
        clean(document.text[line.start : line.end]) for line in lines if line.kind == "signature"
    ]
    for index, text in enumerate(signed):
        if not OFFICE_LINE.match(text):
            continue
        office, _, behind = text.rstrip(",").rpartition(", ")
        if office and NAME_BEHIND_OFFICE.match(behind):
            return behind, _bare(office)
        return _name_beside(signed, index), _bare(text)
    return (signed[0].rstrip(",") if signed and NAME_LINE.match(signed[0]) else None), None


def _name_beside(signed: Sequence[str], index: int) -> str | None:
    """Return the name below an office, or above it if the first signature line is a name."""
    above = signed[index - 1] if index else ""
    below = signed[index + 1] if index + 1 < len(signed) else ""
    if index == 1 and below and _is_name(above):
        return above
    return next((name for name in (below, above) if _is_name(name)), None)


def _is_name(text: str) -> bool:
    return bool(text) and not OFFICE_LINE.match(text) and NAME_LINE.match(text) is not None


def signed_below(lines: Sequence[LabelledBlock], index: int) -> bool:
    """Return True if one of the next three blocks is a signature."""
    return any(line.kind == "signature" for line in lines[index + 1 : index + 4])


def _bare(office: str) -> str:
    return ARTICLE.sub("", office.strip(" ,"))
