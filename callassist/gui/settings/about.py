"""Which version this is, where its files are, and whose policy holds."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QWidget

from callassist import __version__, paths
from callassist.gui.style import Button
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.gui.window import half_way_down
from callassist.settings.policy import Policy


def open_folder(folder: Path) -> None:
    """Show a folder in the system's file manager; the nearest one above it that exists."""
    there = next(path for path in (folder, *folder.parents) if path.is_dir())
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(there)))


class About(QWidget):
    """Facts in two columns, folders with a button."""

    def __init__(self, policies: tuple[Policy, ...] = (), parent: QWidget | None = None) -> None:
        """Build it."""
        super().__init__(parent)
        self._names: list[TextBlock] = []
        self._texts: list[TextBlock] = []
        self._buttons: list[Button] = []
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        self._add(self.tr("Version"), f"callassist {__version__}")
        self._add(
            self.tr("Network"),
            self.tr("Used for one thing only: installing a speech model when you ask for it."),
        )
        companies = ", ".join(policy.company for policy in policies)
        self._add(
            self.tr("Policy"),
            self.tr("Of {company}. Settings with a lock are decided there.").format(
                company=companies
            )
            if companies
            else self.tr("None: your own settings hold."),
        )
        for name, folder in (
            (self.tr("Settings"), paths.settings_path().parent),
            (self.tr("Speech models"), paths.models_dir()),
            (self.tr("Kept calls"), paths.calls_dir()),
        ):
            self._add(name, str(folder), folder)
        self._add(
            self.tr("Licenses"), self.tr("Apache-2.0; what it is built on has licenses of its own.")
        )
        help_line = self.tr("Run callassist doctor in a terminal: it says what is wrong here.")
        self._add(self.tr("If something fails"), help_line)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        for name in self._names:
            name.set_look(theme.font("body"), theme.color("muted"))
            name.setFixedWidth(theme.px(8.5))
        for text in self._texts:
            text.set_look(theme.font("body"), theme.color("text"))
        for button in self._buttons:
            button.set_theme(theme)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(1.0))
        self._grid.setVerticalSpacing(theme.px(0.8))

    def _add(self, name: str, text: str, folder: Path | None = None) -> None:
        row = self._grid.rowCount()
        label, block = TextBlock(self), TextBlock(self)
        label.set_text(name)
        block.set_text(text)
        if folder is None:
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(block, row, 1)
        else:  # beside a button, which is higher than its words
            self._grid.addLayout(half_way_down(label), row, 0)
            self._grid.addLayout(half_way_down(block), row, 1)
        self._names.append(label)
        self._texts.append(block)
        if folder is not None:
            button = Button(self.tr("Open"), self, kind="quiet")
            button.setAccessibleName(self.tr("{name}: open the folder").format(name=name))
            button.clicked.connect(lambda: open_folder(folder))
            self._grid.addWidget(button, row, 2)
            self._buttons.append(button)
