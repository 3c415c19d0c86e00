"""Worth of each rule of the lexicon: the rows and figures that change without it.

Run: python tests/bench/rules.py [rule ...]
     python tests/bench/rules.py --evidence

Every letter at hand is parsed once while the rules that match in it are recorded, then once again
without each of those rules. Parts of rules, whose ids are in capitals, are measured when named.
Printed are the rules that match nowhere, those that change no row, and what the others change. A
rule that changes nothing is deleted, or its entry states why it stays. ``--evidence`` prints for
each rule the official identifier of a paper in which it matched.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.accuracy import MEASURES, Tally, measure
from pipeline.errors import UnreadableDocument
from pipeline.lexicon import concept, lexicon
from pipeline.lexicon.entries import FRAGMENT
from pipeline.parsing.origin import Rows
from pipeline.rows import parse_file

PROJECT = Path(__file__).resolve().parents[2]
CORPUS = PROJECT.parent / "shared" / "corpus"
FORMATS = {".xml", ".html", ".pdf", ".txt", ".docx"}
OFFICIAL = re.compile(r"kst-\d{5}(?:-\w{1,4})?-\w{1,4}|ah-[et]k-\d{8}-\d+|kv-tk-\w+")
"""A file name that is an official identifier."""


@dataclass(slots=True)
class Letter:
    """One file with its gold, its rows, and the rules that match in it."""

    path: Path
    gold: dict[str, object] | None
    rows: Rows = field(default_factory=dict)
    rules: set[str] = field(default_factory=set)

    def parse(self) -> Rows:
        """Return its rows as the rules are now, none if it cannot be read.

        Why: code that reads a named group of a rule fails with an IndexError or KeyError without
            that rule.
        """
        try:
            return parse_file(self.path.read_bytes(), self.path.name)
        except (UnreadableDocument, IndexError, KeyError):
            return {}


@dataclass(slots=True)
class Worth:
    """The rows that change without a rule, the letters in which, and the measures that move."""

    rows: int = 0
    letters: list[str] = field(default_factory=list)
    moved: dict[str, float] = field(default_factory=dict)


def say(line: str) -> None:
    """Write a line for the person who runs this."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def letters() -> Iterator[Letter]:
    """Yield every letter at hand with its gold where there is any."""
    folders = [(PROJECT / "sample" / "letters", None)]
    if CORPUS.is_dir():
        gold = CORPUS / "gold"
        folders += [(CORPUS / "letters", gold), (CORPUS / "real", CORPUS / "real")]
        folders += [(one, gold) for one in sorted((CORPUS / "extractions").iterdir())]
        folders += [(CORPUS / "heads", None), (CORPUS / "cases", None)]
    for folder, golds in folders:
        for path in sorted(folder.iterdir()):
            if path.suffix in FORMATS:
                stated = golds / f"{path.stem}.gold.json" if golds else None
                found = stated is not None and stated.exists()
                yield Letter(path, json.loads(stated.read_text()) if stated and found else None)


def record(every: list[Letter]) -> None:
    """Parse every letter and record the rules that match in it."""
    matched: set[str] = set()
    for label in lexicon().labels:
        concept(label).compile(observe=matched.add)
    for letter in every:
        matched.clear()
        letter.rows = letter.parse()
        letter.rules = set(matched)
    for label in lexicon().labels:
        concept(label).compile()


def users() -> dict[str, set[str]]:
    """Return the labels whose patterns include an entry: its own, or all that use a fragment."""
    stated = lexicon()
    found: dict[str, set[str]] = defaultdict(set)
    for label in stated.labels.values():
        for entry in label.entries:
            names = [entry.id]
            for name in names:
                found[name].add(label.name)
                pattern = entry.pattern if name == entry.id else stated.fragments[name].pattern
                names += [one for one in FRAGMENT.findall(pattern) if one not in names]
    return found


def tallies(letter: Letter, rows: Rows) -> dict[str, Tally]:
    """Return the score of some rows of a letter, nothing if it has no gold."""
    return measure(letter.gold, rows) if letter.gold and rows else {}


def worth(rule: str, labels: set[str], every: list[Letter], all_: dict[str, Tally]) -> Worth:
    """Return what changes in all letters without a rule."""
    matched = {entry.id for name in labels for entry in lexicon().labels[name].entries}
    affected = [one for one in every if (matched if rule.isupper() else {rule}) & one.rules]
    for name in labels:
        concept(name).compile(skip=frozenset({rule}))
    found, totals = Worth(), dict(all_)
    for letter in affected:
        rows = letter.parse()
        if changed := differing(letter.rows, rows):
            found.rows += changed
            found.letters.append(letter.path.name)
            for name, tally in tallies(letter, rows).items():
                before = tallies(letter, letter.rows)[name]
                totals[name] = less(totals[name], before) + tally
    for name in labels:
        concept(name).compile()
    moved = {name: totals[name].f1 - all_[name].f1 for name in all_}
    found.moved = {name: change for name, change in moved.items() if abs(change) > 1e-6}
    return found


def less(total: Tally, part: Tally) -> Tally:
    """Return a tally without a part of it."""
    return Tally(total.hit - part.hit, total.gold - part.gold, total.found - part.found)


def differing(before: Rows, after: Rows) -> int:
    """Return how many rows are in one of two parses only."""
    found = 0
    for table in before.keys() | after.keys():
        one, other = ({repr(row) for row in rows.get(table, [])} for rows in (before, after))
        found += len(one ^ other)
    return found


def evidence(every: list[Letter]) -> dict[str, str]:
    """Return an official identifier of a paper at hand in which each rule matched."""
    found: dict[str, str] = {}
    for letter in every:
        stated = (letter.gold or {}).get("publication") or {}
        name = str(stated.get("publication_id") or letter.path.stem)
        if CORPUS in letter.path.parents and "cases" not in letter.path.parts:
            for rule in letter.rules if OFFICIAL.fullmatch(name) else ():
                found.setdefault(rule, name)
    return found


def measure_all(every: list[Letter], rules: dict[str, set[str]]) -> None:
    """Print what each rule is worth, the useless ones first."""
    totals = dict.fromkeys(MEASURES, Tally(0, 0, 0))
    for letter in every:
        for name, tally in tallies(letter, letter.rows).items():
            totals[name] += tally
    matched = {rule for letter in every for rule in letter.rules}
    idle = [rule for rule in rules if not rule.isupper() and rule not in matched]
    say(f"{len(every)} letters, {len(rules)} rules")
    say(f"{len(idle)} match nowhere: {', '.join(idle)}")
    for rule in sorted(rules.keys() - set(idle)):
        found = worth(rule, rules[rule], every, totals)
        moved = ", ".join(f"{name} {change:+.4f}" for name, change in found.moved.items())
        papers = f"{len(found.letters)} letters ({', '.join(found.letters[:2])})"
        changes = f"{found.rows} rows in {papers} {moved}" if found.rows else "CHANGES NOTHING"
        say(f"{rule}: {changes}")


def main(arguments: list[str]) -> None:
    """Measure all rules, or those named."""
    every = list(letters())
    record(every)
    if arguments == ["--evidence"]:
        for rule, paper in sorted(evidence(every).items()):
            say(f"{rule}\t{paper}")
        return
    known = users()
    chosen = arguments or [rule for rule in known if not rule.isupper()]
    measure_all(every, {rule: known[rule] for rule in chosen})


if __name__ == "__main__":
    main(sys.argv[1:])
