"""Pieces of SVG.

Positions along the time axis are percentages, so that a drawing takes whatever width the
screen has while its text keeps its size.
"""

from __future__ import annotations

from html import escape

from callassist.review.characters import one_line


def element(name: str, inner: str = "", **attributes: str | float | None) -> str:
    """Return an element; ``inner`` is markup, attributes are escaped and ``None`` is left out.

    ``_`` in an attribute's name stands for a hyphen, and ``class_`` for ``class``.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def title(text: str) -> str:
    """Return what a browser shows on hovering, and what a screen reader says."""
    return f"<title>{escape(one_line(text), quote=False)}</title>"


def percent(share: float) -> str:
    """Return a share of the width."""
    return f"{number(100 * share)}%"


def number(value: float) -> str:
    """Return a number with at most two places."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _value(value: str | float) -> str:
    return escape(one_line(value)) if isinstance(value, str) else number(value)
