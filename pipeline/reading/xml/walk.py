"""Conversion of op-xsd elements: headings, questions, answers, lists, tables, notes, signatures.

Element names are the schema's own. An unknown element gives its text, as part of the surrounding
running text, so that nothing is lost.
"""

from lxml import etree

from pipeline.reading.document import EmphasisKind
from pipeline.reading.element_walk import BlockStart, ElementWalk
from pipeline.reading.xml.stated import TITLES, keep_stated, words_of

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
_SIGNATURES = frozenset({"ondertekening", "ondtek", "ondertek", "ondertekenaar"})
# All other elements that begin a new line.
_PARAGRAPHS = frozenset(
    {
        "al", "tekstregel", "kamervraagomschrijving", "datumtekst", "slotformulering",
        "dagtekening", "bijschrift", "bron",
        "wat", "wij", "context.al", "considerans.al", "considerans", "afkondiging", "gegeven",
        "lid", "artikel", "omschr",
        "divisie", "tekst", "vraag", "antwoord", "kamervraagopmerking", "reactie", "item",
        "paragraaf", "al-groep", "lijst",
        "li", "table", "definitie-item", "titel", "nr", "ondw", "vergjaar", "onderw", "nummer",
        "letter", "motie", "bijlage",
        "amendement", "officiele-inhoudsopgave", "wetsluiting", "aanhef", "label", "p", "h1", "h2",
        "h3", "tekst-sluiting",
    }
)  # fmt: skip
_PARTS = frozenset({"noot.al", "voornaam", "voorvoegsels", "achternaam", "term", "definitie", "br"})
_SKIPPED = frozenset(
    {
        "metadata",
        "meta",
        "plaatje",
        "illustratie",
        "colspec",
        "sys.gegevens",
        "margetekst",
        "witreg",
    }
)
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
_NUMBERED = frozenset({"vraag", "antwoord", "kamervraagopmerking"})  # their "nr" is a heading


class Walk(ElementWalk):
    """One pass over the elements in document order, writing to a document builder."""

    def __init__(self) -> None:
        super().__init__()
        self.metadata: dict[str, str] = {}
        self._names: list[str] = []
        self._depth = 0
        self._openers = {
            "nadruk": self._emphasis,
            "extref": self._link,
            "dossierref": self._link,
            "noot": self._note,
            "voetnoot": self._note,
            "nootref": self._mark,
            "voetref": self._mark,
            "noot.nr": self._note_number,
            "li.nr": self._label,
            "lidnr": self._label,
            "row": self._row,
            "tr": self._row,
            **dict.fromkeys(("entry", "td", "th"), self._cell),
            **dict.fromkeys(_PARTS, self._part),
        }

    def text(self, text: str | None) -> None:
        """Add running text, unless its element is skipped."""
        if text and not self.skipping:
            self.builder.words(text)

    def start(self, node: etree._Element) -> None:
        """Begin an element."""
        name = etree.QName(node).localname.lower()
        self._names.append(name)
        self.open()
        keep_stated(self.metadata, self._names, node)
        if self.skipping or name in _SKIPPED or node.get("inhoud") == "kamernummer":
            self.skip()
        elif name == "nr" and self.builder.in_note:
            self._note_number(node)
        elif name in self._openers:
            self._openers[name](node)
        else:
            self._line(name, node)

    def end(self) -> None:
        """End the element that began last."""
        self._names.pop()
        self.close()

    def _emphasis(self, node: etree._Element) -> None:
        for kind in _EMPHASES.get(node.get("type", ""), ("italic",)):
            self.style(kind)

    def _link(self, node: etree._Element) -> None:
        if target := node.get("doc") or node.get("dossier"):
            self.style("link", target)

    def _mark(self, node: etree._Element) -> None:
        """Add a mark whose note is elsewhere."""
        label = words_of(node)
        self.builder.mark(label, node.get("refid") or node.get("ref") or node.get("nr") or label)
        self.skip()

    def _label(self, node: etree._Element) -> None:
        self.builder.label(words_of(node))
        self.skip()

    def _part(self, node: etree._Element) -> None:
        """Separate the parts of a name: "<voornaam>H.</voornaam><achternaam>Berg" has no space."""
        if node.getprevious() is not None:
            self.builder.space()

    def _note(self, node: etree._Element) -> None:
        """Open a footnote: at its mark in op-xsd, elsewhere with a ``voetref`` in kamerwrk."""
        if self.builder.in_note:
            return
        number = next(iter(node.iterchildren("{*}noot.nr", "{*}nr")), None)
        label = words_of(number) if number is not None else node.get("nr", "")
        inline = self._names[-1] == "noot"
        key = node.get("id") or (f"noot-{label}" if inline else label)
        if inline:
            self.builder.mark(label, key)
        self.builder.open_note(key, label)
        self.at_end(self.builder.close_note)

    def _note_number(self, node: etree._Element) -> None:
        self.builder.note_label(words_of(node))
        self.skip()

    def _row(self, _: etree._Element) -> None:
        self.row()

    def _cell(self, _: etree._Element) -> None:
        self.builder.cell()

    def _line(self, name: str, node: etree._Element) -> None:
        """Open a line of its own if the element is a block."""
        if name == "lijst":
            self._depth += 1
            self.at_end(self._leave_list)
        start = self._block_start(name, node)
        if start is None:
            return
        if name == "functie":  # the office continues: "</functie> voor Rechtsbescherming,"
            self.builder.block(*start)
        else:
            self.enter(start)

    def _block_start(self, name: str, node: etree._Element) -> BlockStart | None:
        """Return the block kind, role and level of an element, None if it is not a block itself."""
        kind, role, _ = self.open_blocks[-1]
        heading = self._heading(name, node)
        if heading is not None:
            return "heading", heading, 1
        if name in _SIGNATURES or (kind == "signature" and name in {"functie", "naam"}):
            return "signature", "ondertekening", 1
        if name == "kamervraagomschrijving":
            return "paragraph", f"{name}-{node.get('type', 'vraag')}", 1
        if kind == "heading":
            self._part(node)  # the parts of a heading are one line: "Artikel 3 Reikwijdte"
        elif name in _PARAGRAPHS:
            return "paragraph", _ROLES.get(name, role), max(1, self._depth)
        return None

    def _heading(self, name: str, node: etree._Element) -> str | None:
        """Return the role of an element that is a heading, None if it is none."""
        parent = self._names[-2] if len(self._names) > 1 else ""
        if name == "nr" and parent in _NUMBERED:
            return f"{parent}-nr"
        if name == "tekstregel":
            return str(node.get("inhoud", ""))
        return TITLES.get(parent) if name == "titel" else _HEADINGS.get(name)

    def _leave_list(self) -> None:
        self._depth -= 1
