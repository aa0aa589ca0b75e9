"""The Qt binding itself: one release of it was broken on the oldest Python we support."""

from __future__ import annotations

import sys

from PySide6.QtCore import QPoint


def test_the_binding_does_not_eat_references_to_none():
    """PySide6 6.12.0 loses one reference to None with each setter, and aborts on Python 3.11."""
    point = QPoint()
    before = sys.getrefcount(None)
    for number in range(2000):
        point.setX(number)
    assert sys.getrefcount(None) > before - 1000
