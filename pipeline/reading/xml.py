"""Papers as the official publisher encodes them: op-xsd (2012 on) and, leniently, the older root ``kamerwrk``.

Element names are the schema's own. An element that is not known here gives its text, as part of the running text it
stands in: nothing is lost.
"""

from __future__ import annotations

import html.entities
from collections.abc import Callable, Iterator

from lxml import etree

from pipeline.errors import UnreadableDocument
from pipeline.reading.document import BlockKind, Document, EmphasisKind
from pipeline.reading.official import kept_metadata
from pipeline.reading.sheet import Sheet

MEDIA_TYPE = "application/xml"

_HEADINGS = {
    "kamervraagnummer": "kamervraagnummer",
    "dossiernummer": "dossiernummer",
    "stuknr": "ondernummer",
    "tussenkop": "tussenkop",
    "tuskop": "tussenkop",  # kamerwrk
    "kop": "kop",
    "artikelkop": "kop",
    "subtitel": "subtitel",
}
_TITLES = {"stuk": "stuktitel", "dossier": "dossiertitel", "nds-stuk": "stuktitel"}
_SIGNATURES = frozenset({"ondertekening", "ondtek", "ondertek", "ondertekenaar"})
# Every other element that stands on a line of its own.
_PARAGRAPHS = frozenset(
    {
        "al", "tekstregel", "kamervraagomschrijving", "datumtekst", "slotformulering", "dagtekening", "bijschrift", "bron",
        "wat", "wij", "context.al", "considerans.al", "considerans", "afkondiging", "gegeven", "lid", "artikel", "omschr",
        "divisie", "tekst", "vraag", "antwoord", "kamervraagopmerking", "reactie", "item", "paragraaf", "al-groep", "lijst",
        "li", "table", "definitie-item", "titel", "nr", "ondw", "vergjaar", "onderw", "nummer", "letter", "motie", "bijlage",
        "amendement", "officiele-inhoudsopgave", "wetsluiting", "aanhef", "label", "p", "h1", "h2", "h3", "tekst-sluiting",
    }
)  # fmt: skip
_SKIPPED = frozenset({"metadata", "meta", "plaatje", "illustratie", "colspec", "sys.gegevens", "margetekst", "witreg"})
_ROLES = {
    "vraag": "vraag",
    "antwoord": "antwoord",
    "kamervraagopmerking": "kamervraagopmerking",
    "datumtekst": "datum",
    "officiele-inhoudsopgave": "inhoudsopgave",
}
_EMPHASES: dict[str, tuple[EmphasisKind, ...]] = {
    "vet": ("bold",),
    "halfvet": ("bold",),
    "cur": ("italic",),
    "cursief": ("italic",),
    "vetcur": ("bold", "italic"),
    "curvet": ("bold", "italic"),
    "ondlijn": ("underline",),
    "onderstreept": ("underline",),
}
_STATED = {"dossiernr": "dossiernummer", "ondernummer": "ondernummer", "kamervraagnummer": "ondernummer"}
_LINES = {"documenttype": "type", "kameraanduiding": "creator", "vergaderjaar": "vergaderjaar"}

Place = tuple[BlockKind, str, int]


def read(content: bytes) -> Document:
    """The paper in an xml file. Raises ``UnreadableDocument`` where the file is broken or declares entities of its own."""
    walk = _Walk()
    walk.run(_parse(content))
    document = walk.sheet.document(MEDIA_TYPE, walk.metadata)
    if not document.blocks:
        raise UnreadableDocument("the xml file has no words in it; fetch the paper again or give another format of it")
    return document


def _parse(content: bytes) -> etree._Element:
    """The root element; nothing is loaded from outside and nothing is expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(f"broken xml: {error}; fetch the paper again or give another format of it") from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise UnreadableDocument("the xml declares entities of its own, which no official paper does; they are not expanded")
    return root


def _events(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Start and end of every element, and what is no element ("aside": a comment, an instruction, an entity)."""
    yield "start", root
    stack = [(root, iter(root))]
    while stack:
        node, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "end", node
        elif isinstance(child.tag, str):
            yield "start", child
            stack.append((child, iter(child)))
        else:
            yield "aside", child


class _Walk:
    """One pass over the elements in document order, writing on a sheet."""

    def __init__(self) -> None:
        self.sheet = Sheet()
        self.metadata: dict[str, str] = {}
        self._names: list[str] = []
        self._closing: list[list[Callable[[], None]]] = []
        self._places: list[Place] = [("paragraph", "", 1)]
        self._depth = 0
        self._skipping = 0

    def run(self, root: etree._Element) -> None:
        for event, node in _events(root):
            if event == "start":
                self._start(node)
                self._text(node.text)
            elif event == "end":
                self._end()
                self._text(node.tail if node is not root else None)
            else:
                if node.tag is etree.Entity:
                    self._text(html.entities.html5.get(f"{node.name};"))
                self._text(node.tail)

    def _text(self, text: str | None) -> None:
        if text and not self._skipping:
            self.sheet.words(text)

    def _start(self, node: etree._Element) -> None:
        name = etree.QName(node).localname.lower()
        parent = self._names[-1] if self._names else ""
        self._names.append(name)
        closing: list[Callable[[], None]] = []
        self._closing.append(closing)
        self._state(name, node)
        if self._skipping or name in _SKIPPED or node.get("inhoud") == "kamernummer":
            self._skip(closing)
        elif not self._inline(name, node, closing) and not self._table(name, closing):
            self._block(name, parent, node, closing)

    def _end(self) -> None:
        self._names.pop()
        for close in reversed(self._closing.pop()):
            close()

    def _skip(self, closing: list[Callable[[], None]]) -> None:
        """Nothing inside this element is text of the paper."""
        self._skipping += 1
        closing.append(self._unskip)

    def _unskip(self) -> None:
        self._skipping -= 1

    def _inline(self, name: str, node: etree._Element, closing: list[Callable[[], None]]) -> bool:
        """Open what stands within a line; False where the element is something else."""
        sheet = self.sheet
        if name == "nadruk":
            for kind in _EMPHASES.get(node.get("type", ""), ("italic",)):
                sheet.emphasise(kind)
                closing.append(sheet.plain)
        elif name in {"extref", "dossierref"} and (target := node.get("doc") or node.get("dossier")):
            sheet.link(target)
            closing.append(sheet.unlink)
        elif name in {"noot", "voetnoot"}:
            self._note(name, node, closing)
        elif name in {"nootref", "voetref"}:
            sheet.mark(_text_of(node), node.get("refid") or node.get("ref") or node.get("nr") or _text_of(node))
            self._skip(closing)
        elif name in {"li.nr", "lidnr"}:
            sheet.label(_text_of(node))
            self._skip(closing)
        elif name == "noot.nr" or (name == "nr" and sheet.in_note):
            sheet.note_label(_text_of(node))
            self._skip(closing)
        elif name == "br":
            sheet.space()
        elif name in {"noot.al", "voornaam", "achternaam", "voorvoegsels", "term", "definitie"}:
            if node.getprevious() is not None:  # "<voornaam>H.</voornaam><achternaam>Berg" has no space of its own
                sheet.space()
        else:
            return False
        return True

    def _note(self, name: str, node: etree._Element, closing: list[Callable[[], None]]) -> None:
        """A footnote: op-xsd puts it where its mark stands, kamerwrk elsewhere, with a ``voetref`` as its mark."""
        if self.sheet.in_note:
            return
        number = node.find("{*}noot.nr") if node.find("{*}noot.nr") is not None else node.find("{*}nr")
        label = _text_of(number) if number is not None else node.get("nr", "")
        key = node.get("id") or (f"{name}-{label}" if name == "noot" else label)
        if name == "noot":
            self.sheet.mark(label, key)
        self.sheet.open_note(key, label)
        closing.append(self.sheet.close_note)

    def _table(self, name: str, closing: list[Callable[[], None]]) -> bool:
        """Open a row or a cell of a CALS table; False where the element is something else."""
        if name in {"row", "tr"}:
            self.sheet.open_row()
            closing.append(self._resume)
            closing.append(self.sheet.close_row)
        elif name in {"entry", "td", "th"}:
            self.sheet.cell()
        else:
            return False
        return True

    def _block(self, name: str, parent: str, node: etree._Element, closing: list[Callable[[], None]]) -> None:
        """Open a line of its own where the element is one."""
        kind, role, level = self._places[-1]
        if name == "lijst":
            self._depth += 1
            closing.append(self._leave_list)
        if name == "titel" and parent in _TITLES:
            place: Place = ("heading", _TITLES[parent], 1)
        elif name == "nr" and parent in {"vraag", "antwoord", "kamervraagopmerking"}:
            place = ("heading", f"{parent}-nr", 1)
        elif name in _HEADINGS:
            place = ("heading", _HEADINGS[name], 1)
        elif name in _SIGNATURES or (name in {"functie", "naam"} and kind == "signature"):
            place = ("signature", "ondertekening", 1)
        elif name == "kamervraagomschrijving":
            place = ("paragraph", f"{name}-{node.get('type', 'vraag')}", 1)
        elif name == "tekstregel":
            place = ("heading", node.get("inhoud", ""), 1)
        elif name in _PARAGRAPHS and kind == "heading" and parent != "":
            self.sheet.space()  # the parts of a heading are one line: "Artikel 3 Reikwijdte"
            return
        elif name in _PARAGRAPHS:
            place = ("paragraph", _ROLES.get(name, role), max(1, self._depth))
        else:
            return
        if name == "functie":  # what follows is still the office: "<functie>De Minister</functie> voor Rechtsbescherming,"
            self.sheet.block(*place)
            return
        self._places.append(place)
        self.sheet.block(*place)
        closing.append(self._leave)

    def _leave(self) -> None:
        self._places.pop()
        self._resume()

    def _resume(self) -> None:
        """Text behind a block that has ended stands on a line of its own again."""
        self.sheet.block(*self._places[-1])

    def _leave_list(self) -> None:
        self._depth -= 1

    def _state(self, name: str, node: etree._Element) -> None:
        """Keep what the paper states about itself."""
        if name == "meta":
            kept_metadata(self.metadata, node.get("name", ""), node.get("content", ""))
        elif name == "tekstregel":
            self._keep(_LINES.get(node.get("inhoud", ""), ""), node)
        elif name == "titel" and len(self._names) > 1 and (role := _TITLES.get(self._names[-2])):
            self._keep({"stuktitel": "title"}.get(role, role), node)
        elif name in _STATED:
            self._keep(_STATED[name], node)
        elif name == "begrotingshoofdstuk" and "dossiernummer" in self.metadata:
            self.metadata["dossiernummer"] += f" {_text_of(node)}"

    def _keep(self, name: str, node: etree._Element) -> None:
        value = _text_of(node)
        if name == "vergaderjaar":
            value = value.removeprefix("Vergaderjaar ")
        if name and value:
            self.metadata.setdefault(name, value)


def _text_of(node: etree._Element) -> str:
    """The words of an element without those of its notes."""
    parts = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str) and etree.QName(child).localname != "noot":
            parts.append(_text_of(child))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())
