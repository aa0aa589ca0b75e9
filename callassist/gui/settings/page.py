"""One page of the settings: its rows under their headings, made from the table."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from callassist.gui.settings.editors import Editor, make_editor
from callassist.gui.settings.hearing import Hearing
from callassist.gui.settings.hotkey import HotkeyEditor
from callassist.gui.settings.kinds import Again, DeviceChoice, Hotkey, Page, Place, Setting
from callassist.gui.settings.outside import OUTSIDE
from callassist.gui.settings.row import Row
from callassist.gui.settings.sound import DeviceEditor
from callassist.gui.settings.special import AgainEditor, PlaceEditor
from callassist.gui.settings.table import setting_of, settings_of, tr
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.settings.fixed import Fixed
from callassist.settings.keys import value_of
from callassist.settings.user import UserSettings


class PageView(QWidget):
    """A page.

    Signals:
        wanted: New values by their keys, and the :class:`Row` that wants them.
        again_asked: The first steps, once more.
        sample_asked: A sample prompt on the screen.
        taking_keys_changed: Whether the next keys are to become a hotkey.

    Attributes:
        page: What it is.
        rows: Its rows, by the key of their setting.
    """

    wanted = Signal(object, object)
    again_asked = Signal()
    sample_asked = Signal()
    taking_keys_changed = Signal(bool)

    def __init__(
        self,
        page: Page,
        fixed: dict[str, Fixed],
        hearing: Callable[[], Hearing],
        parent: QWidget | None = None,
        *,
        only: tuple[str, ...] = (),
    ) -> None:
        """Build it.

        Args:
            page: Which one.
            fixed: What a policy decides.
            hearing: Both sides, for what listens.
            parent: The widget it lies on.
            only: Keys of the settings that stand on it; by default all of the page.
        """
        super().__init__(parent)
        self.page = page
        self.rows: dict[str, Row] = {}
        self._fixed = fixed
        self._hearing = hearing
        self._heads: list[tuple[TextBlock, QVBoxLayout]] = []
        self._extras: list[QVBoxLayout] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        group = ""
        chosen = [setting_of(key) for key in only] or settings_of(page.id)
        for setting in chosen:
            if setting.group != group and not only:
                group = setting.group
                self._add_head(tr(group))
            elif self.rows:
                self._add_line()
            self._add_row(setting)
        self.column.addStretch(1)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that "Reset this page" resets: none that a policy decides."""
        return tuple(
            key
            for row in self.rows.values()
            if not isinstance(row.setting.kind, Again) and row.editor.isEnabled()
            for key in row.setting.keys
        )

    def add_extra(self, part: QWidget, *, above: bool = False) -> None:
        """Lay something else than a row below the rows, or above them."""
        holder, line = QVBoxLayout(), QFrame(self)
        holder.addWidget(part)
        line.setObjectName("line")
        at = 0 if above else self.column.count() - 1
        self.column.insertLayout(at, holder)
        self.column.insertWidget(at + 1 if above else at, line)
        self._extras.append(holder)
        if above:  # made later than the rows, and yet reached first
            stops = [each for whole in (part, *self.rows.values()) for each in _tab_stops(whole)]
            for one, other in pairwise(stops):
                QWidget.setTabOrder(one, other)

    def show_settings(self, settings: UserSettings) -> None:
        """Show what holds now; what a policy decides stays as it is."""
        for key, row in self.rows.items():
            fixed = self._fixed.get(key)
            if fixed is None or fixed.limit is not None:
                row.set_value(_shown(settings, row.setting))
            row.set_problem("")

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        strong = theme.font("body")
        strong.setWeight(strong.Weight.DemiBold)
        pad = theme.px(0.6)
        for head, holder in self._heads:
            head.set_look(strong, theme.color("text"))
            holder.setContentsMargins(pad, 2 * pad, pad, 0)
        for holder in self._extras:
            holder.setContentsMargins(pad, pad, pad, pad)
        for row in self.rows.values():
            row.set_theme(theme)

    def _add_head(self, title: str) -> None:
        head = TextBlock(self)
        head.set_text(title)
        holder = QVBoxLayout()
        holder.addWidget(head)
        self.column.addLayout(holder)
        self._heads.append((head, holder))

    def _add_line(self) -> None:
        line = QFrame(self)
        line.setObjectName("line")
        self.column.addWidget(line)

    def _add_row(self, setting: Setting) -> None:
        editor = self._editor(setting)
        row = Row(setting, editor, self)
        self.rows[setting.key] = row
        self.column.addWidget(row)
        fixed = self._fixed.get(setting.key)
        if fixed is not None:
            row.set_fixed(fixed)
        if isinstance(editor, AgainEditor):
            editor.chosen.connect(self.again_asked)
            return
        if isinstance(editor, PlaceEditor):
            editor.sample_asked.connect(self.sample_asked)
        if isinstance(editor, HotkeyEditor):
            editor.taking_changed.connect(self.taking_keys_changed)
        editor.chosen.connect(lambda value: self.wanted.emit(values_for(setting, value), row))

    def _editor(self, setting: Setting) -> Editor:
        title, help_line = tr(setting.title), tr(setting.help)
        kind = setting.kind
        if isinstance(kind, DeviceChoice):
            return DeviceEditor(kind, title, help_line, self._hearing(), self)
        if isinstance(kind, Place):
            return PlaceEditor(title, help_line, self)
        if isinstance(kind, Again):
            return AgainEditor(title, help_line, self)
        if isinstance(kind, Hotkey):
            return HotkeyEditor(title, help_line, self)
        return make_editor(kind, title, help_line, self)


def _tab_stops(whole: QWidget) -> list[QWidget]:
    """Return what Tab stops at within a widget, in its order."""
    return [
        each
        for each in whole.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.window() is whole.window()
    ]


def values_for(setting: Setting, value: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what an editor's choice means, by the keys of the settings."""
    if isinstance(setting.kind, Place):
        return {"overlay.screen": value.screen, "overlay.positions": value.positions}
    return {setting.key: value}


def _shown(settings: UserSettings, setting: Setting) -> Any:  # noqa: ANN401
    """Return what an editor shows."""
    if setting.key in OUTSIDE:
        return OUTSIDE[setting.key].read()
    return settings.overlay if isinstance(setting.kind, Place) else value_of(settings, setting.key)
