"""What the program does now, for ``callassist ctl`` and whatever else asks from outside."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from callassist.types import (
    CHANNELS,
    CallEvent,
    Channel,
    Features,
    Health,
    HealthState,
    Hold,
    Load,
    Recording,
    Shed,
)

DayState = Literal["idle", "standby", "starting", "listening", "paused", "hold", "ending"]
UNSETTLED: frozenset[DayState] = frozenset({"starting", "ending"})
IN_CALL: frozenset[DayState] = frozenset({"listening", "paused", "hold"})


@dataclass(frozen=True, slots=True)
class SideStatus:
    """One side's health: its state, and what to do, if anything."""

    state: HealthState = "waiting"
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """What the program does.

    Attributes:
        state: ``"idle"`` waits for a button, ``"standby"`` for the customer's voice.
        call_s: How long the call has gone on; 0 without one.
        agent: The agent's side.
        customer: The customer's side.
        recording: Whether the call is being kept.
        load: What is left out because the machine is busy.
        muted: Whether prompts are held back for a while.
        problem: One line on what went wrong last, or nothing.
    """

    state: DayState = "idle"
    call_s: float = 0.0
    agent: SideStatus = field(default_factory=SideStatus)
    customer: SideStatus = field(default_factory=SideStatus)
    recording: bool = False
    load: tuple[Shed, ...] = ()
    muted: bool = False
    problem: str = ""


class StatusKeeper:
    """Follows the events of a day; every method may be called from any thread."""

    def __init__(self) -> None:
        """Begin idle."""
        self._changed = threading.Condition()
        self._status = Status()
        self._held = False
        self._heard_s: dict[Channel, float] = dict.fromkeys(CHANNELS, 0.0)

    @property
    def now(self) -> Status:
        """What holds now."""
        with self._changed:
            status = self._status
            if status.state in IN_CALL:
                status = replace(status, call_s=round(min(self._heard_s.values()), 1))
            if self._held and status.state == "listening":
                status = replace(status, state="hold")
            return status

    def set_state(self, state: DayState) -> None:
        """Note what the program does from now on."""
        with self._changed:
            if state in ("starting", "standby", "idle"):
                self._held = False
                self._heard_s = dict.fromkeys(CHANNELS, 0.0)
                self._status = replace(self._status, recording=False, load=())
            if state in ("standby", "idle") and state != self._status.state:
                # Nothing of a call is heard any more; standby tells of the customer's side.
                self._status = replace(self._status, agent=SideStatus(), customer=SideStatus())
            if state == "starting":
                fresh = Status(muted=self._status.muted)
                self._status = fresh
            self._status = replace(self._status, state=state)
            self._changed.notify_all()

    def set_muted(self, muted: bool) -> None:
        """Note whether prompts are held back."""
        with self._changed:
            self._status = replace(self._status, muted=muted)

    def set_problem(self, problem: str) -> None:
        """Note what went wrong."""
        with self._changed:
            self._status = replace(self._status, problem=problem)

    def take(self, event: CallEvent) -> None:
        """Take an event of the call, or of standby."""
        if isinstance(event, Features):
            hops = len(event.level_dbfs)
            self._heard_s[event.channel] = event.start_s + event.hop_s * hops
            return
        with self._changed:
            match event:
                case Health(channel="agent"):
                    agent = SideStatus(event.state, event.detail)
                    self._status = replace(self._status, agent=agent)
                case Health():
                    customer = SideStatus(event.state, event.detail)
                    self._status = replace(self._status, customer=customer)
                case Hold():
                    self._held = event.end_s is None
                case Load():
                    self._status = replace(self._status, load=event.shed)
                case Recording():
                    self._status = replace(self._status, recording=event.on)

    def wait_for(self, holds: Callable[[Status], bool], timeout_s: float) -> Status:
        """Wait until ``holds``, or time is up; return what then is so."""
        with self._changed:
            self._changed.wait_for(lambda: holds(self._status), timeout_s)
        return self.now


def is_done(command: str, status: Status) -> bool:
    """Return whether nothing is on its way any more that ``command`` asked for."""
    if status.state in IN_CALL and command in ("pause", "resume"):
        return (status.state == "paused") == (command == "pause")
    return status.state not in UNSETTLED
