"""Who signs a letter of the government, or on whose behalf it is signed, with what the register says of them.

In order of trust: the offices under the letter, with the names beside them; for written questions the line
"Antwoord van Minister Helder (Langdurige Zorg en Sport)"; the letter-head, where nothing is signed. "Mede namens" in
any of these, or in the opening sentence, adds the office without a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from pipeline.parsing.offices import NAME, Office, offices
from pipeline.parsing.register import InOffice, Role, folded, is_named, is_portfolio, portfolios, standing, tenures, written_out
from pipeline.parsing.sentences import sentences
from pipeline.reading.document import Block, Document

ANSWER_LINE = re.compile(
    r"(?:Nader\s|Aanvullend\s)?(?:Antwoord(?:en)?|Mededeling(?:en)?|Uitstelbericht|Reactie)\s(?:van|door)\s(?:de\s)?(?=minister|staatssecretaris)",
    re.IGNORECASE,
)
"""Antwoord van Minister Helder (Langdurige Zorg en Sport), mede namens ... (ontvangen 24 oktober 2023)"""
HEAD = re.compile(r"(?:\w{1,3}\s|Nr\.\s\w{1,4}\s)?BRIEF\sVAN\s(?:DE|HET)\s")
"""BRIEF VAN DE MINISTER VAN DEFENSIE EN DE STAATSSECRETARIS VAN DEFENSIE"""
ON_BEHALF = re.compile(r"\b(?:mede\s)?namens\b|\bin\sovereenstemming\smet\b", re.IGNORECASE)
ALSO_ON_BEHALF = re.compile(r"\bmede\s(?:namens|ondertekend\sdoor)\b", re.IGNORECASE)
SELF = re.compile(
    r"\b(?:ik|wij|mij|ons|hierbij|hiermee|hiermede|bij\sdeze|bijgaand|deze\s(?:nota|memorie|brief|beantwoording|antwoorden|reactie|vragen))\b",
    re.IGNORECASE,
)
"""The writer speaks: "de minister heeft, mede namens" tells of another letter."""
SIGNS = re.compile(r"(?:(?:mede\s)?namens\s)?(?:(?:de|het)\s)?(?:minister|staatssecretaris)", re.IGNORECASE)
"""How a signature begins."""
OTHER_OFFICE = re.compile(
    r"(?:(?:de|het)\s)?(?:(?:wnd|plv|fungerend|waarnemend|plaatsvervangend)\.?\s)?(?:voorzitter|griffier|directeur|secretaris|commissie|ondervoorzitter|inspecteur|hoofd|adjunct)",
    re.IGNORECASE,
)
"""Chairs and clerks of committees, and officials, are no ministers."""
NOISE = re.compile(r"^(?:w\.g\.|\(?getekend\)?:?|hoogachtend|met\s(?:vriendelijke\s)?groet|namens\sdeze)[\s,]*", re.IGNORECASE)
PERSON = re.compile(rf"{NAME}$", re.IGNORECASE)
INITIALS = re.compile(r"(?<!\S)(?=(?:[A-ZÀ-Þ][a-z]{0,2}\.\s?)+(?:[a-z’'‘]+\s){0,3}[A-ZÀ-Þ])")

LAST_BLOCKS = 14
"""Where a format marks no signatures, they are among the last short blocks of a letter."""
SHORT = 260
OPENING = 6
"""Blocks of a letter in which "mede namens" opens it."""


@dataclass(frozen=True, slots=True)
class Minister:
    """One signature under a reply, or one office on whose behalf it is given: a row of the table ``minister``.

    ``portfolio`` and ``name`` are as printed (an abbreviation is written out, a portfolio in capitals gets the register's
    spelling); ``start`` and ``end`` are where the office stands in ``Document.text``. ``ministry_id``, ``person_id`` and
    ``in_office`` are what the register says of them on the day of the letter.
    """

    role: Role
    portfolio: str | None
    name: str | None
    on_behalf: bool
    ministry_id: str | None
    person_id: str | None
    in_office: InOffice
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Signature:
    """An office under a letter, with the name that belongs to it; ``on_behalf`` where another signs for it."""

    office: Office
    name: str | None
    on_behalf: bool


def find(document: Document, start: int, end: int, dated_on: date | None) -> list[Minister]:
    """The ministers of the letter ``document.text[start:end]`` of ``dated_on``: who signs, then on whose behalf."""
    blocks = [block for block in document.blocks if start <= block.start and block.end <= end]
    if not blocks:
        return []
    found = _answer_line(document, blocks) or _signatures(document, blocks, dated_on)
    head = _head(document, blocks)
    if not any(not one.on_behalf for one in found):
        found = [one for one in head if not one.on_behalf] + found
    found += [one for one in (*head, *_opening(document, blocks)) if one.on_behalf]
    return [_minister(one, dated_on) for one in _once(found)]


def _answer_line(document: Document, blocks: Sequence[Block]) -> list[_Signature]:
    for block in blocks[:OPENING]:
        text = document.text[block.start : block.end]
        if ANSWER_LINE.match(text):
            return _listed(text, block.start)
    return []


def _head(document: Document, blocks: Sequence[Block]) -> list[_Signature]:
    for block in blocks[:OPENING]:
        text = document.text[block.start : block.end]
        if HEAD.match(text):
            return _listed(text, block.start)
    return []


def _opening(document: Document, blocks: Sequence[Block]) -> list[_Signature]:
    """Offices behind "mede namens" in the sentences that open the letter."""
    found: list[_Signature] = []
    for block in blocks[:OPENING]:
        for begin, stop in sentences(document.text, block.start, block.end):
            sentence = document.text[begin:stop]
            behalf = ALSO_ON_BEHALF.search(sentence)
            if behalf and SELF.search(sentence) and not ANSWER_LINE.match(sentence) and not HEAD.match(sentence):
                found += [
                    _Signature(_moved(office, begin), None, on_behalf=True)
                    for office in offices(_listing(sentence, behalf.end()))
                ]
    return found


LISTING_ENDS = re.compile(
    r",\s(?:de\santwoorden|de\sbeantwoording|het\s|aan\s(?:uw|de)\s|op\s|een\s|mijn\s|uw\s|hoe\s|dat\s|over\s|in\s)|\b(?:de\s(?:antwoorden|beantwoording|vragen|reactie)|aan\suw|uw\skamer)\b",
    re.IGNORECASE,
)


def _listing(sentence: str, start: int) -> str:
    """The sentence with everything blanked but the list of offices that begins at ``start``."""
    ends = LISTING_ENDS.search(sentence, start)
    stop = ends.start() if ends else len(sentence)
    return " " * start + sentence[start:stop]


def _listed(text: str, at: int) -> list[_Signature]:
    """The offices of one line; those behind "namens" are on whose behalf it is."""
    behalf = ON_BEHALF.search(text)
    border = behalf.start() if behalf else len(text)
    return [_Signature(_moved(office, at), office.name, on_behalf=office.start > border) for office in offices(text)]


def _signatures(document: Document, blocks: Sequence[Block], dated_on: date | None) -> list[_Signature]:
    marked = [block for block in blocks if block.kind == "signature"]
    lines = marked or [block for block in blocks[-LAST_BLOCKS:] if block.end - block.start <= SHORT]
    found: list[_Signature] = []
    waiting: list[int] = []  # places in ``found`` of offices whose name is still to come
    above: str | None = None  # a name that stood above its office
    skip = False
    for block in _joined(document, lines):
        text = NOISE.sub("", document.text[block.start : block.end].replace("\n", " ")).strip(" ,")
        if SIGNS.match(text):
            signed = list(_line(text, block, above))
            waiting = [*([] if any(one.name for one in signed) else waiting), *range(len(found), len(found) + len(signed))]
            found += signed
            waiting = [place for place in waiting if found[place].name is None and not found[place].on_behalf]
            above, skip = None, False
        elif named := _name_then_office(text, block):
            found.append(named)
        elif OTHER_OFFICE.match(text):
            skip = True
        elif is_portfolio(text):
            continue  # a second line that names the part of the ministry
        elif waiting and not skip and (names := split_names(text, len(waiting), dated_on)):
            for place, name in zip(waiting, names, strict=False):
                found[place] = replace(found[place], name=name)
            waiting = waiting[len(names) :]
        elif block.kind != "heading" and PERSON.match(text):  # "Toezicht" and "Antwoord" look like surnames
            above, skip = (None if skip else text), False
    return found


def _joined(document: Document, lines: Sequence[Block]) -> list[Block]:
    """The lines of the signatures; one that was broken within the name of a portfolio is whole again."""
    found: list[Block] = []
    for block in lines:
        last = found[-1] if found else None
        if last and SIGNS.match(document.text[last.start : last.end]):
            both = offices(document.text[last.start : block.end].replace("\n", " "))
            if both and both[-1].portfolio and is_portfolio(both[-1].portfolio) and last.start + both[-1].end > block.start:
                found[-1] = replace(last, end=block.end)
                continue
        found.append(block)
    return found


def _line(text: str, block: Block, above: str | None) -> Iterator[_Signature]:
    """The offices of one line of a signature, each with the name behind it."""
    named = offices(text)
    behalf = ON_BEHALF.search(text)
    for index, office in enumerate(named):
        until = named[index + 1].start if index + 1 < len(named) else len(text)
        behind = NOISE.sub(
            "", re.sub(r"\s(?:de|en|mede\snamens|namens)\s*$", "", text[office.end : until], flags=re.IGNORECASE).strip(" ,;:")
        )
        behind = re.sub(r"[\s,]+(?:en\s)?(?:mede\snamens\s)?de$", "", behind, flags=re.IGNORECASE)
        name = office.name or (behind if PERSON.match(behind) else None)
        if name is None and index == 0:
            name = above
        yield _Signature(_moved(office, block.start), name, on_behalf=bool(behalf and office.start > behalf.start()))


def _name_then_office(text: str, block: Block) -> _Signature | None:
    """A name before its office in one line: R.P. Brekelmans, minister van Defensie."""
    name, comma, rest = text.partition(", ")
    if comma and PERSON.match(name) and SIGNS.match(rest) and (named := offices(rest)):
        return _Signature(_moved(named[0], block.start + len(name) + 2), name, on_behalf=False)
    return None


def split_names(text: str, count: int, on: date | None) -> list[str]:
    """The names that one line of signatures prints side by side, at most ``count``; none where it is no line of names.

    ``"Hanke Bruins Slot Liesje Schreinemacher"`` is parted where both halves are holders of an office on that day, or
    before initials; else it is one name.
    """
    if count == 1 or re.search(r"[,;]|\sen\s", text):
        parts = [part.strip() for part in re.split(r"[,;]\s|\sen\s", text)] if count > 1 else [text]
        return parts[:count] if all(PERSON.match(part) for part in parts) else []
    words = text.split()
    borders = [match.start() for match in INITIALS.finditer(text)]
    if len(borders) == count and borders[0] == 0:
        return [text[first:last].strip() for first, last in zip(borders, [*borders[1:], len(text)], strict=True)]
    if len(words) <= MOST_WORDS:
        for cuts in combinations(range(1, len(words)), count - 1):
            parts = [" ".join(words[first:last]) for first, last in zip((0, *cuts), (*cuts, len(words)), strict=True)]
            if all(
                any((on is None or tenure.on(on)) and is_named(tenure.person, part) for tenure in tenures()) for part in parts
            ):
                return parts
    if len(words) == 2 * count:
        return [" ".join(words[index : index + 2]) for index in range(0, len(words), 2)]
    return [text] if PERSON.match(text) else []


MOST_WORDS = 16
"""More words than this are no line of names."""


def _moved(office: Office, by: int) -> Office:
    return replace(office, start=office.start + by, end=office.end + by)


def _once(found: list[_Signature]) -> list[_Signature]:
    """Every office once: a colleague who signs is not named again as the one on whose behalf."""
    kept: list[_Signature] = []
    for one in found:
        same = [
            other
            for other in kept
            if other.office.role == one.office.role and folded(other.office.portfolio or "") == folded(one.office.portfolio or "")
        ]
        if not same or (not one.on_behalf and one.name and all(other.name != one.name for other in same)):
            kept.append(one)
    return kept


def _minister(one: _Signature, dated_on: date | None) -> Minister:
    office = one.office
    portfolio = _as_printed(office.portfolio, dated_on) if office.portfolio else None
    name = " ".join(one.name.split()) if one.name else None
    known = standing(office.role, portfolio, name, dated_on)
    return Minister(
        office.role, portfolio, name, one.on_behalf, known.ministry_id, known.person_id, known.in_office, office.start, office.end
    )


def _as_printed(portfolio: str, dated_on: date | None) -> str:
    """The portfolio in clean white space, an abbreviation written out, capitals in the register's spelling."""
    printed = written_out(" ".join(portfolio.split()).strip(" ,."), dated_on)
    if printed.isupper():
        return next((name for name in portfolios() if folded(name) == folded(printed)), printed)
    return printed
