"""Pictures of the first run and the settings: ``python -m tools.pictures.settings FOLDER``.

Devices, levels and the screen (a small laptop's) in them are made up, the windows are real.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault(
    "QT_QPA_PLATFORM", f"offscreen:configfile={Path(__file__).with_name('laptop.json')}"
)

from PySide6.QtWidgets import QApplication, QWidget

from callassist.gui.application import window_application
from callassist.gui.overlay.pictures import grab, save_png
from callassist.gui.settings.book import SettingsBook
from callassist.gui.settings.hearing import Hearing
from callassist.gui.settings.page import PageView
from callassist.gui.settings.table import PAGES
from callassist.gui.settings.window import SettingsWindow
from callassist.gui.setup.steps import STEPS
from callassist.gui.setup.window import SetupWindow
from callassist.gui.theme import Theme
from callassist.run.levels import Level
from callassist.settings.policy import Policy
from callassist.sources.devices import Device
from callassist.sources.packets import PacketQueue

SHOTS = Path(__file__).parent.parent.parent / "docs" / "screenshots"
DEVICES = [
    Device("1", "Evolve2 40 Mono", "microphone", True, 48_000, "PulseAudio"),
    Device("2", "Built-in microphone", "microphone", False, 48_000, "PulseAudio"),
    Device("3", "Monitor of Evolve2 40", "loopback", True, 48_000, "PulseAudio"),
]
LEVELS = {"audio.agent_device": -24.0, "audio.customer_device": -31.0}
ACME = {
    "schema": 1,
    "company": "Acme",
    "recording": {"max_keep_days": 30, "consent_required": True},
}
ENLARGED = 2.0
LOOKS = ("light", "dark", "200-percent")


class _Still:
    """A device that is open and gives nothing: the picture's levels are set by hand."""

    name = "still"
    rate_hz = 48_000

    def __init__(self) -> None:
        self.queue = PacketQueue(1)

    def failure(self) -> None:
        return None

    def close(self) -> None:
        pass


def main(folder: Path, looks: tuple[str, ...] = LOOKS) -> None:
    """Write ``setup-*.png`` and ``settings-*.png`` in some looks into ``folder``."""
    app = window_application(offscreen=True)
    models = os.environ.get("CALLASSIST_MODELS")
    with tempfile.TemporaryDirectory() as place:
        os.environ["CALLASSIST_MODELS"] = place  # what is installed here is not for the docs
        try:
            for name in looks:
                theme = Theme.make(
                    dark=name == "dark",
                    text_scale=ENLARGED if name == "200-percent" else 1.0,
                    reduced_motion=True,
                )
                book = SettingsBook(Path(place) / "settings.toml")
                save_steps(app, book, theme, folder, name)
                save_pages(app, book, theme, folder, name)
                book.close()
        finally:
            os.environ.pop("CALLASSIST_MODELS")
            if models is not None:
                os.environ["CALLASSIST_MODELS"] = models


def save_steps(
    app: QApplication, book: SettingsBook, theme: Theme, folder: Path, name: str
) -> None:
    """Write a picture of every step of the first run."""
    window = SetupWindow(book, hearing=_hearing(), theme=theme)
    window.show()
    for at, step in enumerate(STEPS):
        window.go_to(at)
        if step.id == "sound":
            _speak(app, window.hearing, window.views["sound"])
        _save(app, window, folder / f"setup-{step.id}-{name}.png")
    window.hearing.close()
    window.shut()
    window.deleteLater()


def save_pages(
    app: QApplication, book: SettingsBook, theme: Theme, folder: Path, name: str
) -> None:
    """Write a picture of every page of the settings; one of them with a policy's locks."""
    hearing = _hearing()
    window = SettingsWindow(book, (Policy.model_validate(ACME),), hearing=hearing, theme=theme)
    window.show()
    for page in PAGES:
        if page.id == "about":
            continue  # it shows this computer's folders
        window.show_page(page.id)
        if page.id == "sound":
            _speak(app, hearing, window.views["sound"])
        _save(app, window, folder / f"settings-{page.id}-{name}.png")
    window.search.setText("sharing")
    _save(app, window, folder / f"settings-search-{name}.png")
    window.shut()
    window.deleteLater()


def _hearing() -> Hearing:
    return Hearing(look=lambda: (DEVICES, []), open_=lambda _: _Still(), play=lambda: None)


def _speak(app: QApplication, hearing: Hearing, view: PageView) -> None:
    """Wait until the devices are listed, then let both bars show a voice."""
    while not hearing.looked:
        app.processEvents()
    hearing.end()
    for key, level in LEVELS.items():
        view.rows[key].editor.meter.set_level(Level(level, level + 9.0))


def _save(app: QApplication, window: QWidget, path: Path) -> None:
    for _ in range(3):
        app.processEvents()
    save_png(grab(window, 1.0), path)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHOTS)
