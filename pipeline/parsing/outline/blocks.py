"""Labels of a block by its own words: party group, question, answer, item or signature."""

from collections.abc import Sequence

from pipeline.lexicon import Concept, Hit, concept
from pipeline.parsing.language.labels import expand
from pipeline.parsing.language.parties import NamedParty, named, party_of
from pipeline.parsing.outline.labelled_block import (
    BULLETED,
    LETTERED,
    NUMBERED,
    ROMAN,
    BlockKind,
    LabelledBlock,
)
from pipeline.reading.document import Block, Document
from pipeline.vocabulary import entries

HEADINGS: tuple[tuple[BlockKind, Concept], ...] = (
    ("question", concept("question-heading")),
    ("answer", concept("answer-heading")),
    ("notice", concept("notice-heading")),
    ("aside", concept("remark-heading")),
)
"""Kinds of blocks, with the concept of their headings."""
BARE_NUMBER = concept("bare-number")
BULLET = concept("bullet")
HEADING_IN_CAPITALS = concept("heading-in-capitals")
JOINT_MARKER = concept("joint-marker")
LIST_MARKER = concept("list-marker")
MEMBER_WORD = concept("member-word")
NAME_LINE = concept("name-line")
OFFICE_LINE = concept("office-line")
WORD = concept("word")
HEADING_WORDS = frozenset(entries("headings")["words"])
"""Words of party headings, without names.

Example: "Vragen en opmerkingen van de leden van de fracties van SP en PvdD gezamenlijk".
"""
LONGEST_HEADING = 220
"""Characters of a heading, at most; a longer block is text."""
LONGEST_NAME = 60
"""Characters of a line with a name, at most."""
NAME_WORDS = 6
"""Words that a member's name adds to a party heading, at most: "het lid Van Rooijen (50PLUS)"."""
SHORTEST_ITEM = 4
"""Words of a block with a numeral in capitals, above which it is an item.

A shorter block is a name ("V. de Vries") or a heading ("II. Kosten").
"""
NUMERALS = {"i": "h", "v": "u", "x": "w"}
"""Letters that are roman numerals, unless the given letter was counted right before them."""
NUMBERED_ROLES: dict[str, BlockKind] = {"vraag-nr": "question", "antwoord-nr": "answer"}
"""Roles in XML and HTML of the number of a question or answer."""
SIGNED = frozenset({"ondertekening", "functie", "naam", "tekst-sluiting"})
"""Roles in XML of the parts of a signature."""
LONGEST_MARKER = 12
"""Characters of a list marker, at most."""


def line_of(
    document: Document, block: Block, above: LabelledBlock | None, counted: str
) -> LabelledBlock:
    """Return the labelled block below ``above``; ``counted`` is the last letter of a list."""
    text = document.text[block.start : block.end]
    return (
        _signature(block, text, above)
        or _heading(block, text)
        or _number(block, text)
        or party_heading(document, block.start, block.end)
        or _item(block, text, counted)
        or _line("heading" if block.kind == "heading" else "text", block)
    )


def _line(kind: BlockKind, block: Block, rule: str = "") -> LabelledBlock:
    """Return a line for the whole block, without a heading or marker before its words."""
    return LabelledBlock(kind, block.start, block.start, block.end, rule=rule)


def _signature(block: Block, text: str, above: LabelledBlock | None) -> LabelledBlock | None:
    """Return a signature line: by its role, by an office, or as a name below an office."""
    if block.kind == "signature" or block.role in SIGNED:
        return _line("signature", block, "format.signature")
    if len(text) < LONGEST_HEADING and not block.label and (hit := OFFICE_LINE.first(text)):
        return _line("signature", block, hit.rule)
    below_office = above is not None and above.kind == "signature" and block.kind != "heading"
    if below_office and len(text) < LONGEST_NAME and (hit := NAME_LINE.first(text)):
        return _line("signature", block, hit.rule)
    return None


def _heading(block: Block, text: str) -> LabelledBlock | None:
    """Return a heading: "Antwoord 2 en 3 Ja." has the numbers 2 and 3, its words begin at "Ja.".

    A bullet may stand before a numbered one.

    Seen in: 2020Z15889, as another site prints it.
    """
    if block.role in NUMBERED_ROLES:
        kind, labels = NUMBERED_ROLES[block.role], expand(text)
        return LabelledBlock(kind, block.start, block.end, block.end, labels, rule="format.number")
    in_capitals = len(text) < LONGEST_HEADING and HEADING_IN_CAPITALS.match(text)
    words = text.capitalize() if in_capitals else text
    bullet = BULLET.match(text)
    for kind, heading in HEADINGS:
        if hit := heading.first(words[bullet.end() :].lstrip() if bullet else words):
            headed = _headed(kind, block, hit)
            return headed if headed.labels or not bullet else None
    return None


def _headed(kind: BlockKind, block: Block, hit: Hit) -> LabelledBlock:
    """Return the heading with its numbers and party group."""
    groups = hit.match.groupdict()
    rest = groups.get("rest") or ""
    labels = expand(groups["labels"]) if groups.get("labels") else ()
    parties = named(groups.get("of") or "")
    if rest.strip() and len(rest) < LONGEST_HEADING:
        behind = named(rest)
        if behind and not _strange(rest, behind):
            parties, rest = behind, ""  # "Vraag 3 - VVD"
    body = block.end - len(rest.lstrip())
    party = parties[-1].name if parties else None
    return LabelledBlock(kind, block.start, body, block.end, labels, party, rule=hit.rule)


def _number(block: Block, text: str) -> LabelledBlock | None:
    """Return a bare number, as printed above a question or its answer."""
    hit = BARE_NUMBER.first(text)
    if hit is None:
        return None
    labels = expand(hit.match["labels"])
    return LabelledBlock("number", block.start, block.end, block.end, labels, rule=hit.rule)


def party_heading(document: Document, start: int, end: int) -> LabelledBlock | None:
    """Return a heading of the part of one party group: its name and words of such headings."""
    if end - start > LONGEST_HEADING:
        return None
    text = document.text[start:end].replace("\n", " ")
    parties = named(text) if text[-1:] not in {".", "?", "!", ";", ","} else ()
    if not parties:
        return None
    remainder = _without(text, parties)
    if not _only_heads(remainder):
        return None
    return LabelledBlock("party", start, end, end, (), party_of(text), rule="vocabulary.party")


def _only_heads(text: str) -> bool:
    """Return True for heading words with a member at most: "het lid Van Rooijen (50PLUS)"."""
    strange = _strange(text, ())
    member = MEMBER_WORD.search(text) and len(strange) <= NAME_WORDS
    return not strange or (bool(member) and all(word[0].isupper() for word in strange))


def _strange(text: str, names: Sequence[NamedParty]) -> list[str]:
    """Return the words that are neither names of party groups nor words of their headings."""
    words = (match[0] for match in WORD.finditer(_without(text, names)))
    return [word for word in words if word.lower() not in HEADING_WORDS]


def _without(text: str, names: Sequence[NamedParty]) -> str:
    """Return the text without the names of party groups in it."""
    remainder, at = "", 0
    for naming in names:
        remainder += text[at : naming.start] + " "
        at = naming.end
    return remainder + text[at:]


def _item(block: Block, text: str, counted: str) -> LabelledBlock | None:
    """Return a list item. The marker of the format takes precedence over the printed one."""
    sentence = text[-1] == "." and len(text.split()) > SHORTEST_ITEM
    if block.kind == "heading" and not (block.label or sentence):
        return None
    marker = f"{block.label} " if block.label else text[:LONGEST_MARKER]
    if hit := BULLET.first(marker):
        return _item_line(block, text, 1, (), BULLETED, hit.rule)
    if hit := JOINT_MARKER.first(text):
        labels = expand(hit.match["labels"])
        return _item_line(block, text, hit.match.end(), labels, NUMBERED, hit.rule)
    hit = LIST_MARKER.first(marker)
    return _marked(block, text, hit, counted) if hit else None


def _marked(block: Block, text: str, hit: Hit, counted: str) -> LabelledBlock | None:
    """Return the item behind a marker with its depth, None if no white space follows it."""
    end = len(block.label) if block.label else hit.match.end()
    if not block.label and not text[end : end + 1].isspace():
        return None
    groups = hit.match.groupdict()
    if groups["capital"]:
        return _capital_item(block, text, end, hit)
    if groups["number"] and groups["letter"]:
        label, depth = groups["number"] + groups["letter"], LETTERED
    elif groups["number"]:
        label, depth = groups["number"], NUMBERED
    elif groups["roman"]:
        label, depth = groups["roman"], ROMAN
    else:
        label, depth = groups["alone"], _depth_of_letter(groups["alone"], counted)
    return _item_line(block, text, end, (label,), depth, hit.rule)


def _depth_of_letter(letter: str, counted: str) -> int:
    """Return ROMAN for i, v and x, unless the preceding letter of the alphabet was counted last."""
    if letter in NUMERALS and counted[-1:] != NUMERALS[letter]:
        return ROMAN
    return LETTERED


def _capital_item(block: Block, text: str, end: int, hit: Hit) -> LabelledBlock | None:
    """Return what a capital numeral heads: "II. Kosten" a heading, "V. Brug" may be a name."""
    capital = hit.match["capital"]
    if len(text.split()) > SHORTEST_ITEM:
        return _item_line(block, text, end, (capital,), NUMBERED, hit.rule)
    titled = len(capital) > 1 and text[-1] not in ".?!;:,"
    return _line("heading", block, hit.rule) if titled else None


def _item_line(
    block: Block, text: str, marker: int, labels: tuple[str, ...], depth: int, rule: str
) -> LabelledBlock:
    """Return an item whose words begin behind ``marker`` characters."""
    body = block.start + len(text) - len(text[marker:].lstrip())
    return LabelledBlock("item", block.start, body, block.end, labels, None, depth, rule=rule)
