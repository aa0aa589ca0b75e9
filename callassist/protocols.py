"""What the core asks of the rooms it must not know: engines, detectors, sources.

``listen`` and ``pipeline`` see only these; ``engines`` and ``sources`` keep
them; ``run`` brings the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from callassist.types import (
    AudioBlock,
    CallEvent,
    Mark,
    MarkKind,
    Outcome,
    Prompt,
    Samples,
    Word,
)

ItemT = TypeVar("ItemT", contravariant=True)
EventT = TypeVar("EventT")


class Stage(Protocol[ItemT, EventT]):
    """A step of the pipeline: the same events however its input is cut."""

    def push(self, item: ItemT) -> list[EventT]:
        """Take one item; return the events it makes certain, in order."""
        ...

    def flush(self) -> list[EventT]:
        """Return what is still open at the end of the call."""
        ...

    def reset(self) -> None:
        """Forget everything, ready for another call."""
        ...


class VoiceDetector(Protocol):
    """Says how likely a window of sound is speech; keeps state between windows."""

    rate_hz: int
    window_samples: int

    def probability(self, window: Samples) -> float:
        """Return the probability of speech, 0 to 1, in float32[window_samples]."""
        ...

    def reset(self) -> None:
        """Forget the sound heard so far."""
        ...


class Recognizer(Protocol):
    """Turns one stretch of speech after another into words, for one channel.

    ``start``, then any number of ``accept`` and ``partial``, then ``finish``.
    Word times count from the first sample accepted since ``start``.
    Sound is float32 in ±1 at 16 kHz.
    """

    def start(self) -> None:
        """Begin a new stretch; whatever was open is dropped."""
        ...

    def accept(self, samples: Samples) -> None:
        """Take the next sound of the stretch."""
        ...

    def partial(self) -> tuple[Word, ...]:
        """Return the words heard so far; later words may still change."""
        ...

    def finish(self) -> tuple[Word, ...]:
        """End the stretch and return its words."""
        ...


class Engine(Protocol):
    """A loaded speech model that hands out recognizers.

    Attributes:
        name: ``"vosk"`` or ``"moonshine"``.
        model: The model's name, e.g. ``"vosk-model-small-en-us-0.15"``.
        language: BCP 47 code, e.g. ``"en"``.
    """

    name: str
    model: str
    language: str

    def recognizer(self) -> Recognizer:
        """Return a recognizer of its own thread's; the model is shared."""
        ...

    def close(self) -> None:
        """Free the model."""
        ...


class Source(Protocol):
    """Gives both sides' sound as blocks, in call time.

    A live source ends when it is closed; a recording ends with its file.
    """

    def blocks(self) -> Iterator[AudioBlock]:
        """Yield blocks until the source ends; channels may alternate freely."""
        ...

    def close(self) -> None:
        """Stop and free the device or file; safe to call twice and from any thread."""
        ...


class Sound(Protocol):
    """Both sides' sound of a finished call, read anywhere.

    Attributes:
        rate_hz: Samples a second.
        duration_s: Its length.
    """

    rate_hz: int
    duration_s: float

    def read(self, start_s: float, duration_s: float) -> Samples:
        """Return float32[n, 2] (agent, customer) from the sample at ``start_s`` on.

        Shorter at the end of the call; empty beyond it. Damaged seconds are silence.
        """
        ...

    def damage(self, go_on: Callable[[], bool] | None = None, /) -> Sequence[tuple[float, float]]:
        """Return (start, end) in seconds of all that is damaged, by time; neighbors may touch.

        It reads the whole sound, so it takes a second for an hour; an end may lie beyond
        the sound's, where nobody knows how much is lost.

        Args:
            go_on: Asked often whether to go on; otherwise what was found so far is returned.
        """
        ...

    def close(self) -> None:
        """Free the file."""
        ...


class Marks(Protocol):
    """A call's comments and bookmarks; every change is kept at once."""

    def all(self) -> list[Mark]:
        """Return them by time."""
        ...

    def add(self, kind: MarkKind, at_s: float, text: str = "", end_s: float | None = None) -> Mark:
        """Keep a new one; return it."""
        ...

    def change(self, mark: Mark) -> None:
        """Keep ``mark`` in the place of the one with its id, or again after ``remove``."""
        ...

    def remove(self, mark_id: int) -> None:
        """Forget one."""
        ...


class Session(Protocol):
    """One call being listened to, as the screen sees it.

    Every method may be called from any thread; listeners are called on the
    session's own thread.
    """

    def subscribe(self, listener: Callable[[CallEvent], None]) -> None:
        """Tell ``listener`` of every event from now on."""
        ...

    def start(self) -> None:
        """Begin to listen."""
        ...

    def pause(self) -> None:
        """Stop noticing and saying; nothing is heard or kept until ``resume``."""
        ...

    def resume(self) -> None:
        """Go on after ``pause``."""
        ...

    def stop(self) -> None:
        """End the call and wait until everything is flushed."""
        ...

    def set_muted(self, muted: bool) -> None:
        """Show no prompts from now on, or show them again; everything else goes on."""
        ...

    def set_recording(self, on: bool, *, discard: bool = False) -> None:
        """Keep the call from now on, or no longer; a ``Recording`` event says what came of it.

        Args:
            on: Whether to keep it.
            discard: With ``on=False``: also forget what was kept of this call.
        """
        ...

    def respond(self, prompt: Prompt, outcome: Outcome) -> None:
        """Take the agent's answer to a prompt (dismissed, helped, unhelpful)."""
        ...


Runner = Callable[[Callable[[], None]], None]
"""Runs a recognition job: at once (batch) or on a channel's worker (live)."""
