"""Papers in the official publisher's xml: op-xsd (from 2012), and the older root ``kamerwrk``."""

import html.entities

from lxml import etree

from pipeline.errors import UnreadableDocument
from pipeline.reading.document import Document
from pipeline.reading.tree import events, parse_xml
from pipeline.reading.xml.walk import Walk

MEDIA_TYPE = "application/xml"


def read_xml(content: bytes) -> Document:
    """Return the paper in an xml file; raise UnreadableDocument if broken or with own entities."""
    walk = Walk()
    root = _parse(content)
    for event, node in events(root):
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
    document = walk.builder.document(MEDIA_TYPE, walk.metadata)
    if not document.blocks:
        raise UnreadableDocument(
            "the xml file has no words in it; fetch the paper again or give another format of it"
        )
    return document


def _parse(content: bytes) -> etree._Element:
    """Return the root element of a file that declares no entities of its own."""
    root = parse_xml(content, "the xml file")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise UnreadableDocument(
            "the xml declares entities of its own, which no official paper does; they are not "
            "expanded"
        )
    return root
