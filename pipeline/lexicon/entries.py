"""Entries of the lexicon as the data files state them: patterns with examples and evidence."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Place = Literal["start", "anywhere", "whole"]
"""Position at which an entry of a label must match: start of the text, anywhere, or all of it."""

FRAGMENT = re.compile(r"\{([A-Z][A-Z_]*)\}")
"""The name of a fragment inside a pattern: ``{NUMBERS}``. Quantifiers such as ``{1,3}`` differ."""


class LexiconError(Exception):
    """A mistake in the data files of the lexicon, for a developer to correct."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One named pattern.

    ``id`` is ``<label>.<name>``, or a name in capitals for a fragment that other patterns include.
    ``pattern`` is a verbose regular expression; ``any_case`` lets it ignore case. ``begins`` and
    ``words`` are prefilters: the text must begin with one of the first, contain one of the second.
    ``seen_in`` is the official identifier of a paper in which it matched, empty without evidence.
    ``kept`` is the reason why an entry stays that changes no row of any paper at hand.
    """

    id: str
    pattern: str
    matches: tuple[str, ...]
    rejects: tuple[str, ...] = ()
    seen_in: str = ""
    why: str = ""
    kept: str = ""
    any_case: bool = False
    begins: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Return the label that a match of this entry gives: ``answer-heading``."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Label:
    """One concept that the parser recognises, with its entries in order of priority.

    ``lowered``: the text to search must be in small letters already. ``helper``: a match counts
    only together with those of other labels.
    """

    name: str
    title: str
    what: str
    place: Place
    lowered: bool
    helper: bool
    chapter: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All labels and fragments by name."""

    labels: Mapping[str, Label]
    fragments: Mapping[str, Entry]

    def source(self, entry: Entry, skip: frozenset[str] = frozenset()) -> str:
        """Return the pattern of an entry with its fragments written out.

        Fragments in ``skip`` never match, which measures the effect of a fragment.
        """
        written = FRAGMENT.sub(lambda name: self._fragment(name[1], entry, skip), entry.pattern)
        return f"(?i:{written}\n)" if entry.any_case else f"(?:{written}\n)"

    def _fragment(self, name: str, user: Entry, skip: frozenset[str]) -> str:
        if name not in self.fragments:
            raise LexiconError(f"{user.id}: no fragment is called {name}")
        return "(?!)" if name in skip else self.source(self.fragments[name], skip)


@cache
def lexicon() -> Lexicon:
    """Read all data files of this package, in the order of their names.

    Raises:
        LexiconError: a label occurs twice, or has no entry.
    """
    fragments: dict[str, Entry] = {}
    labels: dict[str, Label] = {}
    folder = files(__package__ or "pipeline.lexicon").joinpath("data")
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        stated = tomllib.loads(file.read_text(encoding="utf-8"))
        entries = [_entry(entry) for entry in stated.get("entry", ())]
        fragments |= {entry.id: entry for entry in entries if entry.id.isupper()}
        for name, about in stated.get("label", {}).items():
            own = tuple(entry for entry in entries if entry.label == name)
            if name in labels or not own:
                raise LexiconError(f"{file.name}: the label {name} occurs twice or has no entry")
            labels[name] = _label(name, stated["chapter"], about, own)
    return Lexicon(labels, fragments)


def _entry(stated: dict[str, Any]) -> Entry:
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in stated.items()
    }
    return Entry(**fields)


def _label(name: str, chapter: str, about: dict[str, Any], entries: tuple[Entry, ...]) -> Label:
    return Label(
        name,
        about["title"],
        about.get("what", ""),
        about["place"],
        about.get("lowered", False),
        about.get("helper", False),
        chapter,
        entries,
    )
