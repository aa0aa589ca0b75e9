"""Paths: the curve of frustration, and the outline of sound."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from callassist.review.page.svg import number
from callassist.types import Peaks

FLAT = 0.004
"""Levels that a straight line meets within this are left out of a curve."""


def curve(levels: Sequence[float], start: float, width: float, height: float) -> str:
    """Return a path through levels: level ``i`` of 0 to 1 stands at x = ``start + i``.

    Args:
        levels: The customer's frustration, one a hop.
        start: Where the first one stands, in hops; below 0 if before the drawing.
        width: The drawing's width in hops: the last level is held up to there at most.
        height: The drawing's height, where level 0 lies.
    """
    if not levels:
        return ""
    points = [(start + i, level) for i, level in enumerate(levels)]
    points.append((min(width, points[-1][0] + 1.0), levels[-1]))
    kept = _simplified(points)
    return "M" + "L".join(f"{number(x)} {number(height * (1.0 - y))}" for x, y in kept)


def _simplified(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Leave out points that lie on the line between those kept (Ramer, Douglas, Peucker 1973)."""
    keep = [True, *[False] * (len(points) - 2), True][: len(points)]
    open_spans = [(0, len(points) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        (x0, y0), (x1, y1) = points[first], points[last]
        slope = (y1 - y0) / (x1 - x0) if x1 > x0 else 0.0
        off = [abs(points[i][1] - y0 - slope * (points[i][0] - x0)) for i in range(first + 1, last)]
        if off and max(off) > FLAT:
            middle = first + 1 + off.index(max(off))
            keep[middle] = True
            open_spans += [(first, middle), (middle, last)]
    return [point for point, kept in zip(points, keep, strict=True) if kept]


def outline(peaks: Peaks, side: int, start_s: float, length_s: float, columns: int) -> str:
    """Return the outline of one side's sound as a closed path, ±100 high and ``columns`` wide.

    Args:
        peaks: The call's peaks.
        side: Row of the peaks.
        start_s: Where the drawing begins.
        length_s: Seconds that ``columns`` stand for.
        columns: Steps of the drawing.
    """
    edges = (start_s + np.arange(columns + 1) * length_s / columns) / peaks.hop_s
    total = peaks.high.shape[1]
    edges = edges[: int(np.searchsorted(edges, total)) + 1].round().astype(int)
    if total == 0 or len(edges) < 2:
        return ""
    starts = np.minimum(edges[:-1], total - 1)
    starts = starts[: int(np.searchsorted(starts, total - 1)) + 1]
    high = np.maximum.reduceat(peaks.high[side], starts)
    low = np.minimum.reduceat(peaks.low[side], starts)
    return f"M{'L'.join(_edge(high, 1))}L{'L'.join(reversed(_edge(low, -1)))}Z"


def _edge(values: NDArray[np.int8], sign: int) -> list[str]:
    """Return one edge's points; the least step of an outline is silence, not sound."""
    sizes = np.maximum(sign * values.astype(int), 0)
    sizes[sizes == 1] = 0
    return [f"{x} {-sign * round(100 * size / 127)}" for x, size in enumerate(sizes.tolist())]
