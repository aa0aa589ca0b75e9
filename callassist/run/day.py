"""A working day: waiting for a call, the call, and waiting for the next.

Between calls only the customer's device is heard, on one thread that wakes a few times a
second; the agent's microphone is closed. What was heard stays in memory for some seconds and
goes nowhere. When the customer speaks, ``on_call`` is told, and :meth:`Day.begin` hands the
open device over to the session of the call, first words and all.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from callassist.errors import AudioDeviceError, CallAssistError, DeviceNotFoundError
from callassist.listen.call_detection import CallDetector, CallSilence
from callassist.protocols import VoiceDetector
from callassist.settings.standby import StandbySettings
from callassist.settings.user import UserSettings
from callassist.sources import RATE_HZ
from callassist.sources.sound_server import DEVICE_GONE
from callassist.sources.standby import COARSE_S, Begun, Standby
from callassist.types import CallEnded, CallEvent, Health

log = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0
"""How often the device is asked whether it still works, and a lost one is looked for."""


CLOSING_MAY_TAKE_S = 1.0


def _silero() -> VoiceDetector:
    from callassist.engines.silero import SileroDetector

    return SileroDetector()


class Day:
    """Decides when calls begin and end; opens nothing but the customer's device.

    The three listeners are called on threads of the day's own or of the call, and must
    return at once.

    Attributes:
        on_call: A call has begun on the customer's side; :meth:`begin` is due.
        on_silence: The call that goes on has fallen silent for good.
        on_health: The customer's device cannot be heard, or can be again.
        on_problem: One line on why no call could begin here at all.
    """

    def __init__(
        self,
        settings: UserSettings,
        *,
        prepare: Callable[[], object] | None = None,
        constants: StandbySettings | None = None,
        open_standby: Callable[[str, float], Standby] = Standby,
        voice_detector: Callable[[], VoiceDetector] = _silero,
    ) -> None:
        """Begin with nothing opened.

        Args:
            settings: Which device, and whether its sound begins a call.
            prepare: Loads what every call needs, while waiting for the first.
            constants: What on the customer's side begins a call.
            open_standby: Opens the device.
            voice_detector: Makes what tells speech from other sound.
        """
        self.on_call: Callable[[], None] = _nothing
        self.on_silence: Callable[[], None] = _nothing
        self.on_health: Callable[[Health], None] = _nothing
        self.on_problem: Callable[[str], None] = _nothing
        self._settings = settings.model_copy(deep=True)
        self._prepare = prepare
        self._constants = constants or StandbySettings()
        self._open_standby = open_standby
        self._voice_detector = voice_detector
        self._names: dict[str, str] = {}
        self._lock = threading.RLock()
        self._wanted = False
        self._waiting: _Waiting | None = None
        self._silence: CallSilence | None = None

    @property
    def waiting(self) -> bool:
        """Whether a call that is heard now would begin by itself."""
        waits = self._waiting is not None and not self._waiting.failed
        return self._wanted and waits and self._settings.calls.start == "sound"

    def wait_for_call(self, *, rest: bool = False) -> None:
        """Be ready for the next call: in standby, where its sound shall begin it.

        Args:
            rest: The last call was ended by hand, or could not begin: the customer must
                first have been silent for a while.
        """
        with self._lock:
            self._wanted = True
            self._silence = None
            if self._settings.calls.start == "sound":
                self._listen(rest)

    def begin(self) -> Begun | None:
        """End standby because a call begins.

        Returns:
            The customer's side, open, where standby had it; it holds the sound since the
            call began if that was heard, else since now. The caller closes it.

        Raises:
            AudioDeviceError: If the device went just then.
        """
        with self._lock:
            now_s = time.monotonic()
            self._wanted = False
            waiting, self._waiting = self._waiting, None
            if waiting is None:
                return None
            waiting.stop.set()
            waiting.thread.join()
            if waiting.standby is None:
                return None
            try:
                return waiting.standby.hand_over(waiting.since_s or now_s)
            finally:
                waiting.standby.close()

    def watch(self, event: CallEvent) -> None:
        """Take the events of a call that began by sound, to tell when it is over."""
        silence = self._silence
        if isinstance(event, CallEnded):
            self._silence = None
        elif silence is not None and silence.take(event):
            self._silence = None
            self.on_silence()

    def expect_end(self) -> None:
        """A call that began by sound goes on: :meth:`watch` shall tell its end."""
        self._silence = CallSilence(self._settings.calls.end_after_silence_s)

    def pause(self, paused: bool) -> None:
        """While a call is paused it cannot fall silent."""
        if self._silence is not None:
            self._silence.paused = paused

    def apply(self, settings: UserSettings) -> None:
        """Let changed settings act at once: the device heard, and how calls begin.

        A call that goes on keeps its devices; the next one has the new ones.
        """
        with self._lock:
            before, self._settings = self._settings, settings.model_copy(deep=True)
            failed = self._waiting is not None and self._waiting.failed
            if not self._wanted or (_heard_alike(before, settings) and not failed):
                return
            self._end()
            self.wait_for_call()

    def close(self) -> None:
        """Stop waiting and free the device; returns soon."""
        with self._lock:
            self._end()

    def _listen(self, rest: bool) -> None:
        if self._waiting is not None and not self._waiting.failed:
            return
        waiting = _Waiting()
        waiting.thread = threading.Thread(
            target=self._run, args=(waiting, rest), name="callassist-standby", daemon=True
        )
        self._waiting = waiting
        waiting.thread.start()

    def _end(self) -> None:
        self._wanted = False
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return
        waiting.abandoned = True
        waiting.stop.set()
        waiting.thread.join(CLOSING_MAY_TAKE_S)  # one that is loading a model ends by itself
        if waiting.standby is not None:
            waiting.standby.close()

    # On the thread

    def _run(self, waiting: _Waiting, rest: bool) -> None:
        try:
            detector = CallDetector(self._voice_detector(), self._constants)
            while not waiting.stop.is_set():
                waiting.standby = self._open(waiting.stop)
                if waiting.standby is None:
                    return
                if self._prepare is not None:
                    self._prepare()
                detector.reset(rest=rest)
                waiting.since_s = self._call_heard(waiting.standby, detector, waiting.stop)
                if waiting.since_s is not None:
                    self.on_call()
                    return
                if not waiting.stop.is_set():
                    waiting.standby.close()
                    waiting.standby = None
        except CallAssistError as error:
            self._fail(waiting, str(error))
        except Exception as error:
            log.info("standby ended", exc_info=True)
            what = f"{type(error).__name__}: {' '.join(str(error).split())}"
            self._fail(
                waiting, f"calls do not begin by themselves any more ({what}); start by hand"
            )
        finally:
            if waiting.abandoned and waiting.standby is not None:
                waiting.standby.close()

    def _fail(self, waiting: _Waiting, problem: str) -> None:
        """Wait no more, and free the device, until the next call or other settings."""
        standby, waiting.standby = waiting.standby, None
        if standby is not None:
            standby.close()
        waiting.failed = True
        self.on_problem(problem)

    def _open(self, stop: threading.Event) -> Standby | None:
        """Open the device as soon as it is there; ``None`` if nobody waits any more."""
        told = ""
        while not stop.is_set():
            spec = self._settings.audio.customer_device or "default-loopback"
            try:
                standby = self._open_standby(spec, self._constants.keep_s)
            except AudioDeviceError as error:
                detail = self._why_lost(spec, error)
                if detail != told:
                    told = detail
                    self.on_health(Health("customer", "lost", 0.0, told))
                stop.wait(LOOK_EVERY_S)
            else:
                self._names[spec] = standby.device.name
                self.on_health(Health("customer", "silent", 0.0))
                return standby
        return None

    def _why_lost(self, spec: str, error: AudioDeviceError) -> str:
        """Return what to do about a device that does not open while a call is waited for."""
        if not isinstance(error, DeviceNotFoundError):
            return str(error)
        if spec in self._names:
            return lost_line(self._names[spec], DEVICE_GONE)
        return f"{spec}: it is not there; plug it in, or choose another (callassist devices)"

    def _call_heard(
        self, standby: Standby, detector: CallDetector, stop: threading.Event
    ) -> float | None:
        """Wait for a call; return the monotonic time at which it began.

        ``None`` if the device went or another is due, or nobody waits any more.
        """
        looked_s = time.monotonic()
        heard_s = 0.0
        while not stop.wait(COARSE_S):
            sound = standby.read()
            heard_s += len(sound) / RATE_HZ
            begun_s = detector.push(sound)
            if begun_s is not None:
                return standby.heard_s - (heard_s - begun_s) - self._constants.before_s
            if time.monotonic() - looked_s >= LOOK_EVERY_S:
                looked_s = time.monotonic()
                lost = standby.failure()
                if lost is not None:
                    detail = lost_line(standby.device.name, lost)
                    self.on_health(Health("customer", "lost", 0.0, detail))
                    return None
                if standby.moved():
                    return None
        return None


def lost_line(name: str, reason: str) -> str:
    """Return what to do about a device that has gone while a call is waited for."""
    return f"{name}: {reason}; plug it in again, waiting goes on by itself"


class _Waiting:
    """One time of waiting: what its thread shares with who ends it."""

    def __init__(self) -> None:
        self.thread: threading.Thread
        self.stop = threading.Event()
        self.abandoned = False
        self.failed = False
        self.standby: Standby | None = None
        self.since_s: float | None = None


def _heard_alike(before: UserSettings, after: UserSettings) -> bool:
    """Return whether standby need not begin anew: it hears, and has prepared, the same."""
    first, second = (
        (one.calls.start, one.audio.customer_device, one.engine, one.model, one.language)
        for one in (before, after)
    )
    return first == second


def _nothing(*_: object) -> None:
    """Be told, and do nothing."""
