"""What a hand does in the settings window."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox


def editor(window, key):
    """Return the editor of a setting, on its page."""
    window.show_setting(key)
    return window.views[window.page].rows[key].editor


def choose(box: QComboBox, value) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
