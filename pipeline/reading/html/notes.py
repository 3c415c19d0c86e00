"""Footnotes on a web page: a short link to a place further down, and the element that stands there.

The publisher writes ``<a class="nootnum" href="#ID-1">1</a>`` and ``<div class="voet noot"> … <a
id="ID-1"></a>1 … </div>``; word processors and converters write the same idea with other names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

_LABEL = re.compile(r"\s*+[\[(]?\s*+(\d{1,3}|\*{1,3}|[a-z])\s*+[\])]?\s*+")
_NOTE_CLASS = re.compile(r"(?:^|[\s_-])(?:noot|voetnoot|footnote|fn)(?:$|[\s_-])")
_BLOCKS = frozenset({"div", "li", "p", "aside", "section", "dd", "td"})
_CLIMB = 6  # elements between the place a link leads to and the element that holds the note
_WORD = 4  # letters: a shorter link within a note is the way back ("↩", "[1]")


@dataclass(slots=True)
class Notes:
    """Elements by their identity in the tree: marks to (label, key), bodies of notes to (key,
    label), what to leave out.
    """

    marks: dict[int, tuple[str, str]] = field(default_factory=dict)
    bodies: dict[int, tuple[str, str]] = field(default_factory=dict)
    skipped: set[int] = field(default_factory=set)
    elements: list[LexborNode] = field(default_factory=list)

    def beyond(self, root: LexborNode) -> list[LexborNode]:
        """The bodies of notes that stand outside ``root``: a page can keep them apart from the
        text.
        """
        return [body for body in self.elements if not _holds(root, body)]


def find_notes(tree: LexborHTMLParser) -> Notes:
    """All footnotes of a page with their marks."""
    found = Notes()
    order: dict[int, int] = {}
    places: dict[str, LexborNode] = {}
    links: list[tuple[LexborNode, str, str]] = []
    for index, node in enumerate(tree.css("[id], a")):
        order[node.mem_id] = index
        attributes = node.attributes
        for name in (attributes.get("id"), attributes.get("name") if node.tag == "a" else None):
            if name:
                places.setdefault(name, node)
        href = attributes.get("href") or ""
        if (
            node.tag == "a"
            and href.startswith("#")
            and (match := _LABEL.fullmatch(node.text(deep=True)))
        ):
            links.append((node, href[1:], match[1]))
    for node, key, label in links:
        target = places.get(key)
        if (
            target is None
            or order[target.mem_id] <= order[node.mem_id]
            or node.mem_id in found.skipped
        ):
            continue
        body = _body(target)
        if body is None or _holds(body, node):
            continue
        found.marks[node.mem_id] = (label, key)
        if body.mem_id not in found.bodies:
            found.bodies[body.mem_id] = (key, label)
            found.elements.append(body)
            _skip_number(body, label, found)
        elif found.bodies[body.mem_id][0] != key:
            del found.marks[node.mem_id]
    return found


def _body(target: LexborNode) -> LexborNode | None:
    """The element that holds the whole note: one that calls itself so, else the nearest that stands
    on its own.
    """
    nearest: LexborNode | None = None
    node: LexborNode | None = target
    for _ in range(_CLIMB):
        if node is None or node.tag in {"body", "html", "table", "article", "main"}:
            break
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('role') or ''}".replace(
            "doc-", ""
        )
        if node.tag in _BLOCKS and _NOTE_CLASS.search(names):
            return node
        if nearest is None and node.tag in _BLOCKS:
            nearest = node
        node = node.parent
    return nearest


def _holds(outer: LexborNode, node: LexborNode) -> bool:
    """Whether ``node`` stands inside ``outer``: a mark inside its own note is none."""
    parent: LexborNode | None = node
    while parent is not None:
        if parent.mem_id == outer.mem_id:
            return True
        parent = parent.parent
    return False


def _skip_number(body: LexborNode, label: str, found: Notes) -> None:
    """Leave the note's own number and the way back out of its text."""
    for node in body.css("span.nootnum, sup, a"):
        text = node.text(deep=True)
        number = _LABEL.fullmatch(text)
        back = (node.attributes.get("href") or "").startswith("#") and len(text.strip()) < _WORD
        if (number and number[1] == label) or (back and node.tag == "a"):
            found.skipped.add(node.mem_id)
            if number and number[1] == label:
                label = ""
