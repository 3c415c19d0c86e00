"""Footnotes that a Word file writes as words: a raised number in the text, and further down a
paragraph that begins with it.

Word has notes of its own, but a file that a program made, or that was pasted together, often has
these instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

_NUMBER = re.compile(r"\s*+\[?(\d{1,3})\]?\s*+")
_TYPED = re.compile(r"\s*\[?\d{1,3}\]?[.)]?\s*")
_PLAIN_NOTE = re.compile(r"\s*\[?(\d{1,3})\]?[.)]?\s+\S")


@dataclass(slots=True)
class TypedNotes:
    """Runs that are marks, with their label and key; paragraphs that are notes; runs that only
    number a note.
    """

    marks: Mapping[etree._Element, tuple[str, str]] = field(default_factory=dict)
    bodies: Mapping[etree._Element, tuple[str, str]] = field(default_factory=dict)
    numbers: frozenset[etree._Element] = frozenset()
    typed: frozenset[etree._Element] = frozenset()
    """Notes whose number is not raised: it is part of their first words."""


def find_notes(body: etree._Element) -> TypedNotes:
    """The notes that are typed as words: each mark belongs to the next note below it that bears its
    number.
    """
    paragraphs = list(body.iter(qn("w:p")))
    raised = [
        [run for run in paragraph.iter(qn("w:r")) if _is_raised(run)] for paragraph in paragraphs
    ]
    if not any(raised):
        return TypedNotes()
    labels = {label for runs in raised for run in runs if (label := _label(run))}
    notes = {
        place: found
        for place, runs in enumerate(raised)
        if (found := _begins(paragraphs[place], runs))
    }
    notes |= _typed_at_the_end(paragraphs, labels, notes)
    marks: dict[etree._Element, tuple[str, str]] = {}
    used: set[int] = set()
    for place, runs in enumerate(raised):
        for run in runs:
            label = _label(run)
            at = next(
                (other for other in sorted(notes) if other > place and notes[other] == label), None
            )
            if at is not None and not (place in notes and run is runs[0]):
                marks[run] = (label, f"typed-{at}")
                used.add(at)
    typed = frozenset(paragraphs[at] for at in used if not (raised[at] and _label(raised[at][0])))
    return TypedNotes(
        marks,
        {paragraphs[at]: (f"typed-{at}", notes[at]) for at in used},
        frozenset(raised[at][0] for at in used if paragraphs[at] not in typed),
        typed,
    )


def without_number(words: str) -> str:
    """The words of a note without the number that is typed before them."""
    match = _TYPED.match(words)
    return words[match.end() :] if match else words


def _typed_at_the_end(
    paragraphs: Sequence[etree._Element], labels: set[str], known: Mapping[int, str]
) -> dict[int, str]:
    """Paragraphs at the very end that begin with the number of a mark, one after the other."""
    found: dict[int, str] = {}
    for place in range(len(paragraphs) - 1, -1, -1):
        words = _words(paragraphs[place])
        if not words.strip() or place in known:
            continue
        match = _PLAIN_NOTE.match(words)
        if match is None or match[1] not in labels or match[1] in found.values():
            break
        found[place] = match[1]
    return found


def _begins(paragraph: etree._Element, runs: Sequence[etree._Element]) -> str:
    """The number with which a paragraph begins as a note does: raised, with words behind it; empty
    where it begins none.
    """
    if not runs or not _label(runs[0]):
        return ""
    first = next((run for run in paragraph.iter(qn("w:r")) if _words(run).strip()), None)
    return (
        _label(runs[0]) if first is runs[0] and len(_words(paragraph)) > len(_words(first)) else ""
    )


def _is_raised(run: etree._Element) -> bool:
    raised = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    return raised is not None and raised.get(qn("w:val")) == "superscript"


def _label(run: etree._Element) -> str:
    match = _NUMBER.fullmatch(_words(run))
    return match[1] if match else ""


def _words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))
