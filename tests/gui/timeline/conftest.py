"""Windows of a timeline, closed after each test."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from callassist.gui.timeline.window import TimelineWindow
from callassist.review.call import ReviewCall
from callassist.review.scorecard import scorecard
from callassist.settings.user import UserSettings
from tests.review.calls import prompt, rude_call
from tests.sources.output import Asked
from tests.timelines import ListedMarks, ToneSound, noise_peaks


def rude_review(*, sound=True, **changes) -> ReviewCall:
    """Return a call in which much goes wrong, ready for a window."""
    document = rude_call()
    document["overlaps"] = [
        {"start_s": 7.5, "end_s": 8.0, "by": "agent", "kind": "interruption", "known_s": 9.0,
         "evidence": "they had spoken for 5 s"},
        {"start_s": 31.0, "end_s": 31.4, "by": "customer", "kind": "backchannel", "known_s": 32.0,
         "evidence": "one word"},
    ]  # fmt: skip
    document["prompts"] = [{**prompt("listen", 9.6, "followed"), "say": "Let them finish"}]
    document["turns"][1]["words"][3]["text"] = "[card number]"
    document["scorecard"] = scorecard(document)
    facts = {
        "sound": ToneSound(47.0) if sound else None,
        "peaks": noise_peaks(47.0),
        "marks": ListedMarks(),
        "sound_problem": "" if sound else "call.flac is not where it was",
        **changes,
    }
    return ReviewCall("Monday", document, **facts)


@pytest.fixture
def device(monkeypatch):
    """The loudspeaker of every player: it asks for sound when the test does."""
    device = Asked()
    monkeypatch.setattr("callassist.sources.player.Loudspeakers", lambda: device)
    return device


@pytest.fixture
def open_window(qapp, device):
    """Return a function that shows a call; its windows are closed after the test."""
    windows: list[TimelineWindow] = []
    closed: list[TimelineWindow] = []

    def open_it(call: ReviewCall, *, size=(1280, 800), scale=1.0, theme="light", **more):
        settings = UserSettings()
        settings.overlay.text_scale, settings.overlay.theme = scale, theme
        window = TimelineWindow(call, settings, **more)
        window.closed.connect(lambda: closed.append(window))
        window.resize(*size)
        window.show()
        qapp.processEvents()
        windows.append(window)
        return window

    yield open_it
    for window in windows:
        if window not in closed:
            window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(open_window):
    """The timeline of a rude call."""
    return open_window(rude_review())
