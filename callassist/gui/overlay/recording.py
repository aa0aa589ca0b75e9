"""Keeping the call: the button, the customer's consent, the sign, and who may forbid it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from callassist.gui.bridge import State
from callassist.gui.overlay.actions import Actions
from callassist.gui.overlay.window import Overlay
from callassist.settings.policy import Rules
from callassist.types import Recording


class RecordingControl(QObject):
    """What happens when the agent wants the call kept.

    The sign follows what the session says it does, never what was asked of it.

    Signals:
        asked: ``(on, discard)`` for the session.
    """

    asked = Signal(bool, bool)

    def __init__(self, overlay: Overlay, actions: Actions, rules: Rules) -> None:
        """Join the overlay's button, its consent row and the menu's entry."""
        super().__init__(overlay)
        self._overlay = overlay
        self._actions = actions
        self._rules = rules
        self._waits_for_consent = False
        overlay.bar.set_can_record(not rules.recording_forbidden)
        overlay.bar.record_clicked.connect(self.toggle)
        overlay.consent.answered.connect(self._answer)
        actions.record.triggered.connect(self.toggle)
        actions.set_recording(on=False, forbidden=rules.recording_forbidden)

    def toggle(self) -> None:
        """Start to keep the call, or stop."""
        if self._rules.recording_forbidden:
            return
        if self._overlay.recording:
            self._overlay.consent.withdraw()
            self.asked.emit(False, False)
        elif self._waits_for_consent:
            self._waits_for_consent = False
            self._overlay.consent.withdraw()
        else:
            self._begin()

    def take(self, recording: Recording) -> None:
        """Show what the session does."""
        self._overlay.recording = recording.on
        self._actions.set_recording(on=recording.on, forbidden=self._rules.recording_forbidden)
        if not recording.on and not self._waits_for_consent:
            self._overlay.consent.withdraw()
        if recording.problem:
            self._overlay.set_problem(recording.problem)

    def set_state(self, state: State) -> None:
        """Ask nothing any more once the call is over; the next begins without a recording."""
        if state in ("ending", "ended", "idle", "standby"):
            self._waits_for_consent = False
            self._overlay.consent.withdraw()
        if state in ("ended", "idle", "standby"):
            self._overlay.recording = False
            self._actions.set_recording(on=False, forbidden=self._rules.recording_forbidden)

    def _begin(self) -> None:
        required = self._rules.consent_required
        self._waits_for_consent = required
        self._overlay.consent.ask(self._rules.consent_line, required=required)
        if not required:
            self.asked.emit(True, False)

    def _answer(self, agreed: bool) -> None:
        waited, self._waits_for_consent = self._waits_for_consent, False
        if agreed and waited:
            self.asked.emit(True, False)
        elif not agreed and not waited:
            self.asked.emit(False, True)
