"""What the program on screen is started with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from callassist.gui.passphrase import PassphraseAsker
from callassist.protocols import Session
from callassist.run.control.server import ControlServer, Do
from callassist.run.day import Day
from callassist.settings.policy import Rules
from callassist.settings.user import UserSettings

if TYPE_CHECKING:
    from callassist.run.calls import OnKept
    from callassist.run.keeping.recovering import Recovered


@dataclass(frozen=True, slots=True)
class Launch:
    """A call and how it is shown; all from ``begin`` on is for a day of calls.

    :func:`~callassist.gui.app.run_overlay` runs the program, and takes commands while it runs;
    :class:`~callassist.gui.program.OverlayProgram` is what is on screen, and does all the rest.

    Attributes:
        session: The call, not started yet.
        settings: The user's; the overlay's place and look are kept in them.
        settings_path: Where changed settings go; the user's own file by default.
        quit_when_done: Whether to quit when the call ends by itself.
        screenshots: Folder for a picture of every prompt shown.
        begin: Whether to begin with a call; else with waiting for one.
        next_session: Makes the session of another call; without it there is one call.
        day: Decides when calls begin and end by themselves.
        rules: What holds for keeping calls; without them none can be kept.
        open_library: Shows the calls that were kept; opens the one with this id, if it names any.
        close_windows: Closes the windows that the program has opened beside its own.
        recovered: What became of calls that a crash cut off; told once no call runs.
        tell_kept: Takes who is told, on any thread, of each call that is kept.
        asker: Asks for the passphrase of the kept calls; it is answered when the program ends.
        apply: Lets changed settings hold for the next session.
        serve: Takes commands from other programs, as long as this one runs.
    """

    session: Session
    settings: UserSettings
    settings_path: Path | None = None
    quit_when_done: bool = False
    screenshots: Path | None = None
    begin: bool = True
    next_session: Callable[[], Session] | None = None
    day: Day | None = None
    rules: Rules | None = None
    open_library: Callable[[str], None] | None = None
    close_windows: Callable[[], None] | None = None
    recovered: Sequence[Recovered] = ()
    tell_kept: Callable[[OnKept], None] | None = None
    asker: PassphraseAsker | None = None
    apply: Callable[[UserSettings], None] | None = None
    serve: Callable[[Do], ControlServer] | None = None
