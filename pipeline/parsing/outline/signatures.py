"""Who signs a letter first, and in which office, as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.parsing.language.wording import clean
from pipeline.parsing.outline.announcements import NAMESAKE, OFFICE
from pipeline.parsing.outline.line import Line
from pipeline.reading.document import Document

PERSON = re.compile(
    r"""(?:(?:[A-ZÀ-Þ][a-z]{0,2}\.\s?){1,6})?                                  # initials
    (?:[A-ZÀ-Þ][\w’'-]+\s){0,2}  # a first name, or "Van" and "De" of a bare surname
    (?:(?:van|de|den|der|ten|ter|’t|'t|in|op
    |te)\s){0,3}[A-ZÀ-Þ][\w’'-]*(?:\s?[-–]\s?[\w’' ]{1,30})?$""",
    re.VERBOSE,
)
"""R.P. Brekelmans, Koen Petersen, Van Luijk: what can stand behind the comma of "De voorzitter van
de vaste commissie, "."""

ARTICLE = re.compile(r"^(?:(?:mede\s)?namens\s)?(?:de|het)\s", re.IGNORECASE)
CLERK = re.compile(r"\bgriffier\b", re.IGNORECASE)
"""A clerk signs beside the chair, who is meant."""


def first(document: Document, lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """The name and the office of the first who signs these lines, None where they are not
    printed.
    """
    signed = [
        clean(document.text[line.start : line.end]) for line in lines if line.kind == "signature"
    ]
    for index, text in enumerate(signed):
        if not OFFICE.match(text) or CLERK.search(text[:40]):
            continue
        office, _, behind = text.rstrip(",").rpartition(", ")
        if office and PERSON.match(behind):
            return behind, _bare(office)
        above = signed[index - 1] if index else ""
        below = signed[index + 1] if index + 1 < len(signed) else ""
        named = next(
            (
                name
                for name in (below, above)
                if name and not OFFICE.match(name) and NAMESAKE.match(name)
            ),
            None,
        )
        if above and below and not OFFICE.match(above) and NAMESAKE.match(above) and index == 1:
            named = above  # the name stands above the office
        return named, _bare(text)
    return (signed[0].rstrip(",") if signed and NAMESAKE.match(signed[0]) else None), None


def signed_below(lines: Sequence[Line], index: int) -> bool:
    """Whether only closing words can stand between a line and the signature."""
    return any(line.kind == "signature" for line in lines[index + 1 : index + 4])


def _bare(office: str) -> str:
    return ARTICLE.sub("", office.strip(" ,"))
