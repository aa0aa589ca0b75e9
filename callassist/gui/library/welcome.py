"""What the library shows where there is no call: how one gets here."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from callassist.gui.i18n import translate
from callassist.gui.style import Button, icon
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.gui.window import put_in_the_middle

_WAYS = (
    (
        "record",
        QT_TRANSLATE_NOOP("Welcome", "Record a call"),
        QT_TRANSLATE_NOOP(
            "Welcome", "Press the round button on the overlay while you are on a call."
        ),
        QT_TRANSLATE_NOOP("Welcome", "Start listening"),
    ),
    (
        "import",
        QT_TRANSLATE_NOOP("Welcome", "Import recordings"),
        QT_TRANSLATE_NOOP("Welcome", "Drop files or a folder on this window, or choose them."),
        QT_TRANSLATE_NOOP("Welcome", "Choose files…"),
    ),
    (
        "media_play",
        QT_TRANSLATE_NOOP("Welcome", "Try it first"),
        QT_TRANSLATE_NOOP("Welcome", "Play the bundled call. Nothing of it is kept."),
        QT_TRANSLATE_NOOP("Welcome", "Play it"),
    ),
)


class Welcome(QWidget):
    """Three ways to a first call; or, for a search that found nothing, the way back.

    Signals:
        record_asked: Start to listen.
        import_asked: Choose files.
        demo_asked: Play the bundled call.
        all_asked: Show all calls again.
    """

    record_asked = Signal()
    import_asked = Signal()
    demo_asked = Signal()
    all_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build it."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._inner = QWidget(self)
        self.title = TextBlock(self._inner)
        self.text = TextBlock(self._inner)
        self.all = Button(
            self.tr("Show all calls"), self._inner, kind="main", tooltip=self.tr("Esc")
        )
        self.all.clicked.connect(self.all_asked)
        column = QVBoxLayout(self._inner)
        column.addWidget(self.title)
        column.addWidget(self.text)
        line = QHBoxLayout()
        line.addWidget(self.all)
        line.addStretch(1)
        column.addLayout(line)
        asked = (self.record_asked, self.import_asked, self.demo_asked)
        self.ways: list[tuple[QWidget, QLabel, TextBlock, TextBlock, Button]] = []
        for (_, name, text, deed), signal in zip(_WAYS, asked, strict=True):
            way = QWidget(self._inner)
            picture, head, body = QLabel(way), TextBlock(way), TextBlock(way)
            head.set_text(translate("Welcome", name))
            body.set_text(translate("Welcome", text))
            button = Button(translate("Welcome", deed), way)
            button.setAccessibleName(head.text)
            button.clicked.connect(signal)
            row = QHBoxLayout(way)
            row.addWidget(picture, alignment=Qt.AlignmentFlag.AlignTop)
            texts = QVBoxLayout()
            texts.addWidget(head)
            texts.addWidget(body)
            row.addLayout(texts, 1)
            row.addWidget(button)
            column.addWidget(way)
            self.ways.append((way, picture, head, body, button))
        self._column = column
        put_in_the_middle(self, self._inner)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        strong = theme.font("body")
        strong.setWeight(strong.Weight.DemiBold)
        self.title.set_look(theme.font("say"), theme.color("text"))
        self.text.set_look(theme.font("body"), theme.color("muted"))
        side = theme.px(1.8)
        for (name, *_), (way, picture, head, body, button) in zip(_WAYS, self.ways, strict=True):
            token = "alert" if name == "record" else "nudge"
            picture.setPixmap(icon(theme, name, token).pixmap(side, side))
            head.set_look(strong, theme.color("text"))
            body.set_look(theme.font("body"), theme.color("muted"))
            button.set_theme(theme)
            way.layout().setContentsMargins(0, theme.px(0.7), 0, theme.px(0.7))
            way.layout().setSpacing(theme.px(0.9))
        self._column.setSpacing(theme.px(0.5))
        self._inner.setFixedWidth(theme.px(38))

    def show_for(
        self,
        *,
        searching: bool,
        forbidden: str = "",
        can_import: bool = True,
        can_demo: bool = True,
        can_record: bool = True,
    ) -> None:
        """Show what fits: nothing found, nothing kept yet, or nothing may be kept."""
        self.all.setVisible(searching)
        may_keep = not searching and not forbidden
        shown = (may_keep, may_keep and can_import, not searching)
        for (way, *_), is_shown in zip(self.ways, shown, strict=True):
            way.setVisible(is_shown)
        self.ways[0][-1].setVisible(can_record)
        self.ways[2][-1].setVisible(can_demo)
        if not can_demo:
            self.ways[2][3].set_text(self.tr("The command callassist demo plays a bundled call."))
        if searching:
            self.title.set_text(self.tr("No call is like that"))
            self.text.set_text(self.tr("Take a word away, or look among all of them."))
        elif forbidden:
            self.title.set_text(self.tr("No calls are kept here"))
            self.text.set_text(f"{forbidden[0].upper()}{forbidden[1:]}.")
        else:
            self.title.set_text(self.tr("Your calls will be here"))
            self.text.set_text(
                self.tr(
                    "You see how each one went, hear any second of it, and practice on it. "
                    "They stay on this computer, sealed."
                )
            )
