"""Pictures of the overlay where there is no screen: for ``demo`` and the docs."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from callassist.errors import CallAssistError
from callassist.gui import i18n
from callassist.gui.bridge import State
from callassist.gui.overlay.window import Overlay
from callassist.settings.user import OverlaySettings
from callassist.types import CHANNELS, Frustration, Health, Note, Prompt


def render_overlay(
    prompt: Prompt | None,
    frustration: Frustration | None = None,
    health: Iterable[Health] = (),
    notes: Iterable[Note] = (),
    elapsed_s: float = 0.0,
    theme: Literal["dark", "light"] = "light",
    scale: float = 1.0,
    *,
    state: State = "listening",
    notes_open: bool = False,
    problem: str = "",
    recording: bool = False,
    can_record: bool = False,
    consent: str = "",
    muted: bool = False,
    hand: Literal["right", "left"] = "right",
    high_contrast: bool = False,
    pixel_ratio: float = 1.0,
    path: Path | None = None,
) -> QImage:
    """Paint the overlay as it would look on screen.

    Makes an offscreen application if none runs; call it on the GUI thread.

    Args:
        prompt: The prompt that stands, if any.
        frustration: The customer's frustration.
        health: Of each side; a side not named is heard to be silent.
        notes: The facts so far.
        elapsed_s: The call's time.
        theme: ``"dark"`` or ``"light"``.
        scale: Times the usual text size.
        state: Whether the program listens.
        notes_open: Whether the notes panel is open.
        problem: One line on what went wrong.
        recording: Whether the sign ``REC`` shows.
        can_record: Whether the record button shows.
        consent: What to say to the customer, if that is asked now.
        muted: Whether prompts are muted for five minutes; then none stands.
        hand: Which hand the buttons are for.
        high_contrast: Whether it is black and white with strong outlines.
        pixel_ratio: Pixels of the picture for each of the screen.
        path: Where to write it as PNG, if anywhere.

    Raises:
        CallAssistError: ``path`` cannot be written.
    """
    _ensure_application()
    settings = OverlaySettings(
        theme=theme,
        text_scale=scale,
        reduced_motion="on",
        hand=hand,
        high_contrast="on" if high_contrast else "off",
    )
    overlay = Overlay(settings)
    try:
        overlay.set_state(state)
        for item in [*(Health(channel, "silent", 0.0) for channel in CHANNELS), *health]:
            overlay.set_health(item)
        for note in notes:
            overlay.add_note(note)
        if frustration is not None:
            overlay.set_frustration(frustration)
        overlay.set_time(elapsed_s)
        overlay.set_notes_open(notes_open)
        overlay.set_problem(problem)
        overlay.bar.set_can_record(can_record)
        overlay.recording = recording
        if consent:
            overlay.consent.ask(consent, required=not recording)
        if muted:
            overlay.mute.for_minutes()
        if prompt is not None:
            overlay.show_prompt(prompt)
        image = grab(overlay, pixel_ratio)
    finally:
        overlay.mute.resume()
        overlay.card.clear()
        overlay.deleteLater()
    if path is not None:
        save_png(image, path)
    return image


def grab(overlay: Overlay, pixel_ratio: float = 1.0) -> QImage:
    """Paint ``overlay`` into a picture, shown on screen or not."""
    image = QImage(overlay.size() * pixel_ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(pixel_ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    overlay.render(painter, QPoint(0, 0))
    painter.end()
    return image


def save_png(image: QImage, path: Path) -> None:
    """Write a picture, all or nothing.

    Raises:
        CallAssistError: It cannot be written.
    """
    temporary = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not image.save(str(temporary), "PNG"):
            raise OSError("no picture was written")
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise CallAssistError(
            i18n.translate("Pictures", "cannot write the picture {path}: {error}").format(
                path=path, error=error
            )
        ) from error


def _ensure_application() -> None:
    if QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        global _application
        _application = QApplication(["callassist"])
        i18n.install(_application)


_application: QApplication | None = None
"""Kept, because Qt must not lose it while pictures are painted."""
