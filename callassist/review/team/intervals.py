"""How sure a figure is: 95 % intervals of shares, means and rates."""

from __future__ import annotations

from math import sqrt

Z = 1.959964
"""Of a 95 % interval."""


def share_interval(count: int, of: int) -> tuple[float, float]:
    """Return the interval of a share (Wilson, JASA 22, 1927): good for small numbers, too."""
    share = count / of
    middle = share + Z * Z / (2 * of)
    half = Z * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    scale = 1 + Z * Z / of
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def mean_interval(total: float, squares: float, count: int) -> tuple[float, float]:
    """Return the interval of a mean of at least two values.

    Student's t, its quantile from the first two terms of Abramowitz and Stegun 26.7.5.

    Args:
        total: Sum of the values.
        squares: Sum of their squares.
        count: How many there are.
    """
    mean = total / count
    variance = max(0.0, (squares - total * mean) / (count - 1))
    freedom = count - 1
    quantile = Z + (Z**3 + Z) / (4 * freedom)
    quantile += (5 * Z**5 + 16 * Z**3 + 3 * Z) / (96 * freedom**2)
    half = quantile * sqrt(variance / count)
    return mean - half, mean + half


def count_interval(count: int) -> tuple[float, float]:
    """Return the interval of a count of rare events (Byar, in Breslow and Day 1987, p. 69)."""
    low = 0.0
    if count:
        low = count * (1 - 1 / (9 * count) - Z / (3 * sqrt(count))) ** 3
    more = count + 1
    return max(0.0, low), more * (1 - 1 / (9 * more) + Z / (3 * sqrt(more))) ** 3
