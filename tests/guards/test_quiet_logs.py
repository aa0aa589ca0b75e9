"""A whole call with everything logged: no word of it, no name and no title in any log."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import soundfile as sf

from callassist.paths import resources_dir, settings_path
from callassist.settings.user import RecordingSettings, UserSettings, save

DEMO_CALL = resources_dir() / "demo" / "late-parcel.flac"
TITLE, AGENT, PASSPHRASE = "zanzibar-voucher", "Ottilie Quillfeather", "sesame sesame sesame"

LOGGED = """
import logging, sys
from callassist.cli.main import main
everything = logging.FileHandler(sys.argv.pop(1), encoding="utf-8")
everything.setFormatter(logging.Formatter("%(name)s %(message)s"))
logging.getLogger().addHandler(everything)
logging.getLogger().setLevel(logging.DEBUG)
main()
"""
"""Runs a command with every logger of every library written out, arguments filled in."""


@pytest.mark.soak
def test_a_whole_call_leaves_no_word_in_any_log(tmp_path: Path) -> None:
    save(UserSettings(recording=RecordingSettings(agent_name=AGENT)), settings_path())
    sound, rate_hz = sf.read(DEMO_CALL, dtype="float32")
    call = tmp_path / f"{TITLE}.flac"
    sf.write(call, sound[: 14 * rate_hz], rate_hz)
    environment = os.environ | {
        "CALLASSIST_PASSPHRASE": PASSPHRASE,
        "CALLASSIST_CALLS": str(tmp_path / "kept"),
    }

    def run(*arguments: str | Path) -> str:
        log = tmp_path / "log"
        command = [sys.executable, "-c", LOGGED, log, "--verbose", *arguments]
        done = subprocess.run(
            [*map(str, command)], env=environment, capture_output=True, text=True, check=False,
            timeout=100, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        # What a command says on purpose begins with its name or stands on stdout.
        told = [line for line in done.stderr.splitlines() if re.match(r"[A-Z]+ [\w.]+: ", line)]
        return "\n".join([*told, log.read_text("utf-8")])

    logged = run("analyze", call, "--engine", "moonshine", "--out", tmp_path / "out", "--keep")
    logged += run("calls", "list", "parcel")
    logged += run("report", tmp_path / "out" / f"{TITLE}.call.json", "--html", tmp_path / "r.html")
    document = json.loads((tmp_path / "out" / f"{TITLE}.call.json").read_text())
    words = [word["text"] for turn in document["turns"] for word in turn["words"]]
    assert len(words) > 20
    plain = " ".join(re.findall(r"\w+", logged.lower()))
    for first, second in pairwise(re.sub(r"\W", "", word.lower()) for word in words):
        assert f" {first} {second} " not in f" {plain} ", (first, second)
    for secret in (TITLE, "zanzibar", *AGENT.split(), "sesame"):
        assert secret.lower() not in logged.lower(), secret
