"""The text of a paper in the publisher's schema: paragraphs, lists, emphasis, links, footnotes."""

import re
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from press.markup import Cite, Emphasis, Node, Note, Promise, Text
from press.paper import Block, Paper

# The part that the publisher links in "Kamerstuk 99 007, nr. 3": from the number on, not the
# word before.
LINKED = re.compile(r"(.*?)(\d{2} \d{3}.*|\d{5}.*)", re.DOTALL)


def blocks(paper: Paper, found: list[Block]) -> str:
    """Return paragraphs, headings and lists as elements of the schema."""
    rows: list[str] = []
    for listed, group in groupby(found, lambda block: block.kind == "item" and _is_list(block)):
        run = list(group)
        rows += [_list(paper, run)] if listed else [_block(paper, block) for block in run]
    return "\n".join(rows)


def _is_list(block: Block) -> bool:
    """Return True if the publisher encodes the marker as a list's.

    "1 -" and "Vraag 1:" stay words of the paragraph.
    """
    return bool(re.fullmatch(r"\d+[a-z]?[.)]|[a-z][.)]|[–•\-]", block.label))


def _block(paper: Paper, block: Block) -> str:
    if block.rows:
        return _table(block)
    words = inline(paper, block.nodes)
    if block.repeated and paper.head.get("repeat"):
        words = f'<nadruk type="{paper.head["repeat"]}">{words}</nadruk>'
    if block.kind in ("letterhead", "heading", "subheading", "vraag", "antwoord"):
        style = "vet" if block.kind in ("letterhead", "heading") else "cur"
        return f'<tussenkop kopopmaak="{style}">{words}</tussenkop>'
    if block.lines:
        rows = "".join(f"\n  <al>{inline(paper, line)}</al>" for line in block.lines)
        return f"<al-groep>{rows}\n</al-groep>"
    return f"<al>{escape(block.label)} {words}</al>" if block.label else f"<al>{words}</al>"


def _table(block: Block) -> str:
    """Return a table of the CALS model: column specifications, head and body."""
    columns = [
        f'    <colspec colname="col{number}" colnum="{number}"/>'
        for number in range(1, len(block.rows[0]) + 1)
    ]
    rows = [
        "".join(f"<entry><al>{escape(cell)}</al></entry>" for cell in row) for row in block.rows
    ]
    body = [f"      <row>{row}</row>" for row in rows[1:]]
    head = ["    <thead>", f"      <row>{rows[0]}</row>", "    </thead>"]
    group = [
        f'  <tgroup cols="{len(columns)}">',
        *columns,
        *head,
        "    <tbody>",
        *body,
        "    </tbody>",
        "  </tgroup>",
    ]
    return "\n".join(["<table>", *group, "</table>"])


def _list(paper: Paper, items: list[Block]) -> str:
    """Return a list; items of level 2 form a list inside the item before them."""
    closing = items[0].label[-1] if items[0].label[-1] in ".)" else ""
    rows = [f'<lijst type="expliciet" start="1" level="single" nr-sluiting="{closing}">']
    outer = items[0].level
    for top, group in groupby(items, lambda item: item.level == outer):
        if top:
            rows += [
                f"  <li><li.nr>{escape(item.label)}</li.nr>{_block_words(paper, item)}</li>"
                for item in group
            ]
        else:
            rows[-1] = (
                rows[-1].removesuffix("</li>")
                + "\n"
                + indent(_list(paper, list(group)), 4)
                + "\n  </li>"
            )
    return "\n".join([*rows, "</lijst>"])


def _block_words(paper: Paper, block: Block) -> str:
    words = inline(paper, block.nodes)
    bold = paper.head.get("repeat") if block.repeated else None
    return f'<al><nadruk type="{bold}">{words}</nadruk></al>' if bold else f"<al>{words}</al>"


def inline(paper: Paper, nodes: tuple[Node, ...]) -> str:
    """Return the words of one paragraph, with emphasis, links and footnotes."""
    return "".join(_node(paper, node) for node in nodes)


def _node(paper: Paper, node: Node) -> str:
    if isinstance(node, Text):
        return escape(node.value)
    inside = inline(paper, node.nodes)
    if isinstance(node, Emphasis):
        return f'<nadruk type="{node.kind}">{inside}</nadruk>'
    if isinstance(node, Note):
        identity = "ID-" + re.sub(r"\D", "", paper.identifier) + f"-d36e{68 + 9 * node.label}"
        return (
            f'<noot id="{identity}" type="voet"><noot.nr>{node.label}</noot.nr><noot.al>{inside}</'
            "noot.al></noot>"
        )
    if isinstance(node, Promise):
        return inside
    return _link(node, inside)


def _link(node: Cite, inside: str) -> str:
    """Return a link for an address or a single paper, or the words unchanged.

    Cross-references and joint citations stay words. The processing instruction is the
    typesetter's, as it precedes addresses in real files.
    """
    target = node.targets[0]
    if target.startswith("http"):
        return (
            f'<?xpp afbreek?><extref doc={quoteattr(target)} soort="URL" '
            f'status="actief">{inside}</extref>'
        )
    match = LINKED.fullmatch(inside)
    if len(node.targets) > 1 or not target.startswith(("kst-", "stb-", "stcrt-")):
        return inside
    before, linked = match.groups() if match and target.startswith("kst-") else ("", inside)
    return f'{before}<extref doc="{target}" soort="document" status="actief">{linked}</extref>'


def indent(text: str, by: int) -> str:
    """Return the text with every line indented by ``by`` spaces."""
    return "\n".join(" " * by + line if line else line for line in text.split("\n"))
