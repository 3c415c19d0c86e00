"""Concepts: one matcher for each label of the lexicon, compiled from the label's entries.

The entries become one regular expression, or one each if they share names of groups.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pipeline.lexicon.entries import Entry, Label, Lexicon, LexiconError

NAMED_GROUP = re.compile(r"\(\?P<(\w+)>")
METHODS = {"start": "match", "whole": "fullmatch", "anywhere": "search"}
"""The method that finds a label, by the place at which it must match."""

BOUND = frozenset({*METHODS.values(), "finditer", "patterns", "placed", "single"})
"""Attributes of a concept that exist only once it is compiled."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A match, with the id of the entry that gave it and that entry's label."""

    rule: str
    label: str
    match: re.Match[str]


Observer = Callable[[str], object]
"""Callback that receives the id of an entry that matched."""


class Matcher(Protocol):
    """The signature of ``re.Pattern.match``."""

    def __call__(
        self, string: str, pos: int = 0, endpos: int = sys.maxsize, /
    ) -> re.Match[str] | None:
        """Return the match, None if there is none."""


class Finder(Protocol):
    """The signature of ``re.Pattern.finditer``."""

    def __call__(
        self, string: str, pos: int = 0, endpos: int = sys.maxsize, /
    ) -> Iterator[re.Match[str]]:
        """Yield each match."""


class Concept:
    """Everything that one label recognises.

    ``match``, ``search``, ``fullmatch`` and ``finditer`` have the signatures of those of
    ``re.Pattern``, so a concept replaces a compiled expression. It is compiled at first use. Why:
    binding the methods of the compiled expression costs nothing per call.
    """

    match: Matcher
    search: Matcher
    fullmatch: Matcher
    finditer: Finder
    placed: Matcher
    patterns: tuple[re.Pattern[str], ...]
    single: tuple[tuple[Entry, re.Pattern[str]], ...]

    def __init__(self, name: str, source: Callable[[], Lexicon]) -> None:
        """Set the name of the label; ``source`` returns the lexicon that defines it."""
        self.name = name
        self._source = source
        self._skip: frozenset[str] = frozenset()
        self._observe: Observer | None = None
        self._rules: dict[tuple[re.Pattern[str], str | None], str] = {}

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        """Compile the concept when one of its methods is first used."""
        if name not in BOUND:
            raise AttributeError(name)
        if name == "single":
            self.single = tuple(
                (entry, alone(entry, self._source, self._skip)) for entry in self._kept()
            )
        else:
            self.compile()
        return self.__dict__[name]

    def _kept(self) -> list[Entry]:
        return [entry for entry in self.label.entries if entry.id not in self._skip]

    @property
    def label(self) -> Label:
        """Return the label as the data files state it.

        Raises:
            LexiconError: the data files have no such label.
        """
        try:
            return self._source().labels[self.name]
        except KeyError:
            raise LexiconError(f"the lexicon has no label {self.name}") from None

    def first(self, text: str, start: int = 0, end: int = sys.maxsize) -> Hit | None:
        """Return the first match of any entry in ``text[start:end]``, None if there is none.

        The label states whether it must begin at ``start``, fill the whole span, or may be anywhere
        in it.
        """
        match = self.placed(text, start, end)
        return Hit(self.rule(match), self.name, match) if match else None

    def sub(self, replacement: str, text: str) -> str:
        """Return ``text`` with every match replaced."""
        self._report(text)
        return self.patterns[0].sub(replacement, text)

    def split(self, text: str) -> list[str]:
        """Return the parts between the matches, for labels of one entry without groups."""
        self._report(text)
        return [part or "" for part in self.patterns[0].split(text)]

    def every(self, text: str, lowered: str) -> Iterator[Hit]:
        """Yield all matches of each entry in ``text``, entry by entry.

        ``lowered`` is the text in small letters, in which the words of an entry are looked for.
        """
        for entry, pattern in self.single:
            if not entry.words or any(word in lowered for word in entry.words):
                for match in pattern.finditer(text):
                    if self._observe:
                        self._observe(entry.id)
                    yield Hit(entry.id, self.name, match)

    def hits(self, text: str) -> Iterator[Hit]:
        """Yield the first match in ``text`` of each entry that has one."""
        method = METHODS[self.label.place]
        for entry, pattern in self.single:
            if match := getattr(pattern, method)(text):
                yield Hit(entry.id, self.name, match)

    def rule(self, match: re.Match[str]) -> str:
        """Return the id of the entry that gave this match of the concept."""
        only = self._rules.get((match.re, None))
        return only or self._rules[match.re, match.lastgroup]

    def compile(self, skip: frozenset[str] = frozenset(), observe: Observer | None = None) -> None:
        """Compile the entries, leaving out those whose ids are in ``skip``.

        ``observe`` is called with the id of the entry at every match.

        Why: the leave-one-out measurement learns which entries match in a paper, and recompiles a
        concept without one of them.
        """
        self._observe = observe
        self._skip = skip
        self.__dict__.pop("single", None)
        entries = self._kept()
        sources = [self._source().source(entry, skip) for entry in entries]
        begins = _prefilter([entry.begins for entry in entries])
        words = _prefilter([() if entry.any_case else entry.words for entry in entries])
        self._rules = {}
        if not entries:
            self.patterns = (re.compile("(?!)"),)
        elif len(entries) == 1:
            self.patterns = (re.compile(sources[0], re.VERBOSE),)
            self._rules[self.patterns[0], None] = entries[0].id
        elif _names_differ(sources):
            self.patterns = (_joined(sources),)
            for number, entry in enumerate(entries):
                self._rules[self.patterns[0], f"entry{number}"] = entry.id
        else:
            self.patterns = tuple(re.compile(source, re.VERBOSE) for source in sources)
            for pattern, entry in zip(self.patterns, entries, strict=True):
                self._rules.setdefault((pattern, None), entry.id)
        self._bind(begins, words)

    def _bind(self, begins: tuple[str, ...], words: tuple[str, ...]) -> None:
        methods = ("match", "fullmatch", "search")
        match, fullmatch, search = (_any_of(self.patterns, name) for name in methods)
        self.match = _beginning(_containing(match, words), begins)
        self.fullmatch = _beginning(_containing(fullmatch, words), begins)
        self.search = _containing(search, words)
        self.finditer = self.patterns[0].finditer if len(self.patterns) == 1 else self._ambiguous
        if self._observe:
            for name in (*METHODS.values(), "finditer"):
                setattr(self, name, self._observed(getattr(self, name)))
        self.placed = getattr(self, METHODS[self.label.place])

    def _observed(self, method: Callable[..., Any]) -> Callable[..., Any]:
        """Return the method, with its matches reported to the observer."""

        def reported(*arguments: Any) -> Any:  # noqa: ANN401
            matches = method(*arguments)
            if isinstance(matches, Iterator):
                matches = list(matches)
                self._report_all(matches)
                return iter(matches)
            self._report_all([matches] if matches else [])
            return matches

        return reported

    def _report(self, text: str) -> None:
        if self._observe:
            self._report_all(self.patterns[0].finditer(text))

    def _report_all(self, matches: Iterable[re.Match[str]]) -> None:
        for match in matches:
            if self._observe:
                self._observe(self.rule(match))

    def _ambiguous(self, *_arguments: object) -> Iterator[re.Match[str]]:
        raise LexiconError(f"{self.name}: entries share names of groups, so they cannot be listed")


def alone(
    entry: Entry, source: Callable[[], Lexicon], skip: frozenset[str] = frozenset()
) -> re.Pattern[str]:
    """Compile one entry by itself, its fragments in ``skip`` left out."""
    return re.compile(source().source(entry, skip), re.VERBOSE)


def _prefilter(stated: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return all prefilters of a label's entries, none if an entry has none."""
    return tuple(dict.fromkeys(word for words in stated for word in words)) if all(stated) else ()


def _names_differ(sources: Sequence[str]) -> bool:
    names = [name for source in sources for name in set(NAMED_GROUP.findall(source))]
    return len(names) == len(set(names))


def _joined(sources: Iterable[str]) -> re.Pattern[str]:
    """Compile patterns as alternatives; the name of the group shows which one matched."""
    named = (f"(?P<entry{number}>{source})" for number, source in enumerate(sources))
    return re.compile("|".join(named), re.VERBOSE)


def _any_of(patterns: Sequence[re.Pattern[str]], name: str) -> Matcher:
    """Return the method of the only pattern, or one that tries all in order of priority."""
    methods: list[Matcher] = [getattr(pattern, name) for pattern in patterns]
    if len(methods) == 1:
        return methods[0]

    def tried(text: str, start: int = 0, end: int = sys.maxsize, /) -> re.Match[str] | None:
        for method in methods:
            if match := method(text, start, end):
                return match
        return None

    return tried


def _containing(method: Matcher, words: tuple[str, ...]) -> Matcher:
    """Return the method, tried only if the text contains one of the words."""
    if not words:
        return method

    def filtered(text: str, start: int = 0, end: int = sys.maxsize, /) -> re.Match[str] | None:
        for word in words:
            if text.find(word, start, end) >= 0:
                return method(text, start, end)
        return None

    return filtered


def _beginning(method: Matcher, begins: tuple[str, ...]) -> Matcher:
    """Return the method, tried only if the text begins with one of these."""
    if not begins:
        return method

    def filtered(text: str, start: int = 0, end: int = sys.maxsize, /) -> re.Match[str] | None:
        return method(text, start, end) if text.startswith(begins, start) else None

    return filtered
