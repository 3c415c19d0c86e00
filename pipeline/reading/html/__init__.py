"""Web pages that hold a letter, of the official publisher and others, read by an HTML parser."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.errors import UnreadableDocument
from pipeline.reading.characters import decode
from pipeline.reading.document import Document
from pipeline.reading.html.footnotes import find_notes
from pipeline.reading.html.walk import Walk
from pipeline.reading.masthead import kept_metadata, without_number

MEDIA_TYPE = "text/html"

# Where the text of a paper is on a page full of other things, best first.
_ROOTS = ("#broodtekst", "#main-column", "article", "main", "body")
_DEEPEST = 2000
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Elements that end by themselves, so that many open ones mean no depth.
_SHALLOW = frozenset(
    b"p li td tr th dd dt option br hr img input meta link col colgroup tbody thead tfoot area "
    b"base embed source wbr".split()
)


def read_html(content: bytes) -> Document:
    """Return the letter on a web page; raise UnreadableDocument if it has no words."""
    _refuse_deep_nesting(content)
    tree = LexborHTMLParser(decode(content))
    metadata: dict[str, str] = {}
    for meta in tree.css("meta[name]"):
        attributes = meta.attributes
        kept_metadata(metadata, attributes.get("name") or "", attributes.get("content") or "")
    for selector in _ROOTS:
        root = tree.css_first(selector)
        if root is not None and root.text(deep=True).strip():
            notes = find_notes(tree)
            walk = Walk(notes)
            for part in (root, *notes.beyond(root)):
                for event, node in _events(part):
                    walk.take(event, node)
            # The title in the head of a page can be that of the dossier, not of the paper.
            own = (
                {"title": without_number(title)}
                if (title := walk.builder.titled("stuktitel"))
                else {}
            )
            document = walk.builder.document(MEDIA_TYPE, {**metadata, **own})
            if document.blocks:
                return document
    raise UnreadableDocument(
        "the page has no words in it: an error page, perhaps; fetch the paper again"
    )


def _refuse_deep_nesting(content: bytes) -> None:
    """Refuse a page nested deeper than any letter, which would keep the parser busy for minutes."""
    depth: dict[bytes, int] = {}
    total = deepest = 0
    for match in _TAG.finditer(content):
        name = match[2].lower()
        if name in _SHALLOW:
            continue
        step = -1 if match[1] else 1
        if step < 0 and not depth.get(name):
            continue
        depth[name] = depth.get(name, 0) + step
        total += step
        deepest = max(deepest, total)
    if deepest > _DEEPEST:
        raise UnreadableDocument(
            f"the page nests {deepest} elements in each other, which no letter does; it is not "
            "parsed"
        )


def _events(root: LexborNode) -> Iterator[tuple[str, LexborNode]]:
    """Yield start and end of every element and text below ``root``, without recursion."""
    node: LexborNode | None = root
    while node is not None:
        yield "start", node
        if node.child is not None:
            node = node.child
            continue
        while node is not None:
            yield "end", node
            if node.mem_id == root.mem_id:
                return
            if node.next is not None:
                node = node.next
                break
            node = node.parent
