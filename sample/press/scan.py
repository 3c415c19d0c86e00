"""A scanned letter: a PDF that contains a picture of a page, and no text.

The picture is drawn with the letters of Pillow's own bitmap font, enlarged and a little skewed, and
compressed with the run-length encoding of PDF, so that the bytes are the same on every machine.
"""

from itertools import groupby

from PIL import Image, ImageDraw, ImageFont

ROWS = (
    "> Retouradres Postbus 99 Den Haag",
    "",
    "Aan de Voorzitter van de Eerste Kamer",
    "der Staten-Generaal",
    "",
    "Datum     12 februari 2026",
    "Betreft   Bijlage bij de brief over de kadeveren",
    "",
    "Geachte Voorzitter,",
    "",
    "Hierbij ontvangt u het ingescande advies van de",
    "Raad voor de Kadeveren. Dit stuk is een plaatje:",
    "wie het wil lezen, heeft ogen nodig.",
    "",
    "Hoogachtend,",
    "",
    "de secretaris van de raad",
)
SIZE = (1240, 1754)
"""A4 at 150 dots per inch."""
LONGEST = 128
"""Most bytes in one run of the coding (ISO 32000-1, 7.4.5)."""


def render() -> bytes:
    """Return the PDF file, one page, written object by object."""
    picture = packed(_picture().tobytes())
    width, height = SIZE
    content = b"q 595 0 0 842 0 0 cm /Scan Do Q"
    image = (
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 1 "
        "/ColorSpace /DeviceGray"
    )
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << "
            b"/XObject << /Scan 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< %s /Filter /RunLengthDecode /Length %d >>\nstream\n%s\nendstream"
        % (image.encode(), len(picture), picture),
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(bodies) + 1
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
    return bytes(out)


def _picture() -> Image.Image:
    """Return the page in black and white: enlarged letters, each line slightly skewed."""
    small = Image.new("1", (SIZE[0] // 3, SIZE[1] // 3), 1)
    pen = ImageDraw.Draw(small)
    for index, row in enumerate(ROWS):
        pen.text((50, 60 + 18 * index), row, fill=0, font=ImageFont.load_default_imagefont())
    skewed = small.transform(
        small.size,
        Image.Transform.AFFINE,
        (1, 0, 0, -0.012, 1, 0),
        Image.Resampling.NEAREST,
        fillcolor=1,
    )
    page = Image.new("1", SIZE, 1)
    page.paste(skewed.resize((small.width * 3, small.height * 3), Image.Resampling.NEAREST))
    return page


def packed(data: bytes) -> bytes:
    """Return ``data`` in PDF's run-length encoding: only repeated bytes get a count."""
    out = bytearray()
    plain = bytearray()

    def flush() -> None:
        for at in range(0, len(plain), LONGEST):
            part = plain[at : at + LONGEST]
            out.append(len(part) - 1)
            out.extend(part)
        plain.clear()

    for byte, group in groupby(data):
        length = sum(1 for _ in group)
        if length == 1:
            plain.append(byte)
            continue
        flush()
        while length:
            run = min(length, LONGEST)
            out += bytes([257 - run, byte]) if run > 1 else bytes([0, byte])
            length -= run
    flush()
    return bytes(out) + b"\x80"
