"""The user's settings file: forgiving when missing, exact when wrong."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callassist.errors import CallAssistError
from callassist.settings.user import (
    AudioSettings,
    OverlaySettings,
    PromptSettings,
    UserSettings,
    load,
    save,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / "settings.toml"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_missing_file_means_the_defaults(path):
    assert load(path) == UserSettings()
    assert not path.exists()


def test_round_trip(path):
    settings = UserSettings(
        engine="vosk",
        language="de-AT",
        overlay=OverlaySettings(
            theme="dark", opacity=0.9, text_scale=2.0, positions={'DP-1 "left"': (-5, 7)}
        ),
        audio=AudioSettings(agent_device="Headset (Jäger)"),
        prompts=PromptSettings(pack=Path("team.toml")),
    )
    save(settings, path)
    assert load(path) == settings
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]


def test_only_what_was_changed_is_written(path):
    save(UserSettings(engine="vosk"), path)
    assert path.read_text() == 'engine = "vosk"\n'


@given(
    st.dictionaries(st.text(max_size=20), st.tuples(st.integers(-9999, 9999), st.integers(0, 99))),
    st.sampled_from(["system", "dark", "light"]),
    st.floats(0.8, 3.0),
    st.none() | st.text(max_size=20),
)
def test_any_settings_come_back(tmp_path_factory, positions, theme, scale, device):
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    settings = UserSettings(
        overlay=OverlaySettings(positions=positions, theme=theme, text_scale=scale),
        audio=AudioSettings(customer_device=device),
    )
    save(settings, path)
    assert load(path) == settings


def test_every_mistake_is_named_in_one_line(path):
    write(
        path,
        'engin = "vosk"\nlanguage = "english please"\n'
        '[overlay]\ntheme = "drak"\nopacity = 0.2\nclick_through = "yes"\n[audio]\nagent = "x"\n',
    )
    with pytest.raises(CallAssistError) as caught:
        load(path)
    text = str(caught.value)
    assert "\n" not in text
    for part in (
        str(path),
        'unknown name "engin", did you mean "engine"?',
        'overlay.theme is "drak", not one of "system", "dark", "light", did you mean "dark"?',
        "overlay.opacity: ",
        "overlay.click_through: ",
        "language",
        'unknown name "audio.agent", did you mean "agent_device"?',
    ):
        assert part in text


@pytest.mark.parametrize("content", [b"oops = ", b"\xff\xfe", b"overlay = 3", b"[overlay]\nx = {}"])
def test_a_broken_file_is_refused_and_never_written_over(path, content):
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(CallAssistError) as caught:
        load(path)
    assert "\n" not in str(caught.value)
    with pytest.raises(CallAssistError):
        save(UserSettings(engine="vosk"), path)
    assert path.read_bytes() == content


@given(st.binary(max_size=200))
def test_no_content_ends_in_another_error(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    path.write_bytes(content)
    with contextlib.suppress(CallAssistError):
        assert isinstance(load(path), UserSettings)


def test_a_folder_that_cannot_be_written_is_one_line_and_leaves_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CallAssistError):
        save(UserSettings(), tmp_path / "file" / "settings.toml")


def test_a_failed_write_keeps_the_old_file(path, monkeypatch):
    save(UserSettings(engine="vosk"), path)

    def no_replace(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", no_replace)
    monkeypatch.setattr(Path, "replace", no_replace)
    with pytest.raises(CallAssistError, match="No space left"):
        save(UserSettings(engine="moonshine"), path)
    assert load(path).engine == "vosk"
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]


def test_settings_know_no_qt():
    import subprocess

    code = "import sys, callassist.settings.user; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
