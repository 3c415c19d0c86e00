"""The figures of the report, as SVG inside the page: without script, network or need of colour."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

WIDTH, HEIGHT, EDGE = 240.0, 56.0, 4.0
BAR = 100.0
FEW = 5
"""The number of runs below which they are drawn as points, without a trend."""
STATES = ("held", "quarantined", "rejected", "listed", "failed", "withdrawn", "expected")
"""States of coverage in the order in which they are drawn."""


def trend(shares: Sequence[float], *, width: float = WIDTH, height: float = HEIGHT) -> Markup:
    """Return a line through shares; its last point is marked.

    The vertical axis runs from the lowest share (or 0.98, if lower) to 1. Fewer than five shares
    are points without a line. The text beside it has the same numbers, so screen readers skip it.
    """
    if not shares:
        return Markup()
    few = len(shares) < FEW
    floor = min(*shares, 0.98) if len(shares) > 1 else min(shares[0], 0.98)
    across, down = width - 2 * EDGE, height - 2 * EDGE
    steps = max(len(shares) - 1, 1)
    points = [
        (EDGE + across * place / steps, EDGE + down * (1 - (share - floor) / (1 - floor)))
        for place, share in enumerate(shares)
    ]
    through = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    line = Markup() if few else Markup('<polyline points="{}"/>').format(through)
    dots = Markup().join(
        Markup('<circle cx="{:.1f}" cy="{:.1f}" r="3"/>').format(x, y)
        for x, y in (points if few else points[-1:])
    )
    return Markup(
        '<svg class="trend" viewBox="0 0 {w:g} {h:g}" width="{w:g}" height="{h:g}" '
        'aria-hidden="true" focusable="false">'
        '<path class="ideal" d="M{e:g} {e:g}H{right:g}"/>{line}'
        "{dots}</svg>"
    ).format(w=width, h=height, e=EDGE, right=width - EDGE, line=line, dots=dots)


def shares_of(counts: Mapping[str, int]) -> Markup:
    """Return one bar divided by state, in proportion to the counts."""
    whole = sum(counts.values())
    parts, start = [], 0.0
    for state in STATES:
        if papers := counts.get(state, 0):
            wide = BAR * papers / whole
            parts.append(
                Markup(
                    '<rect class="{state}" x="{x:.2f}" y="0" width="{wide:.2f}" height="12"/>'
                ).format(state=state, x=start, wide=wide)
            )
            start += wide
    return Markup(
        '<svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" '
        'focusable="false">{}</svg>'
    ).format(Markup().join(parts))
