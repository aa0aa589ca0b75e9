"""What comes with the program to lie over the default pack: profiles, and languages."""

from __future__ import annotations

from pathlib import Path

from callassist import paths
from callassist.errors import PromptPackError
from callassist.prompts.hints import did_you_mean, shown


def profile_names() -> tuple[str, ...]:
    """Return the names of the profiles, e.g. ``"sales"``."""
    return tuple(sorted(path.stem for path in _folder().glob("*.toml")))


def profile_path(name: str) -> Path:
    """Return the file of a profile.

    Raises:
        PromptPackError: There is none of that name.
    """
    known = profile_names()
    if name not in known:
        listed = ", ".join(known)
        hint = did_you_mean(name, known) or f"; there are {listed}"
        raise PromptPackError(f"there is no profile '{shown(name)}'{hint}")
    return _folder() / f"{name}.toml"


def language_path(language: str) -> Path | None:
    """Return the file that says the default prompts in a language; ``None`` if there is none.

    Args:
        language: Its code, e.g. ``"de"``.
    """
    folder = paths.resources_dir() / "prompts" / "languages"
    return next((path for path in folder.glob("*.toml") if path.stem == language), None)


def _folder() -> Path:
    return paths.resources_dir() / "prompts" / "profiles"
