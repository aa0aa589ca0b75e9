"""What can be heard on this computer, and how to find one of it by name."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from callassist.errors import AudioDeviceError
from callassist.sources import soundcards
from callassist.sources.loopback import RATE_HZ as LOOPBACK_RATE_HZ
from callassist.sources.loopback import LoopbackCapture
from callassist.sources.microphone import MicrophoneCapture, query
from callassist.sources.packets import Capture

Kind = Literal["microphone", "loopback"]

DEFAULT = "default"
DEFAULT_LOOPBACK = "default-loopback"
VIRTUAL_DEVICES = (
    "blackhole", "soundflower", "loopback audio", "vb-cable", "cable output",
    "voicemeeter out", "stereo mix",
)  # fmt: skip
"""Parts of the names of devices that record what another program plays."""
MACOS_LOOPBACK = (
    "macOS cannot record what it plays: install a virtual device such as BlackHole, send the "
    "call's sound to it and give its name (callassist devices shows it)"
)


@dataclass(frozen=True, slots=True)
class Device:
    """Something that can be heard.

    Attributes:
        id: Names it, now and after a restart.
        name: For people.
        kind: ``"microphone"``, or ``"loopback"`` for what the computer plays.
        is_default: Whether ``default`` or ``default-loopback`` means it.
        rate_hz: Samples a second at which it is opened.
        host_api: The part of the system that offers it, e.g. ``"PulseAudio"``.
        index: PortAudio's number for it; ``None`` where SoundCard opens it.
    """

    id: str
    name: str
    kind: Kind
    is_default: bool
    rate_hz: int
    host_api: str
    index: int | None = None


def list_devices() -> list[Device]:
    """Return what can be heard, microphones first.

    Raises:
        AudioDeviceError: If nothing can be asked or there is nothing to hear.
    """
    devices, problems = scan()
    if devices:
        return devices
    raise AudioDeviceError("; ".join(problems) or "no microphone and no loopback is there")


def scan() -> tuple[list[Device], list[str]]:
    """Return what can be heard, and one line for each part of the system that cannot be asked."""
    devices: list[Device] = []
    problems: list[str] = []
    for look in (_portaudio_devices, _soundcard_devices):
        try:
            devices += look()
        except AudioDeviceError as error:
            problems.append(str(error))
    devices.sort(key=lambda device: device.kind == "loopback")
    return devices, problems


def find_device(spec: str, devices: Iterable[Device] | None = None) -> Device:
    """Return the one device that ``spec`` means.

    Args:
        spec: ``default``, ``default-loopback``, an id, a name, or a part of
            either that only one device has; case does not matter.
        devices: Where to look; what is there now, if not given.

    Raises:
        AudioDeviceError: If none or several fit, with what may be meant.
    """
    known = list_devices() if devices is None else list(devices)
    wanted = spec.casefold().strip()
    if wanted in (DEFAULT, DEFAULT_LOOPBACK):
        return _default(wanted, known)
    for exact in (
        [device for device in known if device.id.casefold() == wanted],
        [device for device in known if device.name.casefold() == wanted],
        [d for d in known if wanted and wanted in f"{d.id}\n{d.name}".casefold()],
    ):
        if len(exact) == 1:
            return exact[0]
        if exact:
            several = ", ".join(f'"{device.id}"' for device in exact[:4])
            raise AudioDeviceError(f'"{spec}" may be {several}: give more of the name, or the id')
    names = {text.casefold(): text for device in known for text in (device.id, device.name)}
    close = difflib.get_close_matches(wanted, names, n=1, cutoff=0.5)
    hint = f'did you mean "{names[close[0]]}"?' if close else "callassist devices lists them"
    raise AudioDeviceError(f'no sound device is called "{spec}": {hint}')


def open_capture(device: Device) -> Capture:
    """Open ``device``; its packets gather in its queue from now on.

    Raises:
        AudioDeviceError: If it does not open.
    """
    if device.index is None:
        return LoopbackCapture(device.id, device.name)
    return MicrophoneCapture(device.index, device.name, device.rate_hz)


def _default(wanted: str, known: list[Device]) -> Device:
    kind: Kind = "loopback" if wanted == DEFAULT_LOOPBACK else "microphone"
    candidates = [device for device in known if device.kind == kind]
    for device in candidates:
        if device.is_default:
            return device
    if len(candidates) == 1:
        return candidates[0]
    if kind == "microphone":
        raise AudioDeviceError("no default microphone is set: plug one in, or choose one by name")
    if sys.platform == "darwin":
        raise AudioDeviceError(MACOS_LOOPBACK)
    _, problems = scan()
    raise AudioDeviceError(
        "what this computer plays cannot be heard: "
        + ("; ".join(problems) or "it has no loudspeaker or headset; plug one in")
    )


def _portaudio_devices() -> list[Device]:
    entries, apis, default_index = query()
    host_apis = [str(api["name"]) for api in apis]
    # Windows offers each device through up to four of them; one is enough, and the best.
    only = "Windows WASAPI" if "Windows WASAPI" in host_apis else None
    devices: list[Device] = []
    for index, entry in enumerate(entries):
        host_api = host_apis[entry["hostapi"]]
        if entry["max_input_channels"] < 1 or (only is not None and host_api != only):
            continue
        name = str(entry["name"])
        default = apis[entry["hostapi"]]["default_input_device"] if only else default_index
        virtual = any(part in name.casefold() for part in VIRTUAL_DEVICES)
        known_ids = [device.id for device in devices]
        devices.append(
            Device(
                id=_unused(f"{host_api}:{name}", known_ids),
                name=name,
                kind="loopback" if virtual else "microphone",
                is_default=index == default,
                rate_hz=round(entry["default_samplerate"]),
                host_api=host_api,
                index=index,
            )
        )
    return devices


def _unused(wanted_id: str, known_ids: list[str]) -> str:
    number, device_id = 1, wanted_id
    while device_id in known_ids:
        number += 1
        device_id = f"{wanted_id}#{number}"
    return device_id


def _soundcard_devices() -> list[Device]:
    """List loopbacks, and on Linux the sound server's microphones as well."""
    if sys.platform == "darwin":
        return []  # SoundCard finds no loopback there, and PortAudio lists the rest
    try:
        known = soundcards.inputs()
        default_id = _default_loopback_id(known)
        return [
            Device(
                id=str(entry.id),
                name=str(entry.name),
                kind="loopback" if entry.isloopback else "microphone",
                is_default=entry.isloopback and str(entry.id) == default_id,
                rate_hz=LOOPBACK_RATE_HZ,
                host_api="PulseAudio" if sys.platform == "linux" else "Windows WASAPI",
            )
            for entry in known
            if entry.isloopback or sys.platform == "linux"
        ]
    except (IndexError, KeyError, RuntimeError) as error:  # a device went while being asked
        raise AudioDeviceError("the sound devices just changed: try again") from error


def _default_loopback_id(known: list[Any]) -> str | None:
    """Return the id of the loopback that hears the default loudspeaker."""
    if not any(entry.isloopback for entry in known):
        return None
    speaker_id = str(soundcards.soundcard().default_speaker().id)
    return f"{speaker_id}.monitor" if sys.platform == "linux" else speaker_id
