"""The first page of practice: what there is to do, sets, and how it goes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from callassist.gui.counts import counts
from callassist.gui.flow import FlowLayout
from callassist.gui.i18n import translate
from callassist.gui.practice.results import Results
from callassist.gui.style import Button, Field
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme

INTRO = QT_TRANSLATE_NOOP(
    "Home",
    "A call plays up to a moment that mattered, and stops. You choose or say what you would do. "
    "Then you see what was done, and what helps.",
)
NOTHING = QT_TRANSLATE_NOOP(
    "Home",
    "There is nothing to practice in this call: no moment stands out. Take another call, or "
    "bookmark a moment in its timeline.",
)
NOT_KEPT = QT_TRANSLATE_NOOP("Home", "This call is not kept, so your results are not kept either.")


class Home(QScrollArea):
    """Start, sets and results.

    Signals:
        start_asked: Practice what the calls hold.
        set_asked: Practice this set.
        make_asked: Make a set.
        rename_asked: Rename this set.
        drop_asked: Forget this set.
        trainee_changed: Somebody else practices.
    """

    start_asked = Signal()
    set_asked = Signal(str)
    make_asked = Signal()
    rename_asked = Signal(str)
    drop_asked = Signal(str)
    trainee_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty page."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(self)
        self.title = TextBlock(inner)
        self.intro = TextBlock(inner)
        self.what = TextBlock(inner)
        self.note = TextBlock(inner)
        self.start = Button(
            self.tr("Start"), inner, kind="main", icon="practice", tooltip=self.tr("Enter")
        )
        self.start.clicked.connect(self.start_asked)
        self.trainee = Field(inner, placeholderText=self.tr("Your name"))
        self.trainee.setAccessibleName(self.tr("Your name, for your results"))
        self.trainee.editingFinished.connect(self._name_given)
        self._named = ""
        self.sets_title = TextBlock(inner)
        self.sets_title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.sets_title.set_text(self.tr("Sets"))
        self._sets = FlowLayout()
        self._sets_holder = QWidget(inner)
        self._sets_holder.setLayout(self._sets)
        self.make = Button(self.tr("Make a set…"), inner, kind="quiet")
        self.make.clicked.connect(self.make_asked)
        self.results = Results(inner)
        column = QVBoxLayout(inner)
        column.addWidget(self.title)
        column.addWidget(self.intro)
        column.addWidget(self.what)
        line = QHBoxLayout()
        line.addWidget(self.start)
        line.addWidget(self.trainee)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.note)
        self._gaps = [QSpacerItem(0, 0), QSpacerItem(0, 0)]
        column.addItem(self._gaps[0])
        head = QHBoxLayout()
        head.addWidget(self.sets_title, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.make)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self._sets_holder)
        column.addItem(self._gaps[1])
        column.addWidget(self.results)
        column.addStretch(1)
        self._column, self._line = column, line
        self.set_buttons: list[Button] = []
        self.setWidget(inner)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        strong = theme.font("body")
        strong.setWeight(strong.Weight.DemiBold)
        self.title.set_look(theme.font("say"), theme.color("text"))
        self.intro.set_look(theme.font("body"), theme.color("muted"))
        for block in (self.what, self.sets_title):
            block.set_look(strong, theme.color("text"))
        self.note.set_look(theme.font("caption"), theme.color("warn"))
        self.trainee.setFont(theme.body_font)
        self.trainee.setFixedWidth(theme.px(13))
        self.results.set_theme(theme)
        self._sets.set_gap(theme.px(0.5))
        self._column.setContentsMargins(0, 0, theme.px(0.6), 0)
        self._column.setSpacing(theme.px(0.8))
        self._line.setSpacing(theme.px(0.7))
        for gap in self._gaps:
            gap.changeSize(0, theme.px(0.6))
        for button in (self.start, self.make, *self.set_buttons):
            button.set_theme(theme)

    def show_state(
        self, title: str, moments: int, calls: int, *, kept: bool, has_store: bool
    ) -> None:
        """Say what there is to practice."""
        self.title.set_text(title)
        self.intro.set_text(_introduced(moments, calls))
        self.what.set_text(counts.moments_in_calls(moments, calls) if moments else "")
        self.start.setVisible(moments > 0)
        self.note.set_text("" if kept or not calls else translate("Home", NOT_KEPT))
        self.note.setVisible(bool(self.note.text))
        self.trainee.setVisible(has_store)
        for widget in (self.sets_title, self.make, self._sets_holder):
            widget.setVisible(has_store)

    def show_trainee(self, name: str) -> None:
        """Show who practices."""
        self._named = name
        self.trainee.setText(name)

    def show_sets(self, sets: Mapping[str, int]) -> None:
        """Offer sets, each with its number of moments."""
        while (item := self._sets.takeAt(0)) is not None:
            item.widget().deleteLater()
        self.set_buttons = []
        for name, count in sets.items():
            button = Button(
                f"{name} ({count})", self._sets_holder, tooltip=self.tr("Practice this set")
            )
            button.setAccessibleName(
                self.tr("Practice the set {name}: {moments}").format(
                    name=name, moments=counts.moments(count)
                )
            )
            button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            button.clicked.connect(lambda _=False, name=name: self.set_asked.emit(name))
            button.customContextMenuRequested.connect(
                lambda at, name=name, button=button: self.menu(name).popup(button.mapToGlobal(at))
            )
            self._sets.addWidget(button)
            self.set_buttons.append(button)
            if self._theme is not None:
                button.set_theme(self._theme)
            button.show()
        self._sets_holder.setVisible(bool(sets) and self.make.isVisibleTo(self.widget()))

    def menu(self, name: str) -> QMenu:
        """Return the menu of a set."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(self.tr("Practice")).triggered.connect(lambda: self.set_asked.emit(name))
        menu.addAction(self.tr("Rename…")).triggered.connect(lambda: self.rename_asked.emit(name))
        menu.addAction(self.tr("Forget the set")).triggered.connect(
            lambda: self.drop_asked.emit(name)
        )
        return menu

    def _name_given(self) -> None:
        name = " ".join(self.trainee.text().split())
        if name and name != self._named:
            self._named = name
            self.trainee_changed.emit(name)


def _introduced(moments: int, calls: int) -> str:
    if moments:
        return translate("Home", INTRO)
    return translate("Home", NOTHING) if calls else translate("Home", "Choose a set.")
