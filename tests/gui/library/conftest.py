"""A real store with a few calls, and the library window on it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PySide6")

import keyring
from keyring.backends import fail

from callassist.gui.library.doing import Deeds
from callassist.gui.library.window import LibraryWindow
from callassist.gui.theme import Theme
from callassist.review.scorecard import scorecard
from callassist.store import keys
from callassist.store.store import CallStore
from callassist.store.summary import CallHeader, KeptCall
from callassist.store.unlock import Unlock
from tests.review import calls as written

PASSPHRASE = "correct horse battery"


@pytest.fixture(autouse=True)
def cheap_sealed_home(tmp_path, monkeypatch):
    """A folder for the calls, no keyring, and passphrases stretched as little as can be."""
    monkeypatch.setattr(keys, "SCRYPT_COST", 2)
    monkeypatch.setenv("CALLASSIST_CALLS", str(tmp_path / "kept"))
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)


def unlock(passphrase: str = PASSPHRASE) -> Unlock:
    return Unlock(lambda _: passphrase, use_keyring=False, environment={})


def document(**changes: Any) -> dict[str, Any]:
    """A call document with a scorecard."""
    made = {**written.good_call(), **changes}
    return {**made, "scorecard": scorecard(made)}


def keep(store: CallStore, title: str, agent: str = "Ana", days_ago: float = 0.0, **more: Any):
    """Keep a call."""
    began = datetime.now().astimezone() - timedelta(days=days_ago)
    call = store.begin(CallHeader(title, agent, began, 16_000))
    state = more.pop("state", "whole")
    notices = more.pop("notices", ())
    kept = KeptCall(more.pop("document", None) or document(), state=state, notices=notices)
    return store.finish(call.id, kept)


@pytest.fixture
def store():
    """A new store with three calls; the window closes it."""
    made = CallStore.open(unlock=unlock())
    keep(made, "Wheelchair ramp", "Ines", 3)
    rude = written.rude_call()
    keep(made, "Rude call", "Jay", 1, document={**rude, "scorecard": scorecard(rude)})
    notices = ("the last second was lost",)
    keep(made, "Recovered call", "Ana", 0, state="recovered", notices=notices)
    yield made
    made.close()


class Done:
    """Deeds that only note what was asked."""

    def __init__(self) -> None:
        self.opened: list[tuple[str, float]] = []
        self.practiced: list[list[str]] = []
        self.exported: list[tuple[str, Path]] = []
        self.imported: list[Path] = []
        self.importer: Any = lambda path, progress: ""

    def deeds(self) -> Deeds:
        return Deeds(
            open=lambda _, call_id, at_s: self.opened.append((call_id, at_s)),
            practice=lambda _, ids: self.practiced.append(list(ids)),
            export=lambda _, call, folder: self.exported.append((call.id, folder)),
            importer=lambda _: lambda path, progress: self.importer(path, progress),
        )


@pytest.fixture
def done():
    return Done()


@pytest.fixture
def make_window(qapp, done):
    """Return a function that builds library windows, shut after the test."""
    made: list[LibraryWindow] = []

    def make(**more: Any) -> LibraryWindow:
        theme = Theme.make(dark=False, reduced_motion=True)
        window = LibraryWindow(theme, deeds=more.pop("deeds", done.deeds()), **more)
        made.append(window)
        return window

    yield make
    for window in made:
        window.shut()
        window.hide()
        window.deleteLater()


@pytest.fixture
def window(make_window, store, settle):
    """The library on the store, loaded and shown."""
    window = make_window(agent="Jay")
    window.show_store(store)
    window.show()
    settle(window)
    return window


@pytest.fixture
def settle(qtbot):
    """Return a function that waits until nothing is under way in a window."""

    def wait(window: LibraryWindow) -> None:
        qtbot.waitUntil(lambda: not window.worker.busy, timeout=20_000)

    return wait
