"""PDF: the official typeset papers and the letters of ministries and of the Senate.

``runs`` are characters in one style, as pdfium has them; ``rows`` the visible lines.
"""

from pipeline.errors import UnreadableDocument
from pipeline.reading.document import Document
from pipeline.reading.layout import Pages, compose_pages
from pipeline.reading.pdf import runs
from pipeline.reading.pdf.rows import rows

MEDIA_TYPE = "application/pdf"


def read_pdf(content: bytes) -> Document:
    """Return the paper in a PDF; raise UnreadableDocument if encrypted, broken or a scan."""
    pages = runs.pages(content)
    printed = [row for page in pages for row in rows(page)]
    if not printed:
        raise UnreadableDocument(
            f"no text layer (pages: {len(pages)}): this is a scan; put it through text "
            "recognition (OCR) or give another format"
        )
    sizes = {page.number: (page.width, page.height) for page in pages}
    return compose_pages(Pages(printed, sizes), MEDIA_TYPE)
