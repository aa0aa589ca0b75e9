"""The errors callassist raises on purpose.

::

    CallAssistError            anything below; its text is one line that says what to do
    ├── AudioDeviceError       a microphone or loopback cannot be opened, or is gone
    ├── ModelError             a speech model is missing, broken or cannot be fetched
    ├── PromptPackError        a prompt pack has mistakes; ``problems`` lists every one
    ├── CallStoreError         a kept call or an analysis file cannot be read or written
    └── RecordingError         a sound file cannot be read or decoded

Commands print the text on stderr and exit with 1, never with a traceback.
"""

from __future__ import annotations


class CallAssistError(Exception):
    """Base of every error a user may meet; ``str()`` is one line that says what to do.

    What a file from anywhere is called, or holds, may stand in it: breaks and controls are
    escaped, so that nothing in a terminal or a log can be forged with them.
    """

    def __str__(self) -> str:
        """Return the line."""
        return "".join(
            char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
            for char in super().__str__()
        )


class AudioDeviceError(CallAssistError):
    """A microphone or loopback cannot be found, opened or kept open."""


class DeviceNotFoundError(AudioDeviceError):
    """No device is called so: it is unplugged, or was never there."""


class ModelError(CallAssistError):
    """A speech model is missing, damaged, of the wrong kind or cannot be fetched."""


class PromptPackError(CallAssistError):
    """A prompt pack has mistakes.

    Attributes:
        problems: Every mistake of the file, each one line, in file order.
    """

    def __init__(self, message: str, problems: tuple[str, ...] = ()) -> None:
        """Keep ``message`` for people and ``problems`` for programs."""
        super().__init__(message)
        self.problems = problems


class CallStoreError(CallAssistError):
    """A kept call or an analysis file cannot be read or written."""


class RecordingError(CallAssistError):
    """A sound file cannot be found, read or decoded."""
