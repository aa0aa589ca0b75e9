"""What can be heard on this computer, and how to find one of it by name."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from callassist.errors import AudioDeviceError, DeviceNotFoundError
from callassist.sources import sound_server, soundcards
from callassist.sources.loopback import RATE_HZ as LOOPBACK_RATE_HZ
from callassist.sources.loopback import LoopbackCapture
from callassist.sources.microphone import PACKET_S, MicrophoneCapture, query
from callassist.sources.packets import Capture
from callassist.sources.sound_server import ServerCapture

Kind = Literal["microphone", "loopback"]

SLIP_RATIO = 0.85
"""How alike two names are (difflib's ratio) of which one may be a slip of the other.

The ids of one system are all rather alike: with less, the customer's device that is unplugged
is taken for the agent's."""
PLUG_IN_OR_CHOOSE = "plug it in, or choose another (callassist devices)"
DEFAULT = "default"
DEFAULT_LOOPBACK = "default-loopback"
VIRTUAL_DEVICES = (
    "blackhole", "soundflower", "loopback audio", "vb-cable", "cable output",
    "voicemeeter out", "stereo mix",
)  # fmt: skip
"""Parts of the names of devices that record what another program plays."""
PORTAUDIO_ON_LINUX = ("alsa:", "oss:", "jack audio connection kit:")
"""How ids of its devices begin there."""
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
        index: PortAudio's number for it; ``None`` where PortAudio does not open it.
        muted: Whether the system mutes it, where it says so (Linux' sound server).
    """

    id: str
    name: str
    kind: Kind
    is_default: bool
    rate_hz: int
    host_api: str
    index: int | None = None
    muted: bool = False


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
    for look in (_system_devices, _portaudio_devices):
        try:
            devices += look()
        except AudioDeviceError as error:
            problems.append(str(error))
    if any(one.is_default and one.kind == "microphone" and one.index is None for one in devices):
        # The sound server's own default; what PortAudio takes for it is a way to the same.
        devices = [replace(d, is_default=d.is_default and d.index is None) for d in devices]
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
    wanted = spec.casefold().strip()
    known = _where_to_look(wanted) if devices is None else list(devices)
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
    close = difflib.get_close_matches(wanted, names, n=1, cutoff=SLIP_RATIO)
    hint = f'did you mean "{names[close[0]]}"?' if close else PLUG_IN_OR_CHOOSE
    raise DeviceNotFoundError(f'no sound device is called "{spec}": {hint}')


def follows_default(spec: str) -> bool:
    """Return whether ``spec`` means another device when the system's default changes."""
    return spec.casefold().strip() in (DEFAULT, DEFAULT_LOOPBACK)


def _where_to_look(wanted: str) -> list[Device]:
    """Return the devices that ``wanted`` may mean.

    Where a sound server answers, or once did, PortAudio's devices are meant by their ids
    only: opened while the server restarts, they would keep the sound card from it.
    """
    if sys.platform != "linux" or wanted.startswith(PORTAUDIO_ON_LINUX):
        return list_devices()
    try:
        inputs = sound_server.inputs()
    except AudioDeviceError:
        if sound_server.has_answered():
            raise
        return list_devices()
    served = _served_devices(inputs)
    if wanted != DEFAULT:
        return served
    # Without a microphone the server's default may be a loopback: then that is what it says.
    chosen = [device for device in served if device.id == inputs.default_id]
    return [replace(device, is_default=True, kind="microphone") for device in chosen]


def open_capture(device: Device) -> Capture:
    """Open ``device``; its packets gather in its queue from now on.

    Raises:
        AudioDeviceError: If it does not open.
    """
    return open_coarsely(device, PACKET_S)


def open_coarsely(device: Device, packet_s: float) -> Capture:
    """Open ``device`` as :func:`open_capture` does, for ``packet_s`` of sound at once.

    Raises:
        AudioDeviceError: If it does not open.
    """
    if device.index is not None:
        return MicrophoneCapture(device.index, device.name, device.rate_hz, packet_s)
    if _system() == "linux":
        return ServerCapture(device.id, device.name, packet_s)
    return LoopbackCapture(device.id, device.name, packet_s)


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


def _system_devices() -> list[Device]:
    """List what PortAudio does not: the sound server's inputs, Windows' loopbacks."""
    if _system() == "linux":
        return _served_devices(sound_server.inputs())
    if _system() == "win32":
        return _windows_loopbacks()
    return []  # macOS has no loopback of its own, and PortAudio lists the rest


def _system() -> str:
    return sys.platform  # through a function: the type checker takes each system's turn for dead


def _served_devices(inputs: sound_server.Inputs) -> list[Device]:
    """List the microphones and loopbacks of Linux's sound server."""
    return [
        Device(
            id=one.id,
            name=one.name,
            kind="loopback" if one.monitor_of else "microphone",
            is_default=one.id
            == (inputs.default_loopback_id if one.monitor_of else inputs.default_id),
            rate_hz=sound_server.opened_rate_hz(one),
            host_api="PulseAudio",
            muted=one.muted,
        )
        for one in inputs.known
    ]


def _windows_loopbacks() -> list[Device]:
    try:
        known = [entry for entry in soundcards.inputs() if entry.isloopback]
        default_id = str(soundcards.soundcard().default_speaker().id) if known else None
        return [
            Device(
                id=str(entry.id),
                name=str(entry.name),
                kind="loopback",
                is_default=str(entry.id) == default_id,
                rate_hz=LOOPBACK_RATE_HZ,
                host_api="Windows WASAPI",
            )
            for entry in known
        ]
    except (IndexError, KeyError, RuntimeError) as error:  # a device went while being asked
        raise AudioDeviceError("the sound devices just changed: try again") from error
