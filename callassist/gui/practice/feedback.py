"""After the answer: what counted, what was said in the call, and what would have been prompted."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from callassist.gui import icons
from callassist.gui.core_texts import core
from callassist.gui.flow import FlowLayout
from callassist.gui.i18n import translate
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme, blend
from callassist.prompts.schema import Pack
from callassist.review.practice.answers import IN_PART, Sign
from callassist.review.practice.questions import Question
from callassist.review.practice.session import Answer
from callassist.run.packs.in_force import layers_below
from callassist.settings.policy import Rules


class SignPill(QWidget):
    """One thing that was found in the trainee's words."""

    def __init__(self, sign: Sign, theme: Theme, parent: QWidget) -> None:
        """Show ``sign``."""
        super().__init__(parent)
        self._sign = sign
        self._name = core(sign.name)
        self._theme = theme
        self.setAccessibleName(f"{self._name}: “{sign.quote}”" if sign.quote else self._name)
        self.setToolTip(f"“{sign.quote}”" if sign.quote else self._name)
        self.setFont(theme.font("caption"))

    def sizeHint(self) -> QSize:
        """Return room for the words."""
        width = self.fontMetrics().horizontalAdvance(self._name) + self._theme.px(2.4)
        return QSize(width, self._theme.px(1.7))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a sign and the words on a soft ground."""
        theme = self._theme
        token = "praise" if self._sign.helps else "warn"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(blend(getattr(theme.palette, token), theme.palette.background, 0.14))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        side = theme.px(1.0)
        box = QRectF(theme.px(0.5), (rect.height() - side) / 2, side, side)
        icons.paint(painter, "right" if self._sign.helps else "dismiss", box, theme.color(token))
        painter.setPen(theme.color("text"))
        text = rect.adjusted(theme.px(1.75), 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self._name)


class PromptCard(QFrame):
    """The prompt as the overlay would have shown it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty card."""
        super().__init__(parent)
        self.setObjectName("panel")
        self._theme: Theme | None = None
        self._icon, self._token = "nudge", "nudge"
        self.say = TextBlock(self)
        self.why = TextBlock(self)
        column = QVBoxLayout(self)
        column.addWidget(self.say)
        column.addWidget(self.why)
        self._column = column

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        say = theme.font("say")
        say.setPointSizeF(theme.body_font.pointSizeF() * 1.2)
        self.say.set_look(say, theme.color("text"))
        self.why.set_look(theme.font("caption"), theme.color("muted"))
        self._column.setContentsMargins(theme.px(3.2), theme.px(0.6), theme.px(0.8), theme.px(0.7))
        self._column.setSpacing(theme.px(0.2))

    def show_prompt(self, prompt_id: str, say: str, why: str, severity: str) -> None:
        """Show a prompt."""
        self._icon = prompt_id if icons.exists(prompt_id) else severity
        self._token = severity
        self.say.set_text(say)
        self.why.set_text(why)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the disc with the prompt's icon, as the overlay does."""
        super().paintEvent(event)
        theme = self._theme
        if theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(1.9)
        disc = QRectF(theme.px(0.8), theme.px(0.7), side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        color = theme.color(self._token)
        painter.setBrush(blend(getattr(theme.palette, self._token), theme.palette.background, 0.16))
        painter.drawEllipse(disc)
        inset = side * 0.2
        icons.paint(painter, self._icon, disc.adjusted(inset, inset, -inset, -inset), color)


class Verdict(QWidget):
    """Whether the answer helps, and what was found in the trainee's own words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self.line = TextBlock(self)
        self.heard = TextBlock(self)
        self.instead = TextBlock(self)
        self._pills = FlowLayout()
        self._holder = QWidget(self)
        self._holder.setLayout(self._pills)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.line, self.heard, self._holder, self.instead):
            column.addWidget(widget)
        self._column = column
        self.signs: list[SignPill] = []

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        strong = theme.font("body")
        strong.setWeight(strong.Weight.DemiBold)
        self.line.set_look(strong, theme.color("text"))
        self.heard.set_look(theme.font("body"), theme.color("text"))
        self.instead.set_look(theme.font("caption"), theme.color("muted"))
        self._pills.set_gap(theme.px(0.4))
        self._column.setSpacing(theme.px(0.5))

    def show_answer(self, question: Question, answer: Answer) -> None:
        """Tell what an answer is worth."""
        assert self._theme is not None
        token = {1.0: "praise", IN_PART: "nudge"}.get(answer.score, "warn")
        self.line.set_look(self.line.font(), self._theme.color(token))
        self.line.set_text(_verdict(question, answer))
        own = answer.scored is not None
        words = (
            self.tr("You said: “{text}”").format(text=answer.text)
            if answer.text
            else self.tr("You said nothing.")
        )
        self.heard.set_text(words if own else "")
        self.heard.setVisible(own)
        self.instead.set_text(self.tr("One way to put it:") if own else "")
        self.instead.setVisible(own)
        self._show_signs(answer.scored.signs if answer.scored is not None else ())

    def _show_signs(self, signs: tuple[Sign, ...]) -> None:
        assert self._theme is not None
        while (item := self._pills.takeAt(0)) is not None:
            item.widget().deleteLater()
        self.signs = [SignPill(sign, self._theme, self._holder) for sign in signs]
        for pill in self.signs:
            self._pills.addWidget(pill)
            pill.show()
        self._holder.setVisible(bool(signs))


class Lesson(QWidget):
    """What was said in the call, what would have been prompted, and why it matters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.said_title = TextBlock(self)
        self.said = TextBlock(self)
        self.prompt_title = TextBlock(self)
        self.prompt = PromptCard(self)
        self.why = TextBlock(self)
        self.source = TextBlock(self)
        left, right = QVBoxLayout(), QVBoxLayout()
        for widget in (self.said_title, self.said):
            left.addWidget(widget)
        for widget in (self.prompt_title, self.prompt):
            right.addWidget(widget)
        left.addStretch(1)
        right.addStretch(1)
        both = QHBoxLayout()
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(both)
        column.addWidget(self.why)
        column.addWidget(self.source)
        self._column, self._both, self._halves = column, both, (left, right)

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        for title in (self.said_title, self.prompt_title, self.source):
            title.set_look(theme.font("caption"), theme.color("muted"))
        for text in (self.said, self.why):
            text.set_look(theme.font("body"), theme.color("text"))
        self.prompt.set_theme(theme)
        self._column.setSpacing(theme.px(0.6))
        self._both.setSpacing(theme.px(1.4))
        for half in self._halves:
            half.setSpacing(theme.px(0.35))

    def show_question(self, question: Question) -> None:
        """Tell all about a moment."""
        moment, behavior = question.moment, question.behavior
        self.said_title.set_text(
            self.tr("What the agent did well in the call")
            if moment.good
            else self.tr("What the agent did in the call")
        )
        self.said.set_text(
            f"“{moment.said}”" if moment.said else self.tr("Said nothing, and listened.")
        )
        self._show_prompt(question)
        self.why.set_text(core(behavior.why))
        self.source.set_text(self.tr("From: {source}").format(source=behavior.source))

    def _show_prompt(self, question: Question) -> None:
        moment = question.moment
        evidence = " · ".join(moment.evidence[:2])
        if moment.good:
            self.prompt_title.set_text(self.tr("callassist has nothing to add, or says"))
            self.prompt.show_prompt("well_done", self.tr("That helped"), evidence, "praise")
            return
        shown = moment.prompt
        if shown is not None:
            self.prompt_title.set_text(self.tr("callassist said at that moment"))
            self.prompt.show_prompt(shown["id"], shown["say"], shown["why"], shown["severity"])
            return
        self.prompt_title.set_text(self.tr("callassist would have said"))
        rule = _pack(QLocale().name()[:2]).rule(question.behavior.id)
        say = "" if rule is None else rule.say_plain or rule.say
        severity = "nudge" if rule is None else rule.severity
        self.prompt.show_prompt(question.behavior.id, say, evidence, severity)


@lru_cache(maxsize=2)
def _pack(language: str) -> Pack:
    """Return the default prompts in the language of the windows."""
    return layers_below(Rules(), language=language).pack


def _verdict(question: Question, answer: Answer) -> str:
    if answer.scored is not None:
        return core(answer.scored.says)
    if answer.score >= 1.0:
        return (
            translate("Feedback", "Yes. You did well.")
            if not question.moment.good
            else translate("Feedback", "Yes, as the agent did.")
        )
    return translate("Feedback", "Not quite. This helps more:")


class Dots(QWidget):
    """How the practice goes: a dot a question."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._scores: tuple[float | None, ...] = ()
        self._place = 0

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        self.updateGeometry()

    def show_scores(self, scores: tuple[float | None, ...], place: int) -> None:
        """Show the scores so far; ``None`` for what is still to come."""
        self._scores, self._place = scores, place
        right = sum(score == 1.0 for score in scores)
        answered = sum(score is not None for score in scores)
        self.setAccessibleName(
            self.tr("{right} right of {answered} answered, {count} in all").format(
                right=right, answered=answered, count=len(scores)
            )
        )
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for all dots."""
        if self._theme is None:
            return QSize(0, 0)
        return QSize(self._theme.px(1.05) * len(self._scores), self._theme.px(1.2))

    def minimumSizeHint(self) -> QSize:
        """Return the size hint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a filled dot for right, a half one for in part, a ring for not yet."""
        theme = self._theme
        if theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step, radius = theme.px(1.05), theme.em_px * 0.27
        for place, score in enumerate(self._scores):
            center = QPointF(step * (place + 0.5), self.height() / 2)
            paint_dot(painter, center, radius, score, theme)
            if place == self._place:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.color("nudge"), 1.5))
                painter.drawEllipse(center, radius + 2.5, radius + 2.5)


def paint_dot(
    painter: QPainter, center: QPointF, radius: float, score: float | None, theme: Theme
) -> None:
    """Paint an answer's dot: told apart by its shape as well as by its color."""
    painter.setPen(Qt.PenStyle.NoPen)
    if score is None:
        painter.setBrush(theme.color("track"))
        painter.drawEllipse(center, radius, radius)
        return
    color = theme.color("praise" if score >= 1.0 else "nudge" if score > 0 else "warn")
    if score >= 1.0:
        painter.setBrush(color)
        painter.drawEllipse(center, radius, radius)
        return
    painter.setPen(QPen(color, 1.6))
    painter.setBrush(theme.color("background"))
    painter.drawEllipse(center, radius - 0.8, radius - 0.8)
    if score > 0:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        box = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
        painter.drawPie(box, 90 * 16, 180 * 16)
