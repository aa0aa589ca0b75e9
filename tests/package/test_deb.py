"""The Debian package: installed, started and removed as an agent's computer would.

Long proofs (``.ci/run``): they need dist/callassist_*.deb, which ``make deb`` builds. As root on
a computer without callassist it is really installed; elsewhere it is unpacked and run from there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pulse import PulseServer, pulse

__all__ = ["pulse"]

ROOT = Path(__file__).parents[2]
DEMO_CALL = ROOT / "resources" / "demo" / "late-parcel.flac"
WITHOUT_MODELS_AT_MOST = 350e6

pytestmark = [
    pytest.mark.package,
    pytest.mark.timeout(300),
    pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="only Debian has dpkg"),
]


@pytest.fixture(scope="module")
def deb() -> Path:
    found = sorted((ROOT / "dist").glob("callassist_*.deb"))
    assert found, "there is no package to test: run 'make deb'"
    return found[-1]


def may_install() -> bool:
    known = subprocess.run(["dpkg", "--status", "callassist"], capture_output=True, check=False)
    return os.geteuid() == 0 and known.returncode != 0


@pytest.fixture(scope="module")
def program(deb: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if not may_install():
        folder = tmp_path_factory.mktemp("unpacked")
        subprocess.run(["dpkg-deb", "--extract", deb, folder], check=True)
        yield folder / "usr" / "bin" / "callassist"
        return
    installed = subprocess.run(
        ["dpkg", "--install", deb], capture_output=True, text=True, check=False
    )
    try:
        assert installed.returncode == 0, installed.stderr
        yield Path("/usr/bin/callassist")
    finally:
        subprocess.run(["dpkg", "--purge", "callassist"], capture_output=True, check=True)
    assert not Path("/opt/callassist").exists()
    assert not Path("/usr/bin/callassist").exists()
    assert not Path("/usr/share/applications/callassist.desktop").exists()


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A user's who has nothing of Python's."""
    return {
        "HOME": str(tmp_path),
        "PATH": "/usr/bin:/bin",
        "QT_QPA_PLATFORM": "offscreen",
        "LANG": "C.UTF-8",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }


def run(program: Path, *words: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [program, *words], capture_output=True, text=True, timeout=200, check=False, **options
    )


def test_it_is_small_enough_and_owned_by_root(deb: Path) -> None:
    listing = subprocess.run(
        ["dpkg-deb", "--contents", deb], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    files = [line.split(maxsplit=5) for line in listing]
    assert {owner for _, owner, *_ in files} == {"root/root"}
    weights = "/assets/tiny-en/"
    size = sum(int(bytes_) for _, _, bytes_, *_, name in files if weights not in name)
    assert size < WITHOUT_MODELS_AT_MOST
    assert not [name for *_, name in files if "readline" in name or "libgtk" in name]


def test_it_says_its_version_and_what_is_wrong(program: Path, environment: dict[str, str]) -> None:
    version = run(program, "--version", env=environment)
    assert re.fullmatch(r"callassist, version [\d.]+\n", version.stdout)
    doctor = run(program, "doctor", env=environment)
    lines = doctor.stdout.splitlines()
    assert any(re.match(r"(ok|warn)\s+Qt\s+starts on offscreen", line) for line in lines), lines
    assert any("Moonshine tiny English" in line for line in lines)
    assert "Traceback" not in doctor.stderr


def test_it_plays_the_demo(program: Path, environment: dict[str, str], tmp_path: Path) -> None:
    demo = run(program, "demo", "--fast", env=environment, cwd=tmp_path)
    assert demo.returncode == 0, demo.stderr
    assert "Let them finish" in demo.stdout
    assert len(list((tmp_path / "demo-out").glob("*.png"))) >= 3


def test_worker_processes_and_a_sealed_store_work(
    program: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    sealed = environment | {"CALLASSIST_PASSPHRASE": "correct horse battery"}
    recordings = [shutil.copy(DEMO_CALL, tmp_path / f"call{number}.flac") for number in (1, 2)]
    kept = run(
        program, "analyze", *recordings, "--keep", "--again", "--jobs", "2",
        "--engine", "moonshine", env=sealed,
    )  # fmt: skip
    assert kept.returncode == 0, kept.stderr
    listed = run(program, "calls", "list", env=sealed)
    assert "call1" in listed.stdout
    assert "call2" in listed.stdout
    picture = tmp_path / "timeline.png"
    review = run(program, "review", recordings[0], "--screenshot", picture, env=environment)
    assert review.returncode == 0, review.stderr
    assert picture.stat().st_size > 10_000


def test_it_hears_a_call_on_real_devices(
    program: Path, environment: dict[str, str], pulse: PulseServer
) -> None:
    import soundfile as sf

    agent, customer = pulse.split()
    heard = pulse.environment | environment | {"HOME": pulse.environment["HOME"]}
    heard.pop("PYTHONPATH", None)
    live = subprocess.Popen(
        [program, "live", "--headless", "--agent", agent, "--customer", customer],
        env=heard, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert live.stderr is not None
        assert any("listening" in line for line in live.stderr)
        samples, rate_hz = sf.read(DEMO_CALL, dtype="float32", stop=16_000 * 12)
        with pulse.play_into("call_sink", samples, rate_hz) as player:
            assert player.wait(60.0) == 0
        live.send_signal(2)
        _, said = live.communicate(timeout=60)
    finally:
        live.kill()
        live.wait()
    assert live.returncode == 0, said
    assert "call ended after" in said
