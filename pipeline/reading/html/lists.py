"""List markers on a web page, printed by the page itself or drawn by the browser."""

from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from pipeline.reading.markers import list_marker

LABELS = frozenset({"ol", "lidnr", "nr", "li.nr"})
"""CSS classes of the printed marker of an item."""
_LETTERS = 26
_DIGITS = 4


@dataclass(slots=True)
class Lists:
    """The lists that are open, each with its element and the number of its next item."""

    _open: list[tuple[str, int]] = field(default_factory=list)

    def __len__(self) -> int:
        """Return the depth of the open lists."""
        return len(self._open)

    def enter(self, node: LexborNode) -> None:
        """Begin a list."""
        start = node.attributes.get("start") or "1"
        self._open.append(
            (node.tag or "", int(start) if start.isdecimal() and len(start) <= _DIGITS else 1)
        )

    def leave(self) -> None:
        """End the innermost list."""
        self._open.pop()

    def drawn(self, item: LexborNode) -> str:
        """Return the marker that a browser draws before an item, "" if it draws none."""
        parent = item.parent
        if not self._open or parent is None or _prints_marker(item):
            return ""
        name, number = self._open[-1]
        self._open[-1] = (name, number + 1)
        kind, style = parent.attributes.get("type") or "", parent.attributes.get("class") or ""
        if "none" in style:
            return ""
        lettered = (kind == "a" or "alpha" in style) and number <= _LETTERS
        return "•" if name == "ul" else f"{chr(96 + number) if lettered else number}."


def _prints_marker(item: LexborNode) -> bool:
    """Return True if an item prints its own marker: then the browser draws none."""
    node = item.child
    while node is not None and not (node.tag == "-text" and (node.text_content or "").strip()):
        if node.tag == "span" and not LABELS.isdisjoint(
            (node.attributes.get("class") or "").split()
        ):
            return True
        node = node.child or node.next
    return node is not None and list_marker(f"{(node.text_content or '').lstrip()} ") != ""
