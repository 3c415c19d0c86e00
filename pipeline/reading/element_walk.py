"""Base of the walkers of marked-up text (xml, html, docx)."""

from collections.abc import Callable

from pipeline.reading.document import BlockKind
from pipeline.reading.document_assembly import SpanKind
from pipeline.reading.document_builder import DocumentBuilder

BlockStart = tuple[BlockKind, str, int]
"""A block's kind, role and level."""


class ElementWalk:
    """One pass over nested elements, writing to a document builder.

    ``open_blocks`` has the starts of the open blocks; words are left out while ``skipping``.
    """

    def __init__(self) -> None:
        self.builder = DocumentBuilder()
        self.open_blocks: list[BlockStart] = [("paragraph", "", 1)]
        self.skipping = 0
        self._actions: list[list[Callable[[], None]]] = []

    def open(self) -> None:
        """Begin an element."""
        self._actions.append([])

    def close(self) -> None:
        """End the element that began last."""
        for action in reversed(self._actions.pop()):
            action()

    def at_end(self, action: Callable[[], None]) -> None:
        """Set what is done at the end of the open element, before what was set earlier."""
        self._actions[-1].append(action)

    def skip(self) -> None:
        """Leave out the words of the element."""
        self.skipping += 1
        self.at_end(self._unskip)

    def style(self, kind: SpanKind, target: str = "") -> None:
        """Set the words of the element in a style, or link them to a target."""
        self.builder.begin(kind, target)
        self.at_end(self.builder.end)

    def row(self) -> None:
        """Begin a row of a table, which ends with the element."""
        self.builder.open_row()
        self.at_end(self.resume)
        self.at_end(self.builder.close_row)

    def enter(self, start: BlockStart) -> None:
        """Begin a block, which ends with the element."""
        self.open_blocks.append(start)
        self.builder.block(*start)
        self.at_end(self._leave)

    def resume(self) -> None:
        """Begin a new line for text after a block that has ended."""
        self.builder.block(*self.open_blocks[-1])

    def _leave(self) -> None:
        self.open_blocks.pop()
        self.resume()

    def _unskip(self) -> None:
        self.skipping -= 1
