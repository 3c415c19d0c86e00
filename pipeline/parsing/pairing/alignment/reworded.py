"""Matching of questions that a reply words anew, by their askers.

Where a question shares too few words with any line, its neighbours that were matched bound the
lines in which it can be repeated. Example: "De leden van de SP-fractie vragen naar de kosten".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.lexicon import concept
from pipeline.parsing.language.speech import asks, members_speak, speaking
from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.parsing.pairing.alignment.comparison import Comparison, Match
from pipeline.parsing.pairing.spans import Spans
from pipeline.parsing.pairing.speaker_turns import asking_end

REACTS = concept("reacts-to-question")


@dataclass(frozen=True, slots=True)
class _Gap:
    """Questions of one group without a match, in a row: the indices of their targets.

    ``before`` is the end of the match above them, ``after`` the start of the one below, each -1 if
    there is none.
    """

    party: str | None
    numbers: list[int]
    before: int
    after: int

    def holds(self, line: LabelledBlock) -> bool:
        """Return True for a line between the two matches."""
        return line.start >= self.before and not 0 <= self.after < line.end


def _gaps(comparison: Comparison, taken: Sequence[Match]) -> Iterator[_Gap]:
    """Yield the runs of questions without a match, group by group."""
    where = {match.target: match for match in taken}
    groups: dict[str | None, list[int]] = {}
    for number, target in enumerate(comparison.targets):
        if target.question:
            groups.setdefault(target.party, []).append(number)
    for party, numbers in groups.items():
        runs = [(known, list(run)) for known, run in groupby(numbers, key=where.__contains__)]
        before = -1
        for index, (known, run) in enumerate(runs):
            if known:
                before = max(before, *(where[number].end for number in run))
            else:
                below = runs[index + 1][1][0] if index + 1 < len(runs) else None
                yield _Gap(party, run, before, -1 if below is None else where[below].start)


def by_speakers(comparison: Comparison, taken: Sequence[Match]) -> list[Match]:
    """Return matches for unmatched questions, each with a paragraph in which its askers ask.

    No words need agree: they correspond one to one if a group has as many such paragraphs as
    questions in a gap.
    """
    gaps = [*_gaps(comparison, taken)]
    groups = {target.party for target in comparison.targets if target.question}
    asking = _asking(comparison, taken) if gaps else {}
    matches: list[Match] = []
    for gap in gaps:
        if gap.party is None and len(groups) > 1:
            continue  # their askers are unknown
        lines = [index for index in asking.get(gap.party, []) if gap.holds(comparison.lines[index])]
        if len(lines) == 1 and max(gap.before, gap.after) < 0:
            lines *= len(gap.numbers)  # one paragraph for all their questions
        if len(lines) == len(gap.numbers):
            pairs = zip(gap.numbers, lines, strict=True)
            matches += [_match(comparison, number, index) for number, index in pairs]
    return matches


def _asking(comparison: Comparison, taken: Sequence[Match]) -> dict[str | None, list[int]]:
    """Return the unmatched paragraphs that ask, by party group; the key None has all of them.

    Members ask in them, or they end with a question mark below the heading of the group.
    """
    spans = Spans((match.start, match.end) for match in taken)
    paragraphs: dict[str | None, list[int]] = {}
    party: str | None = None
    group: str | None = None
    for index, line in enumerate(comparison.lines):
        if line.kind == "party":
            party = group = line.party
        if line.kind not in {"text", "item"} or comparison.numbers[index][1]:
            continue
        text = comparison.text[line.body : line.end]
        if party is None:
            group = _group(text) or group
        if _asks(text, party) and not spans.overlaps(line.start, line.end):
            for key in dict.fromkeys((None, group)):
                paragraphs.setdefault(key, []).append(index)
    return paragraphs


def _group(text: str) -> str | None:
    """Return the party group that speaks in a paragraph, None if it names none."""
    return speaking(text) if REACTS.match(text) or members_speak(text) else None


def _asks(text: str, party: str | None) -> bool:
    """Return True if members ask in a paragraph, or a party group's paragraph is a question."""
    if REACTS.match(text):
        return True
    return asks(text) if members_speak(text) else party is not None and text.endswith("?")


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
