from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest

from callassist import paths
from callassist.errors import AudioDeviceError
from callassist.run import doctor
from callassist.run.doctor import Check
from callassist.sources import devices as sources
from callassist.sources.devices import Device
from tests.pulse import PulseServer, pulse

__all__ = ["pulse"]

EXAMINE = """
import dataclasses, json
from callassist.run.doctor import examine
print(json.dumps([dataclasses.asdict(check) for check in examine()]))
"""


def states(server: PulseServer) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", EXAMINE], env=server.environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {check["name"]: check["state"] for check in json.loads(done.stdout)}


def test_real_devices_and_libraries_are_found_fine_and_their_loss_is_seen(
    pulse: PulseServer,
) -> None:
    found = states(pulse)
    for name in ("Python", "PortAudio", "sound server", "microphone", "loopback"):
        assert found[name] == "ok", name
    pulse.stop()
    found = states(pulse)
    assert (found["sound server"], found["loopback"]) == ("fail", "fail")
    assert found["Python"] == "ok"


def only(look: object) -> Check:
    (check,) = look()  # type: ignore[operator]
    return check


def test_devices_without_a_default_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    mics = [
        Device(name, name, "microphone", False, 48_000, "ALSA") for name in ("Webcam", "Headset")
    ]
    monkeypatch.setattr(sources, "scan", lambda: (mics, []))
    microphone, loopback = doctor._devices()
    assert microphone.state == "warn"
    assert "Headset" in microphone.advice
    assert loopback.state == "fail"
    assert loopback.advice


def test_missing_portaudio_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> NoReturn:
        raise AudioDeviceError("PortAudio is missing: install it (apt install libportaudio2)")

    monkeypatch.setattr(doctor, "portaudio", missing)
    check = next(doctor._sound_libraries())
    assert (check.state, check.found) == ("fail", "PortAudio is missing")
    assert "libportaudio2" in check.advice


@pytest.mark.parametrize(
    ("environment", "state", "words"),
    [
        ({}, "warn", "--headless"),
        ({"DISPLAY": ":1"}, "ok", "X11 at :1"),
        ({"DISPLAY": ":1", "WAYLAND_DISPLAY": "w"}, "warn", "QT_QPA_PLATFORM=xcb"),
        ({"WAYLAND_DISPLAY": "w"}, "warn", "XWayland"),
        ({"DISPLAY": ":1", "WAYLAND_DISPLAY": "w", "QT_QPA_PLATFORM": "xcb"}, "ok", "X11"),
        ({"DISPLAY": ":1", "QT_QPA_PLATFORM": "offscreen"}, "warn", "unset"),
    ],
)
def test_the_screen(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], state: str, words: str
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(doctor, "silent_screen", lambda: "")
    check = only(doctor._screen)
    assert check.state == state
    assert words in f"{check.found} {check.advice}"


def test_a_screen_that_does_not_answer_is_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":999")
    check = only(doctor._screen)
    assert (check.state, check.found) == ("fail", "nothing answers at :999")
    assert "DISPLAY" in check.advice


def test_the_chosen_devices_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    there = [
        Device("mic", "Webcam", "microphone", True, 48_000, "ALSA"),
        Device("loop", "Monitor of Headset", "loopback", True, 48_000, "ALSA"),
    ]
    monkeypatch.setattr(sources, "scan", lambda: (there, []))
    path = paths.settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('[audio]\nagent_device = "Jabra"\ncustomer_device = "loop"\n')
    microphone, loopback = doctor._devices()
    assert (microphone.state, loopback.state) == ("fail", "ok")
    assert "Jabra" in microphone.found
    assert "--page sound" in microphone.advice
    assert "Monitor of Headset" in loopback.found


def test_broken_settings_are_one_check_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = (doctor._settings, doctor._devices, doctor._kept_calls, doctor._policy)
    monkeypatch.setattr(doctor, "_LOOKS", looks)
    monkeypatch.setattr(sources, "scan", lambda: ([], ["no sound server answers: start it"]))
    path = paths.settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("them = 1\n")
    settings, *others = doctor.examine()
    assert (settings.name, settings.state) == ("settings", "fail")
    assert 'unknown name "them"' in settings.found
    assert settings.advice == "correct or delete it"
    assert [check.name for check in others] == ["microphone", "loopback", "kept calls", "policy"]
    assert all("settings" not in check.found or check.state == "ok" for check in others)
    path.unlink()
    path.mkdir()
    assert "move it away" in next(doctor.examine()).advice


def test_qt_is_really_started(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("PySide6")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert only(doctor._qt) == Check("Qt", "ok", "starts on offscreen")
    monkeypatch.setenv("QT_QPA_PLATFORM", "nonesuch")
    check = only(doctor._qt)
    assert check.state == "fail"
    assert check.found
    assert check.advice


def test_without_qt_there_is_no_overlay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert only(doctor._qt).state == "warn"


@pytest.mark.parametrize(
    ("vosk", "installed", "fallback", "state"),
    [
        (True, True, True, "ok"),
        (True, False, True, "warn"),
        (False, True, True, "warn"),
        (True, False, False, "fail"),
        (False, False, False, "fail"),
    ],
)
def test_the_models(
    monkeypatch: pytest.MonkeyPatch, vosk: bool, installed: bool, fallback: bool, state: str
) -> None:
    class Model:
        name = "vosk-model-small-en-us-0.15"
        folder = Path()

    monkeypatch.setattr("importlib.util.find_spec", lambda _: object() if vosk else None)
    monkeypatch.setattr(doctor, "installed_models", lambda: [Model()] if installed else [])
    monkeypatch.setattr(doctor, "is_whole", lambda _: True)
    monkeypatch.setattr(doctor, "bundled_folder", lambda: Path() if fallback else None)
    check = only(doctor._models)
    assert check.state == state
    assert bool(check.advice) == (state != "ok")


def test_a_damaged_model_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = paths.models_dir() / "vosk-model-small-en-us-0.15"
    (folder / "am").mkdir(parents=True)
    damaged, *_ = doctor._models()
    assert damaged.state == "warn"
    assert "vosk-model-small-en-us-0.15 is damaged" in damaged.found


def test_a_folder_that_cannot_be_written_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(**_: object) -> NoReturn:
        raise OSError(30, os.strerror(30))

    assert doctor._folder("models folder", tmp_path / "a" / "b").state == "ok"
    assert not (tmp_path / "a").exists()
    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    check = doctor._folder("models folder", tmp_path / "a")
    assert check.state == "fail"
    assert "read-only" in check.found
    assert str(tmp_path) in check.advice


def test_a_folder_that_may_not_be_looked_into_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    monkeypatch.setattr(os, "stat", refuse)
    check = doctor._folder("models folder", tmp_path / "locked" / "models")
    assert (check.state, check.advice) == ("fail", f"make {tmp_path} writable")


def test_without_a_sound_server_no_headset_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "scan", lambda: ([], ["no sound server answers: start it"]))
    checks = list(doctor._devices())
    assert [(c.name, c.state) for c in checks] == [("microphone", "fail"), ("loopback", "fail")]
    assert {(c.found, c.advice) for c in checks} == {("no sound server answers", "start it")}


def test_ffmpeg_is_only_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert only(doctor._ffmpeg).state == "warn"


def test_an_error_in_a_look_is_a_failed_check(monkeypatch: pytest.MonkeyPatch) -> None:
    def _models() -> NoReturn:
        raise AudioDeviceError("it broke: mend it")

    monkeypatch.setattr(doctor, "_LOOKS", (_models,))
    assert list(doctor.examine()) == [Check("models", "fail", "it broke: mend it")]
