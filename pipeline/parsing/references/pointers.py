"""Pointers to another answer in the same paper.

Examples: "zie het antwoord op vraag 2 van D66", "bij vraag 4 toegelicht".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.lexicon import concept
from pipeline.parsing.calendar.days import NUMBERS
from pipeline.parsing.language.labels import ranged
from pipeline.parsing.language.parties import PARTY, party_of
from pipeline.parsing.references.citation import Citation
from pipeline.parsing.references.scanning import Scan, matches, near, positions

AFTER_NAME = concept("behind-asker")
AND_NAME = concept("next-asker")
ANSWER = concept("answer-named")
ASKED_BY = concept("asked-by")
BETWEEN = concept("between-questions")
BLOCK_START = concept("block-start")
BY_NUMBER = concept("pointer-by-number")
BY_WORD = concept("pointer-by-word")
ELSEWHERE = concept("in-another-paper")
FURTHER = concept("further-questions")
HEADING_END = concept("heading-end")
INLINE_HEADING = concept("inline-heading")
BEFORE_HEADING = 3
"""Characters around the words of a heading that show that it is one: the end of a sentence."""
ITEM = concept("question-item")
LABEL_PARTS = concept("question-label-part")
PLACE = concept("word-of-place")
SHORT = concept("short-pointer")
UP_TO = concept("up-to")

WORDS = (
    "antwoord", "beantwoording", "zie ", "bij ", "onder ", "naar ", "conform ", "vgl.",
    "vergelijk ", "idem ", "reactie", "toelichting ", "samen ", "tezamen ", "gezamenlijk ",
    "gelijktijdig ", "gelijk ", "identiek ", "gelijkluidend ", "hetzelfde ", "geldt ", "in ",
    "op ", "vorig", "voorgaand", "voorafgaand", "bovenstaand", "verwijs", "verwijzen",
)  # fmt: skip
"""Words with which pointers begin."""
CORES = ("vra", "antwoord", "onderdeel")
"""Words of which each pointer contains one, except the short ones."""
REACH = 110
"""Largest distance in characters from the first word of a pointer to a core."""
GROUPS = ("answerer", "party", "asker", "group")
"""Groups of a pointer by number with the party group, and with the numbers (below)."""
LISTS = ("answer", "plain", "at", "said", "letters", "worded", "short")
PREVIOUS = ("voorgaande", "voorafgaande", "bovenstaande", "bovengenoemde", "eerdere")
NEXT = ("hiernavolgende", "onderstaande")
PLAIN = dict.fromkeys(PREVIOUS, "vorige") | dict.fromkeys(NEXT, "volgende")
"""The plain form of words that point backwards or forwards."""


@dataclass(frozen=True, slots=True)
class _Asker:
    """The party group named after a question number, and the end of that name."""

    name: str | None
    end: int


def pointers(scan: Scan) -> Iterator[Citation]:
    """Yield each pointer to another answer, one citation for each item of a list."""
    text, taken = scan.text, -1
    cores = [
        *positions(scan.lower, CORES),
        *(short.start() for short in SHORT.finditer(scan.lower)),
    ]
    words = near(positions(scan.lower, WORDS), sorted(cores), REACH)
    candidates = [
        *((match, _numbered) for match in matches(BY_NUMBER, text, words)),
        *((match, _worded) for match in matches(BY_WORD, text, words)),
    ]
    for match, finder in sorted(
        candidates, key=lambda candidate: (candidate[0].start(), -candidate[0].end())
    ):
        if match.start() >= taken:
            for citation in finder(text, match):
                yield citation
                taken = max(taken, citation.end)


def _numbered(text: str, match: re.Match[str]) -> Iterator[Citation]:
    """Yield the citations of a pointer by number, also of those in "en vraag 3 van de VVD"."""
    groups = [match[name] for name in GROUPS if match[name]]
    before = party_of(groups[0]) if groups else None
    if groups and not before:
        return
    labels = next(match[name] for name in LISTS if match[name])
    asker = _Asker(before, match.end()) if before else _asker(text, match.end())
    if _is_of_this_paper(text, match, asker):
        yield from _citations(labels, match.start(), asker)
        yield from _further(text, match.start(), asker)


def _further(text: str, start: int, asker: _Asker) -> Iterator[Citation]:
    """Yield the citations of "en vraag 3 van de VVD" behind a pointer by number."""
    while (more := FURTHER.match(text, asker.end)) and (more["named"] or asker.name):
        asker = _asker(text, more.end())
        if not (asker.name or more["named"]) or ELSEWHERE.match(text, more.end()):
            return
        yield from _citations(more["labels"], start, asker)


def _worded(text: str, match: re.Match[str]) -> Iterator[Citation]:
    """Yield the citations of a pointer by a word ("de vorige vraag") or by the party that asked."""
    backwards = "vorige" if match["above"] or match["over"] else ""
    printed = match["word"] or match["said"] or backwards
    asker = _asker(text, match.end())
    if not (printed or asker.name) or not _is_of_this_paper(text, match, asker):
        return
    ordinals = (ordinal.group() for ordinal in PLACE.finditer(printed.lower()))
    words: list[str | None] = [PLAIN.get(word, word) for word in ordinals]
    for plain in words or [None]:
        yield Citation("answer", match.start(), asker.end, party=asker.name, ordinal_word=plain)


def _is_of_this_paper(text: str, match: re.Match[str], asker: _Asker) -> bool:
    """Return True for a pointer within this paper that is not the heading of an answer."""
    if not asker.name and ELSEWHERE.match(text, match.end()):
        return False
    return not _is_heading(text, match.start(), asker.end)


def _citations(labels: str, start: int, asker: _Asker) -> Iterator[Citation]:
    """Yield a citation for each label of a printed list."""
    for label in expanded_labels(labels):
        yield Citation("answer", start, asker.end, party=asker.name, label=label)


def _asker(text: str, end: int) -> _Asker:
    """Read the party group whose name follows at ``end``: "van de leden van de D66-fractie"."""
    by = ASKED_BY.match(text, end)
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
    """Return True if the words are the heading of an answer, as "Antwoord op vraag 3".

    It may follow the question in one block: "Is dat zo? Antwoord 3: Ja.".

    Seen in: 2011Z04442, as another site prints its answer.
    """
    above = max(0, start - BEFORE_HEADING)
    if start and INLINE_HEADING.match(text[above : end + BEFORE_HEADING], start - 1 - above):
        return True
    starts_block = BLOCK_START.search(text, max(0, start - 9), start)
    return bool(starts_block and ANSWER.match(text, start) and HEADING_END.match(text, end))


def expanded_labels(printed: str) -> list[str]:
    """Return the labels: ``"1a en b"`` -> 1a, 1b; ``"2 t/m 4"`` -> 2, 3, 4; ``"vier"`` -> 4."""
    if number_word := NUMBERS.get(printed.lower()):
        return [str(number_word)]
    labels: list[str] = []
    number = ""
    for match in ITEM.finditer(BETWEEN.sub(",", UP_TO.sub("-", printed))):
        first, last = _label(match["first"], number), match["last"]
        number = first.rstrip("abcdefghijklmnopqrstuvwxyz")
        labels += ranged(first, _label(last, number)) if last else [first]
    return labels


def _label(printed: str, number: str) -> str:
    """Return a label in one spelling; a letter alone follows ``number``: "b" -> "1b"."""
    parts = LABEL_PARTS.fullmatch(printed.strip().lower())
    if parts is None:
        return printed.strip()
    return (parts["number"] or number) + (parts["sub"] or "")
