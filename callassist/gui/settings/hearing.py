"""Both sides' devices for a window: which there are, how loud they are, what is tried on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from callassist.errors import AudioDeviceError, CallAssistError
from callassist.gui.worker import Worker
from callassist.run.levels import Level, LevelMeter, OpenCapture
from callassist.run.sound_test import ChimeDetector, Following, Sentence, play_chime
from callassist.sources.devices import (
    DEFAULT,
    DEFAULT_LOOPBACK,
    Device,
    find_device,
    open_capture,
    scan,
)
from callassist.types import CHANNELS, Channel, Samples

LOOK_EVERY_MS = 2000
"""How often it is looked what was plugged in or out."""
FREED_MAY_TAKE_S = 8.0
USUAL: dict[Channel, str] = {"agent": DEFAULT, "customer": DEFAULT_LOOPBACK}

Scan = Callable[[], tuple[list[Device], list[str]]]


@dataclass(frozen=True, slots=True)
class Found:
    """What can be heard now.

    Attributes:
        devices: All of it.
        chosen: What each side's setting means now.
        problems: Why a side's setting means nothing, one line each.
    """

    devices: tuple[Device, ...] = ()
    chosen: Mapping[Channel, Device] = field(default_factory=dict)
    problems: Mapping[Channel, str] = field(default_factory=dict)

    @property
    def same(self) -> bool:
        """Whether both sides are one device."""
        return len(self.chosen) == 2 and len({device.id for device in self.chosen.values()}) == 1


class Hearing(QObject):
    """Looks for devices and hears both sides while somebody watches; never on the GUI thread.

    Signals:
        found_changed: ``found`` is another one.
        level_changed: A channel and its :class:`Level`.
        sentence_spoken: float32[n] at 16 kHz: the test sentence, once the person pauses.
        chime_heard: The test sound was heard on this channel.
        chime_over: It was played; one line on why not, or nothing.
        crosstalk_changed: Whether the customer's side hears the agent.
    """

    found_changed = Signal()
    level_changed = Signal(str, object)
    sentence_spoken = Signal(object)
    chime_heard = Signal(str)
    chime_over = Signal(str)
    crosstalk_changed = Signal(bool)
    _told = Signal(object, object)
    _heard_chime = Signal(str)
    _spoken = Signal(object)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        look: Scan = scan,
        open_: OpenCapture = open_capture,
        play: Callable[[], None] = play_chime,
        every_ms: int = LOOK_EVERY_MS,
    ) -> None:
        """Prepare; nothing is opened before :meth:`begin`.

        Args:
            parent: Who owns it.
            look: Lists what can be heard.
            open_: Opens a device.
            play: Plays the test sound and waits for its end.
            every_ms: How often it is looked.
        """
        super().__init__(parent)
        self._scan, self._open, self._play = look, open_, play
        self._worker = Worker("devices", self)
        self._specs: dict[Channel, str] = dict(USUAL)
        self._meters: dict[Channel, tuple[int, LevelMeter]] = {}
        self._number = 0  # of the newest meter: what an older one still tells is dropped
        self._ending: list[LevelMeter] = []
        self._levels: dict[Channel, Level] = {}
        self._on = False
        self._following = Following()
        self._sentence: Sentence | None = None
        self._chimes: dict[Channel, ChimeDetector] = {}
        self.found = Found()
        self.crosstalk = False
        self.looked = False
        self._timer = QTimer(self, interval=every_ms)
        self._timer.timeout.connect(self._look)
        queued = Qt.ConnectionType.QueuedConnection
        self._told.connect(self._take_level, queued)
        self._heard_chime.connect(self.chime_heard, queued)
        self._spoken.connect(self._take_sentence, queued)

    @property
    def listening_for_sentence(self) -> bool:
        """Whether it waits for the test sentence."""
        return self._sentence is not None

    def choose(self, channel: Channel, spec: str | None) -> None:
        """Hear what ``spec`` means on a channel; ``None`` for the system's own choice."""
        wanted = spec or USUAL[channel]
        if wanted != self._specs[channel]:
            self._specs[channel] = wanted
            if self._on:
                self._look()

    def begin(self) -> None:
        """Look and hear from now on."""
        if not self._on:
            self._on = True
            self._timer.start()
            self._look()

    def end(self) -> None:
        """Look and hear no more; the devices are freed soon after."""
        self._on = False
        self._timer.stop()
        self._sentence = None
        for channel in list(self._meters):
            self._stop(channel)

    def close(self) -> None:
        """End, and wait until every device is free; safe to call twice."""
        self.end()
        self._worker.close()
        for meter in self._ending:
            meter.join(FREED_MAY_TAKE_S)
        self._ending.clear()

    def listen_for_sentence(self) -> None:
        """Take what the agent says next as the test sentence."""
        self._sentence = Sentence()

    def cancel_sentence(self) -> None:
        """Wait for the sentence no more."""
        self._sentence = None

    def play_chime(self) -> None:
        """Play the test sound; ``chime_heard`` tells who hears it, ``chime_over`` of its end."""
        self._chimes = {channel: ChimeDetector() for channel in CHANNELS}

        def failed(error: CallAssistError) -> None:
            self._chimes = {}
            self.chime_over.emit(str(error))

        def played(_: object) -> None:
            self._chimes = {}
            self.chime_over.emit("")

        # On the thread that looks for devices: looking would end what PortAudio plays.
        self._worker.run(self._play, played, failed)

    # Looking

    def _look(self) -> None:
        specs = dict(self._specs)
        self._worker.run(lambda: look_for(specs, self._scan), self._take_found, key="look")

    def _take_found(self, found: Found) -> None:
        if not self._on:
            return
        news = found != self.found or not self.looked
        self.found, self.looked = found, True
        for channel in CHANNELS:
            _, meter = self._meters.get(channel, (0, None))
            device = found.chosen.get(channel)
            if meter is not None and (device is None or device.id != meter.device.id):
                self._stop(channel)
                meter = None
            if meter is None and device is not None:
                self._start(channel, device)
        if news:
            self.found_changed.emit()

    # Hearing

    def _start(self, channel: Channel, device: Device) -> None:
        self._following.reset()
        self._number += 1
        number = self._number

        def told(level: Level) -> None:
            self._told.emit((channel, number), level)

        def heard(samples: Samples, rate_hz: int) -> None:
            self._taste(channel, samples, rate_hz)

        meter = LevelMeter(device, told, heard, open_=self._open)
        self._meters[channel] = (number, meter)

    def _stop(self, channel: Channel) -> None:
        _, meter = self._meters.pop(channel)
        meter.stop()
        self._ending = [one for one in self._ending if not one.join(0.0)]
        self._ending.append(meter)
        self._levels.pop(channel, None)

    def _taste(self, channel: Channel, samples: Samples, rate_hz: int) -> None:
        """Look for the test sound and the sentence; on a meter's thread."""
        chime = self._chimes.get(channel)
        if chime is not None and not chime.heard and chime.push(samples, rate_hz):
            self._heard_chime.emit(channel)
        sentence = self._sentence
        if (
            channel == "agent"
            and sentence is not None
            and not sentence.done
            and sentence.push(samples, rate_hz)
        ):
            self._spoken.emit(sentence)

    def _take_sentence(self, sentence: Sentence) -> None:
        if sentence is self._sentence:
            self._sentence = None
            self.sentence_spoken.emit(sentence)

    def _take_level(self, who: tuple[Channel, int], level: Level) -> None:
        channel, number = who
        if not self._on or self._meters.get(channel, (0, None))[0] != number:
            return
        self.level_changed.emit(channel, level)
        if level.lost:
            lost = {**self.found.problems, channel: level.lost}
            self.found = replace(self.found, problems=lost)
            self._stop(channel)  # it is opened again when it is found again
            self.found_changed.emit()
            return
        self._levels[channel] = level
        if channel == "agent" and "customer" in self._levels:
            self._follow()

    def _follow(self) -> None:
        agent, customer = (self._levels[channel].rms_dbfs for channel in CHANNELS)
        follows = self._following.push(agent, customer)
        if follows != self.crosstalk:
            self.crosstalk = follows
            self.crosstalk_changed.emit(follows)


def look_for(specs: Mapping[Channel, str], look: Scan = scan) -> Found:
    """Return what can be heard now, and what each side's ``specs`` mean of it."""
    devices, troubles = look()
    chosen: dict[Channel, Device] = {}
    problems: dict[Channel, str] = {}
    for channel, spec in specs.items():
        try:
            if not devices and troubles:
                raise AudioDeviceError("; ".join(troubles))
            chosen[channel] = find_device(spec, devices)
        except AudioDeviceError as error:
            problems[channel] = str(error)
    return Found(tuple(devices), chosen, problems)
