"""``callassist library`` and ``practice``: windows as pictures, errors in a line, real imports."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import keyring
import pytest
import soundfile
from click.testing import CliRunner
from keyring.backends import fail

pytest.importorskip("PySide6")

from callassist.cli.library import EngineOnce, _importer
from callassist.cli.main import cli
from callassist.errors import CallAssistError
from callassist.paths import resources_dir
from callassist.review.callfile import write_call
from callassist.review.scorecard import scorecard
from callassist.run.practicing import PracticeBook
from callassist.settings.policy import Rules
from callassist.settings.user import UserSettings
from callassist.store import keys
from callassist.store.store import CallStore
from callassist.store.unlock import Unlock
from tests.review import calls as written

PASSPHRASE = "correct horse battery"


@pytest.fixture(autouse=True)
def sealed_home(tmp_path, monkeypatch, qapp):
    """A folder for the calls, sealed with a passphrase that the environment has."""
    monkeypatch.setattr(keys, "SCRYPT_COST", 2)
    monkeypatch.setenv("CALLASSIST_CALLS", str(tmp_path / "kept"))
    monkeypatch.setenv("CALLASSIST_PASSPHRASE", PASSPHRASE)
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def call_file(tmp_path):
    rude = written.rude_call()
    path = tmp_path / "rude.call.json"
    write_call({**rude, "scorecard": scorecard(rude), "timing": {}}, path)
    return path


def run(*words):
    return CliRunner().invoke(cli, [*words])


def test_the_library_without_a_store_is_a_picture_that_says_so(tmp_path):
    result = run("library", "--screenshot", str(tmp_path / "library.png"))
    assert result.exit_code == 0, result.output
    assert (tmp_path / "library.png").stat().st_size > 5_000


def test_a_call_file_is_practiced_without_a_store(tmp_path, call_file):
    shot = tmp_path / "practice.png"
    result = run("practice", str(call_file), "--screenshot", str(shot))
    assert result.exit_code == 0, result.output
    assert shot.stat().st_size > 10_000


def test_practice_without_a_store_says_where_calls_come_from():
    result = run("practice", "--set", "saying no", "--screenshot", "x.png")
    assert isinstance(result.exception, CallAssistError)
    assert "no calls are kept" in str(result.exception)


def test_a_set_that_is_not_there_is_told_before_a_window_opens(tmp_path):
    CallStore.open(unlock=Unlock()).close()
    shot = tmp_path / "practice.png"
    result = run("practice", "--set", "saying no", "--screenshot", str(shot))
    assert "there is no set 'saying no'" in str(result.exception)
    assert not shot.exists()


def test_a_call_and_a_set_are_too_much(call_file):
    result = run("practice", str(call_file), "--set", "one")
    assert result.exit_code == 2


def test_a_dropped_recording_is_analyzed_kept_and_practiced(tmp_path):
    """The importer of the window, with the real engine, to a question about the call."""
    sound, rate_hz = soundfile.read(resources_dir() / "demo" / "late-parcel.flac")
    path = tmp_path / "parcel.wav"
    soundfile.write(path, sound[: 24 * rate_hz], rate_hz)
    shares: list[float] = []
    with ExitStack() as stack:
        store = stack.enter_context(CallStore.open(unlock=Unlock()))
        engines = EngineOnce(stack)
        bring_in = _importer(store, UserSettings(), Rules(), engines.get)
        bring_in(path, shares.append)
        (kept,) = store.calls()
        assert kept.title == "parcel"
        assert shares == sorted(shares)
        assert shares[-1] > 0.9
        with pytest.raises(CallAssistError, match="kept already"):
            bring_in(path, shares.append)
        assert PracticeBook(store, "Ana").bookmarks() == []
    result = run("practice", kept.id, "--screenshot", str(tmp_path / "practice.png"))
    assert result.exit_code == 0, result.output


def test_an_import_that_is_cancelled_leaves_nothing(tmp_path):
    def refuse(share: float) -> None:
        if share > 0.2:
            raise CallAssistError("not wanted any more")

    with ExitStack() as stack:
        store = stack.enter_context(CallStore.open(unlock=Unlock()))
        engines = EngineOnce(stack)
        bring_in = _importer(store, UserSettings(), Rules(), engines.get)
        with pytest.raises(CallAssistError, match="not wanted"):
            bring_in(Path(resources_dir() / "demo" / "late-parcel.flac"), refuse)
        assert store.count() == 0
