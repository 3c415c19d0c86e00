"""The publisher's HTML of a paper.

Classes and footnote references are those of officielebekendmakingen.nl.
"""

import re
from html import escape
from itertools import groupby

from press.markup import Cite, Emphasis, Node, Note, Promise, Text, walk
from press.paper import BILL_PARTS, QUESTION_PARTS, Block, Paper
from press.xmltext import LINKED, indent

WIDTH = 88
TAGS = {"vet": "strong", "cur": "em"}
_HEADING = ("h2", "tussenkop no-toc", '<strong class="vet">{}</strong>')
_SUBHEADING = ("h3", "tussenkop no-toc", '<em class="cur">{}</em>')
HEADINGS = {
    "letterhead": _HEADING,
    "heading": _HEADING,
    "subheading": _SUBHEADING,
    "vraag": _SUBHEADING,
    "antwoord": _SUBHEADING,
    "artikel": ("h3", "artikel_kop no-toc", "Artikel {}"),
}
"""Element, class and face of each kind of heading."""
# A space outside a tag: where the serializer breaks its lines.
GAP = re.compile(r" (?![^<]*>)")

STYLE = '<link href="./op.css" rel="stylesheet" type="text/css" />'


def render(paper: Paper) -> bytes:
    """Return the HTML file as the repository serves it: metadata in head, notes after text."""
    press = _Html(paper)
    content = press.questions() if paper.written_questions else press.kamerstuk()
    metas = "\n".join(
        f'      <meta name="{name}" scheme="{scheme}" content="{escape(value)}" />'
        for name, scheme, value in _metadata(paper)
    )
    return f"""<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html
  PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="nl">
   <head>
      <meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
{metas}
      <script src="./popup.js" type="text/javascript"></script>{STYLE}
      <title>{escape(str(paper.head["document_title"]))}</title>
   </head>
   <body onload="enablePopup()">
      <div id="kopregel">
         <!--EINDE kopregel-->
      </div>
      <div id="inhoudsopgave"></div>
      <div id="broodtekst">
{content}
{press.notes()}
      </div>
      <div id="voetregel"></div>
   </body>
</html>
""".encode()


def _metadata(paper: Paper) -> list[tuple[str, str, str]]:
    head = paper.head
    rows = [
        ("DC.identifier", "OVERHEIDop.ParlID", paper.identifier),
        ("OVERHEIDop.vergaderjaar", "", head["session_year"]),
        ("DC.creator", "OVERHEID.StatenGeneraal", "Eerste Kamer der Staten-Generaal"),
        ("DC.type", "OVERHEIDop.Parlementair", paper.series_name),
        ("DC.title", "", str(head["document_title"])),
        ("DCTERMS.issued", "DCTERMS.W3CDTF", head["date"].isoformat()),
        ("DCTERMS.available", "DCTERMS.W3CDTF", head["available"].isoformat()),
        ("DCTERMS.language", "DCTERMS.RFC4646", "nl"),
        ("OVERHEIDop.publicationName", "", paper.series_name),
    ]
    if "dossier" in head:
        rows += [
            ("OVERHEIDop.dossiernummer", "", head["dossier"]),
            ("OVERHEIDop.ondernummer", "", head["sub"]),
        ]
    return rows


class _Html:
    """The parts of one page; headings and notes have anchors like the publisher's."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.anchors = iter(f"d17e{number}" for number in range(45, 9999, 7))

    def kamerstuk(self) -> str:
        head = self.paper.head
        title = (
            f'{self.anchor()}<span class="stuknummer">{head["sub"]}</span> {escape(head["title"])}'
        )
        rows = [
            self.wrapped(
                "h1",
                "dossiertitel no-toc",
                f'<span class="dossiernummer">{self.paper.dossier}</span> '
                f"{escape(head['dossier_title'])}",
            ),
            '<div class="stuk">',
            self.wrapped("h1", "stuktitel no-toc", title),
        ]
        if "date_text" in head:
            dated = re.sub(
                r"\d{1,2} [a-z]+ \d{4}",
                r'<span class="datum">\g<0></span>',
                escape(head["date_text"]),
            )
            rows.append(self.wrapped("p", "kamerstukdatum", dated))
        body = (
            "voorstel-wet"
            if any(block.kind in BILL_PARTS for block in self.paper.printed)
            else "algemeen"
        )
        rows += [f'<div class="{body}">', *self.blocks(self.paper.printed), "</div>", "</div>"]
        return indent("\n".join(rows), 9)

    def questions(self) -> str:
        rows: list[str] = []
        opened = False
        for heading, group in groupby(
            self.paper.printed, lambda block: block.kind if block.kind in QUESTION_PARTS else ""
        ):
            for block in group if heading else ():
                words = f"{self.anchor()}{self.inline(block.nodes)}"
                if heading in ("kop", "antwoordkop"):
                    rows.append(
                        self.wrapped(
                            "h1",
                            "kamervraagomschrijving_kop no-toc",
                            re.sub(r"</?(?:strong|em)[^>]*>", "", words),
                        )
                    )
                else:
                    rows += ["</div>"] if opened else []
                    rows += [
                        f'<div class="{heading}">',
                        self.wrapped("h2", "stuktitel no-toc", words),
                    ]
                    opened = True
            if not heading:
                rows += self.blocks(list(group))
        return indent("\n".join([*rows, "</div>"]), 9)

    def blocks(self, blocks: list[Block]) -> list[str]:
        rows: list[str] = []
        for listed, group in groupby(blocks, lambda block: block.kind == "item"):
            if listed:
                rows += self.list(list(group))
            else:
                rows += [self.block(block) for block in group]
        return rows

    def list(self, items: list[Block]) -> list[str]:
        outer = items[0].level
        rows = ['<ul class="expliciet whitespace-small">']
        for top, group in groupby(items, lambda item: item.level == outer):
            if top:
                for item in group:
                    label = f'<span class="ol">{escape(item.label)} </span>'
                    rows += [
                        '<li class="li">',
                        self.wrapped("p", "labeled", label + self.repeated(item)),
                        "</li>",
                    ]
            else:
                rows[-1:] = [*self.list(list(group)), "</li>"]
        return [*rows, "</ul>"]

    def block(self, block: Block) -> str:
        if block.rows:
            return self.table(block)
        words = self.repeated(block)
        if block.kind in HEADINGS:
            tag, name, face = HEADINGS[block.kind]
            return self.wrapped(tag, name, self.anchor() + face.format(words))
        if block.kind == "sign":
            names = "<br />".join(
                f'<span class="naam">{self.inline(line)}</span>' for line in block.lines[1:]
            )
            return (
                '<p class="ondertekening"><span '
                f'class="functie">{self.inline(block.lines[0])}</span><br />{names}</p>'
            )
        if block.kind == "lines":
            rows = "\n".join(self.wrapped("p", "", self.inline(line)) for line in block.lines)
            return f'<div class="alineagroep">\n{rows}\n</div>'
        return self.wrapped("p", block.kind if block.kind in BILL_PARTS else "", words)

    def table(self, block: Block) -> str:
        """Return a table as the publisher writes it: headers in th, each cell a paragraph."""
        cells = [[f"<p>{escape(cell)}</p>" for cell in row] for row in block.rows]
        head = "".join(f'<th class="left">{cell}</th>' for cell in cells[0])
        rows = [f"   <tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells[1:]]
        body = ["<tbody>", *rows, "</tbody>"]
        return "\n".join(
            [
                '<table cellpadding="0" cellspacing="0">',
                f"<thead><tr>{head}</tr></thead>",
                *body,
                "</table>",
            ]
        )

    def repeated(self, block: Block) -> str:
        words = self.inline(block.nodes)
        kind = self.paper.head.get("repeat") if block.repeated else None
        return f'<{TAGS[kind]} class="{kind}">{words}</{TAGS[kind]}>' if kind else words

    def inline(self, nodes: tuple[Node, ...]) -> str:
        return "".join(self.node(node) for node in nodes)

    def node(self, node: Node) -> str:
        if isinstance(node, Text):
            return escape(node.value, quote=False)
        if isinstance(node, Note):
            anchor = self.note_id(node)
            return f'<a class="nootnum supernote-click-{anchor}" href="#{anchor}">{node.label}</a>'
        inside = self.inline(node.nodes)
        if isinstance(node, Emphasis):
            return f'<{TAGS[node.kind]} class="{node.kind}">{inside}</{TAGS[node.kind]}>'
        if isinstance(node, Promise):
            return inside
        return self.link(node, inside)

    def link(self, node: Cite, inside: str) -> str:
        target = node.targets[0]
        if target.startswith("http"):
            return (
                f'<a href="{escape(target)}" title="link naar {escape(target)}" '
                f'class="externe_link">{inside}</a>'
            )
        if len(node.targets) > 1 or not target.startswith(("kst-", "stb-", "stcrt-")):
            return inside
        match = LINKED.fullmatch(inside)
        before, linked = match.groups() if match and target.startswith("kst-") else ("", inside)
        return f'{before}<a href="{target}.html" title="link naar publicatie {target}">{linked}</a>'

    def notes(self) -> str:
        rows = []
        for block in self.paper.printed:
            for nodes in (block.nodes, *block.lines):
                for note in (node for node, _ in walk(nodes) if isinstance(node, Note)):
                    anchor = self.note_id(note)
                    number = (
                        f'<span class="nootnum"><a id="{anchor}" '
                        f'name="{anchor}"></a>{note.label}</span>'
                    )
                    rows += [
                        (
                            '<div class="voet noot snp-mouseoffset snb-pinned notedefault" '
                            f'id="supernote-note-{anchor}">'
                        ),
                        (
                            '   <h5 class="note-close"><a class="note-close" '
                            f'href="#close-{anchor}">X</a> Noot'
                        ),
                        f"   </h5><sup>{number}</sup><p>{self.inline(note.nodes)}</p>",
                        "</div>",
                    ]
        return indent(
            "\n".join(['<div id="noten">', "   <hr />", *rows, "</div>"]) if rows else "", 9
        )

    def note_id(self, note: Note) -> str:
        return "ID-" + re.sub(r"\D", "", self.paper.identifier) + f"-d36e{68 + 9 * note.label}"

    def anchor(self) -> str:
        name = next(self.anchors)
        return f'<a id="{name}" name="{name}"></a>'

    def wrapped(self, tag: str, name: str, words: str) -> str:
        """Return one element with the publisher's line breaks, which may be inside sentences."""
        opening = f'<{tag} class="{name}">' if name else f"<{tag}>"
        lines, current = [], opening
        for word in GAP.split(words):
            if len(current) + len(word) > WIDTH and current != opening:
                lines.append(current)
                current = f"   {word}"
            else:
                current += word if current == opening else f" {word}"
        if not lines:
            return f"{current}</{tag}>"
        return "\n".join([*lines, current, f"</{tag}>"])
