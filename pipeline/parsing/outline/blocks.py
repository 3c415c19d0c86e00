"""What one block announces by its own words: a party group, a question or answer with its number,
an item, a signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.parsing.language.labels import expand
from pipeline.parsing.language.parties import NamedParty, named, party_of
from pipeline.parsing.outline.announcements import (
    ANSWER,
    ANSWERS_GROUP,
    ASIDE,
    BARE_ANSWER,
    BARE_QUESTION,
    BEGINNINGS,
    BULLET,
    CAPITAL,
    CAPITALS_ANSWER,
    HEADING_WORDS,
    JOINT,
    LONGEST_NAME,
    MARKER,
    MEMBER,
    NAME_WORDS,
    NAMESAKE,
    NOTICE,
    NUMBER,
    NUMERALS,
    OF_GROUP,
    OFFICE,
    QUESTION,
    RUN_ON_ANSWER,
    SHORTEST_ITEM,
    WORD,
)
from pipeline.parsing.outline.line import BULLETED, Line, LineKind
from pipeline.reading.document import Block, Document

LONGEST_HEADING = 220
"""Characters: a block that is longer says something."""

NUMBERED_ROLES: dict[str, LineKind] = {"vraag-nr": "question", "antwoord-nr": "answer"}
"""What XML and HTML themselves call a block: the number of a question or answer."""

HEADINGS: tuple[tuple[LineKind, re.Pattern[str]], ...] = (
    ("question", QUESTION),
    ("question", BARE_QUESTION),
    ("answer", ANSWER),
    ("answer", BARE_ANSWER),
    ("answer", RUN_ON_ANSWER),
    ("notice", NOTICE),
    ("aside", ASIDE),
)
"""The forms of headings; the first that fits counts."""

SIGNED = frozenset({"ondertekening", "functie", "naam", "tekst-sluiting"})


def line_of(document: Document, block: Block, above: Line | None, counted: str) -> Line:
    """The block as a line; ``above`` is the line before it, ``counted`` the last letter or number
    of a list.
    """
    text = document.text[block.start : block.end]
    if (
        line := _signature(block, text, above)
        or _announcement(block, text)
        or _number(block, text)
        or party_heading(document, block.start, block.end)
        or _item(block, text, counted)
    ):
        return line
    return Line(
        "heading" if block.kind == "heading" else "text", block.start, block.start, block.end
    )


def _signature(block: Block, text: str, above: Line | None) -> Line | None:
    """A line of the signatures: the format says so, an office stands in it, or a name below an
    office.
    """
    signed = block.kind == "signature" or block.role in SIGNED
    office = len(text) < LONGEST_HEADING and OFFICE.match(text) and not block.label
    name = (
        above is not None
        and above.kind == "signature"
        and len(text) < LONGEST_NAME
        and block.kind != "heading"
        and NAMESAKE.match(text)
    )
    return (
        Line("signature", block.start, block.start, block.end) if signed or office or name else None
    )


def _announcement(block: Block, text: str) -> Line | None:
    """A heading of a question, an answer, a notice or an aside."""
    if block.role in NUMBERED_ROLES:
        return Line(NUMBERED_ROLES[block.role], block.start, block.end, block.end, expand(text))
    if text[:3].capitalize() not in BEGINNINGS:
        return None
    words = (
        text.capitalize() if CAPITALS_ANSWER.match(text) and len(text) < LONGEST_HEADING else text
    )
    for kind, pattern in HEADINGS:
        match = pattern.match(words)
        if match is None:
            continue
        groups = match.groupdict()
        rest = groups.get("rest") or ""
        if (
            rest.strip()
            and not re.match(CAPITAL, rest.strip())
            and not words[: len(words) - len(rest)].endswith(":")
        ):
            continue  # "Vraag 3 gaat over ..." is a sentence
        labels = expand(groups["labels"]) if groups.get("labels") else ()
        names = named(groups.get("of") or "")
        if (
            rest.strip()
            and len(rest) < LONGEST_HEADING
            and (behind := named(rest))
            and not _strange(rest, behind)
        ):
            names, rest = behind, ""  # Vraag 3 - VVD
        body = block.end if not rest.strip() else block.end - len(rest.lstrip())
        return Line(kind, block.start, body, block.end, labels, names[-1].name if names else None)
    return None


def _number(block: Block, text: str) -> Line | None:
    """A number that stands alone, above a question or its answer."""
    match = NUMBER.match(text)
    return (
        Line("number", block.start, block.end, block.end, expand(match["labels"]))
        if match
        else None
    )


def party_heading(document: Document, start: int, end: int) -> Line | None:
    """A heading above the part of one party group: nothing but its name and the words of such
    headings.

    With a number it heads one of its questions, or the answer to it: "D66, vraag 5".
    """
    if end - start > LONGEST_HEADING:
        return None
    text = document.text[start:end].replace("\n", " ")
    if text[-1:] in {".", "?", "!", ";", ","}:
        return None
    names = named(text)
    if not names:
        return None
    other = _without(text, names)
    numbered = OF_GROUP.search(other)
    if numbered:
        other = other[: numbered.start("labels")] + other[numbered.end("labels") :]
    strange = _strange(other, ())
    if strange and not (
        MEMBER.search(other)
        and len(strange) <= NAME_WORDS
        and all(word[0].isupper() for word in strange)
    ):
        return None
    if numbered:
        kind: LineKind = "answer" if ANSWERS_GROUP.match(text) else "question"
        return Line(kind, start, end, end, expand(numbered["labels"]), party_of(text))
    return Line("party", start, end, end, (), party_of(text))


def _strange(text: str, names: Sequence[NamedParty]) -> list[str]:
    """The words of a text that are neither names of party groups nor words of their headings."""
    return [
        word for word in WORD.findall(_without(text, names)) if word.lower() not in HEADING_WORDS
    ]


def _without(text: str, names: Sequence[NamedParty]) -> str:
    """The text without the names of party groups in it."""
    other, at = "", 0
    for naming in names:
        other += text[at : naming.start] + " "
        at = naming.end
    return other + text[at:]


def _item(block: Block, text: str, counted: str) -> Line | None:
    """A list item with its number, letter or bullet; the format's own marker counts for more than
    what it looks like.
    """
    if (
        block.kind == "heading"
        and not block.label
        and not (text[-1] == "." and len(text.split()) > SHORTEST_ITEM)
    ):
        return None  # bold words that are a sentence are set so, and head nothing
    marker = f"{block.label} " if block.label else text[:12]
    if BULLET.match(marker):
        return Line("item", block.start, _skip(text, block, 1), block.end, (), None, BULLETED)
    if joint := JOINT.match(text):
        return Line(
            "item",
            block.start,
            _skip(text, block, joint.end()),
            block.end,
            expand(joint["labels"]),
            None,
            1,
        )
    match = MARKER.match(marker)
    if match is None or (not block.label and not text[match.end() : match.end() + 1].isspace()):
        return None
    if match["capital"] and len(text.split()) <= SHORTEST_ITEM:
        titled = (
            len(match["capital"]) > 1 and text[-1] not in ".?!;:,"
        )  # "II. Kosten"; "V. Brug" can be a name
        return Line("heading", block.start, block.start, block.end) if titled else None
    end = len(block.label) if block.label else match.end()
    if match["number"]:
        label, depth = match["number"] + (match["letter"] or ""), 2 if match["letter"] else 1
    elif match["capital"]:
        label, depth = match["capital"], 1
    elif match["roman"] or (
        match["alone"] in NUMERALS and counted[-1:] != NUMERALS[match["alone"]]
    ):
        label, depth = match["roman"] or match["alone"], 3
    else:
        label, depth = match["alone"], 2
    return Line("item", block.start, _skip(text, block, end), block.end, (label,), None, depth)


def _skip(text: str, block: Block, marker: int) -> int:
    """Where the words begin behind a marker of that many characters."""
    return block.start + len(text) - len(text[marker:].lstrip())
