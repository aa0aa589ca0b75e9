"""The menu's own way to everything on the overlay that has a button, for use without a pointer."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from callassist.gui.buttons import FlatButton
from callassist.gui.overlay.actions import Actions
from callassist.gui.overlay.window import Overlay


class Answers(QObject):
    """Adds to the overlay's menu what its prompt, consent row, notes and mute can do.

    Attributes:
        for_prompt: What can be done with the prompt that stands.
        for_consent: The customer's answers, while they are asked for.
        copy_notes: Copies every note.
        mute: No prompts for five minutes, or prompts again.
        mute_call: No prompts until the call ends.
        sharing: Says whether shared screens show the overlay; does nothing.
        no_hotkeys: Says that this desktop has none, and what to do; does nothing.
    """

    def __init__(self, overlay: Overlay, actions: Actions) -> None:
        """Add the actions to the menu of ``actions``."""
        menu = actions.menu
        super().__init__(menu)
        self._overlay = overlay
        self._menu = menu
        card, consent = overlay.card, overlay.consent
        first = menu.actions()[0]
        self.for_prompt = [
            self._like(b, first) for b in (card.helped, card.unhelpful, card.dismiss)
        ]
        self.for_consent = [self._like(b, first) for b in (consent.agreed, consent.refused)]
        self._line = menu.insertSeparator(first)
        self.copy_notes = self._add(
            self.tr("Copy all notes"), overlay.notes.copy, actions.click_through
        )
        self.mute = self._add("", overlay.mute.toggle, actions.library)
        self.mute_call = self._add(
            self.tr("No prompts until the call ends"), overlay.mute.until_call_ends, actions.library
        )
        entries = menu.actions()
        behind = entries[entries.index(actions.click_through) + 1]
        self.sharing = self._add("", lambda: None, behind)
        self.no_hotkeys = self._add(
            self.tr("No hotkeys on this desktop: let its keys run “callassist ctl”"),
            lambda: None,
            behind,
        )
        self.no_hotkeys.setVisible(False)
        for said in (self.sharing, self.no_hotkeys):
            said.setEnabled(False)
        menu.aboutToShow.connect(self.update)
        self.update()

    def update(self) -> None:
        """Offer what can be done now."""
        overlay = self._overlay
        for action in self.for_prompt:
            action.setVisible(overlay.card.prompt is not None)
        for action in self.for_consent:
            action.setVisible(overlay.consent.isVisibleTo(overlay))
        shown = (*self.for_prompt, *self.for_consent)
        self._line.setVisible(any(action.isVisible() for action in shown))
        self.copy_notes.setEnabled(bool(overlay.notes.notes))
        muted = overlay.mute.on
        self.mute.setText(
            self.tr("Show prompts again") if muted else self.tr("No prompts for 5 minutes")
        )
        self.mute_call.setVisible(not muted)
        self.sharing.setText(overlay.sharing.short)
        self.sharing.setVisible(overlay.settings.hide_from_sharing)

    def _like(self, button: FlatButton, before: QAction) -> QAction:
        """Add what a button of the overlay does, in its words."""
        return self._add(button.accessibleName(), button.clicked.emit, before)

    def _add(self, text: str, slot: object, before: QAction) -> QAction:
        action = QAction(text, self._menu)
        action.triggered.connect(lambda: slot())
        self._menu.insertAction(before, action)
        return action
