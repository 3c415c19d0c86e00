"""Parsing and walking of an xml tree without recursion, so that no nesting is too deep."""

from collections.abc import Iterator

from lxml import etree

from pipeline.errors import UnreadableDocument


def parse_xml(content: bytes, what: str) -> etree._Element:
    """Return the root element; nothing is loaded from outside and nothing is expanded.

    ``what`` names the content in messages: "the xml file".

    Raises:
        UnreadableDocument: The content is broken.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(
            f"{what} is broken: {error}; fetch the paper again or give another format of it"
        ) from error


def events(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield start and end of every element, and "aside" for comments, instructions and entities."""
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
