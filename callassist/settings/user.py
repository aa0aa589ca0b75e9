"""What a person may change, kept in one TOML file.

A missing file means the defaults; a file with mistakes is refused with every
mistake in one line, and is never written over.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import tomli_w
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, ValidationError

from callassist.errors import CallAssistError
from callassist.files import write_whole
from callassist.settings.problems import problem_line
from callassist.settings.toml import parse_toml

ThemeChoice = Literal["system", "dark", "light"]
MotionChoice = Literal["system", "on", "off"]
EngineChoice = Literal["auto", "vosk", "moonshine"]
InterfaceLanguage = Literal["system", "en", "de"]

MIN_OPACITY = 0.85
"""Below this, small text over a bright page would lose its 4.5:1 contrast."""
MAX_TEXT_SCALE = 3.0
DEFAULT_KEEP_DAYS = 90


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid", validate_assignment=True)


class OverlaySettings(_Group):
    """How the overlay looks and where it stands.

    Attributes:
        theme: ``"system"``, ``"dark"`` or ``"light"``.
        opacity: Of the quiet bar's background, 0.85 to 1; a prompt is always opaque.
        click_through: Whether clicks go to the window below.
        reduced_motion: ``"on"`` for no animation, ``"off"`` for soft fades.
        high_contrast: ``"on"`` for black, white and strong outlines.
        hand: ``"left"`` mirrors the overlay for the left hand: buttons on its left.
        hide_from_sharing: Whether to stay out of shared screens, where the system can.
        text_scale: Times the system's text size.
        screen: The screen it was last on, a key of ``positions``.
        positions: Its place on each screen it was on, in px from that screen's corner.
    """

    theme: ThemeChoice = "system"
    opacity: float = Field(default=0.96, ge=MIN_OPACITY, le=1.0)
    click_through: StrictBool = False
    reduced_motion: MotionChoice = "system"
    high_contrast: MotionChoice = "system"
    hand: Literal["right", "left"] = "right"
    hide_from_sharing: StrictBool = True
    text_scale: float = Field(default=1.0, ge=0.8, le=MAX_TEXT_SCALE)
    screen: str | None = None
    positions: dict[str, tuple[int, int]] = Field(default_factory=dict)


class AudioSettings(_Group):
    """Which devices are heard; ``None`` leaves the choice to callassist."""

    agent_device: str | None = None
    customer_device: str | None = None


class CallSettings(_Group):
    """When a call begins and ends.

    Attributes:
        start: ``"sound"`` begins a call when the customer's side is heard after silence;
            ``"manual"`` waits for a button, a hotkey or ``callassist ctl start``.
        end_after_silence_s: A call that began by sound ends after so much silence of both
            sides; 0 leaves the end to the agent.
        pause_on_hold: Whether hold music pauses prompts.
        control: Whether ``callassist ctl`` may start and stop calls.
    """

    start: Literal["sound", "manual"] = "manual"
    end_after_silence_s: float = Field(default=30.0, ge=0.0, le=600.0)
    pause_on_hold: StrictBool = True
    control: StrictBool = True


class HotkeySettings(_Group):
    """Keys that work in every program, as Qt writes them; an empty text is no key.

    Attributes:
        call: Starts a call, or ends it.
        dismiss: Hides the prompt.
        helped: Says that it helped.
        mute: No prompts for five minutes.
        click_through: Whether clicks go to the window below.
        notes: Shows or hides the notes.
        menu: Opens the overlay's menu, for everything else without a pointer.
    """

    call: str = Field(default="", max_length=40)
    dismiss: str = Field(default="Ctrl+Alt+D", max_length=40)
    helped: str = Field(default="Ctrl+Alt+H", max_length=40)
    mute: str = Field(default="Ctrl+Alt+M", max_length=40)
    click_through: str = Field(default="Ctrl+Alt+T", max_length=40)
    notes: str = Field(default="Ctrl+Alt+N", max_length=40)
    menu: str = Field(default="Ctrl+Alt+A", max_length=40)


class PromptSettings(_Group):
    """Which prompt packs lie over the default one; a company's policy may decide for you.

    Attributes:
        pack: The uppermost one; ``None`` for the user's own, if any.
        profile: One that comes with the program, e.g. ``"sales"``, or none.
        team_folder: Where the team keeps its approved packs: a folder, a ``file://``
            address, or a file that holds either.
        trusted_key: The public key that must have signed them; ``None`` takes unsigned ones.
    """

    pack: Path | None = None
    profile: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")] | None = None
    team_folder: str | None = Field(default=None, min_length=1, max_length=1000)
    trusted_key: str | None = Field(default=None, min_length=1, max_length=200)


class RecordingSettings(_Group):
    """Whether and how calls are kept; a company's policy may allow less.

    Attributes:
        agent_name: Who takes the calls here, as kept calls name them.
        consent_line: What the agent says when a recording starts; ``None`` for the usual.
        consent_required: Whether sound is kept only once consent is confirmed.
        keep_days: Calls older than this are purged; 0 keeps them for ever.
        store: A team's database; ``None`` for this computer.
    """

    agent_name: str = Field(default="", max_length=80)
    consent_line: str | None = Field(default=None, min_length=1, max_length=300)
    consent_required: StrictBool = False
    keep_days: StrictInt = Field(default=DEFAULT_KEEP_DAYS, ge=0, le=36500)
    store: str | None = None


class UserSettings(_Group):
    """Everything a person may change.

    Attributes:
        engine: ``"auto"``, ``"vosk"`` or ``"moonshine"``.
        model: Name or folder of a speech model; ``None`` for the best installed one.
        language: BCP 47 code of the calls.
        overlay: How the overlay looks and where it stands.
        audio: Which devices are heard.
        prompts: Which prompt pack is used.
        recording: Whether and how calls are kept.
        calls: When a call begins and ends.
        hotkeys: Keys that work in every program.
        interface_language: Of windows, overlay and the default prompts.
        set_up: Whether the first run was gone through.
        eu_mode: Measure nobody's voice, as the EU's AI Act wants it at work.
    """

    engine: EngineChoice = "auto"
    model: str | None = None
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    overlay: OverlaySettings = Field(default_factory=OverlaySettings)
    audio: AudioSettings = Field(default_factory=AudioSettings)
    prompts: PromptSettings = Field(default_factory=PromptSettings)
    recording: RecordingSettings = Field(default_factory=RecordingSettings)
    calls: CallSettings = Field(default_factory=CallSettings)
    hotkeys: HotkeySettings = Field(default_factory=HotkeySettings)
    interface_language: InterfaceLanguage = "system"
    set_up: StrictBool = False
    eu_mode: StrictBool = False


def load(path: Path) -> UserSettings:
    """Read the settings at ``path``; a missing file means the defaults.

    Raises:
        CallAssistError: The file cannot be read, or has mistakes (all are named).
    """
    try:
        data = parse_toml(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return UserSettings()
    except (OSError, UnicodeDecodeError) as error:
        raise CallAssistError(
            f"cannot read the settings {path}: {_one_line(error)}; "
            "let it be a file that you may read, or move it away"
        ) from error
    except ValueError as error:
        raise CallAssistError(
            f"the settings {path} are not valid TOML: {_one_line(error)}; correct or delete it"
        ) from error
    try:
        return UserSettings.model_validate(data)
    except ValidationError as error:
        problems = "; ".join(problem_line(UserSettings, item) for item in error.errors())
        raise CallAssistError(
            f"the settings {path} have mistakes: {problems}; correct or delete it"
        ) from error


def save(settings: UserSettings, path: Path) -> None:
    """Write what differs from the defaults to ``path``, all or nothing.

    Raises:
        CallAssistError: The file cannot be written, or the one in place has
            mistakes, which would be lost.
    """
    load(path)
    data = settings.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
    text = tomli_w.dumps(data)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
    except OSError as error:
        raise CallAssistError(f"cannot write the settings {path}: {_one_line(error)}") from error


def _one_line(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(text.split())
