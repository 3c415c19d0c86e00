"""Names of WordprocessingML (ECMA-376 part 1, 17)."""

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The older copy of a drawing, with the same words again."""


def w(name: str) -> str:
    """Return the full name of an element or attribute: "p" → "{http://…/main}p"."""
    return f"{_W}{name}"


def value(element: etree._Element | None, name: str) -> str:
    """Return the value of a child element, "" if there is none: ``<w:numFmt w:val="bullet"/>``."""
    child = None if element is None else element.find(w(name))
    return "" if child is None else child.get(w("val"), "")
