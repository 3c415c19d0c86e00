"""A hundred and more documents that are made to harm whoever reads them, in every format.

``DOCUMENTS`` names a function for each, so that none is made before its turn. They stand beside the
twelve of tests/isolation.
"""

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial

import hostile_documents as isolation

from pipeline.isolation.samples import documents as samples
from pipeline.isolation.samples import pdf

Make = Callable[[], bytes]

WORD = isolation.word
HEAD = "Aan de Voorzitter\nDen Haag, 3 maart 2026\n\nVragen van de leden van de VVD-fractie\n\n"
NESTED_TAGS = ("div", "span", "table><tr><td", "b", "blockquote", "dl><dd", "ul><li", "svg", "math")
NINES = "9" * 5000


def html(body: str) -> bytes:
    """Return a web page with this body."""
    return f"<!doctype html><html><body>{body}</body></html>".encode()


def xml(body: str, before: str = "") -> bytes:
    """Return an official publication with this text."""
    return (
        f"{before}<officiele-publicatie><kamerstuk><algemeen><vrije-tekst><tekst>{body}</tekst>"
        "</vrije-tekst></algemeen></kamerstuk></officiele-publicatie>"
    ).encode()


def text(body: str) -> bytes:
    """Return a letter with this text."""
    return (HEAD + body).encode()


def stream(body: bytes, dictionary: str = "") -> bytes:
    """Return a PDF whose page has this stream."""
    plain = pdf("BT /F1 10 Tf ET")
    head = f"<</Length {len(body)}{dictionary}>>stream\n".encode()
    return plain.replace(
        b"<</Length 15>>stream\nBT /F1 10 Tf ET\nendstream", head + body + b"\nendstream"
    )


def replaced(old: str, new: str) -> bytes:
    """Return a small PDF with one thing in it replaced."""
    plain = pdf("BT /F1 10 Tf 60 700 Td (Hoeveel vuurtorens zijn er?) Tj ET")
    assert old.encode() in plain
    return plain.replace(old.encode(), new.encode())


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a zip file with these parts beside those of a Word file."""
    buffer = io.BytesIO(WORD("<w:p><w:r><w:t>vraag</w:t></w:r></w:p>"))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as stores:
        for name, content in parts.items():
            stores.writestr(name, content)
    return buffer.getvalue()


def many_parts() -> bytes:
    """Return a zip file with thirty thousand entries."""
    return packed({f"word/{number}.xml": b"" for number in range(30_000)})


def lying_sizes() -> bytes:
    """Return a Word file whose directory tells other sizes than its parts have."""
    content = bytearray(WORD("<w:p><w:r><w:t>vraag</w:t></w:r></w:p>"))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = b"\xff\xff\xff\x7f"
    return bytes(content)


def laughs(levels: int) -> str:
    """Return a document type in which every entity is ten of the one before it."""
    entities = "".join(
        f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, levels)
    )
    return f'<!DOCTYPE officiele-publicatie [<!ENTITY e0 "lach">{entities}]>'


def damaged(name: str, content: bytes, number: int) -> bytes:
    """Return a good document with random bytes in it, or cut off."""
    dice = random.Random(f"{name} {number}")  # noqa: S311 -- damage, no secrets
    changed = bytearray(content)
    for _ in range(1 + number * 4):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(
        changed[: dice.randrange(len(changed) // 2, len(changed))] if number % 2 else changed
    )


def _pdfs() -> Iterator[tuple[str, Make]]:
    yield "pages that hold themselves", lambda: replaced("/Kids[3 0 R]", "/Kids[2 0 R 2 0 R]")
    yield "a million pages", lambda: replaced("/Count 1>>", "/Count 999999999>>")
    yield "one page ten thousand times", lambda: replaced("[3 0 R]", "[" + "3 0 R " * 10_000 + "]")
    yield "a huge page", lambda: replaced("[0 0 595 842]", "[-1e38 -1e38 1e38 1e38]")
    yield "a page without a size", lambda: replaced("[0 0 595 842]", "[0 0 0 0]")
    yield "a parent that is its child", lambda: replaced("/Parent 2 0 R", "/Parent 3 0 R")
    yield (
        "contents of itself",
        lambda: replaced("/Contents 4 0 R", "/Contents[" + "4 0 R " * 5000 + "]"),
    )
    yield (
        "a font of itself",
        lambda: replaced(
            "/BaseFont/Helvetica", "/BaseFont/X/ToUnicode 5 0 R/DescendantFonts[5 0 R]"
        ),
    )
    yield (
        "letters of any size",
        lambda: stream(b"BT /F1 1e38 Tf 1e38 0 0 1e38 0 0 Tm (groot) Tj ET"),
    )
    yield (
        "letters of no size",
        lambda: stream(b"BT /F1 0 Tf 0 0 0 0 0 0 Tm " + b"(x) Tj " * 20_000 + b"ET"),
    )
    yield "letters at random places", lambda: stream(_scattered())
    yield "brackets in brackets", lambda: stream(b"[" * 500_000)
    yield "saved states", lambda: stream(b"q " * 500_000)
    yield "a string without end", lambda: stream(b"BT (" + b"(" * 500_000)
    yield "an image of nothing", lambda: stream(b"BI /W 99999 /H 99999 /BPC 8 /CS /RGB ID x EI")
    yield "filters on filters", lambda: stream(_filtered(6), "/Filter[" + "/FlateDecode" * 6 + "]")
    yield "a filter that is none", lambda: stream(b"x", "/Filter/JBIG2Decode")
    yield (
        "a predictor",
        lambda: stream(
            zlib.compress(bytes(10_000_000)),
            "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 999999999>>",
        ),
    )
    yield "numbers beyond all bounds", lambda: stream(f"BT {NINES} {NINES} Td (x) Tj ET".encode())
    yield "a table far away", lambda: replaced("startxref\n", "startxref\n99999999999999999999\n")
    yield "a table of itself", lambda: replaced("/Root 1 0 R", "/Root 1 0 R/Prev 9/XRefStm 9")
    yield (
        "encrypted",
        lambda: replaced(
            "/Root 1 0 R",
            "/Root 1 0 R/Encrypt<</Filter/Standard/V 5/R 6/O(x)/U(x)/P -1>>/ID[(a)(a)]",
        ),
    )
    yield (
        "a script at its opening",
        lambda: replaced("/Catalog", "/Catalog/OpenAction<</S/JavaScript/JS(while(1){})>>"),
    )


def _scattered() -> bytes:
    dice = random.Random(36999)  # noqa: S311 -- places, no secrets
    return (
        b"BT /F1 9 Tf "
        + b"".join(
            b"1 0 0 1 %d %d Tm (a) Tj " % (dice.randrange(595), dice.randrange(842))
            for _ in range(30_000)
        )
        + b"ET"
    )


def _filtered(levels: int) -> bytes:
    content = b"(vuurtoren) Tj T* " * 2_000_000
    for _ in range(levels):
        content = zlib.compress(content, 9)
    return content


def _words() -> Iterator[tuple[str, Make]]:
    paragraph = "<w:p><w:r><w:t>vraag</w:t></w:r></w:p>"
    yield "many parts", many_parts
    yield "sizes that lie", lying_sizes
    yield "the text twice", lambda: packed({"word/document.xml": b"<w:document/>"})
    yield "parts outside", lambda: packed({"../../etc/passwd": b"x", "/etc/passwd": b"x"})
    yield "a part of 400 megabytes", lambda: packed({"word/numbering.xml": bytes(400_000_000)})
    yield (
        "styles on themselves",
        lambda: packed(
            {
                "word/styles.xml": (
                    f'<w:styles xmlns:w="{isolation.WORD}"><w:style w:styleId="a"><w:basedOn w:val="a"/></w:style></w:styles>'
                ).encode()
            }
        ),
    )
    yield (
        "numbers of numbers",
        lambda: WORD(
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="999999999"/><w:numId w:val="-1"/></w:numPr></w:pPr></w:p>'
            * 1000
        ),
    )
    yield (
        "runs in runs",
        lambda: WORD("<w:p>" + "<w:r>" * 3000 + "<w:t>x</w:t>" + "</w:r>" * 3000 + "</w:p>"),
    )
    yield (
        "boxes in boxes",
        lambda: WORD(
            "<w:p><w:r><w:pict><w:txbxContent>" * 500
            + paragraph
            + "</w:txbxContent></w:pict></w:r></w:p>" * 500
        ),
    )
    yield (
        "a hundred thousand cells",
        lambda: WORD("<w:tbl><w:tr>" + f"<w:tc>{paragraph}</w:tc>" * 100_000 + "</w:tr></w:tbl>"),
    )
    yield (
        "spans beyond all bounds",
        lambda: WORD(
            f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{NINES}"/></w:tcPr>{paragraph}</w:tc></w:tr></w:tbl>'
        ),
    )
    yield (
        "notes that are not there",
        lambda: WORD('<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>' * 50_000),
    )
    yield "two ends", lambda: WORD(paragraph) + b"PK\x05\x06" + bytes(18)
    yield (
        "fields without end",
        lambda: WORD('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 20_000),
    )


def _xmls() -> Iterator[tuple[str, Make]]:
    yield "a billion laughs", lambda: xml("<al>&e9;</al>", laughs(10))
    yield (
        "one long entity often",
        lambda: xml(
            "<al>" + "&e0;" * 50_000 + "</al>", f'<!DOCTYPE a [<!ENTITY e0 "{"a" * 50_000}">]>'
        ),
    )
    yield (
        "an entity of itself",
        lambda: xml("<al>&a;</al>", '<!DOCTYPE a [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'),
    )
    yield (
        "a file of the system",
        lambda: xml("<al>&a;</al>", '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
    )
    yield (
        "a document type elsewhere",
        lambda: xml("<al>x</al>", '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">'),
    )
    yield "depth", lambda: xml("<al>" * 100_000 + "x" + "</al>" * 100_000)
    yield "depth without end", lambda: b"<kamerstuk>" * 200_000
    yield "one huge attribute", lambda: xml(f'<al id="{"a" * 10_000_000}">x</al>')
    yield (
        "many name spaces",
        lambda: xml("".join(f'<a{n}:al xmlns:a{n}="u{n}">x</a{n}:al>' for n in range(20_000))),
    )
    yield "comments", lambda: xml("<!--x-->" * 300_000 + "<al>x</al>")
    yield "instructions", lambda: xml("<?x y?>" * 300_000 + "<al>x</al>")
    yield "an open section", lambda: b"<kamerstuk><al><![CDATA[" + b"]" * 3_000_000
    yield (
        "an encoding that is none",
        lambda: b'<?xml version="1.0" encoding="idna"?>' + xml("<al>x</al>"),
    )
    yield (
        "another width",
        lambda: (
            b'<?xml version="1.0" encoding="utf-8"?>'.decode().encode("utf-16") + xml("<al>x</al>")
        ),
    )
    yield (
        "a table of columns",
        lambda: xml(
            '<table><tgroup cols="999999999">'
            + '<row><entry namest="1" nameend="999999999" morerows="999999999">x</entry></row>'
            * 500
            + "</tgroup></table>"
        ),
    )
    yield "lists in lists", lambda: xml("<lijst><li><al>x</al>" * 20_000 + "</li></lijst>" * 20_000)
    yield (
        "notes in notes",
        lambda: xml("<al>x" + "<noot><noot.al>y" * 5_000 + "</noot.al></noot>" * 5_000 + "</al>"),
    )


def _pages() -> Iterator[tuple[str, Make]]:
    for tag in NESTED_TAGS:
        yield f"nested {tag.split('>')[0]}", partial(html, f"<{tag}>" * 20_000 + "woord")
    yield "formats that cross", lambda: html("<a><b><i><p>" * 10_000 + "woord")
    yield (
        "a table of any width",
        lambda: html(f'<table><tr><td colspan="{NINES}" rowspan="999999999">x</table>' * 50),
    )
    yield (
        "a list from any number",
        lambda: html(f'<ol start="{NINES}"><li value="-{NINES}">Waarom?</ol>' * 50),
    )
    yield "entities", lambda: html("&#x110000;&#0;&#55296;&bogus" * 100_000)
    yield "an open comment", lambda: html("<!--" + "-" * 3_000_000)
    yield "an open script", lambda: html("<script>" + "<!--<script>" * 200_000)
    yield (
        "a set of characters that is none",
        lambda: b'<meta charset="idna"><p>Waarom?' + b"\xff" * 1000,
    )
    yield "seven bits", lambda: b'<meta charset="utf-7"><p>+ADw-script+AD4-'
    yield "a paragraph of tags", lambda: html("<p>" + "<br>" * 300_000)
    yield (
        "notes without number",
        lambda: html("".join(f'<a href="#n{n}"><sup>{n}</sup></a>' for n in range(30_000))),
    )


def _texts() -> Iterator[tuple[str, Make]]:
    yield "a question of 5000 digits", lambda: text(f"{NINES}. Hoeveel?\n" * 20)
    yield (
        "an answer to a billion questions",
        lambda: text("1. Hoeveel?\n\nAntwoord op vraag 1 t/m 999999999\nEen.\n"),
    )
    yield (
        "an answer to 5000 digits",
        lambda: text(f"1. Hoeveel?\n\nAntwoord op de vragen 1 tot en met {NINES}\nEen.\n"),
    )
    yield (
        "references by the billion",
        lambda: text("Zie Kamerstukken II 2024/25, 36 741, nrs. 1 t/m 999999999.\n" * 50),
    )
    yield (
        "days that are none",
        lambda: text("Den Haag, 99 februari 99999\nDen Haag, 31 april 0000\n" * 5000),
    )
    yield (
        "every line a question",
        lambda: text("".join(f"{n}. Waarom {n}?\n" for n in range(30_000))),
    )
    yield "every line an answer", lambda: text("Antwoord op vraag 1\nJa.\n" * 20_000)
    yield (
        "questions in reverse",
        lambda: text(
            "".join(f"{n}. Waarom {n}?\n" for n in range(3000, 0, -1))
            + "".join(f"Antwoord {n}\nDaarom {n}.\n" for n in range(3000))
        ),
    )
    yield "one word a million times", lambda: text("vraag " * 1_000_000)
    yield "blanks", lambda: text("a" + " " * 5_000_000 + "b?")
    yield "open brackets", lambda: text("(" * 1_000_000)
    yield "hyphens at every end", lambda: text("vuur-\n" * 200_000)
    yield "dots", lambda: text("." * 3_000_000 + "?")
    yield "form feeds", lambda: text("\f1\n" * 100_000)
    yield (
        "notes",
        lambda: text("woord1 woord2 \n" * 30_000 + "".join(f"{n} noot\n" for n in range(30_000))),
    )
    yield "Roman numbers", lambda: text("".join("m" * n + ". Waarom?\n" for n in range(1500)))
    yield "letters on letters", lambda: text("e" + "\u0301" * 2_000_000)
    yield "turned text", lambda: text("\u202e\u2066" * 300_000 + "Waarom?")
    yield "zero bytes", lambda: bytes(5_000_000) + b"Waarom?"
    yield "half a character", lambda: text("Waarom?") + b"\xc3" * 1_000_000
    yield "another width of letters", lambda: text("Waarom?\n" * 10_000).decode().encode("utf-16")
    yield (
        "members by the thousand",
        lambda: text(
            "De leden van de VVD-fractie en de leden van de D66-fractie " * 20_000
            + "vragen waarom?"
        ),
    )
    yield "signatures", lambda: text("De Minister van Financiën,\nA. de Vries\n" * 10_000)
    yield "capitals", lambda: text("VRAAG " * 300_000 + "\n" + "ANTWOORD\n" * 20_000)
    yield "addresses", lambda: text("https://" + "a." * 500_000 + "nl/?a=" + "%" * 100_000)


def _broken() -> Iterator[tuple[str, Make]]:
    for name, content in samples():
        for number in range(4):
            yield f"damaged {number} {name}", partial(damaged, name, content, number)


FORMATS: dict[str, Callable[[], Iterator[tuple[str, Make]]]] = {
    ".pdf": _pdfs,
    ".docx": _words,
    ".xml": _xmls,
    ".html": _pages,
    ".txt": _texts,
    "": _broken,
}
DOCUMENTS: dict[str, Make] = {
    f"{name}{ending}": make for ending, table in FORMATS.items() for name, make in table()
}
"""Maker of each document, by a name that includes its format."""
