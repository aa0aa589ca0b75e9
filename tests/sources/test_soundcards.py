"""The places where callassist reaches into SoundCard must still be there."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from callassist.sources.sound_server import NO_LIBRARY, NO_SERVER, server_problem
from callassist.sources.soundcards import DiscontinuityNotes, Interrupted, InterruptibleEvent
from tests.pulse import CUSTOMER_MONITOR, PulseServer, pulse

__all__ = ["pulse"]

ASK_INSIDES = f"""
from callassist.sources import soundcards
module = soundcards.soundcard()
import soundcard.pulseaudio as inside
assert soundcards._is_connected(inside)
microphone = module.get_microphone("{CUSTOMER_MONITOR}", include_loopback=True)
with microphone.recorder(48000, blocksize=960) as recorder:
    event = soundcards.InterruptibleEvent()
    assert hasattr(recorder, "_record_event"), "SoundCard waits on something else now"
    event.put_into(recorder)
    assert recorder._record_event is event
    assert recorder.record(numframes=None).shape[1] == 1
    event.interrupt()
    try:
        while True:
            recorder.record(numframes=48000)
    except soundcards.Interrupted:
        print("interrupted")
"""

NO_THREAD_STAYS = """
import threading
from callassist.errors import AudioDeviceError
from callassist.sources import soundcards
from pathlib import Path
def threads(): return len(list(Path("/proc/self/task").iterdir()))
before = threads()
for _ in range(5):
    try:
        soundcards.soundcard()
    except AudioDeviceError as error:
        print(error)
assert threads() == before, "an attempt left a thread behind"
"""

CONNECT_AGAIN = """
import sys
from callassist.sources import soundcards
soundcards.soundcard()
print("connected", flush=True)
sys.stdin.readline()
import soundcard.pulseaudio as inside
while soundcards._is_connected(inside):
    pass
print("lost", flush=True)
sys.stdin.readline()
soundcards.soundcard()
"""


def run(server: PulseServer, code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], env=server.environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_soundcard_is_still_as_we_know_it(pulse: PulseServer) -> None:
    assert run(pulse, ASK_INSIDES).strip() == "interrupted"


def test_without_a_sound_server_it_is_one_line_and_nothing_stays(pulse: PulseServer) -> None:
    assert (
        run(pulse, "from callassist.sources.sound_server import server_problem as p; print(p())")
        == "None\n"
    )
    pulse.stop()
    assert run(pulse, NO_THREAD_STAYS).splitlines() == [NO_SERVER] * 5


def test_a_connection_that_was_lost_says_no_farewell(pulse: PulseServer) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CONNECT_AGAIN], env=pulse.environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "connected\n"
        pulse.stop()
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "lost\n"
        pulse.start()
        _, stderr = process.communicate("\n", timeout=60)
    assert (process.returncode, stderr) == (0, "")


def test_a_missing_library_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("ctypes.util.find_library", lambda _: None)
    assert server_problem() == NO_LIBRARY
    monkeypatch.setattr("sys.platform", "win32")
    assert server_problem() is None


def test_an_interrupted_wait_ends_at_once_and_forever() -> None:
    event = InterruptibleEvent()
    ended = threading.Event()

    def wait() -> None:
        try:
            event.wait()
        except Interrupted:
            ended.set()

    thread = threading.Thread(target=wait)
    thread.start()
    event.interrupt()
    thread.join(20)
    assert ended.is_set()
    with pytest.raises(Interrupted):
        event.wait(0)


def test_a_discontinuity_is_noted_for_its_own_thread_and_told_once() -> None:
    notes = DiscontinuityNotes()
    notes.warn("data discontinuity in recording")
    elsewhere: list[bool] = []
    thread = threading.Thread(target=lambda: elsewhere.append(notes.pop()))
    thread.start()
    thread.join()
    assert elsewhere == [False]
    assert (notes.pop(), notes.pop()) == (True, False)
    with pytest.warns(UserWarning, match="other"):
        notes.warn("some other thing")
