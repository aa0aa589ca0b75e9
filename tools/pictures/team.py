"""Pictures of the team window for the docs: ``python -m tools.pictures.team FOLDER``."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from callassist.gui import i18n
from callassist.gui.application import window_application
from callassist.gui.overlay.pictures import grab, save_png
from callassist.gui.team.window import TeamWindow, Wanted
from callassist.gui.theme import Theme
from callassist.prompts.pack import default_pack
from callassist.run.team_view import prompt_titles
from callassist.store.consents import NameConsent
from callassist.store.store import CallStore
from callassist.store.unlock import Unlock
from tests.review.team.made import keep_made, made_calls

CALLS = 1200
NAMED = ("Ana Lima", "Jay Park")
SHOTS = Path(__file__).parent.parent.parent / "docs" / "screenshots"


def main(folder: Path) -> None:
    """Write ``team-light.png`` and ``team-dark.png`` into ``folder``."""
    app = window_application(offscreen=True)
    i18n.install(app, "en")
    unlock = Unlock(lambda _: "a passphrase for pictures", use_keyring=False, environment={})
    with tempfile.TemporaryDirectory() as place:
        address = f"sqlite:///{Path(place) / 'calls.sqlite'}"
        with CallStore.open(address, unlock=unlock) as store:
            until = datetime(2026, 11, 20, 16, 42, tzinfo=UTC)
            keep_made(store, made_calls(CALLS, until=until))
            for name in NAMED:
                store.consents.give(NameConsent(name, until))
        for dark in (False, True):
            theme = Theme.make(dark=dark, reduced_motion=True)
            window = TeamWindow(theme, wanted=Wanted(titles=prompt_titles(default_pack())))
            window.show()
            window.show_store(CallStore.open(address, unlock=unlock))
            while window.worker.busy:
                app.processEvents()
            app.processEvents()
            hidden = window.scroll.verticalScrollBar().maximum()
            window.resize(window.width(), window.height() + hidden)
            app.processEvents()
            save_png(grab(window, 1.0), folder / f"team-{'dark' if dark else 'light'}.png")
            window.shut()
            window.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHOTS)
