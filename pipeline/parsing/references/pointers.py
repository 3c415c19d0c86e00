"""Pointers to another answer in the same paper.

Examples: "zie het antwoord op vraag 2 van D66", "bij vraag 4 toegelicht".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.parsing.language.parties import PARTY, party_of
from pipeline.parsing.references.citation import Mention
from pipeline.parsing.references.pointer_patterns import (
    AFTER_NAME,
    AND_NAME,
    AT_BLOCK_START,
    BY,
    BY_WORD,
    CORES,
    ELSEWHERE,
    GROUPS,
    HEADING,
    HEADING_END,
    LISTS,
    MORE,
    NUMBERED,
    ORDINAL,
    PLAIN,
    REACH,
    RELATIVE,
    SHORT,
    WORDS,
)
from pipeline.parsing.references.question_numbers import expanded_labels
from pipeline.parsing.references.scanning import Scan, matches, near, places


@dataclass(frozen=True, slots=True)
class _Asker:
    """The party group named after a question number, and the end of that name."""

    name: str | None
    end: int


def pointers(scan: Scan) -> Iterator[Mention]:
    """Yield each pointer to another answer, one mention for each item of a list."""
    text, taken = scan.text, -1
    cores = [*places(scan.lower, CORES), *(short.start() for short in SHORT.finditer(scan.lower))]
    words = near(places(scan.lower, WORDS), sorted(cores), REACH)
    found = [*matches(NUMBERED, text, words), *matches(BY_WORD, text, words)]
    for match in sorted(found, key=lambda one: (one.start(), -one.end())):
        if match.start() >= taken:
            for mention in _numbered(text, match) if match.re is NUMBERED else _worded(text, match):
                yield mention
                taken = max(taken, mention.end)


def _numbered(text: str, match: re.Match[str]) -> Iterator[Mention]:
    """Yield the mentions of a pointer by number, also of those in "en vraag 3 van de VVD"."""
    groups = [match[name] for name in GROUPS if match[name]]
    before = party_of(groups[0]) if groups else None
    if groups and not before:
        return
    labels = next(match[name] for name in LISTS if match[name])
    asker = _Asker(before, match.end()) if before else _asker(text, match.end())
    if _is_of_this_paper(text, match, asker):
        yield from _mentions(labels, match.start(), asker)
        yield from _further(text, match.start(), asker)


def _further(text: str, start: int, asker: _Asker) -> Iterator[Mention]:
    """Yield the mentions of "en vraag 3 van de VVD" behind a pointer by number."""
    while (more := MORE.match(text, asker.end)) and (more["named"] or asker.name):
        asker = _asker(text, more.end())
        if not (asker.name or more["named"]) or ELSEWHERE.match(text, more.end()):
            return
        yield from _mentions(more["labels"], start, asker)


def _worded(text: str, match: re.Match[str]) -> Iterator[Mention]:
    """Yield the mentions of a pointer by a word ("de vorige vraag") or by the party that asked."""
    backwards = "vorige" if match["above"] or match["over"] else ""
    printed = match["word"] or match["said"] or backwards
    asker = _asker(text, match.end())
    if not (printed or asker.name) or not _is_of_this_paper(text, match, asker):
        return
    words: list[str | None] = [*re.findall(rf"{ORDINAL}|{RELATIVE}", printed.lower())]
    for word in words or [None]:
        plain = PLAIN.get(word, word) if word else None
        yield Mention("answer", match.start(), asker.end, party=asker.name, ordinal_word=plain)


def _is_of_this_paper(text: str, match: re.Match[str], asker: _Asker) -> bool:
    """Return True for a pointer within this paper that is not the heading of an answer."""
    if not asker.name and ELSEWHERE.match(text, match.end()):
        return False
    return not _is_heading(text, match.start(), asker.end)


def _mentions(labels: str, start: int, asker: _Asker) -> Iterator[Mention]:
    """Yield a mention for each label of a printed list."""
    for label in expanded_labels(labels):
        yield Mention("answer", start, asker.end, party=asker.name, label=label)


def _asker(text: str, end: int) -> _Asker:
    """Read the party group whose name follows at ``end``: "van de leden van de D66-fractie"."""
    by = BY.match(text, end)
    name = PARTY.match(text, by.end()) if by else None
    if by is None or name is None:
        return _Asker(None, end)
    end = name.end()
    while (
        "fracties" in by.group()
        and (again := AND_NAME.match(text, end))
        and (also := PARTY.match(text, again.end()))
    ):
        end = also.end()  # the fracties van D66 en VVD: groups that ask together
    after = AFTER_NAME.match(text, end)
    return _Asker(party_of(text[name.start() : end]), after.end() if after else end)


def _is_heading(text: str, start: int, end: int) -> bool:
    """Return True if the words are the heading of an answer, as "Antwoord op vraag 3"."""
    starts_block = AT_BLOCK_START.search(text, max(0, start - 9), start)
    return bool(starts_block and HEADING.match(text, start) and HEADING_END.match(text, end))
