"""A small document in every format; by reading it a worker loads all that it will need.

Why: once the barriers are closed a worker opens no file outside Python's own folders, so what is
loaded on first use has to be used first.
"""

import io
import zipfile
from collections.abc import Iterator

from pipeline.isolation.task import Task
from pipeline.parsing.origin import Origin

LETTER = """Eerste Kamer der Staten-Generaal

Vergaderjaar 2025-2026

36 999 Wijziging van de Vuurtorenwet

B VERSLAG VAN EEN SCHRIFTELIJK OVERLEG
Vastgesteld 13 januari 2026

Aan de Minister van Infrastructuur en Waterstaat
Den Haag, 6 januari 2026

De leden van de VVD-fractie hebben de volgende vragen.
1. Hoeveel vuurtorens zijn er (zie Kamerstukken I 2024/25, 36 741, B)?

BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT
Aan de Voorzitter van de Eerste Kamer der Staten-Generaal
Den Haag, 12 januari 2026

Antwoord op vraag 1
Er zijn er dertig. Ik zal uw Kamer voor de zomer informeren.

De Minister van Infrastructuur en Waterstaat,
A. de Vries"""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def documents() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of one document per format."""
    lines = LETTER.splitlines()
    yield "kst-36999-B.txt", LETTER.encode()
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    yield "kst-36999-B.html", f"<!doctype html><html><body>{paragraphs}</body></html>".encode()
    body = "".join(f"<al>{line}</al>" for line in lines if line)
    yield (
        "kst-36999-B.xml",
        f"<officiele-publicatie><kamerstuk><algemeen><vrije-tekst><tekst>{body}</tekst></vrije-tekst>"
        "</algemeen></kamerstuk></officiele-publicatie>".encode(),
    )
    yield "kst-36999-B.docx", _docx(lines)
    yield "kst-36999-B.pdf", pdf(_page(lines))


def task(name: str, content: bytes) -> Task:
    """Return the task to read and parse one of these documents."""
    return Task(content, name, origin=Origin.of_file(name.partition(".")[0], content))


def pdf(page: str, resources: str = "", objects: tuple[str, ...] = ()) -> bytes:
    """Return a PDF of one page that draws ``page``; ``objects`` are further ones, from number 6."""
    fonts = f"<</Font<</F1 5 0 R>>{resources}>>"
    bodies = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources{fonts}>>",
        f"<</Length {len(page)}>>stream\n{page}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *objects,
    ]
    written = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(written))
        written += f"{number} 0 obj{body}endobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(bodies) + 1
    return (
        written
        + f"xref\n0 {count}\n0000000000 65535 f \n{table}"
        f"trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{len(written)}\n%%EOF".encode()
    )


def _page(lines: list[str]) -> str:
    shown = " ".join(rf"({line.translate({40: '', 41: ''})}) Tj T*" for line in lines)
    return f"BT /F1 10 Tf 14 TL 60 780 Td {shown} ET"


def _docx(lines: list[str]) -> bytes:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": (
            f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>'
        ),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as stores:
        for name, part in parts.items():
            stores.writestr(name, part)
    return buffer.getvalue()
