"""Keeping calls from the command line: ``analyze --keep`` and ``live --record``."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import soundfile as sf

from callassist.paths import resources_dir
from callassist.store.store import CallStore
from callassist.store.unlock import PASSPHRASE_VARIABLE, Unlock
from tests.pulse import PulseServer, pulse

pytestmark = pytest.mark.usefixtures("kept_for_ever")

__all__ = ["pulse"]

DEMO_CALL = resources_dir() / "demo" / "late-parcel.flac"
NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kept"
    monkeypatch.setenv("CALLASSIST_CALLS", str(folder))
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "correct horse battery")
    for name, value in NO_KEYRING.items():
        monkeypatch.setenv(name, value)
    return folder


@pytest.fixture
def short(tmp_path: Path) -> Path:
    return cut(tmp_path / "short.flac", 0, 12)


def cut(path: Path, from_s: int, to_s: int) -> Path:
    samples, rate_hz = sf.read(DEMO_CALL, dtype="float32")
    sf.write(path, samples[from_s * rate_hz : to_s * rate_hz], rate_hz)
    return path


def callassist(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "callassist", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)


def store() -> CallStore:
    return CallStore.open(unlock=Unlock(use_keyring=False), create=False)


def test_recordings_are_kept_once(short: Path, kept: Path) -> None:
    first = callassist(
        "analyze", short, "--keep", "--engine", "moonshine", "--title", "Late parcel",
        "--agent-name", "Anna", "--started-at", "2026-11-03 14:02",
    )  # fmt: skip
    assert first.returncode == 0, first.stderr
    with store() as opened:
        (call,) = opened.calls()
        assert (call.title, call.agent, call.has_sound) == ("Late parcel", "Anna", True)
        assert f"{call.started_at:%Y-%m-%d %H:%M}" == "2026-11-03 14:02"
        assert call.duration_s == pytest.approx(12.0)
    assert f"{short} is kept as call {call.id}" in first.stderr
    assert first.stdout.startswith("short: empathy")
    again = callassist("analyze", short, "--keep", "--engine", "moonshine")
    assert (again.returncode, again.stdout) == (0, "")
    assert f"is kept already, as call {call.id}; --again keeps it once more" in again.stderr
    more = callassist("analyze", short, "--keep", "--again", "--engine", "moonshine")
    assert more.returncode == 0, more.stderr
    with store() as opened:
        assert opened.count() == 2


def test_several_processes_keep_into_one_store(tmp_path: Path, short: Path) -> None:
    calls = [short, cut(tmp_path / "second.flac", 12, 20), cut(tmp_path / "third.flac", 20, 28)]
    out = tmp_path / "out"
    run = callassist(
        "analyze", *calls, "--keep", "--out", out, "--jobs", "2", "--engine", "moonshine"
    )
    assert run.returncode == 0, run.stderr
    with store() as opened:
        assert sorted(call.title for call in opened.calls()) == ["second", "short", "third"]
    assert sorted(path.name for path in out.glob("*.call.json")) == [
        "second.call.json", "short.call.json", "third.call.json",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [[], ["--title", "x", "--out", "o"], ["--keep", "--title", "x", "more.flac"], ["--again"]],
)
def test_what_makes_no_sense_is_refused(short: Path, kept: Path, arguments: list[str]) -> None:
    run = callassist("analyze", short, *arguments)
    assert run.returncode == 2, run.stderr
    assert not kept.exists()


def test_a_policy_that_forbids_keeping_is_obeyed(
    tmp_path: Path, short: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('schema = 1\ncompany = "Example Ltd"\n[recording]\nallowed = false\n')
    monkeypatch.setenv("CALLASSIST_POLICY", str(policy))
    for command in (["analyze", short, "--keep"], ["live", "--headless", "--record"]):
        run = callassist(*command, "--engine", "moonshine")
        assert run.returncode == 1
        assert run.stderr.strip() == (
            "callassist: the policy of Example Ltd does not allow keeping calls"
        )
    assert not kept.exists()


def test_without_a_key_nothing_is_kept(
    short: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PASSPHRASE_VARIABLE)
    run = callassist("analyze", short, "--keep", "--engine", "moonshine")
    assert run.returncode == 1
    assert "passphrase" in run.stderr
    assert not list(kept.rglob("calls.sqlite"))


@pytest.mark.timeout(200)
def test_a_live_call_is_recorded_on_demand(pulse: PulseServer, kept: Path, short: Path) -> None:
    agent, customer = pulse.split()
    environment = {
        **pulse.environment, **NO_KEYRING, "CALLASSIST_CALLS": str(kept),
        PASSPHRASE_VARIABLE: os.environ[PASSPHRASE_VARIABLE],
    }  # fmt: skip
    live = subprocess.Popen(
        [
            sys.executable, "-m", "callassist", "live", "--headless", "--record", "--engine",
            "moonshine", "--agent", agent, "--customer", customer,
        ],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert live.stderr is not None
    said = ""
    for line in live.stderr:
        said += line
        if "recording to" in line:
            break
    assert "tell them: " in said
    samples, rate_hz = sf.read(short, dtype="float32")
    with pulse.play_into("call_sink", samples, rate_hz) as player:
        assert player.wait(60.0) == 0
    live.send_signal(signal.SIGINT)
    _, rest = live.communicate(timeout=90)
    assert live.returncode == 0, rest
    with store() as opened:
        (call,) = opened.calls()
        document = opened.document(call.id)
        sound = opened.sound(call.id)
        assert sound.read(0.0, 60.0).any()
        sound.close()
    assert f"kept as call {call.id}" in rest
    assert call.duration_s > 11.0
    assert document["turns"]
