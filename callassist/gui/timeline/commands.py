"""Everything that can be done in the window: one action each, with its key and its menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from callassist.gui.i18n import translate
from callassist.gui.theme import Theme
from callassist.gui.timeline.tools import icon_of

CALL_MENU = QT_TRANSLATE_NOOP("Commands", "&Call")
EDIT_MENU = QT_TRANSLATE_NOOP("Commands", "&Edit")
PLAY_MENU = QT_TRANSLATE_NOOP("Commands", "&Play")
VIEW_MENU = QT_TRANSLATE_NOOP("Commands", "&View")
HELP_MENU = QT_TRANSLATE_NOOP("Commands", "&Help")


@dataclass(frozen=True, slots=True)
class Command:
    """What can be done.

    Attributes:
        id: Its name in code: the window's method of that name does it.
        menu: The menu that it stands in.
        text: Its name for people.
        keys: Its keys, the first one is shown.
        icon: Its icon, if it has a button.
        checkable: Whether it is on or off.
        gap: Whether a line stands before it in its menu.
    """

    id: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    gap: bool = False


COMMANDS: tuple[Command, ...] = (
    Command(
        "export_png",
        CALL_MENU,
        QT_TRANSLATE_NOOP("Commands", "Save a &picture…"),
        ("Ctrl+S",),
        "export",
    ),
    Command(
        "export_html", CALL_MENU, QT_TRANSLATE_NOOP("Commands", "Save a &web page…"), ("Ctrl+E",)
    ),
    Command(
        "find_recording", CALL_MENU, QT_TRANSLATE_NOOP("Commands", "&Find the recording…"), gap=True
    ),
    Command("close", "&Call", QT_TRANSLATE_NOOP("Commands", "&Close"), ("Ctrl+W",), gap=True),
    Command("undo", "&Edit", QT_TRANSLATE_NOOP("Commands", "&Undo"), ("Ctrl+Z",)),
    Command("redo", "&Edit", QT_TRANSLATE_NOOP("Commands", "&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    Command(
        "comment",
        EDIT_MENU,
        QT_TRANSLATE_NOOP("Commands", "&Comment here…"),
        ("C",),
        "comment",
        gap=True,
    ),
    Command(
        "good_moment",
        EDIT_MENU,
        QT_TRANSLATE_NOOP("Commands", "Mark as a &good moment"),
        ("G",),
        "star",
    ),
    Command(
        "practice",
        EDIT_MENU,
        QT_TRANSLATE_NOOP("Commands", "Mark to prac&tice"),
        ("T",),
        "practice",
    ),
    Command(
        "edit_mark", EDIT_MENU, QT_TRANSLATE_NOOP("Commands", "&Edit the chosen comment"), ("F2",)
    ),
    Command(
        "delete_mark",
        EDIT_MENU,
        QT_TRANSLATE_NOOP("Commands", "&Delete the chosen comment"),
        ("Del",),
    ),
    Command(
        "search",
        EDIT_MENU,
        QT_TRANSLATE_NOOP("Commands", "&Search in the call"),
        ("Ctrl+F", "/"),
        "search",
        gap=True,
    ),
    Command(
        "play_pause",
        PLAY_MENU,
        QT_TRANSLATE_NOOP("Commands", "&Play or pause"),
        ("Space", "K"),
        "media_play",
    ),
    Command(
        "play_event",
        PLAY_MENU,
        QT_TRANSLATE_NOOP("Commands", "Play the chosen moment, from 3 s &before"),
        ("R",),
    ),
    Command(
        "first_hard",
        PLAY_MENU,
        QT_TRANSLATE_NOOP("Commands", "Go to the first &hard moment"),
        ("B",),
        "flag",
    ),
    Command(
        "previous_event",
        PLAY_MENU,
        QT_TRANSLATE_NOOP("Commands", "Pre&vious moment"),
        ("P", "Ctrl+Left"),
        "event_previous",
    ),
    Command(
        "next_event",
        PLAY_MENU,
        QT_TRANSLATE_NOOP("Commands", "&Next moment"),
        ("N", "Ctrl+Right"),
        "event_next",
    ),
    Command("back", PLAY_MENU, QT_TRANSLATE_NOOP("Commands", "Back 5 s"), ("Left",), gap=True),
    Command("forward", PLAY_MENU, QT_TRANSLATE_NOOP("Commands", "Forward 5 s"), ("Right",)),
    Command("back_little", PLAY_MENU, QT_TRANSLATE_NOOP("Commands", "Back 1 s"), ("Shift+Left",)),
    Command(
        "forward_little", PLAY_MENU, QT_TRANSLATE_NOOP("Commands", "Forward 1 s"), ("Shift+Right",)
    ),
    Command("to_start", PLAY_MENU, QT_TRANSLATE_NOOP("Commands", "To the start"), ("Home",)),
    Command("to_end", PLAY_MENU, QT_TRANSLATE_NOOP("Commands", "To the end"), ("End",)),
    Command("slower", "&Play", QT_TRANSLATE_NOOP("Commands", "S&lower"), ("[",), gap=True),
    Command("faster", "&Play", QT_TRANSLATE_NOOP("Commands", "&Faster"), ("]",)),
    Command("usual_speed", PLAY_MENU, QT_TRANSLATE_NOOP("Commands", "Usual speed"), ("Backspace",)),
    Command(
        "skip_silence",
        PLAY_MENU,
        QT_TRANSLATE_NOOP("Commands", "&Skip silence"),
        ("S",),
        "skip_silence",
        checkable=True,
    ),
    Command(
        "loop",
        PLAY_MENU,
        QT_TRANSLATE_NOOP("Commands", "L&oop the selection"),
        ("L",),
        "loop",
        checkable=True,
    ),
    Command(
        "mute_agent",
        PLAY_MENU,
        QT_TRANSLATE_NOOP("Commands", "Mute the &agent"),
        ("1",),
        checkable=True,
    ),
    Command(
        "mute_customer",
        PLAY_MENU,
        QT_TRANSLATE_NOOP("Commands", "Mute the &customer"),
        ("2",),
        checkable=True,
    ),
    Command("select_from", VIEW_MENU, QT_TRANSLATE_NOOP("Commands", "Select &from here"), ("I",)),
    Command("select_to", VIEW_MENU, QT_TRANSLATE_NOOP("Commands", "Select &to here"), ("O",)),
    Command("select_none", VIEW_MENU, QT_TRANSLATE_NOOP("Commands", "Select &nothing"), ("Esc",)),
    Command(
        "zoom_in",
        VIEW_MENU,
        QT_TRANSLATE_NOOP("Commands", "Zoom &in"),
        ("+", "=", "Ctrl++"),
        "zoom_in",
        gap=True,
    ),
    Command(
        "zoom_out",
        VIEW_MENU,
        QT_TRANSLATE_NOOP("Commands", "Zoom &out"),
        ("-", "Ctrl+-"),
        "zoom_out",
    ),
    Command(
        "zoom_fit",
        VIEW_MENU,
        QT_TRANSLATE_NOOP("Commands", "Fit the &whole call"),
        ("Ctrl+0", "F"),
        "zoom_fit",
    ),
    Command(
        "zoom_selection", VIEW_MENU, QT_TRANSLATE_NOOP("Commands", "Fit the &selection"), ("Z",)
    ),
    Command("earlier", VIEW_MENU, QT_TRANSLATE_NOOP("Commands", "See what is earlier"), (",",)),
    Command("later", VIEW_MENU, QT_TRANSLATE_NOOP("Commands", "See what is later"), (".",)),
    Command(
        "follow",
        VIEW_MENU,
        QT_TRANSLATE_NOOP("Commands", "&Follow the sound"),
        (),
        checkable=True,
        gap=True,
    ),
    Command(
        "larger_text",
        VIEW_MENU,
        QT_TRANSLATE_NOOP("Commands", "&Larger text"),
        ("Ctrl+Shift++", "Ctrl+Shift+="),
        gap=True,
    ),
    Command(
        "smaller_text",
        VIEW_MENU,
        QT_TRANSLATE_NOOP("Commands", "S&maller text"),
        ("Ctrl+Shift+-", "Ctrl+Shift+_"),
    ),
    Command(
        "shortcuts",
        HELP_MENU,
        QT_TRANSLATE_NOOP("Commands", "&Keys and signs"),
        ("F1", "?"),
        "legend",
    ),
)
"""In the order of the menus."""


def make_actions(owner: QObject) -> dict[str, QAction]:
    """Return an action for each command; triggered, it calls the owner's method of its name."""
    actions = {}
    for command in COMMANDS:
        action = QAction(translate("Commands", command.text), owner)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(command.checkable)
        plain = plain_text(command)
        shown = f" ({shown_key(command.keys[0])})" if command.keys else ""
        action.setToolTip(plain.rstrip("…") + shown)
        slot: Callable[..., None] = getattr(owner, command.id)
        if command.checkable:
            action.toggled.connect(slot)
        else:
            action.triggered.connect(lambda _checked=False, slot=slot: slot())
        actions[command.id] = action
    return actions


def dress(actions: dict[str, QAction], theme: Theme) -> None:
    """Give the actions that have buttons their icons in the theme's color."""
    for command in COMMANDS:
        if command.icon:
            icon = icon_of(command.icon, theme.color("text"), theme.px(1.3))
            actions[command.id].setIcon(icon)
            actions[command.id].setIconVisibleInMenu(False)


def plain(text: str) -> str:
    """Return a menu's or command's name without the mark of its menu key."""
    return translate("Commands", text).replace("&", "")


def plain_text(command: Command) -> str:
    """Return a command's name without the mark of its menu key."""
    return plain(command.text)


def shown_key(keys: str) -> str:
    """Return a key as it stands on the keyboards of this system."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
