"""The prompt card: one thing to say or do, why, and the agent's answer."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from callassist.gui import icons
from callassist.gui.buttons import FlatButton
from callassist.gui.i18n import translate
from callassist.gui.motion import Fader
from callassist.gui.overlay.timeleft import TimeLeftLine
from callassist.gui.text import TextBlock, height_by_width
from callassist.gui.theme import Theme
from callassist.types import Outcome, Prompt

DONE_MS = 900
"""How long a followed prompt shows its check before it goes."""


def spoken(prompt: Prompt) -> str:
    """Return a prompt as a screen reader says it: how grave it is, then its words."""
    prefix = {
        "nudge": translate("Card", "Hint"),
        "warn": translate("Card", "Important"),
        "praise": translate("Card", "Well done"),
    }[prompt.severity]
    return f"{prefix}: {prompt.say}"


class Badge(QWidget):
    """A prompt's icon on a disc: tinted for a nudge or praise, solid for a warning."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty badge."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._icon = ""
        self._token = "nudge"
        self._solid = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def icon(self) -> str:
        """Name of the icon that shows."""
        return self._icon

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.setFixedSize(theme.px(2.7), theme.px(2.7))
        self.update()

    def set_sign(self, icon: str, token: str, *, solid: bool) -> None:
        """Show an icon in the color of ``token``."""
        self._icon, self._token, self._solid = icon, token, solid
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint disc and icon."""
        if self._theme is None or not self._icon:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        accent = self._theme.color(self._token)
        disc = self._theme.color(self._token)
        solid = self._solid or self._theme.high_contrast
        disc.setAlphaF(1.0 if solid else 0.16)
        painter.setBrush(disc)
        painter.drawEllipse(QRectF(self.rect()))
        margin = self.width() * 0.2
        icons.paint(
            painter,
            self._icon,
            QRectF(self.rect()).adjusted(margin, margin, -margin, -margin),
            self._theme.color("background") if solid else accent,
        )


class PromptCard(QWidget):
    """Shows one prompt at a time.

    Signals:
        responded: ``(Prompt, Outcome)`` when the agent has clicked an answer.
        gone: The prompt has faded away; the card is hidden.
    """

    responded = Signal(object, str)
    gone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty, hidden card."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._prompt: Prompt | None = None
        self._upward = False
        self.badge = Badge(self)
        self.say = TextBlock(self)
        self.why = TextBlock(self, max_lines=2)
        self._left_handed = False
        self.helped = FlatButton(
            self.tr("Helped"),
            icon="helped",
            tooltip=self.tr("This helped"),
            show_text=True,
            parent=self,
        )
        self.unhelpful = FlatButton(
            self.tr("Not helpful"),
            icon="unhelpful",
            tooltip=self.tr("Not helpful: show this less often"),
            show_text=True,
            parent=self,
        )
        self.dismiss = FlatButton(self.tr("Dismiss"), icon="dismiss", parent=self)
        self.line = TimeLeftLine(self)
        self._fader = Fader(self)
        self._timeout = QTimer(self, singleShot=True)
        self._timeout.timeout.connect(self._leave)
        self._build()
        self.helped.clicked.connect(lambda: self.answer("helped"))
        self.unhelpful.clicked.connect(lambda: self.answer("unhelpful"))
        self.dismiss.clicked.connect(lambda: self.answer("dismissed"))
        self.hide()

    def _build(self) -> None:
        height_by_width(self)
        self._answers = QWidget(self)
        self._answer_row = QHBoxLayout(self._answers)
        self._answer_row.addWidget(self.helped)
        self._answer_row.addWidget(self.unhelpful)
        self._answer_row.addStretch(1)
        self._answer_row.addWidget(self.dismiss)
        self._words = QVBoxLayout()
        self._words.addStretch(1)  # words shorter than the badge stand at its middle
        self._words.addWidget(self.say)
        self._words.addWidget(self.why)
        self._words.addStretch(1)
        self._head = QHBoxLayout()
        self._head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addLayout(self._words, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self._answers)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.line)
        self._column.addLayout(self._foot)

    @property
    def prompt(self) -> Prompt | None:
        """The prompt that stands, if any."""
        return self._prompt

    def stands(self, prompt: Prompt) -> bool:
        """Return whether it is this prompt that stands."""
        return self._prompt is not None and _same(self._prompt, prompt)

    @property
    def busy(self) -> bool:
        """Whether a timer or an animation of the card runs."""
        return self._timeout.isActive() or self.line.running or self._fader.running

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        for part in (self.badge, self.helped, self.unhelpful, self.dismiss):
            part.set_theme(theme)
        self.say.set_look(theme.font("say"), theme.color("text"))
        self.why.set_look(theme.font("body"), theme.color("muted"))
        pad = theme.px(1.0)
        # The cross, not its padding, ends where the words and the line end.
        overhang = theme.px(0.5)
        top, bottom = (0.9, 0.2) if self._upward else (0.4, 0.7)
        near, far = pad, pad - overhang
        left, right = (far, near) if self._left_handed else (near, far)
        self._column.setContentsMargins(left, theme.px(top), right, theme.px(bottom))
        aside = (overhang, 0, 0, 0) if self._left_handed else (0, 0, overhang, 0)
        self._head.setContentsMargins(*aside)
        self._foot.setContentsMargins(*aside)
        self._column.setSpacing(theme.px(0.4))
        self._head.setSpacing(theme.px(0.9))
        self._words.setSpacing(theme.px(0.3))
        direction = QBoxLayout.Direction
        for row in (self._head, self._answer_row):
            row.setDirection(direction.RightToLeft if self._left_handed else direction.LeftToRight)
        self._answer_row.setSpacing(theme.px(0.3))
        self._fit_answers()
        self._color_line()

    def set_upward(self, upward: bool) -> None:
        """Say whether the card stands above the bar, where its own top is the overlay's."""
        if upward != self._upward and self._theme is not None:
            self._upward = upward
            self.set_theme(self._theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the buttons into the new width."""
        super().resizeEvent(event)
        self._fit_answers()

    def _fit_answers(self) -> None:
        """Let the buttons' words stand under the prompt's, else at the edge, else go."""
        if self._theme is None:
            return
        theme = self._theme
        indent = theme.px(2.7) + theme.px(0.9) - theme.px(0.5)
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        words = sum(each.width_for(each.text()) for each in (self.helped, self.unhelpful))
        needed = words + self.dismiss.sizeHint().width() + 3 * theme.px(0.3)
        for button in (self.helped, self.unhelpful):
            button.set_compact(needed > room)
        if room < needed + indent and needed <= room:
            indent = 0
        left, right = (0, indent) if self._left_handed else (indent, 0)
        self._answer_row.setContentsMargins(left, 0, right, 0)

    def set_left_handed(self, left_handed: bool) -> None:
        """Put the cross on the left, and all else the other way round as well."""
        if left_handed != self._left_handed:
            self._left_handed = left_handed
            if self._theme is not None:
                self.set_theme(self._theme)

    def set_answers_visible(self, visible: bool) -> None:
        """Show the buttons; they go while clicks pass through the overlay."""
        self._answers.setVisible(visible)

    def show_prompt(self, prompt: Prompt, *, left_s: float | None = None) -> None:
        """Show a prompt, in the place of any other, for ``left_s`` or its own time."""
        assert self._theme is not None
        again = self.stands(prompt)
        self._prompt = prompt
        self.badge.set_sign(
            icons.for_prompt(prompt), prompt.severity, solid=prompt.severity == "warn"
        )
        self.say.set_text(prompt.say)
        self.why.set_text(prompt.why)
        self.why.setVisible(bool(prompt.why))
        self.setAccessibleName(spoken(prompt))
        self.setAccessibleDescription(prompt.why)
        self._answers.setEnabled(True)
        self._color_line()
        duration_s = prompt.hide_s - prompt.shown_s if left_s is None else left_s
        self.line.start(duration_s)
        self._timeout.start(max(0, round(duration_s * 1000)))
        self.show()
        if not again:
            self._fader.fade_in(at_once=self._theme.reduced_motion)

    def hide_prompt(self, prompt: Prompt) -> None:
        """Hide a prompt if it is the one that stands; a followed one shows a check first."""
        if not self.stands(prompt):
            return
        if prompt.outcome in ("followed", "cleared"):
            self._show_done()
        else:
            self._leave()

    def clear(self) -> None:
        """Hide whatever stands, at once."""
        self._stop()
        self._fader.fade_out(self._finish, at_once=True)

    def answer(self, outcome: Outcome) -> None:
        """Answer the prompt that stands, as its buttons do; nothing if none stands."""
        if self._prompt is None:
            return
        prompt = self._prompt
        if outcome == "helped":
            self._show_done()
        else:
            self._leave()
        self.responded.emit(prompt, outcome)

    def _show_done(self) -> None:
        """Put a check in the place of the icon for a moment."""
        self._stop()
        self.badge.set_sign("well_done", "praise", solid=True)
        self._answers.setEnabled(False)
        self._timeout.start(DONE_MS)

    def _leave(self) -> None:
        assert self._theme is not None
        self._stop()
        self._fader.fade_out(self._finish, at_once=self._theme.reduced_motion)

    def _stop(self) -> None:
        """Let the prompt stand no more; only the check or the fade is left."""
        self._prompt = None
        self._timeout.stop()
        self.line.stop()

    def _finish(self) -> None:
        self.hide()
        self.gone.emit()

    def _color_line(self) -> None:
        if self._theme is not None:
            token = self._prompt.severity if self._prompt is not None else "nudge"
            color = self._theme.color(token)
            color.setAlphaF(1.0 if self._theme.high_contrast else 0.7)
            self.line.set_look(self._theme, color)


def _same(one: Prompt, two: Prompt) -> bool:
    return one.id == two.id and one.shown_s == two.shown_s
