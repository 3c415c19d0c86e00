"""Attacks on regular expressions, made from the expressions themselves.

An expression is slow on text that nearly matches it over and over: what one of its repetitions
takes, many times, behind what leads up to it, and nothing that would let it succeed. Such texts are
built from its own parse tree.
"""

import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from re import _constants as op  # type: ignore[attr-defined]  # the only view of an expression that Python gives
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType, ModuleType
from typing import Any

import pipeline
from pipeline.lexicon import Concept, concept, lexicon

SIZES = (5_000, 50_000, 500_000)
"""Characters. A text that is quick at one size, even if time grew with its square, need not be
tried at the next."""
LIMIT = 1.0
"""Seconds of processor time that no expression may take for the longest text."""
MANY = 20
"""A repetition that may go on longer than this is worth an attack."""
END = "§"
"""Closes each text: no expression expects it."""
CLASSES = {
    op.CATEGORY_DIGIT: "1",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_WORD: "a",
    op.CATEGORY_NOT_DIGIT: "a",
    op.CATEGORY_NOT_SPACE: "a",
    op.CATEGORY_NOT_WORD: " ",
}
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
SEARCHES = ("search", "finditer", "findall", "sub", "subn", "split")


@dataclass(frozen=True)
class Expression:
    """A compiled expression of the project, where it is kept, and how the code uses it: match,
    fullmatch or a search.
    """

    name: str
    pattern: re.Pattern[str]
    uses: frozenset[str]

    def run(self, text: str) -> None:
        """Use it on a text as the code does."""
        if "match" in self.uses:
            self.pattern.match(text)
        if "fullmatch" in self.uses:
            self.pattern.fullmatch(text)
        if "search" in self.uses:
            for _ in self.pattern.finditer(text):
                pass


def expressions() -> list[Expression]:
    """Return every expression that a module of the package keeps, by itself, in a collection or as
    a concept of the lexicon.

    A label of the lexicon that no module keeps by name is attacked as its place states.
    """
    sources = {
        path: path.read_text(encoding="utf-8")
        for path in sorted(Path(pipeline.__path__[0]).rglob("*.py"))
    }
    found: dict[re.Pattern[str], Expression] = {}
    for info in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if not info.name.endswith(".__main__"):
            module = importlib.import_module(info.name)
            for name, pattern in _kept(module):
                texts = (
                    text
                    for path, text in sources.items()
                    if path == Path(str(module.__file__)) or name in _imported(text)
                )
                found.setdefault(
                    pattern, Expression(f"{info.name}.{name}", pattern, _uses(name, texts))
                )
    for label in lexicon().labels.values():
        use = {"start": "match", "whole": "fullmatch", "anywhere": "search"}[label.place]
        for pattern in concept(label.name).patterns:
            found.setdefault(pattern, Expression(label.name, pattern, frozenset({use})))
    return list(found.values())


def _imported(source: str) -> set[str]:
    """Return names in capitals that a module takes from another."""
    return set(
        re.findall(
            r"\b_?[A-Z][A-Z_]+\b",
            " ".join(re.findall(r"^from \S+ import (?:\([^)]*\)|.*)", source, re.MULTILINE)),
        )
    )


def _kept(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the expressions among a module's names and in the collections there."""
    for name, value in vars(module).items():
        values = [*value.keys(), *value.values()] if isinstance(value, Mapping) else [value]
        for one in values:
            for pattern in one if isinstance(one, tuple | list | set | frozenset) else (one,):
                if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                    yield name, pattern
                elif isinstance(pattern, Concept):
                    yield from ((name, each) for each in pattern.patterns)


def _uses(name: str, sources: Iterable[str]) -> frozenset[str]:
    """Return the ways in which the code uses a name; a search, the hardest, if no use is seen."""
    use = re.compile(rf"\b{name}\.(match|fullmatch|{'|'.join(SEARCHES)})\b")
    methods = {match[1] for source in sources for match in use.finditer(source)}
    return frozenset("search" if method in SEARCHES else method for method in methods) or frozenset(
        {"search"}
    )


def attacks(pattern: re.Pattern[str], chance: Random, samples: int) -> list[tuple[str, str]]:
    """Return beginnings and what to repeat behind them, some for each repetition in the expression
    and for the whole of it.
    """
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    found = set()
    for before, body in _repetitions(tree, []):
        for _ in range(samples):
            start, again = _text(before, chance), _text(body, chance)
            found |= {(start, again), ("", start + again), ("", start)}
    for _ in range(2 * samples):
        whole = _text(tree, chance)
        found |= {
            ("", whole),
            ("", whole[:-1]),
            ("", whole[: len(whole) // 2]),
            (whole[:-1], whole[-1:]),
        }
    return sorted((start, again) for start, again in found if again)


def seconds(expression: Expression, start: str, again: str) -> float:
    """Return the processor time for the longest text of this attack; for a shorter one where that takes
    too long already.

    A text that takes so little that the longest cannot come near the limit says 0.
    """
    for size in SIZES:
        text = start + (again * (size // len(again) + 1))[:size] + END
        began = time.process_time()
        with _at_most(2 * LIMIT):
            expression.run(text)
        taken = time.process_time() - began
        if taken > LIMIT or size == SIZES[-1]:
            return taken
        if taken * (SIZES[-1] / size) ** 2 < LIMIT:
            return 0.0
    return 0.0


@contextmanager
def _at_most(limit: float) -> Iterator[None]:
    """End what is going on after so much processor time."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        yield
    except TimeoutError:
        pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _repetitions(tree: Any, before: list[Any]) -> Iterator[tuple[list[Any], Any]]:  # noqa: ANN401
    """Yield each part that may be repeated without end, with what leads up to it."""
    before = list(before)
    for item in tree:
        kind, value = item
        if kind in REPEATS:
            _, most, body = value
            if most > MANY:
                yield before, body
            yield from _repetitions(body, before)
        elif kind is op.BRANCH:
            for branch in value[1]:
                yield from _repetitions(branch, before)
        elif kind in (op.SUBPATTERN, op.ATOMIC_GROUP, op.ASSERT, op.ASSERT_NOT):
            yield from _repetitions(value if kind is op.ATOMIC_GROUP else value[-1], before)
        before.append(item)


def _text(tree: Any, chance: Random) -> str:  # noqa: ANN401
    """Return a text that the part takes, looking neither back nor ahead."""
    parts = []
    for kind, value in tree:
        if kind is op.LITERAL:
            parts.append(chr(value))
        elif kind is op.NOT_LITERAL:
            parts.append("x" if value != ord("x") else "y")
        elif kind is op.ANY:
            parts.append("x")
        elif kind is op.IN:
            parts.append(_one_of(value, chance))
        elif kind is op.BRANCH:
            parts.append(_text(chance.choice(value[1]), chance))
        elif kind is op.SUBPATTERN:
            parts.append(_text(value[3], chance))
        elif kind is op.ATOMIC_GROUP:
            parts.append(_text(value, chance))
        elif kind in REPEATS:
            least, most, body = value
            times = chance.choice([least, min(most, least + 1), min(most, least + 2)])
            parts += [_text(body, chance) for _ in range(times)]
    return "".join(parts)


def _one_of(members: Any, chance: Random) -> str:  # noqa: ANN401
    """Return a character of a class such as [a-z], or outside one such as [^.?]."""
    if members[0][0] is op.NEGATE:
        left = [
            character
            for character in "x1 .,;\nA-(?"
            if not any(_holds(member, character) for member in members[1:])
        ]
        return left[0] if left else END
    kind, value = chance.choice(members)
    if kind is op.CATEGORY:
        return CLASSES[value]
    return chr(value) if kind is op.LITERAL else chr(chance.choice(value))


def _holds(member: Any, character: str) -> bool:  # noqa: ANN401
    """Return True if a member of a class takes the character."""
    kind, value = member
    if kind is op.LITERAL:
        return bool(ord(character) == value)
    if kind is op.RANGE:
        return bool(value[0] <= ord(character) <= value[1])
    word, opposite = (
        character.isalnum() or character == "_",
        str(value).removeprefix("CATEGORY_").startswith("NOT_"),
    )
    is_so = {"DIGIT": character.isdigit(), "SPACE": character.isspace(), "WORD": word}[
        str(value).rsplit("_", 1)[-1]
    ]
    return is_so != opposite
