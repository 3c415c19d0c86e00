"""Word files (.docx), as ministries send them: paragraphs, lists that Word numbers, tables, real
footnotes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from pipeline.errors import UnreadableDocument
from pipeline.reading.document import BlockKind, Document, EmphasisKind
from pipeline.reading.docx.notes import find_notes, without_number
from pipeline.reading.docx.numbering import Numbering
from pipeline.reading.sheet import Sheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_NO_TITLE = "Word Document"  # what python-docx says where a file states no title
_LARGEST = 200_000_000  # bytes, unpacked: more than any letter
_HEADING = re.compile(r"(?:heading|kop|titel|title|ondertitel|subtitle)\s*(\d?)", re.IGNORECASE)
_EMPHASES: tuple[tuple[str, EmphasisKind], ...] = (
    (qn("w:b"), "bold"),
    (qn("w:i"), "italic"),
    (qn("w:u"), "underline"),
)
_OFF = frozenset({"0", "false", "off", "none"})
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What is no text of the letter: deleted words, codes of fields, properties, the older copy of a
# drawing.
_SKIPPED = frozenset(
    {
        qn("w:del"),
        qn("w:delText"),
        qn("w:instrText"),
        qn("w:pPr"),
        qn("w:rPr"),
        qn("w:sectPr"),
        qn("w:tblPr"),
        _FALLBACK,
    }
)
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_BROKEN = (
    OpcError,
    etree.XMLSyntaxError,
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    NotImplementedError,
    AttributeError,
    OSError,
)


def read(content: bytes) -> Document:
    """The letter in a Word file. Raises ``UnreadableDocument`` where the file is broken, encrypted
    or empty.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > _LARGEST:
            raise UnreadableDocument(
                f"the Word file unpacks to {unpacked} bytes, more than any letter: it is not read"
            )
        walk = _Walk(docx.Document(io.BytesIO(content)))
        walk.run()
    except _BROKEN as error:
        message = (
            f"the Word file is broken ({type(error).__name__}: {error}); fetch it again or give "
            "another format of the paper"
        )
        raise UnreadableDocument(message) from error
    document = walk.sheet.document(MEDIA_TYPE, walk.metadata)
    if not document.blocks:
        raise UnreadableDocument(
            "the Word file has no words in it; fetch it again or give another format of the paper"
        )
    return document


class _Walk:
    """One pass over the body of a Word file, writing on a sheet."""

    def __init__(self, document: WordDocument) -> None:
        self.sheet = Sheet()
        self.metadata: dict[str, str] = {}
        title = (document.core_properties.title or "").strip()
        if title and title != _NO_TITLE:
            self.metadata["title"] = title
        self._body = document.element.body
        self._numbering = Numbering(document)
        self._styles = {
            style.get(qn("w:styleId"), ""): _style_name(style)
            for style in document.styles.element.iter(qn("w:style"))
        }
        self._targets = {
            key: relation.target_ref
            for key, relation in document.part.rels.items()
            if relation.is_external
        }
        self._notes = {
            **_notes(document, RELATIONSHIP_TYPE.FOOTNOTES),
            **_notes(document, RELATIONSHIP_TYPE.ENDNOTES),
        }
        self._counts = {"footnote": 0, "endnote": 0}
        self._typed = find_notes(self._body)
        self._number_to_come = False

    def run(self) -> None:
        for element in self._body:
            self._element(element)

    def _element(self, element: etree._Element) -> None:
        """A paragraph, a table, or whatever holds them."""
        if element.tag in _SKIPPED or not isinstance(element.tag, str):
            return
        if element.tag == qn("w:p"):
            self._paragraph(element)
        elif element.tag == qn("w:tbl"):
            for row in element.iter(qn("w:tr")):
                self.sheet.open_row()
                for cell in row.iter(qn("w:tc")):
                    self.sheet.cell()
                    for paragraph in cell.iter(qn("w:p")):
                        self.sheet.space()
                        self._inline(paragraph)
                self.sheet.close_row()
        else:
            for child in element:
                self._element(child)

    def _paragraph(self, paragraph: etree._Element) -> None:
        """A paragraph as a block, with the label that Word draws before it; or as a note, where it
        is one.
        """
        if paragraph in self._typed.bodies:
            self._typed_note(paragraph)
            return
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        heading = (
            _HEADING.match(self._styles.get(style.get(qn("w:val"), ""), ""))
            if style is not None
            else None
        )
        kind: BlockKind = "heading" if heading else "paragraph"
        label, level = self._numbering.label(paragraph)
        self.sheet.block(kind, "", int(heading[1] or 1) if heading else level)
        if label:
            self.sheet.label(label)
        self._inline(paragraph)
        self.sheet.block()

    def _typed_note(self, paragraph: etree._Element) -> None:
        """A note that is written as a paragraph."""
        self.sheet.open_note(*self._typed.bodies[paragraph])
        self._number_to_come = paragraph in self._typed.typed
        self._inline(paragraph)
        self._number_to_come = False
        self.sheet.close_note()

    def _inline(self, element: etree._Element) -> None:
        """The words below an element of a paragraph."""
        for child in element:
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == qn("w:r"):
                self._run(child)
            elif tag == qn("w:hyperlink"):
                target = self._targets.get(child.get(qn("r:id"), ""), "")
                self._around(child, target, self.sheet.link, self.sheet.unlink)
            else:
                self._inline(child)

    def _around(
        self,
        element: etree._Element,
        target: str,
        begin: Callable[[str], None],
        end: Callable[[], None],
    ) -> None:
        if target:
            begin(target)
        self._inline(element)
        if target:
            end()

    def _run(self, run: etree._Element) -> None:
        """Characters in one style."""
        if run in self._typed.numbers:
            return
        if run in self._typed.marks:
            self.sheet.mark(*self._typed.marks[run])
            return
        properties = run.find(qn("w:rPr"))
        kinds = [
            kind
            for tag, kind in _EMPHASES
            if properties is not None and _is_set(properties.find(tag))
        ]
        for kind in kinds:
            self.sheet.emphasise(kind)
        for child in run:
            self._piece(child)
        for _ in kinds:
            self.sheet.plain()

    def _piece(self, child: etree._Element) -> None:
        """A part of a run: words, a tab or line break, a sign, the mark of a note."""
        tag = child.tag
        if tag == qn("w:t"):
            words = child.text or ""
            self.sheet.words(without_number(words) if self._number_to_come else words)
            self._number_to_come = False
        elif tag in {qn("w:tab"), qn("w:ptab"), qn("w:cr")}:
            self.sheet.space()
        elif tag == qn("w:br"):
            if child.get(qn("w:type")) is None and not self.sheet.in_note:
                self.sheet.block()
        elif tag == qn("w:noBreakHyphen"):
            self.sheet.words("-")
        elif tag == qn("w:sym"):
            self.sheet.words(chr(int(child.get(qn("w:char"), "20"), 16)))
        elif tag in _NOTES:
            self._note(_NOTES[tag], child.get(qn("w:id"), ""))
        elif isinstance(tag, str) and tag not in _SKIPPED and len(child):
            self._element(child)  # a drawing with a text box in it

    def _note(self, kind: str, key: str) -> None:
        """The mark of a footnote, and the note itself where it is cited for the first time."""
        self._counts[kind] += 1
        label = str(self._counts[kind])
        self.sheet.mark(label, f"{kind}-{key}")
        note = self._notes.pop(f"{kind}-{key}", None)
        if note is not None and not self.sheet.in_note:
            self.sheet.open_note(f"{kind}-{key}", label)
            for paragraph in note.iter(qn("w:p")):
                self.sheet.space()
                self._inline(paragraph)
            self.sheet.close_note()


def _notes(document: WordDocument, kind: str) -> dict[str, etree._Element]:
    """The footnotes or endnotes of a file by kind and id."""
    found: dict[str, etree._Element] = {}
    for relation in document.part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            parser = etree.XMLParser(
                resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            )
            for name in ("footnote", "endnote"):
                for note in etree.fromstring(relation.target_part.blob, parser).iter(
                    qn(f"w:{name}")
                ):
                    found[f"{name}-{note.get(qn('w:id'), '')}"] = note
    return found


def _style_name(style: etree._Element) -> str:
    """A style's own name, which Word keeps in English whatever its language, else its id."""
    name = style.find(qn("w:name"))
    return str(
        (name.get(qn("w:val")) if name is not None else None) or style.get(qn("w:styleId"), "")
    )


def _is_set(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(qn("w:val"), "1") not in _OFF
