# ruff: noqa: E501  a row of the table is read as a row
"""Every setting that a person may change: a new one is one entry here, and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from callassist.gui.settings.kinds import (
    Again,
    DeviceChoice,
    Hotkey,
    Number,
    Options,
    Page,
    PageId,
    Place,
    Setting,
    Switch,
    Text,
)
from callassist.settings.user import MAX_TEXT_SCALE, MIN_OPACITY

CONTEXT = "Settings"

LIKE_SYSTEM = (
    ("system", QT_TRANSLATE_NOOP("Settings", "Like the system")),
    ("on", QT_TRANSLATE_NOOP("Settings", "Yes")),
    ("off", QT_TRANSLATE_NOOP("Settings", "No")),
)


def _installed() -> tuple[tuple[object, str], ...]:
    from callassist.engines.installed import installed_models

    return tuple((model.name, model.name) for model in installed_models())


def _profiles() -> tuple[tuple[object, str], ...]:
    from callassist.prompts.profiles import profile_names

    return tuple((name, name.replace("_", " ").capitalize()) for name in profile_names())


PAGES: tuple[Page, ...] = (
    Page(
        "calls",
        QT_TRANSLATE_NOOP("Settings", "Calls"),
        QT_TRANSLATE_NOOP("Settings", "When a call begins and ends."),
    ),
    Page(
        "sound",
        QT_TRANSLATE_NOOP("Settings", "Sound"),
        QT_TRANSLATE_NOOP("Settings", "The two sides of a call. Speak: the bars move."),
    ),
    Page(
        "model",
        QT_TRANSLATE_NOOP("Settings", "Speech model"),
        QT_TRANSLATE_NOOP("Settings", "What turns a call into words, on this computer alone."),
    ),
    Page(
        "overlay",
        QT_TRANSLATE_NOOP("Settings", "Overlay"),
        QT_TRANSLATE_NOOP("Settings", "The small card above your other windows."),
    ),
    Page(
        "prompts",
        QT_TRANSLATE_NOOP("Settings", "Prompts"),
        QT_TRANSLATE_NOOP("Settings", "Whose words you see. The studio edits them."),
    ),
    Page(
        "keeping",
        QT_TRANSLATE_NOOP("Settings", "Keeping calls"),
        QT_TRANSLATE_NOOP("Settings", "Nothing is kept unless you press record."),
    ),
    Page(
        "hotkeys",
        QT_TRANSLATE_NOOP("Settings", "Hotkeys"),
        QT_TRANSLATE_NOOP("Settings", "Keys that work while another program is in front."),
    ),
    Page(
        "language",
        QT_TRANSLATE_NOOP("Settings", "Language and access"),
        QT_TRANSLATE_NOOP("Settings", "How windows and overlay can be read."),
    ),
    Page("about", QT_TRANSLATE_NOOP("Settings", "About")),
)

SETTINGS: tuple[Setting, ...] = (
    Setting("calls", "calls.start", QT_TRANSLATE_NOOP("Settings", "A call begins"),
            QT_TRANSLATE_NOOP("Settings", "By itself: when the customer is heard after a silence. Until then only the last seconds are held, in memory."),
            Options((("manual", QT_TRANSLATE_NOOP("Settings", "When I start it")), ("sound", QT_TRANSLATE_NOOP("Settings", "By itself, with sound"))))),
    Setting("calls", "calls.end_after_silence_s", QT_TRANSLATE_NOOP("Settings", "End after silence"),
            QT_TRANSLATE_NOOP("Settings", "A call that began by itself ends when both sides were silent for so long."),
            Number(0, 600, 5, QT_TRANSLATE_NOOP("Settings", "s"), zero=QT_TRANSLATE_NOOP("Settings", "never"))),
    Setting("calls", "calls.pause_on_hold", QT_TRANSLATE_NOOP("Settings", "Pause on hold music"),
            QT_TRANSLATE_NOOP("Settings", "No prompts while music plays on the customer's side."), Switch()),
    Setting("calls", "calls.control", QT_TRANSLATE_NOOP("Settings", "Other programs may start and stop calls"),
            QT_TRANSLATE_NOOP("Settings", "For softphones and customer databases, with callassist ctl: on this computer only, and only for you. From the next start."), Switch()),
    Setting("calls", "at_login", QT_TRANSLATE_NOOP("Settings", "Start when I log in"),
            QT_TRANSLATE_NOOP("Settings", "callassist is there before the first call, waiting quietly."), Switch()),

    Setting("sound", "audio.agent_device", QT_TRANSLATE_NOOP("Settings", "Your microphone"),
            QT_TRANSLATE_NOOP("Settings", "What you speak into, best a headset."), DeviceChoice("agent")),
    Setting("sound", "audio.customer_device", QT_TRANSLATE_NOOP("Settings", "The customer's side"),
            QT_TRANSLATE_NOOP("Settings", "What your headset plays, heard inside the computer."), DeviceChoice("customer")),

    Setting("model", "engine", QT_TRANSLATE_NOOP("Settings", "Recognizer"),
            QT_TRANSLATE_NOOP("Settings", "Automatic takes an installed Vosk model, and the bundled Moonshine where there is none."),
            Options((("auto", QT_TRANSLATE_NOOP("Settings", "Automatic")), ("vosk", "Vosk"), ("moonshine", "Moonshine")))),
    Setting("model", "model", QT_TRANSLATE_NOOP("Settings", "Model"),
            QT_TRANSLATE_NOOP("Settings", "Which of the installed models hears calls."),
            Options(((None, QT_TRANSLATE_NOOP("Settings", "The best installed")),), _installed)),
    Setting("model", "language", QT_TRANSLATE_NOOP("Settings", "Language of the calls"),
            QT_TRANSLATE_NOOP("Settings", "A code such as en, de or pt-BR. A model for that language must be installed."), Text("en", empty="en")),

    Setting("overlay", "overlay.theme", QT_TRANSLATE_NOOP("Settings", "Colors"), QT_TRANSLATE_NOOP("Settings", "Of the overlay and of every window."),
            Options((("system", QT_TRANSLATE_NOOP("Settings", "Like the system")), ("light", QT_TRANSLATE_NOOP("Settings", "Light")), ("dark", QT_TRANSLATE_NOOP("Settings", "Dark"))))),
    Setting("overlay", "overlay.opacity", QT_TRANSLATE_NOOP("Settings", "Opacity"),
            QT_TRANSLATE_NOOP("Settings", "Of the bar while it says nothing. A prompt is always opaque."),
            Number(MIN_OPACITY, 1.0, 0.01, "%", factor=100)),
    Setting("overlay", "overlay.screen", QT_TRANSLATE_NOOP("Settings", "Place"),
            QT_TRANSLATE_NOOP("Settings", "Choose a corner, or drag the overlay anywhere. Its place is remembered for each screen."),
            Place(), besides=("overlay.positions",)),
    Setting("overlay", "overlay.hand", QT_TRANSLATE_NOOP("Settings", "Hand"), QT_TRANSLATE_NOOP("Settings", "Left puts the buttons on the left."),
            Options((("right", QT_TRANSLATE_NOOP("Settings", "Right-handed")), ("left", QT_TRANSLATE_NOOP("Settings", "Left-handed"))))),
    Setting("overlay", "overlay.click_through", QT_TRANSLATE_NOOP("Settings", "Let clicks through"),
            QT_TRANSLATE_NOOP("Settings", "Clicks go to the window below; the overlay is then reached by its tray icon and hotkeys."), Switch()),
    Setting("overlay", "overlay.hide_from_sharing", QT_TRANSLATE_NOOP("Settings", "Hide from screen sharing"),
            QT_TRANSLATE_NOOP("Settings", "Where the system can; the overlay says so where it cannot."), Switch()),

    Setting("prompts", "prompts.profile", QT_TRANSLATE_NOOP("Settings", "Profile"), QT_TRANSLATE_NOOP("Settings", "Prompts for a kind of calls."),
            Options(((None, QT_TRANSLATE_NOOP("Settings", "None")),), _profiles)),
    Setting("prompts", "prompts.pack", QT_TRANSLATE_NOOP("Settings", "Your own pack"),
            QT_TRANSLATE_NOOP("Settings", "A file that lies over all others, as the studio writes it."),
            Text(QT_TRANSLATE_NOOP("Settings", "prompts.toml, if any"), browse="file")),
    Setting("prompts", "prompts.team_folder", QT_TRANSLATE_NOOP("Settings", "The team's packs"),
            QT_TRANSLATE_NOOP("Settings", "The folder where approved packs lie."), Text(QT_TRANSLATE_NOOP("Settings", "none"), browse="folder"), group=QT_TRANSLATE_NOOP("Settings", "Team")),
    Setting("prompts", "prompts.trusted_key", QT_TRANSLATE_NOOP("Settings", "Trusted key"),
            QT_TRANSLATE_NOOP("Settings", "The public key that must have signed them. Without one, unsigned packs are taken."),
            Text(QT_TRANSLATE_NOOP("Settings", "none")), group=QT_TRANSLATE_NOOP("Settings", "Team")),

    Setting("keeping", "recording.agent_name", QT_TRANSLATE_NOOP("Settings", "Your name"),
            QT_TRANSLATE_NOOP("Settings", "As kept calls name you; it stays on this computer."), Text(QT_TRANSLATE_NOOP("Settings", "not named"), empty="")),
    Setting("keeping", "recording.keep_days", QT_TRANSLATE_NOOP("Settings", "Delete after"),
            QT_TRANSLATE_NOOP("Settings", "Older calls are deleted for good."),
            Number(0, 36500, 10, QT_TRANSLATE_NOOP("Settings", "days"), zero=QT_TRANSLATE_NOOP("Settings", "never"), whole=True)),
    Setting("keeping", "recording.consent_required", QT_TRANSLATE_NOOP("Settings", "Consent first"),
            QT_TRANSLATE_NOOP("Settings", "No sound is kept until you confirm that the customer agreed."), Switch(), group=QT_TRANSLATE_NOOP("Settings", "Consent")),
    Setting("keeping", "recording.consent_line", QT_TRANSLATE_NOOP("Settings", "What you say"),
            QT_TRANSLATE_NOOP("Settings", "Shown on the overlay when a recording starts."),
            Text(QT_TRANSLATE_NOOP("Settings", "I'd like to record this call to learn from it. Is that all right with you?"), long=True), group=QT_TRANSLATE_NOOP("Settings", "Consent")),
    Setting("keeping", "recording.store", QT_TRANSLATE_NOOP("Settings", "Where calls are kept"),
            QT_TRANSLATE_NOOP("Settings", "A team's database, by its address; callassist must be started anew."),
            Text(QT_TRANSLATE_NOOP("Settings", "this computer, sealed")), group=QT_TRANSLATE_NOOP("Settings", "Place")),
    Setting("keeping", "eu_mode", QT_TRANSLATE_NOOP("Settings", "Measure nobody's voice"),
            QT_TRANSLATE_NOOP("Settings", "As the EU's AI Act asks at work: words and timing only. Holds from the next call."), Switch(), group=QT_TRANSLATE_NOOP("Settings", "Voices")),

    Setting("hotkeys", "hotkeys.call", QT_TRANSLATE_NOOP("Settings", "Start or end a call"), "", Hotkey()),
    Setting("hotkeys", "hotkeys.dismiss", QT_TRANSLATE_NOOP("Settings", "Dismiss the prompt"), "", Hotkey()),
    Setting("hotkeys", "hotkeys.helped", QT_TRANSLATE_NOOP("Settings", "It helped"), QT_TRANSLATE_NOOP("Settings", "Says so of the prompt that stands."), Hotkey()),
    Setting("hotkeys", "hotkeys.mute", QT_TRANSLATE_NOOP("Settings", "Mute for five minutes"), QT_TRANSLATE_NOOP("Settings", "No prompts meanwhile; listening goes on."), Hotkey()),
    Setting("hotkeys", "hotkeys.click_through", QT_TRANSLATE_NOOP("Settings", "Let clicks through, or not"), "", Hotkey()),
    Setting("hotkeys", "hotkeys.notes", QT_TRANSLATE_NOOP("Settings", "Show or hide the notes"), "", Hotkey()),
    Setting("hotkeys", "hotkeys.menu", QT_TRANSLATE_NOOP("Settings", "Open the overlay's menu"),
            QT_TRANSLATE_NOOP("Settings", "For everything else, without a pointer."), Hotkey()),

    Setting("language", "interface_language", QT_TRANSLATE_NOOP("Settings", "Language"),
            QT_TRANSLATE_NOOP("Settings", "Of windows, overlay and the program's own prompts, from the next start."),
            Options((("system", QT_TRANSLATE_NOOP("Settings", "Like the system")), ("en", "English"), ("de", "Deutsch")))),
    Setting("language", "overlay.text_scale", QT_TRANSLATE_NOOP("Settings", "Text size"),
            QT_TRANSLATE_NOOP("Settings", "Times the system's text size."),
            Number(0.8, MAX_TEXT_SCALE, 0.05, "%", factor=100)),
    Setting("language", "overlay.high_contrast", QT_TRANSLATE_NOOP("Settings", "High contrast"),
            QT_TRANSLATE_NOOP("Settings", "Black, white and strong outlines."), Options(LIKE_SYSTEM)),
    Setting("language", "overlay.reduced_motion", QT_TRANSLATE_NOOP("Settings", "Reduced motion"),
            QT_TRANSLATE_NOOP("Settings", "Nothing fades or moves."), Options(LIKE_SYSTEM)),

    Setting("about", "set_up", QT_TRANSLATE_NOOP("Settings", "First steps"),
            QT_TRANSLATE_NOOP("Settings", "Microphone, customer's side, speech model and place, one after another."), Again()),
)  # fmt: skip
"""In the order in which they stand on their pages."""


def tr(text: str) -> str:
    """Return a text of the table in the language of the windows."""
    return QCoreApplication.translate(CONTEXT, text) if text else ""


def settings_of(page: PageId) -> tuple[Setting, ...]:
    """Return the settings of a page."""
    return tuple(setting for setting in SETTINGS if setting.page == page)


def setting_of(key: str) -> Setting:
    """Return the setting of a key."""
    return next(setting for setting in SETTINGS if setting.key == key)


def matching(words: str) -> tuple[Setting, ...]:
    """Return the settings of which title, help or page have every word, the titles' first.

    A word counts from its beginning in the text: ``trans`` finds ``translate``.
    """
    wanted = _plain(words).split()
    titles = {page.id: tr(page.title) for page in PAGES}

    def places(setting: Setting) -> list[str]:
        return [tr(setting.title), f"{tr(setting.help)} {titles[setting.page]} {setting.key}"]

    found: list[tuple[int, Setting]] = []
    for setting in SETTINGS:
        texts = [_plain(text) for text in places(setting)]
        if wanted and all(any(_has(text, word) for text in texts) for word in wanted):
            in_title = all(_has(texts[0], word) for word in wanted)
            found.append((0 if in_title else 1, setting))
    return tuple(setting for _, setting in sorted(found, key=lambda pair: pair[0]))


def _plain(text: str) -> str:
    """Return the words of a text, small, with a space between them."""
    return "".join(c if c.isalnum() else " " for c in text.casefold())


def _has(text: str, word: str) -> bool:
    return f" {word}" in f" {text}"
