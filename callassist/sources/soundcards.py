"""SoundCard, which hears what Windows plays, with its sharp edge covered; nothing else imports it.

SoundCard 0.4 tells of lost sound by a warning. What is done about it reaches into its
insides; that place stands in this file and says so.
"""

from __future__ import annotations

import importlib
import sys
import threading
import warnings
from collections.abc import Iterable
from typing import Any

from callassist.errors import AudioDeviceError

_loading = threading.Lock()


def soundcard() -> Any:  # noqa: ANN401  SoundCard has no types
    """Return the module.

    Raises:
        AudioDeviceError: If SoundCard is missing or Windows' sound does not answer.
    """
    with _loading:
        try:
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


def inputs() -> list[Any]:
    """Return every microphone and loopback that SoundCard knows now."""
    return list(soundcard().all_microphones(include_loopback=True))


def ids(microphones: Iterable[Any]) -> set[str]:
    """Return the ids of SoundCard's ``microphones``."""
    return {str(microphone.id) for microphone in microphones}


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
