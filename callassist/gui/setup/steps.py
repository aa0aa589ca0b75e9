"""The steps of the first run, and what stands on each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP

from callassist.gui.i18n import translate
from callassist.gui.settings.kinds import PageId

StepId = Literal["welcome", "sound", "model", "place", "calls", "done"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        id: Its name in code.
        title: What it is headed.
        intro: A line or two below that.
        page: The page of the settings where the same can be changed later.
        keys: The settings that it asks for.
    """

    id: StepId
    title: str
    intro: str
    page: PageId = "about"
    keys: tuple[str, ...] = ()


CONTEXT = "Setup"

STEPS: tuple[Step, ...] = (
    Step(
        "welcome",
        QT_TRANSLATE_NOOP("Setup", "A quiet helper beside your calls"),
        QT_TRANSLATE_NOOP(
            "Setup",
            "It hears both sides of a call and, at the right second, shows one short thing.",
        ),
    ),
    Step(
        "sound",
        QT_TRANSLATE_NOOP("Setup", "The two sides of a call"),
        QT_TRANSLATE_NOOP(
            "Setup", "Speak: the first bar moves. Play the test sound: the second one does."
        ),
        "sound",
        ("audio.agent_device", "audio.customer_device"),
    ),
    Step(
        "model",
        QT_TRANSLATE_NOOP("Setup", "What understands the words"),
        QT_TRANSLATE_NOOP("Setup", "A speech model turns a call into words, on this computer."),
        "model",
        ("language",),
    ),
    Step(
        "place",
        QT_TRANSLATE_NOOP("Setup", "Where prompts appear"),
        QT_TRANSLATE_NOOP(
            "Setup", "A sample stands there now. Choose a corner, or drag it anywhere, any time."
        ),
        "overlay",
        ("overlay.screen", "overlay.hand"),
    ),
    Step(
        "calls",
        QT_TRANSLATE_NOOP("Setup", "Starting, and keeping"),
        QT_TRANSLATE_NOOP(
            "Setup",
            "No call is kept unless you press record on the overlay. Then it is kept sealed, on "
            "this computer, without card numbers and passwords.",
        ),
        "keeping",
        ("calls.start", "recording.keep_days", "recording.consent_required", "eu_mode"),
    ),
    Step(
        "done",
        QT_TRANSLATE_NOOP("Setup", "Ready"),
        QT_TRANSLATE_NOOP("Setup", "Everything can be changed later, in the settings."),
    ),
)


def tr(text: str) -> str:
    """Return a text of a step in the language of the windows."""
    return translate(CONTEXT, text)
