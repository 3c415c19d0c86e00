"""The citation graph as columns of papers with curves between them: who cites, what is cited.

Every curve runs from a paper in one column to one in the next. Within a column papers are ordered
so that few curves cross: each gets the mean height of its neighbours, a few times over (Sugiyama,
Tagawa and Toda 1981).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2

WIDTH, ROW, MARGIN = 960, 27, 30
"""Units of the drawing: its width, the height of one row, and the room above the first."""
LABEL = 250
"""Room for the names of the first column, to the left of it, and of the last, to the right."""
SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Edge:
    """``count`` citations of ``target`` by ``source``, papers in adjacent columns."""

    source: str
    target: str
    count: int


@dataclass(frozen=True, slots=True)
class Node:
    """A paper of the drawing: its column, counted from 0, and its position."""

    name: str
    column: int
    x: float
    y: float
    edges: int


@dataclass(frozen=True, slots=True)
class Curve:
    """A drawn edge: an SVG path, its width, and the papers it joins."""

    edge: Edge
    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole graph, ready to draw."""

    nodes: Sequence[Node]
    curves: Sequence[Curve]
    width: int
    height: int


def draw(layers: Sequence[Iterable[Edge]]) -> Drawing:
    """Return the drawing of a graph in columns.

    ``layers[0]`` joins the first column to the second, and so on. A name can be in two
    columns: a paper that cites another and is cited by it.
    """
    edges = [
        sorted(layer, key=lambda edge: (-edge.count, edge.source, edge.target)) for layer in layers
    ]
    names = [
        list(
            dict.fromkeys(
                [edge.target for edge in (edges[number - 1] if number else ())]
                + [edge.source for edge in (edges[number] if number < len(edges) else ())]
            )
        )
        for number in range(len(edges) + 1)
    ]
    for sweep in range(SWEEPS):
        for number, layer in enumerate(edges):
            if sweep % 2:
                names[number] = _nearer(
                    names[number], names[number + 1], [(edge.source, edge.target) for edge in layer]
                )
            else:
                names[number + 1] = _nearer(
                    names[number + 1], names[number], [(edge.target, edge.source) for edge in layer]
                )
    tallest = max(map(len, names), default=0)
    nodes = {}
    for column, here in enumerate(names):
        x = LABEL + (WIDTH - 2 * LABEL) * column / max(len(names) - 1, 1)
        for place, name in enumerate(here):
            y = MARGIN + ROW * (place + (tallest - len(here)) / 2)
            joined = sum(
                edge.source == name for edge in (edges[column] if column < len(edges) else ())
            )
            joined += sum(edge.target == name for edge in (edges[column - 1] if column else ()))
            nodes[column, name] = Node(name, column, x, y, joined)
    curves = [
        _curve(edge, nodes[column, edge.source], nodes[column + 1, edge.target])
        for column, layer in enumerate(edges)
        for edge in layer
    ]
    return Drawing(list(nodes.values()), curves, WIDTH, MARGIN + ROW * tallest)


def _nearer(here: list[str], there: Sequence[str], joined: Sequence[tuple[str, str]]) -> list[str]:
    """Return the names of one column in the order that makes fewer lines cross.

    They are sorted by the mean position of their neighbours in the other column.
    """
    place = {name: number for number, name in enumerate(there)}
    heights: dict[str, list[int]] = {}
    for name, other in joined:
        heights.setdefault(name, []).append(place[other])
    share = len(there) / max(len(here), 1)
    means = {
        name: sum(heights[name]) / len(heights[name]) if name in heights else n * share
        for n, name in enumerate(here)
    }
    return sorted(here, key=lambda name: (means[name], name))


def _curve(edge: Edge, start: Node, end: Node) -> Curve:
    """Return an edge as a curve between its two papers; its width grows with its citations."""
    half = (start.x + end.x) / 2
    path = (
        f"M{start.x:.1f} {start.y:.1f} C{half:.1f} {start.y:.1f} {half:.1f} {end.y:.1f} "
        f"{end.x:.1f} {end.y:.1f}"
    )
    return Curve(edge, path, 1.2 + log2(edge.count))
