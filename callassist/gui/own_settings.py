"""The settings that the program itself changes: where its overlay stands and how it looks."""

from __future__ import annotations

import sys
from pathlib import Path

from callassist.errors import CallAssistError
from callassist.settings.user import OverlaySettings, UserSettings, load, save


class OwnSettings:
    """Keeps in the file what was changed on screen, and takes what was changed elsewhere."""

    def __init__(self, settings: UserSettings, path: Path) -> None:
        """Follow ``settings``, which the screen changes, and keep them at ``path``."""
        self._settings = settings
        self._path = path
        self._before = settings.overlay

    def note(self) -> None:
        """What holds now is no change."""
        self._before = self._settings.overlay.model_copy(deep=True)

    def take(self, settings: UserSettings) -> None:
        """Take look and keys from ``settings``; the overlay's places stay as they are."""
        overlay = self._settings.overlay
        for name in OverlaySettings.model_fields.keys() - {"positions", "screen"}:
            setattr(overlay, name, getattr(settings.overlay, name))
        self._settings.hotkeys = settings.hotkeys
        self.note()

    def save(self) -> None:
        """Keep what was changed here, and nothing that a command line set for one call."""
        overlay = self._settings.overlay
        try:
            kept = load(self._path)
            for name in OverlaySettings.model_fields.keys() - {"positions"}:
                value = getattr(overlay, name)
                if value != getattr(self._before, name):
                    setattr(kept.overlay, name, value)
            kept.overlay.positions = {**kept.overlay.positions, **overlay.positions}
            save(kept, self._path)
        except CallAssistError as error:
            print(f"callassist: {error}", file=sys.stderr)
