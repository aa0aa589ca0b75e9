"""What a hand does in the studio, and what an eye reads off it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def press(widget: QWidget, key: Qt.Key, with_key=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, with_key)


def dialog(window, kind):
    return next(child for child in window.findChildren(kind) if child.isVisible())


def fires(window, prompt_id: str) -> tuple[int, int]:
    did = window.whatif.totals.prompts.get(prompt_id)
    return (did.before.shown, did.after.shown) if did else (0, 0)


def busiest_prompt(window) -> str:
    prompts = window.whatif.totals.prompts
    return max(prompts, key=lambda name: prompts[name].after.shown)


def followed_prompt(window) -> str:
    prompts = window.whatif.totals.prompts
    return max(prompts, key=lambda name: prompts[name].after.outcomes["followed"])
