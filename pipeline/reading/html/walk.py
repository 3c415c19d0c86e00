"""Conversion of the elements of a web page, mainly of pages of the official publisher.

Its classes (``vraag``, ``stuktitel``, ``kamervraagomschrijving_kop``, ``ondertekening``,
``alineagroep``) were read off those pages; they are mapped to the roles that the xml of the same
paper gives.
"""

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from pipeline.reading.document import BlockKind, EmphasisKind
from pipeline.reading.element_walk import ElementWalk
from pipeline.reading.html.footnotes import Notes
from pipeline.reading.html.lists import LABELS, Lists

_SKIPPED = frozenset(
    {
        "head", "script", "style", "noscript", "template", "nav", "form", "button", "select",
        "textarea", "svg", "math",
        "iframe", "object", "img", "footer", "aside", "title",
    }
)  # fmt: skip
_LINES = frozenset(
    {
        "p", "div", "section", "article", "main", "header", "blockquote", "pre", "address",
        "figure", "figcaption", "caption",
        "dl", "dt", "dd", "ul", "ol", "table", "hr", "center", "fieldset", "body", "html", "li",
        "details", "summary",
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
# A class of the publisher's pages, or its beginning, and the role that the xml of the same paper
# gives.
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
_STEM = re.compile(r"[-_]")  # "kamervraagomschrijving_kop", "stuktitel-klein"
_SIGNERS = frozenset({"functie", "naam"})
_WITHIN: dict[BlockKind, BlockKind] = {"signature": "signature"}
"""The kind of a line inside a block of a given kind."""
_NUMBERED = frozenset(
    {"vraag", "antwoord", "kamervraagopmerking"}
)  # a title in them is their number
_TITLES = frozenset(
    {"dossiernummer", "dossiertitel", "ondernummer", "stuktitel", "tussenkop", "kamervraagnummer"}
)


class Walk(ElementWalk):
    """One pass over a page, writing to a document builder."""

    def __init__(self, notes: Notes) -> None:
        super().__init__()
        self._notes = notes
        self._lists = Lists()
        self._described = 0

    def take(self, event: str, node: LexborNode) -> None:
        """Process the start or end of an element, or a text."""
        if node.tag == "-text":
            if event == "start" and not self.skipping:
                self.builder.words(node.text_content or "")
        elif event == "start":
            self.open()
            self._start(node)
        else:
            self.close()

    def _start(self, node: LexborNode) -> None:
        """Begin an element: a skipped one, a mark, a note, a part of a line, or a line."""
        name = node.tag or ""
        classes = (node.attributes.get("class") or "").split()
        key = node.mem_id
        if (
            self.skipping
            or name in _SKIPPED
            or name.startswith("-")
            or "note-close" in classes
            or key in self._notes.skipped
        ):
            self.skip()
        elif key in self._notes.marks:
            label, target = self._notes.marks[key]
            self.builder.mark(label, target)
            self.skip()
        elif key in self._notes.bodies:
            target, label = self._notes.bodies[key]
            self.builder.open_note(target, label)
            self.at_end(self.resume)
            self.at_end(self.builder.close_note)
        elif not self._inline(name, node, classes):
            self._block(name, node, classes)

    def _inline(self, name: str, node: LexborNode, classes: list[str]) -> bool:
        """Open an element inside a line or a table; False if the element is something else."""
        builder = self.builder
        if name in _EMPHASES:
            self.style(_EMPHASES[name])
        elif name == "a":
            if target := _address(node.attributes.get("href") or ""):
                self.style("link", target)
        elif name == "br":
            self._break()
        elif name == "tr":
            self.row()
        elif name in {"td", "th"}:
            builder.cell()
        elif name == "span" and not LABELS.isdisjoint(classes) and not builder.in_note:
            builder.label(node.text(deep=True))
            self.skip()
        else:
            return False
        return True

    def _break(self) -> None:
        """Separate lines at a forced break, but not those of one heading or note."""
        if self.open_blocks[-1][0] == "heading" or self.builder.in_note:
            self.builder.space()
        else:
            self.resume()

    def _block(self, name: str, node: LexborNode, classes: list[str]) -> None:
        """Open a line of its own if the element is a block."""
        kind, role, _ = self.open_blocks[-1]
        stated = _stated_role(classes)
        heading = _HEADING.fullmatch(name)
        if name == "span":
            self._span(stated, classes)
        elif stated == "kamervraagomschrijving":
            self.enter(("paragraph", self._description(), 1))
        elif heading or stated in _TITLES:
            numbers = stated == "stuktitel" and role in _NUMBERED
            self.enter(
                ("heading", f"{role}-nr" if numbers else stated, int(heading[1] if heading else 1))
            )
        elif stated == "ondertekening":
            self.enter(("signature", stated, 1))
        elif name in _LINES:
            self._list(name, node)
            self.enter((_WITHIN.get(kind, "paragraph"), stated or role, max(1, len(self._lists))))

    def _span(self, stated: str, classes: list[str]) -> None:
        """Open a title, or an office or name of a signature, inside a line."""
        kind, role, _ = self.open_blocks[-1]
        signs = kind == "signature" and not _SIGNERS.isdisjoint(classes)
        if signs and role == "ondertekening":
            self.enter(("signature", role, 1))
        elif stated in _TITLES:
            self.enter(("heading", stated, 1))

    def _list(self, name: str, node: LexborNode) -> None:
        """Keep count of lists, and number the items whose markers the browser draws."""
        if name in {"ul", "ol"}:
            self._lists.enter(node)
            self.at_end(self._lists.leave)
        elif name == "li" and (marker := self._lists.drawn(node)):
            self.builder.label(marker)

    def _description(self) -> str:
        """Return the role of the next title: first of the questions, then of the answer."""
        self._described += 1
        return f"kamervraagomschrijving-{'vraag' if self._described == 1 else 'antwoord'}"


def _stated_role(classes: Sequence[str]) -> str:
    """Return the role that the classes of an element state: "stuktitel_kop" → "stuktitel"."""
    stems = (_STEM.split(word)[0] for word in classes)
    return next((_ROLES[stem] for stem in stems if stem in _ROLES), "")


def _address(href: str) -> str:
    """Return the target of a link, "" for a link within the page.

    Example: "./kst-36741-B.html" → "kst-36741-B"; an address of another site stays unchanged.
    """
    if href.startswith(("#", "javascript:", "mailto:")):
        return ""
    official = re.fullmatch(
        r"(?:https?://zoek\.officielebekendmakingen\.nl/|\./|/)?([a-z]{1,5}-[\w-]+)(?:\.html)?",
        href,
    )
    return official[1] if official else href
