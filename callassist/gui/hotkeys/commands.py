"""What each hotkey does to the overlay."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence

from callassist.gui.hotkeys.manager import GlobalHotkeys
from callassist.gui.overlay.actions import Actions
from callassist.gui.overlay.answers import Answers
from callassist.gui.overlay.window import Overlay


class HotkeyCommands(QObject):
    """Joins hotkeys to the overlay and its actions, and tells of those that do not work."""

    def __init__(
        self, hotkeys: GlobalHotkeys, overlay: Overlay, actions: Actions, answers: Answers
    ) -> None:
        """Join them; ``hotkeys`` owns this."""
        super().__init__(hotkeys)
        self._hotkeys = hotkeys
        self._overlay = overlay
        self._actions = actions
        self._answers = answers
        self._does: dict[str, Callable[[], object]] = {
            "call": actions.call.trigger,
            "dismiss": lambda: overlay.card.answer("dismissed"),
            "helped": lambda: overlay.card.answer("helped"),
            "mute": overlay.mute.toggle,
            "click_through": self._toggle_click_through,
            "notes": actions.notes.trigger,
            "menu": self._open_menu,
        }
        helped, _, dismiss = answers.for_prompt
        self._entries = {
            "helped": helped,
            "dismiss": dismiss,
            "mute": answers.mute,
            "notes": actions.notes,
            "click_through": actions.click_through,
        }
        for entry in self._entries.values():
            # The menu shows the keys; they are taken from the system, not by the entry.
            entry.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            entry.setShortcutVisibleInContextMenu(True)
        hotkeys.pressed.connect(lambda name: self._does[name]())
        hotkeys.problems_changed.connect(self._tell)

    def _toggle_click_through(self) -> None:
        """Let clicks through or not; a key can undo it, so no tray is needed."""
        on = not self._overlay.settings.click_through
        self._actions.click_through.setChecked(on)
        self._overlay.set_click_through(on)
        self._actions.settings_changed.emit()

    def _open_menu(self) -> None:
        """Open the menu beside the overlay, its first entry chosen, for arrow keys and Enter."""
        menu = self._actions.menu
        if menu.isVisible():
            menu.close()
            return
        menu.popup(self._overlay.geometry().bottomLeft())
        usable = [each for each in menu.actions() if each.isVisible() and each.isEnabled()]
        menu.setActiveAction(next(each for each in usable if not each.isSeparator()))

    def _tell(self) -> None:
        """Show the keys in the menu, and say below the bar which do not work.

        Where none can, as on some Wayland desktops, a line on every start would only be in the
        way, so the menu says it.
        """
        none = any(not problem.action for problem in self._hotkeys.problems)
        self._answers.no_hotkeys.setVisible(none)
        working = self._hotkeys.working
        for name, entry in self._entries.items():
            entry.setShortcut(working[name].sequence if name in working else QKeySequence())
        key = working.get("click_through")
        self._overlay.clicks.set_keys(key.shown if key is not None else "")
        if "click_through" in working:  # the key lets clicks in again where there is no tray
            self._actions.click_through.setEnabled(True)
            self._actions.click_through.setText(self.tr("Let clicks through"))
        lines = [problem.text for problem in self._hotkeys.problems if problem.action]
        status = self._overlay.status
        if not lines:
            status.drop("hotkeys")
            return
        if len(lines) > 1:
            text = self.tr("{count} hotkeys do not work: see the settings").format(count=len(lines))
        else:
            text = lines[0]
        is_new = "hotkeys" not in status.lines
        line = status.say("hotkeys", text, icon="warn", button=self.tr("OK"))
        if is_new:
            line.button.clicked.connect(lambda: status.drop("hotkeys"))
