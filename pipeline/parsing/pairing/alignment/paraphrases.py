"""Matching of questions that a reply paraphrases, in the order of the request.

Example: "De leden van de SP-fractie vragen naar de kosten".

No words need agree. If a party group has as many such paragraphs as it has unmatched questions
between two matched ones, they correspond one to one.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from pipeline.lexicon import concept
from pipeline.parsing.language.speech import asks, members_speak, speaking
from pipeline.parsing.pairing.alignment.comparison import Comparison, Match
from pipeline.parsing.pairing.spans import Spans
from pipeline.parsing.pairing.speaker_turns import asking_end

REACTS = concept("reacts-to-question")


def by_speakers(comparison: Comparison, document_end: int, taken: Sequence[Match]) -> list[Match]:
    """Return matches for unmatched questions, each with a paragraph in which its askers ask."""
    where = {match.target: match for match in taken}
    groups: dict[str | None, list[int]] = {}
    for number, one in enumerate(comparison.targets):
        if one.question:
            groups.setdefault(one.party, []).append(number)
    missing = list(_missing(groups, where, document_end))
    asking = _asking(comparison, taken) if missing else {}
    found: list[Match] = []
    for group, run, begin, end in missing:
        lines = [
            index for index in asking.get(group, []) if begin <= comparison.lines[index].start < end
        ]
        if len(lines) == 1 and len(run) == len(groups[group]):
            lines *= len(run)  # one paragraph for all their questions
        if len(lines) == len(run):
            found += [
                _match(comparison, number, index) for number, index in zip(run, lines, strict=True)
            ]
    return found


def _asking(comparison: Comparison, taken: Sequence[Match]) -> dict[str | None, list[int]]:
    """Return the unmatched paragraphs that ask, by party group; the key None has all of them.

    Members ask in them, or they end with a question mark below the heading of the group.
    """
    spans = Spans((match.start, match.end) for match in taken)
    found: dict[str | None, list[int]] = {}
    for party, indices in _parts(comparison):
        group = party
        for index in indices:
            line = comparison.lines[index]
            text = comparison.text[line.body : line.end]
            if party is None and _speaks(text):
                group = speaking(text) or group
            if _asks(text, party) and not spans.overlaps(line.start, line.end):
                for key in dict.fromkeys((None, group)):
                    found.setdefault(key, []).append(index)
    return found


def _speaks(text: str) -> bool:
    return REACTS.match(text) is not None or members_speak(text)


def _asks(text: str, party: str | None) -> bool:
    """Return True if members ask in a paragraph, or a party group's paragraph is a question."""
    if REACTS.match(text):
        return True
    return asks(text) if members_speak(text) else party is not None and text.endswith("?")


def _parts(comparison: Comparison) -> Iterator[tuple[str | None, list[int]]]:
    """Yield each party group that has a heading, with the unnumbered paragraphs below it."""
    party: str | None = None
    indices: list[int] = []
    for index, line in enumerate(comparison.lines):
        if line.kind == "party":
            yield party, indices
            party, indices = line.party, []
        elif line.kind in {"text", "item"} and not comparison.numbers[index][1]:
            indices.append(index)
    yield party, indices


def _missing(
    groups: Mapping[str | None, list[int]], where: Mapping[int, Match], document_end: int
) -> Iterator[tuple[str | None, list[int], int, int]]:
    """Yield runs of unmatched questions of one party group, with the range of their offsets."""
    for group, numbers in groups.items():
        if group is None and len(groups) > 1:
            continue  # their askers are unknown
        begin = 0
        runs = [(known, list(run)) for known, run in groupby(numbers, key=where.__contains__)]
        for place, (known, run) in enumerate(runs):
            if known:
                begin = max(where[number].end for number in run)
            else:
                end = where[runs[place + 1][1][0]].start if place + 1 < len(runs) else document_end
                yield group, run, begin, end


def _match(comparison: Comparison, number: int, index: int) -> Match:
    """Return the paragraph as a match up to its last question; the rest is the answer."""
    line = comparison.lines[index]
    compared = comparison.compare(index, number, line.body)
    reacts = REACTS.match(comparison.text, line.body, line.end)
    end = line.start if reacts else asking_end(comparison.document, line.body, line.end)
    return Match(
        number,
        index,
        line.start,
        end,
        compared.similarity if compared else 0.0,
        numbered=False,
        here=True,
        says_who=True,
    )
