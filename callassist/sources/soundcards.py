"""SoundCard, with its sharp edges covered; nothing else imports it.

SoundCard 0.4 connects to the sound server while it is imported, keeps that
connection after the server has gone, waits for sound without an end, and tells
of lost sound by a warning. What is done about it reaches into its insides; each
such place stands in this file and says so.
"""

from __future__ import annotations

import atexit
import importlib
import sys
import threading
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from callassist.errors import AudioDeviceError
from callassist.sources.sound_server import server_problem

PULSE_READY = 4  # PA_CONTEXT_READY

_loading = threading.Lock()


def soundcard() -> Any:  # noqa: ANN401  SoundCard has no types
    """Return the module, connected to the sound server.

    Raises:
        AudioDeviceError: If SoundCard is missing or no sound server answers.
    """
    with _loading:
        loaded = sys.modules.get("soundcard.pulseaudio")
        if loaded is None or not _is_connected(loaded):
            problem = server_problem()
            if problem is not None:
                raise AudioDeviceError(problem)
        try:
            with _named_callassist():
                if loaded is not None and not _is_connected(loaded):
                    # The server went away and came back: only a fresh import connects again,
                    # and the old connection's farewell at exit would fail with a traceback.
                    atexit.unregister(loaded._pulse._shutdown)
                    importlib.reload(loaded)
                    return importlib.reload(sys.modules["soundcard"])
                module = importlib.import_module("soundcard")
        except ImportError as error:
            raise AudioDeviceError(
                "the package soundcard is missing: pip install 'callassist[audio]'"
            ) from error
        except (AssertionError, OSError, RuntimeError) as error:
            raise AudioDeviceError(f"the sound system does not answer: {error}") from error
        windows = sys.modules.get("soundcard.mediafoundation")
        if windows is not None and not isinstance(windows.warnings, DiscontinuityNotes):
            windows.warnings = DiscontinuityNotes()  # type: ignore[attr-defined]
        return module


@contextmanager
def _named_callassist() -> Iterator[None]:
    """Give the sound server our name: SoundCard guesses it from ``sys.argv``, or fails."""
    arguments, sys.argv = sys.argv, ["callassist"]
    try:
        yield
    finally:
        sys.argv = arguments


def _is_connected(pulseaudio: Any) -> bool:  # noqa: ANN401
    """Ask SoundCard's own connection (its inside ``_pulse``) whether it still lives."""
    pulse = pulseaudio._pulse
    return bool(pulse._pa_context_get_state(pulse.context) == PULSE_READY)


def inputs() -> list[Any]:
    """Return every microphone and loopback that SoundCard knows now."""
    return list(soundcard().all_microphones(include_loopback=True))


def ids(microphones: Iterable[Any]) -> set[str]:
    """Return the ids of SoundCard's ``microphones``."""
    return {str(microphone.id) for microphone in microphones}


class Interrupted(Exception):  # noqa: N818  it is no error: someone wants to stop
    """Ends a wait for sound that nobody wants any more."""


class InterruptibleEvent(threading.Event):
    """Takes the place of the event on which SoundCard's PulseAudio recorder waits.

    A monitor that sends nothing makes ``record`` wait without an end; with this
    event it ends when :meth:`interrupt` is called.
    """

    def __init__(self) -> None:
        """Begin as a plain event."""
        super().__init__()
        self._interrupted = False

    def wait(self, timeout: float | None = None) -> bool:
        """Wait as an event does.

        Raises:
            Interrupted: When :meth:`interrupt` was called before or meanwhile.
        """
        woken = super().wait(timeout)
        if self._interrupted:
            raise Interrupted
        return woken

    def interrupt(self) -> None:
        """Make the wait, and every later one, raise."""
        self._interrupted = True
        self.set()

    def put_into(self, recorder: Any) -> None:  # noqa: ANN401
        """Let ``recorder`` wait on this; on Windows there is nothing that waits so long."""
        if hasattr(recorder, "_record_event"):
            recorder._record_event = self


class DiscontinuityNotes:
    """Takes the place of ``warnings`` inside SoundCard on Windows.

    There lost sound is told by ``warnings.warn`` from the recording thread. The
    note is kept for that thread to ask; any other warning goes on.
    """

    def __init__(self) -> None:
        """Begin with no note."""
        self._of_thread = threading.local()

    def warn(self, message: str, category: type[Warning] = UserWarning) -> None:
        """Note a discontinuity of this thread's recorder."""
        if "discontinuity" in str(message):
            self._of_thread.noted = True
        else:
            warnings.warn(message, category, stacklevel=2)

    def pop(self) -> bool:
        """Say whether this thread's recorder lost sound since the last call."""
        noted = getattr(self._of_thread, "noted", False)
        self._of_thread.noted = False
        return noted


def lost_sound() -> bool:
    """Say whether the calling thread's recorder lost sound since it last asked."""
    windows = sys.modules.get("soundcard.mediafoundation")
    return windows is not None and bool(windows.warnings.pop())
