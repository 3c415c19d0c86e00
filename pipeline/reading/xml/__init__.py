"""Papers as the official publisher encodes them: op-xsd (2012 on) and, leniently, the older root
``kamerwrk``.
"""

from __future__ import annotations

import html.entities
from collections.abc import Iterator

from lxml import etree

from pipeline.errors import UnreadableDocument
from pipeline.reading.document import Document
from pipeline.reading.xml.walk import Walk

MEDIA_TYPE = "application/xml"


def read(content: bytes) -> Document:
    """The paper in an xml file. Raises ``UnreadableDocument`` where the file is broken or declares
    entities of its own.
    """
    walk = Walk()
    root = _parse(content)
    for event, node in _events(root):
        if event == "start":
            walk.start(node)
            walk.text(node.text)
        elif event == "end":
            walk.end()
            walk.text(node.tail if node is not root else None)
        else:
            if node.tag is etree.Entity:
                walk.text(html.entities.html5.get(f"{node.name};"))
            walk.text(node.tail)
    document = walk.sheet.document(MEDIA_TYPE, walk.metadata)
    if not document.blocks:
        raise UnreadableDocument(
            "the xml file has no words in it; fetch the paper again or give another format of it"
        )
    return document


def _parse(content: bytes) -> etree._Element:
    """The root element; nothing is loaded from outside and nothing is expanded."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(
            f"broken xml: {error}; fetch the paper again or give another format of it"
        ) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise UnreadableDocument(
            "the xml declares entities of its own, which no official paper does; they are not "
            "expanded"
        )
    return root


def _events(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Start and end of every element, and what is no element ("aside": a comment, an instruction,
    an entity).
    """
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
