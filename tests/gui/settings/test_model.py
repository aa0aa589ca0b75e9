"""The panel of the speech model, against a real site on this machine."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from callassist.gui.settings.model import ModelPanel
from callassist.gui.theme import Theme
from tests.engines import site as web
from tests.engines.conftest import MODEL, cataloged, models, site  # noqa: F401 (fixtures)

PATIENCE_MS = 20_000


@pytest.fixture
def panel(qapp, site):  # noqa: F811
    """The panel, for the language of the test's model."""
    panel = ModelPanel()
    panel.set_theme(Theme.make(dark=False))
    panel.use_language("xx-YY")
    panel.show()
    yield panel
    panel.close_down()
    panel.close()
    panel.deleteLater()


def test_installing_shows_progress_and_says_when_it_is_done(panel, models, qtbot):  # noqa: F811
    assert panel.state == "missing"
    assert "no words are understood" in panel.fallback.text
    with qtbot.waitSignal(panel.installed, timeout=PATIENCE_MS):
        panel.install.click()
        assert panel.stop.isVisible()
        assert not panel.install.isVisible()
    assert panel.state == "installed"
    assert panel.text.text == MODEL
    assert (models / MODEL / "am" / "final.mdl").is_file()
    assert not panel.stop.isVisible()


def test_stopped_it_says_how_much_is_here_and_goes_on(panel, site, qtbot):  # noqa: F811
    half, goes_on = len(site.body) // 2, threading.Event()

    def stall(site, handler):
        web.head(handler, 200, Content_Length=len(site.body))
        handler.wfile.write(site.body[:half])
        handler.wfile.flush()
        goes_on.wait(20)
        handler.wfile.write(site.body[half : half + 40_000])

    site.behave = stall
    panel.install.click()
    qtbot.waitUntil(lambda: "have arrived" in panel.text.text, timeout=PATIENCE_MS)
    assert panel.bar.maximum() == 1000
    assert panel.bar.value() > 0
    panel.stop.click()
    goes_on.set()
    qtbot.waitUntil(lambda: panel.state == "partial", timeout=PATIENCE_MS)
    assert panel.install.text() == "Go on"
    assert panel.problem.text == ""
    site.behave = web.serve
    with qtbot.waitSignal(panel.installed, timeout=PATIENCE_MS):
        qtbot.keyClick(panel.install, Qt.Key.Key_Space)
    assert site.asked[-1].startswith("bytes=")


def test_from_a_file_without_network(panel, site, tmp_path, monkeypatch, qtbot):  # noqa: F811
    archive = tmp_path / f"{MODEL}.zip"
    archive.write_bytes(site.body)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(archive), ""))
    with qtbot.waitSignal(panel.installed, timeout=PATIENCE_MS):
        panel.from_file.click()
    assert site.asked == []


def test_a_site_that_fails_is_told_without_words_of_the_command_line(panel, site, qtbot):  # noqa: F811
    site.behave = lambda site, handler: web.head(handler, 404)
    panel.install.click()
    qtbot.waitUntil(panel.problem.isVisible, timeout=PATIENCE_MS)
    assert "404" in panel.problem.text
    assert panel.problem.text.endswith("Try again, or install it from a file.")
    assert "--" not in panel.problem.text
    assert panel.state == "missing"
    assert panel.install.isVisible()
    panel.use_language("de")
    assert not panel.problem.isVisible()  # it named buttons that are gone


def test_other_languages_say_how_to_get_one(panel, models):  # noqa: F811
    panel.use_language("ko")
    assert panel.state == "unknown"
    assert str(models) in panel.text.text
    assert "only timing and voices" in panel.text.text  # a model alone understands nothing
    assert not panel.install.isVisible()
