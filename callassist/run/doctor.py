"""Checks whether this computer can do the job, and says what to do where it cannot.

A check fails when a live call would not work; it warns when something would be
worse than it could be.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from callassist import paths
from callassist.engines.installed import installed_models, is_whole
from callassist.engines.moonshine import bundled_folder
from callassist.errors import AudioDeviceError, CallAssistError
from callassist.run.display import silent_screen
from callassist.run.keeping.recovering import anything_to_recover
from callassist.run.program import own_command
from callassist.settings.policy import current_rules
from callassist.settings.user import UserSettings, load
from callassist.sources import devices, sound_server
from callassist.sources.health import muted_line
from callassist.sources.microphone import portaudio
from callassist.store.database import Database
from callassist.store.opening import default_address, is_there, wrapped_key
from callassist.store.unlock import safe_keyring

State = Literal["ok", "warn", "fail"]

OLDEST_PYTHON = (3, 11)
MODEL_BYTES = 200_000_000
"""What fetching and unpacking a small model needs on disk."""
QT_MAY_TAKE_S = 60.0
QT_PACKAGES = (
    "libegl1 libgl1 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 "
    "libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxcb-xkb1"
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: What was looked at.
        state: ``"ok"``, ``"warn"`` or ``"fail"``.
        found: What is there.
        advice: What to do about it; nothing where all is well.
    """

    name: str
    state: State
    found: str
    advice: str = ""


def examine() -> Iterator[Check]:
    """Yield one check after another; some take a second."""
    for look in _LOOKS:
        try:
            yield from look()
        except CallAssistError as error:
            name = look.__name__.strip("_").replace("_", " ")
            found, _, advice = str(error).rpartition("; ")
            yield Check(name, "fail", found or advice, advice if found else "")


def _python() -> Iterator[Check]:
    found = f"{platform.python_version()} on {platform.platform(terse=True)}"
    if sys.version_info >= OLDEST_PYTHON:
        yield Check("Python", "ok", found)
    else:
        yield Check("Python", "fail", found, "install Python 3.11 or newer")


def _sound_libraries() -> Iterator[Check]:
    try:
        version = portaudio().get_portaudio_version()[1].split(",")[0]
        yield Check("PortAudio", "ok", version)
    except AudioDeviceError as error:
        yield _from_line("PortAudio", "fail", str(error))
    if sys.platform == "linux":
        problem = sound_server.server_problem()
        if problem is None:
            yield Check("sound server", "ok", "PulseAudio or PipeWire answers")
        else:
            yield _from_line("sound server", "fail", problem)


def _devices() -> Iterator[Check]:
    found, problems = devices.scan()
    audio = _own_settings().audio
    for kind, chosen, usual, advice in (
        (
            "microphone", audio.agent_device, devices.DEFAULT,
            "plug in a headset, then run callassist devices",
        ),
        ("loopback", audio.customer_device, devices.DEFAULT_LOOPBACK, _loopback_advice()),
    ):  # fmt: skip
        there = [device for device in found if device.kind == kind]
        if not there and problems:
            yield _from_line(kind, "fail", problems[-1])
            continue
        if not there:
            yield Check(kind, "fail", "none", advice)
            continue
        try:
            device = devices.find_device(chosen or usual, found)
            if device.muted:
                yield _from_line(kind, "warn", muted_line(device))
            elif chosen:
                yield Check(kind, "ok", f"{len(there)}; your settings choose {device.name}")
            else:
                yield Check(kind, "ok", f"{len(there)}; {usual} is {device.name}")
        except AudioDeviceError:
            if chosen:
                yield Check(
                    kind, "fail", f"your settings choose {chosen}, which is not there",
                    "plug it in, or choose another in callassist settings --page sound",
                )  # fmt: skip
                continue
            names = ", ".join(device.name for device in there[:3])
            yield Check(
                kind, "warn", f"{len(there)}, none of them the default",
                f"name one when you start, e.g. {names}",
            )  # fmt: skip


def _loopback_advice() -> str:
    if sys.platform == "darwin":
        return devices.MACOS_LOOPBACK.split(": ", 1)[1]
    return "plug in or turn on the loudspeaker or headset on which you hear the customer"


def _models() -> Iterator[Check]:
    vosk = importlib.util.find_spec("vosk") is not None
    installed = installed_models()
    whole = [model.name for model in installed if is_whole(model.folder)]
    damaged = [model.name for model in installed if model.name not in whole]
    fallback = bundled_folder() is not None
    install = "run callassist models install"
    if damaged:
        yield Check("speech model", "warn", f"{', '.join(damaged)} is damaged", install)
    if whole and vosk:
        yield Check("speech model", "ok", f"Vosk, {', '.join(whole)}")
    elif fallback:
        advice = install if vosk else "pip install 'callassist[vosk]', then " + install
        yield Check("speech model", "warn", "only Moonshine tiny English, the fallback", advice)
    elif vosk:
        yield Check("speech model", "fail", "none", install)
    else:
        yield Check("speech model", "fail", "no engine", "pip install 'callassist[all]'")


def _screen() -> Iterator[Check]:
    forced = os.environ.get("QT_QPA_PLATFORM", "")
    x11, wayland = os.environ.get("DISPLAY"), os.environ.get("WAYLAND_DISPLAY")
    headless = "callassist live --headless works without one"
    if forced in ("offscreen", "minimal"):
        yield Check("screen", "warn", f"QT_QPA_PLATFORM={forced} hides every window", "unset it")
    elif sys.platform in ("win32", "darwin"):
        yield Check("screen", "ok", "the desktop")
    elif silent := silent_screen():
        advice = f"check DISPLAY and WAYLAND_DISPLAY; {headless}"
        yield Check("screen", "fail", f"nothing answers at {silent}", advice)
    elif wayland and not forced.startswith("xcb"):
        advice = "set QT_QPA_PLATFORM=xcb, which puts it on top through XWayland"
        if not x11:
            advice = "log in to an X11 session, or install XWayland"
        found = "Wayland, where no program can keep its card on top of others"
        yield Check("screen", "warn", found, advice)
    elif x11:
        yield Check("screen", "ok", f"X11 at {x11}")
    else:
        yield Check("screen", "warn", "no screen: the overlay cannot be shown", headless)


def _qt() -> Iterator[Check]:
    if importlib.util.find_spec("PySide6") is None:
        yield Check("Qt", "warn", "not installed: no overlay", "pip install 'callassist[gui]'")
        return
    environment = dict(os.environ)
    if sys.platform == "linux" and not (
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    ):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    # In a process of its own: where a library is missing, Qt ends the program that asks.
    try:
        started = subprocess.run(
            own_command("doctor", "--start-qt"), env=environment, capture_output=True,
            text=True, timeout=QT_MAY_TAKE_S, check=False, errors="replace",
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        yield Check("Qt", "fail", "it does not start", "is the screen's server busy? Try again")
        return
    if started.returncode == 0:
        yield Check("Qt", "ok", f"starts on {started.stdout.strip()}")
        return
    complaints = [line.strip() for line in started.stderr.splitlines() if line.strip()]
    telling = [
        line
        for line in complaints
        if "cannot open shared object" in line or "is needed" in line or "could not connect" in line
    ]
    found = (telling or complaints or ["it does not start"])[0]
    advice = f"apt install {QT_PACKAGES}" if sys.platform == "linux" else "reinstall PySide6"
    if "could not connect" in found:
        advice = "check DISPLAY: no screen answers there"
    yield Check("Qt", "fail", found, advice)


def _ffmpeg() -> Iterator[Check]:
    if shutil.which("ffmpeg") and shutil.which("ffprobe"):
        yield Check("ffmpeg", "ok", "reads M4A, WebM and the rest")
    else:
        found = "missing: only WAV, FLAC, MP3 and Ogg can be read"
        yield Check("ffmpeg", "warn", found, "install ffmpeg if you have other recordings")


def _kept_calls() -> Iterator[Check]:
    # Opens nothing that needs a key, and asks nobody.
    address = current_rules(_own_settings()).store_address
    if not is_there(address):
        keeps = "in the keyring" if safe_keyring() else "under a passphrase: there is no keyring"
        yield Check("kept calls", "ok", f"none yet; their key would be kept {keeps}")
        return
    database = Database(address or default_address())
    try:
        key = wrapped_key(database)
    finally:
        database.close()
    kind = key.kind if key is not None else "no key"
    if anything_to_recover():
        found = f"{database.name}, a call was cut off, or is being recorded"
        yield Check("kept calls", "warn", found, "callassist calls list recovers what was cut off")
    else:
        yield Check("kept calls", "ok", f"{database.name}, opened by {kind}")


def _policy() -> Iterator[Check]:
    rules = current_rules(_own_settings())
    if not rules.locked_by:
        yield Check("policy", "ok", "none: your own settings hold")
    else:
        forbids = f"; {rules.recording_forbidden}" if rules.recording_forbidden else ""
        yield Check("policy", "ok", f"of {rules.locked_by}{forbids}")


def _settings() -> Iterator[Check]:
    path = paths.settings_path()
    load(path)
    yield Check("settings", "ok", str(path) if path.exists() else "none yet: the defaults hold")


def _own_settings() -> UserSettings:
    """Return the settings; the defaults where they cannot be read, which is told by itself."""
    try:
        return load(paths.settings_path())
    except CallAssistError:
        return UserSettings()


def _folders() -> Iterator[Check]:
    if not (paths.resources_dir() / "prompts" / "default.toml").is_file():
        yield Check("resources", "fail", "the prompts are missing", "reinstall callassist")
    for name, folder in (
        ("models folder", paths.models_dir()),
        ("settings folder", paths.settings_path().parent),
    ):
        yield _folder(name, folder)


def _folder(name: str, folder: Path) -> Check:
    existing = next(path for path in (folder, *folder.parents) if os.path.lexists(path))
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return Check(name, "fail", f"{folder}: {reason}", f"make {existing} writable")
    free_bytes = shutil.disk_usage(existing).free
    if free_bytes < MODEL_BYTES:
        found = f"{folder}: {free_bytes // 1_000_000} MB free"
        return Check(name, "warn", found, f"free {MODEL_BYTES // 1_000_000} MB for a speech model")
    return Check(name, "ok", str(folder))


def _from_line(name: str, state: State, line: str) -> Check:
    """Make a check of an error's line, ``what is wrong: what to do``."""
    found, _, advice = line.partition(": ")
    return Check(name, state, found, advice)


_LOOKS: tuple[Callable[[], Iterator[Check]], ...] = (
    _python, _settings, _sound_libraries, _devices, _models, _screen, _qt, _ffmpeg, _kept_calls,
    _policy, _folders,
)  # fmt: skip
