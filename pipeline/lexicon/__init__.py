r"""The lexicon: every form that the reader and the parser recognise, as data with its evidence.

A *label* is a concept (``answer-heading``), an *entry* one pattern that gives it
(``answer-heading.on-questions``). They are in ``data/*.toml``, each entry with examples that
match and that must not, the paper in which it was seen, and why; docs/rules.md is made of them.

Use a concept as a compiled expression::

    from pipeline.lexicon import concept

    ANSWER_HEADING = concept("answer-heading")
    match = ANSWER_HEADING.match(text)     # also search, fullmatch, finditer, sub, split
    hit = ANSWER_HEADING.first(text)       # Hit(rule="answer-heading.bare", label=..., match=...)

Add a form: add an ``[[entry]]`` to the file of its label. ``id``, ``pattern`` and ``matches`` are
required; ``rejects``, ``seen_in`` and ``why`` are its evidence, ``kept`` the reason to keep it if
tests/bench/rules.py finds that it changes no row. Patterns are verbose regular
expressions: write ``\s`` for a space, ``[#]`` for a hash, ``(?s:...)`` where a dot takes a line
break, and give no numbered back references. ``{NUMBERS}`` includes the fragment of that name, which
is an entry whose id is in capitals. ``any_case = true`` ignores case. Entries of a label count in
the order of the file; where two of them use a group of the same name, only ``match``,
``fullmatch`` and ``search`` work, and try them in that order. ``begins`` and ``words`` are
prefilters and work only if every entry of the label has them. Add a label: a table
``[label.<name>]`` with ``title``, ``place`` ("start", "anywhere" or "whole"), and
``lowered = true`` where the caller passes text in small letters, ``helper = true`` where a match
counts only together with others. Number a new file by where its
chapter belongs in docs/rules.md.
"""

from collections.abc import Iterator
from functools import cache

from pipeline.lexicon.concept import Concept, Hit, alone
from pipeline.lexicon.entries import Entry, Label, Lexicon, LexiconError, lexicon

__all__ = [
    "Concept",
    "Entry",
    "Hit",
    "Label",
    "Lexicon",
    "LexiconError",
    "alone",
    "concept",
    "entries",
    "fragment",
    "lexicon",
]


@cache
def concept(label: str) -> Concept:
    """Return the concept of a label. It is compiled when it is first used."""
    return Concept(label, lexicon)


def fragment(name: str) -> str:
    """Return the expression of a fragment, for use inside a pattern that code composes."""
    stated = lexicon()
    return f"(?x:{stated.source(stated.fragments[name])})"


def entries() -> Iterator[Entry]:
    """Yield every entry, fragments first."""
    stated = lexicon()
    yield from stated.fragments.values()
    for label in stated.labels.values():
        yield from label.entries
