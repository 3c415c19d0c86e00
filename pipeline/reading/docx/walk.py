"""Conversion of the elements of a Word file, for the document builder."""

import re
from collections.abc import Callable, Iterable

from lxml import etree

from pipeline.reading.document import BlockKind, EmphasisKind
from pipeline.reading.docx.numbering import Numbering
from pipeline.reading.docx.package import FALLBACK, RELATION_ID, Package, value, w
from pipeline.reading.element_walk import ElementWalk
from pipeline.reading.tree import events

_HEADING = re.compile(r"(?:heading|kop|titel|title|ondertitel|subtitle)\s*(\d?)", re.IGNORECASE)
"""Pattern of the names of paragraph styles for headings: "heading 2", "Kop 1"."""
_EMPHASES: tuple[tuple[str, EmphasisKind], ...] = (
    (w("b"), "bold"),
    (w("i"), "italic"),
    (w("u"), "underline"),
)
_OFF = frozenset({"0", "false", "off", "none"})
_SKIPPED = frozenset(
    {w("del"), w("delText"), w("instrText"), w("pPr"), w("rPr"), w("sectPr"), w("tblPr"), FALLBACK}
)
"""Elements without text of the letter: deleted words, codes of fields, properties."""
_SPACES = (w("tab"), w("ptab"), w("cr"))


class Walk(ElementWalk):
    """One pass over the parts of a Word file, writing to a document builder."""

    def __init__(self, package: Package) -> None:
        super().__init__()
        styles = package.of_kind("styles")
        self._numbering = Numbering(package.of_kind("numbering"), styles)
        self._styles = {
            style.get(w("styleId"), ""): value(style, "name") or style.get(w("styleId"), "")
            for style in (styles.iter(w("style")) if styles is not None else ())
        }
        self._targets = {
            key: relation.target for key, relation in package.relations.items() if relation.external
        }
        self._notes = {
            f"{name}-{note.get(w('id'), '')}": note
            for name in ("footnote", "endnote")
            if (part := package.of_kind(f"{name}s")) is not None
            for note in part.iter(w(name))
        }
        self._counts = {"footnote": 0, "endnote": 0}
        self._openers: dict[str, Callable[[etree._Element], None]] = {
            w("p"): self._paragraph,
            w("tr"): self._row,
            w("tc"): self._cell,
            w("r"): self._run,
            w("hyperlink"): self._link,
            w("t"): self._text,
            w("br"): self._break,
            w("noBreakHyphen"): self._hyphen,
            w("sym"): self._symbol,
            w("footnoteReference"): self._note,
            w("endnoteReference"): self._note,
            **dict.fromkeys(_SPACES, self._space),
        }

    def words_from(self, parts: Iterable[tuple[str, etree._Element]]) -> None:
        """Write the words of elements, given as their start and end events."""
        for event, node in parts:
            if event == "start":
                self.open()
                self._start(node)
            elif event == "end":
                self.close()

    def _start(self, node: etree._Element) -> None:
        if self.skipping or node.tag in _SKIPPED:
            self.skip()
        elif opener := self._openers.get(str(node.tag)):
            opener(node)

    def _paragraph(self, node: etree._Element) -> None:
        """Begin a block, with the label that Word draws before it."""
        properties = node.find(w("pPr"))
        style = self._styles.get(value(properties, "pStyle"), "")
        heading = _HEADING.match(style)
        kind: BlockKind = "heading" if heading else "paragraph"
        label, level = ("", 1) if self.builder.in_note else self._numbering.label(node)
        self.builder.block(kind, "", int(heading[1] or 1) if heading else level)
        if label:
            self.builder.label(label)
        self.at_end(self.resume)

    def _row(self, _: etree._Element) -> None:
        self.row()

    def _cell(self, _: etree._Element) -> None:
        self.builder.cell()

    def _run(self, node: etree._Element) -> None:
        """Begin characters in one style."""
        properties = node.find(w("rPr"))
        if properties is None:
            return
        for tag, kind in _EMPHASES:
            if _is_set(properties.find(tag)):
                self.style(kind)
        if value(properties, "vertAlign") == "superscript":
            self.style("raised")

    def _link(self, node: etree._Element) -> None:
        if target := self._targets.get(node.get(RELATION_ID, ""), ""):
            self.style("link", target)

    def _text(self, node: etree._Element) -> None:
        self.builder.words(node.text or "")

    def _space(self, _: etree._Element) -> None:
        self.builder.space()

    def _break(self, node: etree._Element) -> None:
        """Begin a block at a line break, but not at a page or column break."""
        if node.get(w("type")) is None:
            self.builder.block()

    def _hyphen(self, _: etree._Element) -> None:
        self.builder.words("-")

    def _symbol(self, node: etree._Element) -> None:
        code = node.get(w("char"), "20")
        if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code):
            self.builder.words(chr(int(code, 16)))

    def _note(self, node: etree._Element) -> None:
        """Write the mark of a note, and the note itself at its first citation."""
        kind = str(node.tag).rpartition("}")[2].removesuffix("Reference")
        key = f"{kind}-{node.get(w('id'), '')}"
        self._counts[kind] += 1
        label = str(self._counts[kind])
        self.builder.mark(label, key)
        note = self._notes.pop(key, None)
        if note is not None and not self.builder.in_note:
            self.builder.open_note(key, label)
            self.words_from(events(note))
            self.builder.close_note()


def _is_set(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(w("val"), "1") not in _OFF
