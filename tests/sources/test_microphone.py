"""A real PortAudio stream, opened in a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from callassist.errors import AudioDeviceError
from callassist.sources import microphone
from tests.pulse import PulseServer, pulse

__all__ = ["pulse"]

CODE = """
import sys, time
from callassist.errors import AudioDeviceError
from callassist.sources.devices import find_device
from callassist.sources.microphone import MicrophoneCapture, query

def refused(index):
    try:
        MicrophoneCapture(index, "Ghost", 44_100)
    except AudioDeviceError as error:
        return str(error)

line = refused(99)
assert line.startswith("cannot listen to Ghost: ") and "\\n" not in line, line
device = find_device("ALSA:default")
capture = MicrophoneCapture(device.index, device.name, device.rate_hz)
patience_ends = time.monotonic() + 20
frames = 0
while frames < device.rate_hz // 2:
    assert capture.failure() is None and time.monotonic() < patience_ends
    frames += sum(len(packet.samples) for packet in capture.queue.take())
    time.sleep(0.01)
query()  # with a stream open, PortAudio is not started again
assert capture.failure() is None
print("hears", flush=True)
sys.stdin.readline()  # the server ends meanwhile
while capture.failure() is None:
    assert time.monotonic() < patience_ends
    time.sleep(0.01)
capture.close()
capture.close()
line = refused(device.index)
assert line is not None and "\\n" not in line, line
print("lost")
"""


def test_a_microphone_hears_then_is_lost_with_its_server(pulse: PulseServer) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", CODE], env=pulse.environment, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        heard = process.stdout.readline()
        pulse.stop()
        out, complaints = process.communicate("\n", timeout=60)
    assert (process.returncode, heard, out) == (0, "hears\n", "lost\n"), complaints


def test_missing_libraries_are_one_line_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    with pytest.raises(AudioDeviceError, match="pip install"):
        microphone.portaudio()
