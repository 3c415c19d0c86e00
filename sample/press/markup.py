"""Words with marks: what stands inside one paragraph of an authored paper.

* ``*cursief*`` and ``**vet**``: emphasis;
* ``^[text of the note]``: a footnote at this place, numbered by the press;
* ``{kst-99007-3|Kamerstuk 99 007, nr. 3}``: a citation and the target it means; several targets are
  divided by ``;`` (``{kst-99007-3; kst-99007-4|Kamerstuk 99 007, nr. 3 en 4}``), a pointer to an
  answer is ``{=D66 2|antwoord op vraag 2}``, and a ``?`` in front makes the row optional;
* ``{!2026-07-01; uiterlijk 1 juli|Ik stuur …}``: a commitment with the last day and the words of
  its term, both optional; ``{!?…}`` for a sentence that one may or may not take as such.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

STOPS = ("**", "*", "^[", "{", "]", "}")


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    value: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words in ``vet`` or ``cur``, the schema's own names for bold and italic."""

    kind: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its printed number and its words."""

    label: int
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation as printed, and what it cites."""

    targets: tuple[str, ...]
    optional: bool
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A sentence in which a minister commits to something, with its deadline."""

    due_on: date | None
    due_text: str | None
    optional: bool
    nodes: tuple[Node, ...]


Node = Text | Emphasis | Note | Cite | Promise


def parse(source: str, number: Callable[[], int]) -> tuple[Node, ...]:
    """Return the nodes of one paragraph; ``number`` gives the next footnote its label.

    Raises:
        ValueError: a mark is not closed, or closed without being opened.
    """
    nodes, rest = _parse(source, number, "")
    if rest:
        raise ValueError(
            f"a mark is closed that was never opened, before {rest[:40]!r}: in {source[:60]!r}"
        )
    return nodes


def _parse(source: str, number: Callable[[], int], closing: str) -> tuple[tuple[Node, ...], str]:
    """Return the nodes up to ``closing``, and the rest of the source."""
    nodes: list[Node] = []
    while source:
        if closing and source.startswith(closing):
            return tuple(nodes), source.removeprefix(closing)
        node, source = _next(source, number)
        nodes.append(node)
    if closing:
        raise ValueError(f"a mark is not closed: {closing!r} is missing")
    return tuple(nodes), ""


def _next(source: str, number: Callable[[], int]) -> tuple[Node, str]:
    for mark, kind in (("**", "vet"), ("*", "cur")):
        if source.startswith(mark):
            inside, rest = _parse(source.removeprefix(mark), number, mark)
            return Emphasis(kind, inside), rest
    if source.startswith("^["):
        label = number()
        inside, rest = _parse(source.removeprefix("^["), number, "]")
        return Note(label, inside), rest
    if source.startswith("{"):
        spec, _, words = source.removeprefix("{").partition("|")
        inside, rest = _parse(words, number, "}")
        return _marked(spec.strip(), inside), rest
    end = min((at for stop in STOPS if (at := source.find(stop, 1)) > 0), default=len(source))
    return Text(source[:end]), source[end:]


def _marked(spec: str, inside: tuple[Node, ...]) -> Node:
    if spec.startswith("!"):
        due_on, _, due_text = spec.lstrip("!?").partition(";")
        day = date.fromisoformat(due_on.strip()) if due_on.strip() else None
        return Promise(day, due_text.strip() or None, spec.startswith("!?"), inside)
    targets = tuple(part.strip() for part in spec.removeprefix("?").split(";"))
    return Cite(targets, spec.startswith("?"), inside)


def plain(nodes: tuple[Node, ...]) -> str:
    """Return the words as clean text, without marks and footnotes."""
    return "".join(
        node.value
        if isinstance(node, Text)
        else ""
        if isinstance(node, Note)
        else plain(node.nodes)
        for node in nodes
    )


def walk(nodes: tuple[Node, ...], inside: Note | None = None) -> Iterator[tuple[Node, Note | None]]:
    """Yield every node, outermost first, with the footnote that contains it."""
    for node in nodes:
        yield node, inside
        if not isinstance(node, Text):
            yield from walk(node.nodes, node if isinstance(node, Note) else inside)
