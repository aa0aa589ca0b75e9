"""``callassist analyze`` as a person runs it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf

from callassist.paths import resources_dir
from callassist.review.scorecard_text import scorecard_text
from tests.conftest import NoNetwork

DEMO_CALL = resources_dir() / "demo" / "late-parcel.flac"


def callassist(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "callassist", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)


def calls_in(out: Path) -> list[str]:
    return sorted(path.name for path in out.rglob("*.call.json"))


def assert_one_line(run: subprocess.CompletedProcess[str], code: int, *parts: str) -> None:
    assert run.returncode == code, run.stderr
    assert "Traceback" not in run.stderr
    lines = [line for line in run.stderr.splitlines() if line.startswith("callassist: ")]
    assert len(lines) == 1, run.stderr
    for part in parts:
        assert part in lines[0]


@pytest.fixture
def short(tmp_path: Path) -> Path:
    samples, rate_hz = sf.read(DEMO_CALL, dtype="float32")
    path = tmp_path / "short.flac"
    sf.write(path, samples[: 12 * rate_hz], rate_hz)
    return path


def test_a_whole_call_without_any_network(
    tmp_path: Path, short: Path, no_network: NoNetwork
) -> None:
    command = no_network.command(
        sys.executable, "-m", "callassist", "analyze", str(short),
        "--engine", "moonshine", "--out", str(tmp_path / "out"),
    )  # fmt: skip
    run = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert run.returncode == 0, run.stderr
    document = json.loads((tmp_path / "out" / "short.call.json").read_text())
    assert [p["id"] for p in document["prompts"]] == ["listen"]
    assert no_network.attempts == []


def test_two_mono_files_are_one_call(tmp_path: Path, short: Path) -> None:
    samples, rate_hz = sf.read(short, dtype="float32")
    for column, name in enumerate(("me.wav", "them.wav")):
        sf.write(tmp_path / name, samples[:, column], rate_hz)
    run = callassist(
        "analyze", "--agent", tmp_path / "me.wav", "--customer", tmp_path / "them.wav",
        "--engine", "moonshine", "--out", tmp_path / "out",
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    document = json.loads((tmp_path / "out" / "me.call.json").read_text())
    assert {turn["channel"] for turn in document["turns"]} == {"agent", "customer"}


def test_a_silent_call_is_a_call_with_nothing_in_it(tmp_path: Path) -> None:
    sf.write(tmp_path / "silent.wav", np.zeros((5 * 8000, 2)), 8000)
    run = callassist("analyze", tmp_path / "silent.wav", "--engine", "moonshine", "--out", tmp_path)
    assert run.returncode == 0, run.stderr
    document = json.loads((tmp_path / "silent.call.json").read_text())
    assert (document["turns"], document["prompts"]) == ([], [])
    assert document["frustration"]["level"] == [0.0] * 5
    assert_one_line(run, 0, "silent.wav", "no speech")


@pytest.mark.parametrize(("dead", "who"), [(0, "the agent"), (1, "the customer")])
def test_a_side_that_is_never_heard_is_told(
    tmp_path: Path, short: Path, dead: int, who: str
) -> None:
    samples, rate_hz = sf.read(short, dtype="float32")
    samples[:, dead] = 0.0
    sf.write(tmp_path / "half.flac", samples, rate_hz)
    run = callassist("analyze", tmp_path / "half.flac", "--engine", "moonshine", "--out", tmp_path)
    assert_one_line(run, 0, "half.flac", who)
    assert (tmp_path / "half.call.json").is_file()


def test_a_call_is_a_line_of_its_scorecard_and_nothing_else(tmp_path: Path, short: Path) -> None:
    run = callassist("analyze", short, "--engine", "moonshine", "--out", tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert re.fullmatch(
        r"short: empathy (–|\d+) · agent talked \d+% · cut in once · "
        r"frustration \d+ → \d+ → \d+ · 1 prompt \(1 \w+\)\n",
        run.stdout,
    )


def test_the_whole_scorecard_is_printed_on_demand(tmp_path: Path, short: Path) -> None:
    (tmp_path / "broken.wav").write_bytes(b"")
    run = callassist(
        "analyze", tmp_path / "broken.wav", short, "--scorecard", "--jobs", "1",
        "--engine", "moonshine", "--out", tmp_path / "out",
    )  # fmt: skip
    card = json.loads((tmp_path / "out" / "short.call.json").read_text())["scorecard"]
    assert run.stdout == scorecard_text("short", card) + "\n"
    assert "Letting them finish" in run.stdout
    assert run.returncode == 1


def test_a_folder_is_done_once_and_only_what_changed_again(tmp_path: Path, short: Path) -> None:
    samples, rate_hz = sf.read(short, dtype="float32")
    folder, out = tmp_path / "calls", tmp_path / "out"
    for number, name in enumerate(("one.flac", "deep/two.flac")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        sf.write(folder / name, samples[number * rate_hz :][: 2 * rate_hz], rate_hz)
    arguments = ("analyze", folder, "--jobs", "1", "--engine", "moonshine", "--out", out)
    first = callassist(*arguments)
    assert first.returncode == 0, first.stderr
    assert "2 of 2 calls done" in first.stderr
    assert (out / "deep" / "two.call.json").is_file()
    before = (out / "one.call.json").read_bytes()
    sf.write(folder / "deep" / "two.flac", samples[: 3 * rate_hz], rate_hz)
    second = callassist(*arguments)
    assert second.returncode == 0, second.stderr
    assert second.stdout.count("empathy") == 1
    assert "1 call was done before; --again does them again" in second.stderr
    assert (out / "one.call.json").read_bytes() == before
    document = json.loads((out / "deep" / "two.call.json").read_text())
    assert document["source"]["duration_s"] == pytest.approx(3.0)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are text")
def test_a_name_that_is_no_text_is_read_all_the_same(tmp_path: Path, short: Path) -> None:
    recording = tmp_path / os.fsdecode(b"gr\xfc\xdfe.flac")
    recording.write_bytes(short.read_bytes())
    run = callassist("analyze", recording, "--engine", "moonshine", "--out", tmp_path)
    assert run.returncode == 0, run.stderr
    (call,) = tmp_path.glob("gr*.call.json")
    assert json.loads(call.read_text())["source"]["path"].endswith("gr\ufffd\ufffde.flac")


def test_brackets_in_a_path_are_no_markup(tmp_path: Path, short: Path) -> None:
    models = tmp_path / "m[" / "x]"
    (models / "vosk-model-small-en-us-0.15").mkdir(parents=True)
    run = subprocess.run(
        [sys.executable, "-m", "callassist", "analyze", str(short), "--out", str(tmp_path)],
        env={**os.environ, "CALLASSIST_MODELS": str(models)},
        capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert f"{models}/vosk-model-small-en-us-0.15 is not a whole Vosk model" in run.stderr


@pytest.mark.parametrize("content", [b"", b"not a sound", b"RIFF\x00\x00\x00\x00WAVEfmt "])
def test_a_broken_recording_is_one_line_and_no_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.wav").write_bytes(content)
    out = tmp_path / "out"
    run = callassist("analyze", tmp_path / "broken.wav", "--engine", "moonshine", "--out", out)
    assert_one_line(run, 1, "broken.wav")
    assert list(out.iterdir()) == []


def test_a_good_recording_is_kept_when_another_is_broken(tmp_path: Path, short: Path) -> None:
    (tmp_path / "broken.wav").write_bytes(b"")
    out = tmp_path / "out"
    run = callassist(
        "analyze", tmp_path / "broken.wav", short, "--jobs", "1",
        "--engine", "moonshine", "--out", out,
    )  # fmt: skip
    assert run.returncode == 1
    assert f"1 of 2 calls failed; {out / 'failures.csv'} lists them" in run.stderr
    assert calls_in(out) == ["short.call.json"]
    failures = (out / "failures.csv").read_text().splitlines()
    assert failures[0] == "recording,error"
    assert len(failures) == 2
    assert failures[1].startswith(f"{tmp_path / 'broken.wav'},")


def test_a_mono_recording_says_what_to_do(tmp_path: Path) -> None:
    sf.write(tmp_path / "mono.wav", np.zeros(16_000), 16_000)
    run = callassist("analyze", tmp_path / "mono.wav", "--engine", "moonshine", "--out", tmp_path)
    assert_one_line(run, 1, "--agent", "--customer")


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path, short: Path) -> None:
    (tmp_path / "file").write_text("")
    run = callassist("analyze", short, "--engine", "moonshine", "--out", tmp_path / "file" / "out")
    assert_one_line(run, 1, "--out")


def test_a_pack_with_mistakes_is_told_before_any_work(tmp_path: Path, short: Path) -> None:
    pack = tmp_path / "pack.toml"
    pack.write_text('schema = 1\nid = "x"\nversion = 1\n[budget]\nmin_gapp_s = 3\n')
    run = callassist(
        "analyze", short, "--pack", pack, "--engine", "moonshine", "--out", tmp_path / "out"
    )
    assert run.returncode == 1
    assert "min_gapp_s" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "out").exists()


def test_a_wrong_model_folder_is_one_line(tmp_path: Path, short: Path) -> None:
    run = callassist("analyze", short, "--model", tmp_path, "--out", tmp_path / "out")
    assert_one_line(run, 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ["analyze"],
        ["analyze", "--out", "x"],
        ["analyze", "--agent", "a.wav", "--out", "x"],
        ["analyze", "a/call.wav", "b/call.flac", "--out", "x"],
        ["analyse"],
    ],
)
def test_wrong_usage_is_exit_2(arguments: list[str]) -> None:
    run = callassist(*arguments)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr


def test_ctrl_c_ends_cleanly_and_leaves_no_half_file(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [
        sys.executable, "-m", "callassist", "analyze", str(DEMO_CALL), "--jobs", "1",
        "--engine", "moonshine", "--out", str(out),
    ]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        while not out.exists():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
    # Python dies of SIGINT itself where that comes while an import compiles something.
    assert process.returncode in (0, 1, -signal.SIGINT)
    assert "Traceback" not in stderr
    assert not list(out.glob("*.part"))
    assert not list(out.glob(".*"))


@pytest.fixture
def long_call(tmp_path: Path) -> Path:
    """Half an hour of talk: longer to analyze than any test waits."""
    samples, rate_hz = sf.read(DEMO_CALL, dtype="int16")
    path = tmp_path / "long.flac"
    with sf.SoundFile(path, "w", rate_hz, 2) as file:
        for _ in range(30):
            file.write(samples)
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_however_it_ends_no_worker_works_on(
    tmp_path: Path, short: Path, long_call: Path, ending: signal.Signals
) -> None:
    out = tmp_path / "out"
    command = [
        sys.executable, "-m", "callassist", "analyze", str(long_call), str(short), "--jobs", "2",
        "--engine", "moonshine", "--out", str(out),
    ]  # fmt: skip
    # The workers have the pipe as well: it ends when the last of them has.
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        while not (out / "short.call.json").exists():
            assert process.poll() is None
            time.sleep(0.05)
        for _ in range(3):
            process.send_signal(ending)
        _, stderr = process.communicate(timeout=60)
    assert calls_in(out) == ["short.call.json"]
    if ending != signal.SIGKILL:
        assert process.returncode == 1
        # Click ends the line on which the terminal shows ^C.
        assert stderr.splitlines()[-1] == "stopped; what was finished is kept"
        assert "Traceback" not in stderr
