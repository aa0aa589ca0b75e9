"""The two sides of a call: which device each is, how loud it is, and whether it works."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from callassist.errors import CallAssistError
from callassist.gui.i18n import capital, translate
from callassist.gui.meter import Meter
from callassist.gui.settings.editors import Editor
from callassist.gui.settings.hearing import Hearing
from callassist.gui.settings.kinds import DeviceChoice
from callassist.gui.studio.controls import Choice
from callassist.gui.style import Button, icon
from callassist.gui.text import TextBlock
from callassist.gui.theme import Theme
from callassist.gui.window import half_way_down
from callassist.gui.worker import Worker
from callassist.protocols import Engine
from callassist.run.levels import Level
from callassist.run.sound_test import Sentence
from callassist.run.speaking import SpokenAnswer
from callassist.settings.user import UserSettings
from callassist.sources.devices import Device
from callassist.types import Channel, Word

PLAIN_NAMES = ("default", "pulse", "pipewire", "sysdefault")
"""What ALSA calls whatever the sound server has chosen: no name for people."""

MONITOR_OF = ("Monitor of ", "Monitor von ")
"""How a Linux sound server begins the name of what a device plays."""

OpenEngine = Callable[[UserSettings], Engine]


def shown_name(device: Device) -> str:
    """Return what people call a device; what one plays is named after that device."""
    if device.kind != "loopback":
        return device.name
    return translate("Devices", "What {name} plays").format(name=_player(device))


def _player(device: Device) -> str:
    """Return the name of the device that plays what ``device`` hears."""
    for prefix in MONITOR_OF:
        if device.name.startswith(prefix):
            return device.name.removeprefix(prefix)
    return device.name


def open_chosen_engine(settings: UserSettings) -> Engine:
    """Open the recognizer that ``settings`` ask for.

    Raises:
        ModelError: There is none, or it is damaged.
    """
    from callassist.engines.choose import choose_engine

    model = Path(settings.model) if settings.model else None
    return choose_engine(settings.engine, model, settings.language)


class DeviceEditor(Editor):
    """A list of devices that follows what is plugged in, with the meter of the chosen one."""

    wide = True

    def __init__(
        self, kind: DeviceChoice, name: str, help_line: str, hearing: Hearing, parent: QWidget
    ) -> None:
        """Make it for one side."""
        super().__init__(name, help_line, parent)
        self.channel: Channel = kind.channel
        self._hearing = hearing
        self._value: str | None = None
        self.box = Choice(self)
        self.box.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.meter = Meter(self.tr("{name}: how loud it is").format(name=name), self)
        self.problem = TextBlock(self)
        self.problem.hide()
        column = QVBoxLayout()
        column.addWidget(self.box)
        column.addWidget(self.meter)
        column.addWidget(self.problem)
        self.row.addLayout(column, 1)
        self._column = column
        self.setFocusProxy(self.box)
        self.box.setAccessibleName(name)
        self.box.setAccessibleDescription(help_line)
        self.box.activated.connect(lambda at: self.chosen.emit(self.box.itemData(at)))
        hearing.found_changed.connect(self._fill)
        hearing.level_changed.connect(self._show_level)
        self._fill()

    def set_value(self, value: str | None) -> None:
        """Show a device's name as the settings have it, and hear it."""
        self._value = value
        self._hearing.choose(self.channel, value)
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self.box.setFont(theme.body_font)
        self.meter.set_theme(theme)
        self.problem.set_look(theme.font("caption"), theme.color("alert"))
        self._column.setSpacing(theme.px(0.45))
        self.setMaximumWidth(theme.px(40))

    def _fill(self) -> None:
        """List what is there: what usually is this side first, then the rest."""
        found = self._hearing.found
        mine = "microphone" if self.channel == "agent" else "loopback"
        usual = next((d for d in found.devices if d.kind == mine and d.is_default), None)
        system = (
            self.tr("The system's microphone")
            if self.channel == "agent"
            else self.tr("What this computer plays")
        )
        named = usual is not None and usual.name.casefold() not in PLAIN_NAMES
        items = [(f"{system} ({_player(usual)})" if named else system, None)]
        devices = sorted(found.devices, key=lambda device: device.kind != mine)
        names = [device.name for device in devices]
        for device in devices:
            double = names.count(device.name) > 1
            name = shown_name(device)
            items.append((f"{name} ({device.host_api})" if double else name, device.id))
        chosen = self._chosen_id()
        if chosen is not None and chosen not in [data for _, data in items]:
            items.append((self.tr("{name} (not there now)").format(name=chosen), chosen))
        if items != [(self.box.itemText(i), self.box.itemData(i)) for i in range(self.box.count())]:
            self.box.clear()
            for text, data in items:
                self.box.addItem(text, data)
        self.box.setCurrentIndex([data for _, data in items].index(chosen))
        problem = found.problems.get(self.channel, "")
        self.problem.set_text(capital(problem))
        self.problem.setVisible(bool(problem))
        if problem:
            self.meter.turn_off()

    def _chosen_id(self) -> str | None:
        """Return what the setting names, as the list has it: it may be a part of a name."""
        if self._value is None:
            return None
        device = self._hearing.found.chosen.get(self.channel)
        known = {one.id.casefold() for one in self._hearing.found.devices}
        if device is not None and self._value.casefold() not in known:
            return device.id
        return self._value

    def _show_level(self, channel: Channel, level: Level) -> None:
        if channel == self.channel:
            self.meter.set_level(level)


class SoundTests(QFrame):
    """A sentence to say and a sound to play, with what came of them, and what to mend.

    Signals:
        spoken: What was understood of the sentence.

    Attributes:
        heard: What the recognizer understood.
    """

    spoken = Signal(str)

    def __init__(
        self,
        hearing: Hearing,
        worker: Worker,
        open_engine: OpenEngine = open_chosen_engine,
        parent: QWidget | None = None,
    ) -> None:
        """Build it.

        Args:
            hearing: Both sides.
            worker: Opens the recognizer and runs it.
            open_engine: Opens the recognizer that settings ask for.
            parent: The widget it lies on.
        """
        super().__init__(parent)
        self._hearing, self._worker, self._open_engine = hearing, worker, open_engine
        self._settings = UserSettings()
        self._engine: Engine | None = None
        self._engine_of: tuple[object, ...] = ()
        self._theme: Theme | None = None
        self.heard = ""
        self._found_by: set[str] = set()
        # Buttons stay enabled while something is under way: a disabled one loses the focus.
        self._recognizing = self._playing = False
        self.say = Button(self.tr("Say a sentence"), self, icon="microphone")
        self.said = TextBlock(self)
        self.play = Button(self.tr("Play a test sound"), self, icon="speaker")
        self.played = TextBlock(self)
        self._light = QLabel(self)
        self.warning = TextBlock(self)
        self.warning.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self._light)
        line.addWidget(self.played, 1)
        self._line = line
        self._grid.addWidget(self.warning, 0, 0, 1, 2)
        self._grid.addWidget(self.say, 1, 0)
        self._grid.addLayout(half_way_down(self.said), 1, 1)
        self._grid.addWidget(self.play, 2, 0)
        self._grid.addLayout(half_way_down(line), 2, 1)
        self._grid.setColumnStretch(1, 1)
        self.say.clicked.connect(self._say)
        self.play.clicked.connect(self._play)
        hearing.sentence_spoken.connect(self._recognize)
        hearing.chime_heard.connect(self._chime_heard)
        hearing.chime_over.connect(self._chime_over)
        hearing.found_changed.connect(self._warn)
        hearing.crosstalk_changed.connect(self._warn)
        self.reset()

    def use(self, settings: UserSettings) -> None:
        """Try what these settings ask for."""
        self._settings = settings
        if not self._hearing.listening_for_sentence and not self.heard:
            self._invite()

    def reset(self) -> None:
        """Be as if nothing had been tried."""
        self.heard = ""
        self._hearing.cancel_sentence()
        self.say.setText(" " + self.tr("Say a sentence"))
        self._invite()
        self.played.set_text(
            self.tr("It plays where calls play; the customer's side must hear it.")
        )
        self._light.hide()

    def close_engine(self) -> None:
        """Free the recognizer, once the worker is closed."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def set_theme(self, theme: Theme) -> None:
        """Use this theme's colors and sizes."""
        self._theme = theme
        for button in (self.say, self.play):
            button.set_theme(theme)
        for text in (self.said, self.played):
            text.set_look(theme.font("body"), theme.color("muted"))
        self.warning.set_look(theme.font("body"), theme.color("alert"))
        self._grid.setHorizontalSpacing(theme.px(1.0))
        self._grid.setVerticalSpacing(theme.px(0.7))
        self._line.setSpacing(theme.px(0.5))
        self._show_light(self._light.property("token") or "")

    @property
    def playing(self) -> bool:
        """Whether the test sound plays now."""
        return self._playing

    # The sentence

    def sentence(self) -> str:
        """Return what is to be said, in the language of the calls."""
        language = self._settings.language.split("-")[0].lower()
        known = {
            "en": "Thank you for waiting, I will look into that for you",
            "de": "Danke für Ihre Geduld, ich kümmere mich gleich darum",
        }
        return known.get(language, "")

    def _invite(self) -> None:
        sentence = self.sentence()
        text = self.tr("Please say: “{sentence}”") if sentence else self.tr("Say any sentence.")
        self.said.set_text(text.format(sentence=sentence))

    def _say(self) -> None:
        if self._recognizing:
            return
        if self._hearing.listening_for_sentence:
            self.reset()
            return
        self.heard = ""
        sentence = self.sentence()
        self.say.setText(" " + self.tr("Stop"))
        text = self.tr("Speak now: “{sentence}”") if sentence else self.tr("Speak now …")
        self.said.set_text(text.format(sentence=sentence))
        self._hearing.listen_for_sentence()

    def _recognize(self, sentence: Sentence) -> None:
        self.say.setText(" " + self.tr("Say it again"))
        if not sentence.spoken:
            self.said.set_text(self.tr("Nobody was heard. Is the microphone switched on?"))
            return
        self.said.set_text(self.tr("Recognizing …"))
        self._recognizing = True
        settings = self._settings.model_copy(deep=True)

        def work() -> tuple[Word, ...]:
            return SpokenAnswer(self._engine_for(settings)).recognize(sentence.sound())

        self._worker.run(work, self._recognized, self._failed, key="recognize")

    def _engine_for(self, settings: UserSettings) -> Engine:
        """Return the recognizer of these settings, opened once; on the worker's thread."""
        wanted = (settings.engine, settings.model, settings.language)
        if self._engine is None or wanted != self._engine_of:
            if self._engine is not None:
                self._engine.close()
                self._engine = None
            self._engine = self._open_engine(settings)
            self._engine_of = wanted
        return self._engine

    def _recognized(self, words: tuple[Word, ...]) -> None:
        self._recognizing = False
        self.heard = " ".join(word.text for word in words)
        if self.heard:
            self.said.set_text(self.tr("Heard: “{words}”").format(words=self.heard))
        else:
            self.said.set_text(self.tr("No words were heard. Speak a little closer to it."))
        self.spoken.emit(self.heard)

    def _failed(self, error: CallAssistError) -> None:
        self._recognizing = False
        line = str(error)
        self.said.set_text(capital(line))

    # The test sound

    def _play(self) -> None:
        if self._playing:
            return
        self._playing = True
        self._found_by.clear()
        self.played.set_text(self.tr("Playing …"))
        self._show_light("")
        self._hearing.play_chime()

    def _chime_heard(self, channel: Channel) -> None:
        self._found_by.add(channel)
        if channel == "customer":
            self.played.set_text(self.tr("Heard: the customer's side works."))
            self._show_light("hears")

    def _chime_over(self, problem: str) -> None:
        self._playing = False
        if problem:
            self.played.set_text(capital(problem))
            self._show_light("alert")
        elif "customer" not in self._found_by:
            self.played.set_text(
                self.tr("Not heard: choose the device above that your headset plays on.")
            )
            self._show_light("alert")
        elif "agent" in self._found_by:
            self.played.set_text(
                self.tr("Heard, but your microphone hears it too: a headset is better.")
            )
            self._show_light("hears")

    def _show_light(self, token: str) -> None:
        """Show a tick or a cross beside the answer; the words say the same."""
        self._light.setProperty("token", token)
        self._light.setVisible(bool(token))
        if token and self._theme is not None:
            side = QSize(self._theme.px(1.1), self._theme.px(1.1))
            name = "right" if token == "hears" else "lost"
            self._light.setPixmap(icon(self._theme, name, token).pixmap(side))

    # What to mend

    def _warn(self) -> None:
        if self._hearing.found.same:
            line = self.tr(
                "Both sides are the same device: choose the headset's microphone above, and what "
                "this computer plays for the customer."
            )
        elif self._hearing.crosstalk:
            line = self.tr(
                "The customer's side hears your voice: choose what this computer plays for it, "
                "and switch off that you hear yourself."
            )
        else:
            line = ""
        self.warning.set_text(line)
        self.warning.setVisible(bool(line))
