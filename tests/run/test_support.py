"""A support bundle tells how the program does, and nothing of anybody's calls."""

from __future__ import annotations

import getpass
import json
import logging
import socket
import zipfile
from pathlib import Path

import pytest

from callassist import paths
from callassist.errors import CallAssistError
from callassist.run import support
from callassist.run.doctor import Check
from callassist.run.logfile import kept_log, note_crash
from callassist.run.support import device_label, write_bundle
from callassist.settings.user import (
    AudioSettings,
    OverlaySettings,
    PromptSettings,
    RecordingSettings,
    UserSettings,
    save,
)
from callassist.sources import devices
from callassist.sources.devices import Device
from callassist.store.store import CallStore
from callassist.store.unlock import PASSPHRASE_VARIABLE, Unlock
from tests.store.calls import keep

PLANTED = (
    "zanzibar", "Ottilie", "Quillfeather", "sesame-passphrase", "tok3n-of-control", "Wobblecorp",
    "Pemberton", "hush-hush-say", "marmalade", "secretteam", "gizmotronic", "topsecretmodel",
)  # fmt: skip
"""Words of calls, names of people, passphrases, tokens, texts of prompts: none may be found."""


@pytest.fixture
def planted(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer with a secret in every place that a person can write to."""
    monkeypatch.setenv("CALLASSIST_CALLS", str(home / "Ottilie" / "kept"))
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "sesame-passphrase")
    monkeypatch.setattr(socket, "gethostname", lambda: "Quillfeather.example.org")
    monkeypatch.setattr(getpass, "getuser", lambda: "Pemberton")
    found = [
        Device("usb-1", "Pemberton's USB Headset", "microphone", True, 48_000, "ALSA"),
        Device("usb-2", "AirPods of Ottilie", "loopback", True, 44_100, "ALSA"),
    ]
    monkeypatch.setattr(devices, "scan", lambda: (found, ["marmalade does not answer"]))
    own = paths.user_pack_path()
    own.parent.mkdir(parents=True)
    own.write_text('schema = 2\n[[prompt]]\nid = "listen"\nsay = "hush-hush-say"\n')
    policy = home / "policy.toml"
    policy.write_text('schema = 1\ncompany = "Wobblecorp"\n[recording]\nconsent_line = "marmalade"')
    monkeypatch.setenv("CALLASSIST_POLICY", str(policy))
    save(
        UserSettings(
            model="/models/topsecretmodel",
            overlay=OverlaySettings(screen="gizmotronic", positions={"gizmotronic": (1, 2)}),
            audio=AudioSettings(agent_device="Pemberton's USB Headset"),
            prompts=PromptSettings(team_folder="/mnt/secretteam"),
            recording=RecordingSettings(agent_name="Ottilie", consent_line="marmalade?"),
        ),
        paths.settings_path(),
    )
    model = paths.models_dir() / "topsecretmodel" / "am"
    model.mkdir(parents=True)
    (model / "final.mdl").write_bytes(b"x")
    monkeypatch.setattr("callassist.store.keys.SCRYPT_COST", 2)
    with CallStore.open(unlock=Unlock(use_keyring=False)) as store:
        call = keep(store, title="zanzibar parcel", agent="Ottilie")
        store.marks(call.id, "Pemberton").add("comment", 1.0, "marmalade")
    with kept_log():
        log = logging.getLogger("callassist.x")
        log.info("the %s's device %s: %s", "agent", "Pemberton's USB Headset", "zanzibar")
        try:
            raise ValueError("zanzibar tok3n-of-control")
        except ValueError as error:
            note_crash(error)
    # As if something had been written there by a mistake: the second line of defense.
    with (support.log_dir() / "callassist.log").open("a") as file:
        file.write(f"2026-11-20 device of Pemberton at {home}/Ottilie on quillfeather\n")


def checks() -> list[Check]:
    return [
        Check("Python", "ok", "3.11 on Linux of Pemberton"),
        Check("microphone", "ok", "1; default is Pemberton's USB Headset"),
        Check("kept calls", "ok", "/home/Ottilie/kept"),
        Check("something new", "warn", "zanzibar", "ask Ottilie"),
    ]


@pytest.mark.usefixtures("planted")
def test_no_secret_gets_in_and_what_helps_does(tmp_path: Path, home: Path) -> None:
    file = tmp_path / "report.zip"
    names = write_bundle(file, checks())
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == names
        texts = {name: archive.read(name).decode() for name in names}
    whole = "\n".join(texts.values())
    for secret in (*PLANTED, str(home), "sealed", "1st", "Late"):
        assert secret.lower() not in whole.lower(), secret
    read = {name: json.loads(text) for name, text in texts.items() if name.endswith(".json")}
    assert [check["state"] for check in read["checks.json"]] == ["ok", "ok", "ok", "warn"]
    assert read["devices.json"]["devices"][0]["name"].startswith("… usb headset #")
    assert read["devices.json"]["problems"] == 1
    assert read["settings.json"]["recording"]["agent_name"] == "(set)"
    assert read["settings.json"]["overlay"]["positions"] == "(1 set)"
    assert read["policy.json"][0]["company"] == "(set)"
    assert read["packs.json"]["layers"] == 2
    assert len(read["packs.json"]["sha256"]["own"]) == 64
    assert read["models.json"] == [
        {"name": "(another)", "language": None, "whole": False, "by_hand": True,
         "damaged_files": None}
    ]  # fmt: skip
    store = read["store.json"]
    assert (store["calls"], store["marks"], store["key"]) == ({"whole": 1}, 1, "passphrase")
    assert store["file_bytes"] > 0
    assert sum(day["starts"] for day in read["days.json"].values()) == 1
    assert sum(day["errors"] for day in read["days.json"].values()) == 1
    assert "CALLASSIST_CALLS" in read["system.json"]["variables"]
    assert "the agent's device …: …" in texts["log.txt"]
    assert "ValueError" in texts["crash.txt"]


def test_the_same_computer_makes_the_same_bundle(tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        write_bundle(tmp_path / name, checks())
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert (tmp_path / "one.zip").stat().st_mode & 0o777 == 0o600
    with pytest.raises(CallAssistError, match="is there already"):
        write_bundle(tmp_path / "one.zip", [])


def test_a_part_that_fails_names_its_error_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = paths.settings_path()
    settings.parent.mkdir(parents=True)
    settings.write_text('engine = "marmalade"')
    write_bundle(tmp_path / "report.zip", [])
    with zipfile.ZipFile(tmp_path / "report.zip") as archive:
        assert json.loads(archive.read("settings.json")) == {"error": "CallAssistError"}
        assert b"marmalade" not in archive.read("packs.json")


def test_a_bundle_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CallAssistError, match="cannot write"):
        write_bundle(tmp_path / "none" / "report.zip", [])
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Jabra Link 380 Mono", "jabra link … mono"),
        ("Monitor of Built-in Audio Analog Stereo", "monitor of built-in audio analog stereo"),
        ("AirPods von Petra Müller", "…"),
    ],
)
def test_of_a_devices_name_makers_words_stay(name: str, label: str) -> None:
    made = device_label(name)
    assert made.rsplit(" #", 1)[0] == label
    assert made != device_label(name + " 2")
