"""The speech model: what is installed, and installing it with progress, from the net or a file."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from callassist import paths
from callassist.engines.catalogue import ModelEntry, load_catalogue
from callassist.engines.installed import InstalledModel, installed_models, is_whole
from callassist.engines.moonshine import bundled_folder
from callassist.errors import CallAssistError
from callassist.gui.flow import FlowLayout
from callassist.gui.i18n import capital
from callassist.gui.style import Button, icon
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.run.installing import Installation, arrived_bytes

State = Literal["installed", "damaged", "partial", "missing", "installing", "unknown"]

ENDING_MAY_TAKE_S = 2.0
MB = 1e6


class ModelPanel(QWidget):
    """What hears calls now, and what can be done about it.

    Signals:
        installed: A model was installed.

    Attributes:
        state: What there is for the language of the calls.
    """

    installed = Signal()
    # Bytes as float: an int of Qt has 32 bits.
    _progressed = Signal(str, float, float)
    _ended = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None, *, address: str | None = None) -> None:
        """Build it.

        Args:
            parent: The widget it lies on.
            address: A mirror to install from.
        """
        super().__init__(parent)
        self._address = address
        self._language = "en"
        self._theme: Theme | None = None
        self._installation: Installation | None = None
        self._stopping = False
        self.state: State = "unknown"
        self._picture = QLabel(self)
        self.head, self.text = TextBlock(self), TextBlock(self)
        self.bar = QProgressBar(self, textVisible=False)
        self.bar.setAccessibleName(self.tr("Installing"))
        self.problem = TextBlock(self)
        self.fallback = TextBlock(self)
        self.install = Button(self.tr("Install"), self, kind="main")
        self.stop = Button(self.tr("Stop"), self)
        self.from_file = Button(self.tr("From a file…"), self)
        self.from_file.setToolTip(self.tr("The model's zip file, for a computer without network"))
        self.install.clicked.connect(lambda: self.start())
        self.stop.clicked.connect(self.cancel)
        self.from_file.clicked.connect(self._browse)
        self._progressed.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._take_end, Qt.ConnectionType.QueuedConnection)
        self._lay_out()
        self.refresh()

    def use_language(self, language: str) -> None:
        """Be about the models for this language of calls."""
        code = language.split("-")[0].lower()
        if code != self._language:
            self._say("")  # about another model
        self._language = code
        self.refresh()

    @property
    def entry(self) -> ModelEntry | None:
        """The model of the catalogue that can be installed for the language, if there is one."""
        try:
            known = load_catalogue()
        except CallAssistError:
            return None
        fitting = (e for e in known if not e.bundled and e.language == self._language)
        return next(fitting, None)

    def refresh(self) -> None:
        """Look what is installed, and show it."""
        if self._installation is not None:
            return
        entry = self.entry
        mine = [model for model in installed_models() if model.language == self._language]
        whole = next((model for model in mine if is_whole(model.folder)), None)
        arrived = arrived_bytes(entry.name) if entry is not None else 0
        self.bar.hide()
        self.stop.hide()
        can_install = entry is not None and whole is None
        self.install.setVisible(can_install)
        self.from_file.setVisible(can_install)
        if whole is not None:
            self._show_installed(whole)
        elif entry is None:
            self._show_unknown()
        else:
            size = f"{entry.bytes / MB:.0f}"
            if mine:
                self.state = "damaged"
                self.head.set_text(self.tr("The speech model is damaged"))
                self.text.set_text(self.tr("Install it once more to repair it."))
            elif arrived:
                self.state = "partial"
                self.head.set_text(self.tr("The speech model is partly here"))
                line = self.tr("{done} of {size} MB have arrived; it goes on from there.")
                self.text.set_text(line.format(done=f"{arrived / MB:.0f}", size=size))
            else:
                self.state = "missing"
                self.head.set_text(self.tr("No speech model is installed yet"))
                line = self.tr(
                    "It is fetched once, {size} MB, and checked. After that callassist never uses "
                    "the network."
                )
                self.text.set_text(line.format(size=size))
            label = self.tr("Go on") if self.state == "partial" else self.tr("Install ({size} MB)")
            self.install.setText(label.format(size=size))
            self.install.setAccessibleName(self.install.text())
            self._show_fallback()
        self._dress()

    def start(self, archive: Path | None = None) -> None:
        """Install the model, from the network or from a zip file."""
        entry = self.entry
        if self._installation is not None or entry is None:
            return
        self.state = "installing"
        self._say("")
        self.head.set_text(self.tr("Installing the speech model"))
        self.text.set_text(self.tr("Getting ready …"))
        self.fallback.hide()
        self.bar.setRange(0, 0)
        self.bar.show()
        self._stopping = False
        self.stop.show()
        self.install.hide()
        self.from_file.hide()
        self.stop.setFocus()
        self._installation = Installation(
            _outliving(self._progressed.emit),
            _outliving(self._ended.emit),
            name=entry.name,
            archive=archive,
            address=self._address,
        )

    def cancel(self) -> None:
        """Stop the installation; what has arrived is kept for the next one."""
        if self._installation is not None:
            self._stopping = True  # the button stays enabled: a disabled one loses the focus
            self.text.set_text(self.tr("Stopping …"))
            self._installation.stop()

    def close_down(self) -> None:
        """Stop what is under way, and wait a moment for its end."""
        if self._installation is not None:
            self._installation.stop()
            self._installation.join(ENDING_MAY_TAKE_S)
            self._installation = None

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        strong = theme.font("body")
        strong.setWeight(strong.Weight.DemiBold)
        self.head.set_look(strong, theme.color("text"))
        self.text.set_look(theme.font("body"), theme.color("muted"))
        self.fallback.set_look(theme.font("caption"), theme.color("muted"))
        self.problem.set_look(theme.font("body"), theme.color("alert"))
        for button in (self.install, self.stop, self.from_file):
            button.set_theme(theme)
        self._flow.set_gap(theme.px(0.6))
        self._column.setSpacing(theme.px(0.5))
        self._outer.setSpacing(theme.px(0.9))
        self._dress()

    def _lay_out(self) -> None:
        self._flow = FlowLayout()
        for button in (self.install, self.stop, self.from_file):
            self._flow.addWidget(button)
        self._column = QVBoxLayout()
        for part in (self.head, self.text, self.bar, self.problem):
            self._column.addWidget(part)
        self._column.addLayout(self._flow)
        self._column.addWidget(self.fallback)
        self._outer = QHBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self._picture, alignment=Qt.AlignmentFlag.AlignTop)
        self._outer.addLayout(self._column, 1)
        self.problem.hide()

    def _dress(self) -> None:
        """Show the sign of the state: a tick, or what is to be done."""
        if self._theme is not None:
            done = self.state == "installed"
            side = QSize(self._theme.px(1.4), self._theme.px(1.4))
            token = "hears" if done else "alert" if self.state == "damaged" else "nudge"
            name = "right" if done else "warn" if self.state == "damaged" else "import"
            self._picture.setPixmap(icon(self._theme, name, token).pixmap(side))

    def _show_installed(self, model: InstalledModel) -> None:
        self.state = "installed"
        self._say("")
        self.head.set_text(self.tr("The speech model is installed"))
        self.text.set_text(model.name)
        self.fallback.hide()

    def _show_unknown(self) -> None:
        self.state = "unknown"
        line = self.tr("No speech model for “{language}” is installed")
        self.head.set_text(line.format(language=self._language))
        line = self.tr(
            "callassist understands English calls. In other languages only timing and voices "
            "count; with a Vosk model for the language, unpacked into {folder}, words are at "
            "least written down."
        )
        self.text.set_text(line.format(folder=paths.models_dir()))
        self.fallback.hide()

    def _show_fallback(self) -> None:
        """Say what hears calls until a model is installed."""
        if self._language == "en" and bundled_folder() is not None:
            line = self.tr(
                "Until a speech model is installed, calls are heard with Moonshine tiny, which "
                "comes with callassist: English only, and weaker on phone lines."
            )
        else:
            line = self.tr(
                "Until a speech model is installed, no words are understood: install it before "
                "your first call."
            )
        self.fallback.set_text(line)
        self.fallback.show()

    def _show_progress(self, doing: str, done: float, total: float) -> None:
        if self._installation is None or self._stopping:
            return
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * done / max(total, 1.0)))
        if doing == "download":
            line = self.tr("{done} of {total} MB have arrived")
            line = line.format(done=f"{done / MB:.1f}", total=f"{total / MB:.1f}")
        else:
            line = self.tr("Checked; unpacking …")
        self.text.set_text(line)

    def _take_end(self, problem: str, stopped: bool) -> None:
        if self._installation is None:
            return
        self._installation = None
        had_focus = self.stop.hasFocus()
        self.refresh()
        self._say(problem)
        if self.state == "installed":
            self.installed.emit()
        elif had_focus:
            self.install.setFocus()
        if stopped:
            self._say("")

    def _say(self, problem: str) -> None:
        what, _, advice = problem.partition("; ")
        if "--" in advice or "run it" in advice:  # said for the command line
            problem = self.tr("{problem}. Try again, or install it from a file.")
            problem = problem.format(problem=what)
        self.problem.set_text(capital(problem))
        self.problem.setVisible(bool(problem))

    def _browse(self) -> None:
        found, _ = QFileDialog.getOpenFileName(
            self, self.tr("The model's zip file"), str(Path.home()), self.tr("Zip files (*.zip)")
        )
        if found:
            self.start(Path(found))


def _outliving(emit: Callable[..., None]) -> Callable[..., None]:
    """Return ``emit`` for a thread that may outlive its window: a site that hangs."""

    def told(*what: object) -> None:
        with contextlib.suppress(RuntimeError):  # the window is gone: nobody wants to know
            emit(*what)

    return told
