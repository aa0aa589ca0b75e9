"""A model installed beside a window: with progress, stopped, and gone on with."""

from __future__ import annotations

import threading

from callassist.run import calls
from callassist.run.installing import Installation, arrived_bytes
from callassist.settings.user import UserSettings
from tests.engines import site as web
from tests.engines.conftest import MODEL, cataloged, models, site  # noqa: F401 (fixtures)


class Watcher:
    """What an installation tells."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int, int]] = []
        self.moved = threading.Event()
        self.over = threading.Event()
        self.end: tuple[str, bool] | None = None

    def progress(self, *step):
        self.steps.append(step)
        self.moved.set()

    def ended(self, problem, stopped):
        self.end = (problem, stopped)
        self.over.set()


def test_stopped_in_the_middle_it_goes_on_from_there(site, models):  # noqa: F811
    half = len(site.body) // 2

    def stall(site, handler):
        web.head(handler, 200, Content_Length=len(site.body))
        handler.wfile.write(site.body[:half])
        handler.wfile.flush()
        stopped.wait(20)
        handler.wfile.write(site.body[half : half + 40_000])

    stopped, first = threading.Event(), Watcher()
    site.behave = stall
    installation = Installation(first.progress, first.ended, name=MODEL)
    assert first.moved.wait(10)
    installation.stop()
    stopped.set()
    assert first.over.wait(20)
    assert first.end == ("", True)
    assert installation.join(5)
    arrived = arrived_bytes(MODEL)
    assert 0 < arrived < len(site.body)
    assert not (models / MODEL).exists()

    site.behave = web.serve
    second = Watcher()
    Installation(second.progress, second.ended, name=MODEL)
    assert second.over.wait(20)
    assert second.end == ("", False)
    assert site.asked[-1] == f"bytes={arrived}-"
    assert [doing for doing, _, _ in second.steps][-1] == "unpack"
    assert (models / MODEL / "am" / "final.mdl").is_file()
    assert arrived_bytes(MODEL) == 0


def test_what_goes_wrong_is_told_in_a_line(site, models, tmp_path):  # noqa: F811
    wrong = tmp_path / "x.zip"
    wrong.write_bytes(b"no zip")
    watcher = Watcher()
    Installation(watcher.progress, watcher.ended, name=MODEL, archive=wrong)
    assert watcher.over.wait(10)
    problem, stopped = watcher.end
    assert "is not" in problem
    assert "\n" not in problem
    assert not stopped
    assert list(models.glob("[!.]*")) == []


def test_a_running_program_hears_its_next_call_with_what_was_installed(
    site,  # noqa: F811
    models,  # noqa: F811
    monkeypatch,
):
    opened = []

    def choose(*_, **__):
        opened.append(object())
        return opened[-1]

    monkeypatch.setattr(calls, "choose_engine", choose)
    program = calls.Calls(UserSettings(), lambda: None, print, lambda session: None)
    assert program.engine() is program.engine()
    watcher = Watcher()
    Installation(watcher.progress, watcher.ended, name=MODEL)
    assert watcher.over.wait(20)
    assert program.engine() is opened[1]
    assert len(opened) == 2
