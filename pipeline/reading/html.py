"""Pages of the official publisher, and other web pages that hold a letter, read by a real HTML parser.

The publisher's classes (``vraag``, ``stuktitel``, ``kamervraagomschrijving_kop``, ``ondertekening``, ``alineagroep``,
``nootnum``, ``noot``) were read off its pages; they become the roles that the xml of the same paper gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.errors import UnreadableDocument
from pipeline.reading import text_lines
from pipeline.reading.document import BlockKind, Document, EmphasisKind
from pipeline.reading.html_notes import Notes, find_notes
from pipeline.reading.official import kept_metadata
from pipeline.reading.sheet import Sheet

MEDIA_TYPE = "text/html"

_SKIPPED = frozenset(
    {
        "head", "script", "style", "noscript", "template", "nav", "form", "button", "select", "textarea", "svg", "math",
        "iframe", "object", "img", "footer", "aside", "title",
    }
)  # fmt: skip
_LINES = frozenset(
    {
        "p", "div", "section", "article", "main", "header", "blockquote", "pre", "address", "figure", "figcaption", "caption",
        "dl", "dt", "dd", "ul", "ol", "table", "hr", "center", "fieldset", "body", "html", "li", "details", "summary",
    }
)  # fmt: skip
_HEADING = re.compile(r"h([1-6])")
_EMPHASES: dict[str, EmphasisKind] = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "cite": "italic",
    "u": "underline",
}
# A class of the publisher's pages, or its beginning, and the role that the xml of the same paper gives.
_ROLES = {
    "vraag": "vraag",
    "antwoord": "antwoord",
    "kamervraagopmerking": "kamervraagopmerking",
    "kamerstukdatum": "datum",
    "ondertekening": "ondertekening",
    "dossiernummer": "dossiernummer",
    "dossiertitel": "dossiertitel",
    "stuknummer": "ondernummer",
    "stuktitel": "stuktitel",
    "kamervraagomschrijving": "kamervraagomschrijving",
    "tussenkop": "tussenkop",
    "kamervraagnummer": "kamervraagnummer",
}
_TITLES = frozenset({"dossiernummer", "dossiertitel", "ondernummer", "stuktitel", "tussenkop", "kamervraagnummer"})
# Where the text of a paper is on a page full of other things, best first.
_ROOTS = ("#broodtekst", "#main-column", "article", "main", "body")
_DEEPEST = 2000
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Elements that end by themselves, so that many open ones mean no depth.
_SHALLOW = frozenset(
    b"p li td tr th dd dt option br hr img input meta link col colgroup tbody thead tfoot area base embed source track wbr".split()
)


def read(content: bytes) -> Document:
    """The letter on a web page. Raises ``UnreadableDocument`` where the page has no words or is nested like no letter."""
    _refuse_towers(content)
    tree = LexborHTMLParser(text_lines.decode(content))
    metadata: dict[str, str] = {}
    for meta in tree.css("meta[name]"):
        attributes = meta.attributes
        kept_metadata(metadata, attributes.get("name") or "", attributes.get("content") or "")
    for selector in _ROOTS:
        root = tree.css_first(selector)
        if root is not None and root.text(deep=True).strip():
            walk = _Walk(find_notes(tree))
            walk.run(root)
            document = walk.sheet.document(MEDIA_TYPE, metadata)
            if document.blocks:
                return document
    raise UnreadableDocument("the page has no words in it: an error page, perhaps; fetch the paper again")


def _refuse_towers(content: bytes) -> None:
    """A page nested deeper than any letter would keep the parser busy for minutes."""
    depth: dict[bytes, int] = {}
    total = deepest = 0
    for match in _TAG.finditer(content):
        name = match[2].lower()
        if name in _SHALLOW:
            continue
        step = -1 if match[1] else 1
        if step < 0 and not depth.get(name):
            continue
        depth[name] = depth.get(name, 0) + step
        total += step
        deepest = max(deepest, total)
    if deepest > _DEEPEST:
        raise UnreadableDocument(f"the page nests {deepest} elements in each other, which no letter does; it is not parsed")


def _events(root: LexborNode) -> Iterator[tuple[str, LexborNode]]:
    """Start and end of every element and every text below ``root``, without recursion."""
    node: LexborNode | None = root
    while node is not None:
        yield "start", node
        if node.child is not None:
            node = node.child
            continue
        while node is not None:
            yield "end", node
            if node.mem_id == root.mem_id:
                return
            if node.next is not None:
                node = node.next
                break
            node = node.parent


class _Walk:
    """One pass over a page, writing on a sheet."""

    def __init__(self, notes: Notes) -> None:
        self.sheet = Sheet()
        self._notes = notes
        self._places: list[tuple[BlockKind, str, int]] = [("paragraph", "", 1)]
        self._closing: list[list[Callable[[], None]]] = []
        self._lists: list[tuple[str, int]] = []
        self._skipping = 0
        self._described = 0

    def run(self, root: LexborNode) -> None:
        for event, node in _events(root):
            if node.tag == "-text":
                if event == "start" and not self._skipping:
                    self.sheet.words(node.text_content or "")
            elif event == "start":
                self._closing.append([])
                self._start(node, self._closing[-1])
            else:
                for close in reversed(self._closing.pop()):
                    close()

    def _start(self, node: LexborNode, closing: list[Callable[[], None]]) -> None:
        name = node.tag or ""
        classes = (node.attributes.get("class") or "").split()
        key = node.mem_id
        if self._skipping or name in _SKIPPED or name.startswith("-") or "note-close" in classes or key in self._notes.skipped:
            self._skip(closing)
        elif key in self._notes.marks:
            label, target = self._notes.marks[key]
            self.sheet.mark(label, target)
            self._skip(closing)
        elif key in self._notes.bodies:
            target, label = self._notes.bodies[key]
            self.sheet.open_note(target, label)
            closing.append(self._resume)
            closing.append(self.sheet.close_note)
        elif not self._inline(name, node, classes, closing):
            self._block(name, node, classes, closing)

    def _skip(self, closing: list[Callable[[], None]]) -> None:
        self._skipping += 1
        closing.append(self._unskip)

    def _unskip(self) -> None:
        self._skipping -= 1

    def _inline(self, name: str, node: LexborNode, classes: list[str], closing: list[Callable[[], None]]) -> bool:
        """Open what stands within a line or a table; False where the element is something else."""
        sheet = self.sheet
        if name in _EMPHASES:
            sheet.emphasise(_EMPHASES[name])
            closing.append(sheet.plain)
        elif name == "a":
            target = _address(node.attributes.get("href") or "")
            if target:
                sheet.link(target)
                closing.append(sheet.unlink)
        elif name == "br":
            kind, role, level = self._places[-1]
            if kind == "heading" or sheet.in_note:
                sheet.space()
            else:
                sheet.block(kind, role, level)
        elif name == "tr":
            sheet.open_row()
            closing.append(self._resume)
            closing.append(sheet.close_row)
        elif name in {"td", "th"}:
            sheet.cell()
        elif name == "span" and ({"ol", "lidnr", "nr"} & set(classes)) and not sheet.in_note:
            sheet.label(node.text(deep=True))
            self._skip(closing)
        else:
            return False
        return True

    def _block(self, name: str, node: LexborNode, classes: list[str], closing: list[Callable[[], None]]) -> None:
        """Open a line of its own where the element is one."""
        kind, role, level = self._places[-1]
        stated = next((_ROLES[c] for c in (re.split(r"[-_]", x)[0] for x in classes) if c in _ROLES), "")
        heading = _HEADING.fullmatch(name)
        if name == "span":
            if stated in _TITLES or (kind == "signature" and {"functie", "naam"} & set(classes)):
                self._enter(("signature", role, 1) if kind == "signature" else ("heading", stated, 1), closing)
            return
        if heading or stated in _TITLES:
            if stated == "kamervraagomschrijving":
                self._enter(("paragraph", self._description(), 1), closing)
                return
            if stated == "stuktitel" and role in {"vraag", "antwoord", "kamervraagopmerking"}:
                stated = f"{role}-nr"
            self._enter(("heading", stated, int(heading[1]) if heading else 1), closing)
        elif stated == "ondertekening":
            self._enter(("signature", stated, 1), closing)
        elif name in _LINES:
            if name in {"ul", "ol"}:
                self._lists.append((name, _start_of(node)))
                closing.append(self._leave_list)
            elif name == "li":
                self._item(node)
            self._enter((kind if kind == "signature" else "paragraph", stated or role, max(1, len(self._lists))), closing)

    def _item(self, node: LexborNode) -> None:
        """Number the item of a list whose markers the browser draws."""
        if not self._lists or node.css_first("span.ol, span.lidnr, span.nr") is not None:
            return
        name, number = self._lists[-1]
        parent = node.parent
        style = ((parent.attributes.get("type") or "") + (parent.attributes.get("class") or "")) if parent is not None else ""
        self._lists[-1] = (name, number + 1)
        if "none" in style:
            return
        letter = "a" in (parent.attributes.get("type") or "") or "alpha" in style if parent is not None else False
        self.sheet.label("•" if name == "ul" else f"{chr(96 + number) if letter and number <= 26 else number}.")

    def _description(self) -> str:
        """The first of the two titles of written questions describes the questions, the second the answer."""
        self._described += 1
        return f"kamervraagomschrijving-{'vraag' if self._described == 1 else 'antwoord'}"

    def _enter(self, place: tuple[BlockKind, str, int], closing: list[Callable[[], None]]) -> None:
        self._places.append(place)
        self.sheet.block(*place)
        closing.append(self._leave)

    def _leave(self) -> None:
        self._places.pop()
        self._resume()

    def _resume(self) -> None:
        self.sheet.block(*self._places[-1])

    def _leave_list(self) -> None:
        self._lists.pop()


def _address(href: str) -> str:
    """The target of a link: an official identifier where it is a page beside this one, nothing within the page."""
    if href.startswith(("#", "javascript:", "mailto:")):
        return ""
    official = re.fullmatch(r"(?:https?://zoek\.officielebekendmakingen\.nl/|\./|/)?([a-z]{1,5}-[\w-]+)(?:\.html)?", href)
    return official[1] if official else href


def _start_of(node: LexborNode) -> int:
    start = node.attributes.get("start") or "1"
    return int(start) if start.isdecimal() and len(start) < 5 else 1
