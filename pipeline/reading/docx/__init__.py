"""Word files (.docx) of ministries: paragraphs, lists numbered by Word, tables, footnotes."""

from pipeline.errors import UnreadableDocument
from pipeline.reading.document import Document
from pipeline.reading.docx.package import RELATION_ID, Package, open_package, w
from pipeline.reading.docx.walk import Walk
from pipeline.reading.layout.page_furniture import is_page_furniture
from pipeline.reading.tree import events

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NO_TITLE = "Word Document"  # what python-docx writes where a file states no title


def read_docx(content: bytes) -> Document:
    """Return the letter in a Word file; raise UnreadableDocument if it is broken or empty."""
    package = open_package(content)
    walk = Walk(package)
    head = _first_page_header(package)
    if head:
        walk.words_from(events(package.parts[head]))
        walk.builder.drop(is_page_furniture)
    walk.words_from(events(package.main))
    metadata = {} if package.title in {"", _NO_TITLE} else {"title": package.title}
    document = walk.builder.document(MEDIA_TYPE, metadata)
    if not document.blocks:
        raise UnreadableDocument(
            "the Word file has no words in it; fetch it again or give another format of the paper"
        )
    return document


def _first_page_header(package: Package) -> str:
    """Return the part with the page header of the first page, "" if it has none of its own.

    Why: some ministries print the date and address of a letter there. Headers of later pages repeat
    them.

    Seen in: 2024Z11859
    """
    section = next(package.main.iter(w("sectPr")), None)
    if section is None or section.find(w("titlePg")) is None:
        return ""
    for reference in section.iterfind(w("headerReference")):
        relation = package.relations.get(reference.get(RELATION_ID, ""))
        first = reference.get(w("type")) == "first"
        if first and relation and relation.target in package.parts:
            return relation.target
    return ""
