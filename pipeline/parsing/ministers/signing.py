"""Signatures under a letter of the government: offices and names, in several layouts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations, pairwise

from pipeline.lexicon import concept
from pipeline.parsing.ministers.offices import Office, offices
from pipeline.parsing.ministers.person_names import is_named
from pipeline.parsing.ministers.register import is_portfolio, tenures
from pipeline.reading.document import CELL, Block, Document

GREETING = concept("signature-greeting")
INITIALS = concept("initials")
ON_BEHALF = concept("on-behalf")
OTHER_OFFICE = concept("office-of-others")
PERSON = concept("person-name")
SIGNS = concept("signature-opening")
TELLS = concept("verb-behind-office")
LAST_BLOCKS = 14
"""Number of last blocks that may be signatures if the file format does not mark them."""
SHORT = 260
MOST_WORDS = 16
"""Maximum number of words in a line of names."""


def signatures(document: Document, blocks: Sequence[Block], dated_on: date | None) -> list[Office]:
    """Return the offices under a letter, in order, each with the name next to, below or above."""
    lines = _signature_lines(document, blocks)
    scan = _Scan(dated_on, names_below=_names_stand_below(document, lines))
    for block in lines:
        scan.read_line(_words(document, block), block)
    return scan.offices


@dataclass(slots=True)
class _Scan:
    """Signatures read so far.

    ``waiting`` are the indexes in ``offices`` of those whose name is still to come, ``above`` is a
    name printed above its office, and ``skip`` is true below an office that is no minister's.
    ``names_below`` is true if names are printed below their offices.
    """

    dated_on: date | None
    names_below: bool
    offices: list[Office] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    above: str | None = None
    skip: bool = False

    def read_line(self, text: str, block: Block) -> None:
        """Read one line: offices, names, or nothing of these.

        Why: a heading such as "Toezicht" or "Antwoord" looks like a surname.
        """
        if _signs(text):
            self._add_offices(text, block)
        elif OTHER_OFFICE.match(text):
            self.skip = True
        elif is_portfolio(text) or self._give_names(text):
            return  # a second line that names the part of the ministry, or names
        elif block.kind != "heading" and _is_person(text):
            self.above = None if self.skip or self.names_below else text
            self.skip = False
        else:
            self.above = None

    def _add_offices(self, text: str, block: Block) -> None:
        """Add the offices of a line; those without a name wait for one."""
        signed = list(_line(text, block, self.above))
        earlier = [] if any(office.name for office in signed) else self.waiting
        indexes = [*earlier, *range(len(self.offices), len(self.offices) + len(signed))]
        self.offices += signed
        self.waiting = [
            index
            for index in indexes
            if self.offices[index].name is None and not self.offices[index].on_behalf
        ]
        self.above, self.skip = None, False

    def _give_names(self, text: str) -> bool:
        """Give the names in a line to the offices that wait for one; return False without any."""
        if not self.waiting or self.skip:
            return False
        names = split_names(text, len(self.waiting), self.dated_on)
        for index, name in zip(self.waiting, names, strict=False):
            self.offices[index] = replace(self.offices[index], name=name)
        self.waiting = self.waiting[len(names) :]
        return bool(names)


def _signature_lines(document: Document, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of the signatures.

    These are the blocks that the format marks, with "mede namens" directly above them; if there are
    none, the table rows with a signature, each once; else the last short blocks of the letter.

    Seen in: 2023Z19006 (a table), 5401166 ("mede namens" above).
    """
    kinds = [*(block.kind for block in blocks), ""]
    marked = [
        block
        for block, kind, below in zip(blocks, kinds, kinds[1:], strict=False)
        if kind == "signature" or (below == "signature" and _behalf_alone(document, block))
    ]
    if marked:
        return marked
    rows = [
        block
        for block in blocks
        if block.kind == "table"
        and block.end - block.start <= SHORT * 2
        and _signs(_words(document, block))
    ]
    return rows or _short_lines(document, blocks)


def _short_lines(document: Document, blocks: Sequence[Block]) -> list[Block]:
    """Return the last short blocks, or the signatures above an annex if no office is among them.

    Example: "De Minister van Defensie, R.P. Brekelmans" is such a signature, above the answers.

    Seen in: kst-35925-VIII-146.
    """
    last = [block for block in blocks[-LAST_BLOCKS:] if block.end - block.start <= SHORT]
    if any(_signs(_words(document, block)) for block in last):
        return last
    signed = [
        block
        for block in blocks
        if block.end - block.start <= SHORT and _has_name(_words(document, block), block)
    ]
    return signed or last


def _has_name(text: str, block: Block) -> bool:
    """Return True for a line with an office and the name of who holds it."""
    return _signs(text) and any(office.name for office in _line(text, block, None))


def _behalf_alone(document: Document, block: Block) -> bool:
    """Return True if a line only names the office on whose behalf the next line signs."""
    text = _words(document, block)
    return ON_BEHALF.match(text) is not None and _signs(text) and len(text) <= SHORT


def _is_person(text: str) -> bool:
    """Return True if the words are a person's name.

    A single word only counts as a surname if it is in the register. Why: "Gegeven" would match too.
    """
    return PERSON.fullmatch(text) is not None and (
        " " in text or "." in text or any(is_named(tenure.person, text) for tenure in tenures())
    )


def _words(document: Document, block: Block) -> str:
    """Return a line of the signatures without greetings."""
    cells = document.text[block.start : block.end].replace("\n", " ").split(CELL)
    return GREETING.sub("", CELL.join(dict.fromkeys(cells))).strip(" ,")


def _signs(text: str) -> bool:
    """Return True if a line begins like a signature and no verb follows the office."""
    if not SIGNS.match(text):
        return False
    named = offices(text)
    return not named or not TELLS.match(text, named[-1].end)


def _names_stand_below(document: Document, blocks: Sequence[Block]) -> bool:
    """Return True if names are printed below offices, as the last line of the signatures shows.

    Why: all names of a letter have the same position. Only if they are below, a short line above
    the first office is not a name.
    """
    for block in reversed(blocks):
        text = _words(document, block)
        if SIGNS.match(text) or OTHER_OFFICE.match(text):
            return False
        if _is_person(text) and not is_portfolio(text):
            return True
    return False


def _line(text: str, block: Block, above: str | None) -> Iterator[Office]:
    """Yield the offices of one line of a signature, each with the name after it."""
    named = offices(text)
    behalf = ON_BEHALF.search(text)
    for index, office in enumerate(named):
        until = named[index + 1].start if index + 1 < len(named) else len(text)
        behind = text[office.end : until].strip(" ,;:")
        behind = GREETING.sub("", behind)
        name = office.name or (behind if _is_person(behind) else None)
        if name is None and index == 0:
            name = above
        signs_last = name is not None and _signs_last(behalf, index, len(named))
        on_behalf = behalf is not None and office.start > behalf.start() and not signs_last
        yield replace(office.moved(block.start), name=name, on_behalf=on_behalf)


def _signs_last(behalf: re.Match[str] | None, index: int, count: int) -> bool:
    """Return True for the last office of a line that opens with "mede namens": it signs.

    Example: Mede namens de staatssecretaris van A, de minister van B NAME.
    """
    return behalf is not None and behalf.start() == 0 and 0 < index == count - 1


def split_names(text: str, count: int, on: date | None) -> list[str]:
    """Return the names in one line of signatures, at most ``count``; none if it has no names.

    Example: ``"Hanke Bruins Slot Liesje Schreinemacher"`` is split if both halves held an office on
    that day. A line is also split before initials; otherwise it is one name.
    """
    if count == 1:
        return _persons([text])
    if re.search(r"[,;]|\sen\s", text):
        return _persons([part.strip() for part in re.split(r"[,;]\s|\sen\s", text)])[:count]
    words = text.split()
    return (
        _at_initials(text, count)
        or _of_register(words, count, on)
        or (_cut(words, range(2, len(words), 2)) if len(words) == 2 * count else [])
        or _persons([text])
    )


def _persons(names: list[str]) -> list[str]:
    """Return the names if all of them are names of persons, else none."""
    return names if all(_is_person(name) for name in names) else []


def _at_initials(text: str, count: int) -> list[str]:
    """Return the names of a line in which each begins with initials, none in any other line."""
    borders = [match.start() for match in INITIALS.finditer(text)]
    if len(borders) != count or borders[0] != 0:
        return []
    return [text[first:last].strip() for first, last in pairwise([*borders, len(text)])]


def _of_register(words: Sequence[str], count: int, on: date | None) -> list[str]:
    """Return the names of a line that divides into ``count`` persons in office, else none."""
    if len(words) > MOST_WORDS:
        return []
    persons = [tenure.person for tenure in tenures() if on is None or tenure.on(on)]
    for cuts in combinations(range(1, len(words)), count - 1):
        names = _cut(words, cuts)
        if all(any(is_named(person, name) for person in persons) for name in names):
            return names
    return []


def _cut(words: Sequence[str], cuts: Iterable[int]) -> list[str]:
    """Return the words as one text before, between and behind the cuts."""
    return [" ".join(words[first:last]) for first, last in pairwise([0, *cuts, len(words)])]
