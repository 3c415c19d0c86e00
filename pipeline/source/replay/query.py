"""The part of CQL that the catalogue's clients use, evaluated over papers.

It has conditions ``index relation term`` joined by AND, OR and NOT (of equal precedence, from left
to right, as in CQL), brackets, and ``sortBy index/sort.ascending``. An invalid date bound is
ignored, as the real catalogue is reported to do; an unknown prefix is refused in its words (seen).
"""

import operator
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from pipeline.source.replay.papers import Paper

Condition: TypeAlias = Callable[[Paper], bool]

# A quoted term with its escapes; a relation (two signs before one); a bracket or slash; else a bare
# word.
TOKEN = re.compile(
    r'\s*(?:"(?P<term>(?:[^"\\]|\\.)*)"|(?P<relation>==|>=|<=|<>|=|<|>)|(?P<sign>[()/])'
    r'|(?P<word>[^\s()=<>"/]+))'
)
WORD = re.compile(r"\w+")

OWN_NAMES = {
    "dt": ("identifier", "title", "creator", "type", "modified", "available", "date", "issued"),
    "w": (
        "publicatienaam",
        "dossiernummer",
        "ondernummer",
        "vergaderjaar",
        "subrubriek",
        "documentstatus",
        "hoofddocument",
        "vraagnummer",
    ),
}
"""The indexes that are named after the record's own elements, by prefix."""
MOST_TOKENS = 200
"""Most tokens of a query, far more than any that was seen; brackets can nest as deep."""
INDEXES: dict[str, Callable[[Paper], object]] = {
    **{
        f"{prefix}.{name}": operator.attrgetter(name)
        for prefix, names in OWN_NAMES.items()
        for name in names
    },
    "w.organisatietype": lambda _: "staten generaal",
    "c.product-area": lambda _: "officielepublicaties",
    "c.content-area": lambda paper: f"officielepublicaties/{paper.place}",
}
"""Indexes that a query can use (seen in real queries), with the value of each for a paper."""
RELATIONS: dict[str, Callable[[str, str], bool]] = {
    "==": operator.eq,
    "=": operator.eq,
    "<>": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
DATES = {"dt.modified", "dt.available", "dt.date", "dt.issued"}


class Refusal(Exception):
    """A query that is refused, with the contents of the catalogue's diagnostic."""

    def __init__(self, uri: str, message: str) -> None:
        super().__init__(message)
        self.uri = f"info:srw/diagnostic/1/{uri}"
        self.message = message


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query: a condition, the index that orders the papers, and the direction."""

    condition: Condition
    order: str | None = None
    descending: bool = False

    def select(self, papers: Iterable[Paper]) -> list[Paper]:
        """Return the papers that match, in the requested order.

        Equal papers, and all papers without a requested order, are ordered by identifier.
        """
        matches = sorted(filter(self.condition, papers), key=lambda paper: paper.identifier)
        if self.order:
            value = INDEXES[self.order]
            matches.sort(key=lambda paper: str(value(paper) or ""), reverse=self.descending)
        return matches


def parse(text: str, *, ignore_dates: bool = False) -> Query:
    """Parse a query.

    Raises:
        Refusal: the text is not a query, or uses an unknown index.
    """
    return _Parser(text, ignore_dates=ignore_dates).query()


class _Parser:
    """One pass over the tokens of one query."""

    def __init__(self, text: str, *, ignore_dates: bool) -> None:
        self._tokens: list[tuple[str, str]] = []
        self._next = 0
        self._ignore_dates = ignore_dates
        position, text = 0, text.strip()
        while position < len(text):
            match = TOKEN.match(text, position)
            if not match:
                raise Refusal("10", f"query syntax error at {text[position : position + 20]!r}")
            kind = str(match.lastgroup)
            value = match[kind]
            self._tokens.append((kind, re.sub(r"\\(.)", r"\1", value) if kind == "term" else value))
            position = match.end()
            if len(self._tokens) > MOST_TOKENS:
                raise Refusal("10", f"query syntax error: more than {MOST_TOKENS} parts")

    def query(self) -> Query:
        """Parse ``conditions [sortBy index[/sort.descending]]``, to the end of the text.

        Raises:
            Refusal: the text is not such a query.
        """
        condition = self._all()
        if not self._tokens[self._next :]:
            return Query(condition)
        if self._word() != "sortby":
            raise Refusal("10", f"query syntax error: unexpected {self._tokens[self._next][1]!r}")
        self._next += 1
        order = self._index(self._take("word"))
        rest = "".join(value for _, value in self._tokens[self._next :])
        return Query(condition, order, rest == "/sort.descending")

    def _all(self) -> Condition:
        """Parse ``one {AND|OR|NOT one}``, from left to right."""
        condition = self._one()
        while (word := self._word()) in {"and", "or", "not"}:
            self._next += 1
            condition = _join(word, condition, self._one())
        return condition

    def _one(self) -> Condition:
        """Parse ``( all )``, or ``index relation term``."""
        if self._peek() == ("sign", "("):
            self._next += 1
            inner = self._all()
            if self._take("sign") != ")":
                raise Refusal("10", "query syntax error: a bracket is not closed")
            return inner
        index = self._index(self._take("word"))
        return self._condition(index, self._take("relation"), self._take("term", "word"))

    def _condition(self, index: str, relation: str, term: str) -> Condition:
        """Return a function that is True for the papers that meet this condition."""
        value = INDEXES[index]
        if index in DATES:
            try:
                day = date.fromisoformat(term)
            except ValueError:
                return lambda _: True  # as reported: the bound is ignored and everything comes back
            return (
                (lambda _: True)
                if self._ignore_dates
                else (lambda paper: _compare(value(paper), relation, day))
            )
        if relation == "=":
            phrase = _words(term)
            return lambda paper: phrase in _words(str(value(paper) or ""))
        return lambda paper: _compare(value(paper), relation, term)

    def _index(self, name: str) -> str:
        prefix = name.partition(".")[0]
        if prefix not in {"dt", "w", "c", "cql"}:
            raise Refusal("10", f"unknown prefix {prefix}")
        if name not in INDEXES:
            raise Refusal("16", f"unknown index {name}")
        return name

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._next] if self._next < len(self._tokens) else ("end", "")

    def _word(self) -> str:
        kind, value = self._peek()
        return value.lower() if kind == "word" else ""

    def _take(self, *kinds: str) -> str:
        kind, value = self._peek()
        if kind not in kinds:
            raise Refusal("10", f"query syntax error: {kinds[0]} expected, found {value!r}")
        self._next += 1
        return value


def _join(word: str, left: Condition, right: Condition) -> Condition:
    if word == "and":
        return lambda paper: left(paper) and right(paper)
    if word == "or":
        return lambda paper: left(paper) or right(paper)
    return lambda paper: left(paper) and not right(paper)


def _words(text: str) -> str:
    return f" {' '.join(WORD.findall(text.lower()))} "


def _compare(value: object, relation: str, wanted: str | date) -> bool:
    """Return True if a value of a paper has this relation to the requested value.

    The result is False if the paper has no value.
    """
    return value is not None and RELATIONS[relation](str(value), str(wanted))
