"""The user's settings as the windows share them: kept at once, undone, noticed when changed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from callassist import paths
from callassist.errors import CallAssistError
from callassist.gui.settings.outside import OUTSIDE
from callassist.settings.keys import default_of, differing, value_of, with_values
from callassist.settings.user import UserSettings, load, save

SETTLE_MS = 200
"""An editor writes a file in several steps; it is read when they are done."""


class SettingsBook(QObject):
    """The settings file and what is in it.

    Every change is laid over what the file says at that moment and saved whole, so that
    what another program or a person wrote meanwhile stays. A file with mistakes is never
    written over: ``trouble`` says what is wrong, until it is mended.

    Signals:
        changed: The settings are other ones now (:class:`UserSettings`).
        changed_outside: They were changed by somebody else.
        trouble_changed: ``trouble`` is another one.

    Attributes:
        settings: What holds now; the defaults while the file cannot be read.
        trouble: One line on why the file cannot be read, or nothing.
    """

    changed = Signal(object)
    changed_outside = Signal()
    trouble_changed = Signal(str)

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        """Read the settings at ``path``, by default the user's own."""
        super().__init__(parent)
        self.path = path or paths.settings_path()
        self.settings = UserSettings()
        self.trouble = ""
        self._undo: list[dict[str, Any]] = []
        self._watcher: QFileSystemWatcher | None = QFileSystemWatcher(self)
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self.read_again)
        self._watcher.fileChanged.connect(self._settling.start)
        self._watcher.directoryChanged.connect(self._settling.start)
        try:
            self.settings = load(self.path)
        except CallAssistError as error:
            self.trouble = str(error)
        self._watch()

    @property
    def can_undo(self) -> bool:
        """Whether a change of ours can be taken back."""
        return bool(self._undo) and not self.trouble

    def value(self, key: str) -> Any:  # noqa: ANN401  as many kinds as settings
        """Return what a setting is."""
        return OUTSIDE[key].read() if key in OUTSIDE else value_of(self.settings, key)

    def change(self, values: dict[str, Any], *, undoable: bool = True) -> None:
        """Give settings other values by their keys, and keep them.

        Args:
            values: The values.
            undoable: Whether :meth:`undo` takes it back.

        Raises:
            CallAssistError: A value cannot be taken, or the file cannot be written.
        """
        before = self._lay(values)
        if before:
            if undoable:
                self._undo.append(before)
            self.changed.emit(self.settings)

    def reset(self, keys: Iterable[str]) -> None:
        """Give settings their defaults back, as one change.

        Raises:
            CallAssistError: The file cannot be written.
        """
        self.change(
            {key: OUTSIDE[key].default if key in OUTSIDE else default_of(key) for key in keys}
        )

    def undo(self) -> tuple[str, ...]:
        """Take the last change back; return the keys that it had changed.

        Raises:
            CallAssistError: The file cannot be written.
        """
        if not self.can_undo:
            return ()
        before = self._undo[-1]
        self._lay(before)
        self._undo.pop()
        self.changed.emit(self.settings)
        return tuple(before)

    def read_again(self) -> None:
        """Read the file; tell what somebody else changed in it."""
        trouble = ""
        try:
            fresh = load(self.path)
        except CallAssistError as error:
            trouble = str(error)
        if trouble != self.trouble:
            self.trouble = trouble
            self.trouble_changed.emit(trouble)
        keys = () if trouble else differing(fresh, self.settings)
        if keys:
            self.settings = fresh
            # To take back what somebody else has changed since would be theirs to wonder at.
            self._undo = [before for before in self._undo if not before.keys() & set(keys)]
            self.changed.emit(self.settings)
            self.changed_outside.emit()
        self._watch()

    def close(self) -> None:
        """Watch no more.

        The watcher goes in this thread: left to whichever thread collects garbage, it would
        close a file that the event loop still waits for.
        """
        self._settling.stop()
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None

    def _lay(self, values: dict[str, Any]) -> dict[str, Any]:
        """Keep ``values``; return what those that are news were before."""
        fresh = load(self.path)
        changed = with_values(fresh, {k: value for k, value in values.items() if k not in OUTSIDE})
        before = {key: value_of(fresh, key) for key in differing(fresh, changed)}
        if before:
            save(changed, self.path)
        self.settings = changed
        self._watch()
        for key in values.keys() & OUTSIDE.keys():
            was = OUTSIDE[key].read()
            if was != values[key]:
                OUTSIDE[key].write(values[key])
                before[key] = was
        return before

    def _watch(self) -> None:
        """Watch the file and its folder: a file that is replaced is another one."""
        if self._watcher is None:
            return
        with contextlib.suppress(OSError):  # who cannot write here will say so
            self.path.parent.mkdir(parents=True, exist_ok=True)
        wanted = [str(path) for path in (self.path, self.path.parent) if path.exists()]
        known = {*self._watcher.files(), *self._watcher.directories()}
        fresh = [path for path in wanted if path not in known]
        if fresh:
            self._watcher.addPaths(fresh)
