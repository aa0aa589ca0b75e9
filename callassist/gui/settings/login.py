"""Starting with the computer: the system keeps this setting, so it is no row of the table."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QWidget

from callassist.errors import CallAssistError
from callassist.gui.settings.editors import SwitchEditor
from callassist.gui.settings.kinds import Setting, Switch
from callassist.gui.settings.row import Row
from callassist.gui.settings.table import tr
from callassist.run.autostart import set_start_at_login, starts_at_login

AT_LOGIN = Setting(
    "calls",
    "at_login",
    QT_TRANSLATE_NOOP("Settings", "Start when I log in"),
    QT_TRANSLATE_NOOP("Settings", "callassist is there before the first call, waiting quietly."),
    Switch(),
)


class AtLogin(Row):
    """A row that asks the system, and tells it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show what the system does now."""
        editor = SwitchEditor(Switch(), tr(AT_LOGIN.title), tr(AT_LOGIN.help), None)
        super().__init__(AT_LOGIN, editor, parent)
        self.set_value(starts_at_login())
        editor.chosen.connect(self._change)

    def _change(self, on: bool) -> None:
        try:
            set_start_at_login(on)
        except CallAssistError as error:
            self.set_problem(str(error))
        else:
            self.set_problem("")
        self.set_value(starts_at_login())
