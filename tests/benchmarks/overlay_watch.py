"""Watches the overlay from inside its process: what was painted when, and how smoothly."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QGraphicsOpacityEffect

from callassist.gui.frames import FrameProbe
from callassist.gui.overlay.window import Overlay
from callassist.types import Prompt

HALF = 0.5


@dataclass(slots=True)
class _Painted:
    """When a prompt's card was on screen with at least some opacity, monotonic seconds."""

    prompt: Prompt
    first_s: float
    stamps: dict[str, float] = field(default_factory=dict)


class OverlayWatch(QObject):
    """Made on the GUI thread while the overlay is built but not shown.

    Signals:
        call_begun: Emit it from any thread when the call begins.
        call_ended: Emit it from any thread when the call is over.
    """

    call_begun = Signal()
    call_ended = Signal()

    def __init__(self, tell: Callable[..., None]) -> None:
        """Watch the one overlay there is; ``tell`` takes an event's name and its facts."""
        super().__init__()
        self._tell = tell
        overlays = [w for w in QApplication.topLevelWidgets() if isinstance(w, Overlay)]
        (self._overlay,) = overlays
        self._visible = False
        self._painted: _Painted | None = None
        self._probe = FrameProbe(self)
        self.call_begun.connect(self._probe.start, Qt.ConnectionType.QueuedConnection)
        self.call_ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._overlay.installEventFilter(self)
        self._overlay.card.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See paint events go by; the frame they are part of is out once the loop comes round."""
        if event.type() == QEvent.Type.Paint:
            if watched is self._overlay and not self._visible:
                QTimer.singleShot(0, self, self._look_for_window)
            elif watched is self._overlay.card and self._overlay.card.prompt is not None:
                prompt, opacity = self._overlay.card.prompt, self._opacity()
                QTimer.singleShot(0, self, lambda: self._note(prompt, opacity))
        return False

    def _look_for_window(self) -> None:
        window = self._overlay.windowHandle()
        if not self._visible and window is not None and window.isExposed():
            self._visible = True
            self._tell("visible", at_s=time.monotonic())

    def _opacity(self) -> float:
        effect = self._overlay.card.graphicsEffect()
        return effect.opacity() if isinstance(effect, QGraphicsOpacityEffect) else 1.0

    def _note(self, prompt: Prompt, opacity: float) -> None:
        now_s = time.monotonic()
        painted = self._painted
        if painted is None or painted.prompt is not prompt:
            painted = self._painted = _Painted(prompt, now_s)
        if opacity >= HALF:
            painted.stamps.setdefault("half_s", now_s)
        if opacity >= 1.0 and "whole_s" not in painted.stamps:
            painted.stamps["whole_s"] = now_s
            self._tell_prompt(painted)

    def _tell_prompt(self, painted: _Painted) -> None:
        prompt = painted.prompt
        self._tell(
            "prompt",
            id=prompt.id,
            kind=prompt.finding.kind,
            words_end_s=prompt.finding.end_s,
            known_s=prompt.finding.known_s,
            shown_s=prompt.shown_s,
            first_s=painted.first_s,
            **painted.stamps,
        )

    def _end(self) -> None:
        probe = self._probe
        probe.stop()
        facts: dict[str, Any] = {
            "turns": probe.rings,
            "longest_work_s": probe.longest_busy_s,
            "longest_stall_s": probe.longest.wall_s,
            "stall_work_s": probe.longest.busy_s,
            "stalls": len(probe.stalls),
        }
        self._tell("frames", **facts)
