"""Call files from elsewhere: nothing is looked for where they say, and nothing lacks is guessed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from callassist.errors import CallAssistError, CallStoreError
from callassist.run import opening
from callassist.run.opening import open_call_file
from callassist.run.whatif.tape import tape_of_document
from callassist.settings.user import load
from tests.fuzz.feeds_calls import good_call


def call_file(folder: Path, **changes: Any) -> Path:
    path = folder / "x.call.json"
    path.write_text(json.dumps(good_call() | changes))
    return path


@pytest.mark.parametrize("place", ["\\\\host\\share\\x.wav", "//host/share/x.wav", "a\x00b"])
def test_a_recording_elsewhere_is_not_even_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(opening, "recording_paths", asked.append)
    source = good_call()["source"] | {"path": place}
    call = open_call_file(call_file(tmp_path, source=source))
    assert asked == []
    assert "is not where it was" in call.sound_problem


@pytest.mark.parametrize(
    "changes",
    [
        {"turns": [{"channel": "agent"}]}, {"turns": {}}, {"prompts": None}, {"engine": {}},
        {"frustration": {"hop_s": 1e-300, "level": [], "reasons": []}},
        {"source": {"duration_s": 1e300}}, {"scorecard": {}}, {"schema": []}, {"schema": {"a": 1}},
    ],
)  # fmt: skip
def test_a_call_file_that_is_none_is_refused_in_one_line(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    with pytest.raises(CallStoreError) as refused:
        open_call_file(call_file(tmp_path, **changes))
    assert len(str(refused.value).splitlines()) == 1


def test_a_call_without_findings_has_a_tape() -> None:
    assert tape_of_document(good_call() | {"findings": []}).steps == ()


@pytest.mark.parametrize(
    "text",
    ["x = " + "[" * 5_000, "a." * 5_000 + "b = 1", "x = " + "9" * 5_000, "x = 1\n" * 300_000],
)
def test_settings_made_to_be_too_much_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.toml").write_text(text)
    with pytest.raises(CallAssistError) as refused:
        load(tmp_path / "settings.toml")
    assert len(str(refused.value)) < 400


def test_an_error_is_one_line_whatever_stands_in_it() -> None:
    line = str(CallAssistError("cannot read a\nb\x1b[2J\u202e\udcff: no"))
    assert line == "cannot read a\\nb\\x1b[2J\\u202e\\udcff: no"
