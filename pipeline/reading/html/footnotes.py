"""Footnotes on a web page: a short link to a place further down, and the element at that place.

The publisher writes ``<a class="nootnum" href="#ID-1">1</a>`` and ``<div class="voet noot"> … <a
id="ID-1"></a>1 … </div>``; word processors and converters write the same with other names.
"""

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
    """Footnote elements of a page by their identity in the tree.

    ``marks`` are (label, key), ``bodies`` of notes (key, label); ``skipped`` are left out of the
    text.
    """

    marks: dict[int, tuple[str, str]] = field(default_factory=dict)
    bodies: dict[int, tuple[str, str]] = field(default_factory=dict)
    skipped: set[int] = field(default_factory=set)
    elements: list[LexborNode] = field(default_factory=list)

    def beyond(self, root: LexborNode) -> list[LexborNode]:
        """Return the bodies of notes outside ``root``, where some pages keep them."""
        return [body for body in self.elements if not _holds(root, body)]


def find_notes(tree: LexborHTMLParser) -> Notes:
    """Return all footnotes of a page with their marks."""
    notes = Notes()
    order: dict[int, int] = {}
    anchors: dict[str, LexborNode] = {}
    links: list[tuple[LexborNode, str, str]] = []
    for index, node in enumerate(tree.css("[id], a")):
        order[node.mem_id] = index
        for name in _names(node):
            anchors.setdefault(name, node)
        if link := _short_link(node):
            links.append((node, *link))
    for node, key, label in links:
        target = anchors.get(key)
        below = target is not None and order[target.mem_id] > order[node.mem_id]
        body = _body(target) if target is not None and below else None
        if body is not None and node.mem_id not in notes.skipped and not _holds(body, node):
            _add(notes, node, body, key, label)
    return notes


def _names(node: LexborNode) -> list[str]:
    """Return the names by which links lead to an element."""
    attributes = node.attributes
    names = (attributes.get("id"), attributes.get("name") if node.tag == "a" else None)
    return [name for name in names if name]


def _short_link(node: LexborNode) -> tuple[str, str] | None:
    """Return the key and label of a link to a place on the page, None if it is no mark."""
    href = node.attributes.get("href") or ""
    if node.tag != "a" or not href.startswith("#"):
        return None
    match = _LABEL.fullmatch(node.text(deep=True))
    return (href[1:], match[1]) if match else None


def _add(notes: Notes, node: LexborNode, body: LexborNode, key: str, label: str) -> None:
    """Add a mark, and the element that holds its note unless another key has it."""
    if body.mem_id not in notes.bodies:
        notes.bodies[body.mem_id] = (key, label)
        notes.elements.append(body)
        _skip_number(body, label, notes)
    if notes.bodies[body.mem_id][0] == key:
        notes.marks[node.mem_id] = (label, key)


def _body(target: LexborNode) -> LexborNode | None:
    """Return the element with a whole note: one with a class of notes, else the nearest block."""
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
    """Return True if ``node`` is inside ``outer``; a mark inside its own note does not count."""
    parent: LexborNode | None = node
    while parent is not None:
        if parent.mem_id == outer.mem_id:
            return True
        parent = parent.parent
    return False


def _skip_number(body: LexborNode, label: str, notes: Notes) -> None:
    """Omit the note's own number and the back link from its text."""
    for node in body.css("span.nootnum, sup, a"):
        text = node.text(deep=True)
        number = _LABEL.fullmatch(text)
        back = (node.attributes.get("href") or "").startswith("#") and len(text.strip()) < _WORD
        if (number and number[1] == label) or (back and node.tag == "a"):
            notes.skipped.add(node.mem_id)
            if number and number[1] == label:
                label = ""
