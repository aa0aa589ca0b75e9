from __future__ import annotations

import pytest

from callassist.errors import AudioDeviceError
from callassist.sources import devices as devices_module
from callassist.sources.devices import Device, find_device, list_devices, scan


def device(
    device_id: str, name: str = "", kind: str = "microphone", *, default: bool = False
) -> Device:
    return Device(device_id, name or device_id, kind, default, 48_000, "ALSA")  # type: ignore[arg-type]


HEADSET = device("ALSA:USB Headset", "USB Headset Mic", default=True)
WEBCAM = device("ALSA:Webcam", "Webcam C920")
SPEAKERS = device("alsa_output.pci.monitor", "Monitor of Speakers", "loopback")
HEADPHONES = device("alsa_output.usb.monitor", "Monitor of USB Headset", "loopback", default=True)
ALL = [HEADSET, WEBCAM, SPEAKERS, HEADPHONES]


@pytest.mark.parametrize(
    ("spec", "wanted"),
    [
        ("default", HEADSET),
        ("default-loopback", HEADPHONES),
        ("ALSA:Webcam", WEBCAM),
        ("alsa:webcam", WEBCAM),
        ("Monitor of Speakers", SPEAKERS),
        ("c920", WEBCAM),
        (" monitor of usb ", HEADPHONES),
        ("pci", SPEAKERS),
        ("usb headset mic", HEADSET),
    ],
)
def test_a_device_is_found_by_id_name_or_part(spec: str, wanted: Device) -> None:
    assert find_device(spec, ALL) is wanted


def test_an_exact_name_wins_over_a_part_of_another() -> None:
    short, long = device("a:Mic", "Mic"), device("a:Mic 2", "Mic 2")
    assert find_device("mic", [long, short]) is short


def complaint(spec: str, known: list[Device]) -> str:
    with pytest.raises(AudioDeviceError) as caught:
        find_device(spec, known)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_miss_says_what_may_be_meant() -> None:
    assert 'did you mean "Webcam C920"?' in complaint("Webcma C920", ALL)
    assert "callassist devices" in complaint("xyzzy", ALL)
    others = [device("agent_sink.monitor", "Monitor of agent")]
    assert "did you mean" not in complaint("customer_sink.monitor", others), "it is unplugged"
    assert "callassist devices" in complaint("", ALL)


def test_a_part_of_several_names_them() -> None:
    line = complaint("headset", ALL)
    assert HEADSET.id in line
    assert HEADPHONES.id in line


def test_the_only_microphone_is_the_default_though_none_is_set() -> None:
    assert find_device("default", [WEBCAM, SPEAKERS]) is WEBCAM
    assert "choose one by name" in complaint("default", [WEBCAM, device("b")])


def test_macos_without_a_virtual_device_says_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert "BlackHole" in complaint("default-loopback", [HEADSET])


APIS = [
    {"name": "MME", "default_input_device": 0},
    {"name": "Windows WASAPI", "default_input_device": 3},
]


def entry(name: str, host_api: int, inputs: int = 2) -> dict[str, object]:
    return {
        "name": name, "hostapi": host_api, "max_input_channels": inputs,
        "default_samplerate": 44_100.0,
    }  # fmt: skip


def test_windows_lists_each_device_once(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [entry("Mic (MME", 0), entry("Speakers", 1, 0), entry("Mic", 1), entry("Mic", 1)]
    monkeypatch.setattr(devices_module, "query", lambda: (entries, APIS, 0))
    monkeypatch.setattr(devices_module, "_system_devices", list)
    found = list_devices()
    assert [(d.id, d.index, d.is_default) for d in found] == [
        ("Windows WASAPI:Mic", 2, False),
        ("Windows WASAPI:Mic#2", 3, True),
    ]


def test_virtual_devices_are_loopbacks(monkeypatch: pytest.MonkeyPatch) -> None:
    apis = [{"name": "Core Audio", "default_input_device": 1}]
    entries = [entry("BlackHole 2ch", 0), entry("MacBook Microphone", 0)]
    monkeypatch.setattr(devices_module, "query", lambda: (entries, apis, 1))
    monkeypatch.setattr("sys.platform", "darwin")
    microphone, loopback = list_devices()
    assert (microphone.name, microphone.is_default) == ("MacBook Microphone", True)
    assert (loopback.kind, loopback.is_default) == ("loopback", False)
    assert find_device("default-loopback") is not None


def test_one_part_of_the_system_may_fail_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> list[Device]:
        raise AudioDeviceError("PortAudio is missing: install it")

    monkeypatch.setattr(devices_module, "_portaudio_devices", fail)
    monkeypatch.setattr(devices_module, "_system_devices", lambda: [SPEAKERS])
    assert scan() == ([SPEAKERS], ["PortAudio is missing: install it"])
    monkeypatch.setattr(devices_module, "_system_devices", list)
    with pytest.raises(AudioDeviceError, match="PortAudio is missing"):
        list_devices()
