"""Documents that kill the process which opens them, or keep it busy, made here and not kept."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from pipeline.isolation.samples import PACKAGE, WORD, pdf

FORM = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def drawn_by_itself() -> bytes:
    """Return a PDF of some hundred bytes with a form that draws itself four times."""
    form = "/X Do " * 4
    return pdf(
        "/X Do",
        "/XObject<</X 6 0 R>>",
        (f"{FORM}/Length {len(form)}>>stream\n{form}\nendstream",),
    )


def inflating(megabytes: int) -> bytes:
    """Return a PDF of one page whose stream unpacks to so many megabytes of text operators."""
    packed = zlib.compress(b"(vuurtoren) Tj T* " * (megabytes * 1024 * 1024 // 18), 9)
    body = packed.decode("latin-1")
    plain = pdf("BT /F1 10 Tf ET")
    return plain.replace(
        b"<</Length 15>>stream\nBT /F1 10 Tf ET\nendstream",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed)
        + body.encode("latin-1")
        + b"\nendstream",
    )


def word(body: str) -> bytes:
    """Return a Word file with this body."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as stores:
        for name, part in parts.items():
            stores.writestr(name, part)
    return buffer.getvalue()


def nested_tables(depth: int) -> bytes:
    """Return a Word file with tables in tables."""
    opened = "<w:tbl><w:tr><w:tc>" * depth
    closed = "<w:p/></w:tc></w:tr></w:tbl>" * depth
    return word(f"{opened}<w:p><w:r><w:t>diep</w:t></w:r></w:p>{closed}")


def documents() -> Iterator[tuple[str, bytes]]:
    """Yield every hostile document, with a name that tells its format."""
    yield "recursive-form.pdf", drawn_by_itself()
    yield "inflating.pdf", inflating(300)
    yield "nested-tables.docx", nested_tables(80)
    yield "deep-tables.docx", nested_tables(3000)
    yield "long.docx", word(f"<w:p><w:r><w:t>{'vraag ' * 3_000_000}</w:t></w:r></w:p>")
    yield "empty-elements.xml", b"<kamerstuk>" + b"<a/>" * 7_000 + b"</kamerstuk>"
    yield "open-elements.html", b"<html>" + b"<i>" * 9_000 + b"woord"
    attributes = " ".join(f'a{number}="1"' for number in range(10_000))
    yield "attributes.html", f"<html><body><p {attributes}>Een woord.</p></body></html>".encode()
    yield "alternating.html", b"<html><body>" + b"<dd><li>" * 20_000 + b"woord</body></html>"
    yield (
        "entities.xml",
        (
            b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
            b"<kamerstuk><al>&b;</al></kamerstuk>"
        ),
    )
    yield "one-line.txt", b"a?" * 4_000_000
    yield "blank-lines.txt", b"\n" * 9_000_000 + b"woord"
