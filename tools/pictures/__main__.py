"""Writes docs/screenshots/library-, practice- and studio-*.png: ``python -m tools.pictures``."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from callassist.gui import i18n
from callassist.gui.application import window_application
from callassist.gui.library.doing import Deeds
from callassist.gui.library.window import LibraryWindow
from callassist.gui.overlay.pictures import grab, save_png
from callassist.gui.practice.window import PracticeWindow
from callassist.gui.theme import Theme
from callassist.run.opening import open_call
from callassist.store.store import CallStore
from tools.pictures.calls import make_store
from tools.pictures.studio import sample_calls, save_studio

SHOTS = Path(__file__).parent.parent.parent / "docs" / "screenshots"
WRONG_FIRST = 1
"""The question is answered wrongly in the picture, so that it shows what is told then."""


def main(folder: Path) -> None:
    """Write all pictures into ``folder``."""
    app = window_application(offscreen=True)
    i18n.install(app, "en")
    with tempfile.TemporaryDirectory() as place:
        store = make_store(Path(place))
        sample = sample_calls()
        try:
            for dark in (False, True):
                theme = Theme.make(dark=dark, reduced_motion=True)
                name = "dark" if dark else "light"
                _library(app, store, theme, folder / f"library-{name}.png")
                _practice(app, store, theme, folder / f"practice-{name}.png")
                save_studio(sample, theme, Path(place), folder / f"studio-{name}.png")
            i18n.install(app, "de")
            light = Theme.make(dark=False, reduced_motion=True)
            _library(app, store, light, folder / "library-german.png")
        finally:
            store.close()


def _library(app: object, store: CallStore, theme: Theme, path: Path) -> None:
    deeds = Deeds(
        open=lambda *_: None,
        practice=lambda *_: None,
        importer=lambda _: lambda *_: "",
        team=lambda: None,
        studio=lambda: None,
    )
    window = LibraryWindow(theme, deeds=deeds, agent="Jay Park")
    window.show()
    window.show_store(store)
    _settle(app, window)
    window.select(0)
    _settle(app, window)
    save_png(grab(window, 2.0), path)
    window.store = None  # it goes on being used
    window.shut()
    window.deleteLater()


def _practice(app: object, store: CallStore, theme: Theme, path: Path) -> None:
    latest = store.calls(limit=1)[0]
    window = PracticeWindow([open_call(latest.id, store=store)], theme, seed=3)
    window.show()
    window.start()
    window.choose((window.session.question.right + WRONG_FIRST) % 4)
    _settle(app, window)
    save_png(grab(window, 2.0), path)
    window.shut()
    window.deleteLater()


def _settle(app: object, window: LibraryWindow | PracticeWindow) -> None:
    while window.worker.busy:
        app.processEvents()
    for _ in range(3):
        app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHOTS)
