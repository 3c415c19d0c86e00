"""The Word file of a paper: paragraphs in Word's styles, real footnotes, typed or automatic lists.

It is written part by part, because the bytes must not depend on the day, the machine or a
compression library.
"""

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from press.markup import Emphasis, Node, Note, Text, walk
from press.paper import Block, Paper

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = ("document", "styles", "footnotes", "numbering", "footer1")
STYLES = {
    "letterhead": "Kop1",
    "heading": "Kop2",
    "subheading": "Kop3",
    "artikel": "Kop3",
    "vraag": "Kop2",
    "antwoord": "Kop2",
}
MARKED = '<w:rPr><w:rStyle w:val="Voetnootmarkering"/></w:rPr>'
NUMBERED = {".": 1, ")": 2}
"""Word's own list for a marker that ends so: ``%1.`` and ``%1)``, letters on the second level."""


def render(paper: Paper) -> bytes:
    """Return the Word file; its parts are uncompressed and have the earliest date of zip."""
    press = _Word(paper)
    document = press.document()
    content = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations(
            [(part.rstrip("1"), f"{part}.xml") for part in PARTS[1:]]
        ),
        "word/document.xml": document,
        "word/styles.xml": _styles(),
        "word/footnotes.xml": press.footnotes(),
        "word/numbering.xml": press.numbering(),
        "word/footer1.xml": f"{XML}<w:ftr {W}><w:p><w:r><w:t>Pagina </w:t></w:r>"
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as stores:
        for name, text in content.items():
            stores.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    return stream.getvalue()


class _Word:
    """The document while it is written; ``lists`` has an entry per list that Word numbers."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.numbered = paper.head.get("docx_numbers", False)
        self.lists: list[int] = []
        self.last: dict[int, str] = {}

    def document(self) -> str:
        head = self.paper.head
        rows = []
        if not head.get("bare"):
            rows += [_paragraph(_run("Eerste Kamer der Staten-Generaal"), "Titel")]
            rows += [_paragraph(_run(f"Vergaderjaar {head['session_year']}"))]
            if "dossier" in head:
                rows += [_paragraph(_run(f"{self.paper.dossier}\t{head['dossier_title']}"), "Kop1")]
                rows += [_paragraph(_run(f"{head['sub']}\t{head['title']}"), "Kop1")]
            else:
                rows += [
                    _paragraph(_run(self.paper.series_name)),
                    _paragraph(_run(str(head["number"])), "Kop1"),
                ]
            if "date_text" in head:
                rows += [_paragraph(_run(head["date_text"]))]
        rows += [row for block in self.paper.printed for row in self.block(block)]
        section = (
            f'<w:sectPr><w:footerReference xmlns:r="{OFFICE}" w:type="default" '
            'r:id="rId4"/></w:sectPr>'
        )
        return (
            f"{XML}<w:document {W}><w:body>\n"
            + "\n".join(rows)
            + f"\n{section}</w:body></w:document>"
        )

    def block(self, block: Block) -> Iterator[str]:
        if block.rows:
            yield _table(block)
            return
        if block.lines:
            for line in block.lines:
                yield _paragraph(self.inline(line))
            return
        kind = self.paper.head.get("repeat") if block.repeated else None
        nodes = (Emphasis(kind, block.nodes),) if kind else block.nodes
        nodes = (Text("Artikel "), *nodes) if block.kind == "artikel" else nodes
        style = STYLES.get(block.kind, "Lijstalinea" if block.label else "")
        if (
            self.numbered
            and block.label
            and block.label[-1] in NUMBERED
            and len(block.label) == len("1.")
        ):
            yield _paragraph(self.inline(nodes), style, self.number(block))
        elif block.label:
            yield _paragraph(_run(f"{block.label}\t") + self.inline(nodes), style)
        else:
            yield _paragraph(self.inline(nodes), style)

    def number(self, block: Block) -> str:
        """Return the numbering of an item; an item labelled 1 or a begins a new list."""
        level = block.level - 1
        if block.label[0] in "1a" or not self.lists:
            self.lists.append(NUMBERED[block.label[-1]])
            self.last[level] = str(len(self.lists))
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{self.last[level]}"/></w:numPr>'

    def inline(self, nodes: tuple[Node, ...], marks: str = "") -> str:
        rows = []
        for node in nodes:
            if isinstance(node, Text):
                rows.append(_run(node.value, marks))
            elif isinstance(node, Note):
                rows.append(f'<w:r>{MARKED}<w:footnoteReference w:id="{self.note(node)}"/></w:r>')
            elif isinstance(node, Emphasis):
                rows.append(
                    self.inline(node.nodes, marks + {"vet": "<w:b/>", "cur": "<w:i/>"}[node.kind])
                )
            else:
                rows.append(self.inline(node.nodes, marks))
        return "".join(rows)

    def notes(self) -> list[Note]:
        rows = [nodes for block in self.paper.printed for nodes in (block.nodes, *block.lines)]
        return [node for nodes in rows for node, _ in walk(nodes) if isinstance(node, Note)]

    def note(self, note: Note) -> int:
        """Return the id of a footnote in the document, counted from 1."""
        return next(index for index, other in enumerate(self.notes(), start=1) if other is note)

    def footnotes(self) -> str:
        rows = [
            (
                '<w:footnote w:type="separator" '
                'w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            )
        ]
        rows += [
            (
                '<w:footnote w:type="continuationSeparator" '
                'w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
            )
        ]
        mark = f"<w:r>{MARKED}<w:footnoteRef/></w:r>"
        for index, note in enumerate(self.notes(), start=1):
            words = _paragraph(mark + _run(" ") + self.inline(note.nodes), "Voetnoottekst")
            rows.append(f'<w:footnote w:id="{index}">{words}</w:footnote>')
        return f"{XML}<w:footnotes {W}>\n" + "\n".join(rows) + "\n</w:footnotes>"

    def numbering(self) -> str:
        rows = []
        for closing, identity in NUMBERED.items():
            levels = "".join(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
                f'<w:lvlText w:val="%{level + 1}{closing}"/></w:lvl>'
                for level, form in enumerate(("decimal", "lowerLetter"))
            )
            rows.append(
                f'<w:abstractNum w:abstractNumId="{identity}"><w:multiLevelType '
                f'w:val="multilevel"/>{levels}</w:abstractNum>'
            )
        restart = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
            for level in (0, 1)
        )
        for number, identity in enumerate(self.lists, start=1):
            rows.append(
                f'<w:num w:numId="{number}"><w:abstractNumId w:val="{identity}"/>{restart}</w:num>'
            )
        return f"{XML}<w:numbering {W}>\n" + "\n".join(rows) + "\n</w:numbering>"


def _run(text: str, marks: str = "") -> str:
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    parts = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else ""
        for part in text.split("\t")
    )
    return f"<w:r>{properties}{parts}</w:r>"


def _paragraph(runs: str, style: str = "", numbering: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}{numbering}</w:pPr>" if named or numbering else ""
    return f"<w:p>{properties}{runs}</w:p>"


def _table(block: Block) -> str:
    rows = ["".join(f"<w:tc>{_paragraph(_run(cell))}</w:tc>" for cell in row) for row in block.rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def _content_types() -> str:
    kinds = {part: f"{TYPE}.{part.rstrip('1')}+xml" for part in PARTS} | {
        "document": f"{TYPE}.document.main+xml"
    }
    rows = [
        f'<Override PartName="/word/{part}.xml" ContentType="{kind}"/>'
        for part, kind in kinds.items()
    ]
    default = '<Default Extension="xml" ContentType="application/xml"/>'
    default += (
        '<Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'{XML}<Types xmlns="{PACKAGE}/content-types">{default}{"".join(rows)}</Types>'


def _relations(targets: list[tuple[str, str]]) -> str:
    rows = [
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{path}"/>'
        for n, (kind, path) in enumerate(targets, start=1)
    ]
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def _styles() -> str:
    names = {
        "Standaard": "Normal",
        "Titel": "Title",
        "Lijstalinea": "List Paragraph",
        "Voetnoottekst": "footnote text",
    }
    names |= {f"Kop{level}": f"heading {level}" for level in (1, 2, 3)}
    rows = [
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/></w:style>'
        for identity, name in names.items()
    ]
    mark = '<w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    rows.append(f'<w:style w:type="character" w:styleId="Voetnootmarkering">{mark}</w:style>')
    return f"{XML}<w:styles {W}>\n" + "\n".join(rows) + "\n</w:styles>"
