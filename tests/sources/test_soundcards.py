"""The place where callassist reaches into SoundCard."""

from __future__ import annotations

import threading

import pytest

from callassist.sources.soundcards import DiscontinuityNotes


def test_a_discontinuity_is_noted_for_its_own_thread_and_told_once() -> None:
    notes = DiscontinuityNotes()
    notes.warn("data discontinuity in recording")
    elsewhere: list[bool] = []
    thread = threading.Thread(target=lambda: elsewhere.append(notes.pop()))
    thread.start()
    thread.join()
    assert elsewhere == [False]
    assert (notes.pop(), notes.pop()) == (True, False)
    with pytest.warns(UserWarning, match="other"):
        notes.warn("some other thing")
