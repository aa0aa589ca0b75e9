"""A finished call as every window and export sees it, wherever it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from callassist.errors import CallStoreError
from callassist.protocols import Marks, Sound
from callassist.types import Peaks, Redaction


@dataclass(slots=True, eq=False)
class ReviewCall:
    """One call, ready to be looked at and heard.

    Attributes:
        title: What people call it: its name, or the recording's.
        document: See ``docs/call.schema.json``.
        sound: Both sides; ``None`` where there is none (``sound_problem`` says why).
        peaks: The sound's outline; ``None`` without sound.
        marks: Its comments and bookmarks; ``None`` for a call that is not kept.
        call_id: Its id in the store; empty for a call that is not kept.
        agent: Who took the call, if known.
        started_at: When it began, ISO 8601 with zone; empty if unknown.
        sound_problem: Why it cannot be heard, one line, or nothing.
        notices: What else a reader must know, a line each (recovered after a crash …).
        redactions: Seconds in which something secret was said.
        export_forbidden: Why nothing of it may be written to files, one line, or nothing.
    """

    title: str
    document: dict[str, Any]
    sound: Sound | None = None
    peaks: Peaks | None = None
    marks: Marks | None = None
    call_id: str = ""
    agent: str = ""
    started_at: str = ""
    sound_problem: str = ""
    notices: tuple[str, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    export_forbidden: str = ""

    def check_export(self) -> None:
        """Refuse to take it out of the store, where a policy forbids that.

        Raises:
            CallStoreError: If it may not be.
        """
        if self.export_forbidden:
            raise CallStoreError(self.export_forbidden)

    @property
    def duration_s(self) -> float:
        """The call's length."""
        return float(self.document["source"]["duration_s"])
