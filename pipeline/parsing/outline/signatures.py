"""Who signs a letter first, and in which office, as printed."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon import concept
from pipeline.parsing.language.wording import clean
from pipeline.parsing.outline.line import Line
from pipeline.parsing.outline.patterns import CLERK, NAME_LINE, OFFICE_LINE
from pipeline.reading.document import Document

NAME_BEHIND_OFFICE = concept("name-behind-office")
ARTICLE = concept("office-article")


def first(document: Document, lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """The name and the office of the first who signs these lines, None where they are not
    printed.
    """
    signed = [
        clean(document.text[line.start : line.end]) for line in lines if line.kind == "signature"
    ]
    for index, text in enumerate(signed):
        if not OFFICE_LINE.match(text) or CLERK.search(text[:40]):
            continue
        office, _, behind = text.rstrip(",").rpartition(", ")
        if office and NAME_BEHIND_OFFICE.match(behind):
            return behind, _bare(office)
        above = signed[index - 1] if index else ""
        below = signed[index + 1] if index + 1 < len(signed) else ""
        named = next(
            (
                name
                for name in (below, above)
                if name and not OFFICE_LINE.match(name) and NAME_LINE.match(name)
            ),
            None,
        )
        if (
            above
            and below
            and not OFFICE_LINE.match(above)
            and NAME_LINE.match(above)
            and index == 1
        ):
            named = above  # the name stands above the office
        return named, _bare(text)
    return (signed[0].rstrip(",") if signed and NAME_LINE.match(signed[0]) else None), None


def signed_below(lines: Sequence[Line], index: int) -> bool:
    """Whether only closing words can stand between a line and the signature."""
    return any(line.kind == "signature" for line in lines[index + 1 : index + 4])


def _bare(office: str) -> str:
    return ARTICLE.sub("", office.strip(" ,"))
