"""Which language the prompts of the program are in, without asking a window system."""

from __future__ import annotations

import locale
import os

from callassist.settings.user import InterfaceLanguage

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_WINDOWS_NAMES = {"german": "de"}


def prompt_language(choice: InterfaceLanguage) -> str:
    """Return the code of the language that prompts are wanted in, e.g. ``"de"``.

    ``"system"`` is the language of the environment's variables, as POSIX has them, else of
    Python's own locale; where neither tells, it is English.
    """
    if choice != "system":
        return choice
    named = next((os.environ[name] for name in _VARIABLES if os.environ.get(name)), "")
    language = (named or locale.getlocale()[0] or "").partition("_")[0].partition(".")[0].lower()
    known = _WINDOWS_NAMES.get(language, language)
    return known if known.isalpha() and len(known) == 2 else "en"
